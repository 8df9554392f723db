#include "intake/take_in.hpp"

#include "base/counted.hpp"
#include "base/text.hpp"
#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"
#include "docket/records_text.hpp"
#include "intake/columns.hpp"
#include "intake/earlier.hpp"
#include "intake/gate.hpp"
#include "intake/mentions.hpp"
#include "intake/repeats.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::Columns;
using docket::RecordSchema;
using docket::RepeatedRow;

namespace {

constexpr std::size_t kSomeRefused = 5;
constexpr std::size_t kShownText = 200;

std::string_view text_at(const Columns& columns, std::string_view name, std::size_t row) {
  const auto at = columns.schema().index_of(name);
  if (!at || !docket::is_text(columns.schema().columns[*at].type)) return {};
  return columns.texts(columns.schema().columns[*at].lane).at(row);
}
std::int64_t number_at(const Columns& columns, std::string_view name, std::size_t row) {
  const auto at = columns.schema().index_of(name);
  if (!at || docket::is_text(columns.schema().columns[*at].type)) return docket::kAbsent;
  return columns.numbers(columns.schema().columns[*at].lane)[row];
}

/// What a reader brings, on its way into a staging.
class IntoDocket final : public Taker {
 public:
  IntoDocket(docket::Docket& docket, const ToTake& what, const TakeCalls& calls,
             docket::Staging& staging, CaseGates gates, FileReport& report)
      : what_(what),
        calls_(calls),
        staging_(staging),
        privilege_(gates.privilege),
        report_(report),
        scope_(what.authority, what.exhibit.value.obtained, what.declared.region),
        mentions_(docket.host().rng, what.declared.region),
        repeats_(gates.earlier.rows(), what.exhibit.ref.number, what.authority.regime),
        earlier_(gates.earlier),
        noted_repeats_(docket::record_schema_of<RepeatedRow>()) {}

  Result<void> take(Columns& columns) override {
    const RecordSchema& schema = columns.schema();
    rows_ += columns.rows();
    std::vector<bool> fresh = REDRESS_TRY(not_repeated(columns));
    if (!fresh.empty()) {
      docket::Split parts = docket::split(columns, fresh);
      report_.repeated += parts.outside.rows();
      const std::int64_t next = columns.next_ordinal();
      REDRESS_TRY(keep(schema, parts.inside));
      columns.clear();
      columns.skip_to(next);
      return {};
    }
    return keep(schema, columns);
  }

  Result<void> refuse(const Refusal& refusal) override {
    ++report_.refused;
    ++rows_;
    // What can not be read can not be judged either: its bytes stay in the exhibit.
    const bool names_one =
        privilege_.hits(refusal.raw) || privilege_.hits(refusal.found) || is_closed(refusal.where);
    const bool closed = scope_.limits() || names_one;
    const std::string_view found = closed ? std::string_view{} : refusal.found;
    if (report_.some_refused.size() < kSomeRefused)
      report_.some_refused.push_back(in_words(refusal, found));
    return staging_.refuse({.locator = refusal.where,
                            .reason = refusal.reason,
                            .raw = closed ? std::string_view{} : refusal.raw,
                            .cut = closed,
                            .found = found,
                            .expected = refusal.expected});
  }

  Result<void> part(std::string_view name, std::string_view where, base::ByteView bytes) override {
    const bool privileged = privileged_at(where);
    return calls_.on_part ? calls_.on_part(name, where, bytes, privileged) : Result<void>{};
  }

  Result<void> passed(std::uint64_t bytes) override {
    return calls_.passed ? calls_.passed(bytes, rows_) : Result<void>{};
  }

  Result<void> finish() {
    REDRESS_TRY(staging_.add(mentions_.noted()));
    REDRESS_TRY(end_run());
    REDRESS_TRY(staging_.add(noted_repeats_));
    if (scope_.not_told() > 0)
      report_.remarks.push_back(
          {"scope-not-told", std::to_string(scope_.not_told()) +
                                 " rows do not say enough to tell whether the authority covers "
                                 "them; they were kept"});
    return {};
  }

 private:
  static std::string in_words(const Refusal& refusal, std::string_view found) {
    std::string out = std::string(refusal.where) + ": " + std::string(refusal.reason);
    if (!found.empty()) out += ", found " + std::string(found);
    if (!refusal.expected.empty()) out += ", expected " + std::string(refusal.expected);
    return base::one_line(out.substr(0, kShownText));
  }

