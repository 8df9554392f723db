#include "report/brief_json.hpp"

#include "base/time.hpp"
#include "report/brief_json_parts.hpp"

#include <nlohmann/json.hpp>

namespace redress::report {
namespace {

using detail::Json;
using detail::label_of;
using detail::labels_of;
using detail::or_null;
using proof::Index;

Json case_json(const docket::Case& about) {
  return {{"label", about.label},
          {"title", about.title},
          {"court", or_null(about.court)},
          {"stage", docket::word(about.stage)},
          {"outcome", or_null(about.outcome)},
          {"sources", about.sources}};
}

Json question_json(const Brief& brief) {
  const proof::Without& without = brief.proof->options.without;
  return {{"asked", brief.has_question},
          {"text", brief.has_question ? Json(brief.question) : Json()},
          {"survivors", without.survivors},
          {"things", without.things},
          {"parties", without.parties},
          {"exhibits", without.exhibits},
          {"authorities", without.authorities},
          {"origins", without.origins},
          {"items", without.items}};
}

Json parties_json(const proof::CaseView& view) {
  Json parties = Json::array();
  for (Index i = 0; i < view.parties.size(); ++i) {
    const docket::Party& one = view.parties[i];
    const bool is_protected = one.protection != docket::Protected::no;
    parties.push_back({{"label", one.label},
                       {"sort", docket::word(one.sort)},
                       {"protected", docket::word(one.protection)},
                       {"name", is_protected ? Json() : or_null(one.name)},
                       {"role", is_protected ? Json() : or_null(one.role)}});
  }
  return parties;
}

/// By count: its strand, and the group that tells it. A dismissed count has neither, and so no
/// offence that was looked up.
struct Told {
  const proof::Strand* strand = nullptr;
  Json with = Json::array();
};

std::vector<Told> told_of(const Brief& brief) {
  const proof::CaseView& view = brief.proof->view;
  std::vector<Told> told(view.counts.size());
  for (const proof::Strand& strand : brief.proof->intact) told[strand.count].strand = &strand;
  for (const CountGroup& group : brief.groups) {
    Json labels = Json::array();
    for (const Index one : group.counts) labels.push_back(view.counts[one].label);
    for (const Index one : group.counts) told[one].with = labels;
  }
  return told;
}

Json counts_json(const Brief& brief) {
  const proof::CaseView& view = brief.proof->view;
  const std::vector<Told> told = told_of(brief);
  Json counts = Json::array();
  for (Index i = 0; i < view.counts.size(); ++i) {
    const proof::Count& one = view.counts[i];
    const proof::Strand* strand = told[i].strand;
    counts.push_back(
        {{"label", one.label},
         {"number", one.number == 0 ? Json() : Json(one.number)},
         {"offence", one.offence},
         {"title", strand == nullptr ? Json() : Json(strand->offence->title)},
         {"citation", strand == nullptr ? Json() : or_null(strand->offence->citation)},
         {"version", strand == nullptr ? or_null(one.version) : Json(strand->version->id)},
         {"object", or_null(one.object)},
         {"defendants", labels_of(view.parties, one.defendants)},
         {"survivors", labels_of(view.parties, one.survivors)},
         {"from", or_null(one.from)},
         {"until", or_null(one.until)},
         {"stage", docket::word(one.stage)},
         {"told_with", told[i].with}});
  }
  return counts;
}

Json origins_json(const proof::CaseView& view) {
  Json origins = Json::array();
  for (Index i = 0; i < view.origins.size(); ++i) {
    const proof::Origin& one = view.origins[i];
    origins.push_back({{"label", one.label},
                       {"title", one.title},
                       {"sort", docket::word(one.sort)},
                       {"parties", labels_of(view.parties, one.parties)},
                       {"rests_on", labels_of(view.origins, one.rests_on)},
                       {"stands_apart", or_null(one.stands_apart)}});
  }
  return origins;
}

Json exhibits_json(const proof::CaseView& view) {
  Json exhibits = Json::array();
  for (Index i = 0; i < view.exhibits.size(); ++i) {
    const docket::Exhibit& one = view.exhibits[i];
    exhibits.push_back({{"label", one.label},
                        {"title", one.title},
                        {"holding", docket::word(one.holding)},
                        {"sha256", one.digest ? Json(one.digest->hex()) : Json()},
                        {"authority", or_null(label_of(view.authorities, one.authority))},
                        {"made", or_null(one.made)},
                        {"obtained", or_null(one.obtained)},
                        {"described_in", or_null(label_of(view.exhibits, one.described_in))},
                        {"described_at", or_null(one.described_at)},
                        {"source", or_null(one.source)},
                        {"reviewed", one.reviewed}});
  }
  return exhibits;
}

Json authorities_json(const proof::CaseView& view) {
  Json authorities = Json::array();
  for (Index i = 0; i < view.authorities.size(); ++i) {
    const docket::Authority& one = view.authorities[i];
    authorities.push_back({{"label", one.label},
                           {"form", docket::word(one.form)},
                           {"title", one.title},
                           {"issued_by", or_null(one.issued_by)},
                           {"issued", or_null(one.issued)},
                           {"from", or_null(one.from)},
                           {"until", or_null(one.until)},
                           {"regime", or_null(one.regime)}});
  }
  return authorities;
}

Json agreements_json(const proof::CaseView& view) {
  Json agreements = Json::array();
  for (Index i = 0; i < view.agreements.size(); ++i) {
    const proof::Agreement& one = view.agreements[i];
    agreements.push_back({{"label", one.label},
                          {"witness", or_null(label_of(view.parties, one.witness))},
                          {"terms", one.terms},
                          {"benefits", one.benefits}});
  }
  return agreements;
}

Json disclosure_json(const std::vector<proof::DisclosureEntry>& entries) {
  Json counts = Json::object();
  for (const auto& [state, number] : disclosure_counts(entries))
    counts[std::string(proof::name_of(state))] = number;
  Json list = Json::array();
  for (const proof::DisclosureEntry& one : entries)
    list.push_back({{"state", proof::name_of(one.state)},
                    {"about", one.about},
                    {"what", or_null(one.what)},
                    {"why", or_null(one.why)},
                    {"class", docket::name_of(one.klass)},
                    {"due", or_null(one.due)},
                    {"settled", or_null(one.settled)}});
  return {{"counts", std::move(counts)},
          {"entries", std::move(list)},
          {"legend", proof::kWorkProductLegend}};
}

Json taken_json(const proof::CaseProof& proof) {
  Json taken = Json::array();
  for (const proof::TakenIn& one : proof.taken)
    taken.push_back({{"import", one.import},
                     {"exhibit", one.exhibit},
                     {"reader", one.reader},
                     {"records", one.records},
                     {"repeated", one.repeated},
                     {"quarantined", one.quarantined},
                     {"refused", one.refused}});
  return taken;
}

Json heads_json(const proof::CaseProof& proof) {
  Json heads = Json::array();
  for (const docket::Head& head : proof.heads)
    heads.push_back({{"log", docket::name_of(head.log)},
                     {"docket", docket_text(head)},
                     {"size", head.size},
                     {"root", head.root.hex()},
                     {"at", base::Instant(head.at_microseconds).text()},
                     {"signed", docket::text_of(head)}});
  return heads;
}

}  // namespace

std::string brief_json(const proof::CaseProof& proof) {
  const Brief brief = brief_of(proof);
  const proof::CaseView& view = proof.view;
  const Json out = {{"redress_brief", 1},
                    {"profile", kRedactionProfile},
                    {"practice", proof.practice},
                    {"not_a_forecast", proof::kNotAForecast},
                    {"case", case_json(view.about)},
                    {"question", question_json(brief)},
                    {"withheld", proof.withheld},
                    {"limits",
                     {{"breaking_size", proof.options.breaking_size},
                      {"breaking_sets", proof.options.breaking_sets}}},
                    {"parties", parties_json(view)},
                    {"counts", counts_json(brief)},
                    {"strands", detail::strands_json(brief)},
                    {"items", detail::items_json(view)},
                    {"origins", origins_json(view)},
                    {"exhibits", exhibits_json(view)},
                    {"authorities", authorities_json(view)},
                    {"agreements", agreements_json(view)},
                    {"least_telling",
                     {{"none_needed", proof.tellings.none_needed},
                      {"possible", proof.tellings.possible},
                      {"burden", proof.tellings.burden},
                      {"sets", proof.tellings.sets},
                      {"more", proof.tellings.more}}},
                    {"next", detail::next_json(proof)},
                    {"alternatives", detail::alternatives_json(proof)},
                    {"disclosure", disclosure_json(proof.disclosure)},
                    {"taken", taken_json(proof)},
                    {"heads", heads_json(proof)}};
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace redress::report
