// Declarations of different types in one list, known at compile time.
//
// Promises: what std::tuple and std::apply would do for the fields of kinds and the columns of records, at a
// fraction of their cost: every file that includes a kind compiles its list (docs/benchmarks.md, "Building").
#pragma once

#include <cstddef>
#include <utility>

namespace redress::docket {

namespace detail {

template <std::size_t I, typename T>
struct Listed {
  T value;
};

template <typename Indices, typename... T>
struct ListedAll;

template <std::size_t... I, typename... T>
struct ListedAll<std::index_sequence<I...>, T...> : Listed<I, T>... {
  /// Calls take with each, in order.
  template <typename Take>
  constexpr void each(const Take& take) const {
    (take(static_cast<const Listed<I, T>&>(*this).value), ...);
  }
};

}  // namespace detail

template <typename... T>
struct FieldList : detail::ListedAll<std::index_sequence_for<T...>, T...> {
  constexpr explicit FieldList(T... all)
      : detail::ListedAll<std::index_sequence_for<T...>, T...>{{all}...} {}
};

}  // namespace redress::docket
