// What the values of a table tell of themselves: where its headers are, the order of days, the
// decimal mark, the sign of its debits, its currency.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "intake/direction_words.hpp"
#include "intake/figures.hpp"
#include "intake/map_plan.hpp"
#include "intake/table_around.hpp"
#include "intake/table_settle.hpp"

namespace redress::intake {

using base::Result;

namespace {

/// After so many rows what has told itself is believed; what has not is looked for to the end.
constexpr std::uint64_t kEnough = 5'000;

bool is_figure(const FieldSpec& spec) {
  if (spec.sort == FieldSort::money || spec.sort == FieldSort::hundredths) return true;
  if (spec.sort != FieldSort::part) return false;
  switch (spec.part) {
    case FieldPart::amount:
    case FieldPart::debit:
    case FieldPart::credit:
    case FieldPart::value:
    case FieldPart::value_in:
    case FieldPart::value_out:
    case FieldPart::fee:
    case FieldPart::hours: return true;
    default: return false;
  }
}
bool is_day(const FieldSpec& spec) {
  return spec.sort == FieldSort::day ||
         (spec.sort == FieldSort::part && spec.part == FieldPart::date);
}

/// The first row of data: what stands before is around the table.
std::uint64_t first_row(const Map& map) {
  return map.table.first.value_or(map.table.header.value_or(0) + 1);
}

class Votes {
 public:
  Votes(const Map& map, const Plan& plan) : map_(map) {
    for (const MapField& field : map.columns) {
      const FieldSpec& spec = *plan.kind().field(field.field);
      const std::vector<std::size_t> columns = plan.columns_of(field.field);
      if (is_figure(spec)) figures_.push_back({columns[0], map.words_of(field.field)});
      if (is_day(spec)) days_.push_back({columns, map.words_of(field.field)});
      // What a list of debts calls paid is written with or without a minus, as debits are.
      const bool debit = (spec.part == FieldPart::debit && map.gives == "transfer") ||
                         (spec.part == FieldPart::credit && map.gives == "charge_entry");
      if (debit) debit_ = columns[0];
      if (spec.part == FieldPart::sign) sign_ = One{columns[0], map.words_of(field.field)};
      if (spec.sort == FieldSort::money || spec.part == FieldPart::amount ||
          spec.part == FieldPart::debit || spec.part == FieldPart::credit)
        money_.push_back(columns[0]);
    }
    width_ = plan.width();
  }

  Result<void> see_all(const ScanRows& scan);
  bool figures_told() const {
    return map_.table.decimal || figures_.empty() || figure_.form().has_value();
  }
  bool days_told() const {
    return map_.table.days || days_.empty() || day_.order() != DayOrder::unsaid ||
           (!day_.order_needed() && !day_.contradicts());
  }

  const FigureVote& figure() const { return figure_; }
  const DayOrderVote& day() const { return day_; }
  bool has_debit() const { return debit_.has_value(); }
  const std::string& odd_debit() const { return odd_debit_; }
  bool has_sign() const { return sign_.has_value(); }
  /// A row without a word does not say its way: words for both stand in the column, or one that is more than a
  /// plus or minus.
  bool signs_each() const { return (sign_out_ && sign_in_) || sign_word_; }
  bool debit_negative() const { return debit_below_; }
  bool debit_positive() const { return debit_above_; }
  bool codes_beside() const { return !money_.empty() && beside_ > 0 && !bare_; }
  bool short_rows() const { return short_ > full_; }
  bool has_figures() const { return !figures_.empty(); }
  /// Some figures are numbers of a workbook, which have a decimal mark of their own.
  bool has_numbers() const { return numbers_; }
  bool has_days() const { return !days_.empty(); }
  bool has_money() const { return !money_.empty(); }
  const std::string& odd_figure() const { return odd_figure_; }
  const std::string& odd_day() const { return odd_day_; }

