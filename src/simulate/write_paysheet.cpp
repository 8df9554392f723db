// The agency's pay sheet as a workbook, one sheet a month.

#include <xlsxwriter.h>

#include <filesystem>

#include "simulate/writers.hpp"
#include "simulate/zip.hpp"

namespace redress::simulate {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

// Cells hold binary fractions; the library writes 16 digits, from which the cents come back
// exactly.
double in_units(std::int64_t minor) { return static_cast<double>(minor) / 100.0; }

struct Sheet {
  lxw_worksheet* sheet = nullptr;
  lxw_format* day = nullptr;
  lxw_format* money = nullptr;
};

void put_day(const Sheet& to, lxw_row_t row, lxw_col_t column, Day day) {
  const Civil date = civil_of(day);
  lxw_datetime value{date.year, static_cast<int>(date.month), static_cast<int>(date.day), 0, 0, 0};
  worksheet_write_datetime(to.sheet, row, column, &value, to.day);
}

void put_money(const Sheet& to, lxw_row_t row, lxw_col_t column, std::int64_t minor) {
  worksheet_write_number(to.sheet, row, column, in_units(minor), to.money);
}

void put_heading(lxw_worksheet* sheet) {
  lxw_col_t column = 0;
  for (const char* name :
       {"Worker", "Employer", "From", "Until", "Paid on", "Hours", "Rate", "Gross", "Rent",
        "Transport", "Agency costs", "Deductions", "Net", "Currency", "Method"}) {
    worksheet_write_string(sheet, 0, column++, name, nullptr);
  }
}

void put_row(const World& world, const Sheet& to, lxw_row_t row, const Survivor& one,
             const PayPeriod& period) {
  const std::int64_t gross = period.paid + period.sheet_taken;
  const std::int64_t rent = period.sheet_taken * 300 / 520;
  const std::int64_t transport = period.sheet_taken * 120 / 520;
  worksheet_write_string(to.sheet, row, 0, name_at(world, one.party).c_str(), nullptr);
  worksheet_write_string(to.sheet, row, 1, name_at(world, world.agency).c_str(), nullptr);
  put_day(to, row, 2, period.from);
  put_day(to, row, 3, period.until);
  put_day(to, row, 4, period.paid_on);
  // The hours that go with a rate of ten, not those that were worked.
  worksheet_write_number(to.sheet, row, 5, in_units(gross / 10), nullptr);
  put_money(to, row, 6, 1'000);
  put_money(to, row, 7, gross);
  put_money(to, row, 8, rent);
  put_money(to, row, 9, transport);
  put_money(to, row, 10, period.sheet_taken - rent - transport);
  put_money(to, row, 11, period.sheet_taken);
  put_money(to, row, 12, period.paid);
  worksheet_write_string(to.sheet, row, 13, "EUR", nullptr);
  worksheet_write_string(to.sheet, row, 14, "transfer", nullptr);
}

// Writes the workbook to `path`; gives the number of rows.
Result<std::uint64_t> make(const World& world, const std::filesystem::path& path) {
  lxw_workbook_options options{};
  // Strings stay in the sheets, so that memory does not grow with them.
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) return fail(ErrorKind::unavailable, "a workbook could not be begun");
  std::string title = "Pay sheet";
  std::string author = "Office";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = static_cast<time_t>(utc_of(world.end + 1, 36'000));
  workbook_set_properties(book, &properties);
  Sheet to;
  to.day = workbook_add_format(book);
  format_set_num_format(to.day, "yyyy-mm-dd");
  to.money = workbook_add_format(book);
  format_set_num_format(to.money, "0.00");
  std::uint64_t rows = 0;
  for (std::uint32_t month = 0; month < world.shape.months; ++month) {
    const Day first = month_start(world.start, static_cast<int>(month));
    to.sheet = workbook_add_worksheet(book, month_text(first).c_str());
    put_heading(to.sheet);
    lxw_row_t row = 0;
    for (const Survivor& one : world.survivors) {
      if (one.branch != Branch::labour) continue;
      for (const PayPeriod& period : one.periods) {
        if (month_start(period.from) == first) put_row(world, to, ++row, one, period);
      }
    }
    rows += row;
  }
  const lxw_error error = workbook_close(book);
  if (error != LXW_NO_ERROR) {
    return fail(base::Error(ErrorKind::unavailable, "a workbook could not be written")
                    .at({.file = path.string()})
                    .found(lxw_strerror(error)));
  }
  return rows;
}

}  // namespace

Result<void> write_paysheet(Exhibits& exhibits, const World& world) {
  if (world.agency == kNone) return {};
  // What the library packs depends on the zlib behind it: its members are stored anew.
  const std::filesystem::path draft = exhibits.root() / "paysheet.part";
  auto rows = make(world, draft);
  auto bytes = restored(draft);
  std::error_code code;
  std::filesystem::remove(draft, code);
  const std::uint64_t count = REDRESS_TRY(std::move(rows));
  const std::string packed = REDRESS_TRY(std::move(bytes));
  const std::size_t file =
      REDRESS_TRY(exhibits.put("papers/paysheet.xlsx", "xlsx",
                               "pay sheets of " + name_at(world, world.agency), packed, count));
  for (std::uint64_t row = 1; row <= count; ++row) exhibits.at(file).venture.add(row);
  return {};
}

}  // namespace redress::simulate
