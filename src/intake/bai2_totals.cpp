// The trailers of BAI2: what was read against what the file says of itself.
#include "intake/bai2_rows.hpp"
#include "intake/bank_text.hpp"

namespace redress::intake {

using base::Result;

void Bai2Rows::remark_missing(std::string_view what, std::string_view record) {
  rows_.remark({.code = "control-total",
                .text = std::string(what) + " has no record " + std::string(record) +
                        ", so its control total can not be checked.",
                .grave = true});
}

/// `parts`: what the second field counts; empty: it counts records, and there is no third.
void Bai2Rows::check(const Totals& totals, std::string_view text, std::string_view what,
                     std::string_view parts) {
  Bai2Fields fields(text);
  std::string differs;
  const auto compare = [&](std::string_view stated, base::Int128 counted, std::string_view of) {
    const std::optional<std::int64_t> number = bai2_amount(stated);
    if (number && *number == counted) return;
    if (!differs.empty()) differs += "; ";
    differs += std::string(of) + " " + (number ? std::to_string(*number) : "not said") + ", but " +
               base::decimal_text(counted) + " was read";
  };
  compare(fields.next(), totals.sum, "control total");
  if (!parts.empty()) compare(fields.next(), totals.parts, parts);
  compare(fields.next(), totals.records, "number of records");
  if (differs.empty()) return;
  rows_.remark({.code = "control-total",
                .text = std::string(what) + " says: " + differs + ".",
                .grave = true});
}

Result<void> Bai2Rows::take_trailer(const Bai2Record& record) {
  const bool fits = record.code == 49   ? account_.open
                    : record.code == 98 ? group_.open
                                        : file_.open;
  if (!fits)
    return refuse(record, "bad-record", "a trailer of nothing",
                  "a record 03 before 49, 02 before 98, 01 before 99");
  if (record.code == 49) {
    account_.records += record.lines;
    check(account_, record.text, statement_.place, "");
    return end_account(true);
  }
  if (record.code == 98) {
    REDRESS_TRY(end_account(false));
    group_.records += record.lines;
    check(group_, record.text, "group " + std::to_string(groups_), "number of accounts");
    return end_group(true);
  }
  REDRESS_TRY(end_group(false));
  file_.records += record.lines;
  check(file_, record.text, "the file", "number of groups");
  return end_file(true);
}

Result<void> Bai2Rows::end_account(bool trailer) {
  if (!account_.open) return {};
  if (!trailer) remark_missing(statement_.place, "49");
  group_.sum += account_.sum;
  group_.records += account_.records;
  account_.open = false;
  // Available balances stand where there are no ledger balances, and prove nothing of the bookings.
  const bool opening = !statement_.opening && available_opening_;
  const bool closing = !statement_.closing && available_closing_;
  if (opening) statement_.opening = available_opening_;
  if (closing) statement_.closing = available_closing_;
  if (opening || closing) {
    statement_.checked = false;
    rows_.remark({.code = "available-balance",
                  .text = statement_.place + " gives no ledger balance for its " +
                          (opening && closing ? "opening and closing"
                           : opening          ? "opening"
                                              : "closing") +
                          "; the available balance stands for it."});
  }
  if (statement_.opening) statement_.opening_on = as_of_;
  if (statement_.closing) statement_.closing_on = as_of_;
  return statement_.finish(rows_);
}

Result<void> Bai2Rows::end_group(bool trailer) {
  REDRESS_TRY(end_account(false));
  if (!group_.open) return {};
  if (!trailer) remark_missing("group " + std::to_string(groups_), "98");
  file_.sum += group_.sum;
  file_.records += group_.records;
  group_ = {};
  return {};
}

Result<void> Bai2Rows::end_file(bool trailer) {
  REDRESS_TRY(end_group(false));
  if (file_.open && !trailer) remark_missing("the file", "99");
  file_ = {};
  return {};
}

Result<void> Bai2Rows::finish() {
  const bool open = account_.open || group_.open || file_.open;
  if (!open || half_) return {};
  return rows_.refuse({.where = account_.open ? statement_.place : std::string("end of the file"),
                       .reason = "ends-early",
                       .found = "the end of the file",
                       .expected = "the trailers 49, 98 and 99"});
}

}  // namespace redress::intake
