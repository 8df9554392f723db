#include "proof/gate.hpp"

#include "proof/flat.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace redress::proof {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

std::string at_gate(std::size_t gate) { return "gate " + std::to_string(gate); }

tl::unexpected<Error> refuse(std::string message, std::string detail, std::string found,
                             std::string expected) {
  return base::fail(Error(ErrorKind::bad_input, std::move(message))
                        .at(base::Place{.file = {}, .detail = std::move(detail)})
                        .found(std::move(found))
                        .expected(std::move(expected)));
}

Result<void> valid_supports(const Proof& proof, std::size_t index) {
  const Gate& gate = proof.gates[index];
  for (std::size_t s = 0; s < gate.supports.size(); ++s) {
    const std::vector<Atom>& needs = gate.supports[s].needs;
    const std::string place = at_gate(index) + ", support " + std::to_string(s);
    if (needs.size() > kMaxNeeds) {
      return refuse("A support needs too many atoms.", place, std::to_string(needs.size()),
                    "at most " + std::to_string(kMaxNeeds));
    }
    for (const Atom atom : needs) {
      if (atom >= proof.atoms) {
        return refuse("A support needs an atom that does not exist.", place, std::to_string(atom),
                      "an atom below " + std::to_string(proof.atoms));
      }
    }
  }
  return {};
}

Result<void> valid_sizes(const Proof& proof) {
  if (proof.gates.empty())
    return refuse("A proof has no gates.", "proof", "0", "at least one gate");
  if (proof.gates.size() > kMaxGates) {
    return refuse("A proof has too many gates.", "proof", std::to_string(proof.gates.size()),
                  "at most " + std::to_string(kMaxGates));
  }
  if (proof.atoms > kMaxAtoms) {
    return refuse("A proof has too many atoms.", "proof", std::to_string(proof.atoms),
                  "at most " + std::to_string(kMaxAtoms));
  }
  if (proof.root >= proof.gates.size()) {
    return refuse("The root is a gate that does not exist.", "proof", std::to_string(proof.root),
                  "a gate below " + std::to_string(proof.gates.size()));
  }
  std::size_t links = 0;
  for (const Gate& gate : proof.gates) {
    links += gate.children.size() + gate.supports.size();
    for (const Support& support : gate.supports) links += support.needs.size();
  }
  if (links > kMaxLinks) {
    return refuse("A proof has too many children, supports and needs.", "proof",
                  std::to_string(links), "at most " + std::to_string(kMaxLinks));
  }
  return {};
}

detail::Order order_of_all(const Proof& proof) {
  detail::Order order;
  std::vector<std::uint8_t> seen(proof.gates.size(), 0);
  for (std::size_t gate = 0; gate < proof.gates.size(); ++gate) {
    detail::visit(proof, static_cast<std::uint32_t>(gate), seen, order);
  }
  return order;
}

}  // namespace

Result<void> valid(const Proof& proof) {
  REDRESS_TRY(valid_sizes(proof));
  for (std::size_t index = 0; index < proof.gates.size(); ++index) {
    const Gate& gate = proof.gates[index];
    if (gate.join != Join::leaf && gate.join != Join::all && gate.join != Join::any) {
      return refuse("A gate joins its children in an unknown way.", at_gate(index),
                    std::to_string(static_cast<unsigned>(gate.join)), "leaf, all or any");
    }
    if (gate.join == Join::leaf && !gate.children.empty()) {
      return refuse("A leaf has children.", at_gate(index), std::to_string(gate.children.size()),
                    "no children, or join `all` or `any`");
    }
    for (const std::uint32_t child : gate.children) {
      if (child >= proof.gates.size()) {
        return refuse("A gate has a child that does not exist.", at_gate(index),
                      std::to_string(child), "a gate below " + std::to_string(proof.gates.size()));
      }
    }
    REDRESS_TRY(valid_supports(proof, index));
  }
  const detail::Order order = order_of_all(proof);
  if (order.on_cycle) {
    return refuse("A gate rests on itself.", at_gate(*order.on_cycle), "a cycle",
                  "children that never lead back");
  }
  return {};
}

std::vector<bool> stands_by_gate(const Proof& proof, const std::vector<bool>& lost) {
  std::vector<bool> up(proof.gates.size(), false);
  const auto child_stands = [&](std::uint32_t child) { return child < up.size() && up[child]; };
  const auto atom_stands = [&](Atom atom) {
    return atom < proof.atoms && (atom >= lost.size() || !lost[atom]);
  };
  const auto carried = [&](const Support& support) {
    return std::ranges::all_of(support.needs, atom_stands);
  };
  // In an order with a cycle some child comes after its parent and is still down when asked.
  for (const std::uint32_t index : order_of_all(proof).gates) {
    const Gate& gate = proof.gates[index];
    const auto& children = gate.children;
    bool stand = std::ranges::any_of(gate.supports, carried);
    if (!stand && gate.join == Join::all) {
      stand = !children.empty() && std::ranges::all_of(children, child_stands);
    } else if (!stand && gate.join == Join::any) {
      stand = std::ranges::any_of(children, child_stands);
    }
    up[index] = stand;
  }
  return up;
}

bool stands(const Proof& proof, const std::vector<bool>& lost) {
  return proof.root < proof.gates.size() && stands_by_gate(proof, lost)[proof.root];
}

Proof join(std::span<const Proof> proofs) {
  constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();
  Proof whole;
  Gate root{.join = Join::all, .children = {}, .supports = {}};
  for (const Proof& part : proofs) {
    const auto base = static_cast<std::uint32_t>(whole.gates.size());
    const auto moved = [&](std::uint32_t gate) {
      return gate < part.gates.size() ? base + gate : kNowhere;
    };
    for (const Gate& gate : part.gates) {
      Gate& copy = whole.gates.emplace_back(gate);
      std::ranges::transform(copy.children, copy.children.begin(), moved);
      // An atom that did not exist in its own proof must not become one of a larger neighbour.
      for (Support& support : copy.supports) {
        for (Atom& atom : support.needs) atom = atom < part.atoms ? atom : kNowhere;
      }
    }
    root.children.push_back(moved(part.root));
    whole.atoms = std::max(whole.atoms, part.atoms);
  }
  whole.root = static_cast<std::uint32_t>(whole.gates.size());
  whole.gates.push_back(std::move(root));
  return whole;
}

}  // namespace redress::proof
