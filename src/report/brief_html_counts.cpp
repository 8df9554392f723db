// The page's view of the counts: the overview, and the matrix of elements of each.
#include <algorithm>

#include "law/show.hpp"
#include "report/brief_html_parts.hpp"

namespace redress::report::detail {
namespace {

constexpr std::size_t kShortFact = 140;

std::string group_id(std::size_t group) { return "count-" + std::to_string(group); }

/// A group that only has parts: what stands is said of them.
bool is_only_parts(const ElementLine& line) {
  return line.element->join != law::Join::leaf && line.supports.empty();
}

std::string element_html(const ElementLine& line) {
  if (line.depth == 0 && line.element->join == law::Join::all) return "The whole: every part below";
  std::string out = with_mark(line.element->text, is_unconfirmed(*line.element));
  const std::string join = line.as_above ? "as above" : law::join_text(*line.element);
  if (!join.empty()) out += " <span class=\"quiet\">– " + safe(join) + "</span>";
  return out;
}

/// Outcome with everything, and what goes with it.
std::string intact_html(const ElementLine& line) {
  std::vector<std::string> notes;
  if (!is_only_parts(line)) notes.emplace_back(proof::name_of(line.state));
  if (line.disputed > 0) notes.push_back(std::to_string(line.disputed) + " disputed by them");
  if (line.rests_on_survivor)
    notes.push_back("rests on a survivor's word alone: " + people(line.on_whose));
  if (!line.missing_for.empty())
    notes.push_back("nothing carries it for " + people(line.missing_for));
  const std::string out = outcome_html(line.intact, line.conditions);
  return notes.empty() ? out
                       : out + "<br><span class=\"small\">" + safe(joined(notes, "; ")) + "</span>";
}

std::string use_html(const Brief& brief, const Use& use) {
  const proof::CaseView& view = brief.proof->view;
  std::string out =
      item_link(view, use.item) + ": " + safe(shortened(view.items[use.item].fact, kShortFact)) +
      " <span class=\"quiet\">(" + with_mark(route_code(use.route), use.route.unconfirmed);
  for (const std::string& note : {leans_words(use), use_words(use)})
    if (!note.empty()) out += "; " + safe(note);
  if (!use.together.empty()) out += "; only together: " + safe(use.together);
  return out + ")</span>";
}

std::string bears_html(const Brief& brief, const CountGroup& group, std::size_t i) {
  const ElementLine& line = group.elements[i];
  std::vector<std::string> parts;
  for (const Use& use : line.supports) {
    const bool works = !use.lost && use.carries == Carries::yes;
    parts.push_back(
        works ? use_html(brief, use)
              : "<span class=\"out\">does not carry" +
                    std::string(use.carries == Carries::only_if && !use.lost ? " yet" : "") +
                    ":</span> " + use_html(brief, use));
  }
  for (const Use& use : line.undermines)
    parts.push_back("<strong>undermined by</strong> " + use_html(brief, use));
  std::string out = list_html(parts);
  const std::vector<std::string> unused = unused_of(group, i);
  if (!unused.empty())
    out += "<span class=\"quiet\">not used: " + safe(joined(unused, "; ")) + "</span>";
  if (out.empty())
    out = line.element->join == law::Join::leaf
              ? "<span class=\"quiet\">nothing is bound to it</span>"
              : "<span class=\"quiet\">by its parts</span>";
  return out;
}

std::string matrix_html(const Brief& brief, const CountGroup& group) {
  const std::vector<Column> columns = columns_of(brief);
  std::vector<std::string> heads{"Element"};
  for (const Column& column : columns) heads.push_back(column.title);
  heads.emplace_back("Origins");
  heads.emplace_back("What bears on it");
  Table table(group.name + ": elements, how they stand, and what carries them", heads, "matrix");
  for (std::size_t i = 0; i < group.elements.size();) {
    const ElementLine& line = group.elements[i];
    if (line.unused) {
      i = line.end;
      continue;
    }
    std::vector<std::string> cells{element_html(line), intact_html(line)};
    for (std::size_t c = 1; c < columns.size(); ++c) {
      const bool is_asked = columns[c].of_element == &ElementLine::asked;
      cells.push_back(outcome_html(line.*columns[c].of_element,
                                   is_asked ? line.asked_conditions : std::vector<std::string>{}));
    }
    cells.push_back(is_only_parts(line) ? "by part" : std::to_string(line.origins));
    cells.push_back(line.as_above ? "<span class=\"quiet\">as above</span>"
                                  : bears_html(brief, group, i));
    table.row(cells, line.depth + 1);
    i = line.as_above ? line.end : i + 1;
  }
  return std::move(table).take();
}

std::string paragraphs(const std::vector<std::string>& lines) {
  return list_html(texts_of(lines, safe));
}

}  // namespace

std::string section(std::string_view id, std::string_view title, const std::string& body_html) {
  if (body_html.empty()) return {};
  const std::string name(id);
  return "<section id=\"" + name + "\" aria-labelledby=\"" + name + "-title\">\n<h2 id=\"" + name +
         "-title\">" + safe(title) + "</h2>\n" + body_html + "</section>\n";
}

std::string overview_section(const Brief& brief) {
  const std::vector<Column> columns = columns_of(brief);
  std::vector<std::string> heads{"Count", "Offence", "About"};
  for (const Column& column : columns) heads.push_back(column.title);
  heads.emplace_back("Reliance");
  Table table("Counts and how they stand. Counts that stand alike share a row.", heads);
  for (std::size_t g = 0; g < brief.groups.size(); ++g) {
    const CountGroup& group = brief.groups[g];
    std::vector<std::string> cells{
        "<a href=\"#" + group_id(g) + "\">" + safe(group.name) + "</a>",
        safe(group.offence->title) + ", " +
            with_mark(group.offence->citation, is_unconfirmed(*group.offence)),
        safe(sentence(about_sentence(brief, group)))};
    for (const Column& column : columns)
      cells.push_back(outcome_html(group.*column.of_count, {"what is named below comes about"}));
    cells.push_back(safe(sentence(reliance_sentence(group))));
    table.row(cells);
  }
  std::string body = table.empty() ? "<p>No count is entered that is worked out here.</p>\n"
                                   : std::move(table).take();
  if (!brief.routes.empty()) {
    const auto routes = texts_of(
        brief.routes, [](const auto& route) { return with_mark(route.first, route.second); });
    body += "<h3>Routes to the jury that are used</h3>\n" + list_html(routes) + "\n";
  }
  return section("overview", "Counts", body);
}

std::string group_section(const Brief& brief, std::size_t g) {
  const CountGroup& group = brief.groups[g];
  std::string body = "<p>" + safe(sentence(about_sentence(brief, group))) + "</p>\n<p>" +
                     safe(outcome_sentence(brief, group)) + "</p>\n<p>" +
                     safe(sentence(reliance_sentence(group))) + "</p>\n<p class=\"quiet\">" +
                     safe(version_text(*group.version)) + "</p>\n";
  for (const std::string& warning : group.warnings)
    body += "<p class=\"warn\"><strong>Warning:</strong> " + safe(warning) + "</p>\n";
  for (const std::string& note : count_notes(brief, group))
    body += "<p class=\"small quiet\">" + safe(note) + "</p>\n";
  body += "<h3>Elements</h3>\n" + matrix_html(brief, group);
  body += "<h3>Breaking points</h3>\n" + paragraphs(breaking_lines(brief, group, ~std::size_t{0})) +
          "\n";
  return section(group_id(g), group.name + ": " + group.offence->title, body);
}

std::string tellings_section(const Brief& brief) {
  std::string body = paragraphs(telling_lines(*brief.proof)) + "\n";
  const proof::CaseView& view = brief.proof->view;
  Table table("Tellings that are recorded",
              {"Telling", "Survivor", "Occasion", "To whom", "Burden", "Held"});
  for (proof::Index i = 0; i < view.tellings.size(); ++i) {
    const proof::TellingOccasion& one = view.tellings[i];
    table.row({safe(one.label), safe(view.label(one.survivor)), safe(one.occasion),
               safe(one.to_whom),
               one.burden == 0 ? "none entered, read as 1" : std::to_string(one.burden),
               one.held ? safe(one.held->text()) : "foreseen"});
  }
  if (!table.empty()) body += std::move(table).take();
  return section("tellings", "Least telling", body);
}

}  // namespace redress::report::detail
