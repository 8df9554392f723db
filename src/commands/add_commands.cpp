// Taking a folder in, and which readers there are.
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/counted.hpp"
#include "base/files.hpp"
#include "base/money.hpp"
#include "base/progress.hpp"
#include "base/text.hpp"
#include "base/zone.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "intake/add.hpp"
#include "intake/screen_again.hpp"
#include "release/exhibit_prints.hpp"

namespace redress::commands {
namespace {

using base::counted;

using base::Error;
using base::ErrorKind;
using base::Result;
using intake::Fate;
using intake::FileReport;
using nlohmann::json;

constexpr std::size_t kMostMap = 256U << 10U;

Result<intake::DayOrder> day_order(const std::string& word) {
  if (word.empty()) return intake::DayOrder::unsaid;
  if (word == "day-first") return intake::DayOrder::day_first;
  if (word == "month-first") return intake::DayOrder::month_first;
  if (word == "year-first") return intake::DayOrder::year_first;
  return base::fail(Error(ErrorKind::bad_input, "--days does not say an order")
                        .found(base::in_quotes(word))
                        .expected("day-first, month-first or year-first"));
}

/// The maps that the packs ship, in the order of their names.
Result<std::vector<std::string>> shipped_maps(const std::filesystem::path& packs) {
  std::vector<std::filesystem::path> files;
  std::error_code code;
  for (const auto& entry : std::filesystem::directory_iterator(packs / "maps", code))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<std::string> out;
  for (const auto& file : files) out.push_back(REDRESS_TRY(base::read_text_file(file, kMostMap)));
  return out;
}

Result<intake::Declared> declared(const Session& session, const Arguments& arguments) {
  const intake::DayOrder days = REDRESS_TRY(day_order(arguments.one("days")));
  intake::Declared out{.zone = arguments.one("zone"),
                       .currency = arguments.one("currency"),
                       .region = arguments.one("region"),
                       .account = arguments.one("account"),
                       .owner = arguments.one("owner"),
                       .language = arguments.one("language"),
                       .days = days,
                       .open_media = arguments.has("open-media"),
                       .media_word = arguments.one("open-media")};
  if (!out.zone.empty()) REDRESS_TRY(base::Zone::parse(out.zone));
  if (!out.currency.empty()) REDRESS_TRY(base::Currency::parse(out.currency));
  if (arguments.has("map"))
    out.map = REDRESS_TRY(base::read_text_file(arguments.one("map"), kMostMap));
  out.maps = REDRESS_TRY(shipped_maps(session.surroundings().packs));
  return out;
}

std::string summary(const FileReport& file) {
  std::string out;
  for (const auto& [kind, count] : file.records)
    out += (out.empty() ? "" : ", ") + std::to_string(count) + " " + kind;
  return out.empty() ? "no records" : out;
}

/// One file as a person reads it: what it was understood as, what came of it, and what to look at.
std::string text_of(const FileReport& file, std::size_t width) {
  const std::string name = base::one_line(file.name);
  std::string out = std::string(intake::name_of(file.fate)) + "  " + name;
  if (!file.exhibit.empty()) out += "  (exhibit " + file.exhibit + ")";
  out += "\n";
  if (!file.import.empty() && file.fate != Fate::known) {
    out += "    " + file.reader + " " + file.version + ": " + summary(file) + "; " +
           std::to_string(file.read) + " read = " + std::to_string(file.kept) + " kept + " +
           std::to_string(file.repeated) + " repeated + " + std::to_string(file.quarantined) +
           " in quarantine + " + std::to_string(file.refused) + " refused  (import " + file.import +
           ")\n";
  }
  const bool says_why = file.fate != Fate::taken || file.why.find(';') != std::string::npos;
  if (says_why && !file.why.empty()) out += base::in_lines(file.why, "    ");
  for (const std::string& one : file.some_refused) out += "    refused: " + one + "\n";
  if (file.refused > file.some_refused.size())
    out += "    and " + std::to_string(file.refused - file.some_refused.size()) +
           " more: 'redress import refused' lists them\n";
  for (const intake::Remark& remark : file.remarks)
    out +=
        base::wrap((remark.grave ? "note: " : "") + base::one_line(remark.text), width, 4) + "\n";
  return out;
}

json json_of(const FileReport& file) {
  json remarks = json::array();
  for (const intake::Remark& one : file.remarks)
    remarks.push_back({{"code", one.code}, {"text", one.text}, {"grave", one.grave}});
  return {{"file", file.name},
          {"size", file.size},
          {"fate", intake::name_of(file.fate)},
          {"exhibit", file.exhibit},
          {"import", file.import},
          {"reader", file.reader},
          {"reader_version", file.version},
          {"why", file.why},
          {"records", file.records},
          {"rows_read", file.read},
          {"kept", file.kept},
          {"repeated", file.repeated},
          {"quarantined", file.quarantined},
          {"refused", file.refused},
          {"some_refused", file.some_refused},
          {"remarks", remarks}};
}

Output output_of(const intake::AddReport& report, std::size_t width) {
  Output out;
  std::map<std::string_view, std::uint64_t> fates;
  std::map<std::string, std::uint64_t> records;
  json files = json::array();
  for (const FileReport& file : report.files) {
    out.text += text_of(file, width);
    ++fates[intake::name_of(file.fate)];
    for (const auto& [kind, count] : file.records) records[kind] += count;
    files.push_back(json_of(file));
  }
  for (const std::string& one : report.left_out)
    out.text += "left out  " + base::one_line(one) + "\n";
  out.text += counted(report.files.size(), "file", "files") + ":";
  std::size_t fates_shown = 0;
  for (const auto& [fate, count] : fates)
    out.text += (++fates_shown > 1 ? ", " : " ") + std::to_string(count) + " " + std::string(fate);
  out.text += ".\n";
  for (const auto& [kind, count] : records)
    out.text += "  " + kind + ": " + std::to_string(count) + "\n";
  out.clean = report.clean();
  out.json = json{{"files", files}, {"left_out", report.left_out}, {"records", records}}.dump(2);
  return out;
}

Result<Output> add(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  intake::Declared source = REDRESS_TRY(declared(session, arguments));
  const docket::RuleOf rule_of = REDRESS_TRY(rules_here(session, in_case));
  intake::AddOptions options{.in_case = in_case,
                             .declared = std::move(source),
                             .as = arguments.one("as"),
                             .giver = arguments.one("giver"),
                             .custodian = arguments.one("custodian"),
                             .reason = arguments.one("reason"),
                             .keep_repeats = arguments.has("keep-repeats"),
                             .reread = arguments.has("reread"),
                             .prints = release::prints_of_exhibit,
                             .rules = {.rule_of = rule_of}};
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  options.hidden = [&hidden](docket::Ref<docket::Exhibit> exhibit) {
    return hidden.contains({"exhibit", exhibit.number});
  };
  options.authority =
      REDRESS_TRY(seen<docket::Authority>(session, arguments.one("authority"), in_case)).ref;
  if (arguments.has("obtained"))
    options.obtained = REDRESS_TRY(base::PartialDate::parse(arguments.one("obtained")));
  if (options.custodian.empty()) options.custodian = REDRESS_TRY(session.user()).label;
  const Surroundings& around = session.surroundings();
  std::optional<base::Progress> bar;
  options.on_step = [&](const intake::Step& step) -> Result<void> {
    if (!bar)
      bar.emplace(base::ProgressOptions{.label = "taking in",
                                        .total = step.bytes,
                                        .bytes = true,
                                        .out = around.progress,
                                        .is_terminal = around.progress_terminal},
                  session.clock());
    bar->at(step.bytes_done,
            counted(step.files_done, "file", "files") + ", " + counted(step.rows, "row", "rows"));
    if (around.stopped && around.stopped())
      return base::fail(Error(ErrorKind::unavailable, "stopped: what was published is whole")
                            .fix("the same command goes on where it stopped"));
    return {};
  };
  return output_of(REDRESS_TRY(intake::add(*open, arguments.one("folder"), options)), around.width);
}

/// After the list of privileged persons has changed.
Result<Output> screen(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  const intake::AddOptions options{.in_case = in_case,
                                   .custodian = REDRESS_TRY(session.user()).label,
                                   .reason = arguments.one("reason"),
                                   .prints = release::prints_of_exhibit,
                                   .rules = {.rule_of = REDRESS_TRY(rules_here(session, in_case))},
                                   .hidden = [&hidden](docket::Ref<docket::Exhibit> exhibit) {
                                     return hidden.contains({"exhibit", exhibit.number});
                                   }};
  const intake::AddReport report = REDRESS_TRY(intake::screen_again(*open, options));
  Output out = output_of(report, session.surroundings().width);
  if (report.files.empty()) out.text = "Every reading was made with the list as it is now.\n";
  return out;
}

Result<Output> list_readers(Session&, const Arguments&) {
  Output out;
  json all = json::array();
  for (const intake::Reader& reader : intake::readers()) {
    const std::string tools = reader.tools == nullptr ? "" : reader.tools();
    out.text += std::string(reader.name) + "  " + std::string(reader.help) + "\n    gives " +
                std::string(reader.kinds) + "; version " + std::string(reader.version) +
                "; at most " + std::to_string(reader.memory >> 20U) + " MiB" +
                (tools.empty() ? "" : "; " + tools) + "\n";
    all.push_back({{"name", reader.name},
                   {"help", reader.help},
                   {"records", reader.kinds},
                   {"version", reader.version},
                   {"memory_bytes", reader.memory},
                   {"tools", tools}});
  }
  out.json = all.dump(2);
  return out;
}

std::vector<Parameter> add_parameters() {
  return {{"case", Shape::position, "label of the case", true},
          {"folder", Shape::position, "folder or file to take in", true},
          {"authority", Shape::option, "label of the authority it was obtained under", true},
          {"obtained", Shape::option, "day on which it was obtained"},
          {"giver", Shape::option, "who gave it"},
          {"custodian", Shape::option, "who holds what stays where it is (default: you)"},
          {"as", Shape::option, "read every file with this reader"},
          {"map", Shape::option, "file with the map of a table's columns"},
          {"zone", Shape::option, "zone of clocks that do not say one: Europe/Vienna, +02:00"},
          {"days", Shape::option, "order of dates that do not tell: day-first, month-first"},
          {"currency", Shape::option, "of amounts that do not say one: EUR"},
          {"region", Shape::option, "country of national telephone numbers: AT"},
          {"account", Shape::option, "whose statement it is, where the file does not say"},
          {"owner", Shape::option, "whose telephone it was, where the file does not say"},
          {"language", Shape::option, "of text in pictures, as tesseract calls it"},
          {"open-media", Shape::option,
           "let the pictures of this one file be read: who has looked, how no minor is shown"},
          {"keep-repeats", Shape::flag, "keep rows that another exhibit has already"},
          {"reread", Shape::flag, "read again what is here; the new reading replaces the old one"},
          {"reason", Shape::option, "why it is taken in"}};
}

}  // namespace

void add_add_commands(std::vector<Entry>& entries) {
  entries.push_back({"add", "take in a folder: exhibits, their records, and what could not be read",
                     "redress add lantern seized/ --authority A-3 --obtained 2024-06-02 "
                     "--zone Europe/Vienna",
                     Permission::enter, For::any, add_parameters(), add, true});
  entries.push_back({"import screen",
                     "read the exhibits again with the list of privileged persons as it is now",
                     "redress import screen lantern",
                     Permission::enter,
                     For::any,
                     {{"case", Shape::position, "label of the case", true},
                      {"reason", Shape::option, "why, for the journal"}},
                     screen});
  entries.push_back({"readers",
                     "every reader, what it reads and the records that it gives",
                     "redress readers",
                     Permission::none,
                     For::any,
                     {},
                     list_readers});
}

}  // namespace redress::commands