  /// Whether a row of that place names somebody: "message 2, part 3" stands in "message 2".
  bool privileged_at(std::string_view where) const {
    const auto& places = what_.survey.privileged_places;
    if (places.contains(std::string(where))) return true;
    const std::size_t inner = where.find(", ");
    return inner != std::string_view::npos && places.contains(std::string(where.substr(0, inner)));
  }

  /// Where words beside the records name somebody: "message 3, byte 17" lies in "message 3".
  bool is_closed(std::string_view where) const {
    const auto& closed = what_.survey.closed_places;
    return !closed.empty() && closed.contains(std::string(where.substr(0, where.find(", "))));
  }
  void close_places(const Columns& columns, std::vector<bool>& hit) const {
    if (what_.survey.closed_places.empty()) return;
    hit.resize(columns.rows());
    for (std::size_t row = 0; row < columns.rows(); ++row)
      if (is_closed(text_at(columns, "place", row))) hit[row] = true;
  }

  /// Rows that are new; empty: all of them are.
  Result<std::vector<bool>> not_repeated(const Columns& columns) {
    std::vector<bool> fresh;
    const RecordSchema& schema = columns.schema();
    if (what_.keep_repeats || !can_repeat(schema)) return fresh;
    if (known_.insert(&schema).second) REDRESS_TRY(earlier_.catch_up(schema));
    const std::vector<std::uint64_t> of = repeats_.of(columns);
    const bool twice = !what_.survey.repeated_statements.empty();
    if (of.empty() && !twice) return fresh;
    for (std::size_t row = 0; row < columns.rows(); ++row) {
      std::uint64_t exhibit = of.empty() ? 0 : of[row];
      if (exhibit == 0 && twice &&
          what_.survey.repeated_statements.contains(std::string(text_at(columns, "place", row))))
        exhibit = what_.exhibit.ref.number;
      if (exhibit == 0) continue;
      if (fresh.empty()) fresh.assign(columns.rows(), true);
      fresh[row] = false;
      REDRESS_TRY(note_repeat(columns, row, exhibit));
    }
    return fresh;
  }

  Result<void> note_repeat(const Columns& columns, std::size_t row, std::uint64_t exhibit) {
    const std::string_view place = text_at(columns, "place", row);
    const std::int64_t number = number_at(columns, "row", row);
    const bool goes_on = run_.rows > 0 && run_.kind == &columns.schema() && run_.place == place &&
                         run_.exhibit == exhibit;
    if (!goes_on) {
      REDRESS_TRY(end_run());
      run_ = {&columns.schema(), std::string(place), exhibit, number, number, 0};
    }
    run_.last = number;
    ++run_.rows;
    return {};
  }

  Result<void> end_run() {
    if (run_.rows == 0) return {};
    if (noted_repeats_.full()) REDRESS_TRY(staging_.add(noted_repeats_));
    noted_repeats_.push(RepeatedRow{.of_kind = run_.kind->info.name,
                                    .of_exhibit = static_cast<std::int64_t>(run_.exhibit),
                                    .place = run_.place,
                                    .first_row = run_.first,
                                    .last_row = run_.last,
                                    .rows = run_.rows});
    run_.rows = 0;
    return {};
  }

  /// Splits off what may not be read, notes names in the rest, and hands both to the staging.
  Result<void> keep(const RecordSchema& schema, Columns& columns) {
    if (columns.rows() == 0) return {};
    std::vector<bool> inside = scope_.inside(columns);
    std::vector<bool> hit = privilege_.hits(columns);
    close_places(columns, hit);
    // What came with a mail of counsel is named after it.
    if (&schema == &docket::record_schema_of<docket::MediaItem>() &&
        !what_.survey.privileged_places.empty()) {
      hit.resize(columns.rows());
      for (std::size_t row = 0; row < columns.rows(); ++row)
        if (privileged_at(text_at(columns, "place", row))) hit[row] = true;
    }
    if (!hit.empty()) {
      if (inside.empty()) inside.assign(columns.rows(), true);
      for (std::size_t row = 0; row < hit.size(); ++row)
        if (hit[row]) inside[row] = false;
    }
    if (inside.empty()) return open(schema, columns);
    docket::Split parts = docket::split(columns, inside);
    report_.quarantined += parts.outside.rows();
    const std::int64_t next = columns.next_ordinal();
    REDRESS_TRY(open(schema, parts.inside));
    REDRESS_TRY(staging_.add(parts.outside, docket::Shelf::quarantine));
    columns.clear();
    columns.skip_to(next);
    return {};
  }

