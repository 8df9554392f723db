// The frame of a statement: its fields other than bookings.
#include <algorithm>

#include "intake/bank_text.hpp"
#include "intake/mt940_rows.hpp"

namespace redress::intake {

using base::Result;

namespace {

/// Whether an amount that ends where the file ends can be the whole of it.
bool whole_decimals(std::string_view amount, const base::Currency& currency) {
  const std::size_t mark = amount.find_first_of(",.");
  return mark != std::string_view::npos && amount.size() - mark - 1 >= currency.minor_digits();
}

}  // namespace

Result<void> Mt940Rows::take(const Mt940Field& field) {
  switch (field.sort) {
    case Mt940Field::Sort::field: ++fields_; return take_field(field);
    case Mt940Field::Sort::end:
      // A "-" where the file breaks off may be the first letter of a line of text.
      if (field.open_line && field.text == "-" && row_open_) return {};
      header_bank_.clear();
      rabobank_ = false;
      return end_statement();
    case Mt940Field::Sort::block:
      REDRESS_TRY(end_statement());
      take_header(field.text);
      return {};
    case Mt940Field::Sort::stray: take_header(field.text); return {};
  }
  return {};
}

void Mt940Rows::take_header(std::string_view line) {
  const Mt940Header header = mt940_header(line);
  if (!header.bank.empty()) header_bank_ = header.bank;
  if (!header.type.empty()) interim_ = header.type == "942";
}

/// A message may hold several statements, and a file may do without the ends of messages.
Result<void> Mt940Rows::begin_statement_if_due(std::string_view tag) {
  const bool opens = tag == "25" || tag == "25P" || tag.starts_with("28") || tag.starts_with("60");
  const bool again = tag.starts_with("60") && statement_.opening.has_value();
  const bool due = !open_ || tag == "20" || (opens && closed_) || again;
  if (!due) return {};
  REDRESS_TRY(end_statement());
  statement_.clear();
  statement_.place = "message " + std::to_string(++messages_);
  statement_.bank = header_bank_;
  statement_.account = declared_.account;
  debits_ = credits_ = {};
  currency_stated_ = false;
  take_currency(declared_.currency);
  currency_stated_ = false;
  open_ = true;
  return {};
}

Result<void> Mt940Rows::take_field(const Mt940Field& field) {
  const std::string_view tag = field.tag;
  if (tag == "940" || tag == "942") {
    REDRESS_TRY(end_statement());
    rabobank_ = tag == "940";
    interim_ = tag == "942";
    return {};
  }
  if (tag != "86") REDRESS_TRY(close_row());
  REDRESS_TRY(begin_statement_if_due(tag));
  if (tag == "61") {
    told_ = true;
    open_row(field);
  } else if (tag == "86") {
    if (row_open_) add_details(field);
  } else if (tag.starts_with("60")) {
    return take_balance(field, true);
  } else if (tag.starts_with("62")) {
    return take_balance(field, false);
  } else if (tag.starts_with("28")) {
    take_number(field.text);
  } else if (tag == "25" || tag == "25P") {
    take_account(field);
  } else if (tag == "34F") {
    take_floor(field.text);
  } else if (tag == "64") {
    take_available(field);
  } else if (tag.starts_with("90")) {
    take_sum(field);
  } else if (tag.starts_with("13")) {
    bool february = false;
    statement_.until = mt940_day(bank::trimmed(field.text).substr(0, 6), february);
  } else if (tag == "NS") {
    take_holder(field.text);
  }
  return {};
}

void Mt940Rows::take_number(std::string_view text) {
  const std::string_view number = bank::trimmed(text.substr(0, text.find('\n')));
  if (statement_.row > 0 || number.empty() || number.size() > 64) return;
  statement_.number = number;
  statement_.place = "message " + std::to_string(messages_) + ", statement " + statement_.number;
}

void Mt940Rows::take_account(const Mt940Field& field) {
  const Mt940Account account = mt940_account(field.text);
  if (statement_.row > 0) {
    rows_.remark({.code = "field-order",
                  .text = statement_.place + ", line " + std::to_string(field.line) +
                          ": a second account :25: stands behind bookings and was passed over.",
                  .grave = true});
    return;
  }
  told_ = true;
  if (account.account.size() <= bank::kMostRaw) statement_.account = account.account;
  if (!account.bank.empty()) statement_.bank = account.bank;
  if (!account.currency.empty() && !currency_stated_) take_currency(account.currency);
}

/// What a statement says stands above what a person declared.
void Mt940Rows::take_currency(std::string_view code) {
  if (code.empty() || currency_stated_) return;
  currency_stated_ = true;
  statement_.currency = bank::currency_of(code);
}

Result<void> Mt940Rows::take_balance(const Mt940Field& field, bool opening) {
  const Mt940Balance balance = mt940_balance(field.text);
  told_ = true;
  if (opening) currency_stated_ = false;
  take_currency(balance.currency);
  std::optional<std::int64_t> minor;
  if (balance.bad == Mt940Bad::no && statement_.currency &&
      statement_.currency_code() == balance.currency)
    minor = mt940_minor(balance.amount, balance.debit, *statement_.currency);
  // Where the file breaks off, "1150" may be the front of "1150,00".
  const bool whole = !opening && minor && whole_decimals(balance.amount, *statement_.currency);
  const bool half = field.at_end && field.open_line && !whole;
  if (half) return {};
  closed_ = closed_ || !opening;
  if (!minor) {
    const std::string where =
        statement_.place + ", :" + field.tag + ":, line " + std::to_string(field.line);
    return rows_.refuse({.where = where,
                         .reason = "bad-balance",
                         .found = bank::trimmed(field.text).substr(0, 64),
                         .expected = "C or D, YYMMDD, the statement's currency and an amount",
                         .raw = bank::raw_of(field.text)});
  }
  if (balance.february)
    rows_.remark({.code = "value-date",
                  .text = statement_.place + ", :" + field.tag +
                          ": has a day that February has not; its last day stands for it."});
  (opening ? statement_.opening : statement_.closing) = minor;
  (opening ? statement_.opening_on : statement_.closing_on) = balance.on;
  if (!opening) statement_.until = balance.on;
  return {};
}

void Mt940Rows::take_available(const Mt940Field& field) {
  const Mt940Balance balance = mt940_balance(field.text);
  if (balance.bad != Mt940Bad::no || !statement_.currency || !statement_.closing) return;
  if (balance.currency != statement_.currency_code()) return;
  const auto minor = mt940_minor(balance.amount, balance.debit, *statement_.currency);
  if (!minor || *minor == *statement_.closing) return;
  rows_.remark({.code = "available-balance",
                .text = statement_.place + ": of the closing balance " +
                        bank::amount_text(*minor, *statement_.currency) + " is available (:64:)."});
}

void Mt940Rows::take_floor(std::string_view text) {
  told_ = true;
  interim_ = true;
  take_currency(bank::trimmed(text).substr(0, 3));
}

/// ":NS:22Name" of some banks.
void Mt940Rows::take_holder(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.starts_with("22") && statement_.holder.empty())
      statement_.holder = bank::trimmed(line.substr(2));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void Mt940Rows::take_sum(const Mt940Field& field) {
  if (field.at_end && field.open_line) return;
  closed_ = true;
  const std::optional<Mt940Sum> sum = mt940_sum(field.text);
  if (!sum || !statement_.currency || sum->currency != statement_.currency_code()) return;
  Direction& direction = field.tag == "90D" ? debits_ : credits_;
  direction.stated_entries = sum->entries;
  direction.stated_sum = mt940_minor(sum->amount, false, *statement_.currency);
}

}  // namespace redress::intake
