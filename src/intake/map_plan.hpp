// A map made ready for one table: from the cells of a row to the lanes of a record.
//
// Promises: cells become what the map says or the row is refused with field, cell and what was
// expected; amounts are exact; what nobody declared is not guessed. The lanes' texts are views of
// the row and of the plan: keep the record before the next row.
// Cost: tens of nanoseconds a cell; no allocation a row but for joined columns.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/money.hpp"
#include "intake/header_units.hpp"
#include "intake/map.hpp"
#include "intake/map_fields.hpp"
#include "intake/moments.hpp"
#include "intake/table_rows.hpp"

namespace redress::intake {

/// Why a row was not taken.
struct CellFault {
  std::string_view reason;
  std::string_view field;
  std::string_view cell;
  std::string_view expected;
};

class Plan {
 public:
  /// `headers`: of the table's header row; empty where it has none. An error where a column of the
  /// map is not there.
  static base::Result<Plan> make(const Map& map, const std::vector<std::string>& headers,
                                 const Declared& declared);

  /// A value for a text field whose cell is empty or that has no column.
  void set_default(std::string_view field, std::string_view value);

  /// False: the row is refused, and `fault` says why.
  bool take(const RawRow& row, Lanes& lanes);
  const CellFault& fault() const { return fault_; }

  const KindSpec& kind() const { return *kind_; }
  /// Cells that a row must have: up to the last header, or the last column of the map.
  std::size_t width() const { return width_; }
  /// The column of a field, from 0; nothing: it has none, or several.
  std::optional<std::size_t> column_of(std::string_view field) const;
  /// All columns of a field, from 0.
  std::vector<std::size_t> columns_of(std::string_view field) const;
  /// Whether an amount is in the currency of another side, and not in that of the record.
  bool is_other_currency(const FieldSpec& field) const {
    return field.currency_lane == currency_lanes_[1] && currency_lanes_[1] != currency_lanes_[0];
  }
  bool lacked_zone() const { return clocks_.lacked_zone(); }
  /// An amount in another currency stood without that currency, and was left out.
  bool other_left_out() const { return other_left_out_; }
  /// Clocks that their zone showed never, or twice where the record can not say so: without
  /// instant.
  std::uint64_t odd_clocks() const { return odd_clocks_; }
  /// How many rows said which way they went in a word that nobody knows, and the first such word.
  std::uint64_t unknown_ways() const { return unknown_ways_; }
  const std::string& unknown_way() const { return unknown_way_; }
  /// Shifts that begin and end on one clock, and say no hours: none, or twenty-four. Their minutes are absent.
  std::uint64_t no_length() const { return no_length_; }
  std::optional<base::Currency> currency() const { return currencies_[0].known; }

 private:
  struct Step {
    FieldSpec spec;
    std::size_t column = 0;
    std::vector<std::size_t> more;
    const std::unordered_map<std::string_view, std::string_view>* words = nullptr;
    std::optional<std::string_view> other_words;  ///< of "*"
    std::string joined;
    Unit unit = Unit::none;  ///< that the header says
  };
  /// Where the parts of a moment go; kNone: the record has no such column.
  struct TimeLanes {
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t at = kNone;
    std::size_t wall = kNone;
    std::size_t zone = kNone;  ///< a text lane
    std::size_t within = kNone;
    std::size_t twice = kNone;
    std::size_t on = kNone;
    std::size_t begins = kNone;
    std::size_t ends = kNone;
  };
  /// A cell that goes into a lane, or is kept as a part, just as it stands.
  struct Plain {
    std::size_t column = 0;
    std::size_t to = 0;
  };
  /// Fields of which a row must have one.
  struct Needed {
    std::vector<FieldSpec> fields;
    std::string names;
    std::string expected;
  };
  struct CurrencyOf {
    std::string text = "\n";  ///< as it stood last
    std::optional<base::Currency> known;
  };
  using Words = std::unordered_map<std::string_view, std::string_view>;

  explicit Plan(Clocks clocks) : clocks_(std::move(clocks)) {}
  base::Result<void> add_step(const MapField& field, const std::vector<std::string>& headers);
  base::Result<std::size_t> column_at(const MapField& field, const MapColumn& column,
                                      const std::vector<std::string>& headers) const;
  void make_plain();
  base::Result<void> add_constants();
  void add_defaults(const Declared& declared);

