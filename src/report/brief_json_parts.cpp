#include "report/brief_json_parts.hpp"

#include <nlohmann/json.hpp>

namespace redress::report::detail {
namespace {

using proof::Index;

const proof::Strand* strand_at(const std::vector<proof::Strand>& strands, std::size_t i) {
  return i < strands.size() ? &strands[i] : nullptr;
}

const proof::ElementView* element_at(const proof::Strand* strand, std::size_t i) {
  return strand != nullptr && i < strand->elements.size() ? &strand->elements[i] : nullptr;
}

/// An element that the question's strand lacks is not covered: never more than the proof says.
std::string_view outcome_of(const proof::ElementView* element) {
  return proof::name_of(element == nullptr ? proof::Outcome::not_covered : element->outcome);
}

std::string_view outcome_of(const proof::Strand* strand) {
  return proof::name_of(strand == nullptr ? proof::Outcome::not_covered : strand->outcome);
}

bool lost(const std::vector<proof::Bearing>* asked, Index binding) {
  if (asked == nullptr) return false;
  for (const proof::Bearing& bearing : *asked)
    if (bearing.binding == binding) return bearing.lost;
  return false;
}

Json uses_json(const proof::CaseView& view, const std::vector<proof::Bearing>& bearings,
               const std::vector<proof::Bearing>* asked) {
  Json uses = Json::array();
  for (const proof::Bearing& bearing : bearings)
    uses.push_back({{"item", view.items[bearing.item].label},
                    {"route", bearing.route->text},
                    {"route_unconfirmed", bearing.route->unconfirmed},
                    {"blocked", bearing.route->blocked},
                    {"why_blocked", or_null(bearing.route->why_blocked)},
                    {"conditions", bearing.route->conditions},
                    {"lost", lost(asked, bearing.binding)},
                    {"leans_on_survivor", bearing.leans_on_survivor},
                    {"on_whose", labels_of(view.parties, bearing.survivors_behind)},
                    {"together", or_null(view.bindings[bearing.binding].together)}});
  return uses;
}

std::string_view join_word(law::Join join) {
  switch (join) {
    case law::Join::all: return "all";
    case law::Join::any: return "any";
    case law::Join::leaf: return "leaf";
  }
  return "leaf";
}

Json elements_json(const proof::CaseProof& proof, std::size_t i) {
  Json elements = Json::array();
  const std::vector<proof::ElementView>& views = proof.intact[i].elements;
  for (std::size_t e = 0; e < views.size(); ++e) {
    const proof::ElementView& view = views[e];
    const proof::ElementView* asked = element_at(strand_at(proof.asked, i), e);
    elements.push_back(
        {{"id", view.element->id},
         {"text", view.element->text},
         {"depth", view.depth},
         {"join", join_word(view.element->join)},
         {"unconfirmed", is_unconfirmed(*view.element)},
         {"outcome", proof::name_of(view.outcome)},
         {"outcome_asked", outcome_of(asked)},
         {"outcome_without_survivors", outcome_of(element_at(strand_at(proof.no_survivors, i), e))},
         {"state", proof::name_of(view.state)},
         {"independent_origins", view.independent_origins},
         {"disputed", view.disputed},
         {"conditions", view.conditions},
         {"conditions_asked", asked == nullptr ? Json::array() : Json(asked->conditions)},
         {"missing_for", view.missing_for},
         {"rests_on_survivor", view.rests_on_survivor},
         {"on_whose", view.on_whose},
         {"supports",
          uses_json(proof.view, view.supports, asked == nullptr ? nullptr : &asked->supports)},
         {"undermines", uses_json(proof.view, view.undermines,
                                  asked == nullptr ? nullptr : &asked->undermines)}});
  }
  return elements;
}

Json breaking_json(const proof::CaseProof& proof, std::size_t i) {
  if (proof.intact[i].outcome != proof::Outcome::covered || i >= proof.breaking.size()) return {};
  const proof::Breaking& breaking = proof.breaking[i];
  return {{"breakable", breaking.breakable},
          {"minimum", breaking.minimum},
          {"sets", breaking.sets},
          {"more", breaking.more}};
}

Json alternative_json(const proof::Alternative& one) {
  return {{"offence", one.offence->id},
          {"title", one.offence->title},
          {"citation", or_null(one.offence->citation)},
          {"version", one.version->id},
          {"charged", one.charged},
          {"covered", one.covered},
          {"covered_without_survivors", one.covered_without_survivors},
          {"not_yet_law", one.not_yet_law},
          {"missing", one.missing},
          {"penalty", or_null(one.penalty)},
          {"loses_restitution", one.loses_restitution},
          {"loses_forfeiture", one.loses_forfeiture},
          {"unconfirmed", is_unconfirmed(*one.version)}};
}

Json list_json(const std::vector<proof::Alternative>& list) {
  Json out = Json::array();
  for (const proof::Alternative& one : list) out.push_back(alternative_json(one));
  return out;
}

Json kinds_json(const proof::NextStep& step) {
  Json kinds = Json::array();
  for (const proof::AcceptedKind& accepted : step.kinds) {
    const law::EvidenceKind& kind = *accepted.kind;
    Json cases = Json::array();
    for (const law::AcceptedCase& one : kind.cases)
      cases.push_back(
          {{"text", one.text}, {"key", or_null(one.key)}, {"unconfirmed", is_unconfirmed(one)}});
    kinds.push_back({{"id", kind.id},
                     {"text", kind.text},
                     {"independence", law::name_of(kind.independence)},
                     {"where", or_null(kind.where)},
                     {"routes", kind.routes},
                     {"unconfirmed", is_unconfirmed(kind)},
                     {"cases", std::move(cases)},
                     {"held_unreviewed", accepted.held_unreviewed}});
  }
  return kinds;
}

}  // namespace

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }
Json or_null(const std::optional<base::PartialDate>& date) {
  return date ? Json(date->text()) : Json();
}

