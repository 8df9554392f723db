#include "release/demands.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace redress::release {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::DemandMove;
using docket::DemandStatus;

bool is_open(const docket::Demand& demand) {
  return demand.status != DemandStatus::complied && demand.status != DemandStatus::withdrawn;
}

std::int64_t days(std::chrono::sys_days from, std::chrono::sys_days to) {
  return (to - from).count();
}

Error closed(const docket::Demand& demand) {
  return Error(ErrorKind::conflict, "this demand is closed")
      .found(std::string(docket::word(demand.status)))
      .fix("amend its status with the reason if it was closed by mistake");
}

}  // namespace

std::vector<Due> due_list(std::vector<docket::Kept<docket::Demand>> demands,
                          std::chrono::sys_days today) {
  std::vector<Due> out;
  for (docket::Kept<docket::Demand>& one : demands) {
    if (one.withdrawn) continue;
    Due due{std::move(one), true, {}, {}};
    const docket::Demand& demand = due.demand.value;
    due.open = is_open(demand);
    if (demand.due) due.days_left = days(today, demand.due->earliest());
    if (demand.notice_forbidden_until)
      due.notice_days = days(today, demand.notice_forbidden_until->latest());
    out.push_back(std::move(due));
  }
  std::ranges::stable_sort(out, {}, [](const Due& due) {
    return std::tuple(!due.open, !due.days_left, due.days_left.value_or(0));
  });
  return out;
}

std::vector<std::string> open_points(const docket::Demand& demand, std::chrono::sys_days today) {
  std::vector<std::string> out;
  if (!is_open(demand)) return out;
  if (!demand.counsel_told)
    out.emplace_back("counsel has not looked at it: it can not be complied with");
  if (!demand.survivors.empty() && !demand.notified) {
    if (demand.notice_forbidden_by.empty())
      out.emplace_back("the survivors, or their counsel, have not been told");
    else if (!demand.notice_forbidden_until)
      out.emplace_back("notice is forbidden without an end: ask counsel to have the order limited");
    else if (demand.notice_forbidden_until->certainly_before(today))
      out.emplace_back("the order that forbade notice has ended: tell them now");
    else
      out.emplace_back("notice is forbidden until " + demand.notice_forbidden_until->text());
  }
  if (!demand.walls.empty())
    out.emplace_back("what stands behind the wall " + base::joined(demand.walls) +
                     " is for its holder to decide, not for who answers the demand");
  return out;
}

Result<docket::Demand> after(docket::Demand demand, const docket::DemandStep& step,
                             const std::optional<base::PartialDate>& new_due) {
  if (!is_open(demand) && step.what != DemandMove::notify) return base::fail(closed(demand));
  switch (step.what) {
    case DemandMove::counsel:
      demand.counsel = step.who;
      demand.counsel_told = step.on;
      break;
    case DemandMove::notify:
      if (demand.notice_forbidden_until && step.on &&
          !demand.notice_forbidden_until->certainly_before(step.on->earliest()))
        return base::fail(Error(ErrorKind::not_allowed, "an order forbids notice on that day")
                              .found(step.on->text())
                              .expected("a day after " + demand.notice_forbidden_until->text())
                              .fix("amend the demand if the order was lifted"));
      demand.notified = step.on;
      demand.notified_whom = step.text;
      break;
    case DemandMove::narrow: demand.status = DemandStatus::narrowed; break;
    case DemandMove::object: demand.status = DemandStatus::objected; break;
    case DemandMove::seal: demand.status = DemandStatus::sealed; break;
    case DemandMove::comply: demand.status = DemandStatus::complied; break;
    case DemandMove::withdraw: demand.status = DemandStatus::withdrawn; break;
    case DemandMove::decide: demand.status = DemandStatus::decided; break;
  }
  if (new_due) demand.due = new_due;
  REDRESS_TRY(docket::Kind<docket::Demand>::check(demand));
  return demand;
}

Result<void> may_answer(const docket::Docket& docket, docket::Ref<docket::Demand> demand,
                        docket::Ground ground) {
  if (!demand) return {};
  const auto kept = REDRESS_TRY(docket.find(demand));
  if (!kept || kept->withdrawn || kept->value.status == DemandStatus::withdrawn)
    return base::fail(ErrorKind::not_found, "there is no such demand, or it was withdrawn");
  if (!kept->value.counsel_told)
    return base::fail(
        Error(ErrorKind::not_allowed, "nothing answers a demand before counsel looked at it")
            .fix("'redress demand step CASE LABEL --what counsel' records it"));
  if (ground != docket::Ground::legal_duty && ground != docket::Ground::court_order &&
      ground != docket::Ground::consent)
    return base::fail(Error(ErrorKind::bad_input, "an answer to a demand has another ground")
                          .found(std::string(docket::word(ground)))
                          .expected("legal-duty, court-order or consent"));
  return {};
}

}  // namespace redress::release
