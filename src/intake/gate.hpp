// Which rows of an import an authority covers: row by row, before anything of them is indexed.
//
// Promises: a row that certainly lies outside the authority's dates, accounts, numbers or places is outside;
// one of which it can not be told stays inside and is counted. Asked are the columns that the kind of record
// marks: dates of its clock as the source wrote it (an instant without a zone counts with the day before
// and after); accounts where the column says whose statement it is; of numbers and places any of the row's.
// docket::judge decides about each different value once.
// Cost: without limits nothing; else a look-up a value. Memory: one entry a different value, at most kMostKnown.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "docket/scope.hpp"
#include "docket/segment_columns.hpp"

namespace redress::intake {

class ScopeGate {
 public:
  static constexpr std::size_t kMostKnown = 1'000'000;

  /// `obtained`: the day of the act that obtained the exhibit. `region`: of national telephone numbers.
  ScopeGate(const docket::Authority& authority, std::optional<base::PartialDate> obtained,
            std::string region);

  /// The authority has limits that rows can be asked about.
  bool limits() const { return dates_ || accounts_ || numbers_ || places_; }
  /// One entry a row: whether it may be read. Empty: all may.
  std::vector<bool> inside(const docket::Columns& columns);
  /// Rows of which some question could not be answered; they stay inside.
  std::uint64_t not_told() const { return not_told_; }

 private:
  enum class List : std::uint8_t { accounts, numbers, places };
  docket::Within within(List list, std::string_view value);
  docket::Within of_dates(const docket::Columns& columns, std::size_t row) const;
  docket::Within of_lists(const docket::Columns& columns, std::size_t row);
  docket::Within of_list(List list, const docket::Columns& columns, std::size_t row);

  docket::Authority authority_;
  std::optional<base::PartialDate> obtained_;
  std::string region_;
  bool dates_ = false;
  bool accounts_ = false;
  bool numbers_ = false;
  bool places_ = false;
  std::unordered_map<std::string, docket::Within> known_;
  std::string key_;
  std::uint64_t not_told_ = 0;
};

}  // namespace redress::intake
