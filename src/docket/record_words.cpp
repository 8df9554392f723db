#include "docket/record_words.hpp"

#include "base/money.hpp"
#include "base/time.hpp"

namespace redress::docket {

std::string in_words(const ColumnSchema& column, std::int64_t value, std::string_view currency) {
  if (value == kAbsent) return {};
  switch (column.type) {
    case ColumnType::instant: {
      const bool whole = value % 1'000'000 == 0;
      const std::string text =
          base::Instant(value, whole ? base::Precision::second : base::Precision::microsecond)
              .text();
      // A clock as written is of no zone that is known here.
      const bool wall = column.name.ends_with("wall") && text.ends_with('Z');
      return wall ? text.substr(0, text.size() - 1) : text;
    }
    case ColumnType::flag: return value != 0 ? "yes" : "no";
    case ColumnType::date:
      if (const auto date = DateNumber{value}.date(); date && *date) return (*date)->text();
      return std::to_string(value);
    case ColumnType::money:
      if (const auto known = base::Currency::parse(currency))
        return base::Money(value, *known).amount_text();
      return std::to_string(value) + " minor units";
    default: return std::to_string(value);
  }
}

}  // namespace redress::docket
