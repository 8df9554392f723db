// Letters as old systems write them, and fields as tables and XML need them.
//
// Promises: only the letters that names_tables.hpp and the phrases use are known; the tables are
// fixed, so that the same text gives the same bytes whatever version of a library is installed.
// Linear.
// Source: Unicode code charts; windows-1252 as WHATWG lists it (0xA0 to 0xFF are Latin-1, 0x80 is
// the euro sign).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace redress::simulate {

/// ASCII: a-umlaut as ae, other marks dropped; what is not known becomes '?'.
std::string ascii_of(std::string_view utf8);
/// The same in capitals, as SWIFT messages carry it.
std::string capitals_of(std::string_view utf8);
/// Appends the text in windows-1252; what it does not have becomes '?'.
void put_windows_1252(std::string& out, std::string_view utf8);

/// Appends a field of a table, in quotes where it holds the separator, a quote or a line break.
void put_field(std::string& out, std::string_view value, char separator = ',');
/// Appends text or an attribute value of XML.
void put_xml(std::string& out, std::string_view value);
/// "<name>value</name>" with a line break.
void put_element(std::string& out, std::string_view name, std::string_view value,
                 std::size_t indent = 0);
/// A string of JSON with its quotes.
void put_json(std::string& out, std::string_view value);

}  // namespace redress::simulate
