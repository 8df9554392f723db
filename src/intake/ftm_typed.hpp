// From an entity of FollowTheMoney to the record that the lenses read: a payment, call, message or
// paper.
//
// Promises: Payment gives a transfer as the payer's account would show it, Call a call, Message and
// Email a message, Passport and Identification an identity document; other schemata give nothing.
// People and accounts are named by the ids of their entities, as the file does. Amounts are exact,
// and none is taken without a currency.
// Cost: a walk over the values for each field.
// Bad input: an amount or date that can not be read is one refusal, beside the claims that stay.
// Source: FollowTheMoney 4.5, schemata Payment, Value, Interval, Call, Message, Email,
// Identification, Passport.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "base/result.hpp"
#include "intake/ftm_entity.hpp"
#include "intake/moments.hpp"
#include "intake/rows.hpp"

namespace redress::intake {

/// Where the entity stands.
struct FtmPlace {
  std::int64_t row = 0;
  std::int64_t offset = 0;
  std::int64_t bytes = 0;
};

class FtmTyped {
 public:
  FtmTyped(Rows& rows, const Declared& declared, Clocks clocks)
      : rows_(&rows), declared_(&declared), clocks_(std::move(clocks)) {}

  base::Result<void> keep(const FtmEntity& entity, const FtmPlace& place);
  bool lacked_zone() const { return clocks_.lacked_zone(); }
  /// Payments without a currency: no transfers.
  std::uint64_t lacked_currency() const { return lacked_currency_; }
  static bool is_typed(std::string_view schema);

 private:
  base::Result<void> payment(const FtmEntity& entity, const FtmPlace& place);
  base::Result<void> call(const FtmEntity& entity, const FtmPlace& place);
  base::Result<void> message(const FtmEntity& entity, const FtmPlace& place);
  base::Result<void> paper(const FtmEntity& entity, const FtmPlace& place);
  base::Result<void> refuse(const FtmPlace& place, std::string_view reason, std::string_view found,
                            std::string_view expected);
  /// False: it stands there and is no date.
  bool time_of(const FtmEntity& entity, Moment& out);
  bool read_time(std::string_view text, Moment& out);

  Rows* rows_;
  const Declared* declared_;
  Clocks clocks_;
  std::optional<base::Currency> currency_;  ///< of the last payment
  std::string text_;
  std::string list_;
  std::string name_;
  std::uint64_t lacked_currency_ = 0;
};

}  // namespace redress::intake
