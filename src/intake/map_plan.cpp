#include "intake/map_plan.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "intake/figures.hpp"

namespace redress::intake {

using base::Result;

namespace {

std::size_t lane_or_none(const KindSpec& kind, std::string_view column) {
  return kind.has(column) ? kind.lane(column) : static_cast<std::size_t>(-1);
}

std::int64_t number_or_absent(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole ? value : docket::kAbsent;
}

std::string small_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

base::Error not_there(const MapField& field, const MapColumn& column,
                      const std::vector<std::string>& headers) {
  base::Error error(base::ErrorKind::bad_input, "the table has no such column for " +
                                                    base::in_quotes(field.field) + " of the map");
  const std::vector<std::string_view> known(headers.begin(), headers.end());
  std::string expected = "a header " + base::in_quotes(column.header);
  const std::string_view near = nearest_word(column.header, known);
  if (!near.empty()) expected += "; near it is " + base::in_quotes(near);
  std::string found;
  for (const std::string_view one : known) {
    if (base::is_blank(one)) continue;
    if (found.size() > 600) {
      found += " ...";
      break;
    }
    found += found.empty() ? "" : ", ";
    found += base::in_quotes(one);
  }
  return std::move(error)
      .found(found.empty() ? "no headers" : found)
      .expected(expected)
      .fix("correct the map (--map), or give the number of the column");
}

}  // namespace

inline std::string_view Plan::cell(const RawRow& row, std::size_t column) {
  if (column >= row.cells.size()) return {};
  const std::string_view text = row.cells[column];
  if (text.empty()) return text;
  const auto plain = [](char c) { return c > ' ' && c != '\x7F'; };
  if (plain(text.front()) && plain(text.back())) [[likely]]
    return text;
  return without_blanks(text);
}

Result<std::size_t> Plan::column_at(const MapField& field, const MapColumn& column,
                                    const std::vector<std::string>& headers) const {
  if (column.number != 0) return std::size_t{column.number} - 1;
  const std::string wanted = folded_header(column.header);
  std::optional<std::size_t> found;
  std::size_t times = 0;
  std::optional<std::size_t> exact;
  std::size_t exact_times = 0;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (headers[i] == column.header) {
      exact = i;
      ++exact_times;
    }
    if (folded_header(headers[i]) != wanted) continue;
    ++times;
    if (!found) found = i;
  }
  if (exact_times == 1) return *exact;
  if (!found) return base::fail(not_there(field, column, headers));
  if (times > 1)
    return base::fail(base::Error(base::ErrorKind::bad_input,
                                  "two columns have the header " + base::in_quotes(column.header))
                          .expected("one column for " + base::in_quotes(field.field))
                          .fix("give the number of the column in the map, from 1"));
  return *found;
}

Result<void> Plan::add_step(const MapField& field, const std::vector<std::string>& headers) {
  Step step{.spec = *kind_->field(field.field)};
  for (std::size_t i = 0; i < field.from.size(); ++i) {
    const std::size_t column = REDRESS_TRY(column_at(field, field.from[i], headers));
    width_ = std::max(width_, column + 1);
    if (i == 0) {
      step.column = column;
      if (column < headers.size()) step.unit = unit_in_header(headers[column]);
    } else {
      step.more.push_back(column);
    }
  }
  if (const MapWords* words = map_.words_of(field.field)) {
    auto table = std::make_unique<Words>();
    for (const auto& [found, meaning] : words->words) {
      if (found == "*") {
        step.other_words = meaning;
      } else {
        table->emplace(found, meaning);
        if (found.starts_with("0x")) {
          kept_.push_back(std::make_unique<std::string>(small_letters(found)));
          table->emplace(*kept_.back(), meaning);
        }
      }
    }
    step.words = table.get();
    words_.push_back(std::move(table));
  }
  if (step.spec.sort == FieldSort::part)
    part_units_[static_cast<std::size_t>(step.spec.part)] = step.unit;
  steps_.push_back(std::move(step));
  return {};
}

