// Records of money: bookings, the balances of statements, transfers of wallets.
//
// Texts stand as in the source. Accounts are looked up under base::normal_key(KeyKind::account).
// Every record says where it stands: `place` is what holds it ("sheet March", "statement 2/2024",
// "Document/BkToCstmrStmt/Stmt[1]"), `row` counts in it from 1, `offset` and `bytes` are the bytes of the
// exhibit, where the format has such a range and the text was not converted.
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
  DateNumber value_on;
  Minor balance;
  std::string_view reference;
  std::string_view code;
  std::string_view counter_bank;
  Minor other_amount;
  std::string_view other_currency;
  bool pending = false;
  Micros booked_wall;
  std::string_view zone;
  std::string_view place;
  std::int64_t offset = kAbsent;
  std::int64_t bytes = kAbsent;
  bool operator==(const Transfer&) const = default;
};

template <>
struct RecordKind<Transfer> {
  static constexpr RecordInfo info{
      .name = "transfer",
      .plural = "transfers",
      .version = 2,
      .locator = "row",
      .help = "one booking on one account, as the statement of its bank shows it",
  };
  static constexpr auto columns = FieldList{
      column(1, "booked_at", &Transfer::booked_at, "instant of booking, where it is known",
             {.when = true}),
      column(2, "booked_on", &Transfer::booked_on, "day of booking as written in the source",
             {.when = true}),
      column(3, "amount", &Transfer::amount, "minor units; negative: money left the account",
             {.currency = "currency"}),
      column(4, "currency", &Transfer::currency, "ISO 4217 code"),
      column(5, "account", &Transfer::account, "whose statement it is",
             {.lookup = Lookup::account, .names = Names::account, .own = true}),
      column(6, "counter_account", &Transfer::counter_account, "the other side's account",
             {.lookup = Lookup::account, .names = Names::account}),
      column(7, "counter_name", &Transfer::counter_name, "the other side's name as written",
             {.names = Names::person, .searched = true}),
      column(8, "text", &Transfer::text, "purpose, remarks", {.searched = true}),
      column(9, "row", &Transfer::row, "locator: the row in its place, from 1", {.locates = true}),
      column(10, "value_on", &Transfer::value_on, "day of value"),
      column(11, "balance", &Transfer::balance, "balance after it, where each row has one",
             {.currency = "currency"}),
      column(12, "reference", &Transfer::reference, "the bank's number of it"),
      column(13, "code", &Transfer::code, "the bank's word or code for what it is"),
      column(14, "counter_bank", &Transfer::counter_bank, "BIC or sort code of the other side"),
      column(15, "other_amount", &Transfer::other_amount, "in the currency in which it was made",
             {.currency = "other_currency"}),
      column(16, "other_currency", &Transfer::other_currency, "that currency, ISO 4217"),
      column(17, "pending", &Transfer::pending, "announced, not booked"),
      column(18, "booked_wall", &Transfer::booked_wall,
             "clock of the source as it was written, as if it were UTC"),
      column(19, "zone", &Transfer::zone, "of that clock; empty: nobody said"),
      column(20, "place", &Transfer::place, "what holds the row: sheet, statement, element",
             {.locates = true}),
      column(21, "offset", &Transfer::offset, "first byte in the exhibit", {.locates = true}),
      column(22, "bytes", &Transfer::bytes, "how many", {.locates = true}),
  };
};

/// What one statement says of itself: the frame in which its bookings must fit.
struct Balance {
  std::string_view account;
  std::string_view currency;
  std::string_view number;
  DateNumber from;
  DateNumber until;
  Minor opening;
  DateNumber opening_on;
  Minor closing;
  DateNumber closing_on;
  std::int64_t bookings = kAbsent;
  std::string_view holder;
  std::string_view bank;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const Balance&) const = default;
};

