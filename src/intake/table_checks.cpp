#include "intake/table_checks.hpp"

namespace redress::intake {

void TableChecks::see(std::int64_t amount, std::int64_t balance, std::string_view account,
                      std::string_view currency, std::uint64_t row) {
  if (rows_++ == 0) {
    first_row_ = row;
    currency_ = currency;
    account_ = account;
  }
  const bool other_currency = currency != currency_;
  if (other_currency) mixed_ = true;
  sum_ += amount;
  (amount < 0 ? debits_ : credits_) += amount;
  if (balance == docket::kAbsent) {
    last_balance_ = docket::kAbsent;
    return;
  }
  if (other_currency || account != account_) {
    account_ = account;
    currency_ = currency;
    last_balance_ = docket::kAbsent;
  }
  if (last_balance_ != docket::kAbsent) {
    ++compared_;
    const base::Int128 before = last_balance_;
    if (before + amount != balance) rising_.miss(row);
    if (before - last_amount_ != balance) falling_.miss(row);
  }
  last_balance_ = balance;
  last_amount_ = amount;
}

std::optional<base::Int128> TableChecks::sum() const {
  return mixed_ ? std::nullopt : std::optional(sum_);
}
std::optional<base::Int128> TableChecks::debits() const {
  return mixed_ ? std::nullopt : std::optional(debits_);
}
std::optional<base::Int128> TableChecks::credits() const {
  return mixed_ ? std::nullopt : std::optional(credits_);
}

std::optional<Remark> TableChecks::balance_remark() const {
  const Order& order = falling_.broken < rising_.broken ? falling_ : rising_;
  if (compared_ == 0 || order.broken == 0) return std::nullopt;
  return Remark{"balance",
                "the balance of " + std::to_string(order.broken) + " of " +
                    std::to_string(compared_) +
                    " rows does not follow from the row before; the first is row " +
                    std::to_string(order.first_broken) +
                    ": rows may be missing, be of another account, or a column be mapped wrongly",
                true};
}

std::optional<bool> TableChecks::frame_holds(std::int64_t opening, std::int64_t closing) const {
  if (mixed_ || opening == docket::kAbsent || closing == docket::kAbsent) return std::nullopt;
  return base::Int128{opening} + sum_ == closing;
}

}  // namespace redress::intake