void Plan::set_default(std::string_view field, std::string_view value) {
  const FieldSpec* spec = kind_->field(field);
  if (spec == nullptr || value.empty() ||
      (spec->sort != FieldSort::text && spec->sort != FieldSort::texts))
    return;
  kept_.push_back(std::make_unique<std::string>(value));
  defaults_.texts[spec->lane] = *kept_.back();
}

Result<void> Plan::add_constants() {
  for (const MapValue& constant : map_.constants) {
    if (constant.field == "zone") continue;
    if (constant.field == "fee_decimals") {
      fee_decimals_ = number_or_absent(constant.value);
      continue;
    }
    const FieldSpec& spec = *kind_->field(constant.field);
    if (spec.sort == FieldSort::text || spec.sort == FieldSort::texts) {
      set_default(constant.field, constant.value);
      continue;
    }
    const Step step{.spec = spec};
    std::int64_t value = docket::kAbsent;
    const bool taken = spec.sort == FieldSort::flag
                           ? flag(step, constant.value, value)
                           : spec.sort != FieldSort::money && number(step, constant.value, value);
    if (!taken)
      return base::fail(
          base::Error(base::ErrorKind::bad_input,
                      "a constant of the map can not be " + base::in_quotes(spec.name))
              .found(base::in_quotes(constant.value))
              .expected(spec.sort == FieldSort::money ? "no amount: these stand in columns"
                                                      : std::string(fault_.expected)));
    defaults_.numbers[spec.lane] = value;
  }
  return {};
}

void Plan::add_defaults(const Declared& declared) {
  set_default("currency", declared.currency);
  // What is known only from the declaration gives way to what the map says.
  const auto fill = [&](std::string_view field, const std::string& value) {
    if (kind_->field(field) != nullptr && map_.constant(field).empty()) set_default(field, value);
  };
  fill("account", declared.account);
  fill("owner", declared.owner);
  fill("wallet", declared.account);
}

Result<Plan> Plan::make(const Map& map, const std::vector<std::string>& headers,
                        const Declared& declared) {
  const std::string zone =
      declared.zone.empty() ? std::string(map.constant("zone")) : declared.zone;
  Plan plan(REDRESS_TRY(Clocks::of(zone)));
  plan.map_ = map;
  plan.zone_ = zone;
  plan.kind_ = map_kind(map.gives);
  if (plan.kind_ == nullptr)
    return base::fail(base::ErrorKind::internal, "a map gives no known kind of record");
  const KindSpec& kind = *plan.kind_;
  plan.days_ = {map.table.days.value_or(DayOrder::unsaid)};
  plan.figures_ = map.table.decimal.value_or(FigureForm{0});
  plan.defaults_.numbers.assign(kind.schema->numbers, docket::kAbsent);
  plan.defaults_.texts.assign(kind.schema->texts, {});
  for (const docket::ColumnSchema& column : kind.schema->columns)
    if (column.type == docket::ColumnType::flag) plan.defaults_.numbers[column.lane] = 0;
  plan.currency_lanes_ = {lane_or_none(kind, "currency"), lane_or_none(kind, "other_currency")};
  plan.has_clock_ = kind.field("date") != nullptr;
  plan.has_amount_ = kind.field("amount") != nullptr;
  if (plan.has_amount_) plan.amount_lane_ = kind.lane("amount");
  plan.wallet_ = kind.name == "wallet_transfer";
  plan.units_lane_ = lane_or_none(kind, "units");
  plan.fee_lane_ = lane_or_none(kind, "fee_units");
  plan.decimals_lane_ = lane_or_none(kind, "decimals");
  plan.minutes_lane_ = lane_or_none(kind, "minutes");
  plan.break_lane_ = lane_or_none(kind, "break_minutes");
  plan.from_lane_ = lane_or_none(kind, "from");
  plan.to_lane_ = lane_or_none(kind, "to");
  if (kind.name == "stay" || kind.name == "payslip") {
    plan.from_day_lane_ = lane_or_none(kind, "from");
    plan.until_day_lane_ = lane_or_none(kind, "until");
  }
  plan.latitude_lane_ = lane_or_none(kind, "mast_latitude");
  plan.longitude_lane_ = lane_or_none(kind, "mast_longitude");
  plan.way_lane_ = lane_or_none(kind, "direction");
  plan.service_lane_ = lane_or_none(kind, "service");
  plan.outcome_lane_ = lane_or_none(kind, "outcome");
  const bool transfer = kind.name == "transfer";
  const bool journey = kind.name == "journey";
  plan.time_ = {.at = lane_or_none(kind, transfer ? "booked_at" : "at"),
                .wall = lane_or_none(kind, transfer ? "booked_wall" : "wall"),
                .zone = lane_or_none(kind, "zone"),
                .within = lane_or_none(kind, "within_s"),
                .twice = lane_or_none(kind, "twice"),
                .on = lane_or_none(kind, transfer ? "booked_on" : "on"),
                .begins = lane_or_none(kind, journey ? "departs_wall" : "begins_wall"),
                .ends = lane_or_none(kind, journey ? "arrives_wall" : "ends_wall")};
  REDRESS_TRY(plan.add_constants());
  plan.add_defaults(declared);
  for (const MapField& field : map.columns) REDRESS_TRY(plan.add_step(field, headers));
  plan.make_plain();
  plan.add_needed();
  std::size_t headed = headers.size();
  while (headed > 0 && base::is_blank(headers[headed - 1])) --headed;
  plan.width_ = std::max(plan.width_, headed);
  return plan;
}

