#include "intake/table_run.hpp"

#include <algorithm>
#include <cstring>

#include "base/text.hpp"
#include "intake/figures.hpp"
#include "intake/header_units.hpp"
#include "intake/mentions.hpp"

namespace redress::intake {

using base::Result;

namespace {

constexpr std::size_t kMostRaw = 64U << 10U;
constexpr std::uint64_t kRowsBetween = 1'024;  ///< between two words on how far it is

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits as 9: two texts of one shape have the same.
char shape_of(char c) { return is_digit(c) ? '9' : c; }

/// Digits behind the last point or comma, where the text is a figure; 0: it is none.
std::size_t decimals_of(std::string_view text) {
  std::size_t behind = 0;
  while (behind < text.size() && is_digit(text[text.size() - 1 - behind])) ++behind;
  if (behind == 0 || behind == text.size()) return 0;
  const char mark = text[text.size() - 1 - behind];
  if (mark != '.' && mark != ',') return 0;
  const auto fits = [](char c) {
    return is_digit(c) || std::string_view(".,-+' ").find(c) != std::string_view::npos;
  };
  return std::ranges::all_of(text, fits) ? behind : 0;
}

bool in_figures(char c) {
  return is_digit(c) || std::string_view("-+.,:/ TZ").find(c) != std::string_view::npos;
}

bool date_shaped(std::string_view text) {
  std::size_t marks = 0;
  for (const char c : text) {
    if (c == '-' || c == '/' || c == '.' || c == ':') ++marks;
    if (!is_digit(c) && std::string_view("-/.: TZ").find(c) == std::string_view::npos) return false;
  }
  return marks >= 2;
}

}  // namespace

TableRun::TableRun(const Map& map, const Declared& declared, Rows& rows)
    : map_(&map), declared_(&declared), rows_(&rows) {
  header_ = map.table.header.value_or(0);
  first_ = map.table.first.value_or(header_ + 1);
}

std::string TableRun::where(const RawRow& row) const {
  std::string out = place_.empty() ? std::string() : place_ + ", ";
  return out + "row " + std::to_string(row.number);
}

std::string_view TableRun::around_value(std::string_view field) const {
  for (const Labelled& one : around_)
    if (one.field == field) return one.value;
  return {};
}

Result<void> TableRun::run(RowSource& source) {
  place_ = source.place();
  RawRow row;
  while (REDRESS_TRY(source.next(row))) {
    REDRESS_TRY(this->row(row));
    if (row.number % kRowsBetween == 0) REDRESS_TRY(rows_->passed(source.consumed()));
  }
  REDRESS_TRY(rows_->passed(source.consumed()));
  say_encoding(source);
  return finish();
}

Result<void> TableRun::finish() {
  if (!plan_) {
    if (header_ != 0)
      return base::fail(base::Error(base::ErrorKind::bad_input, "the table ends before its headers")
                            .expected("headers in row " + std::to_string(header_))
                            .fix("correct header in the map (--map)"));
    REDRESS_TRY(begin(nullptr));
  }
  say_checks();
  return frame();
}

Result<void> TableRun::row(const RawRow& row) {
  if (plan_ && row.number >= first_ && !over_) [[likely]]
    return data(row);
  if (over_ || row.number < header_) {
    around(row);
    if (over_) totals(row);
    return {};
  }
  if (header_ != 0 && row.number == header_) {
    if (row.fault != RowFault::none) return faulty(row);
    return begin(&row);
  }
  if (row.number < first_) {
    around(row);
    return {};
  }
  REDRESS_TRY(begin(nullptr));
  return data(row);
}

Result<void> TableRun::begin(const RawRow* headers) {
  if (headers != nullptr)
    for (const std::string_view cell : headers->cells) headers_.emplace_back(without_blanks(cell));
  plan_.emplace(REDRESS_TRY(Plan::make(*map_, headers_, *declared_)));
  const KindSpec& kind = plan_->kind();
  locate_ = {.place = kind.lane("place"), .row = kind.lane("row"), .offset = {}, .bytes = {}};
  if (kind.has("offset")) locate_.offset = kind.lane("offset");
  if (kind.has("bytes")) locate_.bytes = kind.lane("bytes");
  transfers_ = kind.name == "transfer";
  of_people_ = kind.name == "payslip" || kind.name == "shift" || kind.name == "charge_entry" ||
               kind.name == "stay" || kind.name == "journey";
  if (transfers_)
    money_ = {kind.lane("amount"), kind.lane("balance"), kind.lane("account"),
              kind.lane("currency")};
  for (const docket::ColumnSchema& column : kind.schema->columns)
    if (docket::is_text(column.type) && (column.options.names == docket::Names::phone ||
                                         column.options.names == docket::Names::device ||
                                         column.options.names == docket::Names::account))
      number_lanes_.push_back(column.lane);
  for (const std::string_view field : {"account", "owner"})
    plan_->set_default(field, around_value(field));
  std::string code(around_value("currency"));
  if (code.empty()) code = REDRESS_TRY(currency_in_headers());
  if (code.size() == 3 && base::Currency::parse(code)) {
    if (!declared_->currency.empty() && declared_->currency != code)
      rows_->remark({"currency",
                     "the file says " + code + " where " + declared_->currency +
                         " was declared; what the file says was taken",
                     true});
    plan_->set_default("currency", code);
  }
  return {};
}

bool TableRun::begins_with(const RawRow& row, const std::vector<std::string>& words) const {
  for (const std::string_view cell : row.cells) {
    const std::string_view text = without_blanks(cell);
    if (text.empty()) continue;
    return std::ranges::any_of(words,
                               [&](const std::string& one) { return text.starts_with(one); });
  }
  return false;
}

bool TableRun::fits_width(const RawRow& row) const {
  const std::size_t width = plan_->width();
  if (row.cells.size() < width) return map_->table.short_rows.value_or(false);
  if (headers_.empty()) return true;
  // Some exports leave their last columns without a header.
  const std::size_t known = std::min(row.cells.size(), std::max(width, headers_.size()));
  return std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(known), row.cells.end(),
                     [](std::string_view cell) { return without_blanks(cell).empty(); });
}

