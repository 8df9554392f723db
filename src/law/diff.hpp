// What changed from one version of an offence to another.
//
// Promises: compares what the versions say, not where they stand in their files; elements are
// matched by id, penalties by tier, enhancements by text. Removed rows come first, then changed
// ones, each in the order of `before`, then added ones in the order of `after`. A changed row has
// one Change for each field. Equal versions give an empty diff. Quadratic in the rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "law/pack.hpp"

namespace redress::law {

enum class ChangeKind : std::uint8_t { removed, changed, added };
std::string_view name_of(ChangeKind kind);

struct Change {
  ChangeKind kind = ChangeKind::changed;
  std::string row;     ///< id of the element, tier of the penalty; empty for the version itself
  std::string field;   ///< "text", "facts", "children", ...; "" for a row that came or went
  std::string before;  ///< empty for an added row
  std::string after;   ///< empty for a removed row
  Standing standing = Standing::unconfirmed;  ///< the weaker of both sides
};

struct VersionDiff {
  std::string before;  ///< ids of the versions
  std::string after;
  std::vector<Change> version;  ///< mens_rea, nexus, child_rule, law, root, standing, citation
  std::vector<Change> elements;
  std::vector<Change> penalties;
  std::vector<Change> enhancements;

  bool empty() const {
    return version.empty() && elements.empty() && penalties.empty() && enhancements.empty();
  }
};

VersionDiff diff(const Version& before, const Version& after);

/// Plain text for a terminal, lines of at most 100 columns, ending in a line break; unconfirmed
/// sides are marked.
std::string show(const VersionDiff& diff);

}  // namespace redress::law