Json strands_json(const Brief& brief) {
  const proof::CaseProof& proof = *brief.proof;
  Json strands = Json::array();
  for (std::size_t i = 0; i < proof.intact.size(); ++i) {
    const proof::Strand& strand = proof.intact[i];
    strands.push_back({{"count", proof.view.counts[strand.count].label},
                       {"defendant", proof.view.label(strand.defendant)},
                       {"outcome", proof::name_of(strand.outcome)},
                       {"outcome_asked", outcome_of(strand_at(proof.asked, i))},
                       {"outcome_without_survivors", outcome_of(strand_at(proof.no_survivors, i))},
                       {"elements_of_whole", strand.top_elements},
                       {"covered_elements", strand.top_covered},
                       {"elements_on_survivor", strand.top_on_survivor},
                       {"on_whose", on_whose(strand)},
                       {"warnings", strand.warnings},
                       {"elements", elements_json(proof, i)},
                       {"breaking", breaking_json(proof, i)}});
  }
  return strands;
}

Json items_json(const proof::CaseView& view) {
  Json items = Json::array();
  for (Index i = 0; i < view.items.size(); ++i) {
    const proof::Item& item = view.items[i];
    const docket::Exhibit* exhibit =
        view.exhibits.find(item.exhibit ? item.exhibit : item.described_in);
    items.push_back(
        {{"label", item.label},
         {"fact", item.fact},
         {"quote", or_null(item.quote)},
         {"quote_language", or_null(item.quote_language)},
         {"translation", or_null(item.translation)},
         {"translator", or_null(item.translator)},
         {"translation_reviewed", item.translation_reviewed},
         {"exhibit", or_null(label_of(view.exhibits, item.exhibit))},
         {"locator", or_null(item.locator)},
         {"described_in", or_null(label_of(view.exhibits, item.described_in))},
         {"described_at", or_null(item.described_at)},
         {"authority",
          exhibit == nullptr ? Json() : or_null(label_of(view.authorities, exhibit->authority))},
         {"status", docket::word(item.status)},
         {"material", docket::word(item.material)},
         {"origins", labels_of(view.origins, item.origins)},
         {"route", or_null(item.route)},
         {"hearsay", or_null(item.hearsay)},
         {"certificate", docket::word(item.certificate)},
         {"notice_due", or_null(item.notice_due)},
         {"sponsor", or_null(label_of(view.origins, item.sponsor))},
         {"testimonial", docket::word(item.testimonial)},
         {"unavailable", docket::word(item.unavailable)},
         {"cross_examined", docket::word(item.cross_examined)},
         {"open_motions", item.open_motions},
         {"tellings", labels_of(view.tellings, item.tellings)},
         {"agreement", or_null(label_of(view.agreements, item.agreement))},
         {"favours", docket::word(item.favours)},
         {"accepted_because", or_null(item.accepted_because)}});
  }
  return items;
}

Json next_json(const proof::CaseProof& proof) {
  Json steps = Json::array();
  for (const proof::NextStep& step : proof.next) {
    Json weaknesses = Json::array();
    for (const law::Weakness* one : step.weaknesses)
      weaknesses.push_back({{"id", one->id},
                            {"text", one->text},
                            {"answer", or_null(one->answer)},
                            {"unconfirmed", is_unconfirmed(*one)}});
    Json failures = Json::array();
    for (const law::Failure* one : step.failures)
      failures.push_back({{"id", one->id},
                          {"text", one->text},
                          {"decided_in", or_null(one->decided_in)},
                          {"lesson", or_null(one->lesson)},
                          {"unconfirmed", is_unconfirmed(*one)}});
    steps.push_back({{"offence", step.offence->id},
                     {"element", step.element->id},
                     {"text", step.element->text},
                     {"strands", step.strands},
                     {"weak_because", step.weak_because},
                     {"kinds", kinds_json(step)},
                     {"weaknesses", std::move(weaknesses)},
                     {"failures", std::move(failures)}});
  }
  return steps;
}

Json alternatives_json(const proof::CaseProof& proof) {
  Json out = Json::array();
  for (std::size_t i = 0; i < proof.alternatives.size(); ++i) {
    const proof::Alternatives& found = proof.alternatives[i];
    Json reached = Json::array();
    for (const law::Offence* offence : found.border.reached) reached.push_back(offence->id);
    out.push_back(
        {{"defendant", i < proof.alternatives_of.size() ? Json(proof.alternatives_of[i]) : Json()},
         {"reached", list_json(found.reached)},
         {"not_yet_law", list_json(found.not_yet_law)},
         {"near", list_json(found.near)},
         {"border",
          {{"applies", found.border.applies},
           {"reached", std::move(reached)},
           {"trafficking", list_json(found.border.trafficking)}}}});
  }
  return out;
}

}  // namespace redress::report::detail
