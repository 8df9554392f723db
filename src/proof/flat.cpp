#include "proof/flat.hpp"

#include <algorithm>

namespace redress::proof::detail {

namespace {

std::uint32_t plus(std::uint32_t left, std::uint32_t right) {
  if (left == kNever || right == kNever) return kNever;
  return left >= kNever - 1 - right ? kNever - 1 : left + right;
}

// Comparing every pair is quadratic; past this many supports only equal ones are merged.
constexpr std::size_t kMaxCompared = 256;

using Needs = std::vector<std::uint32_t>;

void drop_supersets(std::vector<Needs>& ways) {
  std::ranges::sort(ways, [](const Needs& left, const Needs& right) {
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  });
  ways.erase(std::ranges::unique(ways).begin(), ways.end());
  if (ways.size() > kMaxCompared) return;
  std::vector<Needs> kept;
  for (Needs& way : ways) {
    const bool idle = std::ranges::any_of(
        kept, [&](const Needs& smaller) { return std::ranges::includes(way, smaller); });
    if (!idle) kept.push_back(std::move(way));
  }
  ways = std::move(kept);
}

}  // namespace

void visit(const Proof& proof, std::uint32_t start, std::vector<std::uint8_t>& seen, Order& order) {
  enum : std::uint8_t { unseen, open, done };
  struct Step {
    std::uint32_t gate;
    std::size_t next;
  };
  if (start >= proof.gates.size() || seen[start] != unseen) return;
  seen[start] = open;
  std::vector<Step> path{{start, 0}};
  while (!path.empty()) {
    const std::uint32_t gate = path.back().gate;
    const auto& children = proof.gates[gate].children;
    if (path.back().next == children.size()) {
      seen[gate] = done;
      order.gates.push_back(gate);
      path.pop_back();
      continue;
    }
    const std::uint32_t child = children[path.back().next++];
    if (child >= proof.gates.size()) continue;
    if (seen[child] == open && !order.on_cycle) order.on_cycle = child;
    if (seen[child] != unseen) continue;
    seen[child] = open;
    path.push_back({child, 0});
  }
}

Flattener::Flattener(const Proof& proof, const std::vector<bool>& always)
    : proof_(proof),
      always_(always),
      seen_(proof.gates.size(), 0),
      place_(proof.gates.size(), kNever),
      local_(proof.atoms, kNever) {}

void Flattener::name_atoms(const Order& order, Flat& flat) {
  for (const std::uint32_t gate : order.gates) {
    for (const Support& support : proof_.gates[gate].supports) {
      for (const Atom atom : support.needs) {
        if (local_[atom] != kNever || stays(atom)) continue;
        local_[atom] = 0;
        flat.names_.push_back(atom);
      }
    }
  }
  std::ranges::sort(flat.names_);
  for (std::size_t i = 0; i < flat.names_.size(); ++i) {
    local_[flat.names_[i]] = static_cast<std::uint32_t>(i);
  }
}

void Flattener::add_supports(const Gate& gate, Flat& flat) const {
  std::vector<Needs> ways;
  ways.reserve(gate.supports.size());
  for (const Support& support : gate.supports) {
    Needs& way = ways.emplace_back();
    for (const Atom atom : support.needs) {
      if (!stays(atom)) way.push_back(local_[atom]);
    }
    std::ranges::sort(way);
    way.erase(std::ranges::unique(way).begin(), way.end());
  }
  drop_supersets(ways);
  for (const Needs& way : ways) {
    flat.need_.insert(flat.need_.end(), way.begin(), way.end());
    flat.need_at_.push_back(static_cast<std::uint32_t>(flat.need_.size()));
  }
  flat.support_at_.push_back(static_cast<std::uint32_t>(flat.need_at_.size() - 1));
}

Flat Flattener::flatten(std::uint32_t root) {
  Flat flat;
  Order order;
  visit(proof_, root, seen_, order);
  name_atoms(order, flat);
  flat.child_at_.push_back(0);
  flat.support_at_.push_back(0);
  flat.need_at_.push_back(0);
  for (std::size_t i = 0; i < order.gates.size(); ++i) {
    const Gate& gate = proof_.gates[order.gates[i]];
    place_[order.gates[i]] = static_cast<std::uint32_t>(i);
    flat.join_.push_back(gate.join);
    for (const std::uint32_t child : gate.children) flat.child_.push_back(place_[child]);
    flat.child_at_.push_back(static_cast<std::uint32_t>(flat.child_.size()));
    add_supports(gate, flat);
  }
  for (const std::uint32_t gate : order.gates) seen_[gate] = 0;
  for (const Atom atom : flat.names_) local_[atom] = kNever;
  flat.slots_ = flat.join_.size() + flat.child_.size() + flat.need_at_.size() + flat.need_.size();
  flat.word_.resize(flat.join_.size());
  flat.cost_.resize(flat.join_.size());
  flat.wanted_.resize(flat.join_.size());
  flat.stamp_.assign(flat.names_.size(), 0);
  return flat;
}

std::uint64_t Flat::fails(std::span<const std::uint64_t> lost) {
  constexpr std::uint64_t kAll = ~std::uint64_t{0};
  for (std::size_t g = 0; g < join_.size(); ++g) {
    std::uint64_t down = kAll;
    if (join_[g] == Join::all && child_at_[g] != child_at_[g + 1]) {
      down = 0;
      for (std::uint32_t c = child_at_[g]; c < child_at_[g + 1]; ++c) down |= word_[child_[c]];
    } else {
      for (std::uint32_t c = child_at_[g]; c < child_at_[g + 1]; ++c) down &= word_[child_[c]];
    }
    for (std::uint32_t s = support_at_[g]; s < support_at_[g + 1] && down != 0; ++s) {
      std::uint64_t cut = 0;
      for (std::uint32_t n = need_at_[s]; n < need_at_[s + 1]; ++n) cut |= lost[need_[n]];
      down &= cut;
    }
    word_[g] = down;
  }
  return word_.back();
}

void Flat::start_walk() {
  std::ranges::fill(wanted_, std::uint8_t{0});
  wanted_.back() = 1;
  if (++now_ == 0) {
    std::ranges::fill(stamp_, 0U);
    now_ = 1;
  }
}

void Flat::take(std::uint32_t atom, std::span<const std::uint32_t> price,
                std::vector<std::uint32_t>& found) {
  if (price[atom] == 0 || stamp_[atom] == now_) return;
  stamp_[atom] = now_;
  found.push_back(atom);
}

// Returns the support of the gate with the least sum of prices; its sum goes to `best`.
std::uint32_t Flat::cheapest_support(std::uint32_t gate, std::span<const std::uint32_t> price,
                                     std::uint32_t& best) const {
  std::uint32_t chosen = kNever;
  best = kNever;
  for (std::uint32_t s = support_at_[gate]; s < support_at_[gate + 1]; ++s) {
    std::uint32_t sum = 0;
    for (std::uint32_t n = need_at_[s]; n < need_at_[s + 1] && sum < best; ++n) {
      sum = plus(sum, price[need_[n]]);
    }
    if (sum < best) {
      best = sum;
      chosen = s;
    }
  }
  return chosen;
}

std::uint32_t Flat::price_to_stand(std::uint32_t gate, std::span<const std::uint32_t> price) const {
  std::uint32_t best = kNever;
  cheapest_support(gate, price, best);
  const std::uint32_t begin = child_at_[gate];
  const std::uint32_t end = child_at_[gate + 1];
  if (begin == end) return best;
  if (join_[gate] == Join::all) {
    std::uint32_t sum = 0;
    for (std::uint32_t c = begin; c < end; ++c) sum = plus(sum, cost_[child_[c]]);
    return std::min(best, sum);
  }
  for (std::uint32_t c = begin; c < end; ++c) best = std::min(best, cost_[child_[c]]);
  return best;
}

bool Flat::witness(std::span<const std::uint32_t> price, std::vector<std::uint32_t>& found) {
  found.clear();
  const auto gates = static_cast<std::uint32_t>(join_.size());
  for (std::uint32_t g = 0; g < gates; ++g) cost_[g] = price_to_stand(g, price);
  if (cost_.back() == kNever) return false;
  start_walk();
  for (std::uint32_t g = gates; g-- > 0;) {
    if (wanted_[g] == 0) continue;
    std::uint32_t best = kNever;
    const std::uint32_t support = cheapest_support(g, price, best);
    if (support != kNever && best == cost_[g]) {
      for (std::uint32_t n = need_at_[support]; n < need_at_[support + 1]; ++n) {
        take(need_[n], price, found);
      }
      continue;
    }
    for (std::uint32_t c = child_at_[g]; c < child_at_[g + 1]; ++c) {
      if (join_[g] == Join::any && cost_[child_[c]] != cost_[g]) continue;
      wanted_[child_[c]] = 1;
      if (join_[g] == Join::any) break;
    }
  }
  return true;
}

std::uint32_t Flat::price_to_fall(std::uint32_t gate, std::span<const std::uint32_t> price) const {
  std::uint32_t sum = 0;
  for (std::uint32_t s = support_at_[gate]; s < support_at_[gate + 1]; ++s) {
    std::uint32_t least = kNever;
    for (std::uint32_t n = need_at_[s]; n < need_at_[s + 1]; ++n) {
      least = std::min(least, price[need_[n]]);
    }
    sum = plus(sum, least);
  }
  const std::uint32_t begin = child_at_[gate];
  const std::uint32_t end = child_at_[gate + 1];
  if (begin == end) return sum;
  if (join_[gate] == Join::any) {
    for (std::uint32_t c = begin; c < end; ++c) sum = plus(sum, cost_[child_[c]]);
    return sum;
  }
  std::uint32_t least = kNever;
  for (std::uint32_t c = begin; c < end; ++c) least = std::min(least, cost_[child_[c]]);
  return plus(sum, least);
}

bool Flat::blocker(std::span<const std::uint32_t> price, std::vector<std::uint32_t>& found) {
  found.clear();
  const auto gates = static_cast<std::uint32_t>(join_.size());
  for (std::uint32_t g = 0; g < gates; ++g) cost_[g] = price_to_fall(g, price);
  if (cost_.back() == kNever) return false;
  start_walk();
  for (std::uint32_t g = gates; g-- > 0;) {
    if (wanted_[g] == 0) continue;
    for (std::uint32_t s = support_at_[g]; s < support_at_[g + 1]; ++s) {
      std::uint32_t pick = need_at_[s];
      for (std::uint32_t n = pick; n < need_at_[s + 1]; ++n) {
        if (price[need_[n]] < price[need_[pick]]) pick = n;
      }
      take(need_[pick], price, found);
    }
    const std::uint32_t begin = child_at_[g];
    const std::uint32_t end = child_at_[g + 1];
    if (begin == end) continue;
    if (join_[g] == Join::any) {
      for (std::uint32_t c = begin; c < end; ++c) wanted_[child_[c]] = 1;
      continue;
    }
    std::uint32_t least = begin;
    for (std::uint32_t c = begin; c < end; ++c) {
      if (cost_[child_[c]] < cost_[child_[least]]) least = c;
    }
    wanted_[child_[least]] = 1;
  }
  return true;
}

}  // namespace redress::proof::detail
