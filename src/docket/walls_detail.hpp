// The groups and keys of the walls of a case, as they are loaded from the stored keys.
//
// Promises: for walls.cpp, walls_keys.cpp and key_check.cpp alone. A circle is who shares a group: the
// readers of a wall, or all those for whom the release check may look for what stands behind it. Every
// reader is in both; somebody who only has it checked is in the second.
#pragma once

#include <compare>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "docket/walls.hpp"
#include "docket/wrap.hpp"

namespace redress::docket {

struct Circle {
  Wall wall = Wall::identity;
  bool checks = false;
  auto operator<=>(const Circle&) const = default;
};

inline constexpr std::array<bool, 2> kReadsThenChecks{false, true};

/// As stored keys name it: "identity", "identity/check".
std::string name_of(Circle circle);
base::Result<Circle> circle_named(std::string_view text);
/// Whether a grant lets its reader into a circle of its wall.
bool lets_into(const Grant& grant, Circle circle);

/// One generation of a circle.
struct Walls::Group {
  std::uint64_t id = 0;
  std::uint32_t version = 0;
  Circle circle;
  PublicKey open{};
  std::map<std::uint64_t, base::Bytes> wrapped;  ///< by reader
};

struct Walls::Keys {
  std::map<std::uint64_t, Group> groups;  ///< by id, so the newest of a circle comes last
  std::vector<StoredKey> data;            ///< by rising id
  std::vector<StoredKey> erasure;

  Group* newest(Circle circle) {
    Group* found = nullptr;
    for (auto& [id, group] : groups)
      if (group.circle == circle) found = &group;
    return found;
  }
  const StoredKey* data_of(std::uint64_t id) const {
    const auto at = std::ranges::find(data, id, &StoredKey::id);
    return at == data.end() ? nullptr : &*at;
  }
};

namespace detail {

base::Error no_wall_key();

/// Case, name of the circle, reader: the keys of groups that standing grants give.
using GroupHolder = std::tuple<std::uint64_t, std::string, std::uint64_t>;
base::Result<std::set<GroupHolder>> granted_holders(const Docket& docket);

}  // namespace detail
}  // namespace redress::docket
