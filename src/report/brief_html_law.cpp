// The page's appendix of the law: each offence and version that a count rests on, with its sources.
#include <algorithm>

#include "law/show.hpp"
#include "report/brief_html_parts.hpp"

namespace redress::report::detail {
namespace {

/// Where a statement stands, as text: an address is shown and never opened from here.
std::string cited_html(const law::Cited& cited) {
  std::string out = safe(cited.citation);
  if (!cited.source.empty())
    out += (out.empty() ? "" : "<br>") + ("<code>" + safe(cited.source) + "</code>");
  return out;
}

std::string standing_html(const law::Cited& cited) {
  return with_mark(law::name_of(cited.standing), is_unconfirmed(cited));
}

std::string text_html(const std::string& text, const law::Cited& cited) {
  std::string out = with_mark(text, is_unconfirmed(cited));
  if (!cited.verbatim.empty())
    out += "<blockquote><p>" + safe_lines(cited.verbatim) + "</p></blockquote>";
  return out;
}

std::string elements_html(const law::Version& version) {
  Table table("Elements", {"Element", "Join", "Standing", "Citation and source"});
  for (const law::Element& element : version.elements)
    table.row({text_html(element.text, element), safe(law::join_text(element)),
               standing_html(element), cited_html(element)});
  return table.empty() ? "" : std::move(table).take();
}

std::string penalties_html(const law::Version& version) {
  Table table("Penalties", {"Tier", "Penalty", "Standing", "Citation and source"});
  for (const law::Penalty& penalty : version.penalties)
    table.row({penalty.tier.empty() ? "all" : safe(penalty.tier), text_html(penalty.text, penalty),
               standing_html(penalty), cited_html(penalty)});
  return table.empty() ? "" : std::move(table).take();
}

std::string offence_html(const law::Offence& offence, const law::Version& version) {
  const bool unsure = is_unconfirmed(version);
  Facts facts;
  facts.add("In the packs", offence.id);
  facts.add_html("Citation", cited_html(offence));
  facts.add_html("Standing", standing_html(offence));
  facts.add("Version", version_text(version));
  facts.add_html("Made by", with_mark(version.law, unsure));
  facts.add_html("Change", with_mark(version.change, unsure));
  facts.add_html("Source of the version", cited_html(version));
  facts.add_html("State of mind", with_mark(version.mens_rea, unsure));
  facts.add_html("Nexus", with_mark(version.nexus, unsure));
  facts.add_html("Child rule", with_mark(version.child_rule, unsure));
  return "<h3>" + safe(offence.title) + "</h3>\n" + std::move(facts).take() +
         elements_html(version) + penalties_html(version);
}

}  // namespace

std::string law_section(const Brief& brief) {
  std::string body;
  std::vector<const law::Version*> seen;
  for (const CountGroup& group : brief.groups) {
    if (std::ranges::find(seen, group.version) != seen.end()) continue;
    seen.push_back(group.version);
    body += offence_html(*group.offence, *group.version);
  }
  if (!body.empty()) body = "<p>" + safe(kUnconfirmedText) + "</p>\n" + body;
  return section("law", "The law", body);
}

}  // namespace redress::report::detail
