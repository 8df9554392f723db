// Regimes: which rules come with a thing, by which path they came, and the strictest answer to each
// question.
//
// Promises: what was obtained under an authority carries its regime. What was derived from it (an
// exhibit found through it, a mention, an item, a binding, a mark, whatever names it) carries it too,
// unless the rule says that it is not inherited, or that it ends where somebody used process of their
// own (another warrant, subpoena, order or treaty request). Every regime that reaches a thing is kept
// with the shortest path to the authority it came from; where several apply, the strictest answer to
// each question holds. A regime that no pack has is taken at its strictest. Chains may be circles.
// trace(): authorities with a regime x (things + links). Pure but for matter_of, which reads a case.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

/// How one thing came from another.
enum class By : std::uint8_t {
  obtained_under,  ///< an exhibit and its authority
  derived,
  own_process,  ///< derived, but obtained by process of its own
};

struct CameFrom {
  std::uint32_t at = 0;  ///< index of the thing that it came from
  By by = By::derived;
};

struct Derived {
  std::string name;    ///< "exhibit E-3"
  std::string regime;  ///< that begins here; empty: none
  std::vector<CameFrom> from;
};

/// One regime as it reached a thing.
struct Reached {
  std::string regime;
  std::uint32_t origin = 0;         ///< the thing at which it begins
  std::vector<std::uint32_t> path;  ///< from the thing to the origin, both included
  bool direct = false;              ///< the thing itself, or what was obtained under it
  bool crosses = false;             ///< only by way of somebody's own process
};

/// For every thing the regimes that reach it, in the order of their origins.
std::vector<std::vector<Reached>> trace(std::span<const Derived> things);

enum class Leaves : std::uint8_t { never, order, yes };

/// What a pack says of a regime. The defaults are the strictest: those of a regime that nobody knows.
struct RegimeRule {
  std::string id;
  std::vector<std::string> who;
  std::vector<Role> roles;  ///< of this docket that are among `who`; none: no role alone decides
  std::vector<std::string> purposes;  ///< none: for whatever the ground allows
  bool existence_may_be_told = false;
  bool may_back_item = false;
  Leaves may_leave = Leaves::never;
  bool named_list = true;
  bool inherited = true;
  bool ends_with_own_process = false;
};
using RuleOf = std::function<RegimeRule(std::string_view)>;

/// Kind and number of what somebody may not be told of.
using Hidden = std::set<std::pair<std::string_view, std::uint64_t>>;

/// Whether a regime lets its material be used for this: the purpose has the words of one of its own.
bool serves(const RegimeRule& rule, std::string_view purpose);

bool applies(const Reached& reached, const RegimeRule& rule);

/// The strictest answer to each question. `who` and `purposes` stand for each regime apart: whoever
/// acts must fit every one of them.
struct Strictest {
  std::vector<const Reached*> regimes;  ///< those that apply
  std::vector<RegimeRule> rules;        ///< of the same
  bool existence_may_be_told = true;
  bool may_back_item = true;
  Leaves may_leave = Leaves::yes;
  bool named_list = false;
};
Strictest strictest(std::span<const Reached> reached, const RuleOf& rule_of);

/// Everything of a case with what it came from.
struct Matter {
  std::vector<Derived> things;
  std::map<std::pair<std::string_view, std::uint64_t>, std::uint32_t> at;  ///< kind and number
  std::vector<std::vector<Reached>> reached;

  std::optional<std::uint32_t> find(std::string_view kind, std::uint64_t number) const;
  /// "item pay <- exhibit E-3 <- authority jury-1"
  std::string path_of(const Reached& one) const;
};

/// Reads every kind that this program keeps in a case; withdrawn entities too, since a thing may
/// still rest on one. Kinds that later rooms add are followed along their references by themselves.
base::Result<Matter> matter_of(const Docket& docket, CaseRef in_case);

/// Who asks to read. Without a role: somebody of whom only the name is known.
struct RegimeReader {
  std::string name;
  std::optional<Role> role;
};

/// Whether a user has a role that every regime lets read, and stands on the named list of each that asks
/// for one, on a given day. An entry for one authority names a person for that authority alone.
bool may_read(const Matter& matter, std::uint32_t thing, const RuleOf& rule_of,
              std::span<const Kept<Named>> lists, const RegimeReader& user,
              std::chrono::sys_days today);

}  // namespace redress::docket