/// Whether a last line without an end is certainly not cut.
bool TableRun::whole(const RawRow& row) const {
  if (map_->table.last_line_whole.value_or(false)) return true;
  if (row.cells.empty()) return false;
  const std::string_view end = row.cells.back();
  // A closing quote may be the first of two that stand for one, but not behind figures.
  if (row.closed) return !end.empty() && std::ranges::all_of(end, in_figures);
  if (last_end_size_ == 0) return false;
  const std::string_view before(last_end_.data(), last_end_size_);
  const std::size_t decimals = decimals_of(end);
  if (decimals > 0 && decimals == decimals_of(before)) return true;
  return date_shaped(end) && std::ranges::equal(end, before, {}, shape_of, shape_of);
}

void TableRun::remember_end(const RawRow& row) {
  const std::string_view end = row.cells.back();
  last_end_size_ = end.size() <= last_end_.size() ? end.size() : 0;
  std::memcpy(last_end_.data(), end.data(), last_end_size_);
}

Result<void> TableRun::data(const RawRow& row) {
  if (row.fault != RowFault::none) [[unlikely]]
    return faulty(row);
  if (row.cells.empty() || row.cells[0].empty()) {
    const auto blank = [](std::string_view cell) { return without_blanks(cell).empty(); };
    if (std::ranges::all_of(row.cells, blank)) return {};
  }
  if (!map_->table.end.empty() && begins_with(row, map_->table.end)) {
    over_ = true;
    passed_over(row, "the table ends here");
    around(row);
    totals(row);
    return {};
  }
  if (!map_->table.skip.empty() && begins_with(row, map_->table.skip)) {
    passed_over(row, "as the map says");
    return {};
  }
  if (other_table_) [[unlikely]]
    return refuse(row, {"other-columns", "a second table with the headers in another order",
                        row.cells.empty() ? std::string_view() : row.cells[0],
                        "rows in the order of the first headers: cut the file in two"});
  if (!fits_width(row)) [[unlikely]]
    return odd(row, {row.ended ? "ragged" : "ends-early", {}, {}, {}});
  if (!plan_->take(row, lanes_)) [[unlikely]]
    return odd(row, plan_->fault());
  if (!row.ended && !whole(row)) return odd(row, {"ends-early", {}, {}, {}});
  if (of_people_ && is_total_of_people(row.cells) && !dated(row)) {
    passed_over(row, "totals");
    return {};
  }
  return keep(row);
}

Result<void> TableRun::keep(const RawRow& row) {
  lanes_.texts[locate_.place] = place_;
  lanes_.numbers[locate_.row] = static_cast<std::int64_t>(row.number);
  if (locate_.offset) lanes_.numbers[*locate_.offset] = row.offset;
  if (locate_.bytes) lanes_.numbers[*locate_.bytes] = row.bytes;
  if (transfers_)
    checks_.see(lanes_.numbers[money_.amount], lanes_.numbers[money_.balance],
                lanes_.texts[money_.account], lanes_.texts[money_.currency], row.number);
  see_rounded(row);
  remember_end(row);
  return plan_->kind().keep(*rows_, lanes_);
}

void TableRun::see_rounded(const RawRow& row) {
  for (const std::size_t lane : number_lanes_) {
    const std::string_view text = lanes_.texts[lane];
    if (!is_rounded_number(text)) continue;
    if (rounded_++ == 0) first_rounded_ = base::in_quotes(text) + " in " + where(row);
  }
}

void TableRun::passed_over(const RawRow& row, std::string_view what) {
  ++passed_;
  rows_->remark({"passed-over",
                 where(row) + " is no row of the table and was passed over (" + std::string(what) +
                     "): " + base::in_quotes(row.raw.substr(0, 200)),
                 false});
}

