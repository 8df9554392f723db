#include <cstdint>

#include "law/check_parts.hpp"

namespace redress::law::detail {
namespace {

void report_lost(const LostChild& lost, Faults& faults) {
  const std::string found = "\"" + lost.child + "\" under \"" + lost.element + "\"";
  switch (lost.fault) {
    case ChildFault::missing:
      faults.add(lost.place, "the element names a child that is not in this version", found);
      return;
    case ChildFault::circle: faults.add(lost.place, "the elements lead in a circle", found); return;
    case ChildFault::too_deep:
      faults.add(lost.place, "the elements are nested too deep", found,
                 "at most " + std::to_string(kDeepestTree));
      return;
  }
}

std::vector<bool> reached_from(const Version& version, std::uint32_t root) {
  std::vector<bool> reached(version.elements.size(), false);
  std::vector<std::uint32_t> open{root};
  reached[root] = true;
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    for (const std::uint32_t child : version.elements[at].children) {
      if (reached[child]) continue;
      reached[child] = true;
      open.push_back(child);
    }
  }
  return reached;
}

void check_element(const Library& library, const Offence& offence, const Element& element,
                   bool source_around, Faults& faults) {
  need_source(element, "the element " + element.id, source_around, faults);
  for (const std::string& fact : element.facts)
    need(library.facts, fact, "fact", element.place, faults);
  for (const std::string& family : element.families)
    need(library.families, family, "family", element.place, faults);
  const bool stands_for_object = offence.needs_object && element.id.substr(0, 6) == "object";
  if (element.join == Join::leaf && element.facts.empty() && offence.kind != Kind::definition &&
      !stands_for_object)
    faults.add(element.place, "a leaf names no fact that would show it", "\"" + element.id + "\"",
               "`facts`, or children in `all` or `any`");
}

}  // namespace

void check_tree(const Library& library, const Offence& offence, const Version& version,
                Faults& faults) {
  const bool source_around = !version.source.empty() || !offence.source.empty();
  for (const LostChild& lost : version.lost_children) report_lost(lost, faults);
  for (const Element& element : version.elements)
    check_element(library, offence, element, source_around, faults);
  if (version.elements.empty()) {
    if (offence.kind != Kind::definition)
      faults.add(version.place, "the version has no elements", "version \"" + version.id + "\"");
    return;
  }
  if (!version.root) {
    if (version.root_name.empty())
      faults.add(version.place, "the version has no root", "version \"" + version.id + "\"",
                 "root = the id of the element that is the whole offence");
    else
      faults.add(version.place, "the root names no element of this version",
                 "\"" + version.root_name + "\"");
    return;
  }
  const std::vector<bool> reached = reached_from(version, *version.root);
  for (std::size_t i = 0; i < reached.size(); ++i)
    if (!reached[i])
      faults.add(version.elements[i].place, "the element can not be reached from the root",
                 "\"" + version.elements[i].id + "\" in version \"" + version.id + "\"", {},
                 "name it among the children of another element, or leave it out (`without`)");
}

}  // namespace redress::law::detail
