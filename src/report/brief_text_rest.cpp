// The terminal's view of what follows the counts: next steps, alternatives, disclosure, the close.
#include <algorithm>

#include "report/brief_text_parts.hpp"

namespace redress::report::detail {
namespace {

constexpr std::size_t kFewKinds = 3;

std::string kind_text(const proof::AcceptedKind& accepted) {
  const law::EvidenceKind& kind = *accepted.kind;
  std::string out = marked(kind.text, is_unconfirmed(kind));
  out += "; " + std::string(law::name_of(kind.independence));
  if (!kind.where.empty()) out += "; where: " + kind.where;
  if (!kind.routes.empty()) out += "; route: " + joined(kind.routes);
  if (!kind.cases.empty()) {
    const law::AcceptedCase& one = kind.cases.front();
    out += "; accepted: " + marked(one.text, is_unconfirmed(one));
    if (!one.key.empty()) out += " (" + one.key + ")";
  }
  if (!accepted.held_unreviewed.empty())
    out += "; HELD, not reviewed: " + joined(accepted.held_unreviewed);
  return out;
}

void put_lessons(TextPage& page, const proof::NextStep& step, bool detail) {
  if (!detail) {
    std::vector<std::string> parts;
    if (!step.weaknesses.empty())
      parts.push_back(counted(step.weaknesses.size(), "apparent weakness", "apparent weaknesses") +
                      " that courts did not treat as fatal");
    if (!step.failures.empty())
      parts.push_back(counted(step.failures.size(), "failure", "failures") + " to learn from");
    if (!parts.empty()) page.line("in full detail: " + joined(parts, " and "), 2, {}, Weight::dim);
    return;
  }
  for (const law::Weakness* one : step.weaknesses)
    page.line("not fatal: " + marked(one->text, is_unconfirmed(*one)) +
                  (one->answer.empty() ? "" : "; answer: " + one->answer),
              2);
  for (const law::Failure* one : step.failures)
    page.line("was missing: " + marked(one->text, is_unconfirmed(*one)) +
                  (one->decided_in.empty() ? "" : " (" + one->decided_in + ")") +
                  (one->lesson.empty() ? "" : "; lesson: " + one->lesson),
              2);
}

std::string name_of_step(const proof::NextStep& step) {
  return step.offence->title + ": " + marked(step.element->text, is_unconfirmed(*step.element));
}

/// The step before this one that lists the same kinds, or nullptr.
const proof::NextStep* same_kinds(const std::vector<proof::NextStep>& steps, std::size_t at) {
  for (std::size_t i = 0; i < at; ++i)
    if (!steps[i].kinds.empty() &&
        std::ranges::equal(steps[i].kinds, steps[at].kinds, {}, &proof::AcceptedKind::kind,
                           &proof::AcceptedKind::kind))
      return &steps[i];
  return nullptr;
}

void put_kinds(TextPage& page, const proof::NextStep& step, bool detail) {
  const std::size_t most = detail ? step.kinds.size() : std::min(kFewKinds, step.kinds.size());
  for (std::size_t i = 0; i < most; ++i) page.line(kind_text(step.kinds[i]), 2, "- ");
  if (step.kinds.empty()) page.line("the packs name no kind of evidence for it", 2);
  if (most < step.kinds.size())
    page.line(
        "and " + counted(step.kinds.size() - most, "more kind", "more kinds") + ", in full detail",
        2, {}, Weight::dim);
  put_lessons(page, step, detail);
}

void put_alternative(TextPage& page, const proof::Alternative& one, std::size_t indent) {
  page.line(
      offence_text(*one.offence) + " (" + one.offence->id + "), " + version_text(*one.version),
      indent, "- ");
  if (!one.penalty.empty()) page.line("penalty: " + one.penalty, indent + 2);
  for (const std::string& note : alternative_notes(one)) page.line(note, indent + 2);
}

void put_border(TextPage& page, const proof::Border& border) {
  if (!border.applies) return;
  const auto reached =
      texts_of(border.reached, [](const law::Offence* one) { return offence_text(*one); });
  page.line("The border: the items reach " + joined(reached, "; ") +
            ", and no trafficking offence. What is missing for one:");
  for (const proof::Alternative& one : border.trafficking)
    page.line(
        offence_text(*one.offence) + (one.missing.empty() ? "" : ": " + joined(one.missing, "; ")),
        2, "- ");
}

std::string entry_text(const proof::DisclosureEntry& entry) {
  std::string out = entry.about;
  if (!entry.what.empty()) out += ": " + entry.what;
  out += " (" + entry.why + "; class: " + std::string(docket::name_of(entry.klass));
  const std::string clock = disclosure_clock(entry);
  return out + (clock.empty() ? "" : "; " + clock) + ")";
}

}  // namespace

void put_next_steps(TextPage& page, const Brief& brief, bool detail) {
  const std::vector<proof::NextStep>& steps = brief.proof->next;
  page.heading("Next steps");
  if (steps.empty()) page.line("No element is weak.");
  for (std::size_t i = 0; i < steps.size(); ++i) {
    page.line(name_of_step(steps[i]), 0, {}, Weight::bold);
    page.line(steps[i].weak_because + "; " + where_of(brief, steps[i]), 2);
    const proof::NextStep* before = same_kinds(steps, i);
    if (before == nullptr) {
      put_kinds(page, steps[i], detail);
    } else {
      page.line("the same kinds as for: " + name_of_step(*before), 2, {}, Weight::dim);
    }
  }
}

void put_alternatives(TextPage& page, const Brief& brief, bool detail) {
  page.heading("Alternatives");
  page.line(
      "A search aid: it ranks nothing and recommends nothing. The order is that of the packs.", 0,
      {}, Weight::dim);
  if (brief.alternatives.empty()) page.line("No defendant can be asked about.");
  for (const AlternativesGroup& group : brief.alternatives) {
    const proof::Alternatives& found = *group.found;
    page.line("For " + people(group.defendants), 0, {}, Weight::bold);
    if (found.reached.empty())
      page.line("no other offence of the packs is covered by the accepted items", 2);
    for (const proof::Alternative& one : found.reached) put_alternative(page, one, 2);
    if (!found.not_yet_law.empty())
      page.line("Reached by the facts, but not yet law at the time:", 2);
    for (const proof::Alternative& one : found.not_yet_law)
      page.line(
          offence_text(*one.offence) + " (" + one.offence->id + "), " + version_text(*one.version),
          4, "- ");
    if (!found.near.empty() && !detail)
      page.line(counted(found.near.size(), "offence lacks", "offences lack") +
                    " one part, in full detail",
                2, {}, Weight::dim);
    if (!found.near.empty() && detail) {
      page.line("One part missing:", 2);
      for (const proof::Alternative& one : found.near) put_alternative(page, one, 4);
    }
    put_border(page, found.border);
  }
}

void put_disclosure(TextPage& page, const Brief& brief, const Entries& limit) {
  const std::vector<proof::DisclosureEntry>& entries = brief.proof->disclosure;
  page.heading("Disclosure");
  for (const auto& [state, number] : disclosure_counts(entries)) {
    if (number == 0) continue;
    page.line(std::string(proof::name_of(state)) + ": " + std::to_string(number), 0, {},
              Weight::bold);
    const std::size_t most =
        state == proof::DisclosureState::disclosed ? limit.most_disclosed : limit.most;
    std::size_t shown = 0;
    for (const proof::DisclosureEntry& entry : entries)
      if (entry.state == state && shown < most) {
        page.line(entry_text(entry), 2, "- ");
        ++shown;
      }
    if (shown < number)
      page.line("and " + std::to_string(number - shown) + " more in the full list", 2, {},
                Weight::dim);
  }
  if (entries.empty()) page.line("The review list is empty.");
}

void put_origins(TextPage& page, const Brief& brief) {
  const proof::CaseView& view = brief.proof->view;
  if (view.origins.size() == 0) return;
  page.heading("Origins");
  for (proof::Index i = 0; i < view.origins.size(); ++i) {
    const proof::Origin& origin = view.origins[i];
    page.line(
        origin.label + ": " + origin.title +
            (origin.stands_apart.empty() ? "" : " (stands apart: " + origin.stands_apart + ")"),
        0, "- ");
  }
}

void put_close(TextPage& page, const Brief& brief, bool detail) {
  page.blank();
  page.line(proof::kWorkProductLegend, 0, {}, Weight::dim);
  page.line(kRedactionText, 0, {}, Weight::dim);
  page.line(kUnconfirmedText, 0, {}, Weight::dim);
  page.line("Docket " + docket_text(brief.proof->heads.front()), 0, {}, Weight::dim);
  for (const docket::Head& head : brief.proof->heads)
    page.line(head_text(head), 0, {}, Weight::dim);
  if (!detail) return;
  page.line("The heads as signed:", 0, {}, Weight::dim);
  for (const docket::Head& head : brief.proof->heads) page.line(docket::text_of(head), 2);
}

}  // namespace redress::report::detail
