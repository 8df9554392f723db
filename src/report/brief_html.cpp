#include "report/brief_html.hpp"

#include <utility>
#include <vector>

#include "report/brief_html_parts.hpp"
#include "report/brief_style.hpp"

namespace redress::report {
namespace {

using detail::safe;

/// A place in the page, for the contents.
struct Place {
  std::string id;
  std::string title;
  std::string html;
};

std::vector<Place> places_of(const Brief& brief) {
  std::vector<Place> places{{"overview", "Counts", detail::overview_section(brief)}};
  for (std::size_t g = 0; g < brief.groups.size(); ++g)
    places.push_back({"count-" + std::to_string(g),
                      brief.groups[g].name + ": " + brief.groups[g].offence->title,
                      detail::group_section(brief, g)});
  places.push_back({"tellings", "Least telling", detail::tellings_section(brief)});
  places.push_back({"next", "Next steps", detail::next_section(brief)});
  places.push_back({"alternatives", "Alternatives", detail::alternatives_section(brief)});
  places.push_back({"disclosure", "Disclosure", detail::disclosure_section(brief)});
  places.push_back({"items", "Items", detail::items_section(brief)});
  places.push_back({"origins", "Origins", detail::origins_section(brief)});
  places.push_back({"exhibits", "Exhibits", detail::exhibits_section(brief)});
  places.push_back({"taken", "Taken in", detail::taken_section(brief)});
  places.push_back({"authorities", "Authorities", detail::authorities_section(brief)});
  places.push_back({"law", "The law", detail::law_section(brief)});
  places.push_back({"heads", "Journal heads", detail::heads_section(brief)});
  std::erase_if(places, [](const Place& place) { return place.html.empty(); });
  return places;
}

std::string parties_html(const proof::CaseView& view) {
  std::vector<std::string> parties;
  std::vector<std::string> labels;
  for (proof::Index i = 0; i < view.parties.size(); ++i) {
    const docket::Party& party = view.parties[i];
    if (party.protection == docket::Protected::no) {
      parties.push_back(safe(party_text(party)));
    } else {
      labels.push_back(party.label);
    }
  }
  if (!labels.empty()) parties.push_back("Protected: " + safe(people(labels)));
  return joined(parties, "<br>");
}

std::string header_html(const Brief& brief) {
  const docket::Case& about = brief.proof->view.about;
  detail::Facts facts;
  facts.add("Case", about.label);
  facts.add("Court", about.court);
  facts.add("Stage", spaced(docket::word(about.stage)));
  facts.add("Outcome", about.outcome);
  facts.add_html("Parties", parties_html(brief.proof->view));
  facts.add("Public sources", joined(about.sources, "; "));
  facts.add("Question", brief.has_question ? brief.question : "");
  facts.add("Handling rules", handling_text(brief));
  facts.add("Not worked out", joined(brief.proof->withheld, "; "));
  facts.add("Docket", docket_text(brief.proof->heads.front()));
  for (const docket::Head& head : brief.proof->heads)
    facts.add(head.log == docket::Log::evidence ? "Evidence head" : "Work head", head_text(head));
  std::string out = "<header>\n<h1>" + safe(about.title) + "</h1>\n";
  if (brief.proof->practice)
    out += "<p class=\"warn\"><strong>" + safe(kPracticeText) + "</strong></p>\n";
  out += "<p class=\"note\"><strong>" + safe(proof::kNotAForecast) + "</strong></p>\n";
  out += "<p>" + safe(proof::kWorkProductLegend) + "</p>\n" + std::move(facts).take();
  return out + "<p class=\"small quiet\">" + safe(kRedactionText) + "</p>\n</header>\n";
}

std::string contents_html(const std::vector<Place>& places) {
  std::string out = "<nav aria-label=\"Contents\">\n<ol>\n";
  for (const Place& place : places)
    out += "<li><a href=\"#" + place.id + "\">" + safe(place.title) + "</a></li>\n";
  return out + "</ol>\n</nav>\n";
}

}  // namespace

std::string brief_html(const proof::CaseProof& proof) {
  const Brief brief = brief_of(proof);
  const std::vector<Place> places = places_of(brief);
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"robots\" content=\"noindex\">\n";
  out += "<title>" + safe(proof.view.about.title) + ": brief</title>\n<style>";
  out += detail::kStyle;
  out += "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the brief</a>\n";
  out += header_html(brief) + contents_html(places) + "<main id=\"main\">\n";
  for (const Place& place : places) out += place.html;
  out += "</main>\n<footer>\n<p class=\"small quiet\">" + safe(proof::kWorkProductLegend) +
         "</p>\n" + "<p class=\"small quiet\">" + safe(proof::kNotAForecast) +
         "</p>\n</footer>\n</body>\n</html>\n";
  return out;
}

}  // namespace redress::report
