// Cells that stand alone: numbers, flags, amounts with their currency.
#include <algorithm>
#include <array>
#include <charconv>

#include "intake/call_words.hpp"
#include "intake/direction_words.hpp"
#include "intake/figures.hpp"
#include "intake/map_plan.hpp"

namespace redress::intake {
namespace {

constexpr std::size_t kMostWay = 60;

bool whole_number(std::string_view text, std::int64_t& out) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && out != docket::kAbsent;
}

/// In units of 10^-digits.
bool figure(std::string_view text, const FigureForm& form, unsigned digits, std::int64_t& out) {
  std::array<char, kMostFigure> into;
  const auto units = parse_units(text, form, digits, into.data());
  return units && whole_number(*units, out);
}

/// "7:30": hours and minutes, as minutes.
bool hours_and_minutes(std::string_view text, std::int64_t& out) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 4) return false;
  std::int64_t hours = 0;
  std::int64_t minutes = 0;
  std::string_view rest = text.substr(colon + 1);
  if (rest.size() == 5 && rest.substr(2) == ":00") rest = rest.substr(0, 2);
  if (rest.size() != 2 || !whole_number(text.substr(0, colon), hours) ||
      !whole_number(rest, minutes))
    return false;
  if (hours < 0 || minutes < 0 || minutes > 59) return false;
  out = hours * 60 + minutes;
  return true;
}

bool same_small(std::string_view word, std::string_view small) {
  if (word.size() != small.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != small[i]) return false;
  }
  return true;
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> smalls) {
  return std::ranges::any_of(smalls, [&](std::string_view s) { return same_small(word, s); });
}

}  // namespace

