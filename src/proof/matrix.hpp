// The matrix of counts and elements: what carries each cell, and how well.
//
// Promises: one pass over the bindings gives, for each cell (count, element), how many items
// support and undermine it, how many independent origins its usable support has, and one state.
// Every number is of items; a proof item is bound to one element once, so a binding given twice is
// counted twice. Order of bindings does not matter.
//
// Which items count:
//   usable support   direction supports, a usable route to the jury, and a status that we can stand
//                    on: undisputed or disputed_by_them. What we dispute ourselves can not carry
//                    an element for us; prospective and unsure items are not there yet.
//   undermining      counts as accepted when it is neither prospective nor unsure. A dispute, ours
//                    or theirs, does not make it go away, nor does the lack of a route: routes
//                    are those of our side.
// State, the first that fits:
//   uncovered        no usable support
//   contested        an accepted undermining item, or every usable support is disputed_by_them
//   corroborated     usable support from two or more origin groups
//   covered          usable support from one origin group
// A cell without bindings is uncovered. Two items of one origin group never corroborate each
// other, however many they are. Group 0 is that of origins that nobody declared to stand apart:
// beside another group it adds nothing, since it may only repeat it.
//
// Complexity: O(bindings + cells) and a sort of the origin groups inside each cell; a fixed number
// of allocations, none for a cell (counting sort: Knuth, TAOCP 3, 5.2, algorithm D).
// Refuses (bad_input, place "binding 7"): a count or element that does not exist; an enumerator
// that does not exist; more than kMaxCells cells or kMaxBindings bindings.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace redress::proof {

inline constexpr std::size_t kMaxCells = std::size_t{1} << 24U;
inline constexpr std::size_t kMaxBindings = std::size_t{1} << 27U;

enum class CellDirection : std::uint8_t { supports, undermines };

enum class CellStatus : std::uint8_t {
  undisputed,
  disputed_by_us,
  disputed_by_them,
  prospective,  ///< hoped for: not obtained or not admitted yet
  unsure,       ///< obtained; nobody decided yet what it shows
};

/// How an item stands towards the survivor's own telling.
enum class CellIndependence : std::uint8_t {
  full,                 ///< speaks for itself
  context_explained,    ///< needs explaining, and something other than a survivor explains it
  context_unexplained,  ///< needs explaining, and nothing explains it yet
  survivor,             ///< rests on what a survivor tells
};

/// What one item does for one cell. (The docket's kind is proof::Binding, in kinds.hpp: one of
/// those becomes one of these for each count that it concerns.)
struct CellBinding {
  std::uint32_t count = 0;
  std::uint32_t element = 0;       ///< within the count
  std::uint32_t item = 0;          ///< the caller's number
  std::uint32_t origin_group = 0;  ///< items of one group rest on one origin; 0: perhaps on any
  CellDirection direction = CellDirection::supports;
  CellStatus status = CellStatus::undisputed;
  CellIndependence independence = CellIndependence::full;
  bool usable_route = false;  ///< a route to the jury is open for it
};

enum class State : std::uint8_t { uncovered, covered, corroborated, contested };

/// One vector per column, all of the same length; the row of a cell is cell(count, element).
struct Matrix {
  std::vector<std::uint32_t> offsets;  ///< counts + 1: first cell of each count
  std::vector<State> state;
  std::vector<std::uint32_t> supporting;            ///< every supporting item, whatever its status
  std::vector<std::uint32_t> usable;                ///< of those: usable support
  std::vector<std::uint32_t> origins;               ///< distinct origin groups of usable support
  std::vector<std::uint32_t> on_survivor;           ///< usable support with independence survivor
  std::vector<std::uint32_t> unexplained;           ///< usable support with context_unexplained
  std::vector<std::uint32_t> disputed;              ///< supporting, disputed by either side
  std::vector<std::uint32_t> disputed_by_them;      ///< of those: usable support
  std::vector<std::uint32_t> prospective;           ///< supporting and prospective
  std::vector<std::uint32_t> unsure;                ///< supporting and unsure
  std::vector<std::uint32_t> undermining;           ///< every undermining item, whatever its status
  std::vector<std::uint32_t> undermining_accepted;  ///< of those: neither prospective nor unsure
  std::string method;
  std::string version;

  std::size_t counts() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::size_t cells() const { return state.size(); }
  std::size_t cell(std::uint32_t count, std::uint32_t element) const {
    return std::size_t{offsets[count]} + element;
  }
};

base::Result<Matrix> matrix(std::span<const CellBinding> bindings,
                            std::span<const std::uint32_t> elements_per_count);

}  // namespace redress::proof