Result<void> TableRun::odd(const RawRow& row, const CellFault& fault) {
  if (repeats_headers(row.cells, headers_)) {
    passed_over(row, "the headers again");
    return {};
  }
  if (headers_in_another_order(row.cells, headers_)) other_table_ = true;
  if (transfers_ && fault.reason == "no-amount" && says_balance(row)) {
    passed_over(row, "a balance of the statement");
    around(row);
    return {};
  }
  const bool has_day = dated(row);
  if (!has_day && !total_label(row.cells).empty()) {
    passed_over(row, "totals");
    totals(row);
    return {};
  }
  if (!has_day && transfers_ && begins_with_label(row.cells)) {
    passed_over(row, "a line of the statement");
    REDRESS_TRY(next_account(row));
    around(row);
    return {};
  }
  return refuse(row, fault);
}

bool TableRun::dated(const RawRow& row) const {
  return std::ranges::any_of(row.cells, [&](std::string_view cell) {
    return parse_written(cell, {map_->table.days.value_or(DayOrder::unsaid)}).has_value();
  });
}

/// The currency that the headers of the amounts say ("Amount (USD)"). Where they say what was not declared, and no
/// code can be told, the file is not read: "Amount ($)" under EUR.
Result<std::string> TableRun::currency_in_headers() const {
  std::string out;
  for (const MapField& field : map_->columns) {
    const FieldSpec* spec = plan_->kind().field(field.field);
    const bool part = spec->part == FieldPart::amount || spec->part == FieldPart::debit ||
                      spec->part == FieldPart::credit;
    if (spec->sort != FieldSort::money && !part) continue;
    if (spec->sort == FieldSort::money && plan_->is_other_currency(*spec)) continue;
    for (const std::size_t column : plan_->columns_of(field.field)) {
      if (column >= headers_.size() || map_->field("currency") != nullptr) continue;
      const HeaderMoney said = money_in_header(headers_[column]);
      const bool dollars = said.other == "$" && has_dollar_sign(declared_->currency);
      if (!said.other.empty() && !dollars && !declared_->currency.empty())
        return base::fail(
            base::Error(base::ErrorKind::bad_input,
                        "the header of the amounts and the declared currency differ")
                .found(base::in_quotes(headers_[column]) + " and " + declared_->currency)
                .expected("amounts in the currency that was declared")
                .fix("declare the one of this file (--currency); a list of coins is read "
                     "by a map of wallet_transfer"));
      if (out.empty()) out = said.code;
    }
  }
  return out;
}

/// "SALDO ANTERIOR" between the bookings, with a balance and without an amount.
bool TableRun::says_balance(const RawRow& row) const {
  return std::ranges::any_of(labelled_in(row.cells, map_->around), [](const Labelled& one) {
    return one.field == "opening" || one.field == "closing";
  });
}

/// A second statement under the first: what was said of the account before ends, and the rows behind are
/// of this one.
Result<void> TableRun::next_account(const RawRow& row) {
  for (const Labelled& one : labelled_in(row.cells, map_->around)) {
    if (one.field != "account" || one.value == around_value("account")) continue;
    say_checks();
    REDRESS_TRY(frame());
    around_.clear();
    checks_ = {};
    plan_->set_default("account", one.value);
    rows_->remark({"another-account",
                   "from " + where(row) + " on the file speaks of another account", false});
    return {};
  }
  return {};
}

Result<void> TableRun::refuse(const RawRow& row, const CellFault& fault) {
  std::string found;
  std::string expected(fault.expected);
  if (fault.reason == "ragged") {
    found = std::to_string(row.cells.size()) + " cells";
    expected = std::to_string(plan_->width()) +
               " cells, as the headers have; where rows may lack their "
               "last cells say short_rows = true in the map";
  } else if (fault.reason == "ends-early") {
    found = "the file ends within this line";
    expected = "an end of line; where the file is whole say last_line = \"whole\" in the map";
  } else {
    found = fault.cell.empty() ? "nothing" : base::in_quotes(fault.cell);
    found += " in " + std::string(fault.field);
  }
  const std::string place = where(row);
  return rows_->refuse({.where = place,
                        .reason = fault.reason,
                        .found = found,
                        .expected = expected,
                        .raw = row.raw.substr(0, kMostRaw)});
}

Result<void> TableRun::faulty(const RawRow& row) {
  Refusal refusal{
      .where = {}, .reason = {}, .found = {}, .expected = {}, .raw = row.raw.substr(0, kMostRaw)};
  switch (row.fault) {
    case RowFault::open_quote:
      refusal.reason = "ends-early";
      refusal.found = "a quote that is not closed as a cell of several lines would be";
      refusal.expected =
          "a closing quote; where the file uses no quotes say quote = \"\" in the map";
      break;
    case RowFault::bad_quote:
      refusal.reason = "bad-quote";
      refusal.found = "letters between a closing quote and the next separator";
      refusal.expected = "a separator; where the file uses no quotes say quote = \"\" in the map";
      break;
    case RowFault::too_long:
      refusal.reason = "too-long";
      refusal.found = "a row of more than 4 MiB";
      refusal.expected = "at most 4,194,304 bytes in one row";
      break;
    case RowFault::too_many:
    case RowFault::none:
      refusal.reason = "too-many-columns";
      refusal.found = "more than 1,024 cells";
      refusal.expected = "at most 1,024 cells in one row";
      break;
  }
  const std::string place = where(row);
  refusal.where = place;
  return rows_->refuse(refusal);
}

}  // namespace redress::intake
