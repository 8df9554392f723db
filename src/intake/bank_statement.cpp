#include "intake/bank_statement.hpp"

#include "intake/bank_text.hpp"

namespace redress::intake::bank {

using base::Result;

void BankStatement::clear() {
  for (std::string* text : {&place, &account, &bank, &holder, &number}) text->clear();
  currency.reset();
  from = until = opening_on = closing_on = {};
  opening.reset();
  closing.reset();
  checked = true;
  row = refused = left_out = 0;
  sum = 0;
}

std::string_view BankStatement::currency_code() const {
  return currency ? currency->code() : std::string_view{};
}

Result<void> BankStatement::keep(Rows& rows, docket::Transfer booking) {
  booking.account = account;
  booking.place = place;
  booking.row = row;
  if (booking.currency.empty()) booking.currency = currency_code();
  const std::uint64_t refused_before = rows.refused();
  REDRESS_TRY(rows.keep(booking));
  if (rows.refused() != refused_before) {
    ++refused;
  } else if (booking.pending || booking.currency != currency_code()) {
    ++left_out;
  } else {
    sum += booking.amount.units;
  }
  return {};
}

Result<void> BankStatement::refuse(Rows& rows, Refusal refusal, std::string_view where) {
  ++refused;
  std::string at = place;
  if (!at.empty()) at += ", ";
  if (row > 0) at += "row " + std::to_string(row) + ", ";
  at += where;
  refusal.where = at;
  refusal.raw = raw_of(refusal.raw);
  return rows.refuse(refusal);
}

Result<void> BankStatement::finish(Rows& rows) const {
  const auto minor = [&](const std::optional<std::int64_t>& amount) {
    return docket::Minor{amount && currency ? *amount : docket::kAbsent};
  };
  REDRESS_TRY(rows.keep(docket::Balance{.account = account,
                                        .currency = currency_code(),
                                        .number = number,
                                        .from = from,
                                        .until = until,
                                        .opening = minor(opening),
                                        .opening_on = opening_on,
                                        .closing = minor(closing),
                                        .closing_on = closing_on,
                                        .bookings = row,
                                        .holder = holder,
                                        .bank = bank,
                                        .place = place,
                                        .row = row > 0 ? 1 : docket::kAbsent}));
  bank_balance_check(rows, *this);
  return {};
}

void bank_balance_check(Rows& rows, const BankStatement& s) {
  if (!s.checked || !s.currency || !s.opening || !s.closing) return;
  if (s.sum + *s.opening == *s.closing) return;
  std::string text = s.place + " of account " + s.account + ": opening balance " +
                     amount_text(*s.opening, *s.currency) + " and bookings of " +
                     amount_text(s.sum, *s.currency) + " do not give the closing balance " +
                     amount_text(*s.closing, *s.currency);
  if (s.refused > 0) text += "; " + std::to_string(s.refused) + " of its rows were refused";
  if (s.left_out > 0)
    text += "; " + std::to_string(s.left_out) + " pending or of another currency are in no sum";
  rows.remark({.code = "balance", .text = text + ".", .grave = true});
}

}  // namespace redress::intake::bank
