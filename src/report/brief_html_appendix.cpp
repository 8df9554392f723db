// The page's appendices: items with all that is known of them, and what they were taken from.
#include <algorithm>
#include <map>

#include "report/brief_html_parts.hpp"
#include "report/shelf_labels.hpp"

namespace redress::report::detail {
namespace {

using proof::CaseView;
using proof::Index;

std::string day(const std::optional<base::PartialDate>& date) { return date ? date->text() : ""; }

/// Where an item is used, and the state of its route, which is worked out with its uses.
struct Used {
  std::vector<std::string> places;
  const proof::RouteState* route = nullptr;
};

std::map<Index, Used> uses_of(const Brief& brief) {
  std::map<Index, Used> used;
  auto add = [&](const Use& use, const CountGroup& group, const ElementLine& line,
                 const char* does) {
    Used& one = used[use.item];
    one.places.push_back(group.name + does + "“" + line.element->text + "”");
    one.route = &use.route;
  };
  for (const CountGroup& group : brief.groups)
    for (const ElementLine& line : group.elements) {
      for (const Use& use : line.supports) add(use, group, line, ": supports ");
      for (const Use& use : line.undermines) add(use, group, line, ": undermines ");
    }
  return used;
}

std::string quote_html(const proof::Item& item) {
  std::string out;
  if (!item.quote.empty())
    out += "<blockquote dir=\"auto\"" + lang_attribute(item.quote_language) + "><p>" +
           safe_lines(item.quote) + "</p></blockquote>\n";
  if (!item.translation.empty())
    out += "<blockquote><p>" + safe_lines(item.translation) +
           "</p><p class=\"small quiet\">Translation by " +
           (item.translator.empty() ? "an unnamed translator" : safe(item.translator)) + "; " +
           (item.translation_reviewed ? "checked by a person"
                                      : "not checked by a person: a lead only") +
           "</p></blockquote>\n";
  return out;
}

std::string authority_text(const CaseView& view, const proof::Item& item) {
  std::string out;
  for (const docket::Ref<docket::Exhibit> ref : {item.exhibit, item.described_in}) {
    const docket::Exhibit* exhibit = view.exhibits.find(ref);
    const docket::Authority* authority =
        exhibit == nullptr ? nullptr : view.authorities.find(exhibit->authority);
    if (authority == nullptr) continue;
    const std::string one = authority->label + " (" + authority->title +
                            (authority->regime.empty() ? "" : "; regime " + authority->regime) +
                            ")";
    if (out.find(one) == std::string::npos) out += (out.empty() ? "" : "; ") + one;
  }
  return out;
}

std::string certificate_text(const proof::Item& item) {
  if (item.certificate == proof::Certificate::not_needed) return {};
  return spaced(docket::word(item.certificate)) +
         (item.notice_due ? ", notice due " + item.notice_due->text() : std::string{});
}

std::string agreement_text(const CaseView& view, const proof::Item& item) {
  const proof::Agreement* found = view.agreements.find(item.agreement);
  if (found == nullptr) return {};
  return found->label + " with " + view.label(found->witness) + ": " + found->terms +
         (found->benefits.empty() ? "" : "; benefits: " + joined(found->benefits, "; "));
}

std::string route_html(const proof::Item& item, const proof::RouteState* route) {
  if (route == nullptr) return item.route.empty() ? "no route stated" : safe(item.route);
  std::string out = with_mark(route->text, route->unconfirmed);
  if (route->blocked) out += "; <strong>blocked:</strong> " + safe(route->why_blocked);
  if (!route->conditions.empty()) out += "; only if " + safe(joined(route->conditions, "; "));
  return out;
}

std::string item_html(const Brief& brief, Index i, const Used& uses) {
  const CaseView& view = brief.proof->view;
  const proof::Item& item = view.items[i];
  const std::vector<std::string> used = texts_of(uses.places, safe);
  Facts facts;
  facts.add("Citation", citation_of(view, item));
  facts.add("Authority", authority_text(view, item));
  facts.add_html("Route", route_html(item, uses.route));
  facts.add("Hearsay", item.hearsay);
  facts.add("Confrontation", confrontation_text(item));
  facts.add("Sponsor", label_of(view.origins, item.sponsor));
  facts.add("Certificate", certificate_text(item));
  facts.add("Open motions", joined(item.open_motions, "; "));
  facts.add("Origins", joined(origin_labels(view, item)));
  facts.add("Tellings it needs", joined(labels_of(view.tellings, item.tellings)));
  facts.add("Status", spaced(docket::word(item.status)) +
                          "; material: " + std::string(docket::word(item.material)));
  facts.add("Agreement", agreement_text(view, item));
  facts.add("Favours", favour_text(item.favours));
  facts.add("Accepted because", item.accepted_because.empty()
                                    ? "not accepted: a lead, which can not back an element"
                                    : item.accepted_because);
  facts.add_html("Bears on", used.empty() ? "nothing" : list_html(used));
  return R"(<article class="item" id="item-)" + std::to_string(i) + "\">\n<h3>" + safe(item.label) +
         "</h3>\n<p>" + safe_lines(item.fact) + "</p>\n" + quote_html(item) +
         std::move(facts).take() + "</article>\n";
}

std::string exhibit_where(const CaseView& view, const docket::Exhibit& exhibit) {
  std::string out = spaced(docket::word(exhibit.holding));
  const std::string described = label_of(view.exhibits, exhibit.described_in);
  if (!described.empty())
    out += " in " + described + (exhibit.described_at.empty() ? "" : ", " + exhibit.described_at);
  if (!exhibit.source.empty()) out += "; read at " + exhibit.source;
  return out;
}

/// What is only described elsewhere has no bytes that anybody could go through.
std::string reviewed_text(const docket::Exhibit& exhibit) {
  if (exhibit.reviewed) return "yes";
  return exhibit.holding == docket::Holding::described ? "nothing held" : "not yet";
}

}  // namespace

