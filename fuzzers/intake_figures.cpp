// Any bytes as an amount, a date, a clock, a duration, a number of a workbook. What is read is
// exact and in range, the same in every form that reads it, or nothing.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "intake/figures.hpp"
#include "intake/moments.hpp"
#include "intake/workbook_cells.hpp"
#include "intake_reading.hpp"

namespace intake = redress::intake;
namespace base = redress::base;
using redress::fuzzing::require;

namespace {

void figures(std::string_view text) {
  const base::Currency euro = *base::Currency::parse("EUR");
  intake::FigureVote vote;
  vote.see(text);
  char room[intake::kMostFigure];
  for (const char decimal : {'.', ',', '\0'}) {
    const auto minor = intake::parse_minor(text, {decimal}, euro);
    const auto units = intake::parse_units(text, {decimal}, 2, room);
    if (units) require(!units->empty() && units->size() < intake::kMostFigure);
    if (!minor) continue;
    require(vote.all_figures());
    require(*minor != redress::docket::kAbsent);
    const bool beside = !units;
    if (!beside) require(std::to_string(*minor) == *units);
  }
  const auto form = vote.form();
  if (!form || !vote.all_figures()) return;
  // What the value says of itself is how it is read.
  const auto own = intake::parse_minor(text, *form, euro);
  for (const char decimal : {'.', ','}) {
    const auto other = intake::parse_minor(text, {decimal}, euro);
    if (own && other && form->decimal != 0) require(*own == *other || decimal != form->decimal);
  }
}

void moments(std::string_view text) {
  intake::DayOrderVote vote;
  vote.see(text);
  for (const intake::DayOrder order :
       {intake::DayOrder::unsaid, intake::DayOrder::day_first, intake::DayOrder::month_first,
        intake::DayOrder::year_first}) {
    const auto written = intake::parse_written(text, {order});
    if (!written) continue;
    require(vote.all_dates());
    require(written->on.date().has_value());
    require(!written->clock || (*written->clock >= 0 && *written->clock < 86'400'000'000));
  }
  if (const auto clock = intake::parse_clock(text))
    require(clock->micros >= 0 && clock->micros < 86'400'000'000);
  if (const auto seconds = intake::parse_duration_s(text)) require(*seconds >= 0);
  require(intake::month_named(text) <= 12);
}

void cells(std::string_view text) {
  std::string out;
  if (intake::append_number(out, text, '.')) {
    std::string again;
    require(intake::append_number(again, out, '.') && again == out);
  }
  for (const bool from_1904 : {false, true}) {
    std::string moment;
    if (intake::append_moment(moment, text, intake::CellForm::day_and_clock, from_1904))
      require(intake::parse_written(moment, {}).has_value());
  }
  (void)intake::form_of_code(text);
  require(intake::column_of_reference(text) <= 26 * 26 * 26 + 26 * 26 + 26);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  figures(text);
  moments(text);
  cells(text);
  return 0;
}