  Result<void> open(const RecordSchema& schema, Columns& columns) {
    if (columns.rows() == 0) return {};
    report_.records[std::string(schema.info.name)] += columns.rows();
    report_.kept += columns.rows();
    REDRESS_TRY(mentions_.see(columns, [&](Columns& noted) { return staging_.add(noted); }));
    return staging_.add(columns);
  }

  struct Run {
    const RecordSchema* kind = nullptr;
    std::string place;
    std::uint64_t exhibit = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t rows = 0;
  };

  const ToTake& what_;
  const TakeCalls& calls_;
  docket::Staging& staging_;
  PrivilegeGate& privilege_;
  FileReport& report_;
  ScopeGate scope_;
  Mentions mentions_;
  Repeats repeats_;
  EarlierRows& earlier_;
  Columns noted_repeats_;
  std::set<const RecordSchema*> known_;
  Run run_;
  std::uint64_t rows_ = 0;
};

docket::Import import_of(const ToTake& what) {
  docket::Import import;
  import.exhibit = what.exhibit.ref;
  import.authority = what.exhibit.value.authority;
  import.reader = what.reader->name;
  import.reader_version = what.reader->version;
  import.tools = what.reader->tools == nullptr ? std::string{} : what.reader->tools();
  import.options = options_text(what.declared, what.counsel);
  import.map = what.declared.map;
  if (!what.counsel.empty()) import.screened = what.counsel;
  import.replaces = what.replaces;
  return import;
}

Error does_not_add_up(const FileReport& report) {
  return Error(ErrorKind::internal,
               "rows were lost between reader and docket: nothing was published")
      .at({report.name, 0, 0, {}})
      .found(std::to_string(report.kept) + " kept, " + std::to_string(report.repeated) +
             " repeated, " + std::to_string(report.quarantined) + " in quarantine, " +
             std::to_string(report.refused) + " refused")
      .expected(std::to_string(report.read) + " read");
}

Error comes_out_of_quarantine(const FileReport& report, std::uint64_t apart) {
  return Error(ErrorKind::not_allowed, "rows in quarantine would come out of it by reading again")
      .at({report.name, 0, 0, {}})
      .found(base::counted(report.quarantined, "row") +
             " outside, where an earlier reading by this user found " + std::to_string(apart))
      .fix("another user reads it again, or two release the rows: 'redress import release'");
}

}  // namespace

Result<void> take_in(docket::Docket& docket, const AddOptions& options, const ToTake& what,
                     const TakeCalls& calls, FileReport& report, CaseGates gates) {
  const docket::Import import = import_of(what);
  const auto bulk = REDRESS_TRY(docket::Bulk::for_import(docket));
  const docket::ImportDescription of = REDRESS_TRY(docket::describe(docket, import));
  docket::Staging staging =
      REDRESS_TRY(docket::Staging::begin_or_resume(bulk->folder(), of, docket.host().rng));
  IntoDocket taker(docket, what, calls, staging, gates, report);
  Rows rows(taker);
  Reading reading{what.input, what.name, what.declared, rows};
  REDRESS_TRY(what.reader->read(reading));
  REDRESS_TRY(rows.finish());
  REDRESS_TRY(taker.finish());
  for (const Remark& one : rows.remarks()) report.remarks.push_back(one);
  report.read = rows.read();
  if (report.read != report.kept + report.repeated + report.quarantined + report.refused)
    return base::fail(does_not_add_up(report));
  if (report.quarantined + report.repeated < what.apart)
    return base::fail(comes_out_of_quarantine(report, what.apart));
  REDRESS_TRY(staging.finish(report.read));
  if (calls.finally) REDRESS_TRY(calls.finally());
  docket::Import counted = import;
  counted.repeated = static_cast<std::int64_t>(report.repeated);
  const auto published = REDRESS_TRY(docket::publish(docket, *bulk, staging, std::move(counted),
                                                     {options.in_case, options.reason}));
  auto kept = REDRESS_TRY(docket.find(published));
  if (!kept) return base::fail(Error(ErrorKind::internal, "an import that was published is gone"));
  report.import = kept->value.label;
  gates.earlier.published(std::move(*kept));
  return {};
}

}  // namespace redress::intake
