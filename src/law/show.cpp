#include "law/show.hpp"

#include <utility>

#include "base/text.hpp"
#include "law/page.hpp"

namespace redress::law {
namespace {

using detail::marked;
using detail::Page;

std::string days_of(const Version& version) {
  return (version.from ? "from " + text_of(*version.from) : std::string("first day not recorded")) +
         (version.to ? " to " + text_of(*version.to) : std::string());
}

std::string about_text(About about) {
  switch (about) {
    case About::survivor: return "for each survivor";
    case About::defendant: return "for each defendant";
    case About::venture: return "once";
  }
  return "once";
}

/// Draws the tree; shared elements once, so that the page is no longer than the pack.
class Tree {
 public:
  Tree(const Library& library, const Version& version, Page& page)
      : library_(library), version_(version), page_(page), drawn_(version.elements.size(), false) {}

  // The loader keeps trees free of circles and at most kDeepestTree deep.
  void draw(std::uint32_t at, std::size_t indent) {
    const Element& element = version_.elements[at];
    std::string head = marked(element.text, element.standing) + " (" + element.id;
    if (element.join == Join::leaf) head += ", " + about_text(element.about);
    head += ")";
    const bool again = drawn_[at];
    if (again) head += " (as above)";
    drawn_[at] = true;
    page_.line(head, indent, "- ");
    if (again) return;
    for (const std::string& id : element.facts) {
      const Fact* fact = library_.fact(id);
      page_.line("fact " + id + (fact == nullptr ? std::string() : ": " + fact->text), indent + 2);
    }
    if (!element.citation.empty()) page_.line(element.citation, indent + 2);
    if (!element.note.empty()) page_.field("note", element.note, element.standing, indent + 2);
    if (element.join == Join::leaf) return;
    page_.line(join_text(element) + ":", indent + 2);
    for (const std::uint32_t child : element.children) draw(child, indent + 2);
  }

