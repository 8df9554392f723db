#include "law/check.hpp"

#include <algorithm>
#include <tuple>

#include "law/check_parts.hpp"

namespace redress::law {
namespace detail {

using base::Error;
using base::ErrorKind;

void Faults::add(const base::Place& place, std::string message, std::string found,
                 std::string expected, std::string fix) {
  all_.push_back(Error(ErrorKind::bad_input, std::move(message))
                     .at(place)
                     .found(std::move(found))
                     .expected(std::move(expected))
                     .fix(std::move(fix)));
}

std::vector<Error> Faults::take() && {
  const auto key = [](const Error& each) {
    const base::Place& at = each.place();
    return std::tie(at.file, at.line, at.column, each.message(), each.found());
  };
  std::ranges::stable_sort(all_, [&](const Error& a, const Error& b) { return key(a) < key(b); });
  const auto same =
      std::ranges::unique(all_, [&](const Error& a, const Error& b) { return key(a) == key(b); });
  all_.erase(same.begin(), same.end());
  return std::move(all_);
}

void need_source(const Cited& row, std::string_view what, bool source_around, Faults& faults) {
  if (row.standing == Standing::confirmed && row.source.empty() && !source_around)
    faults.add(row.place, std::string(what) + " is confirmed without a source", "no `source`",
               "the address that was read", "name it, or set standing = \"unconfirmed\"");
}

void need_citation(const Cited& row, std::string_view what, Faults& faults) {
  if (row.citation.empty())
    faults.add(row.place, std::string(what) + " has no citation", "nothing",
               "the provision, as a lawyer would cite it");
}

void check_rules(const Library& library, Faults& faults) {
  for (const LimitationRule& rule : library.limitations) {
    need_citation(rule, "the limitation rule " + rule.id, faults);
    need_source(rule, "the limitation rule " + rule.id, false, faults);
    if (rule.from && rule.to && *rule.to < *rule.from)
      faults.add(rule.place, "the rule ends before it begins", text_of(*rule.to),
                 text_of(*rule.from) + " or later");
    if (rule.selected_by == SelectedBy::unexpired && !rule.from)
      faults.add(rule.place, "a rule for what is unexpired needs the day it took effect",
                 "no `from`");
    if (rule.standing != Standing::unconfirmed && !rule.unlimited && !rule.years &&
        !rule.life_of_child && rule.runs_from != RunsFrom::never)
      faults.add(rule.place, "the rule says neither how long nor that there is no limit",
                 "no `years`, not `unlimited`", {}, "or set standing = \"unconfirmed\"");
  }
  for (const Tolling& tolling : library.tollings) {
    need_citation(tolling, "the tolling rule " + tolling.id, faults);
    need_source(tolling, "the tolling rule " + tolling.id, false, faults);
  }
  for (const Regime& regime : library.regimes) {
    need_citation(regime, "the regime " + regime.id, faults);
    need_source(regime, "the regime " + regime.id, false, faults);
  }
}

}  // namespace detail

std::vector<base::Error> check(const Library& library) {
  detail::Faults faults;
  for (const Offence& offence : library.offences) detail::check_offence(library, offence, faults);
  detail::check_rules(library, faults);
  detail::check_evidence(library, faults);
  return std::move(faults).take();
}

}  // namespace redress::law
