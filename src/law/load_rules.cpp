// Facts, limitation rules and regimes.
#include "law/load_parts.hpp"

namespace redress::law::detail {
namespace {

constexpr std::int64_t kMostYears = 200;
constexpr std::int64_t kMostDays = 100'000;

LimitationRule read_rule(Fields& fields) {
  LimitationRule rule;
  fields.cited(rule);
  rule.id = fields.needed("id");
  rule.text = fields.needed("text");
  rule.years = fields.number("years", 0, kMostYears);
  rule.unlimited = fields.yes_no("unlimited").value_or(false);
  rule.runs_from = fields.choice("runs_from", kRunsFrom).value_or(RunsFrom::last_day);
  rule.life_of_child = fields.yes_no("life_of_child").value_or(false);
  rule.selected_by = fields.choice("selected_by", kSelectedBy).value_or(SelectedBy::conduct);
  rule.reaches_back = fields.yes_no("reaches_back").value_or(false);
  rule.from = fields.date("from");
  rule.to = fields.date("to");
  // 0 years beside unlimited is a way of writing "no number".
  if (rule.unlimited && rule.years.value_or(0) == 0) rule.years.reset();
  if (rule.unlimited && rule.years)
    fields.report("years", "a rule without limit has no years", std::to_string(*rule.years));
  if (!rule.unlimited && rule.years == 0)
    fields.report("years", "zero years would end at once", "0",
                  "a number of years, or unlimited = true, or no `years` where it is not known");
  return rule;
}

Regime read_regime(Fields& fields) {
  Regime regime;
  fields.cited(regime);
  regime.id = fields.needed("id");
  regime.title = fields.needed("title");
  regime.text = fields.needed("text");
  regime.who = fields.texts("who");
  regime.roles = fields.texts("roles");
  regime.purposes = fields.texts("purposes");
  // What these say decides who may see a thing: left out is reported, and the strictest holds.
  for (const char* key : {"existence_may_be_told", "may_back_item", "may_leave"})
    if (!fields.has(key)) fields.report(key, "`" + std::string(key) + "` is missing", "nothing");
  regime.existence_may_be_told = fields.yes_no("existence_may_be_told").value_or(false);
  regime.may_back_item = fields.yes_no("may_back_item").value_or(false);
  regime.may_leave = fields.choice("may_leave", kMayLeave).value_or(MayLeave::never);
  regime.named_list = fields.yes_no("named_list").value_or(false);
  regime.inherited = fields.yes_no("inherited").value_or(true);
  regime.ends_with_own_process = fields.yes_no("ends_with_own_process").value_or(false);
  regime.from = fields.date("from");
  regime.to = fields.date("to");
  fields.each("clocks", regime.standing, [&](Fields& each) {
    Clock clock;
    each.cited(clock);
    clock.id = each.text("id");
    if (clock.id.empty()) clock.id = "clock-" + std::to_string(regime.clocks.size() + 1);
    for (const Clock& other : regime.clocks)
      if (other.id == clock.id) each.report("id", "two clocks of one regime have one id", clock.id);
    clock.runs_from = each.choice("runs_from", kClockStart).value_or(ClockStart::by_hand);
    clock.what = each.needed("what");
    clock.days = each.number("days", 0, kMostDays);
    regime.clocks.push_back(std::move(clock));
  });
  return regime;
}

}  // namespace

void read_limitations(Fields& root, Library& library) {
  root.each("rule", Standing::unconfirmed, [&](Fields& fields) {
    LimitationRule rule = read_rule(fields);
    const std::string id = rule.id;
    keep(library.limitations, id, std::move(rule), fields);
  });
  root.each("tolling", Standing::unconfirmed, [&](Fields& fields) {
    Tolling tolling;
    fields.cited(tolling);
    tolling.id = fields.needed("id");
    tolling.text = fields.needed("text");
    tolling.from = fields.date("from");
    tolling.to = fields.date("to");
    const std::string id = tolling.id;
    keep(library.tollings, id, std::move(tolling), fields);
  });
}

void read_facts(Fields& root, Library& library) {
  root.each("fact", Standing::unconfirmed, [&](Fields& fields) {
    Fact fact;
    fields.cited(fact);
    fact.id = fields.needed("id");
    fact.text = fields.needed("text");
    fact.not_this = fields.text("not");
    const std::string id = fact.id;
    keep(library.facts, id, std::move(fact), fields);
  });
}

void read_regimes(Fields& root, Library& library) {
  root.each("regime", Standing::unconfirmed, [&](Fields& fields) {
    Regime regime = read_regime(fields);
    const std::string id = regime.id;
    keep(library.regimes, id, std::move(regime), fields);
  });
}

}  // namespace redress::law::detail