/// Most cells go into a lane as they stand: these are done first and without a step each. Amounts
/// come last, since they need the currency of their row.
void Plan::make_plain() {
  const auto plain = [](const Step& step) {
    const bool text = step.spec.sort == FieldSort::text || step.spec.sort == FieldSort::texts;
    return (text || step.spec.sort == FieldSort::part) && step.words == nullptr &&
           !step.other_words && step.more.empty();
  };
  std::ranges::stable_partition(steps_, plain);
  for (; first_step_ < steps_.size() && plain(steps_[first_step_]); ++first_step_) {
    const Step& step = steps_[first_step_];
    if (step.spec.sort == FieldSort::part) {
      given_.push_back({step.column, static_cast<std::size_t>(step.spec.part)});
    } else {
      texts_.push_back({step.column, step.spec.lane});
    }
  }
  std::stable_partition(steps_.begin() + static_cast<std::ptrdiff_t>(first_step_), steps_.end(),
                        [](const Step& step) { return step.spec.sort != FieldSort::money; });
}

std::optional<std::size_t> Plan::column_of(std::string_view field) const {
  for (const Step& step : steps_)
    if (step.spec.name == field && step.more.empty()) return step.column;
  return std::nullopt;
}

std::vector<std::size_t> Plan::columns_of(std::string_view field) const {
  for (const Step& step : steps_) {
    if (step.spec.name != field) continue;
    std::vector<std::size_t> out = {step.column};
    out.insert(out.end(), step.more.begin(), step.more.end());
    return out;
  }
  return {};
}

std::string_view Plan::joined(Step& step, const RawRow& row) {
  step.joined = cell(row, step.column);
  for (const std::size_t column : step.more) {
    const std::string_view more = cell(row, column);
    if (more.empty()) continue;
    if (!step.joined.empty())
      step.joined.push_back(step.spec.sort == FieldSort::texts ? '\n' : ' ');
    step.joined += more;
  }
  return step.joined;
}

bool Plan::run(Step& step, const RawRow& row, Lanes& lanes) {
  std::string_view text = step.more.empty() ? cell(row, step.column) : joined(step, row);
  if (step.words != nullptr) {
    auto known = step.words->find(text);
    // A contract's letters are large and small as its writer likes.
    if (known == step.words->end() && text.starts_with("0x"))
      known = step.words->find(small_letters(text));
    if (known != step.words->end()) {
      text = known->second;
    } else if (step.other_words && !text.empty()) {
      text = *step.other_words;
    }
  }
  switch (step.spec.sort) {
    case FieldSort::text:
    case FieldSort::texts:
      if (!text.empty()) lanes.texts[step.spec.lane] = text;
      return true;
    case FieldSort::part: parts_[static_cast<std::size_t>(step.spec.part)] = text; return true;
    case FieldSort::flag: return flag(step, text, lanes.numbers[step.spec.lane]);
    case FieldSort::money:
      return text.empty() || says_nothing(text) ||
             money(step.spec.name, step.unit, text, step.spec.currency_lane, lanes,
                   lanes.numbers[step.spec.lane]);
    default: return text.empty() || number(step, text, lanes.numbers[step.spec.lane]);
  }
}

