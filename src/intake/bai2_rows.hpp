// Bookings and statements out of the records of BAI2 and BTRS, and their control totals.
//
// Promises: a 16 is kept when a record stands behind it, an account at its 49 (or where the next
// account or group shows that it is over). The totals of 49, 98 and 99 are recomputed from what was
// read, amounts and numbers of records, accounts and groups; what differs is a grave remark
// `control-total`, and so is a 49, 98 or 99 that is missing.
// Cost: no allocation a booking. Bad input: one refused row each; see docs/readers/bai2.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "intake/bai2_records.hpp"
#include "intake/bank_statement.hpp"
#include "intake/reader.hpp"

namespace redress::intake {

class Bai2Rows {
 public:
  explicit Bai2Rows(Reading& reading) : rows_(reading.rows), declared_(reading.declared) {}

  base::Result<void> take(const Bai2Record& record);
  /// Behind the last record.
  base::Result<void> finish();
  bool any_record() const { return known_ > 0; }

 private:
  /// Of an account, a group or the file: what was counted, against what its trailer says.
  struct Totals {
    base::Int128 sum = 0;
    std::int64_t records = 0;
    std::int64_t parts = 0;  ///< accounts of a group, groups of a file
    bool open = false;
  };

  base::Result<void> take_file(const Bai2Record& record);
  base::Result<void> take_group(const Bai2Record& record);
  base::Result<void> take_account(const Bai2Record& record);
  base::Result<void> take_summaries(Bai2Fields& fields, const Bai2Record& record);
  void take_balance(std::string_view type, std::int64_t amount);
  base::Result<void> take_detail(const Bai2Record& record);
  base::Result<void> keep_detail(Bai2Fields& fields, std::string_view type, std::int64_t minor,
                                 std::string_view value_on, const Bai2Record& record);
  base::Result<void> take_trailer(const Bai2Record& record);
  base::Result<void> refuse(const Bai2Record& record, std::string_view reason,
                            std::string_view found, std::string_view expected);

  base::Result<void> end_account(bool trailer);
  base::Result<void> end_group(bool trailer);
  base::Result<void> end_file(bool trailer);
  void check(const Totals& totals, std::string_view text, std::string_view what,
             std::string_view parts);
  void remark_missing(std::string_view what, std::string_view record);
  void remark_on_group(std::string_view status, std::string_view modifier);

  Rows& rows_;
  const Declared& declared_;
  Totals file_;
  Totals group_;
  Totals account_;
  std::int64_t groups_ = 0;  ///< of all of the input
  std::uint64_t known_ = 0;
  bool half_ = false;  ///< the file broke off within a record, and that was said
  docket::DateNumber as_of_;
  std::string group_currency_;
  std::string bank_;
  bank::BankStatement statement_;
  std::optional<std::int64_t> available_opening_;
  std::optional<std::int64_t> available_closing_;
  std::string text_;
};

}  // namespace redress::intake
