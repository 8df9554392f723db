// Whether the rows of a statement agree with what else it says: the balance in each row, totals
// below it, the balances before and after.
//
// Promises: exact sums of one currency; statements in rising and in falling order; nothing is
// changed or left out because of it, it is only said. Cost: a few nanoseconds a row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/wide.hpp"
#include "docket/record.hpp"
#include "intake/rows.hpp"

namespace redress::intake {

class TableChecks {
 public:
  void see(std::int64_t amount, std::int64_t balance, std::string_view account,
           std::string_view currency, std::uint64_t row);
  std::uint64_t rows() const { return rows_; }
  std::uint64_t first_row() const { return first_row_; }
  /// Nothing: several currencies.
  std::optional<base::Int128> sum() const;
  std::optional<base::Int128> debits() const;
  std::optional<base::Int128> credits() const;
  /// "balance": rows that do not follow from the one before; nothing where no row has a balance or
  /// all follow.
  std::optional<Remark> balance_remark() const;
  /// Whether opening, rows and closing fit; nothing: it can not be told.
  std::optional<bool> frame_holds(std::int64_t opening, std::int64_t closing) const;

 private:
  struct Order {
    std::uint64_t broken = 0;
    std::uint64_t first_broken = 0;
    void miss(std::uint64_t row) {
      if (broken++ == 0) first_broken = row;
    }
  };
  Order rising_;   ///< the balance is after its row, and rows are in order of time
  Order falling_;  ///< the newest row stands first
  std::uint64_t compared_ = 0;
  std::uint64_t rows_ = 0;
  std::uint64_t first_row_ = 0;
  std::int64_t last_amount_ = 0;
  std::int64_t last_balance_ = docket::kAbsent;
  std::string account_;
  std::string currency_;
  bool mixed_ = false;
  base::Int128 sum_ = 0;
  base::Int128 debits_ = 0;
  base::Int128 credits_ = 0;
};

}  // namespace redress::intake