  bool refuse(std::string_view reason, std::string_view field, std::string_view cell,
              std::string_view expected) {
    fault_ = {reason, field, cell, expected};
    return false;
  }
  static std::string_view cell(const RawRow& row, std::size_t column);
  std::string_view joined(Step& step, const RawRow& row);
  bool run(Step& step, const RawRow& row, Lanes& lanes);
  bool number(const Step& step, std::string_view text, std::int64_t& out);
  bool flag(const Step& step, std::string_view text, std::int64_t& out);
  bool money(std::string_view name, Unit unit, std::string_view text, std::size_t currency_lane,
             Lanes& lanes, std::int64_t& out);
  const base::Currency* currency(std::size_t lane, std::string_view amount, Lanes& lanes);

  bool finish(Lanes& lanes);
  bool has_needed(const Lanes& lanes);
  void add_needed();
  bool when(Lanes& lanes);
  bool unix_time(std::string_view text, std::int64_t scale, Lanes& lanes);
  bool written(Written& out);
  void put_moment(const Moment& moment, Lanes& lanes);
  bool amounts(Lanes& lanes);
  bool signed_by(std::int64_t& amount);
  bool wallet(Lanes& lanes);
  bool wallet_value(std::int64_t decimals, std::string_view& out);
  bool units(std::string_view name, std::string_view text, std::int64_t digits,
             std::array<char, kMostFigure>& into, std::string_view& out);
  bool clock_pair(Lanes& lanes);
  bool clock_at(FieldPart which, std::string_view name, std::int64_t day, std::int64_t& out);
  bool hours(Lanes& lanes);
  bool hours_from_clocks(Lanes& lanes);
  std::optional<std::int64_t> as_clocked(std::string_view text, const Lanes& lanes) const;
  bool in_unit(const Step& step, std::string_view text, std::int64_t& out) const;
  void who_called(Lanes& lanes);
  bool in_order(const Lanes& lanes);
  bool on_earth(const Lanes& lanes);
  void way(Lanes& lanes);
  std::string_view known_way(std::string_view word);
  bool on_missing(const Lanes& lanes) const;

  Unit unit_of(FieldPart which) const { return part_units_[static_cast<std::size_t>(which)]; }
  std::string_view part(FieldPart which) const { return parts_[static_cast<std::size_t>(which)]; }

  Map map_;
  const KindSpec* kind_ = nullptr;
  Clocks clocks_;
  DayForm days_;
  FigureForm figures_;
  std::vector<Step> steps_;
  std::vector<Plain> texts_;
  std::vector<Plain> given_;
  std::size_t first_step_ = 0;  ///< steps before it are done by the two lists above
  std::vector<std::unique_ptr<Words>> words_;
  std::vector<std::unique_ptr<std::string>> kept_;  ///< texts of defaults
  Lanes defaults_;
  std::array<std::string_view, static_cast<std::size_t>(FieldPart::count)> parts_;
  std::array<Unit, static_cast<std::size_t>(FieldPart::count)> part_units_{};
  std::array<CurrencyOf, 2> currencies_;
  std::array<std::size_t, 2> currency_lanes_{};
  std::string zone_;
  std::int64_t fee_decimals_ = docket::kAbsent;
  std::size_t width_ = 0;
  std::string direction_word_;  ///< of the row before
  int direction_ = 0;
  bool other_left_out_ = false;
  std::uint64_t odd_clocks_ = 0;
  bool has_clock_ = false;
  bool has_amount_ = false;
  TimeLanes time_;
  bool wallet_ = false;
  std::size_t amount_lane_ = 0;
  std::size_t units_lane_ = 0;
  std::size_t fee_lane_ = 0;
  std::size_t decimals_lane_ = 0;
  std::size_t minutes_lane_ = 0;
  std::size_t break_lane_ = 0;
  std::size_t from_lane_ = 0;
  std::size_t from_day_lane_ = TimeLanes::kNone;
  std::size_t until_day_lane_ = TimeLanes::kNone;
  std::size_t latitude_lane_ = TimeLanes::kNone;
  std::size_t longitude_lane_ = TimeLanes::kNone;
  std::size_t to_lane_ = 0;
  std::uint64_t no_length_ = 0;
  std::size_t way_lane_ = TimeLanes::kNone;
  std::size_t service_lane_ = TimeLanes::kNone;
  std::size_t outcome_lane_ = TimeLanes::kNone;
  std::string way_word_ = "\n";  ///< as it was asked last
  std::string_view way_;
  std::uint64_t unknown_ways_ = 0;
  std::string unknown_way_;
  std::array<char, kMostFigure> units_text_{};
  std::array<char, kMostFigure> fee_text_{};
  std::vector<Needed> needed_;
  CellFault fault_;
  std::string fault_text_;
};

}  // namespace redress::intake
