// Lists as plain text: offences, limitation candidates, the difference of two versions.
#include <algorithm>
#include <utility>

#include "law/diff.hpp"
#include "law/page.hpp"
#include "law/show.hpp"

namespace redress::law {
namespace {

using detail::marked;
using detail::Page;

std::string days_covered(const Offence& offence) {
  if (offence.versions.empty()) return "no version";
  const Version& first = offence.versions.front();
  const Version& last = offence.versions.back();
  std::string out = first.from ? "from " + text_of(*first.from) : "first day not recorded";
  if (last.to) out += " to " + text_of(*last.to);
  if (offence.versions.size() > 1)
    out += ", " + std::to_string(offence.versions.size()) + " versions";
  return out;
}

std::string side(const std::string& text) { return text.empty() ? "(nothing)" : text; }

void show_changes(std::string_view title, const std::vector<Change>& changes, Page& page) {
  if (changes.empty()) return;
  page.heading(title);
  for (const Change& change : changes) {
    std::string head(name_of(change.kind));
    if (!change.row.empty()) head += " " + change.row;
    if (!change.field.empty()) head += (change.row.empty() ? " " : ", ") + change.field;
    if (change.kind == ChangeKind::changed) {
      page.line(marked(head, change.standing), 2, "~ ");
      page.line("was: " + side(change.before), 4);
      page.line("is: " + side(change.after), 4);
      continue;
    }
    const bool added = change.kind == ChangeKind::added;
    page.line(head + ": " + marked(added ? change.after : change.before, change.standing), 2,
              added ? "+ " : "- ");
  }
}

}  // namespace

std::string list(const Library& library) {
  std::vector<const Offence*> offences;
  for (const Offence& each : library.offences) offences.push_back(&each);
  std::ranges::stable_sort(offences, [](const Offence* a, const Offence* b) {
    return a->jurisdiction < b->jurisdiction;
  });
  Page page;
  const std::string* jurisdiction = nullptr;
  for (const Offence* each : offences) {
    if (jurisdiction == nullptr || *jurisdiction != each->jurisdiction) {
      if (jurisdiction != nullptr) page.line("");
      page.line(each->jurisdiction.empty() ? "no jurisdiction" : each->jurisdiction);
      jurisdiction = &each->jurisdiction;
    }
    page.line(each->id + ": " + marked(each->title, each->standing) + " (" + each->citation + "; " +
                  days_covered(*each) + ")",
              2);
  }
  if (offences.empty()) page.line("no offences");
  return std::move(page).take();
}

std::string show(const std::vector<LimitationCandidate>& candidates) {
  Page page;
  for (const LimitationCandidate& each : candidates) {
    std::string until = "no date can be worked out";
    if (each.unlimited)
      until = "no limit";
    else if (each.safe_until)
      until = "safe until " + text_of(*each.safe_until);
    page.line(until + (each.citation.empty() ? "" : ": " + each.citation) +
                  (each.rule.empty() ? "" : " (" + each.rule + ")"),
              0, "- ");
    page.line(marked(each.text, each.standing), 2);
    page.line("applies: " + std::string(name_of(each.applies)) + ". " + each.why, 2);
  }
  if (candidates.empty()) page.line("no limitation rule is recorded");
  return std::move(page).take();
}

std::string show(const VersionDiff& diff) {
  Page page;
  page.line("from version " + diff.before + " to version " + diff.after);
  if (diff.empty()) page.line("no difference");
  show_changes("Version", diff.version, page);
  show_changes("Elements", diff.elements, page);
  show_changes("Penalties", diff.penalties, page);
  show_changes("Enhancements", diff.enhancements, page);
  return std::move(page).take();
}

}  // namespace redress::law
