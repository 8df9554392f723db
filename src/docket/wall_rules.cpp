#include "docket/wall_rules.hpp"

#include <algorithm>
#include <array>

namespace redress::docket {
namespace {

template <typename E>
constexpr std::uint32_t bit(E one) {
  return 1U << static_cast<unsigned>(one);
}
template <typename... E>
constexpr std::uint32_t any_of(E... all) {
  return (bit(all) | ...);
}

struct Rule {
  Wall wall;
  Role role;
  std::uint32_t aims;
  std::uint32_t grounds;
};

constexpr std::uint32_t kLawful =
    any_of(Ground::consent, Ground::authority, Ground::legal_duty, Ground::court_order);
constexpr std::uint32_t kHers = any_of(Ground::consent, Ground::legal_duty, Ground::court_order);
constexpr std::uint32_t kHersOrOrder = any_of(Ground::consent, Ground::court_order);

constexpr std::array kRules{
    Rule{Wall::identity, Role::prosecutor,
         any_of(Aim::notice, Aim::testimony, Aim::restitution, Aim::review), kLawful},
    Rule{Wall::identity, Role::investigator, any_of(Aim::safety, Aim::testimony), kLawful},
    Rule{Wall::identity, Role::victim_specialist,
         any_of(Aim::safety, Aim::notice, Aim::services, Aim::status, Aim::restitution), kLawful},
    Rule{Wall::identity, Role::disclosure_reviewer, any_of(Aim::review), kLawful},
    Rule{Wall::identity, Role::counsel,
         any_of(Aim::advice, Aim::status, Aim::restitution, Aim::notice), kHers},
    Rule{Wall::location, Role::victim_specialist, any_of(Aim::safety, Aim::notice, Aim::services),
         kHers},
    Rule{Wall::location, Role::investigator, any_of(Aim::safety), kHers},
    Rule{Wall::location, Role::counsel, any_of(Aim::advice, Aim::notice), any_of(Ground::consent)},
    Rule{Wall::medical, Role::victim_specialist, any_of(Aim::safety, Aim::services), kHersOrOrder},
    Rule{Wall::medical, Role::prosecutor, any_of(Aim::testimony, Aim::review), kHersOrOrder},
    Rule{Wall::immigration, Role::victim_specialist, any_of(Aim::status), kHers},
    Rule{Wall::immigration, Role::prosecutor, any_of(Aim::status, Aim::review), kHers},
    Rule{Wall::immigration, Role::counsel, any_of(Aim::status, Aim::advice),
         any_of(Ground::consent)},
    Rule{Wall::service_notes, Role::victim_specialist, any_of(Aim::safety, Aim::services), kHers},
    Rule{Wall::legal_advice, Role::counsel, any_of(Aim::advice, Aim::status),
         any_of(Ground::consent)},
    Rule{Wall::filter, Role::disclosure_reviewer, any_of(Aim::review),
         any_of(Ground::authority, Ground::legal_duty, Ground::court_order)},
};

const Rule* rule_of(Role role, Wall wall) {
  const auto at = std::ranges::find_if(
      kRules, [&](const Rule& one) { return one.role == role && one.wall == wall; });
  return at == kRules.end() ? nullptr : &*at;
}

template <typename E>
std::vector<E> listed(std::uint32_t bits) {
  std::vector<E> out;
  for (unsigned i = 0; i < Words<E>::kWords.size(); ++i)
    if ((bits >> i & 1U) != 0) out.push_back(static_cast<E>(i));
  return out;
}

}  // namespace

bool keeps(Side side, Wall wall) {
  if (side == Side::provider) return wall != Wall::filter;
  return wall != Wall::service_notes && wall != Wall::legal_advice;
}

bool may_hold(Role role, Wall wall) { return rule_of(role, wall) != nullptr; }

bool may_open(Role role, Wall wall, Aim aim, Ground ground) {
  const Rule* rule = rule_of(role, wall);
  return rule != nullptr && (rule->aims & bit(aim)) != 0 && (rule->grounds & bit(ground)) != 0;
}

bool may_check(Role role) {
  return role == Role::prosecutor || role == Role::supervisor ||
         role == Role::disclosure_reviewer || role == Role::victim_specialist ||
         role == Role::counsel;
}

std::vector<Aim> aims_of(Role role, Wall wall) {
  const Rule* rule = rule_of(role, wall);
  return listed<Aim>(rule == nullptr ? 0 : rule->aims);
}

std::vector<Ground> grounds_of(Role role, Wall wall) {
  const Rule* rule = rule_of(role, wall);
  return listed<Ground>(rule == nullptr ? 0 : rule->grounds);
}

bool stands_on(const Grant& grant, bool withdrawn, std::chrono::sys_days day) {
  if (withdrawn) return false;
  if (grant.from && grant.from->latest() > day) return false;
  return !grant.until || day <= grant.until->earliest();
}

}  // namespace redress::docket
