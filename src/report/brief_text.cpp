#include "report/brief_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report/brief_text_parts.hpp"

namespace redress::report {

using detail::TextPage;
using detail::Weight;

namespace detail {

void put_title(TextPage& page, const Brief& brief, const std::string& title) {
  page.line(title, 0, {}, Weight::bold);
  if (brief.proof->practice) page.line(kPracticeText, 0, {}, Weight::bold);
}

void put_count_table(TextPage& page, const Brief& brief) {
  std::vector<std::vector<std::string>> rows{{"Count", "Offence", "Against"}};
  const std::vector<Column> columns = columns_of(brief);
  for (const Column& column : columns) rows.front().push_back(column.title);
  for (const CountGroup& group : brief.groups) {
    std::vector<std::string> row{group.numbers, offence_text(*group.offence),
                                 people(group.defendants)};
    for (const Column& column : columns) {
      const proof::Outcome outcome = group.*column.of_count;
      row.push_back(std::string(symbol_of(outcome)) + " " + std::string(short_name_of(outcome)));
    }
    rows.push_back(std::move(row));
  }
  for (const std::string& one : brief.proof->withheld) page.line("not worked out: " + one);
  if (brief.groups.empty()) {
    page.line("No count is entered that is worked out here.");
    return;
  }
  page.table(rows);
  page.line("covered: on a stated route to the jury; only if: when named conditions come about", 0,
            {}, Weight::dim);
}

}  // namespace detail

namespace {

constexpr std::size_t kFirstEntries = 5;

void put_case(TextPage& page, const Brief& brief) {
  const proof::CaseView& view = brief.proof->view;
  const docket::Case& about = view.about;
  page.blank();
  page.field("Case", about.label);
  page.field("Court", about.court);
  page.field("Stage", spaced(docket::word(about.stage)));
  page.field("Outcome", about.outcome);
  std::vector<docket::Ref<docket::Party>> seen;
  for (const proof::Strand& strand : brief.proof->intact) {
    const docket::Party* party = view.parties.find(strand.defendant);
    if (party == nullptr || std::ranges::find(seen, strand.defendant) != seen.end()) continue;
    seen.push_back(strand.defendant);
    page.field("Defendant", party_text(*party));
  }
  page.field("Public sources", joined(about.sources, "; "));
  page.field("Handling rules", handling_text(brief));
}

void put_routes(TextPage& page, const Brief& brief) {
  if (brief.routes.empty()) return;
  page.heading("Routes to the jury that are used above");
  for (const auto& [text, unconfirmed] : brief.routes)
    page.line(marked(text, unconfirmed), 0, "- ");
}

/// Lost items in one line, every other reason in a line of its own.
void put_why_fallen(TextPage& page, const Brief& brief, const CountGroup& group, std::size_t i) {
  const ElementLine& line = group.elements[i];
  page.line(marked(line.element->text, is_unconfirmed(*line.element)) + ": " +
                outcome_words(line.asked, line.asked_conditions),
            2, std::string(symbol_of(line.asked)) + " ");
  std::vector<std::string> lost;
  for (const Use& use : line.supports) {
    const std::string& label = brief.proof->view.items[use.item].label;
    if (use.lost && use.carries == Carries::yes) {
      lost.push_back(label);
    } else {
      const std::string why = use_words(use);
      page.line(label + (why.empty() ? "" : ": " + why), 4, "x ", Weight::dim);
    }
  }
  if (!lost.empty()) page.line("lost: " + joined(lost), 4, "x ", Weight::dim);
  if (line.supports.empty())
    page.line(line.element->join == law::Join::leaf ? "no item is bound to it"
                                                    : "nothing bears on any part of it",
              4, "x ", Weight::dim);
  if (!line.missing_for.empty()) page.line("nothing carries it for " + people(line.missing_for), 4);
}

/// A group is named only where its parts do not say why: something is bound to the group itself, or
/// nothing to any part.
bool speaks_for_itself(const CountGroup& group, std::size_t i) {
  const ElementLine& line = group.elements[i];
  if (line.element->join == law::Join::leaf || !line.supports.empty()) return true;
  for (std::size_t part = i + 1; part < line.end; part = group.elements[part].end)
    if (!group.elements[part].unused) return false;
  return true;
}

/// What was lost, blocked or awaited. What is part of something that stands anyway is passed over.
void put_fallen(TextPage& page, const Brief& brief, const CountGroup& group) {
  for (std::size_t i = 0; i < group.elements.size();) {
    const ElementLine& line = group.elements[i];
    if (line.unused || line.as_above || line.asked == proof::Outcome::covered) {
      i = line.end;
      continue;
    }
    if (speaks_for_itself(group, i)) put_why_fallen(page, brief, group, i);
    ++i;
  }
}

void put_standing(TextPage& page, const Brief& brief, const CountGroup& group) {
  for (const ElementLine& line : group.elements) {
    if (line.as_above || line.asked != proof::Outcome::covered || line.supports.empty()) continue;
    std::vector<std::string> ways;
    for (const Use& use : line.supports)
      if (!use.lost && use.carries == Carries::yes)
        ways.push_back(brief.proof->view.items[use.item].label + " (" +
                       marked(route_code(use.route), use.route.unconfirmed) +
                       (use.leans_on_survivor ? "; " + leans_words(use) : "") + ")");
    if (ways.empty()) continue;
    page.line(marked(line.element->text, is_unconfirmed(*line.element)) + ": by " + joined(ways), 2,
              std::string(symbol_of(line.asked)) + " ");
    // What a reader may believe to carry it, and does not.
    for (const Use& use : line.supports)
      if (use.carries == Carries::blocked)
        page.line(
            brief.proof->view.items[use.item].label + " carries nothing: " + use.route.why_blocked,
            4, "x ", Weight::dim);
  }
}

void put_answer(TextPage& page, const Brief& brief, const CountGroup& group, bool detail) {
  put_group_head(page, brief, group);
  const std::string question = brief.has_question ? brief.question : "with everything";
  page.blank();
  if (group.asked == proof::Outcome::covered) {
    page.line("Covered " + question + ", by these routes", 0, {}, Weight::bold);
  } else {
    page.line("What is not covered " + question, 0, {}, Weight::bold);
    put_fallen(page, brief, group);
    page.line("What is covered " + question, 0, {}, Weight::bold);
  }
  put_standing(page, brief, group);
  put_breaking(page, brief, group, detail);
}

}  // namespace

std::string brief_text(const proof::CaseProof& proof, const TextOptions& options) {
  const Brief brief = brief_of(proof);
  TextPage page(options);
  put_title(page, brief, proof.view.about.title);
  page.line(proof::kNotAForecast);
  page.line(proof::kWorkProductLegend);
  put_case(page, brief);
  page.heading("Counts");
  put_count_table(page, brief);
  page.blank();
  for (const CountGroup& group : brief.groups)
    page.line(group.name + ": " + reliance_sentence(group), 0, "- ");
  for (const CountGroup& group : brief.groups) {
    put_group_head(page, brief, group);
    if (options.detail)
      for (const std::string& note : count_notes(brief, group)) page.line(note);
    page.blank();
    put_elements(page, brief, group, options.detail);
    put_breaking(page, brief, group, options.detail);
  }
  put_routes(page, brief);
  page.heading("Least telling");
  for (const std::string& line : telling_lines(proof)) page.line(line);
  put_next_steps(page, brief, options.detail);
  put_alternatives(page, brief, options.detail);
  const std::size_t most = options.detail ? proof.disclosure.size() : kFirstEntries;
  put_disclosure(page, brief, {.most = most, .most_disclosed = options.detail ? most : 0});
  put_taken(page, brief, options.detail);
  if (options.detail) put_origins(page, brief);
  put_close(page, brief, options.detail);
  return std::move(page).take();
}

std::string proof_text(const proof::CaseProof& proof, const TextOptions& options) {
  const Brief brief = brief_of(proof);
  TextPage page(options);
  put_title(
      page, brief,
      proof.view.about.title + ": " + (brief.has_question ? brief.question : "with everything"));
  page.line(proof::kNotAForecast);
  page.blank();
  put_count_table(page, brief);
  for (const CountGroup& group : brief.groups) put_answer(page, brief, group, options.detail);
  page.heading("Least telling");
  for (const std::string& line : telling_lines(proof)) page.line(line);
  put_close(page, brief, options.detail);
  return std::move(page).take();
}

std::string disclosure_text(const proof::CaseProof& proof, const TextOptions& options) {
  const Brief brief = brief_of(proof);
  TextPage page(options);
  put_title(page, brief, proof.view.about.title + ": what the other side is owed");
  page.line(proof::kWorkProductLegend);
  const std::size_t all = proof.disclosure.size();
  put_disclosure(page, brief, {.most = all, .most_disclosed = options.detail ? all : 0});
  put_close(page, brief, options.detail);
  return std::move(page).take();
}

}  // namespace redress::report
