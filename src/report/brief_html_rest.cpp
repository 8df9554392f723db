// The page's view of next steps, alternatives, disclosure and the journal heads.
#include <algorithm>

#include "report/brief_html_parts.hpp"

namespace redress::report::detail {
namespace {

/// So many kinds stand open; the rest is folded.
constexpr std::size_t kOpenKinds = 3;

std::string kind_html(const proof::AcceptedKind& accepted) {
  const law::EvidenceKind& kind = *accepted.kind;
  std::string out = with_mark(kind.text, is_unconfirmed(kind)) + " <span class=\"quiet\">(" +
                    safe(law::name_of(kind.independence)) + ")</span>";
  if (!kind.where.empty()) out += "; where: " + safe(kind.where);
  if (!kind.routes.empty()) out += "; route: " + safe(joined(kind.routes));
  for (const law::AcceptedCase& one : kind.cases)
    out += "; accepted: " + with_mark(one.text, is_unconfirmed(one)) +
           (one.key.empty() ? "" : " (" + safe(one.key) + ")");
  if (!accepted.held_unreviewed.empty())
    out += "; <strong>held, not reviewed: " + safe(joined(accepted.held_unreviewed)) + "</strong>";
  return out;
}

std::string lessons_html(const proof::NextStep& step) {
  const auto weaknesses = texts_of(step.weaknesses, [](const law::Weakness* one) {
    return with_mark(one->text, is_unconfirmed(*one)) +
           (one->how.empty() ? "" : "; " + safe(one->how)) +
           (one->examples.empty() ? "" : "; " + safe(one->examples)) +
           (one->answer.empty() ? "" : "; answer: " + safe(one->answer));
  });
  const auto failures = texts_of(step.failures, [](const law::Failure* one) {
    return with_mark(one->text, is_unconfirmed(*one)) +
           (one->decided_in.empty() ? "" : " (" + safe(one->decided_in) + ")") +
           (one->lesson.empty() ? "" : "; lesson: " + safe(one->lesson));
  });
  std::string out;
  if (!weaknesses.empty())
    out += "<details><summary>Apparent weaknesses that courts did not treat as fatal (" +
           std::to_string(weaknesses.size()) + ")</summary>" + list_html(weaknesses) +
           "</details>\n";
  if (!failures.empty())
    out += "<details><summary>What was missing where courts acquitted or reversed (" +
           std::to_string(failures.size()) + ")</summary>" + list_html(failures) + "</details>\n";
  return out;
}

std::string step_html(const Brief& brief, const proof::NextStep& step) {
  std::string out = "<h3>" + safe(step.offence->title) + ": " +
                    with_mark(step.element->text, is_unconfirmed(*step.element)) + "</h3>\n<p>" +
                    safe(step.weak_because) + "; " + safe(where_of(brief, step)) + "</p>\n";
  std::vector<std::string> open;
  std::vector<std::string> folded;
  for (const proof::AcceptedKind& kind : step.kinds)
    (open.size() < kOpenKinds ? open : folded).push_back(kind_html(kind));
  out +=
      open.empty() ? "<p>The packs name no kind of evidence for it.</p>\n" : list_html(open) + "\n";
  if (!folded.empty())
    out += "<details><summary>" + counted(folded.size(), "more kind", "more kinds") + "</summary>" +
           list_html(folded) + "</details>\n";
  return out + lessons_html(step);
}

void add_rows(Table& table, const std::vector<proof::Alternative>& list, std::string_view how) {
  for (const proof::Alternative& one : list) {
    const std::vector<std::string> notes = texts_of(alternative_notes(one), safe);
    table.row({safe(offence_text(*one.offence)), safe(how), safe(version_text(*one.version)),
               safe(one.penalty), list_html(notes)});
  }
}

std::string border_html(const proof::Border& border) {
  if (!border.applies) return {};
  const auto reached =
      texts_of(border.reached, [](const law::Offence* one) { return offence_text(*one); });
  const auto missing = texts_of(border.trafficking, [](const proof::Alternative& one) {
    return safe(offence_text(*one.offence)) +
           (one.missing.empty() ? "" : ": " + safe(joined(one.missing, "; ")));
  });
  return "<p class=\"warn\"><strong>The border:</strong> the items reach " +
         safe(joined(reached, "; ")) +
         ", and no trafficking offence. What is missing for one:</p>\n" + list_html(missing) + "\n";
}

}  // namespace

std::string next_section(const Brief& brief) {
  std::string body;
  for (const proof::NextStep& step : brief.proof->next) body += step_html(brief, step);
  if (body.empty()) body = "<p>No element is weak.</p>\n";
  return section("next", "Next steps", body);
}

std::string alternatives_section(const Brief& brief) {
  std::string body =
      "<p class=\"quiet\">A search aid: it ranks nothing and recommends nothing. The order is that "
      "of "
      "the packs.</p>\n";
  if (brief.alternatives.empty()) body += "<p>No defendant can be asked about.</p>\n";
  for (const AlternativesGroup& group : brief.alternatives) {
    const std::string who = "For " + people(group.defendants);
    Table table(who + ": other offences that the accepted items reach",
                {"Offence", "Reached", "Version", "Penalty", "What it loses, spares, lacks"});
    add_rows(table, group.found->reached, "covered");
    add_rows(table, group.found->not_yet_law, "by the facts, but not yet law at the time");
    add_rows(table, group.found->near, "one part missing");
    body += "<h3>" + safe(who) + "</h3>\n";
    body += table.empty() ? "<p>No other offence of the packs is reached.</p>\n"
                          : std::move(table).take();
    body += border_html(group.found->border);
  }
  return section("alternatives", "Alternatives", body);
}

std::string disclosure_section(const Brief& brief) {
  const std::vector<proof::DisclosureEntry>& entries = brief.proof->disclosure;
  std::string body = "<p>" + safe(proof::kWorkProductLegend) + "</p>\n";
  for (const auto& [state, number] : disclosure_counts(entries)) {
    if (number == 0) continue;
    const std::string title = sentence(std::string(proof::name_of(state)));
    Table table(title + ": " + counted(number, "entry", "entries"),
                {"About", "What", "Why it is listed", "Class", "Clock"});
    for (const proof::DisclosureEntry& entry : entries)
      if (entry.state == state)
        table.row({safe(entry.about), safe(entry.what), safe(entry.why),
                   safe(docket::name_of(entry.klass)), safe(disclosure_clock(entry))});
    body += "<h3>" + safe(title) + "</h3>\n" + std::move(table).take();
  }
  if (entries.empty()) body += "<p>The review list is empty.</p>\n";
  return section("disclosure", "Disclosure", body);
}

std::string heads_section(const Brief& brief) {
  std::string body =
      "<p>The state of the docket that this brief was made from. Whoever keeps these lines can "
      "later "
      "tell whether its journal was cut or changed.</p>\n";
  for (const docket::Head& head : brief.proof->heads)
    body += "<p>" + safe(head_text(head)) + "<br><code>" + safe(docket::text_of(head)) +
            "</code></p>\n";
  return section("heads", "Journal heads", body);
}

}  // namespace redress::report::detail
