#include "intake/read_again.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "docket/exhibits.hpp"
#include "docket/segment_reread.hpp"
#include "intake/add.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::Columns;
using docket::ReadingAgain;
using docket::RecordSchema;

namespace {

/// A sealed exhibit as readers see it.
class SealedInput final : public Input {
 public:
  explicit SealedInput(std::unique_ptr<docket::SealedBytes> bytes) : bytes_(std::move(bytes)) {}
  std::uint64_t size() const override { return bytes_->size(); }
  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) const override {
    return bytes_->read(offset, into);
  }

 private:
  std::unique_ptr<docket::SealedBytes> bytes_;
};

/// Takes what a reader brings and keeps a mark of each row.
class Marks final : public Taker {
 public:
  explicit Marks(base::Rng& rng) : rng_(&rng) {}

  Result<void> take(Columns& columns) override {
    of(columns.schema()).see(columns);
    columns.clear();
    return {};
  }
  Result<void> refuse(const Refusal&) override {
    ++refused;
    return {};
  }
  Result<void> part(std::string_view, std::string_view, base::ByteView) override { return {}; }
  Result<void> passed(std::uint64_t) override { return {}; }

  ReadingAgain& of(const RecordSchema& schema) {
    const auto known = std::ranges::find_if(
        kinds_, [&](const ReadingAgain& one) { return &one.schema() == &schema; });
    return known != kinds_.end() ? *known : kinds_.emplace_back(schema, *rng_);
  }

  std::uint64_t refused = 0;

 private:
  base::Rng* rng_;
  std::vector<ReadingAgain> kinds_;
};

/// Other kinds are made of a reader's rows, or beside them.
bool from_reader(const RecordSchema& schema) {
  return !schema.info.derived && &schema != &docket::record_schema_of<docket::RefusedRow>();
}

/// Why it can not be made again; empty: it can.
std::string why_left(const docket::Import& import, const docket::Exhibit& exhibit,
                     const docket::Manifest& manifest, const Reader* reader,
                     std::span<const RecordSchema* const> schemas) {
  if (exhibit.holding == docket::Holding::filtered) return "its exhibit is behind the filter wall";
  if (exhibit.holding != docket::Holding::sealed) return "the bytes of its exhibit are not here";
  if (reader == nullptr) return "this program has no reader " + import.reader;
  if (reader->version != import.reader_version)
    return "it was read by version " + import.reader_version + " of reader " + import.reader +
           ", and this program has " + std::string(reader->version);
  const std::string tools = reader->tools == nullptr ? std::string{} : reader->tools();
  if (tools != import.tools)
    return "it was read with " + (import.tools.empty() ? "no tools" : import.tools) +
           ", and here is " + (tools.empty() ? "nothing of the sort" : tools);
  for (const RecordSchema* schema : schemas) {
    const auto* group = manifest.find(schema->info.name, docket::Shelf::open);
    if (group != nullptr && group->version != schema->info.version)
      return "its " + std::string(schema->info.plural) + " are kept in an earlier form";
  }
  return {};
}

class CaseAgain {
 public:
  CaseAgain(const docket::Docket& docket, const docket::Bulk& bulk)
      : docket_(docket), bulk_(bulk), schemas_(docket::record_kinds(docket)) {}

  void reading(const docket::CaseReading& one);
  ReadAgain take() { return std::move(out_); }

 private:
  Result<void> read(const docket::CaseReading& one);
  Result<void> compare(const docket::Import& import, const docket::Manifest& manifest, Marks& marks,
                       std::uint64_t read);
  Result<std::uint64_t> compare_kind(const docket::Import& import, const docket::Manifest& manifest,
                                     const RecordSchema& schema, const ReadingAgain& again);
  void differs(const docket::Import& import, std::string found, std::string expected);
  void counts_differ(const docket::Import& import, std::string_view what, std::uint64_t again,
                     std::int64_t said);

  const docket::Docket& docket_;
  const docket::Bulk& bulk_;
  std::vector<const RecordSchema*> schemas_;
  ReadAgain out_;
  std::size_t of_this_ = 0;  ///< problems of the import in hand
};

void CaseAgain::reading(const docket::CaseReading& one) {
  of_this_ = 0;
  auto done = read(one);
  // What ends one reading is a problem of that one; the others are still asked.
  if (!done)
    out_.problems.push_back(
        base::in_context(std::move(done), "import " + one.import.value.label).error());
}

