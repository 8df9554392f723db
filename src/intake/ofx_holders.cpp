// Which elements hold others, and how their ends are found where tags are missing.
#include <algorithm>
#include <array>

#include "intake/ofx_rows.hpp"

namespace redress::intake {

using base::Result;

namespace {

struct Named {
  std::string_view name;
  OfxHolder holder;
};

using enum OfxHolder;

// In the order of names.
constexpr std::array kHolders = std::to_array<Named>({
    {"ACCTINFO", account_info},
    {"AVAILBAL", available_balance},
    {"BANKACCTFROM", account_from},
    {"BANKACCTTO", account_to},
    {"BANKTRANLIST", list},
    {"BANKTRANLISTP", list},
    {"BUYDEBT", investment},
    {"BUYMF", investment},
    {"BUYOPT", investment},
    {"BUYOTHER", investment},
    {"BUYSTOCK", investment},
    {"CCACCTFROM", account_from},
    {"CCACCTTO", account_to},
    {"CCSTMTRS", statement},
    {"CLOSUREOPT", investment},
    {"CURRENCY", currency},
    {"FI", institution},
    {"INCOME", investment},
    {"INVACCTFROM", account_from},
    {"INVBAL", investment_balance},
    {"INVBANKTRAN", bank_transaction},
    {"INVEXPENSE", investment},
    {"INVSTMTRS", statement},
    {"INVTRANLIST", list},
    {"JRNLFUND", investment},
    {"JRNLSEC", investment},
    {"LEDGERBAL", ledger_balance},
    {"MARGININTEREST", investment},
    {"OFX", ofx},
    {"ORIGCURRENCY", original_currency},
    {"PAYEE", payee},
    {"REINVEST", investment},
    {"RETOFCAP", investment},
    {"SELLDEBT", investment},
    {"SELLMF", investment},
    {"SELLOPT", investment},
    {"SELLOTHER", investment},
    {"SELLSTOCK", investment},
    {"SONRS", sign_on},
    {"SPLIT", investment},
    {"STATUS", status},
    {"STMTRS", statement},
    {"STMTTRN", booking},
    {"STMTTRNP", booking},
    {"TRANSFER", investment},
});
static_assert(std::ranges::is_sorted(kHolders, {}, &Named::name));

}  // namespace

OfxHolder ofx_holder(std::string_view name) {
  const auto at = std::ranges::lower_bound(kHolders, name, {}, &Named::name);
  if (at != kHolders.end() && at->name == name) return at->holder;
  if (name.size() > 8 && name.substr(0, name.size() - 1).ends_with("MSGSRSV")) return message_set;
  return name.ends_with("TRNRS") ? response : none;
}

bool OfxRows::within(OfxHolder holder) const {
  const auto end = holders_.begin() + static_cast<std::ptrdiff_t>(depth_);
  return std::find(holders_.begin(), end, holder) != end;
}

Result<void> OfxRows::take(const OfxToken& token, bool offsets) {
  offsets_ = offsets;
  const OfxHolder holder = ofx_holder(token.name);
  if (!seen_ofx_ && holder != ofx) return {};
  if (token.sort == OfxToken::Sort::close) return close(token);
  const bool symbol = (holder == currency || holder == original_currency) && !token.value.empty();
  if (holder != none && !symbol) return open(holder, token);
  if (!token.value_whole || token.value.empty()) return {};
  if (symbol) {
    take_of_currency(token, holder == original_currency);
  } else {
    take_value(token);
  }
  return {};
}

Result<void> OfxRows::open(OfxHolder holder, const OfxToken& token) {
  // What begins again without having ended has ended.
  if (holder == booking || holder == statement || holder == response || holder == message_set)
    REDRESS_TRY(leave_through(holder, token.offset));
  if (holder == response || holder == message_set)
    REDRESS_TRY(leave_through(statement, token.offset));
  if (holder == booking && !in_statement_) return {};
  if (depth_ == kMostDepth) return {};
  if (holder == investment && inside() == list) ++investments_;
  holders_[depth_++] = holder;
  if (holder == ofx) seen_ofx_ = true;
  if (holder == sign_on) signed_on_ = true;
  if (holder == statement) begin_statement(token);
  if (holder == booking) begin_booking(token);
  if (holder == ledger_balance) {
    balance_amount_.clear();
    balance_day_.clear();
  }
  if (holder == status) {
    for (std::string* each : {&status_code_, &status_severity_, &status_message_}) each->clear();
  }
  if (holder == account_info) {
    listed_account_.clear();
    listed_name_.clear();
  }
  return {};
}

Result<void> OfxRows::close(const OfxToken& token) {
  const OfxHolder holder = ofx_holder(token.name);
  if (holder == none) return {};
  REDRESS_TRY(leave_through(holder, token.end));
  if (holder == ofx && depth_ == 0) closed_ofx_ = true;
  return {};
}

/// Leaves all that is open up to the innermost `holder`, if there is one.
Result<void> OfxRows::leave_through(OfxHolder holder, std::uint64_t end) {
  if (!within(holder)) return {};
  while (depth_ > 0) {
    const OfxHolder left = holders_[--depth_];
    REDRESS_TRY(leave(left, end));
    if (left == holder) break;
  }
  return {};
}

Result<void> OfxRows::leave(OfxHolder holder, std::uint64_t end) {
  switch (holder) {
    case booking: return end_booking(end);
    case statement: return end_statement();
    case ledger_balance: return settle_ledger();
    case available_balance: remark_on_available(balance_amount_); return {};
    case status: end_status(); return {};
    case account_info: end_account_info(); return {};
    default: return {};
  }
}

}  // namespace redress::intake