/// A bare figure in the unit that its header says, where that is not the field's own.
bool Plan::in_unit(const Step& step, std::string_view text, std::int64_t& out) const {
  const bool time = step.spec.sort == FieldSort::minutes || step.spec.sort == FieldSort::duration ||
                    step.spec.sort == FieldSort::hundredths;
  if (step.unit == Unit::none || !time) return false;
  std::int64_t thousandths = 0;
  if (!figure(text, figures_, 3, thousandths) && !figure(text, FigureForm{'.'}, 3, thousandths) &&
      !figure(text, FigureForm{','}, 3, thousandths))
    return false;
  std::int64_t ms_each = 0;  // of the unit
  if (step.unit == Unit::milliseconds) ms_each = 1;
  if (step.unit == Unit::seconds) ms_each = 1'000;
  if (step.unit == Unit::minutes) ms_each = 60'000;
  if (step.unit == Unit::hours) ms_each = 3'600'000;
  constexpr std::int64_t kMost = 1'000'000'000'000;
  if (ms_each == 0 || thousandths < 0 || thousandths > kMost) return false;
  const std::int64_t ms = thousandths * ms_each / 1'000;
  // Seconds are cut, as everywhere; minutes and hundredths of an hour go to the nearest.
  if (step.spec.sort == FieldSort::duration) out = ms / 1'000;
  if (step.spec.sort == FieldSort::minutes) out = (ms + 30'000) / 60'000;
  if (step.spec.sort == FieldSort::hundredths) out = (ms + 18'000) / 36'000;
  return true;
}

bool Plan::number(const Step& step, std::string_view text, std::int64_t& out) {
  const std::string_view name = step.spec.name;
  std::int64_t value = 0;
  if (step.unit != Unit::none && in_unit(step, text, out)) return true;
  switch (step.spec.sort) {
    case FieldSort::integer:
      if (!whole_number(text, value) && !figure(text, figures_, 0, value))
        return refuse("bad-number", name, text, "a whole number");
      break;
    case FieldSort::hundredths:
      if (hours_and_minutes(text, value)) {
        if (value * 100 % 60 != 0)
          return refuse("bad-number", name, text, "hours that are whole hundredths");
        value = value * 100 / 60;
      } else if (!figure(text, figures_, 2, value)) {
        return refuse("bad-number", name, text, "hours, as 7.5 or 7:30");
      }
      break;
    case FieldSort::minutes:
      if (!hours_and_minutes(text, value) && !figure(text, figures_, 0, value))
        return refuse("bad-number", name, text, "minutes, as 450 or 7:30");
      break;
    case FieldSort::duration: {
      const auto seconds = parse_duration_s(text);
      if (!seconds) return refuse("bad-duration", name, text, "seconds, or hh:mm:ss");
      value = *seconds;
      break;
    }
    case FieldSort::day: {
      const auto day = parse_written(text, days_);
      if (!day)
        return refuse("bad-date", name, text,
                      "a day of the calendar in the order of the map's days");
      value = day->on.yyyymmdd;
      break;
    }
    default: return refuse("bad-number", name, text, "a number");
  }
  out = value;
  return true;
}

bool Plan::flag(const Step& step, std::string_view text, std::int64_t& out) {
  if (text.empty()) return true;
  if (one_of(text, {"1", "true", "yes", "y", "x", "ja", "oui", "si", "sim", "tak", "da"})) {
    out = 1;
    return true;
  }
  if (one_of(text, {"0", "false", "no", "n", "nein", "non", "nao", "nie", "nu"})) {
    out = 0;
    return true;
  }
  return refuse("unknown-word", step.spec.name, text,
                "true or false, or a translation in [words] of the map");
}

/// The currency of a row; null: refused.
const base::Currency* Plan::currency(std::size_t lane, std::string_view amount, Lanes& lanes) {
  CurrencyOf& known = currencies_[lane == currency_lanes_[0] ? 0 : 1];
  std::string_view text = lanes.texts[lane];
  if (text.empty()) text = code_beside(amount);
  if (text.empty()) {
    refuse("no-currency", "currency", amount,
           "a currency in its column, in the map's [constants], or declared (--currency EUR)");
    return nullptr;
  }
  if (text != known.text) [[unlikely]] {
    std::string code(text.substr(0, 4));
    std::ranges::transform(code, code.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    auto parsed = base::Currency::parse(code);
    known.text = text;
    known.known.reset();
    if (parsed) known.known = *parsed;
  }
  if (!known.known) {
    refuse("bad-currency", "currency", text,
           "an ISO 4217 code, or a translation in [words] of the map");
    return nullptr;
  }
  lanes.texts[lane] = known.known->code();
  return &*known.known;
}

bool Plan::money(std::string_view name, Unit unit, std::string_view text, std::size_t currency_lane,
                 Lanes& lanes, std::int64_t& out) {
  const bool other = currency_lane == currency_lanes_[1] && currency_lane != currency_lanes_[0];
  if (other && lanes.texts[currency_lane].empty() && code_beside(text).empty()) {
    other_left_out_ = true;
    return true;
  }
  const base::Currency* const in = currency(currency_lane, text, lanes);
  if (in == nullptr) return false;
  const int shift = unit == Unit::hundredths  ? -2
                    : unit == Unit::thousands ? 3
                    : unit == Unit::millions  ? 6
                                              : 0;
  if (shift != 0) {
    const int digits = static_cast<int>(in->minor_digits()) + shift;
    if (digits < 0 || !figure(text, figures_, static_cast<unsigned>(digits), out))
      return refuse("bad-amount", name, text, "a figure in the unit that the header says");
    return true;
  }
  const auto minor = parse_minor(text, figures_, *in);
  if (!minor)
    return refuse("bad-amount", name, text,
                  "an exact amount in the currency, with the decimal mark of the map");
  out = *minor;
  return true;
}

std::string_view Plan::known_way(std::string_view word) {
  if (word == way_word_) return way_;
  way_word_ = word;
  return way_ = way_of_call(word);
}

/// A word that is not known says no direction: it stays as what became of the call, where nothing else does.
void Plan::way(Lanes& lanes) {
  std::string_view& lane = lanes.texts[way_lane_];
  if (lane.empty()) {
    // "MOC" and "MTC" often stand where the sort of the call does.
    if (service_lane_ != TimeLanes::kNone && !lanes.texts[service_lane_].empty())
      lane = known_way(lanes.texts[service_lane_]);
    return;
  }
  const std::string_view word = lane;
  lane = known_way(word);
  if (!lane.empty()) return;
  if (unknown_ways_++ == 0) unknown_way_ = word.substr(0, kMostWay);
  if (outcome_lane_ != TimeLanes::kNone && lanes.texts[outcome_lane_].empty())
    lanes.texts[outcome_lane_] = word;
}

bool Plan::signed_by(std::int64_t& amount) {
  const std::string_view word = part(FieldPart::sign);
  if (word.empty()) return true;
  if (amount < 0) return refuse("bad-sign", "sign", word, "an amount without a sign of its own");
  if (word != direction_word_ || direction_ == 0) {
    direction_word_ = word;
    direction_ = direction_of(word);
  }
  if (direction_ == 0)
    return refuse("unknown-word", "sign", word,
                  "+, -, C or D, or a translation in [words] of the map");
  if (direction_ < 0) amount = -amount;
  return true;
}

bool Plan::amounts(Lanes& lanes) {
  std::int64_t& out = lanes.numbers[amount_lane_];
  const std::size_t lane = currency_lanes_[0];
  const auto said = [&](FieldPart which) {
    const std::string_view text = part(which);
    return says_nothing(text) ? std::string_view() : text;
  };
  const std::string_view amount = said(FieldPart::amount);
  const std::string_view debit = said(FieldPart::debit);
  const std::string_view credit = said(FieldPart::credit);
  if (!amount.empty()) {
    if (!money("amount", unit_of(FieldPart::amount), amount, lane, lanes, out)) return false;
    if (!part(FieldPart::sign).empty()) return signed_by(out);
    if (map_.table.signs_each.value_or(false) && out != 0)
      return refuse(
          "no-sign", "sign", amount,
          "a word for the way it went, as other rows have; where none means the other way "
          "say signs = \"some-rows\" in the map");
    if (debit.empty() && credit.empty()) return true;
  }
  if (debit.empty() && credit.empty()) return refuse("no-amount", "amount", {}, "an amount");
  std::int64_t left = 0;
  std::int64_t came = 0;
  if (!debit.empty() && !money("debit", unit_of(FieldPart::debit), debit, lane, lanes, left))
    return false;
  if (!credit.empty() && !money("credit", unit_of(FieldPart::credit), credit, lane, lanes, came))
    return false;
  const bool charges = kind_->name == "charge_entry";
  if (left != 0 && came != 0)
    return charges ? refuse("both-sides", "charged", debit,
                            "either a charge or a payment in one row: write it as two")
                   : refuse("both-sides", "debit", debit, "either a debit or a credit in one row");
  const bool negative = map_.table.debits_negative.value_or(false);
  // A charge raises what is owed; a debit lowers what is there.
  const std::int64_t by_sides = charges     ? (left != 0 ? left : (negative ? came : -came))
                                : left == 0 ? came
                                            : (negative ? left : -left);
  // Both are empty or zero where the row has an amount of its own.
  if (!amount.empty() && left == 0 && came == 0) return true;
  if (!amount.empty() && out != by_sides &&
      (out < 0 || out != (by_sides < 0 ? -by_sides : by_sides)))
    return refuse("amounts-differ", "amount", amount, "what the debit or credit of the row says");
  out = by_sides;
  return true;
}

}  // namespace redress::intake
