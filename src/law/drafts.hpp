// Versions as they are written, before `like` is worked in and children become indexes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "law/fields.hpp"
#include "law/pack.hpp"

namespace redress::law::detail {

/// A row and whether it has a standing of its own.
template <typename Row>
struct Draft {
  Row row;
  bool own_standing = false;
};

struct ElementDraft : Draft<Element> {
  std::vector<NameAt> children;
};

struct VersionDraft : Draft<Version> {
  NameAt like;
  std::vector<NameAt> without;
  std::optional<std::string> mens_rea, nexus, child_rule, root;
  std::vector<ElementDraft> elements;
  std::vector<Draft<Penalty>> penalties;
  std::vector<Draft<Enhancement>> enhancements;
};

/// Works every `like` in (load.hpp says how), ties the trees and sorts by first day. `around` is
/// the standing of the offence. At most `kMostCopies` rows are copied for one offence; a version
/// beyond that keeps only its own, and is reported, as is a `like` that leads nowhere or in a
/// circle.
std::vector<Version> settle(std::vector<VersionDraft> drafts, Standing around, Reading& reading);

inline constexpr std::size_t kMostCopies = 20'000;

/// Fills children, lost_children and root of one version; cuts circles and too long chains.
Version tie(VersionDraft draft, Reading& reading);

}  // namespace redress::law::detail
