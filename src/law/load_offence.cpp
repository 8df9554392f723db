// One offence or definition a file.
#include <algorithm>
#include <utility>

#include "law/drafts.hpp"
#include "law/load_parts.hpp"

namespace redress::law::detail {
namespace {

constexpr std::int64_t kMostMonths = 12'000;

// all = [...], any = [...], or neither.
void read_children(Fields& fields, ElementDraft& draft) {
  const bool all = fields.has("all");
  const bool any = fields.has("any");
  if (all && any)
    fields.report("any", "an element has either `all` or `any`", "both", {},
                  "put one of them into an element of its own");
  const std::string_view key = all ? "all" : "any";
  std::vector<NameAt> names = fields.names(key);
  if (all && any) (void)fields.names("any");
  if (all || any) draft.row.join = all ? Join::all : Join::any;
  for (NameAt& each : names) {
    const bool held = std::ranges::any_of(draft.children,
                                          [&](const NameAt& old) { return old.name == each.name; });
    if (held)
      fields.reading().report(each.line, each.column, "a child is named twice",
                              "\"" + each.name + "\"");
    else
      draft.children.push_back(std::move(each));
  }
  if ((all || any) && names.empty())
    fields.report(key, "`" + std::string(key) + "` has no children", "an empty list",
                  "ids of elements");
}

ElementDraft read_element(Fields& fields) {
  ElementDraft draft;
  Element& element = draft.row;
  fields.cited(element);
  draft.own_standing = fields.has_standing();
  element.id = fields.needed("id");
  element.text = fields.needed("text");
  read_children(fields, draft);
  element.facts = fields.texts("facts");
  element.families = fields.texts("families");
  element.about = fields.choice("about", kAbout).value_or(About::venture);
  const auto unanimity = fields.choice("unanimity", kUnanimity);
  element.unanimity = unanimity.value_or(Unanimity::unsure);
  element.unanimity_source = fields.text("unanimity_source");
  if (fields.has("unanimity") && element.join != Join::any)
    fields.report("unanimity", "`unanimity` is for an element with `any` only");
  return draft;
}

Draft<Penalty> read_penalty(Fields& fields) {
  Draft<Penalty> draft;
  Penalty& penalty = draft.row;
  fields.cited(penalty);
  draft.own_standing = fields.has_standing();
  penalty.tier = fields.text("tier");
  penalty.text = fields.needed("text");
  penalty.minimum_months = fields.number("minimum_months", 0, kMostMonths);
  penalty.maximum_months = fields.number("maximum_months", 0, kMostMonths);
  penalty.life = fields.yes_no("life").value_or(false);
  if (penalty.life && penalty.maximum_months)
    fields.report("maximum_months", "a maximum of life has no months",
                  std::to_string(*penalty.maximum_months));
  if (penalty.minimum_months && penalty.maximum_months &&
      *penalty.minimum_months > *penalty.maximum_months)
    fields.report("minimum_months", "the minimum is above the maximum",
                  std::to_string(*penalty.minimum_months),
                  "at most " + std::to_string(*penalty.maximum_months));
  return draft;
}

Draft<Enhancement> read_enhancement(Fields& fields) {
  Draft<Enhancement> draft;
  Enhancement& enhancement = draft.row;
  fields.cited(enhancement);
  draft.own_standing = fields.has_standing();
  enhancement.text = fields.needed("text");
  enhancement.maximum_months = fields.number("maximum_months", 0, kMostMonths);
  enhancement.life = fields.yes_no("life").value_or(false);
  if (enhancement.life && enhancement.maximum_months.value_or(0) != 0)
    fields.report("maximum_months", "a maximum of life has no months",
                  std::to_string(*enhancement.maximum_months));
  // 0 is a way of writing "no number".
  if (enhancement.maximum_months == 0) enhancement.maximum_months.reset();
  return draft;
}

std::optional<std::string> given(Fields& fields, std::string_view key) {
  if (!fields.has(key)) return std::nullopt;
  return fields.text(key);
}

NameAt name_at(Fields& fields, std::string_view key) {
  NameAt out = fields.place_of(key).value_or(NameAt{});
  out.name = fields.text(key);
  return out;
}

VersionDraft read_version(Fields& fields) {
  VersionDraft draft;
  Version& version = draft.row;
  fields.cited(version);
  draft.own_standing = fields.has_standing();
  version.id = fields.needed("id");
  version.from = fields.date("from");
  version.to = fields.date("to");
  version.change = fields.text("change");
  version.law = fields.text("law");
  draft.like = name_at(fields, "like");
  version.like = draft.like.name;
  draft.without = fields.names("without");
  draft.mens_rea = given(fields, "mens_rea");
  draft.nexus = given(fields, "nexus");
  draft.child_rule = given(fields, "child_rule");
  draft.root = given(fields, "root");
  fields.each("element", version.standing, [&](Fields& each) {
    ElementDraft element = read_element(each);
    const bool held = std::ranges::any_of(
        draft.elements, [&](const ElementDraft& old) { return old.row.id == element.row.id; });
    if (element.row.id.empty()) return;
    if (held)
      each.report("id", "this version has an element of this id already",
                  "\"" + element.row.id + "\"");
    else
      draft.elements.push_back(std::move(element));
  });
  fields.each("penalty", version.standing,
              [&](Fields& each) { draft.penalties.push_back(read_penalty(each)); });
  fields.each("enhancement", version.standing,
              [&](Fields& each) { draft.enhancements.push_back(read_enhancement(each)); });
  return draft;
}

void read_head(Fields& fields, Offence& offence) {
  fields.cited(offence);
  offence.id = fields.needed("id");
  offence.title = fields.needed("title");
  offence.text = fields.text("text");
  offence.jurisdiction = fields.needed("jurisdiction");
  offence.kind = fields.choice("kind", kKinds).value_or(Kind::offence);
  if (!fields.has("kind")) fields.report("kind", "`kind` is missing", "nothing", all_words(kKinds));
  if (fields.choice("group", kGroups)) offence.group = fields.text("group");
  offence.chapter = fields.text("chapter");
  offence.selected_by = fields.choice("selected_by", kSelectedBy).value_or(SelectedBy::conduct);
  if (!fields.has("selected_by"))
    fields.report("selected_by", "`selected_by` is missing", "nothing", all_words(kSelectedBy));
  offence.reaches_back = fields.yes_no("reaches_back").value_or(false);
  offence.needs_object = fields.yes_no("needs_object").value_or(false);
  offence.objects = fields.texts("objects");
}

void read_inchoate(Fields& root, std::string_view key, Standing around,
                   std::vector<Inchoate>& out) {
  root.each(key, around, [&](Fields& fields) {
    Inchoate inchoate;
    fields.cited(inchoate);
    inchoate.covered = fields.yes_no("covered");
    inchoate.by = fields.text("by");
    inchoate.text = fields.text("text");
    out.push_back(std::move(inchoate));
  });
}

void read_consequence(Fields& root, std::string_view key, Standing around,
                      std::optional<Consequence>& out) {
  root.one(key, around, [&](Fields& fields) {
    Consequence consequence;
    fields.cited(consequence);
    consequence.follows = fields.yes_no("follows");
    consequence.by = fields.text("by");
    consequence.text = fields.text("text");
    out = std::move(consequence);
  });
}

void read_versions(Fields& root, Offence& offence) {
  std::vector<VersionDraft> drafts;
  root.each("version", offence.standing, [&](Fields& fields) {
    VersionDraft draft = read_version(fields);
    if (draft.row.id.empty()) return;
    const bool held = std::ranges::any_of(
        drafts, [&](const VersionDraft& old) { return old.row.id == draft.row.id; });
    if (held)
      fields.report("id", "this file has a version of this id already", "\"" + draft.row.id + "\"");
    else
      drafts.push_back(std::move(draft));
  });
  offence.versions = settle(std::move(drafts), offence.standing, root.reading());
}

// The tables that carry a text and little else.
void read_notes(Fields& root, Offence& offence) {
  const Standing around = offence.standing;
  root.each("definition", around, [&](Fields& fields) {
    Definition& out = offence.definitions.emplace_back();
    fields.cited(out);
    out.term = fields.needed("term");
    out.text = fields.needed("text");
  });
  root.each("limitation", around, [&](Fields& fields) {
    LimitationLink& out = offence.limitations.emplace_back();
    fields.cited(out);
    out.rule = fields.text("rule");
    out.text = fields.text("text");
  });
  root.each("exemption", around, [&](Fields& fields) {
    Exemption& out = offence.exemptions.emplace_back();
    fields.cited(out);
    out.text = fields.needed("text");
  });
  root.each("instruction", around, [&](Fields& fields) {
    Instruction& out = offence.instructions.emplace_back();
    fields.cited(out);
    out.name = fields.needed("name");
    out.text = fields.text("text");
  });
  root.each("defence_theme", around, [&](Fields& fields) {
    DefenceTheme& out = offence.defence_themes.emplace_back();
    fields.cited(out);
    out.theme = fields.needed("theme");
    out.answer = fields.needed("answer");
  });
  root.each("trap", around, [&](Fields& fields) {
    Trap& out = offence.traps.emplace_back();
    fields.cited(out);
    out.text = fields.needed("text");
  });
}

}  // namespace

void read_offence(Fields& root, Library& library) {
  Offence offence;
  offence.place = root.place();
  root.one("offence", Standing::unconfirmed, [&](Fields& fields) { read_head(fields, offence); });
  if (!root.has("offence"))
    root.report("offence", "the table [offence] is missing", "nothing", "[offence]");
  offence.path_id = root.reading().path_id;
  // A file without an id keeps the rest under the id that its path gives.
  if (offence.id.empty()) offence.id = offence.path_id;
  read_versions(root, offence);
  read_notes(root, offence);
  read_inchoate(root, "attempt", offence.standing, offence.attempts);
  read_inchoate(root, "conspiracy", offence.standing, offence.conspiracies);
  read_consequence(root, "restitution", offence.standing, offence.restitution);
  read_consequence(root, "forfeiture", offence.standing, offence.forfeiture);
  const std::string id = offence.id;
  const base::Place place = offence.place;
  if (const Offence* held = library.offences.add(id, std::move(offence)))
    root.reading().report(place.line, place.column, "this id is held already", "\"" + id + "\"",
                          "an id of its own", "the first stands at " + held->place.text());
}

}  // namespace redress::law::detail
