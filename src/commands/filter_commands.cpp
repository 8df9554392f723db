// Exhibits behind the filter wall: putting them there, and what the reviewer decides about them.
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/registry.hpp"
#include "commands/walls.hpp"
#include "docket/filter.hpp"
#include "release/exhibit_prints.hpp"

namespace redress::commands {
namespace {

using base::Result;
using nlohmann::json;

/// Of plain bytes, what a screen is shown at most.
constexpr std::size_t kMostShown = 64U << 10U;
/// Bytes of a character behind its first, at most.
constexpr std::size_t kRestOfCharacter = 3;

/// What a screen is shown of plain bytes: whole characters from a byte on.
class Window {
 public:
  explicit Window(std::uint64_t from) : from_(from) {}

  void take(base::ByteView chunk) {
    const std::uint64_t begin = std::exchange(passed_, passed_ + chunk.size());
    if (passed_ <= from_ || bytes_.size() >= kMostShown) return;
    const auto skipped = static_cast<std::size_t>(begin < from_ ? from_ - begin : 0);
    bytes_ += base::as_text(chunk).substr(skipped, kMostShown - bytes_.size());
  }
  /// Once all was taken: parts of characters at a cut belong to the window before, or to the next.
  std::uint64_t finish() {
    std::uint64_t end = from_ + bytes_.size();
    std::size_t cut = 0;
    while (from_ > 0 && cut < std::min(kRestOfCharacter, bytes_.size()) &&
           is_inside_character(bytes_[cut]))
      ++cut;
    bytes_.erase(0, cut);
    for (std::size_t back = 1; end < passed_ && back <= std::min(kRestOfCharacter, bytes_.size());
         ++back) {
      const char last = bytes_[bytes_.size() - back];
      if (is_inside_character(last)) continue;
      if (base::valid_utf8(std::string_view(bytes_).substr(bytes_.size() - back))) break;
      bytes_.resize(bytes_.size() - back);
      end -= back;
      break;
    }
    return end;
  }
  std::uint64_t passed() const { return passed_; }
  const std::string& bytes() const { return bytes_; }
  bool is_text() const {
    return base::valid_utf8(bytes_) && bytes_.find('\0') == std::string::npos;
  }

 private:
  static bool is_inside_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
  }
  std::uint64_t from_;
  std::uint64_t passed_ = 0;
  std::string bytes_;
};

Result<docket::CaseRef> case_of(Session& session, const Arguments& arguments) {
  return REDRESS_TRY(session.case_named(arguments.one("case"))).ref;
}

Result<Output> put_behind(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  // Whoever comes upon it puts it there; nobody comes upon what a regime keeps from them.
  const auto in_case = REDRESS_TRY(case_of(session, arguments));
  const std::string label = arguments.one("exhibit");
  REDRESS_TRY(seen<docket::Exhibit>(session, label, in_case));
  const std::size_t behind = REDRESS_TRY(docket::put_behind_filter(
      *open, in_case, label, arguments.one("reason"), release::prints_of_exhibit));
  return Output{"exhibit " + label + " stands behind the filter wall; " + std::to_string(behind) +
                    (behind == 1 ? " exhibit has" : " exhibits have") +
                    " these bytes. Tell the filter team. What its title and file name were stays "
                    "in earlier acts.\n",
                json{{"exhibit", label}, {"behind", behind}}.dump(2)};
}

std::string state_of(const docket::Filtered& one, const std::string& redacted_as) {
  if (one.exhibit.withdrawn) return "withdrawn";
  switch (one.last.value.step) {
    case docket::FilterStep::behind: return "to be reviewed";
    case docket::FilterStep::cleared: return "cleared";
    case docket::FilterStep::withheld: return "withheld";
    case docket::FilterStep::redacted: return "withheld, redacted as exhibit " + redacted_as;
  }
  return "to be reviewed";
}

Result<Output> list(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(case_of(session, arguments));
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  Output out;
  json all = json::array();
  for (const docket::Filtered& one : REDRESS_TRY(docket::filtered_exhibits(*open, in_case))) {
    if (hidden.contains({"exhibit", one.exhibit.ref.number})) continue;
    const docket::Act act = REDRESS_TRY(open->act(one.last.act));
    const auto user = REDRESS_TRY(open->find(docket::Ref<docket::User>{act.user}));
    const auto redacted = REDRESS_TRY(open->find(one.last.value.redacted_as));
    const std::string state = state_of(one, redacted ? redacted->value.label : "");
    const std::string by = user ? user->value.label : "?";
    const std::string when = base::Instant(act.at_microseconds, base::Precision::day).text();
    out.text += "exhibit " + one.exhibit.value.label + ": " + state + "; " +
                base::one_line(one.last.value.why) + " (" + base::one_line(by) + ", " + when + ")" +
                (one.holds_key ? "  (you hold the key)" : "") + "\n";
    all.push_back({{"exhibit", one.exhibit.value.label},
                   {"step", docket::word(one.last.value.step)},
                   {"why", one.last.value.why},
                   {"redacted_as", redacted ? redacted->value.label : ""},
                   {"by", by},
                   {"on", when},
                   {"size", one.exhibit.value.size},
                   {"digest", one.exhibit.value.digest ? one.exhibit.value.digest->hex() : ""},
                   {"holds_key", one.holds_key}});
  }
  if (all.empty()) out.text = "No exhibit of this case stood behind the filter wall.\n";
  out.json = all.dump(2);
  return out;
}

Result<Output> open(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(case_of(session, arguments));
  const std::string label = arguments.one("exhibit");
  REDRESS_TRY(seen<docket::Exhibit>(session, label, in_case));
  const docket::Reading reading = REDRESS_TRY(reading_of(arguments));
  Window window(REDRESS_TRY(arguments.number("from", 0)));
  const auto take = [&](base::ByteView chunk) -> Result<void> {
    window.take(chunk);
    return {};
  };
  const docket::FilterOpened found =
      REDRESS_TRY(docket::open_filtered(*open, in_case, label, reading, take));
  const docket::Exhibit& exhibit = found.exhibit;
  Output out;
  const auto line = [&](const char* name, const std::string& value) {
    if (!value.empty()) out.text += std::string(name) + ": " + base::one_line(value) + "\n";
  };
  line("title", exhibit.title);
  line("file name", exhibit.file_name);
  line("giver", exhibit.giver);
  line("source", exhibit.source);
  line("note", exhibit.note);
  out.text += std::to_string(found.opened.size) + " bytes, SHA-256 " + found.opened.digest.hex() +
              ", as its act says.\n";
  const std::uint64_t end = window.finish();
  const std::string_view bytes = window.bytes();
  const bool is_text = window.is_text();
  out.text +=
      is_text ? base::in_lines(bytes, "  ") : "Its bytes are not text, and are not shown here.\n";
  const bool more = is_text && end < window.passed();
  if (more) out.text += "More follows: --from " + std::to_string(end) + "\n";
  out.text += "This opening is in the journal.\n";
  out.json = json{{"exhibit", label},
                  {"title", exhibit.title},
                  {"file_name", exhibit.file_name},
                  {"giver", exhibit.giver},
                  {"source", exhibit.source},
                  {"note", exhibit.note},
                  {"size", found.opened.size},
                  {"digest", found.opened.digest.hex()},
                  {"text", is_text ? json(bytes) : json()},
                  {"next", more ? json(end) : json()}}
                 .dump(2);
  return out;
}

Result<Output> clear(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(case_of(session, arguments));
  const std::string label = arguments.one("exhibit");
  REDRESS_TRY(seen<docket::Exhibit>(session, label, in_case));
  const docket::Reading reading = REDRESS_TRY(reading_of(arguments));
  REDRESS_TRY(docket::clear_filtered(*open, in_case, label, reading));
  return Output{"exhibit " + label + " was cleared: the case team may read it.\n",
                json{{"exhibit", label}, {"step", "cleared"}}.dump(2)};
}

Result<Output> keep(Session& session, const Arguments& arguments, const std::string& as) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto in_case = REDRESS_TRY(case_of(session, arguments));
  const std::string label = arguments.one("exhibit");
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, in_case));
  REDRESS_TRY(seen<docket::Exhibit>(*open, label, in_case, hidden));
  docket::Ref<docket::Exhibit> redacted;
  if (!as.empty()) redacted = REDRESS_TRY(seen<docket::Exhibit>(*open, as, in_case, hidden)).ref;
  REDRESS_TRY(docket::keep_filtered(*open, in_case, label, redacted, arguments.one("why")));
  return Output{
      "exhibit " + label + " stays behind the filter wall" +
          (as.empty() ? std::string(": it is withheld")
                      : "; exhibit " + as + " stands in its place") +
          ". The review list says so, and why.\n",
      json{{"exhibit", label}, {"step", as.empty() ? "withheld" : "redacted"}, {"redacted_as", as}}
          .dump(2)};
}