std::string items_section(const Brief& brief) {
  const std::map<Index, Used> uses = uses_of(brief);
  std::string body;
  for (Index i = 0; i < brief.proof->view.items.size(); ++i) {
    const auto at = uses.find(i);
    body += item_html(brief, i, at == uses.end() ? Used{} : at->second);
  }
  return section("items", "Items", body);
}

std::string origins_section(const Brief& brief) {
  const CaseView& view = brief.proof->view;
  Table table("Whose knowledge, or which thing, the evidence rests on",
              {"Origin", "What it is", "Sort", "Whose", "Only repeats", "Stands apart because"});
  for (Index i = 0; i < view.origins.size(); ++i) {
    const proof::Origin& one = view.origins[i];
    const auto whose = texts_of(one.parties, [&](const auto party) { return view.label(party); });
    table.row({safe(one.label), safe(one.title), safe(docket::word(one.sort)), safe(joined(whose)),
               safe(joined(labels_of(view.origins, one.rests_on))),
               one.stands_apart.empty() ? "not declared: one with the others like it"
                                        : safe(one.stands_apart)});
  }
  return table.empty() ? "" : section("origins", "Origins", std::move(table).take());
}

std::string exhibits_section(const Brief& brief) {
  const CaseView& view = brief.proof->view;
  Table table(
      "What was seized, received or only described",
      {"Exhibit", "What it is", "Held", "Authority", "Made", "Obtained", "Reviewed", "SHA-256"});
  for (Index i = 0; i < view.exhibits.size(); ++i) {
    const docket::Exhibit& one = view.exhibits[i];
    table.row({safe(one.label), safe(one.title), safe(exhibit_where(view, one)),
               safe(label_of(view.authorities, one.authority)), safe(day(one.made)),
               safe(day(one.obtained)), reviewed_text(one),
               one.digest ? "<code>" + one.digest->hex() + "</code>" : "no bytes here"});
  }
  return table.empty() ? "" : section("exhibits", "Exhibits", std::move(table).take());
}

std::string authorities_section(const Brief& brief) {
  const CaseView& view = brief.proof->view;
  Table table("What allowed us to obtain it", {"Authority", "Form", "What it says", "Issued by",
                                               "Issued", "Scope in time", "Regime", "Led by"});
  for (Index i = 0; i < view.authorities.size(); ++i) {
    const docket::Authority& one = view.authorities[i];
    table.row({safe(one.label), safe(spaced(docket::word(one.form))), safe(one.title),
               safe(one.issued_by), safe(day(one.issued)), safe(dates_text(one.from, one.until)),
               safe(one.regime), safe(joined(labels_of(view.exhibits, one.led_by)))});
  }
  return table.empty() ? "" : section("authorities", "Authorities", std::move(table).take());
}

}  // namespace redress::report::detail
