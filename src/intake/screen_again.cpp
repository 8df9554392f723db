#include "intake/screen_again.hpp"

#include <utility>

#include "base/text.hpp"
#include "docket/exhibits.hpp"
#include "docket/imports.hpp"
#include "docket/sealed_bytes.hpp"
#include "intake/columns.hpp"
#include "intake/one_file.hpp"
#include "intake/read_again.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// The bytes as a whole: going behind the wall destroys those under the docket's key.
Result<base::Bytes> bytes_of(const docket::Docket& docket, const docket::Exhibit& exhibit) {
  if (exhibit.holding != docket::Holding::sealed)
    return base::fail(
        Error(ErrorKind::bad_input, "the bytes of this exhibit are not here to be read again")
            .found(std::string(docket::word(exhibit.holding)))
            .fix("take the file in again: redress add CASE FILE --reread"));
  const auto sealed = REDRESS_TRY(docket::open_exhibit(docket, *exhibit.digest));
  if (sealed->size() > kMostAgain)
    return base::fail(Error(ErrorKind::bad_input, "this exhibit is too large to be read again here")
                          .found(std::to_string(sealed->size()) + " bytes")
                          .expected("at most " + std::to_string(kMostAgain))
                          .fix("take the file in again: redress add CASE FILE --reread"));
  base::Bytes bytes(static_cast<std::size_t>(sealed->size()));
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t got = REDRESS_TRY(sealed->read(at, std::span(bytes).subspan(at)));
    if (got == 0) return base::fail(ErrorKind::internal, "a sealed exhibit ends early");
    at += got;
  }
  return bytes;
}

}  // namespace

/// Whether a record that was published names somebody of the list.
Result<bool> Adding::records_name_somebody(const docket::CaseReading& reading) {
  const auto bulk = REDRESS_TRY(docket::Bulk::open(*docket_));
  const docket::Manifest manifest = REDRESS_TRY(docket::manifest_of(*bulk, reading));
  for (const docket::RecordSchema* schema : docket::record_kinds(*docket_)) {
    const docket::Records records =
        REDRESS_TRY(docket::Records::open(bulk->folder(), manifest, *schema));
    if (records.segments() == 0) continue;
    docket::ScanQuery query;
    for (std::size_t i = 0; i < schema->columns.size(); ++i) query.columns.push_back(i);
    docket::Columns rows(*schema);
    bool hit = false;
    REDRESS_TRY(records.scan(query, [&](const docket::PageView& page) -> Result<void> {
      append_page(query, page, rows);
      hit = hit || !privilege_->hits(rows).empty();
      rows.clear();
      return {};
    }));
    if (hit) return true;
  }
  return false;
}

/// Of what can not be read again, since its bytes are elsewhere, the records are asked that were published.
Result<void> Adding::again_by_records(const docket::CaseReading& reading, const Error& why,
                                      FileReport& report) {
  report.fate = Fate::refused;
  report.why = why.text();
  const bool named =
      names_somebody(reading.exhibit.value) || REDRESS_TRY(records_name_somebody(reading));
  if (!named || REDRESS_TRY(close_readings(reading.exhibit)) == 0) return {};
  report.fate = Fate::filtered;
  report.why =
      "it names a privileged person, and its bytes are elsewhere: what was read of it was "
      "withdrawn; "
      "'redress add CASE FILE --reread' reads the rest of it again";
  return {};
}

Result<void> Adding::again(const docket::CaseReading& reading, std::vector<FileReport>& reports) {
  const docket::Import& import = reading.import.value;
  const docket::Exhibit& exhibit = reading.exhibit.value;
  const std::string name =
      exhibit.file_name.empty() ? "exhibit " + exhibit.label : exhibit.file_name;
  FileReport report{.name = name, .exhibit = exhibit.label};
  const auto authority = REDRESS_TRY(docket_->find(exhibit.authority));
  auto bytes = bytes_of(*docket_, exhibit);
  if (!bytes) {
    REDRESS_TRY(again_by_records(reading, bytes.error(), report));
    reports.push_back(std::move(report));
    return {};
  }
  if (!authority) {
    report.fate = Fate::refused;
    report.why = "its authority is not there";
    reports.push_back(std::move(report));
    return {};
  }
  AddOptions mine = *options_;
  mine.authority = exhibit.authority;
  mine.declared = declared_of(import.options);
  mine.declared.map = import.map;
  mine.as = import.reader;
  mine.reread = true;
  const AddOptions* const before = std::exchange(options_, &mine);
  authority_ = *authority;
  const MemoryInput input(*bytes);
  report.size = bytes->size();
  std::vector<FileReport> inside;
  const Source from{.name = name, .bytes = *bytes, .input = &input};
  auto done = take(from, *exhibit.digest, report, inside);
  options_ = before;
  return tell(std::move(done), std::move(report), std::move(inside), reports);
}

Result<AddReport> screen_again(docket::Docket& docket, const AddOptions& options) {
  const docket::CaseReadings all =
      REDRESS_TRY(docket::readings_of(docket, options.in_case, options.rules));
  AddReport report;
  if (all.readings.empty()) return report;
  AddOptions mine = options;
  mine.authority = all.readings.front().import.value.authority;
  Adding adding = REDRESS_TRY(Adding::begin(docket, mine, {}));
  for (const docket::CaseReading& one : all.readings)
    if (!adding.is_screened(one.import.value)) REDRESS_TRY(adding.again(one, report.files));
  return report;
}

}  // namespace redress::intake
