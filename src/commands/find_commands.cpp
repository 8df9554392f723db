// Searching the words of a case's records: what a person may read of them, with the places.
#include <nlohmann/json.hpp>
#include <optional>

#include "base/counted.hpp"
#include "base/progress.hpp"
#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "intake/search.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using intake::NamedText;
using intake::SearchFound;
using intake::SearchHit;
using intake::SearchWanted;
using nlohmann::json;

std::string safe(std::string_view text) { return base::one_line(base::repair_utf8(text)); }

Result<docket::SearchOrder> order_of(const Arguments& arguments) {
  const std::string word = arguments.one("order");
  if (word.empty() || word == "newest") return docket::SearchOrder::newest;
  if (word == "oldest") return docket::SearchOrder::oldest;
  if (word == "fittest") return docket::SearchOrder::fittest;
  return base::fail(Error(ErrorKind::bad_input, "there is no such order")
                        .at({{}, 0, 0, "--order"})
                        .found(base::in_quotes(word))
                        .expected("newest, oldest or fittest"));
}

Result<std::optional<base::PartialDate>> date_of(const Arguments& arguments,
                                                 const std::string& name) {
  if (!arguments.has(name)) return std::optional<base::PartialDate>{};
  return std::optional(
      REDRESS_TRY(base::in_context(base::PartialDate::parse(arguments.one(name)), "in --" + name)));
}

Result<SearchWanted> wanted_of(Session& session, docket::CaseRef in_case,
                               const Arguments& arguments) {
  SearchWanted wanted{.words = arguments.one("words"),
                      .kinds = arguments.all("kind"),
                      .person = arguments.one("person")};
  wanted.from = REDRESS_TRY(date_of(arguments, "from"));
  wanted.until = REDRESS_TRY(date_of(arguments, "until"));
  if (wanted.from && wanted.until && wanted.until->latest() < wanted.from->earliest())
    return base::fail(Error(ErrorKind::bad_input, "the period ends before it begins")
                          .found(wanted.from->text() + " to " + wanted.until->text()));
  if (arguments.has("exhibit"))
    wanted.exhibit =
        REDRESS_TRY(seen<docket::Exhibit>(session, arguments.one("exhibit"), in_case)).ref;
  wanted.order = REDRESS_TRY(order_of(arguments));
  wanted.page = REDRESS_TRY(arguments.number("page", 1));
  return wanted;
}

/// An index that is taken in shows how far it is, and ends at a whole piece when somebody stops it.
class Shown {
 public:
  explicit Shown(Session& session) : session_(session) {}

  Result<void> step(std::uint64_t done, std::uint64_t all) {
    const Surroundings& around = session_.surroundings();
    const bool at_once = !bar_ && done >= all;
    if (!bar_ && !at_once)
      bar_.emplace(base::ProgressOptions{.label = "making the search index",
                                         .total = all,
                                         .out = around.progress,
                                         .is_terminal = around.progress_terminal},
                   session_.clock());
    if (bar_ && done > bar_->done()) bar_->advance(done - bar_->done());
    if (bar_ && done >= all) bar_->finish();
    if (around.stopped && around.stopped())
      return base::fail(Error(ErrorKind::unavailable, "stopped: what was taken in stays")
                            .fix("the same search goes on where it stopped"));
    return {};
  }

 private:
  Session& session_;
  std::optional<base::Progress> bar_;
};

std::string label_of(const docket::Docket& docket, docket::Ref<docket::Exhibit> exhibit) {
  const auto kept = docket.find(exhibit);
  return kept && *kept ? (*kept)->value.label : std::string();
}

std::string text_of(const SearchHit& hit, const std::string& exhibit) {
  std::string out = hit.import_label + " " + hit.kind + " " + std::to_string(hit.ordinal) + "  " +
                    (hit.when.empty() ? "without a time" : hit.when) +
                    (hit.clock.ends_with("wall") ? " (clock of the source)" : "") + "  exhibit " +
                    exhibit;
  for (const auto& [name, value] : hit.locator) out += ", " + name + " " + safe(value);
  out += "\n";
  std::string people;
  for (const auto& [name, value] : hit.people)
    people += (people.empty() ? "" : "; ") + name + " " + safe(value);
  if (!people.empty()) out += "    " + people + "\n";
  out += "    " + hit.column + ": " + (hit.cut_before ? "..." : "");
  for (const intake::HitPart& part : hit.words)
    out += part.found ? "[" + safe(part.text) + "]" : safe(part.text);
  out += hit.cut_behind ? "...\n" : "\n";
  if (hit.by_sound) out += "    (sounds alike: look at the original word)\n";
  return out;
}

