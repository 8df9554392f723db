// The words that packs use for fixed choices, and back.
//
// Promises: each enum has one table; `word` gives nothing for an unknown word, `all_words` the
// list for a message ("confirmed | derived | unconfirmed").
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "law/pack.hpp"

namespace redress::law::detail {

template <typename E, std::size_t N>
using Words = std::array<std::pair<std::string_view, E>, N>;

inline constexpr Words<Standing, 3> kStandings{{{"confirmed", Standing::confirmed},
                                                {"derived", Standing::derived},
                                                {"unconfirmed", Standing::unconfirmed}}};
inline constexpr Words<SelectedBy, 4> kSelectedBy{{{"conduct", SelectedBy::conduct},
                                                   {"filing", SelectedBy::filing},
                                                   {"decision", SelectedBy::decision},
                                                   {"unexpired", SelectedBy::unexpired}}};
inline constexpr Words<Unanimity, 3> kUnanimity{
    {{"yes", Unanimity::yes}, {"no", Unanimity::no}, {"unsure", Unanimity::unsure}}};
inline constexpr Words<About, 3> kAbout{
    {{"survivor", About::survivor}, {"venture", About::venture}, {"defendant", About::defendant}}};
inline constexpr Words<Kind, 4> kKinds{{{"offence", Kind::offence},
                                        {"definition", Kind::definition},
                                        {"attempt", Kind::attempt},
                                        {"conspiracy", Kind::conspiracy}}};
inline constexpr Words<RunsFrom, 3> kRunsFrom{{{"last-day", RunsFrom::last_day},
                                               {"child-18", RunsFrom::child_18},
                                               {"never", RunsFrom::never}}};
inline constexpr Words<MayLeave, 3> kMayLeave{
    {{"yes", MayLeave::yes}, {"order", MayLeave::order}, {"never", MayLeave::never}}};
inline constexpr Words<ClockStart, 5> kClockStart{{{"by-hand", ClockStart::by_hand},
                                                   {"issued", ClockStart::issued},
                                                   {"until", ClockStart::until},
                                                   {"obtained", ClockStart::obtained},
                                                   {"named", ClockStart::named}}};
inline constexpr Words<Independence, 3> kIndependence{{{"full", Independence::full},
                                                       {"context", Independence::context},
                                                       {"survivor", Independence::survivor}}};
inline constexpr Words<int, 13> kGroups{{{"trafficking", 0},
                                         {"servitude", 1},
                                         {"documents", 2},
                                         {"labour-contracting", 3},
                                         {"mann-act", 4},
                                         {"immigration", 5},
                                         {"fraud", 6},
                                         {"money", 7},
                                         {"violence", 8},
                                         {"obstruction", 9},
                                         {"wage", 10},
                                         {"family-violence", 11},
                                         {"conspiracy", 12}}};

template <typename E, std::size_t N>
std::optional<E> word(const Words<E, N>& words, std::string_view text) {
  for (const auto& [name, value] : words)
    if (name == text) return value;
  return std::nullopt;
}

template <typename E, std::size_t N>
std::string_view name_in(const Words<E, N>& words, E value) {
  for (const auto& [name, each] : words)
    if (each == value) return name;
  return "?";
}

template <typename E, std::size_t N>
std::string all_words(const Words<E, N>& words) {
  std::string out;
  for (const auto& [name, value] : words) {
    if (!out.empty()) out += " | ";
    out += name;
  }
  return out;
}

}  // namespace redress::law::detail
