#include "intake/bai2_rows.hpp"

#include "base/text.hpp"
#include "intake/bank_text.hpp"

namespace redress::intake {

using base::Result;

Result<void> Bai2Rows::take(const Bai2Record& record) {
  if (record.code != 0) ++known_;
  // What the file breaks off in may be half of a record.
  const bool trailer = record.code == 49 || record.code >= 98;
  const bool closed = !record.open_line || (trailer && record.text.ends_with('/'));
  const bool whole = !record.at_end || (trailer && closed);
  const bool open = account_.open || group_.open || file_.open;
  if (!whole && (record.code != 0 || (open && record.open_line))) {
    half_ = record.code == 16;
    if (half_) ++statement_.row;
    if (half_)
      return refuse(record, "ends-early", "the end of the file behind a booking",
                    "the next record behind it: 16, 49, 98 or 99");
    return {};
  }
  switch (record.code) {
    case 1: return take_file(record);
    case 2: return take_group(record);
    case 3: return take_account(record);
    case 16: return take_detail(record);
    case 49:
    case 98:
    case 99: return take_trailer(record);
    default:
      return refuse(record, "bad-record", bank::raw_of(record.text, 32),
                    "a record 01, 02, 03, 16, 49, 98 or 99, or an 88 behind one");
  }
}

Result<void> Bai2Rows::refuse(const Bai2Record& record, std::string_view reason,
                              std::string_view found, std::string_view expected) {
  const std::string line = "line " + std::to_string(record.line);
  const Refusal refusal{.reason = reason, .found = found, .expected = expected, .raw = record.text};
  if (account_.open && record.code == 16) return statement_.refuse(rows_, refusal, line);
  Refusal outside = refusal;
  outside.where = line;
  outside.raw = bank::raw_of(record.text);
  return rows_.refuse(outside);
}

// ---- frames ----------------------------------------------------------------------------------

Result<void> Bai2Rows::take_file(const Bai2Record& record) {
  REDRESS_TRY(end_file(false));
  file_ = {.records = record.lines, .open = true};
  return {};
}

Result<void> Bai2Rows::take_group(const Bai2Record& record) {
  REDRESS_TRY(end_group(false));
  group_ = {.records = record.lines, .open = true};
  ++groups_;
  ++file_.parts;
  Bai2Fields fields(record.text);
  fields.next();
  bank_ = fields.next();
  const std::string_view status = fields.next();
  const std::string_view day = fields.next();
  fields.next();
  group_currency_ = fields.next();
  as_of_ = bank::day_of_digits(day);
  if (as_of_.yyyymmdd == docket::kAbsent)
    REDRESS_TRY(refuse(record, "bad-date", day.empty() ? "no as-of date" : day,
                       "a day of the calendar as YYMMDD"));
  remark_on_group(status, fields.next());
  return {};
}

void Bai2Rows::remark_on_group(std::string_view status, std::string_view modifier) {
  const std::string group = "Group " + std::to_string(groups_);
  if (status == "2" || status == "3" || status == "4") {
    const std::string_view what = status == "2"   ? " deletes what was reported before"
                                  : status == "3" ? " corrects what was reported before"
                                                  : " is a test, and no statement";
    rows_.remark({.code = "group-status",
                  .text = group + std::string(what) + " (group status " + std::string(status) +
                          "); its rows are kept as they stand.",
                  .grave = true});
  }
  if (modifier == "1" || modifier == "3")
    rows_.remark({.code = "interim",
                  .text = group + " is an interim report: the same bookings stand again in the "
                                  "report of their day."});
}

Result<void> Bai2Rows::take_account(const Bai2Record& record) {
  REDRESS_TRY(end_account(false));
  account_ = {.records = record.lines, .open = true};
  ++group_.parts;
  available_opening_.reset();
  available_closing_.reset();
  statement_.clear();
  statement_.place =
      "group " + std::to_string(groups_) + ", account " + std::to_string(group_.parts);
  statement_.bank = bank_;
  statement_.from = statement_.until = as_of_;
  Bai2Fields fields(record.text);
  const std::string_view number = fields.next();
  statement_.account = number.empty() ? std::string_view(declared_.account) : number;
  std::string_view currency = fields.next();
  if (currency.empty()) currency = group_currency_;
  if (currency.empty()) currency = declared_.currency;
  statement_.currency = bank::currency_of(currency);
  if (!statement_.currency)
    rows_.remark({.code = "no-currency",
                  .text = statement_.place + " says no currency" +
                          (currency.empty() ? "" : " that is one: " + base::in_quotes(currency)) +
                          "; declare the currency of amounts without one.",
                  .grave = true});
  return take_summaries(fields, record);
}

Result<void> Bai2Rows::take_summaries(Bai2Fields& fields, const Bai2Record& record) {
  if (record.cut)
    return refuse(record, "too-long", "a record of more than a mebibyte",
                  "at most 1,048,576 bytes");
  while (!fields.done()) {
    const std::string_view type = fields.next();
    const std::string_view amount = fields.next();
    fields.next();
    std::string_view value_on;
    const bool funds = bai2_funds(fields, value_on);
    if (type.empty() && amount.empty()) continue;
    const std::optional<std::int64_t> minor = bai2_amount(amount);
    if (!amount.empty() && !minor)
      REDRESS_TRY(refuse(record, "bad-balance", bank::raw_of(amount, 64),
                         "a whole number of the currency's smallest unit"));
    if (minor) {
      account_.sum += *minor;
      take_balance(type, *minor);
    }
    if (!funds)
      return refuse(record, "bad-funds-type", type, "a funds type 0, 1, 2, S, V, D, Z or none");
  }
  return {};
}

void Bai2Rows::take_balance(std::string_view type, std::int64_t amount) {
  if (type == "010") statement_.opening = amount;
  if (type == "015") statement_.closing = amount;
  if (type == "040") available_opening_ = amount;
  if (type == "045") available_closing_ = amount;
}

// ---- bookings --------------------------------------------------------------------------------

Result<void> Bai2Rows::take_detail(const Bai2Record& record) {
  account_.records += record.lines;
  ++statement_.row;
  Bai2Fields fields(record.text);
  const std::string_view type = fields.next();
  const std::string_view amount = fields.next();
  const std::optional<std::int64_t> minor = bai2_amount(amount);
  if (minor) account_.sum += *minor;
  if (record.cut)
    return refuse(record, "too-long", "a record of more than a mebibyte",
                  "at most 1,048,576 bytes");
  if (!account_.open)
    return refuse(record, "no-account", "a booking in no account", "a record 03 before it");
  if (type == "890")
    return refuse(record, "not-a-booking", "type 890, a message", "a type with an amount");
  if (!minor || *minor < 0)
    return refuse(record, "bad-amount", amount.empty() ? "no amount" : bank::raw_of(amount, 64),
                  "a whole number of the currency's smallest unit, without a sign");
  if (bai2_direction(type) == 0)
    return refuse(record, "no-direction", bank::raw_of(type, 16),
                  "a type of a credit or debit: 100-699, 720-728, 760, 920-999");
  if (!statement_.currency)
    return refuse(record, "no-currency", "no currency in 03 or 02",
                  "a currency in the file, or one that is declared");
  if (as_of_.yyyymmdd == docket::kAbsent)
    return refuse(record, "bad-date", "no as-of date in the group", "a day of the calendar in 02");
  std::string_view value_on;
  if (!bai2_funds(fields, value_on))
    return refuse(record, "bad-funds-type", bank::raw_of(record.text, 64),
                  "a funds type 0, 1, 2, S, V, D, Z or none");
  return keep_detail(fields, type, bai2_direction(type) * *minor, value_on, record);
}

Result<void> Bai2Rows::keep_detail(Bai2Fields& fields, std::string_view type, std::int64_t minor,
                                   std::string_view value_on, const Bai2Record& record) {
  const std::string_view bank_ref = fields.next();
  const std::string_view customer_ref = fields.next();
  text_.clear();
  fields.text(text_);
  if (!bank_ref.empty()) bank::append_line(text_, "customer reference", customer_ref);
  const bool known = record.offset != docket::kAbsent;
  return statement_.keep(rows_, {.booked_on = as_of_,
                                 .amount = {minor},
                                 .text = text_,
                                 .value_on = bank::day_of_digits(value_on),
                                 .reference = bank_ref.empty() ? customer_ref : bank_ref,
                                 .code = type,
                                 .offset = record.offset,
                                 .bytes = known ? record.end - record.offset : docket::kAbsent});
}

}  // namespace redress::intake
