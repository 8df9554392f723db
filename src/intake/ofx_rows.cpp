#include "intake/ofx_rows.hpp"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "intake/bank_text.hpp"
#include "intake/ofx_dates.hpp"

namespace redress::intake {

using base::Result;

namespace {

constexpr std::uint64_t kFewClocks = 3;  ///< fewer that are equal say nothing

std::string clock_text(std::int64_t micros) {
  const std::int64_t seconds = micros / 1'000'000;
  const auto two = [](std::int64_t n) {
    return std::string(n < 10 ? "0" : "") + std::to_string(n);
  };
  return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

}  // namespace

Result<OfxRows> OfxRows::of(Reading& reading) {
  return OfxRows(reading, REDRESS_TRY(Clocks::of(reading.declared.zone)));
}

// ---- statements ------------------------------------------------------------------------------

void OfxRows::begin_statement(const OfxToken& token) {
  statement_.clear();
  const std::size_t sort = token.name == "STMTRS" ? 0 : token.name == "CCSTMTRS" ? 1 : 2;
  statement_.place = token.name + "[" + std::to_string(++places_[sort]) + "]";
  statement_.account = reading_->declared.account;
  statement_.bank.clear();
  statement_.currency = bank::currency_of(reading_->declared.currency);
  in_statement_ = true;
  investments_ = 0;
  ids_.clear();
}

Result<void> OfxRows::end_statement() {
  in_statement_ = false;
  if (statement_.bank.empty()) statement_.bank = institution_;
  ++statements_;
  if (investments_ > 0)
    rows().remark({.code = "investment",
                   .text = statement_.place + ": " + std::to_string(investments_) +
                           " transactions in securities are no bookings, and were not read."});
  remark_on_ids();
  return statement_.finish(rows());
}

Result<void> OfxRows::settle_ledger() {
  if (!in_statement_) return {};
  statement_.closing_on = day_of(balance_day_);
  if (balance_amount_.empty()) return {};
  if (statement_.currency)
    statement_.closing = bank::amount_of(balance_amount_, *statement_.currency);
  if (statement_.closing) return {};
  const std::string where = statement_.place + "/LEDGERBAL";
  return rows().refuse({.where = where,
                        .reason = "bad-balance",
                        .found = bank::raw_of(balance_amount_, 64),
                        .expected = "an amount in the currency of CURDEF",
                        .raw = bank::raw_of(balance_amount_)});
}

void OfxRows::remark_on_available(std::string_view amount) {
  if (!in_statement_ || !statement_.currency) return;
  const auto minor = bank::amount_of(amount, *statement_.currency);
  if (!minor || minor == statement_.closing) return;
  rows().remark({.code = "available-balance",
                 .text = statement_.place + ": " + bank::amount_text(*minor, *statement_.currency) +
                         " are available."});
}

// ---- bookings --------------------------------------------------------------------------------

void OfxRows::begin_booking(const OfxToken& token) {
  in_booking_ = true;
  booking_offset_ = token.offset;
  pending_ = token.name == "STMTTRNP";
  for (std::string* each :
       {&type_, &posted_, &user_day_, &available_, &amount_, &id_, &name_, &memo_, &lines_,
        &to_account_, &to_bank_, &other_symbol_, &original_symbol_, &rate_})
    each->clear();
  ++statement_.row;
}

Result<void> OfxRows::refuse_booking(std::string_view reason, std::string_view found,
                                     std::string_view expected, std::uint64_t end) {
  in_booking_ = false;
  std::vector<std::uint8_t> raw;
  if (offsets_ && end > booking_offset_) {
    raw.resize(std::min<std::uint64_t>(end - booking_offset_, bank::kMostRaw));
    raw.resize(REDRESS_TRY(reading_->input.read(booking_offset_, raw)));
  }
  return statement_.refuse(rows(),
                           {.reason = reason,
                            .found = bank::raw_of(found, 64),
                            .expected = expected,
                            .raw = base::as_text(raw)},
                           "STMTTRN[" + std::to_string(statement_.row) + "]");
}

std::optional<base::Currency> OfxRows::currency_of_booking() const {
  if (other_symbol_.empty()) return statement_.currency;
  return bank::currency_of(other_symbol_);
}

Result<void> OfxRows::end_booking(std::uint64_t end) {
  if (!in_booking_) return {};
  in_booking_ = false;
  const std::optional<Written> written = ofx_date(posted_, reading_->declared.days);
  if (!written)
    return refuse_booking("bad-date", posted_.empty() ? "no DTPOSTED" : posted_,
                          "a day of the calendar as YYYYMMDD", end);
  const std::optional<base::Currency> currency = currency_of_booking();
  if (!currency)
    return refuse_booking("no-currency", other_symbol_.empty() ? "no CURDEF" : other_symbol_,
                          "a currency of ISO 4217, or one that is declared", end);
  const auto minor = bank::amount_of(amount_, *currency);
  if (!minor)
    return refuse_booking("bad-amount", amount_.empty() ? "no TRNAMT" : amount_,
                          "an amount with one decimal mark and the currency's decimals", end);
  return keep_booking(*written, *minor, *currency, end);
}

Result<void> OfxRows::keep_booking(const Written& written, std::int64_t minor,
                                   const base::Currency& currency, std::uint64_t end) {
  docket::Transfer transfer{
      .booked_on = written.on, .amount = {minor}, .currency = currency.code()};
  if (written.clock) {
    const Moment moment = clocks_.moment(written);
    transfer.booked_at = moment.at;
    transfer.booked_wall = moment.wall;
    transfer.zone = moment.zone;
    see_clock(*written.clock);
  }
  text_ = memo_;
  // The day on which a person acted, where it is another one than that of the booking.
  if (user_day_.substr(0, 8) != posted_.substr(0, 8)) bank::append_line(text_, "DTUSER", user_day_);
  const bool foreign = !original_symbol_.empty() || other_symbol_ != statement_.currency_code();
  if (foreign) bank::append_line(text_, "CURRATE", rate_);
  bank::append_line(text_, lines_);
  transfer.counter_account = to_account_;
  transfer.counter_bank = to_bank_;
  transfer.counter_name = name_;
  transfer.text = text_;
  if (!available_.empty()) transfer.value_on = day_of(available_);
  transfer.reference = id_;
  transfer.code = type_;
  if (bank::currency_of(original_symbol_)) transfer.other_currency = original_symbol_;
  transfer.pending = pending_;
  if (offsets_) {
    transfer.offset = static_cast<std::int64_t>(booking_offset_);
    transfer.bytes = static_cast<std::int64_t>(end - booking_offset_);
  }
  ++bookings_;
  see_id(transfer);
  return statement_.keep(rows(), transfer);
}

void OfxRows::see_id(const docket::Transfer& transfer) {
  if (transfer.reference.empty() || ids_.size() >= kMostIds) return;
  const std::hash<std::string_view> mark;
  const std::string whole = std::string(transfer.reference) + '\n' +
                            std::to_string(transfer.booked_on.yyyymmdd) + '\n' +
                            std::to_string(transfer.amount.units) + '\n' +
                            std::string(transfer.counter_name) + '\n' + std::string(transfer.text);
  ids_.push_back({mark(transfer.reference), mark(whole)});
}

/// FITID is to be unique in an account (OFX 2.3, 3.2.1). Two bookings with one may be the same booking twice: a person
/// decides, and both stay.
void OfxRows::remark_on_ids() {
  std::ranges::sort(ids_, {}, [](const SeenId& one) { return std::pair(one.id, one.whole); });
  std::uint64_t same = 0;
  std::uint64_t other = 0;
  for (std::size_t i = 1; i < ids_.size(); ++i) {
    if (ids_[i].id != ids_[i - 1].id) continue;
    ++(ids_[i].whole == ids_[i - 1].whole ? same : other);
  }
  if (same > 0)
    rows().remark({"same-booking",
                   statement_.place +
                       ": bookings that repeat one before in everything, its id (FITID) too: " +
                       std::to_string(same) +
                       "; the same booking may stand twice, and all were kept",
                   true});
  if (other > 0)
    rows().remark({"same-id",
                   statement_.place +
                       ": bookings that have the id (FITID) of another one and differ from it "
                       "otherwise: " +
                       std::to_string(other),
                   false});
}

void OfxRows::see_clock(std::int64_t clock) {
  ++clocks_seen_;
  if (!first_clock_) first_clock_ = clock;
  clocks_differ_ = clocks_differ_ || *first_clock_ != clock;
}

// ---- what the file says beside ---------------------------------------------------------------

void OfxRows::end_status() {
  const bool error = status_severity_ == "ERROR";
  if (!error && status_severity_ != "WARN") return;
  std::string text = error ? "The bank answered with an error" : "The bank answered with a warning";
  text += within(OfxHolder::sign_on) ? " to the sign-on" : " to a request";
  if (!status_code_.empty()) text += ", code " + base::one_line(bank::raw_of(status_code_, 16));
  if (!status_message_.empty()) text += ": " + base::in_quotes(status_message_);
  rows().remark(
      {.code = error ? "status-error" : "status-warning", .text = text + ".", .grave = error});
  if (error) ++errors_;
}

void OfxRows::end_account_info() {
  if (listed_account_.empty()) return;
  ++listed_;
  std::string text = "The file lists account " + base::in_quotes(listed_account_);
  if (!listed_name_.empty()) text += ", " + base::in_quotes(listed_name_);
  rows().remark({.code = "account-listed", .text = text + ", without its bookings."});
}

void OfxRows::remark_on_file() {
  if (clocks_.lacked_zone()) rows().remark(no_zone_remark());
  if (clocks_seen_ >= kFewClocks && !clocks_differ_)
    rows().remark({.code = "same-clock",
                   .text = "All " + std::to_string(clocks_seen_) +
                           " bookings with a time of day have the same, " +
                           clock_text(*first_clock_) + ": it may stand for the day alone."});
  if (statements_ > 0 || bookings_ > 0) return;
  if (listed_ > 0) {
    rows().remark(
        {.code = "account-list",
         .text = "The file lists " + std::to_string(listed_) + " accounts and has no statement."});
  } else if (errors_ == 0) {
    rows().remark({.code = signed_on_ ? "sign-on" : "no-transactions",
                   .text = signed_on_ ? "The file has the answer to a sign-on and no statement."
                                      : "The file has no statement."});
  }
}

Result<void> OfxRows::finish() {
  if (in_booking_) {
    REDRESS_TRY(refuse_booking("ends-early", "the end of the file within a booking", "</STMTTRN>",
                               reading_->input.size()));
  } else if (!closed_ofx_) {
    const std::string where = (in_statement_ ? statement_.place + ", " : "") + "end of the file";
    REDRESS_TRY(rows().refuse({.where = where,
                               .reason = "ends-early",
                               .found = "the end of the file",
                               .expected = "</OFX> in front of it"}));
  }
  remark_on_file();
  return {};
}

}  // namespace redress::intake
