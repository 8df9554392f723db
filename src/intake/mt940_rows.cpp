#include "intake/mt940_rows.hpp"

#include "intake/bank_text.hpp"

namespace redress::intake {

using base::Result;

namespace {

/// References that say that there is none.
bool says_nothing(std::string_view reference) {
  return reference.empty() || reference == "NONREF" || reference == "NOREF" ||
         reference == "KREF+" || reference == "EREF+" || reference == "EREF" || reference == "PREF";
}

}  // namespace

void Mt940Rows::open_row(const Mt940Field& field) {
  row_open_ = true;
  row_cut_ = field.cut;
  row_line_ = field.line;
  row_offset_ = field.offset;
  row_end_ = field.end;
  line_text_ = field.text;
  line_ = mt940_line(line_text_);
  raw_ = ":61:";
  bank::append(raw_, field.text);
  for (std::string* each : {&text_, &code_, &counter_account_, &counter_bank_, &counter_name_})
    each->clear();
  ++statement_.row;
}

void Mt940Rows::add_details(const Mt940Field& field) {
  row_cut_ = row_cut_ || field.cut;
  row_end_ = field.end;
  bank::append(raw_, "\n:86:");
  bank::append(raw_, field.text);
  details_.read(field.text);
  bank::append_line(text_, details_.text());
  if (code_.empty()) code_ = details_.business_code();
  if (counter_account_.empty()) counter_account_ = details_.account();
  if (counter_bank_.empty()) counter_bank_ = details_.bank();
  if (counter_name_.empty()) counter_name_ = details_.name();
}

Result<void> Mt940Rows::refuse_row(std::string_view reason, std::string_view found,
                                   std::string_view expected) {
  row_open_ = false;
  return statement_.refuse(rows_,
                           {.reason = reason, .found = found, .expected = expected, .raw = raw_},
                           "line " + std::to_string(row_line_));
}

Result<void> Mt940Rows::close_row() {
  if (!row_open_) return {};
  row_open_ = false;
  if (row_cut_)
    return refuse_row("too-long", "a field of more than a mebibyte", "at most 1,048,576 bytes");
  if (line_.bad == Mt940Bad::date)
    return refuse_row("bad-date", bank::trimmed(line_text_).substr(0, 10),
                      "days of the calendar as YYMMDD and MMDD");
  if (line_.bad == Mt940Bad::mark)
    return refuse_row("bad-mark", bank::trimmed(line_text_).substr(0, 14),
                      "C, D, RC, RD, EC or ED behind the dates");
  if (line_.bad == Mt940Bad::amount)
    return refuse_row("bad-amount", bank::trimmed(line_text_).substr(0, 32),
                      "digits with a decimal comma behind the mark");
  if (!statement_.currency)
    return refuse_row("no-currency", "neither :60F: nor :34F: with a currency before it",
                      "a currency in the statement, or one that is declared");
  const auto minor = mt940_minor(line_.amount, line_.debit, *statement_.currency);
  if (!minor)
    return refuse_row("bad-amount", line_.amount,
                      "an amount with the decimals of the statement's currency");
  return keep_row(*minor);
}

Result<void> Mt940Rows::keep_row(std::int64_t minor) {
  remark_on_row();
  if (!line_.type.empty()) {
    code_.insert(0, code_.empty() ? "" : "/");
    code_.insert(0, line_.type);
  }
  std::string_view reference = line_.bank_ref;
  std::string_view customer = says_nothing(line_.customer_ref) ? "" : line_.customer_ref;
  std::string_view behind = line_.behind_ref;
  if (rabobank_ && line_.bank_ref.empty()) {
    // Old Rabobank files write the other side's account and name where the references stand.
    if (counter_account_.empty()) counter_account_ = customer;
    if (counter_name_.empty()) counter_name_ = behind;
    customer = behind = {};
  }
  if (says_nothing(reference)) reference = {};
  if (reference.empty()) std::swap(reference, customer);
  bank::append_line(text_, behind);
  bank::append_line(text_, bank::trimmed(line_.details));
  if (!customer.empty()) bank::append_line(text_, "customer reference", customer);
  const bool known = row_offset_ != docket::kAbsent;
  ++bookings_;
  Direction& direction = line_.debit ? debits_ : credits_;
  ++direction.entries;
  direction.sum += minor < 0 ? -minor : minor;
  return statement_.keep(
      rows_,
      {.booked_on = line_.entry_on.yyyymmdd != docket::kAbsent ? line_.entry_on : line_.value_on,
       .amount = {minor},
       .counter_account = counter_account_,
       .counter_name = counter_name_,
       .text = text_,
       .value_on = line_.value_on,
       .reference = reference,
       .code = code_,
       .counter_bank = counter_bank_,
       .pending = line_.expected,
       .offset = row_offset_,
       .bytes = known ? row_end_ - row_offset_ : docket::kAbsent});
}

void Mt940Rows::remark_on_row() {
  if (line_.february)
    rows_.remark({.code = "value-date",
                  .text = statement_.place + ", row " + std::to_string(statement_.row) +
                          ": the value date " +
                          std::string(bank::trimmed(line_text_).substr(0, 6)) +
                          " is a day of banks that count 30 days a month; the last day of "
                          "February stands for it."});
  if (line_.entry_on.yyyymmdd != docket::kAbsent || dated_by_value_) return;
  dated_by_value_ = true;
  rows_.remark({.code = "entry-date",
                .text = "Bookings without an entry date have their value date as day of booking."});
}

void Mt940Rows::check_sum(const Direction& direction, std::string_view tag) {
  if (!direction.stated_sum || !direction.stated_entries) return;
  if (direction.entries == *direction.stated_entries && direction.sum == *direction.stated_sum)
    return;
  const base::Currency& currency = *statement_.currency;
  std::string text = statement_.place + ": " + std::string(tag) + " says " +
                     std::to_string(*direction.stated_entries) + " entries of " +
                     bank::amount_text(*direction.stated_sum, currency) + ", " +
                     std::to_string(direction.entries) + " of " +
                     bank::amount_text(direction.sum, currency) + " were read";
  if (statement_.refused > 0) text += "; " + std::to_string(statement_.refused) + " were refused";
  rows_.remark({.code = "control-total", .text = text + ".", .grave = true});
}

void Mt940Rows::check_sums() {
  if (!statement_.currency) return;
  check_sum(debits_, ":90D:");
  check_sum(credits_, ":90C:");
}

Result<void> Mt940Rows::end_statement() {
  REDRESS_TRY(close_row());
  if (open_ && told_) {
    if (interim_)
      rows_.remark({.code = "interim",
                    .text = "The file has interim reports (MT942): the same bookings stand again "
                            "in the statement of their day."});
    check_sums();
    REDRESS_TRY(statement_.finish(rows_));
    ++statements_;
  }
  open_ = told_ = closed_ = false;
  return {};
}

Result<void> Mt940Rows::finish() {
  const bool half = row_open_;
  if (half)
    REDRESS_TRY(refuse_row("ends-early", "the end of the file behind a booking",
                           ":62F: or another field, or \"-\", behind it"));
  if (!open_ || !told_) return {};
  if (closed_ && !half) return end_statement();
  if (!half)
    REDRESS_TRY(statement_.refuse(rows_,
                                  {.reason = "ends-early",
                                   .found = "the end of the file within a statement",
                                   .expected = "its closing balance :62F:, or \"-\""},
                                  "end of the file"));
  open_ = told_ = false;
  return {};
}

}  // namespace redress::intake
