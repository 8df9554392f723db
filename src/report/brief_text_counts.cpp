// The terminal's view of a count: head, element tree, breaking points.
#include <algorithm>
#include <set>

#include "law/show.hpp"
#include "report/brief_text_parts.hpp"

namespace redress::report::detail {
namespace {

constexpr std::size_t kShortFact = 110;
constexpr std::size_t kFewSets = 6;

/// What the line of an element says after its text.
std::string state_words(const Brief& brief, const ElementLine& line) {
  std::string out = outcome_words(line.intact, line.conditions);
  if (line.state != proof::State::uncovered && line.state != proof::State::covered)
    out += "; " + std::string(proof::name_of(line.state));
  if (line.origins > 0)
    out += "; " + counted(line.origins, "independent origin", "independent origins");
  if (line.disputed > 0) out += "; " + std::to_string(line.disputed) + " disputed by them";
  if (line.rests_on_survivor) out += "; rests on a survivor's word alone: " + people(line.on_whose);
  if (!line.missing_for.empty()) out += "; nothing carries it for " + people(line.missing_for);
  const std::vector<Column> columns = columns_of(brief);
  if (columns.size() > 2 && line.asked != line.intact)
    out += "; " + brief.question + ": " + outcome_words(line.asked, line.asked_conditions);
  return out;
}

/// Draws the elements of one group. In short form a fact is told where its item first stands.
class Drawing {
 public:
  Drawing(TextPage& page, const Brief& brief, const CountGroup& group, bool detail)
      : page_(page), brief_(brief), group_(group), detail_(detail) {}

  void put_uses(const ElementLine& line, std::size_t indent) {
    for (const Use& use : line.supports) {
      const bool works = !use.lost && use.carries == Carries::yes;
      page_.line(text_of(use), indent,
                 works                             ? "+ "
                 : use.carries == Carries::only_if ? "? "
                                                   : "x ",
                 works ? Weight::plain : Weight::dim);
    }
    for (const Use& use : line.undermines)
      page_.line("undermined by " + text_of(use), indent, "! ");
  }

  void put_element(std::size_t i, std::size_t indent) {
    const ElementLine& line = group_.elements[i];
    std::string text = marked(line.element->text, is_unconfirmed(*line.element));
    const std::string join = law::join_text(*line.element);
    if (line.as_above) {
      text += " (as above)";
    } else if (!join.empty()) {
      text += ": " + join;
    }
    page_.line(text, indent, std::string(symbol_of(line.intact)) + " ", Weight::bold);
    if (line.as_above) return;
    page_.line(state_words(brief_, line), indent + 2);
    put_uses(line, indent + 2);
    const std::vector<std::string> unused = unused_of(group_, i);
    if (!unused.empty())
      page_.line("not used: " + joined(unused, "; "), indent + 2, {}, Weight::dim);
  }

 private:
  std::string text_of(const Use& use) {
    const proof::Item& item = brief_.proof->view.items[use.item];
    std::string out = item.label;
    const bool first = told_.insert(use.item).second;
    if (first || detail_) out += ": " + (detail_ ? item.fact : shortened(item.fact, kShortFact));
    std::vector<std::string> notes{marked(route_code(use.route), use.route.unconfirmed)};
    for (const std::string& note : {leans_words(use), use_words(use)})
      if (!note.empty()) notes.push_back(note);
    if (!use.together.empty()) notes.push_back("only together: " + use.together);
    return out + " (" + joined(notes, "; ") + ")";
  }

  TextPage& page_;
  const Brief& brief_;
  const CountGroup& group_;
  bool detail_;
  std::set<proof::Index> told_;
};

/// Whether an element says no more than the group above it: the whole of "all of these".
bool is_root_of_all(const CountGroup& group, std::size_t i) {
  return i == 0 && group.elements[i].element->join == law::Join::all;
}

}  // namespace

void put_group_head(TextPage& page, const Brief& brief, const CountGroup& group) {
  page.heading(group.name + ": " + offence_text(*group.offence));
  page.line(sentence(about_sentence(brief, group)));
  page.line(version_text(*group.version), 0, {}, Weight::dim);
  page.line(outcome_sentence(brief, group));
  page.line(sentence(reliance_sentence(group)) + ".");
  for (const std::string& warning : group.warnings) page.line("warning: " + warning);
}

void put_elements(TextPage& page, const Brief& brief, const CountGroup& group, bool detail) {
  Drawing drawing(page, brief, group, detail);
  for (std::size_t i = 0; i < group.elements.size();) {
    const ElementLine& line = group.elements[i];
    if (line.unused) {
      i = line.end;
      continue;
    }
    if (is_root_of_all(group, i)) {
      drawing.put_uses(line, 2);
      ++i;
      continue;
    }
    const std::size_t shift = is_root_of_all(group, 0) ? 1 : 0;
    drawing.put_element(i, 2 * (line.depth - std::min<std::size_t>(line.depth, shift)));
    i = line.as_above ? line.end : i + 1;
  }
}

void put_breaking(TextPage& page, const Brief& brief, const CountGroup& group, bool detail) {
  page.blank();
  page.line("Breaking points", 0, {}, Weight::bold);
  for (const std::string& line : breaking_lines(brief, group, detail ? ~std::size_t{0} : kFewSets))
    page.line(line, 2);
}

}  // namespace redress::report::detail