template <>
struct RecordKind<Balance> {
  static constexpr RecordInfo info{
      .name = "balance",
      .plural = "balances",
      .version = 1,
      .locator = "place",
      .help = "what one statement says of itself: account, period, opening and closing balance",
  };
  static constexpr auto columns = FieldList{
      column(1, "account", &Balance::account, "of the statement",
             {.lookup = Lookup::account, .names = Names::account, .own = true}),
      column(2, "currency", &Balance::currency, "ISO 4217 code"),
      column(3, "number", &Balance::number, "of the statement, as written"),
      column(4, "from", &Balance::from, "first day", {.when = true}),
      column(5, "until", &Balance::until, "last day", {.when = true}),
      column(6, "opening", &Balance::opening, "balance before the first booking",
             {.currency = "currency"}),
      column(7, "opening_on", &Balance::opening_on, "day of the opening balance"),
      column(8, "closing", &Balance::closing, "balance after the last booking",
             {.currency = "currency"}),
      column(9, "closing_on", &Balance::closing_on, "day of the closing balance"),
      column(10, "bookings", &Balance::bookings, "how many bookings stand in it"),
      column(11, "holder", &Balance::holder, "whose account it is, as written",
             {.names = Names::person, .searched = true}),
      column(12, "bank", &Balance::bank, "BIC, sort code or name of the bank"),
      column(13, "place", &Balance::place, "locator: equal to that of its bookings",
             {.locates = true}),
      column(14, "row", &Balance::row, "row of the first booking", {.locates = true}),
  };
};

/// A transfer on a public ledger. Amounts are whole base units of the asset, as decimal text, since
/// they do not fit 64 bits (1 ether is 10^18 wei).
struct WalletTransfer {
  Micros at;
  std::string_view transaction;
  std::int64_t block = kAbsent;
  std::string_view from;
  std::string_view to;
  std::string_view units;
  std::string_view fee_units;
  std::string_view asset;
  std::int64_t decimals = kAbsent;
  std::string_view contract;
  std::string_view wallet;
  std::string_view code;
  std::int64_t position = kAbsent;
  bool failed = false;
  std::string_view place;
  std::int64_t row = kAbsent;
  std::int64_t offset = kAbsent;
  std::int64_t bytes = kAbsent;
  bool operator==(const WalletTransfer&) const = default;
};

template <>
struct RecordKind<WalletTransfer> {
  static constexpr RecordInfo info{
      .name = "wallet_transfer",
      .plural = "wallet transfers",
      .version = 1,
      .locator = "row",
      .help = "one movement on a public ledger; of many inputs and outputs each is a row",
  };
  static constexpr auto columns = FieldList{
      column(1, "at", &WalletTransfer::at, "instant of the block", {.when = true}),
      column(2, "transaction", &WalletTransfer::transaction, "its hash", {.lookup = Lookup::exact}),
      column(3, "block", &WalletTransfer::block, "its block"),
      column(4, "from", &WalletTransfer::from, "address that paid; empty for an output",
             {.lookup = Lookup::exact, .names = Names::wallet}),
      column(5, "to", &WalletTransfer::to, "address that was paid; empty for an input",
             {.lookup = Lookup::exact, .names = Names::wallet}),
      column(6, "units", &WalletTransfer::units, "base units, decimal digits"),
      column(7, "fee_units", &WalletTransfer::fee_units, "fee in base units of the chain's coin"),
      column(8, "asset", &WalletTransfer::asset, "coin or token"),
      column(9, "decimals", &WalletTransfer::decimals, "digits of one unit behind the point"),
      column(10, "contract", &WalletTransfer::contract, "of the token; empty: the chain's coin"),
      column(11, "wallet", &WalletTransfer::wallet, "whose export it is",
             {.names = Names::wallet, .own = true}),
      column(12, "code", &WalletTransfer::code, "method or status as written", {.searched = true}),
      column(13, "position", &WalletTransfer::position, "of an input or output, from 0"),
      column(14, "failed", &WalletTransfer::failed, "the ledger refused it: only the fee moved"),
      column(15, "place", &WalletTransfer::place, "what holds the row", {.locates = true}),
      column(16, "row", &WalletTransfer::row, "locator: the row in its place, from 1",
             {.locates = true}),
      column(17, "offset", &WalletTransfer::offset, "first byte in the exhibit", {.locates = true}),
      column(18, "bytes", &WalletTransfer::bytes, "how many", {.locates = true}),
  };
};

}  // namespace redress::docket