json json_of(const std::vector<NamedText>& texts) {
  json out = json::object();
  for (const auto& [name, value] : texts) out[name] = base::repair_utf8(value);
  return out;
}

json json_of(const SearchHit& hit, const std::string& exhibit) {
  json words = json::array();
  for (const intake::HitPart& part : hit.words)
    words.push_back({{"text", base::repair_utf8(part.text)}, {"found", part.found}});
  return {{"import", hit.import_label},
          {"exhibit", exhibit},
          {"kind", hit.kind},
          {"record", hit.ordinal},
          {"locator", json_of(hit.locator)},
          {"when", hit.when},
          {"clock", hit.clock},
          {"people", json_of(hit.people)},
          {"column", hit.column},
          {"words", words},
          {"cut_before", hit.cut_before},
          {"cut_behind", hit.cut_behind},
          {"sounds_alike", hit.by_sound}};
}

std::string ending_of(const SearchFound& found, const SearchWanted& wanted) {
  std::string out;
  if (found.hits.empty())
    out = wanted.page == 1 ? "Nothing was found" : "There is nothing on this page";
  else
    out = std::to_string(found.hits.size()) + (found.hits.size() == 1 ? " hit" : " hits") +
          " on page " + std::to_string(wanted.page);
  out += ", in " + base::counted(found.records, "record") + " that you may read.";
  if (found.more) out += " More: --page " + std::to_string(wanted.page + 1);
  out += "\n";
  if (!found.weighed_all)
    out += "Only the newest " + std::to_string(docket::kMostWeighed) +
           " were weighed; a period or more words show others.\n";
  for (const docket::NotRead& one : found.not_read)
    out += "Not searched: " + one.import + ", " + one.why + "\n";
  return out;
}

Result<Output> find(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
  const SearchWanted wanted = REDRESS_TRY(wanted_of(session, in_case, arguments));
  const docket::RuleOf rule_of = REDRESS_TRY(rules_here(session, in_case));
  Shown shown(session);
  const SearchFound found =
      REDRESS_TRY(intake::Search(*open, in_case, {.rule_of = rule_of})
                      .find(wanted, [&](std::uint64_t done, std::uint64_t all) {
                        return shown.step(done, all);
                      }));
  Output out;
  json hits = json::array();
  for (const SearchHit& hit : found.hits) {
    const std::string exhibit = label_of(*open, hit.exhibit);
    out.text += text_of(hit, exhibit);
    hits.push_back(json_of(hit, exhibit));
  }
  out.text += ending_of(found, wanted);
  json not_read = json::array();
  for (const docket::NotRead& one : found.not_read)
    not_read.push_back({{"import", one.import}, {"why", one.why}});
  out.json =
      json{{"page", wanted.page},      {"more", found.more}, {"weighed_all", found.weighed_all},
           {"records", found.records}, {"hits", hits},       {"not_read", not_read}}
          .dump(2);
  return out;
}

}  // namespace

void add_find_commands(std::vector<Entry>& entries) {
  entries.push_back(
      {"find",
       "search the words of a case's records, in any script",
       "redress find lantern \"rent or passport\" --kind message --from 2024-05",
       Permission::read,
       For::any,
       {{"case", Shape::position, "label of the case", true},
        {"words", Shape::position, "words, \"phrases\", begin*, near/5, and, or, not", true},
        {"kind", Shape::list, "only records of this kind: message, transfer ..."},
        {"person", Shape::option, "only records that name this person, number or address"},
        {"from", Shape::option, "not before this day, month or year"},
        {"until", Shape::option, "not after this day, month or year"},
        {"exhibit", Shape::option, "only records of this exhibit"},
        {"order", Shape::option, "newest (the default), oldest, or fittest"},
        {"page", Shape::option, "which page of 20 (1)"}},
       find,
       true});
}

}  // namespace redress::commands
