#include "law/diff.hpp"

#include "base/text.hpp"

#include <optional>
#include <utility>

namespace redress::law {
namespace {

/// A row as names and texts, so that every kind of row is compared by the same few lines.
struct Flat {
  std::string row;
  std::string text;
  Standing standing;
  std::vector<std::pair<std::string, std::string>> fields;
};

std::string months(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : std::string("none recorded");
}

std::string join_name(const Element& element) {
  switch (element.join) {
    case Join::all: return "all of";
    case Join::any: return "any of";
    case Join::leaf: return "leaf";
  }
  return "leaf";
}

Flat flat(const Version& version, const Element& element) {
  std::vector<std::string> children;
  children.reserve(element.children.size());
  for (const std::uint32_t child : element.children) children.push_back(version.elements[child].id);
  return {element.id,
          element.text,
          element.standing,
          {{"text", element.text},
           {"join", join_name(element)},
           {"children", base::joined(children)},
           {"facts", base::joined(element.facts)},
           {"families", base::joined(element.families)},
           {"about", std::string(name_of(element.about))},
           {"unanimity", std::string(name_of(element.unanimity))},
           {"citation", element.citation},
           {"standing", std::string(name_of(element.standing))}}};
}

Flat flat(const Version&, const Penalty& penalty) {
  return {penalty.tier,
          penalty.text,
          penalty.standing,
          {{"text", penalty.text},
           {"minimum_months", months(penalty.minimum_months)},
           {"maximum_months", penalty.life ? "life" : months(penalty.maximum_months)},
           {"citation", penalty.citation},
           {"standing", std::string(name_of(penalty.standing))}}};
}

Flat flat(const Version&, const Enhancement& enhancement) {
  return {enhancement.text,
          enhancement.text,
          enhancement.standing,
          {{"maximum_months", enhancement.life ? "life" : months(enhancement.maximum_months)},
           {"citation", enhancement.citation},
           {"standing", std::string(name_of(enhancement.standing))}}};
}

Flat flat_head(const Version& version) {
  return {{},
          {},
          version.standing,
          {{"law", version.law},
           {"mens_rea", version.mens_rea},
           {"nexus", version.nexus},
           {"child_rule", version.child_rule},
           {"root", version.root_name},
           {"citation", version.citation},
           {"standing", std::string(name_of(version.standing))}}};
}

void compare(const Flat& before, const Flat& after, std::vector<Change>& out) {
  for (std::size_t i = 0; i < before.fields.size(); ++i)
    if (before.fields[i].second != after.fields[i].second)
      out.push_back({ChangeKind::changed, before.row, before.fields[i].first,
                     before.fields[i].second, after.fields[i].second,
                     weaker(before.standing, after.standing)});
}

template <typename Row>
std::vector<Flat> flatten(const Version& version, const std::vector<Row>& rows) {
  std::vector<Flat> out;
  out.reserve(rows.size());
  for (const Row& row : rows) out.push_back(flat(version, row));
  return out;
}

const Flat* find(const std::vector<Flat>& rows, const std::string& row) {
  for (const Flat& each : rows)
    if (each.row == row) return &each;
  return nullptr;
}

std::vector<Change> compare_all(const std::vector<Flat>& before, const std::vector<Flat>& after) {
  std::vector<Change> out;
  for (const Flat& each : before)
    if (find(after, each.row) == nullptr)
      out.push_back({ChangeKind::removed, each.row, {}, each.text, {}, each.standing});
  for (const Flat& each : before)
    if (const Flat* other = find(after, each.row)) compare(each, *other, out);
  for (const Flat& each : after)
    if (find(before, each.row) == nullptr)
      out.push_back({ChangeKind::added, each.row, {}, {}, each.text, each.standing});
  return out;
}

}  // namespace

std::string_view name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::removed: return "removed";
    case ChangeKind::changed: return "changed";
    case ChangeKind::added: return "added";
  }
  return "changed";
}

VersionDiff diff(const Version& before, const Version& after) {
  VersionDiff out;
  out.before = before.id;
  out.after = after.id;
  compare(flat_head(before), flat_head(after), out.version);
  out.elements = compare_all(flatten(before, before.elements), flatten(after, after.elements));
  out.penalties = compare_all(flatten(before, before.penalties), flatten(after, after.penalties));
  out.enhancements =
      compare_all(flatten(before, before.enhancements), flatten(after, after.enhancements));
  return out;
}

}  // namespace redress::law
