// What the values of a column look like.
#include <algorithm>
#include <set>
#include <vector>

#include "base/keys.hpp"
#include "base/money.hpp"
#include "intake/direction_words.hpp"
#include "intake/figures.hpp"
#include "intake/map_fields.hpp"
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
  std::set<std::string_view> seen;
  for (const HeadRow& row : head) {
    const std::string_view text = cell_of(row, column);
    if (row.number < first_row || row.faulty || row.aside || text.empty() || says_nothing(text))
      continue;
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
    if (figure.all_figures() && !figure.has_negative() &&
        text.find_first_of("123456789") != std::string_view::npos)
      shape.above = true;
    if (const int way = direction_of(text); way != 0) {
      ++(way < 0 ? shape.outward : shape.inward);
      if (text.size() == 1) ++shape.letters;
    }
    if (seen.size() < ColumnShape::kMostDistinct) seen.insert(text);
    if (iban(text)) ++shape.ibans;
    if (text.size() == 3 && base::Currency::parse(text)) ++shape.currencies;
    if (phone_like(text)) ++shape.phones;
    if (hash_like(text)) ++shape.hashes;
  }
  shape.distinct = seen.size();
  return shape;
}

unsigned shape_fits(const FieldSpec& spec, const ColumnShape& shape) {
  if (shape.values == 0) return 70;
  const auto share = [&](std::size_t count) { return shape.mostly(count) ? 100U : 0U; };
  switch (spec.sort) {
    case FieldSort::money:
    case FieldSort::hundredths: return share(std::max(shape.figures, shape.clocks));
    case FieldSort::minutes: return share(std::max(shape.figures, shape.clocks));
    case FieldSort::integer: return share(shape.whole);
    case FieldSort::day: return share(shape.dates);
    case FieldSort::duration: return share(shape.durations);
    case FieldSort::text:
      if (spec.name == "currency" || spec.name == "other_currency")
        return shape.mostly(shape.currencies) ? 100 : 0;
      // An account has figures; a column of amounts or dates is none.
      if (shape.mostly(shape.dates) && spec.name != "text") return 0;
      return 100;
    case FieldSort::part: break;
    default: return 100;
  }
  switch (spec.part) {
    case FieldPart::date: return share(shape.dates);
    case FieldPart::time: return share(shape.clocks);
    case FieldPart::unix_s:
    case FieldPart::unix_ms:
    case FieldPart::units: return share(shape.whole);
    case FieldPart::begins:
    case FieldPart::ends: return share(std::max(shape.clocks, shape.dates));
    case FieldPart::hours: return share(std::max(shape.clocks, shape.figures));
    case FieldPart::sign:
    case FieldPart::offset: return 100;
    // Among numbers of telephones stand short ones, and words for hidden ones.
    case FieldPart::served:
    case FieldPart::peer: return shape.phones * 2 >= shape.values ? 100 : 0;
    default: return share(shape.figures);
  }
}

namespace {

/// Amount and balance of the rows that have both, under the form of the two columns.
struct Step {
  std::uint64_t row = 0;
  base::Int128 amount = 0;
  base::Int128 balance = 0;
  bool follows = false;  ///< the row before it had both too
};
std::vector<Step> steps_of(const TableHead& head, std::size_t amount, std::size_t balance,
                           std::uint64_t first_row) {
  FigureVote vote;
  for (const HeadRow& row : head)
    if (row.number >= first_row && !row.faulty)
      for (const std::size_t column : {amount, balance})
        if (const auto text = cell_of(row, column); !text.empty()) vote.see(text);
  const FigureForm form = vote.form().value_or(FigureForm{'.'});
  std::vector<Step> out;
  bool follows = false;
  for (const HeadRow& row : head) {
    if (row.number < first_row || row.faulty || row.aside) continue;
    const auto a = scaled(cell_of(row, amount), form);
    const auto b = scaled(cell_of(row, balance), form);
    if (a && b) out.push_back({row.number, *a, *b, follows});
    follows = a && b;
  }
  return out;
}

}  // namespace

Running runs_with(const TableHead& head, std::size_t amount, std::size_t balance,
                  std::uint64_t first_row) {
  Running rising;
  Running falling;
  const std::vector<Step> steps = steps_of(head, amount, balance, first_row);
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (!steps[i].follows) continue;
    ++rising.compared;
    ++falling.compared;
    if (steps[i - 1].balance + steps[i].amount == steps[i].balance) ++rising.holds;
    if (steps[i - 1].balance - steps[i - 1].amount == steps[i].balance) ++falling.holds;
  }
  return rising.holds >= falling.holds ? rising : falling;
}

std::uint64_t falls_with(const TableHead& head, std::size_t amount, std::size_t balance,
                         std::uint64_t first_row) {
  const std::vector<Step> steps = steps_of(head, amount, balance, first_row);
  std::uint64_t oldest_first = 0;
  std::uint64_t newest_first = 0;
  const Running runs = runs_with(head, amount, balance, first_row);
  for (std::size_t i = 1; i < steps.size() && !runs.does(); ++i) {
    const Step& one = steps[i];
    const Step& before = steps[i - 1];
    const bool rises =
        before.balance + one.amount == one.balance || before.balance - before.amount == one.balance;
    if (!one.follows || rises) continue;
    if (oldest_first == 0 && one.amount > 0 && before.balance - one.amount == one.balance)
      oldest_first = one.row;
    if (newest_first == 0 && before.amount > 0 && before.balance + before.amount == one.balance)
      newest_first = before.row;
  }
  return oldest_first != 0 ? oldest_first : newest_first;
}

}  // namespace redress::intake
