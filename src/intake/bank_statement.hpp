// One statement of an account while it is read: what it says of itself, and what its bookings come
// to.
//
// Promises: each booking has the place of its statement and counts in it from 1, refused ones too,
// so that a row number finds the same booking whatever was refused. A statement that ends becomes
// one docket::Balance, and is checked: opening balance + booked amounts = closing balance, exactly,
// in 128 bits. Where they differ, a grave remark `balance` names the statement, the opening
// balance, the sum and the closing one, and how many bookings were refused. Pending bookings and
// those in other currencies are in no sum.
// Units: minor units of the statement's currency. Cost: constant; no allocation a booking.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "docket/records_money.hpp"
#include "intake/rows.hpp"

namespace redress::intake::bank {

struct BankStatement {
  std::string place;    ///< "message 3, statement 00004/00001": unlike any other of the file
  std::string account;  ///< as written
  std::string bank;
  std::string holder;
  std::string number;
  std::optional<base::Currency> currency;
  docket::DateNumber from;
  docket::DateNumber until;
  std::optional<std::int64_t> opening;
  docket::DateNumber opening_on;
  std::optional<std::int64_t> closing;
  docket::DateNumber closing_on;
  bool checked =
      true;  ///< false: the balances are no book balances, and say nothing of the bookings

  std::int64_t row = 0;  ///< of the last booking, refused or not
  std::int64_t refused = 0;
  std::int64_t left_out = 0;  ///< pending, or in another currency
  base::Int128 sum = 0;       ///< of booked amounts in the statement's currency

  /// Empty again, keeping the memory of its texts.
  void clear();
  std::string_view currency_code() const;
  /// Keeps a booking; what is common to all of the statement is filled in.
  base::Result<void> keep(Rows& rows, docket::Transfer booking);
  /// Refuses one: "message 3, row 2, line 17".
  base::Result<void> refuse(Rows& rows, Refusal refusal, std::string_view where);
  /// Keeps docket::Balance and checks it.
  base::Result<void> finish(Rows& rows) const;
};

/// The check alone, for statements that are not kept as above.
void bank_balance_check(Rows& rows, const BankStatement& statement);

}  // namespace redress::intake::bank
