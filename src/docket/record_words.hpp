// Values of records in words, for a screen: money with its digits, instants and days as written.
//
// Texts are as in the source and not made safe to show: the caller does. Cost: constant a value.
#pragma once

#include <string>
#include <string_view>

#include "docket/record.hpp"

namespace redress::docket {

/// Empty where it is absent. `currency`: of a money column.
std::string in_words(const ColumnSchema& column, std::int64_t value,
                     std::string_view currency = {});

}  // namespace redress::docket
