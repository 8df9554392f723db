// Where the values of OFX go, by the element in which they stand.
#include "intake/bank_text.hpp"
#include "intake/ofx_dates.hpp"
#include "intake/ofx_rows.hpp"

namespace redress::intake {

using enum OfxHolder;

namespace {

/// The first value of its name; later ones are lines of the text.
bool set_once(std::string& to, const OfxToken& token) {
  if (!to.empty()) return false;
  to = token.value;
  return true;
}

}  // namespace

void OfxRows::take_value(const OfxToken& token) {
  if (within(investment)) return;
  switch (inside()) {
    case booking:
    case payee: take_of_booking(token); break;
    case account_from: take_of_account(token, true); break;
    case account_to: take_of_account(token, false); break;
    case currency: take_of_currency(token, false); break;
    case original_currency: take_of_currency(token, true); break;
    case statement: take_of_statement(token); break;
    case list: take_of_list(token); break;
    case ledger_balance:
    case available_balance: take_of_balance(token); break;
    case status: take_of_status(token); break;
    case account_info: take_of_account_info(token); break;
    case institution:
      if (token.name == "ORG") institution_ = token.value;
      break;
    case investment_balance:
      if (token.name == "AVAILCASH") remark_on_available(token.value);
      break;
    default: break;
  }
}

void OfxRows::take_of_statement(const OfxToken& token) {
  if (token.name != "CURDEF" || statement_.row > 0) return;
  statement_.currency = bank::currency_of(token.value);
}

void OfxRows::take_of_list(const OfxToken& token) {
  const bool from = token.name == "DTSTART";
  if (!from && token.name != "DTEND") return;
  const docket::DateNumber day = day_of(token.value);
  if (day.yyyymmdd == docket::kAbsent || !in_statement_) return;
  docket::DateNumber& kept = from ? statement_.from : statement_.until;
  const bool wider = from ? day < kept : day > kept;
  if (kept.yyyymmdd == docket::kAbsent || wider) kept = day;
}

void OfxRows::take_of_booking(const OfxToken& token) {
  if (!in_booking_) return;
  const std::string_view name = token.name;
  bool taken = false;
  if (name == "TRNTYPE") taken = set_once(type_, token);
  if (name == "DTPOSTED" || name == "DTTRAN") taken = set_once(posted_, token);
  if (name == "DTUSER") taken = set_once(user_day_, token);
  if (name == "DTAVAIL") taken = set_once(available_, token);
  if (name == "TRNAMT") taken = set_once(amount_, token);
  if (name == "FITID") taken = set_once(id_, token);
  if (name == "NAME") taken = set_once(name_, token);
  if (name == "MEMO") {
    bank::append_line(memo_, token.value);
    taken = true;
  }
  if (!taken) bank::append_line(lines_, name, token.value);
}

void OfxRows::take_of_account(const OfxToken& token, bool own) {
  if (!own && !in_booking_) return;
  const bool listed = own && within(account_info);
  if (own && !listed && (!in_statement_ || in_booking_ || statement_.row > 0)) return;
  std::string& account = listed ? listed_account_ : own ? statement_.account : to_account_;
  std::string& bank_name = own ? statement_.bank : to_bank_;
  if (token.name == "ACCTID") {
    account = token.value;
  } else if (listed) {
    return;
  } else if (token.name == "BANKID" || token.name == "BROKERID") {
    bank_name = token.value;
  } else if (token.name == "BRANCHID") {
    if (!bank_name.empty()) bank::append(bank_name, "/");
    bank::append(bank_name, token.value);
  } else if (!own) {
    bank::append_line(lines_, token.name, token.value);
  }
}

void OfxRows::take_of_currency(const OfxToken& token, bool original) {
  if (!in_booking_ || within(investment)) return;
  if (token.name == "CURRATE") {
    rate_ = token.value;
    return;
  }
  (original ? original_symbol_ : other_symbol_) = token.value;
}

void OfxRows::take_of_balance(const OfxToken& token) {
  if (token.name == "BALAMT") balance_amount_ = token.value;
  if (token.name == "DTASOF") balance_day_ = token.value;
}

void OfxRows::take_of_status(const OfxToken& token) {
  if (token.name == "CODE") status_code_ = token.value;
  if (token.name == "SEVERITY") status_severity_ = token.value;
  if (token.name == "MESSAGE") status_message_ = token.value;
}

void OfxRows::take_of_account_info(const OfxToken& token) {
  if (token.name == "DESC") listed_name_ = token.value;
}

docket::DateNumber OfxRows::day_of(std::string_view text) const {
  const std::optional<Written> written = ofx_date(text, reading_->declared.days);
  return written ? written->on : docket::DateNumber{};
}

}  // namespace redress::intake
