// Records of money: one row of a bank's, wallet's or remitter's statement.
//
// Texts stand as in the source. Accounts are looked up under base::normal_key(KeyKind::account).
#pragma once

#include "docket/record.hpp"

namespace redress::docket {

struct Transfer {
  Micros booked_at;
  DateNumber booked_on;
  Minor amount;
  std::string_view currency;
  std::string_view account;
  std::string_view counter_account;
  std::string_view counter_name;
  std::string_view text;
  std::int64_t row = kAbsent;
  bool operator==(const Transfer&) const = default;
};

template <>
struct RecordKind<Transfer> {
  static constexpr RecordInfo info{
      .name = "transfer",
      .plural = "transfers",
      .version = 1,
      .locator = "row",
      .help = "one booking on one account, as the statement of its bank shows it",
  };
  static constexpr auto columns = FieldList{
      column(1, "booked_at", &Transfer::booked_at, "instant of booking, where the source has one"),
      column(2, "booked_on", &Transfer::booked_on, "day of booking as written in the source"),
      column(3, "amount", &Transfer::amount, "minor units; negative: money left the account",
             {.currency = "currency"}),
      column(4, "currency", &Transfer::currency, "ISO 4217 code"),
      column(5, "account", &Transfer::account, "whose statement it is",
             {.lookup = Lookup::account}),
      column(6, "counter_account", &Transfer::counter_account, "the other side's account",
             {.lookup = Lookup::account}),
      column(7, "counter_name", &Transfer::counter_name, "the other side's name as written"),
      column(8, "text", &Transfer::text, "purpose, reference, remarks"),
      column(9, "row", &Transfer::row, "locator: the row in the source, from 1"),
  };
};

}  // namespace redress::docket