bool Plan::take(const RawRow& row, Lanes& lanes) {
  lanes.numbers = defaults_.numbers;
  lanes.texts = defaults_.texts;
  parts_.fill({});
  for (const Plain& one : texts_)
    if (const std::string_view text = cell(row, one.column); !text.empty())
      lanes.texts[one.to] = text;
  for (const Plain& one : given_) parts_[one.to] = cell(row, one.column);
  for (std::size_t i = first_step_; i < steps_.size(); ++i)
    if (!run(steps_[i], row, lanes)) [[unlikely]]
      return false;
  return finish(lanes);
}

bool Plan::finish(Lanes& lanes) {
  if (has_clock_ && !when(lanes)) return false;
  if (has_amount_ && !amounts(lanes)) return false;
  if (time_.begins != TimeLanes::kNone && !clock_pair(lanes)) return false;
  if (wallet_ && !wallet(lanes)) return false;
  if (way_lane_ != TimeLanes::kNone) way(lanes);
  if (!part(FieldPart::served).empty() || !part(FieldPart::peer).empty()) who_called(lanes);
  return in_order(lanes) && on_earth(lanes) && has_needed(lanes);
}

/// A period that ends before it begins is none. Of months and years it can not be told.
bool Plan::in_order(const Lanes& lanes) {
  if (from_day_lane_ == TimeLanes::kNone || until_day_lane_ == TimeLanes::kNone) return true;
  const std::int64_t from = lanes.numbers[from_day_lane_];
  const std::int64_t until = lanes.numbers[until_day_lane_];
  const bool days =
      from != docket::kAbsent && until != docket::kAbsent && from % 100 != 0 && until % 100 != 0;
  if (!days || until >= from) return true;
  fault_text_ = std::to_string(until);
  return refuse("bad-date", "until", fault_text_, "a day that is not before its beginning");
}

/// Where a mast can stand.
bool Plan::on_earth(const Lanes& lanes) {
  if (latitude_lane_ == TimeLanes::kNone) return true;
  const auto within = [&](std::size_t lane, double most) {
    const std::string_view text = lanes.texts[lane];
    double degrees = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), degrees);
    return read.ec != std::errc() || read.ptr != text.data() + text.size() ||
           (degrees >= -most && degrees <= most);
  };
  if (!within(latitude_lane_, 90))
    return refuse("bad-number", "mast_latitude", lanes.texts[latitude_lane_],
                  "degrees from -90 to 90");
  if (!within(longitude_lane_, 180))
    return refuse("bad-number", "mast_longitude", lanes.texts[longitude_lane_],
                  "degrees from -180 to 180");
  return true;
}

/// Kinds with a time or an amount refuse a row without; of the others it is asked here.
void Plan::add_needed() {
  if (has_clock_ || has_amount_) return;
  for (const auto& group : kind_->needed) {
    Needed one{.fields = {}, .names = base::joined(std::span(group), " or "), .expected = {}};
    one.expected = "a value for " + one.names;
    for (const std::string_view field : group) one.fields.push_back(*kind_->field(field));
    needed_.push_back(std::move(one));
  }
}

bool Plan::has_needed(const Lanes& lanes) {
  const auto there = [&](const FieldSpec& field) {
    if (field.sort == FieldSort::part) return !part(field.part).empty();
    if (field.sort == FieldSort::text || field.sort == FieldSort::texts)
      return !lanes.texts[field.lane].empty();
    return lanes.numbers[field.lane] != docket::kAbsent;
  };
  for (const Needed& one : needed_)
    if (std::ranges::none_of(one.fields, there))
      return refuse("nothing-there", one.names, {}, one.expected);
  return true;
}

}  // namespace redress::intake
