// What a cell of a workbook shows: numbers as plain decimals, serial days as ISO 8601, by the
// cell's number format.
//
// Promises: exact: a number is rounded to the 15 significant digits that the program shows, in
// decimal arithmetic, and never goes through floating point; a serial day to the millisecond. The
// day 60 of the 1900 system, 29 February 1900, is none.
// Bad input: what is no number stays as it is written.
// Source: ECMA-376-1:2016 sections 18.8.30 (number formats), 18.17.4 (dates).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "intake/table_rows.hpp"

namespace redress::intake {

/// What a number format shows.
enum class CellForm : std::uint8_t { plain, day, clock, day_and_clock, elapsed };
/// `code`: as in numFmt; of the built-in formats by their number.
CellForm form_of_code(std::string_view code);
CellForm form_of_builtin(std::uint32_t id);

/// Appends a number ("1.5E-3", "45429.878") as plain digits with this decimal mark; false: it is no
/// number.
bool append_number(std::string& out, std::string_view text, char decimal);

/// Appends a serial number as day, clock or both; false: it is none, nothing was appended.
bool append_moment(std::string& out, std::string_view text, CellForm form, bool from_1904);

/// The column of a reference: "C5" is 3; 0: it is none.
std::uint32_t column_of_reference(std::string_view reference);

}  // namespace redress::intake
