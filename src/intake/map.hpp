// A column map: which column of a table becomes which field of which record, as a TOML text that a
// person writes, the packs ship, or propose.hpp proposes.
//
// Promises: what is not a map gives an error with line and column and the nearest known word;
// nothing in it is ignored. map_text writes a map so that parse_map reads the same again.
// docs/maps.md is the reference. Bounds: kMostMapText bytes, kMostColumns columns.
// Cost: microseconds; a map is read once a file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "intake/figures.hpp"
#include "intake/reader.hpp"

namespace redress::intake {

inline constexpr std::size_t kMostMapText = 256U << 10U;
inline constexpr std::size_t kMostColumns = 1'024;

/// A column by the text of its header, or by its number from 1.
struct MapColumn {
  std::string header;
  std::uint32_t number = 0;
  bool operator==(const MapColumn&) const = default;
};

struct MapField {
  std::string field;
  std::vector<MapColumn> from;  ///< several are joined by a blank
  std::uint32_t line = 0;       ///< in the map's text, for messages; not compared
  std::uint32_t column = 0;
  bool operator==(const MapField& other) const {
    return field == other.field && from == other.from;
  }
};

/// Translations of what stands in the cells of a field; "*" is for all that is not listed.
struct MapWords {
  std::string field;
  std::vector<std::pair<std::string, std::string>> words;
  bool operator==(const MapWords&) const = default;
};

struct MapValue {
  std::string field;
  std::string value;
  bool operator==(const MapValue&) const = default;
};

/// Characters from..until of a line, from 1, both inclusive.
struct MapRange {
  std::uint32_t from = 1;
  std::uint32_t until = 1;
  bool operator==(const MapRange&) const = default;
};

/// How the table is written. What is not said is found in the file, or asked for.
struct MapTable {
  std::optional<char> separator;
  std::optional<char> quote;          ///< 0: none
  std::optional<FigureForm> decimal;  ///< 0 ("none"): no figure has a point or comma
  std::optional<DayOrder> days;       ///< `unsaid` ("each-tells"): every date says its order itself
  std::string encoding;
  std::vector<MapRange> fixed;
  std::string sheet;                    ///< a sheet's name, or its number from 1
  std::optional<std::uint64_t> header;  ///< row with the headers; 0: there are none
  std::optional<std::uint64_t> first;   ///< first row of data
  std::vector<std::string> end;         ///< the table ends where a row begins with one of these
  std::vector<std::string> skip;        ///< rows that begin so are passed over
  std::optional<bool> last_line_whole;
  std::optional<bool> short_rows;       ///< rows may lack their last cells
  std::optional<bool> debits_negative;  ///< the debit column has negative figures
  std::optional<bool> signs_each;       ///< each amount needs its word in the column of signs
  bool operator==(const MapTable&) const = default;
};

struct Map {
  std::string name;
  std::string gives;  ///< name of the record kind
  MapTable table;
  std::vector<MapField> columns;
  std::vector<MapWords> words;
  std::vector<MapValue> constants;
  std::vector<MapValue> around;  ///< field, and the label before its value outside of the table
  std::vector<std::string> recognise;
  bool operator==(const Map&) const = default;

  const MapField* field(std::string_view name) const;
  const MapWords* words_of(std::string_view field) const;
  /// Empty: there is none.
  std::string_view constant(std::string_view field) const;
};

/// `file`: its name in messages.
base::Result<Map> parse_map(std::string_view text, const std::string& file = "map");
std::string map_text(const Map& map);

/// Headers are compared so: folded, blanks as one, without punctuation at the ends.
std::string folded_header(std::string_view header);

/// How a separator is named in a map: ";", "tab".
std::string separator_text(char separator);
std::string_view days_text(DayOrder order);

}  // namespace redress::intake
