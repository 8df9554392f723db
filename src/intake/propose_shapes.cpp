// What the values of a column look like.
#include <algorithm>

#include "base/keys.hpp"
#include "base/money.hpp"
#include "intake/figures.hpp"
#include "intake/moments.hpp"
#include "intake/propose.hpp"

namespace redress::intake {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

bool phone_like(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    if (digit(c)) ++digits;
    if (!digit(c) && std::string_view("+-() /.").find(c) == std::string_view::npos) return false;
  }
  return digits >= 6 && digits <= 16 && (text[0] == '+' || text[0] == '0' || digits >= 9);
}

bool hash_like(std::string_view text) {
  if (text.starts_with("0x")) text.remove_prefix(2);
  const auto hex = [](char c) {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  return text.size() >= 40 && text.size() <= 128 && std::ranges::all_of(text, hex);
}

bool iban(std::string_view text) {
  return text.size() >= 15 && text.size() <= 42 && base::normal_iban(text).has_value();
}

bool whole_figure(std::string_view text) {
  return text.find('.') == std::string_view::npos && text.find(',') == std::string_view::npos;
}

/// In units of 10^-6, under the form of the column; nothing: no figure.
std::optional<base::Int128> scaled(std::string_view text, const FigureForm& form) {
  std::array<char, kMostFigure> into;
  const auto units = parse_units(text, form, 6, into.data());
  if (!units || units->size() > 30) return std::nullopt;
  const auto value = base::parse_decimal(*units, 0);
  if (!value) return std::nullopt;
  return *value;
}

std::string_view cell_of(const HeadRow& row, std::size_t column) {
  return column < row.cells.size() ? without_blanks(row.cells[column]) : std::string_view();
}

}  // namespace

ColumnShape shape_of_column(const TableHead& head, std::size_t column, std::uint64_t first_row) {
  ColumnShape shape;
  for (const HeadRow& row : head) {
    const std::string_view text = cell_of(row, column);
    if (row.number < first_row || row.faulty || row.aside || text.empty()) continue;
    ++shape.values;
    const CellSort sort = column < row.sorts.size() ? row.sorts[column] : CellSort::text;
    DayOrderVote day;
    day.see(text);
    if (sort == CellSort::moment || (sort == CellSort::text && day.all_dates())) ++shape.dates;
    if (text.size() == 6 && std::ranges::all_of(text, digit)) ++shape.bare;
    if (parse_clock(text) && !std::ranges::all_of(text, digit)) ++shape.clocks;
    if (parse_duration_s(text)) ++shape.durations;
    FigureVote figure;
    figure.see(text);
    if (figure.all_figures()) {
      ++shape.figures;
      if (whole_figure(text)) ++shape.whole;
      shape.negative = shape.negative || figure.has_negative();
    }
    if (iban(text)) ++shape.ibans;
    if (text.size() == 3 && base::Currency::parse(text)) ++shape.currencies;
    if (phone_like(text)) ++shape.phones;
    if (hash_like(text)) ++shape.hashes;
  }
  return shape;
}

Running runs_with(const TableHead& head, std::size_t amount, std::size_t balance,
                  std::uint64_t first_row) {
  FigureVote vote;
  for (const HeadRow& row : head)
    if (row.number >= first_row && !row.faulty)
      for (const std::size_t column : {amount, balance})
        if (const auto text = cell_of(row, column); !text.empty()) vote.see(text);
  const FigureForm form = vote.form().value_or(FigureForm{'.'});
  Running rising;
  Running falling;
  std::optional<base::Int128> last_amount;
  std::optional<base::Int128> last_balance;
  for (const HeadRow& row : head) {
    if (row.number < first_row || row.faulty || row.aside) continue;
    const auto a = scaled(cell_of(row, amount), form);
    const auto b = scaled(cell_of(row, balance), form);
    if (a && b && last_balance) {
      ++rising.compared;
      ++falling.compared;
      if (*last_balance + *a == *b) ++rising.holds;
      if (*last_balance - *last_amount == *b) ++falling.holds;
    }
    last_amount = b ? a : std::nullopt;
    last_balance = a ? b : std::nullopt;
  }
  return rising.holds >= falling.holds ? rising : falling;
}

}  // namespace redress::intake
