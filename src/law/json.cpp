// The JSON of show.hpp. The only file of the room that sees nlohmann/json.
#include <nlohmann/json.hpp>

#include "law/show.hpp"

namespace redress::law {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

Json date(const std::optional<Date>& value) { return value ? Json(text_of(*value)) : Json(); }

template <typename T>
Json maybe(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json list_of(const std::vector<std::string>& texts) {
  Json out = Json::array();
  for (const std::string& each : texts) out.push_back(each);
  return out;
}

/// A list of rows through a function of one row.
template <typename Rows, typename Function>
Json rows(const Rows& from, Function function) {
  Json out = Json::array();
  for (const auto& each : from) out.push_back(function(each));
  return out;
}

std::string_view join_word(Join join) {
  switch (join) {
    case Join::all: return "all";
    case Join::any: return "any";
    case Join::leaf: return "leaf";
  }
  return "leaf";
}

Json element_json(const Version& version, const Element& element) {
  Json children = Json::array();
  for (const std::uint32_t child : element.children) children.push_back(version.elements[child].id);
  return Json{{"id", element.id},
              {"text", element.text},
              {"join", join_word(element.join)},
              {"children", std::move(children)},
              {"facts", list_of(element.facts)},
              {"families", list_of(element.families)},
              {"about", name_of(element.about)},
              {"unanimity", element.join == Join::any ? Json(name_of(element.unanimity)) : Json()},
              {"unanimity_source", element.unanimity_source},
              {"citation", element.citation},
              {"source", element.source},
              {"note", element.note},
              {"standing", name_of(element.standing)}};
}

Json version_json(const Version& version) {
  return Json{{"id", version.id},
              {"from", date(version.from)},
              {"to", date(version.to)},
              {"law", version.law},
              {"change", version.change},
              {"like", version.like},
              {"mens_rea", version.mens_rea},
              {"nexus", version.nexus},
              {"child_rule", version.child_rule},
              {"standing", name_of(version.standing)},
              {"citation", version.citation},
              {"source", version.source},
              {"root", version.root ? Json(version.elements[*version.root].id) : Json()},
              {"elements", rows(version.elements,
                                [&](const Element& each) { return element_json(version, each); })},
              {"penalties", rows(version.penalties,
                                 [](const Penalty& each) {
                                   return Json{{"tier", each.tier},
                                               {"text", each.text},
                                               {"minimum_months", maybe(each.minimum_months)},
                                               {"maximum_months", maybe(each.maximum_months)},
                                               {"life", each.life},
                                               {"standing", name_of(each.standing)}};
                                 })},
              {"enhancements", rows(version.enhancements, [](const Enhancement& each) {
                 return Json{{"text", each.text},
                             {"maximum_months", maybe(each.maximum_months)},
                             {"life", each.life},
                             {"standing", name_of(each.standing)}};
               })}};
}

Json inchoate_json(const Inchoate& each) {
  return Json{{"covered", maybe(each.covered)},
              {"by", each.by},
              {"text", each.text},
              {"standing", name_of(each.standing)}};
}

Json consequence_json(const std::optional<Consequence>& each) {
  if (!each) return {};
  return Json{{"follows", maybe(each->follows)},
              {"by", each->by},
              {"text", each->text},
              {"standing", name_of(each->standing)}};
}

Json head_json(const Offence& offence) {
  return Json{{"id", offence.id},
              {"title", offence.title},
              {"citation", offence.citation},
              {"source", offence.source},
              {"standing", name_of(offence.standing)},
              {"jurisdiction", offence.jurisdiction},
              {"kind", name_of(offence.kind)},
              {"group", offence.group},
              {"chapter", offence.chapter},
              {"selected_by", name_of(offence.selected_by)},
              {"reaches_back", offence.reaches_back},
              {"needs_object", offence.needs_object},
              {"objects", list_of(offence.objects)}};
}

void add_rules(Json& out, const Offence& offence) {
  out["attempt"] = rows(offence.attempts, inchoate_json);
  out["conspiracy"] = rows(offence.conspiracies, inchoate_json);
  out["limitation"] = rows(offence.limitations, [](const LimitationLink& each) {
    return Json{{"rule", each.rule}, {"text", each.text}, {"standing", name_of(each.standing)}};
  });
  out["restitution"] = consequence_json(offence.restitution);
  out["forfeiture"] = consequence_json(offence.forfeiture);
}

void add_notes(Json& out, const Offence& offence) {
  out["exemptions"] = rows(offence.exemptions, [](const Exemption& each) {
    return Json{
        {"text", each.text}, {"citation", each.citation}, {"standing", name_of(each.standing)}};
  });
  out["instructions"] = rows(offence.instructions, [](const Instruction& each) {
    return Json{{"name", each.name}, {"source", each.source}, {"standing", name_of(each.standing)}};
  });
  out["defence_themes"] = rows(offence.defence_themes, [](const DefenceTheme& each) {
    return Json{{"theme", each.theme},
                {"answer", each.answer},
                {"citation", each.citation},
                {"standing", name_of(each.standing)}};
  });
  out["traps"] = rows(offence.traps, [](const Trap& each) {
    return Json{{"text", each.text}, {"standing", name_of(each.standing)}};
  });
}

Json changes_json(const std::vector<Change>& changes) {
  return rows(changes, [](const Change& each) {
    return Json{{"kind", name_of(each.kind)},
                {"row", each.row},
                {"field", each.field},
                {"before", each.kind == ChangeKind::added ? Json() : Json(each.before)},
                {"after", each.kind == ChangeKind::removed ? Json() : Json(each.after)},
                {"standing", name_of(each.standing)}};
  });
}

}  // namespace

std::string json(const Library&, const Offence& offence, const Version& version) {
  Json out = head_json(offence);
  out["version"] = version_json(version);
  out["versions"] = rows(offence.versions, [](const Version& each) {
    return Json{{"id", each.id},
                {"from", date(each.from)},
                {"to", date(each.to)},
                {"law", each.law},
                {"standing", name_of(each.standing)}};
  });
  out["definitions"] = rows(offence.definitions, [](const Definition& each) {
    return Json{{"term", each.term},
                {"text", each.text},
                {"citation", each.citation},
                {"standing", name_of(each.standing)}};
  });
  add_rules(out, offence);
  add_notes(out, offence);
  return dump(out);
}

std::string list_json(const Library& library) {
  Json out;
  out["offences"] = rows(library.offences, [](const Offence& offence) {
    return Json{{"id", offence.id},
                {"title", offence.title},
                {"citation", offence.citation},
                {"kind", name_of(offence.kind)},
                {"group", offence.group},
                {"standing", name_of(offence.standing)},
                {"versions", rows(offence.versions, [](const Version& each) {
                   return Json{{"id", each.id}, {"from", date(each.from)}, {"to", date(each.to)}};
                 })}};
  });
  return dump(out);
}

std::string json(const VersionDiff& diff) {
  return dump(Json{{"before", diff.before},
                   {"after", diff.after},
                   {"version", changes_json(diff.version)},
                   {"elements", changes_json(diff.elements)},
                   {"penalties", changes_json(diff.penalties)},
                   {"enhancements", changes_json(diff.enhancements)}});
}

std::string json(const std::vector<LimitationCandidate>& candidates) {
  return dump(rows(candidates, [](const LimitationCandidate& each) {
    return Json{{"rule", each.rule},
                {"citation", each.citation},
                {"text", each.text},
                {"standing", name_of(each.standing)},
                {"applies", name_of(each.applies)},
                {"safe_until", date(each.safe_until)},
                {"unlimited", each.unlimited},
                {"life_of_child", each.life_of_child},
                {"why", each.why}};
  }));
}

}  // namespace redress::law
