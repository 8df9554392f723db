// Evidence patterns: addresses, routes, families, kinds, weaknesses, failures, harmful things and
// what to ask for.
#include "law/load_parts.hpp"

namespace redress::law::detail {
namespace {

void read_sources(Fields& root, Library& library) {
  root.each("source", Standing::unconfirmed, [&](Fields& fields) {
    SourceAddress source;
    fields.cited(source);
    source.key = fields.needed("key");
    source.name = fields.needed("name");
    source.url = fields.text("url");
    const std::string key = source.key;
    keep(library.sources, key, std::move(source), fields, "key");
  });
}

void read_routes(Fields& root, Library& library) {
  root.each("route", Standing::unconfirmed, [&](Fields& fields) {
    Route route;
    fields.cited(route);
    route.code = fields.needed("code");
    route.name = fields.needed("name");
    route.rule = fields.text("rule");
    route.needs_notice = fields.yes_no("needs_notice").value_or(false);
    // Whether a witness must come decides whether a case stands without one.
    if (!fields.has("live")) fields.report("live", "`live` is missing", "nothing", "true or false");
    route.live = fields.yes_no("live").value_or(true);
    route.hearsay = fields.text("hearsay");
    route.key = fields.text("key");
    const std::string code = route.code;
    keep(library.routes, code, std::move(route), fields, "code");
  });
}

void read_families(Fields& root, Library& library) {
  root.each("family", Standing::unconfirmed, [&](Fields& fields) {
    Family family;
    fields.cited(family);
    family.id = fields.needed("id");
    family.text = fields.needed("text");
    const std::string id = family.id;
    keep(library.families, id, std::move(family), fields);
  });
}

void read_kinds(Fields& root, Library& library) {
  root.each("kind", Standing::unconfirmed, [&](Fields& fields) {
    EvidenceKind kind;
    fields.cited(kind);
    kind.id = fields.needed("id");
    kind.family = fields.needed("family");
    kind.text = fields.needed("text");
    if (!fields.has("independence"))
      fields.report("independence", "`independence` is missing", "nothing",
                    all_words(kIndependence));
    kind.independence =
        fields.choice("independence", kIndependence).value_or(Independence::survivor);
    kind.where = fields.text("where");
    kind.routes = fields.texts("routes");
    kind.sources = fields.texts("sources");
    fields.each("cases", kind.standing, [&](Fields& each) {
      AcceptedCase accepted;
      each.cited(accepted);
      accepted.text = each.needed("text");
      accepted.key = each.text("key");
      kind.cases.push_back(std::move(accepted));
    });
    const std::string id = kind.id;
    keep(library.kinds, id, std::move(kind), fields);
  });
}

void read_weaknesses(Fields& root, Library& library) {
  root.each("weakness", Standing::unconfirmed, [&](Fields& fields) {
    Weakness weakness;
    fields.cited(weakness);
    weakness.id = fields.needed("id");
    weakness.text = fields.needed("text");
    weakness.how = fields.text("how");
    weakness.examples = fields.text("examples");
    weakness.answer = fields.text("answer");
    weakness.key = fields.text("key");
    weakness.families = fields.texts("families");
    const std::string id = weakness.id;
    keep(library.weaknesses, id, std::move(weakness), fields);
  });
}

void read_failures(Fields& root, Library& library) {
  root.each("failure", Standing::unconfirmed, [&](Fields& fields) {
    Failure failure;
    fields.cited(failure);
    failure.id = fields.needed("id");
    failure.text = fields.needed("text");
    failure.decided_in = fields.text("case");
    failure.lesson = fields.text("lesson");
    failure.key = fields.text("key");
    failure.families = fields.texts("families");
    const std::string id = failure.id;
    keep(library.failures, id, std::move(failure), fields);
  });
}

void read_harmful(Fields& root, Library& library) {
  root.each("harmful", Standing::unconfirmed, [&](Fields& fields) {
    Harmful harmful;
    fields.cited(harmful);
    harmful.id = fields.needed("id");
    harmful.text = fields.needed("text");
    harmful.harm = fields.text("harm");
    harmful.instead = fields.text("instead");
    harmful.key = fields.text("key");
    const std::string id = harmful.id;
    keep(library.harmful, id, std::move(harmful), fields);
  });
}

void read_asks(Fields& root, Library& library) {
  root.each("ask", Standing::unconfirmed, [&](Fields& fields) {
    Ask ask;
    fields.cited(ask);
    ask.id = fields.needed("id");
    ask.name = fields.needed("name");
    ask.families = fields.texts("families");
    fields.each("items", ask.standing, [&](Fields& each) {
      AskItem item;
      each.cited(item);
      item.text = each.needed("text");
      item.elements = each.text("elements");
      ask.items.push_back(std::move(item));
    });
    const std::string id = ask.id;
    keep(library.asks, id, std::move(ask), fields);
  });
}

}  // namespace

void read_evidence(Fields& root, Library& library) {
  read_sources(root, library);
  read_routes(root, library);
  read_families(root, library);
  read_kinds(root, library);
  read_weaknesses(root, library);
  read_failures(root, library);
  read_harmful(root, library);
  read_asks(root, library);
}

}  // namespace redress::law::detail
