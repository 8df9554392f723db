// Bookings and statements out of the fields of MT940 and MT942.
//
// Promises: a booking is kept when something stands behind its :61: and :86: (the next field, "-",
// a block): at the end of the file it may be half of one, and is refused with `ends-early`. A
// statement is kept when it was closed: by its closing balance, by the sums of MT942, by "-" or by
// the next message.
// Cost: no allocation a booking; strings are reused. Bad input: one refused row each; see
// docs/readers/mt940.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "intake/bank_statement.hpp"
#include "intake/mt940_details.hpp"
#include "intake/mt940_fields.hpp"
#include "intake/mt940_parts.hpp"
#include "intake/reader.hpp"

namespace redress::intake {

class Mt940Rows {
 public:
  explicit Mt940Rows(Reading& reading) : rows_(reading.rows), declared_(reading.declared) {}

  base::Result<void> take(const Mt940Field& field);
  /// Behind the last field.
  base::Result<void> finish();
  bool any_field() const { return fields_ > 0; }
  std::int64_t statements() const { return statements_; }
  std::int64_t bookings() const { return bookings_; }

 private:
  base::Result<void> take_field(const Mt940Field& field);
  base::Result<void> begin_statement_if_due(std::string_view tag);
  void take_header(std::string_view line);
  void take_number(std::string_view text);
  void take_account(const Mt940Field& field);
  base::Result<void> take_balance(const Mt940Field& field, bool opening);
  void take_available(const Mt940Field& field);
  void take_floor(std::string_view text);
  void take_holder(std::string_view text);
  void take_currency(std::string_view code);
  void take_sum(const Mt940Field& field);

  void open_row(const Mt940Field& field);
  void add_details(const Mt940Field& field);
  base::Result<void> close_row();
  base::Result<void> keep_row(std::int64_t minor);
  base::Result<void> refuse_row(std::string_view reason, std::string_view found,
                                std::string_view expected);
  base::Result<void> end_statement();
  void check_sums();
  void remark_on_row();

  /// Of one direction, counted and as :90D: or :90C: says.
  struct Direction {
    std::int64_t entries = 0;
    base::Int128 sum = 0;
    std::optional<std::int64_t> stated_entries;
    std::optional<std::int64_t> stated_sum;
  };
  void check_sum(const Direction& direction, std::string_view tag);

  Rows& rows_;
  const Declared& declared_;
  bank::BankStatement statement_;
  Mt940Details details_;
  std::uint64_t fields_ = 0;
  std::int64_t messages_ = 0;
  std::int64_t statements_ = 0;
  std::int64_t bookings_ = 0;
  bool open_ = false;     ///< a statement
  bool told_ = false;     ///< it says something that a balance record keeps
  bool closed_ = false;   ///< closing balance or sums were there
  bool interim_ = false;  ///< MT942
  bool currency_stated_ = false;
  bool rabobank_ = false;
  std::string header_bank_;
  Direction debits_;
  Direction credits_;

  // The booking that is open.
  bool row_open_ = false;
  bool row_cut_ = false;
  bool dated_by_value_ = false;  ///< was remarked on
  std::uint64_t row_line_ = 0;
  std::int64_t row_offset_ = 0;
  std::int64_t row_end_ = 0;
  std::string line_text_;
  Mt940Line line_;  ///< views into line_text_
  std::string raw_;
  std::string text_;
  std::string code_;
  std::string counter_account_;
  std::string counter_bank_;
  std::string counter_name_;
};

}  // namespace redress::intake
