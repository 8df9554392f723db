// Reader ufdr: reports of Cellebrite UFED extractions. See docs/readers/ufdr.md.
#include <archive.h>
#include <expat.h>

#include <algorithm>

#include "base/text.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive.hpp"
#include "intake/ufdr_values.hpp"
#include "intake/ufdr_visitor.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr XmlLimits kLimits{
    .depth = 100, .text = 4U << 20U, .token = 1U << 20U, .names = 2'000, .mend = true};
constexpr std::uint64_t kMostReport = std::uint64_t{1} << 40U;

std::string tools() { return std::string(XML_ExpatVersion()) + ", " + archive_version_string(); }

bool is_report(std::string_view name) { return ufdr::small(name) == "report.xml"; }

Likeness recognise_archive(const Sample& sample) {
  const bool report = std::any_of(sample.members.begin(), sample.members.end(), is_report);
  const bool files =
      std::any_of(sample.members.begin(), sample.members.end(), [](const std::string& name) {
        return name.starts_with("files/") || name.starts_with("DbData/") || name == "settings.json";
      });
  if (report && files) return {Sure::yes, "a ZIP archive with report.xml and files"};
  if (report) return {Sure::maybe, "a ZIP archive with report.xml"};
  return {};
}

Likeness recognise(const Sample& sample) {
  if (!sample.members.empty()) return recognise_archive(sample);
  const std::string_view text = sample.text;
  const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
  if (!has("<")) return {};
  if (has("pa.cellebrite.com/report"))
    return {Sure::yes, "has the namespace of Cellebrite's reports"};
  if (has("<project ") && (has("extractionType=") || has("<sourceExtractions")))
    return {Sure::yes, "a project with extractions"};
  if (has("<decodedData") && has("<model ")) return {Sure::maybe, "has decodedData with models"};
  return {};
}

Result<void> read_report(Reading& reading, const Input& report, std::string name, bool bare) {
  Clocks clocks = REDRESS_TRY(Clocks::of(reading.declared.zone));
  ufdr::Visitor visitor(reading, clocks, std::move(name), bare);
  XmlReader xml(report, visitor, kLimits);
  visitor.reads_with(xml);
  const std::uint64_t whole = reading.input.size();
  auto done =
      xml.run([&](std::uint64_t offset) { return reading.rows.passed(std::min(offset, whole)); });
  if (!done) {
    // Damage of the archive ends a report like damage of the report.
    const bool damaged = xml.broken() || done.error().kind() == ErrorKind::bad_input;
    if (!visitor.met() || !damaged) return done;
    REDRESS_TRY(refuse_rest(reading.rows, xml, done.error(), visitor.where()));
  } else if (!visitor.met()) {
    return base::fail(Error(ErrorKind::bad_input, "this is no report of a UFED extraction")
                          .found("the element " + base::in_quotes(visitor.root()) +
                                 " without decoded data and files")
                          .expected("decodedData or taggedFiles"));
  }
  visitor.last_remarks();
  return {};
}

Result<void> read(Reading& reading) {
  std::vector<std::uint8_t> head(4);
  head.resize(REDRESS_TRY(reading.input.read(0, head)));
  if (!looks_like_zip(head)) return read_report(reading, reading.input, "report.xml", true);
  const auto report = REDRESS_TRY(MemberInput::find(
      reading.input, [](const Member& member) { return is_report(member.name); }, kMostReport));
  if (report == nullptr)
    return base::fail(Error(ErrorKind::bad_input, "this ZIP archive is no UFDR")
                          .found("no report.xml in its root")
                          .expected("report.xml"));
  return read_report(reading, *report, report->name(), false);
}

}  // namespace

const Reader& ufdr_reader() {
  static const Reader kReader{
      .name = "ufdr",
      .version = "3",
      .help =
          "Cellebrite UFDR: calls, messages, mail, contacts and the list of files of a telephone",
      .kinds = "call, message, contact, media_item",
      .memory = 128U << 20U,
      .tools = tools,
      .recognise = recognise,
      .read = read,
  };
  return kReader;
}

}  // namespace redress::intake
