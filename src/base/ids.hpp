// Strongly typed row numbers.
//
// Promises: Id<Case> and Id<Exhibit> are different types that no code can mix up; 8 bytes,
// trivially copyable, ordered, hashable, usable in constant expressions. 0 means "none" and is the
// default; a number becomes an Id, and an Id a bool, only where it is written out.
//
//   struct CaseTag;  using CaseId = Id<CaseTag>;
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace redress::base {

template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::uint64_t value) : value_(value) {}

  constexpr std::uint64_t value() const { return value_; }
  constexpr explicit operator bool() const { return value_ != 0; }

  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr std::strong_ordering operator<=>(Id, Id) = default;

 private:
  std::uint64_t value_ = 0;
};

}  // namespace redress::base

template <class Tag>
struct std::hash<redress::base::Id<Tag>> {  // NOLINT(cert-dcl58-cpp): std allows specialising hash
  std::size_t operator()(redress::base::Id<Tag> id) const noexcept {
    return std::hash<std::uint64_t>{}(id.value());
  }
};