Result<Output> withhold(Session& session, const Arguments& arguments) {
  return keep(session, arguments, {});
}
Result<Output> redact(Session& session, const Arguments& arguments) {
  return keep(session, arguments, arguments.one("as"));
}

}  // namespace

void add_filter_commands(std::vector<Entry>& entries) {
  const Parameter in_case{"case", Shape::position, "label of the case", true};
  const Parameter exhibit{"exhibit", Shape::position, "label of the exhibit", true};
  const Parameter why{"why", Shape::option, "why, read by the case team: nothing of what is in it",
                      true};
  std::vector<Parameter> opening{in_case, exhibit};
  for (const Parameter& one : reading_parameters()) opening.push_back(one);
  std::vector<Parameter> reading = opening;
  reading.push_back({"from", Shape::option, "show text from this byte on"});
  entries.push_back({"exhibit filter",
                     "put an exhibit that is here behind the filter wall",
                     "redress exhibit filter lantern E-4 --reason \"a letter to counsel\"",
                     Permission::read,
                     For::prosecution,
                     {in_case, exhibit, {"reason", Shape::option, "why, for the journal", true}},
                     put_behind});
  entries.push_back({"filter list",
                     "what stands behind the filter wall, and what was decided about it",
                     "redress filter list lantern",
                     Permission::read,
                     For::prosecution,
                     {in_case},
                     list});
  entries.push_back({"filter open", "read an exhibit behind the filter wall; the opening is an act",
                     "redress filter open lantern E-4 --aim review --ground authority --why "
                     "\"whether it is privileged\"",
                     Permission::read, For::prosecution, reading, open});
  entries.push_back({"filter clear", "bring an exhibit back to the case team",
                     "redress filter clear lantern E-4 --aim review --ground authority --why "
                     "\"no counsel took part\"",
                     Permission::enter, For::prosecution, opening, clear});
  entries.push_back(
      {"filter withhold",
       "an exhibit stays behind the filter wall",
       "redress filter withhold lantern E-4 --why \"attorney and client, 3 May 2019\"",
       Permission::enter,
       For::prosecution,
       {in_case, exhibit, why},
       withhold});
  entries.push_back({"filter redact",
                     "an exhibit stays behind the filter wall, and another stands in its place",
                     "redress filter redact lantern E-4 --as E-9 --why \"the second page\"",
                     Permission::enter,
                     For::prosecution,
                     {in_case,
                      exhibit,
                      {"as", Shape::option, "label of the exhibit that was redacted", true},
                      why},
                     redact});
}

}  // namespace redress::commands