Result<void> CaseAgain::read(const docket::CaseReading& one) {
  const docket::Import& import = one.import.value;
  const docket::Exhibit& exhibit = one.exhibit.value;
  const Reader* reader = reader_named(import.reader);
  const docket::Manifest manifest = REDRESS_TRY(docket::manifest_of(bulk_, one));
  if (std::string why = why_left(import, exhibit, manifest, reader, schemas_); !why.empty()) {
    out_.left.push_back({import.label, std::move(why)});
    return {};
  }
  const SealedInput input(REDRESS_TRY(docket::open_exhibit(docket_, *exhibit.digest)));
  Marks marks(docket_.host().rng);
  Rows rows(marks);
  Declared declared = declared_of(import.options);
  declared.map = import.map;
  Reading reading{input, "exhibit " + exhibit.label, std::move(declared), rows};
  REDRESS_TRY(reader->read(reading));
  REDRESS_TRY(rows.finish());
  ++out_.imports;
  return compare(import, manifest, marks, rows.read());
}

Result<void> CaseAgain::compare(const docket::Import& import, const docket::Manifest& manifest,
                                Marks& marks, std::uint64_t read) {
  std::uint64_t compared = 0;
  for (const RecordSchema* schema : schemas_)
    if (from_reader(*schema))
      compared += REDRESS_TRY(compare_kind(import, manifest, *schema, marks.of(*schema)));
  out_.records += compared;
  counts_differ(import, "rows read", read, import.rows_read);
  counts_differ(import, "rows refused", marks.refused, import.refused);
  counts_differ(import, "records outside the authority, and repeats",
                read - std::min(read, marks.refused + compared),
                import.quarantined + import.repeated);
  return {};
}

Result<std::uint64_t> CaseAgain::compare_kind(const docket::Import& import,
                                              const docket::Manifest& manifest,
                                              const RecordSchema& schema,
                                              const ReadingAgain& again) {
  const docket::Records published =
      REDRESS_TRY(docket::Records::open(bulk_.folder(), manifest, schema));
  if (published.rows() == 0) return 0;
  const std::size_t most = ReadAgain::kMostOfOne - std::min(of_this_, ReadAgain::kMostOfOne);
  for (const ReadingAgain::Differing& one : REDRESS_TRY(again.against(published, most + 1))) {
    const std::string which =
        std::string(schema.info.name) + " " + schema.info.locator.data() + " " + one.locator;
    differs(import,
            which + (one.missing ? ", which is not among what the exhibit gives"
                                 : ", which the exhibit gives otherwise"),
            "the record as it is read again");
  }
  return published.rows();
}

void CaseAgain::differs(const docket::Import& import, std::string found, std::string expected) {
  ++of_this_;
  if (of_this_ > ReadAgain::kMostOfOne + 1) return;
  if (of_this_ == ReadAgain::kMostOfOne + 1) {
    found = "more records of the sort than are listed";
    expected = "none";
  }
  out_.problems.push_back(
      Error(ErrorKind::bad_input, "records are not what their exhibit says")
          .at({{}, 0, 0, "import " + import.label})
          .found(std::move(found))
          .expected(std::move(expected))
          .fix("find out who changed what since it was taken in; 'redress add --reread' reads it "
               "anew"));
}

void CaseAgain::counts_differ(const docket::Import& import, std::string_view what,
                              std::uint64_t again, std::int64_t said) {
  if (std::cmp_equal(again, said)) return;
  differs(import, std::to_string(again) + " " + std::string(what) + " when read again",
          std::to_string(said) + ", as its act says");
}

}  // namespace

Result<ReadAgain> read_again(const docket::Docket& docket, docket::CaseRef in_case,
                             const docket::ReadingRules& rules) {
  docket::CaseReadings found = REDRESS_TRY(docket::readings_of(docket, in_case, rules));
  const auto bulk = REDRESS_TRY(docket::Bulk::open(docket));
  CaseAgain again(docket, *bulk);
  for (const docket::CaseReading& one : found.readings) again.reading(one);
  ReadAgain out = again.take();
  out.left.insert(out.left.begin(), std::make_move_iterator(found.not_read.begin()),
                  std::make_move_iterator(found.not_read.end()));
  return out;
}

Declared declared_of(std::string_view options) {
  static constexpr std::array<std::pair<std::string_view, std::string Declared::*>, 6> kTexts = {
      {{"zone=", &Declared::zone},
       {"currency=", &Declared::currency},
       {"region=", &Declared::region},
       {"account=", &Declared::account},
       {"owner=", &Declared::owner},
       {"language=", &Declared::language}}};
  static constexpr std::string_view kMedia = "media=opened: ";
  Declared out;
  while (!options.empty()) {
    const std::size_t end = std::min(options.find("; "), options.size());
    const std::string_view part = options.substr(0, end);
    options.remove_prefix(std::min(end + 2, options.size()));
    for (const auto& [name, member] : kTexts)
      if (part.starts_with(name)) out.*member = part.substr(name.size());
    if (part == "days=day-first") out.days = DayOrder::day_first;
    if (part == "days=month-first") out.days = DayOrder::month_first;
    if (part == "days=year-first") out.days = DayOrder::year_first;
    if (part.starts_with(kMedia)) {
      out.open_media = true;
      out.media_word = part.substr(kMedia.size());
    }
  }
  return out;
}

}  // namespace redress::intake
