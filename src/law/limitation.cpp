// Limitation rules: which may govern, and until when a charge is safely in time.
#include <algorithm>
#include <tuple>
#include <utility>

#include "law/select.hpp"

namespace redress::law {
namespace {

constexpr int kAdult = 18;

/// The same day of a later year; 29 February becomes 28 February, the earlier of the two readings.
Date plus_years(Date day, std::int64_t years) {
  std::chrono::year_month_day moved(day);
  moved += std::chrono::years(static_cast<int>(years));
  if (!moved.ok()) return std::chrono::sys_days(moved.year() / moved.month() / std::chrono::last);
  return std::chrono::sys_days(moved);
}

/// The last day within a period, whether or not its first day is counted.
Date safely_within(Date start, std::int64_t years) {
  return plus_years(start, years) - std::chrono::days(1);
}

void say(LimitationCandidate& out, const std::string& sentence) {
  if (!out.why.empty()) out.why += ' ';
  out.why += sentence;
}

void doubt(LimitationCandidate& out, const std::string& sentence) {
  if (out.applies == Applies::yes) out.applies = Applies::perhaps;
  say(out, sentence);
}

void deny(LimitationCandidate& out, const std::string& sentence) {
  out.applies = Applies::no;
  say(out, sentence);
}

/// Is the day that selects the rule within its dates?
void judge_day(const LimitationRule& rule, std::optional<Date> day, const std::string& name,
               LimitationCandidate& out) {
  if (!rule.from && !rule.to) return;
  if (!day) {
    doubt(out, "It is selected by the date of " + name + ", which is not given.");
    return;
  }
  if (rule.from && *day < *rule.from) {
    deny(out, "It took effect on " + text_of(*rule.from) + ", after the " + name + ".");
    return;
  }
  if (rule.to && *day > *rule.to)
    deny(out, "It ended on " + text_of(*rule.to) + ", before the " + name + ".");
}

/// Conduct before the first day of a rule that reaches such conduct, or may: it does so only where
/// the charge was still alive on that day (Stogner v. California, 539 U.S. 607 (2003)), which the
/// other rules tell.
bool waits_for_others(const LimitationRule& rule, Date last_day) {
  const bool conduct_alone = rule.selected_by == SelectedBy::conduct && !rule.reaches_back;
  return !conduct_alone && rule.from && last_day < *rule.from;
}

/// Was the survivor under 18 on the last day? Empty where the birth dates leave it open.
std::optional<bool> child_on(Date day, const LimitationFacts& facts) {
  if (facts.born_earliest && day < plus_years(*facts.born_earliest, kAdult)) return true;
  if (facts.born_latest && day >= plus_years(*facts.born_latest, kAdult)) return false;
  return std::nullopt;
}

void judge_child(Date last_day, const LimitationFacts& facts, LimitationCandidate& out) {
  const std::optional<bool> child = child_on(last_day, facts);
  if (!child) {
    doubt(out, "It is for a person under 18; the birth date leaves that open.");
  } else if (*child) {
    say(out, "The person was under 18 on the last day.");
  } else {
    doubt(out, "The person was 18 or older on the last day; conduct before that may count.");
  }
}

void compute(const LimitationRule& rule, Date last_day, const LimitationFacts& facts,
             LimitationCandidate& out) {
  if (rule.unlimited || rule.runs_from == RunsFrom::never) {
    out.unlimited = true;
    say(out, "No limit.");
    return;
  }
  out.life_of_child = rule.life_of_child;
  if (rule.life_of_child || rule.runs_from == RunsFrom::child_18) judge_child(last_day, facts, out);
  if (!rule.years) {
    if (rule.life_of_child) {
      say(out, "As long as the child lives.");
    } else {
      doubt(out, "The pack records no length.");
    }
    return;
  }
  const std::string years = std::to_string(*rule.years) + " years";
  if (rule.runs_from == RunsFrom::last_day) {
    out.safe_until = safely_within(last_day, *rule.years);
    say(out, years + " from the last day of the conduct, " + text_of(last_day) +
                 ", less a day for either way of counting.");
  } else if (facts.born_earliest) {
    const Date adult = plus_years(*facts.born_earliest, kAdult);
    out.safe_until = safely_within(adult, *rule.years);
    say(out, years + " from the 18th birthday, " + text_of(adult) +
                 " at the earliest, less a day for either way of counting.");
  } else {
    doubt(out, years + " from the 18th birthday; the birth date is not given.");
  }
  if (rule.life_of_child) say(out, "Or as long as the child lives, if that is longer.");
}

LimitationCandidate candidate_of(const LimitationLink& link, const LimitationRule& rule,
                                 Date last_day, const LimitationFacts& facts) {
  LimitationCandidate out;
  out.rule = rule.id;
  out.citation = rule.citation;
  out.text = rule.text;
  out.standing = weaker(link.standing, rule.standing);
  out.applies = Applies::yes;
  if (!link.text.empty()) say(out, link.text + (link.text.ends_with('.') ? "" : "."));
  switch (rule.selected_by) {
    case SelectedBy::conduct:
    case SelectedBy::unexpired:
      if (!waits_for_others(rule, last_day)) judge_day(rule, last_day, "conduct", out);
      break;
    case SelectedBy::filing: judge_day(rule, facts.filed, "filing", out); break;
    case SelectedBy::decision: judge_day(rule, facts.decided, "decision", out); break;
  }
  compute(rule, last_day, facts, out);
  return out;
}

LimitationCandidate unknown(const LimitationLink& link) {
  LimitationCandidate out;
  out.rule = link.rule;
  out.citation = link.citation;
  out.text = link.text.empty() ? "not recorded" : link.text;
  out.why = link.rule.empty() ? "The pack records no rule." : "The pack has no rule of this name.";
  return out;
}

/// Was the charge alive when the rule took effect, by another rule that surely applies?
void judge_unexpired(const LimitationRule& rule, const std::vector<LimitationCandidate>& others,
                     LimitationCandidate& out) {
  const std::string from = text_of(*rule.from);
  for (const LimitationCandidate& other : others) {
    if (other.rule == rule.id || !in_time(other, *rule.from)) continue;
    say(out, "It took effect on " + from + ", when the charge had not expired under " + other.rule +
                 ".");
    if (rule.selected_by == SelectedBy::unexpired && !rule.reaches_back)
      doubt(out, "The pack does not say that it reaches conduct before that day.");
    return;
  }
  doubt(out, "It took effect on " + from +
                 " and reaches only what had not expired by then, which is not shown.");
}

/// With a date, then without one, then without limit.
int rank(const LimitationCandidate& each) { return each.unlimited ? 2 : each.safe_until ? 0 : 1; }

}  // namespace

std::string_view name_of(Applies value) {
  switch (value) {
    case Applies::yes: return "yes";
    case Applies::perhaps: return "perhaps";
    case Applies::no: return "no";
  }
  return "perhaps";
}

std::vector<LimitationCandidate> limitation(const Library& library, const Offence& offence,
                                            Date last_day_of_conduct,
                                            const LimitationFacts& facts) {
  std::vector<LimitationCandidate> out;
  std::vector<std::pair<LimitationCandidate, const LimitationRule*>> waiting;
  for (const LimitationLink& link : offence.limitations) {
    const LimitationRule* rule = library.limitation(link.rule);
    if (rule == nullptr) {
      out.push_back(unknown(link));
      continue;
    }
    LimitationCandidate each = candidate_of(link, *rule, last_day_of_conduct, facts);
    if (waits_for_others(*rule, last_day_of_conduct))
      waiting.emplace_back(std::move(each), rule);
    else
      out.push_back(std::move(each));
  }
  // In the order of their first days: each may rest on those before it, never on a later one.
  std::ranges::stable_sort(
      waiting, [](const auto& a, const auto& b) { return a.second->from < b.second->from; });
  for (auto& [each, rule] : waiting) {
    judge_unexpired(*rule, out, each);
    out.push_back(std::move(each));
  }
  for (LimitationCandidate& each : out)
    if (each.standing == Standing::unconfirmed)
      say(each, "Unconfirmed: a lawyer must check it before anyone relies on it.");
  std::ranges::stable_sort(out, [](const LimitationCandidate& a, const LimitationCandidate& b) {
    return std::tuple(rank(a), a.safe_until) < std::tuple(rank(b), b.safe_until);
  });
  return out;
}

bool in_time(const LimitationCandidate& candidate, Date filing) {
  if (candidate.applies != Applies::yes || candidate.standing == Standing::unconfirmed)
    return false;
  return candidate.unlimited || (candidate.safe_until && filing <= *candidate.safe_until);
}

}  // namespace redress::law
