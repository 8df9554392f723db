// Bookings and statements out of the tags of OFX.
//
// Promises: a booking is kept at </STMTTRN>, or where the next one or the end of its list shows
// that it is whole; a statement at the end of STMTRS, CCSTMTRS or INVSTMTRS. What the file ends in
// is refused with `ends-early`. Every tag of a booking that has no column of its own becomes a line
// "TAG value" of the text: nothing is lost. Amounts are those of TRNAMT, signed from the customer's
// side. CURRENCY says that the amount is in another currency than the statement's, ORIGCURRENCY
// that it was converted and from which.
// Cost: no allocation a booking beyond strings that are reused.
// Source: OFX 1.6 chapter 11, OFX 2.3 chapter 11, 13 (INVBANKTRAN), section 5.2 (currencies).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "intake/bank_statement.hpp"
#include "intake/moments.hpp"
#include "intake/ofx_tokens.hpp"
#include "intake/reader.hpp"

namespace redress::intake {

/// Elements that hold others. Whatever is none of them is a value, or is passed over.
enum class OfxHolder : std::uint8_t {
  none,
  ofx,
  sign_on,
  institution,
  status,
  message_set,
  response,  ///< STMTTRNRS and the like
  statement,
  list,
  bank_transaction,  ///< INVBANKTRAN
  booking,
  payee,
  account_from,
  account_to,
  currency,
  original_currency,
  ledger_balance,
  available_balance,
  investment_balance,
  account_info,
  investment,  ///< a purchase, sale or income of securities
};
OfxHolder ofx_holder(std::string_view name);

class OfxRows {
 public:
  static base::Result<OfxRows> of(Reading& reading);

  base::Result<void> take(const OfxToken& token, bool offsets);
  /// Behind the last tag.
  base::Result<void> finish();
  bool any_ofx() const { return seen_ofx_; }

 private:
  OfxRows(Reading& reading, Clocks clocks) : reading_(&reading), clocks_(std::move(clocks)) {}

  base::Result<void> open(OfxHolder holder, const OfxToken& token);
  base::Result<void> close(const OfxToken& token);
  base::Result<void> leave(OfxHolder holder, std::uint64_t end);
  base::Result<void> leave_through(OfxHolder holder, std::uint64_t end);
  OfxHolder inside() const { return depth_ == 0 ? OfxHolder::none : holders_[depth_ - 1]; }
  bool within(OfxHolder holder) const;

  void take_value(const OfxToken& token);
  void take_of_statement(const OfxToken& token);
  void take_of_currency(const OfxToken& token, bool original);
  void take_of_booking(const OfxToken& token);
  void take_of_account(const OfxToken& token, bool own);
  void take_of_balance(const OfxToken& token);
  void take_of_list(const OfxToken& token);
  void take_of_account_info(const OfxToken& token);
  void take_of_status(const OfxToken& token);

  void begin_statement(const OfxToken& token);
  base::Result<void> end_statement();
  base::Result<void> settle_ledger();
  void remark_on_available(std::string_view amount);
  void begin_booking(const OfxToken& token);
  base::Result<void> end_booking(std::uint64_t end);
  base::Result<void> keep_booking(const Written& written, std::int64_t minor,
                                  const base::Currency& currency, std::uint64_t end);
  base::Result<void> refuse_booking(std::string_view reason, std::string_view found,
                                    std::string_view expected, std::uint64_t end);
  void see_clock(std::int64_t clock);
  void see_id(const docket::Transfer& transfer);
  void remark_on_ids();
  void end_status();
  void end_account_info();
  void remark_on_file();
  std::optional<base::Currency> currency_of_booking() const;
  docket::DateNumber day_of(std::string_view text) const;
  Rows& rows() const { return reading_->rows; }

  static constexpr std::size_t kMostDepth = 32;
  static constexpr std::size_t kMostIds = 500'000;

  /// Marks of a booking's id, and of its id, day, amount and texts.
  struct SeenId {
    std::uint64_t id = 0;
    std::uint64_t whole = 0;
  };

  Reading* reading_;
  Clocks clocks_;
  std::array<OfxHolder, kMostDepth> holders_{};
  std::size_t depth_ = 0;
  bool seen_ofx_ = false;
  bool closed_ofx_ = false;
  bool offsets_ = false;

  bank::BankStatement statement_;
  bool in_statement_ = false;
  bool currency_stated_ = false;
  std::string institution_;
  std::string balance_amount_;
  std::string balance_day_;
  std::array<std::uint64_t, 3> places_{};  ///< statements of each sort so far
  std::uint64_t investments_ = 0;
  std::vector<SeenId> ids_;  ///< of the statement

  // The booking in hand.
  bool in_booking_ = false;
  std::uint64_t booking_offset_ = 0;
  std::string type_;
  std::string posted_;
  std::string user_day_;
  std::string available_;
  std::string amount_;
  std::string id_;
  std::string name_;
  std::string memo_;
  std::string lines_;
  std::string text_;
  std::string to_account_;
  std::string to_bank_;
  std::string other_symbol_;  ///< of CURRENCY
  std::string original_symbol_;
  std::string rate_;
  bool pending_ = false;

  // For what is said of the file as a whole.
  std::string status_code_;
  std::string status_severity_;
  std::string status_message_;
  std::string listed_account_;
  std::string listed_name_;
  std::uint64_t statements_ = 0;
  std::uint64_t bookings_ = 0;
  std::uint64_t listed_ = 0;
  std::uint64_t errors_ = 0;
  bool signed_on_ = false;
  std::optional<std::int64_t> first_clock_;
  std::uint64_t clocks_seen_ = 0;
  bool clocks_differ_ = false;
};

}  // namespace redress::intake
