// Helpers of the tests of imports: an office with one sealed bank statement, and rows as a reader gives them.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "docket/exhibits.hpp"
#include "docket/imports.hpp"
#include "docket/office_testing.hpp"
#include "docket/records_money.hpp"

namespace redress::docket::testing {

class ImportsTest : public OfficeTest {
 protected:
  /// What a made-up reader brings: `rows` bookings of `amount`, some of them outside the authority.
  struct Source {
    std::size_t rows = 1'000;
    std::int64_t amount = 5;
    std::size_t outside = 0;
    std::size_t each = 300;  ///< rows of a segment
  };

  void make() {
    make_office(Side::prosecution);
    authority =
        *add(as(Role::prosecutor), in_case, Authority{.label = "A1", .title = "a subpoena"});
    exhibit = add_exhibit("statement", "rows of a bank");
  }

  Ref<Exhibit> add_exhibit(const std::string& label, const std::string& bytes) {
    return enter_exhibit(label, bytes, authority).ref;
  }

  Import of(Ref<Exhibit> of_exhibit, std::string version = "1") const {
    Import import;
    import.exhibit = of_exhibit;
    import.authority = authority;
    import.reader = "bank-csv";
    import.reader_version = std::move(version);
    import.tools = "none";
    import.options = "separator=,";
    import.map = "amount = column 3";
    return import;
  }

  static Columns transfers(std::int64_t first, std::size_t many, std::int64_t amount) {
    Columns columns(record_schema_of<Transfer>(), first);
    for (std::size_t i = 0; i < many; ++i) {
      const std::int64_t row = first + static_cast<std::int64_t>(i) + 1;
      const std::string account = "AT " + std::to_string(row % 17);
      EXPECT_TRUE(columns.push(
          Transfer{.amount = {amount}, .currency = "EUR", .account = account, .row = row}));
    }
    return columns;
  }

  /// Stages all of it; finished.
  base::Result<Staging> stage(Docket& docket, const Bulk& bulk, const Import& import,
                              const Source& source) {
    const ImportDescription description = REDRESS_TRY(describe(docket, import));
    Staging staging = REDRESS_TRY(Staging::begin_or_resume(bulk.folder(), description, rng_));
    std::int64_t next = 0;
    for (std::size_t done = 0; done < source.rows; done += source.each) {
      const std::size_t many = std::min(source.each, source.rows - done);
      Columns columns = transfers(next, many, source.amount);
      REDRESS_TRY(staging.add(columns));
      next += static_cast<std::int64_t>(many);
    }
    Columns outside = transfers(next, source.outside, source.amount);
    REDRESS_TRY(staging.add(outside, Shelf::quarantine));
    REDRESS_TRY(staging.refuse({"row 9999", "bad-date", "9999;31.02.2024"}));
    REDRESS_TRY(staging.finish(source.rows + source.outside + 1));
    return staging;
  }

  base::Result<Ref<Import>> take_in(Docket& docket, const Import& import, const Source& source) {
    const auto bulk = REDRESS_TRY(Bulk::for_import(docket));
    Staging staging = REDRESS_TRY(stage(docket, *bulk, import, source));
    return publish(docket, *bulk, staging, import, {in_case, "a test"});
  }
  base::Result<Ref<Import>> take_in(const Import& import, const Source& source) {
    return take_in(as(Role::prosecutor), import, source);
  }

  /// Sum of the amounts that this reader gets, by scanning.
  static std::int64_t sum(const CaseRecords& records) {
    const std::size_t amount = *record_schema_of<Transfer>().index_of("amount");
    std::int64_t all = 0;
    for (const ImportedRecords& one : records.imports()) {
      const auto scanned = one.records.scan({.columns = {amount}}, [&](const PageView& page) {
        for (const std::int64_t value : page.numbers(0)) all += value;
        return base::Result<void>{};
      });
      EXPECT_TRUE(scanned) << scanned.error().text();
    }
    return all;
  }
  std::int64_t sum(Docket& docket, const ReadingRules& rules = {}) const {
    const auto records = records_of(docket, in_case, record_schema_of<Transfer>(), rules);
    EXPECT_TRUE(records) << records.error().text();
    return records ? sum(*records) : -1;
  }
  std::string not_read(Docket& docket) const {
    const auto records = records_of(docket, in_case, record_schema_of<Transfer>(), {});
    EXPECT_TRUE(records) << records.error().text();
    std::string text;
    for (const NotRead& one : records->not_read()) text += one.import + ": " + one.why + "\n";
    return text;
  }

  base::Result<void> withdraw(Ref<Import> import) {
    Acts acts = REDRESS_TRY(as(Role::prosecutor).begin());
    REDRESS_TRY(acts.withdraw(import, "a test"));
    return acts.commit();
  }

  /// Files of segments/, notes of stagings left out.
  std::vector<std::filesystem::path> bulk_files() const {
    std::vector<std::filesystem::path> files;
    std::error_code code;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(folder() / "segments", code))
      if (entry.is_regular_file() && entry.path().parent_path().filename() != "staging")
        files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
  }

 public:
  Ref<Authority> authority;
  Ref<Exhibit> exhibit;
};

}  // namespace redress::docket::testing
