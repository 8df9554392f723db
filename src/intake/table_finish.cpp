// What is said of a table when its rows are read: totals, balances, the frame of the statement, and
// the remarks.
#include <algorithm>

#include "base/counted.hpp"
#include "base/text.hpp"
#include "docket/records_money.hpp"
#include "intake/figures.hpp"
#include "intake/table_run.hpp"

namespace redress::intake {

using base::Result;

void TableRun::around(const RawRow& row) {
  if (row.fault != RowFault::none) return;
  for (Labelled& one : labelled_in(row.cells, map_->around))
    if (around_value(one.field).empty() && around_.size() < 100) around_.push_back(std::move(one));
}

void TableRun::total_of(std::string_view field, std::optional<base::Int128> sum,
                        const RawRow& row) {
  const auto column = plan_->column_of(field);
  const auto currency = plan_->currency();
  if (!column || !sum || !currency || *column >= row.cells.size()) return;
  const auto total =
      parse_minor(row.cells[*column], map_->table.decimal.value_or(FigureForm{0}), *currency);
  if (!total) return;
  const base::Int128 size = *sum < 0 ? -*sum : *sum;
  const base::Int128 said = *total < 0 ? -base::Int128{*total} : base::Int128{*total};
  const std::string text = base::decimal_text(*total, currency->minor_digits());
  // "Summe Belastungen" stands in the column of the amount too.
  const bool of_one_side = field == "amount" && !is_bare_total(row.cells);
  const auto of_side = [&](std::optional<base::Int128> side) {
    return of_one_side && side && (*side < 0 ? -*side : *side) == said;
  };
  if ((field == "amount" ? *sum == *total : size == said) || of_side(checks_.debits()) ||
      of_side(checks_.credits())) {
    rows_->remark({"total",
                   where(row) + " says " + text + " for " + std::string(field) +
                       "; the rows that were read add up to it",
                   false});
  } else {
    rows_->remark({"total",
                   where(row) + " says " + text + " for " + std::string(field) +
                       ", but the rows that were read add up to " +
                       base::decimal_text(*sum, currency->minor_digits()),
                   true});
  }
}

void TableRun::totals(const RawRow& row) {
  if (!transfers_ || row.fault != RowFault::none || !plan_ || total_label(row.cells).empty())
    return;
  total_of("amount", checks_.sum(), row);
  total_of("debit", checks_.debits(), row);
  total_of("credit", checks_.credits(), row);
}

/// The statement's own words on account, period and balances.
Result<void> TableRun::frame() {
  const bool says = std::ranges::any_of(around_, [](const Labelled& one) {
    return one.field != "currency" && one.field != "account";
  });
  if (!transfers_ || !says) return {};
  const auto in = plan_->currency();
  const FigureForm form = map_->table.decimal.value_or(FigureForm{0});
  const DayForm days = {map_->table.days.value_or(DayOrder::unsaid)};
  const auto amount = [&](std::string_view field) -> std::int64_t {
    if (!in) return docket::kAbsent;
    return parse_minor(around_value(field), form, *in).value_or(docket::kAbsent);
  };
  const auto day = [&](std::string_view field) -> docket::DateNumber {
    const auto written = parse_written(around_value(field), days);
    return written ? written->on : docket::DateNumber{};
  };
  docket::Balance balance{.account = around_value("account"),
                          .currency = in ? in->code() : std::string_view(),
                          .number = around_value("number"),
                          .from = day("from"),
                          .until = day("until"),
                          .opening = {amount("opening")},
                          .closing = {amount("closing")},
                          .bookings = static_cast<std::int64_t>(checks_.rows()),
                          .holder = around_value("holder"),
                          .bank = around_value("bank"),
                          .place = place_};
  if (balance.account.empty()) balance.account = declared_->account;
  if (checks_.rows() > 0) balance.row = static_cast<std::int64_t>(checks_.first_row());
  const auto holds = checks_.frame_holds(balance.opening.units, balance.closing.units);
  if (holds && !*holds)
    rows_->remark({"balance",
                   "the opening balance and all rows that were read do not add up to the closing "
                   "balance that the statement says",
                   true});
  return rows_->keep(balance);
}

void TableRun::say_checks() {
  if (const auto remark = checks_.balance_remark()) rows_->remark(*remark);
  if (plan_->lacked_zone()) rows_->remark(no_zone_remark());
  if (plan_->odd_clocks() > 0)
    rows_->remark({"odd-clock",
                   std::to_string(plan_->odd_clocks()) +
                       " times stand on no clock of the zone, or on two (when it is set forward or "
                       "back); they have no instant: is the zone right?",
                   true});
  if (rounded_ > 0)
    rows_->remark({"rounded",
                   base::counted(rounded_, "number") + " of telephones, devices or accounts " +
                       "were rounded by a spreadsheet, the first " + first_rounded_ +
                       "; they stand as they came and link to nothing: ask for the text file",
                   true});
  if (plan_->no_length() > 0)
    rows_->remark({"no-length",
                   base::counted(plan_->no_length(), "shift") +
                       " with the same clock at both ends, without hours: none, or "
                       "twenty-four; their minutes were left out",
                   true});
  if (plan_->unknown_ways() > 0)
    rows_->remark({"unknown-direction",
                   std::to_string(plan_->unknown_ways()) +
                       " rows say which way they went in a word that is not known, as " +
                       base::in_quotes(plan_->unknown_way()) +
                       "; they were kept without a direction: say in [words] of the map whether it "
                       "means in, out or missed",
                   true});
  if (plan_->other_left_out())
    rows_->remark(
        {"other-amount",
         "amounts in another currency stand without that currency, and were left out; map a "
         "column to other_currency",
         false});
}

void TableRun::say_encoding(const RowSource& source) {
  const std::string_view encoding = source.encoding();
  if (!encoding.empty() && encoding != "UTF-8")
    rows_->remark({"encoding",
                   "the file was read as " + std::string(encoding) +
                       (source.sure_of_encoding() ? "" : ", which is not certain") +
                       "; where letters look wrong say encoding in the map",
                   !source.sure_of_encoding()});
  if (source.replaced() > 0)
    rows_->remark({"encoding",
                   base::counted(source.replaced(), "character") +
                       " could not be read in the encoding of the file, and became U+FFFD",
                   true});
}

}  // namespace redress::intake