 private:
  const Library& library_;
  const Version& version_;
  Page& page_;
  std::vector<bool> drawn_;
};

std::string months_text(const Penalty& penalty) {
  std::string out;
  if (penalty.minimum_months)
    out += "minimum " + std::to_string(*penalty.minimum_months) + " months";
  if (penalty.life)
    out += std::string(out.empty() ? "" : ", ") + "maximum life";
  else if (penalty.maximum_months)
    out += std::string(out.empty() ? "" : ", ") + "maximum " +
           std::to_string(*penalty.maximum_months) + " months";
  return out.empty() ? out : " (" + out + ")";
}

void show_penalties(const Version& version, Page& page) {
  if (!version.penalties.empty()) page.heading("Penalties");
  for (const Penalty& penalty : version.penalties)
    page.line((penalty.tier.empty() ? "" : penalty.tier + ": ") +
                  marked(penalty.text + months_text(penalty), penalty.standing),
              2, "- ");
  if (!version.enhancements.empty()) page.heading("Enhancements");
  for (const Enhancement& each : version.enhancements) {
    std::string text = each.text;
    if (each.life)
      text += " (maximum life)";
    else if (each.maximum_months)
      text += " (maximum " + std::to_string(*each.maximum_months) + " months)";
    page.line(marked(text, each.standing), 2, "- ");
  }
}

std::string yes_no(const std::optional<bool>& value, const char* yes, const char* no) {
  if (!value) return "not recorded";
  return *value ? yes : no;
}

void show_beside(std::string_view name, const std::string& answer, const std::string& by,
                 const std::string& text, Standing standing, Page& page) {
  std::string line = answer;
  if (!by.empty()) line += ", by " + by;
  if (!text.empty() && text != answer) line += (line.ends_with('.') ? " " : ". ") + text;
  page.field(name, line, standing, 2);
}

void show_limitation(const Library& library, const LimitationLink& link, Page& page) {
  const LimitationRule* rule = library.limitation(link.rule);
  std::string answer = link.rule.empty() ? "not recorded" : link.rule;
  Standing standing = link.standing;
  if (rule != nullptr) {
    answer = rule->citation + ", " + rule->text;
    standing = weaker(standing, rule->standing);
  }
  show_beside("Limitation", answer, {}, link.text, standing, page);
}

void show_consequences(const Library& library, const Offence& offence, Page& page) {
  page.heading("What goes with it");
  for (const Inchoate& each : offence.attempts)
    show_beside("Attempt", yes_no(each.covered, "covered", "not covered"), each.by, each.text,
                each.standing, page);
  for (const Inchoate& each : offence.conspiracies)
    show_beside("Conspiracy", yes_no(each.covered, "covered", "not covered"), each.by, each.text,
                each.standing, page);
  for (const LimitationLink& each : offence.limitations) show_limitation(library, each, page);
  if (const auto& each = offence.restitution)
    show_beside("Restitution", yes_no(each->follows, "follows", "does not follow"), each->by,
                each->text, each->standing, page);
  if (const auto& each = offence.forfeiture)
    show_beside("Forfeiture", yes_no(each->follows, "follows", "does not follow"), each->by,
                each->text, each->standing, page);
}

void show_notes(const Offence& offence, Page& page) {
  if (!offence.definitions.empty()) page.heading("Definitions");
  for (const Definition& each : offence.definitions)
    page.line(each.term + ": " + marked(each.text, each.standing), 2, "- ");
  if (!offence.exemptions.empty()) page.heading("Exemptions for a survivor");
  for (const Exemption& each : offence.exemptions)
    page.line(marked(each.text, each.standing), 2, "- ");
  if (!offence.defence_themes.empty()) page.heading("Argued, and yet it cancels no element");
  for (const DefenceTheme& each : offence.defence_themes)
    page.line(each.theme + ": " + marked(each.answer, each.standing), 2, "- ");
  if (!offence.traps.empty()) page.heading("Traps");
  for (const Trap& each : offence.traps) page.line(marked(each.text, each.standing), 2, "- ");
  if (!offence.instructions.empty()) page.heading("Jury instructions");
  for (const Instruction& each : offence.instructions)
    page.line(marked(each.name, each.standing) + (each.source.empty() ? "" : ", " + each.source), 2,
              "- ");
}

}  // namespace

std::string join_text(const Element& element) {
  if (element.join == Join::leaf) return {};
  if (element.join == Join::all) return "all of";
  switch (element.unanimity) {
    case Unanimity::no: return "any of (jurors need not agree)";
    case Unanimity::yes: return "any of (jurors must agree)";
    case Unanimity::unsure: return "any of (unsure whether jurors must agree)";
  }
  return "any of";
}

std::string show(const Library& library, const Offence& offence, const Version& version) {
  Page page;
  page.line(offence.id + ": " + marked(offence.title, offence.standing));
  page.line(offence.citation);
  page.line("version " + version.id + ", " + days_of(version) +
            (version.law.empty() ? "" : ", " + version.law) +
            (version.standing == Standing::unconfirmed ? " [unconfirmed]" : ""));
  page.line("selected by the date of " + (offence.selected_by == SelectedBy::unexpired
                                              ? std::string("expiry")
                                              : std::string(name_of(offence.selected_by))));
  if (offence.needs_object)
    page.line("needs an object offence: " +
              (offence.objects.empty() ? std::string("any") : base::joined(offence.objects)));
  page.field("Change", version.change, version.standing);
  page.field("Mental state", version.mens_rea, version.standing);
  page.field("Nexus", version.nexus, version.standing);
  page.field("Person under 18", version.child_rule, version.standing);
  page.field("Note", version.note, version.standing);
  page.field("Note", offence.note, offence.standing);
  page.heading("Elements");
  if (version.root)
    Tree(library, version, page).draw(*version.root, 2);
  else
    page.line("none recorded", 2);
  show_penalties(version, page);
  show_consequences(library, offence, page);
  show_notes(offence, page);
  page.field("Source", offence.source, Standing::confirmed);
  return std::move(page).take();
}

}  // namespace redress::law