 private:
  struct One {
    std::size_t column;
    const MapWords* words;
  };
  struct Several {
    std::vector<std::size_t> columns;
    const MapWords* words;
  };
  void see(const RawRow& row);
  void see_sign(const RawRow& row);
  void see_money(std::string_view text, std::size_t column);
  bool enough(std::uint64_t seen) const;
  static std::string found_in(const RawRow& row, std::string_view text) {
    constexpr std::size_t kShown = 60;
    return base::in_quotes(text.substr(0, kShown)) + " in row " + std::to_string(row.number);
  }
  static std::string_view cell(const RawRow& row, std::size_t column) {
    return column < row.cells.size() ? without_blanks(row.cells[column]) : std::string_view();
  }
  static bool translated(const MapWords* words, std::string_view text) {
    return words != nullptr &&
           std::ranges::any_of(words->words, [&](const auto& one) { return one.first == text; });
  }
  static CellSort sort(const RawRow& row, std::size_t column) {
    return column < row.sorts.size() ? row.sorts[column] : CellSort::text;
  }

  const Map& map_;
  std::vector<One> figures_;
  std::vector<Several> days_;
  std::vector<std::size_t> money_;
  std::optional<std::size_t> debit_;
  std::optional<One> sign_;
  bool sign_out_ = false;
  bool sign_in_ = false;
  bool sign_word_ = false;
  std::size_t width_ = 0;
  FigureVote figure_;
  DayOrderVote day_;
  bool debit_below_ = false;
  bool debit_above_ = false;
  std::uint64_t beside_ = 0;
  bool bare_ = false;
  bool numbers_ = false;
  std::uint64_t full_ = 0;
  std::uint64_t short_ = 0;
  std::string odd_figure_;
  std::string odd_day_;
  std::string odd_debit_;
};

void Votes::see_money(std::string_view text, std::size_t column) {
  if (std::ranges::count(money_, column) == 0) return;
  if (code_beside(text).empty()) {
    bare_ = true;
  } else {
    ++beside_;
  }
}

void Votes::see_sign(const RawRow& row) {
  std::string_view word = cell(row, sign_->column);
  if (sign_->words != nullptr)
    for (const auto& [found, meaning] : sign_->words->words)
      if (found == word) word = meaning;
  const int way = direction_of(word);
  sign_out_ = sign_out_ || way < 0;
  sign_in_ = sign_in_ || way > 0;
  sign_word_ = sign_word_ || (way != 0 && word != "-" && word != "+");
}

void Votes::see(const RawRow& row) {
  if (sign_) see_sign(row);
  ++(row.cells.size() < width_ ? short_ : full_);
  for (const One& one : figures_) {
    const std::string_view text = cell(row, one.column);
    if (text.empty() || translated(one.words, text)) continue;
    FigureVote alone;
    alone.see(text);
    if (!alone.all_figures()) continue;
    see_money(text, one.column);
    if (debit_ && one.column == *debit_ &&
        text.find_first_of("123456789") != std::string_view::npos) {
      const bool other = alone.has_negative() ? debit_above_ : debit_below_;
      if (other && odd_debit_.empty()) odd_debit_ = found_in(row, text);
      (alone.has_negative() ? debit_below_ : debit_above_) = true;
    }
    if (sort(row, one.column) != CellSort::text) {
      numbers_ = true;
      continue;
    }
    const bool agreed = !figure_.contradicts();
    figure_.see(text);
    const bool breaks = agreed && figure_.contradicts();
    if (breaks || (odd_figure_.empty() && !alone.form())) odd_figure_ = found_in(row, text);
  }
  std::string joined;
  for (const Several& one : days_) {
    joined = cell(row, one.columns[0]);
    for (std::size_t i = 1; i < one.columns.size(); ++i)
      joined.append(" ").append(cell(row, one.columns[i]));
    if (joined.empty() || translated(one.words, joined)) continue;
    if (sort(row, one.columns[0]) != CellSort::text) continue;
    DayOrderVote alone;
    alone.see(joined);
    if (!alone.all_dates()) continue;
    const bool agreed = !day_.contradicts();
    day_.see(joined);
    const bool breaks = agreed && day_.contradicts();
    if (breaks || (odd_day_.empty() && alone.order_needed())) odd_day_ = found_in(row, joined);
  }
}

bool Votes::enough(std::uint64_t seen) const {
  if (seen < kEnough) return false;
  const bool marked = map_.table.decimal || figures_.empty() || figure_.marked();
  return marked && figures_told() && days_told();
}

Result<void> Votes::see_all(const ScanRows& scan) {
  std::uint64_t seen = 0;
  const std::uint64_t first = first_row(map_);
  return scan(map_, [&](const RawRow& row) -> Result<bool> {
    if (row.number < first || row.fault != RowFault::none) return true;
    if (!map_.table.end.empty() && !row.cells.empty()) {
      const std::string_view begin = cell(row, 0);
      const auto ends = [&](const std::string& one) { return begin.starts_with(one); };
      if (std::ranges::any_of(map_.table.end, ends)) return false;
    }
    see(row);
    return !enough(++seen);
  });
}

base::Error undeclared(std::string message, const std::string& found, std::string expected,
                       std::string fix) {
  return base::Error(base::ErrorKind::bad_input, std::move(message))
      .found(found)
      .expected(std::move(expected))
      .fix(std::move(fix));
}

Result<void> settle_figures(Map& map, const Votes& votes, std::vector<Remark>& remarks) {
  if (map.table.decimal || !votes.has_figures()) return {};
  const auto form = votes.figure().form();
  const auto most = votes.figure().contradicts() ? votes.figure().majority() : std::nullopt;
  if (most) {
    map.table.decimal = *most;
    remarks.push_back({"decimal-mark",
                       "most amounts have the decimal mark " + std::string(1, most->decimal) +
                           ", but not " + votes.odd_figure() +
                           "; rows with the other mark are refused",
                       true});
    return {};
  }
  if (votes.figure().contradicts())
    return base::fail(
        undeclared("the amounts of this table use two decimal marks", votes.odd_figure(),
                   "one decimal mark in all columns of amounts",
                   "say decimal = \",\" or \".\" in a map (--map FILE); rows with the other "
                   "are refused then"));
  if (!form)
    return base::fail(undeclared("the amounts of this table can be read in two ways",
                                 votes.odd_figure(),
                                 "a value that tells which mark is the decimal one",
                                 "say decimal = \",\" or \".\" in a map (--map FILE)"));
  const bool own_mark = votes.figure().seen() == 0 || votes.has_numbers();
  map.table.decimal = own_mark && form->decimal == 0 ? FigureForm{'.'} : *form;
  return {};
}

Result<void> settle_days(Map& map, const Votes& votes, const Declared& declared,
                         std::vector<Remark>& remarks) {
  if (declared.days != DayOrder::unsaid) {
    // What was declared for a whole folder gives way to what all dates of one file prove.
    const bool other = !map.table.days && votes.day().disproves(declared.days);
    if (other) remarks.push_back(other_days_remark(declared.days, votes.day().order()));
    map.table.days = other ? votes.day().order() : declared.days;
    return {};
  }
  if (map.table.days || !votes.has_days()) return {};
  if (votes.day().contradicts())
    return base::fail(
        undeclared("the dates of this table have two orders of day and month", votes.odd_day(),
                   "one order in all columns of dates",
                   "declare which one is right (--days day-first); rows with the other are "
                   "refused then"));
  const DayOrder order = votes.day().order();
  if (order == DayOrder::unsaid && votes.day().order_needed())
    return base::fail(undeclared("day and month of these dates could be either", votes.odd_day(),
                                 "a date with a day above 12, or the order",
                                 "declare it: --days day-first, month-first or year-first"));
  map.table.days = order;
  return {};
}

Result<void> settle_debits(Map& map, const Votes& votes) {
  if (map.table.debits_negative || !votes.has_debit()) return {};
  if (votes.debit_negative() && votes.debit_positive())
    return base::fail(
        base::Error(base::ErrorKind::bad_input,
                    map.gives == "transfer"
                        ? "the column of debits has figures with and without a minus"
                        : "the column of payments has figures with and without a minus")
            .found(votes.odd_debit())
            .expected("money that left always written in the same way")
            .fix("say in a map (--map FILE) how it is written: debits = \"positive\", "
                 "or debits = \"negative\""));
  map.table.debits_negative = votes.debit_negative();
  return {};
}

void settle_signs(Map& map, const Votes& votes) {
  if (!map.table.signs_each && votes.signs_each()) map.table.signs_each = true;
}

/// Whether it is known in which currency the amounts are.
Result<void> check_currency(const Map& map, const TableHead& head, const Votes& votes,
                            const Declared& declared) {
  if (!votes.has_money() || map.field("currency") != nullptr || !declared.currency.empty() ||
      !map.constant("currency").empty() || votes.codes_beside())
    return {};
  for (const HeadRow& row : head) {
    if (row.number >= first_row(map)) break;
    const std::vector<std::string_view> cells(row.cells.begin(), row.cells.end());
    for (const Labelled& one : labelled_in(cells, map.around))
      if (one.field == "currency" && base::Currency::parse(one.value)) return {};
  }
  return base::fail(
      base::Error(base::ErrorKind::bad_input,
                  "nothing says in which currency the amounts of this table are")
          .expected("a column with ISO 4217 codes, a code beside each amount, or a declaration")
          .fix("declare it (--currency EUR), or say it in [constants] of a map"));
}

/// A first row without a date where the others have one is a row of headers.
std::uint64_t header_by_values(const Map& map, const TableHead& head) {
  const MapField* date = map.field("date");
  if (date == nullptr) date = map.field("on");
  if (date == nullptr || date->from[0].number == 0 || head.size() < 2) return 0;
  const auto dated = [&](const HeadRow& row) {
    const std::size_t column = date->from[0].number - 1;
    DayOrderVote vote;
    if (column < row.cells.size()) vote.see(row.cells[column]);
    return vote.all_dates();
  };
  return !dated(head[0]) && dated(head[1]) ? head[0].number : 0;
}

void settle_header(Map& map, const TableHead& head) {
  if (map.table.header) return;
  const std::vector<std::string> headers = headers_of(map);
  if (!headers.empty()) {
    const HeaderMatch best = best_header_row(head, headers);
    map.table.header = best.found > 0 ? best.row : 1;
  } else {
    map.table.header = map.table.fixed.empty() ? header_by_values(map, head) : 0;
  }
}

}  // namespace

Result<void> settle_rows(Map& map, const TableHead& head, const ScanRows& scan,
                         const Declared& declared, std::vector<Remark>& remarks) {
  settle_header(map, head);
  std::vector<std::string> headers;
  for (const HeadRow& row : head)
    if (row.number == *map.table.header)
      for (const std::string& cell : row.cells) headers.emplace_back(without_blanks(cell));
  const Plan plan = REDRESS_TRY(Plan::make(map, headers, declared));
  Votes votes(map, plan);
  const bool currency_open = map.field("currency") == nullptr && declared.currency.empty() &&
                             map.constant("currency").empty();
  const bool said = map.table.decimal && map.table.days &&
                    (map.table.debits_negative || !votes.has_debit()) &&
                    (map.table.signs_each || !votes.has_sign()) && !currency_open;
  if (!said) REDRESS_TRY(votes.see_all(scan));
  REDRESS_TRY(settle_figures(map, votes, remarks));
  REDRESS_TRY(settle_days(map, votes, declared, remarks));
  REDRESS_TRY(settle_debits(map, votes));
  settle_signs(map, votes);
  if (!said && !map.table.short_rows && votes.short_rows()) {
    map.table.short_rows = true;
    remarks.push_back({"short-rows",
                       "most rows have fewer cells than there are headers; what is missing is "
                       "taken as empty",
                       false});
  }
  return check_currency(map, head, votes, declared);
}

}  // namespace redress::intake
