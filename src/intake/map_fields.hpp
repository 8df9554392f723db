// What a map may fill: the kinds of record that tables give, and the fields of each.
//
// Promises: the columns of the record kind but those that say where it stands, and in place of
// times and signed amounts the forms in which tables write them (date and time, debit and credit).
// One list for parsing, compiling, proposing and the docs. Cost: built once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docket/record.hpp"

namespace redress::intake {

class Rows;

/// What a cell becomes on its own.
enum class FieldSort : std::uint8_t {
  text,
  texts,  ///< several values, one a line
  integer,
  hundredths,  ///< "7,5" or "7:30" of hours
  minutes,     ///< "450", or "7:30"
  duration,    ///< seconds, or hh:mm:ss
  day,
  flag,
  money,
  part,  ///< needs others of the row; see FieldPart
};

/// Fields that are put together with others before they are one of the record's.
enum class FieldPart : std::uint8_t {
  date,
  time,
  unix_s,
  unix_ms,
  offset,
  amount,
  debit,
  credit,
  sign,
  units,
  value,
  value_in,
  value_out,
  fee,
  begins,
  ends,
  hours,
  served,
  peer,
  count,  ///< how many there are
};

struct FieldSpec {
  std::string_view name;
  FieldSort sort = FieldSort::text;
  FieldPart part = FieldPart::count;
  std::size_t lane = 0;           ///< of the record's texts or numbers; not of a part
  std::size_t currency_lane = 0;  ///< money: the text lane of its currency
  std::string_view help;
};

/// A row of a record kind before it is one: its texts and numbers in the order of its lanes.
struct Lanes {
  std::vector<std::int64_t> numbers;
  std::vector<std::string_view> texts;
};

struct KindSpec {
  std::string_view name;
  const docket::RecordSchema* schema = nullptr;
  base::Result<void> (*keep)(Rows& rows, const Lanes& lanes) = nullptr;
  std::vector<FieldSpec> fields;
  /// Every group must have one of its fields mapped.
  std::vector<std::vector<std::string_view>> needed;

  const FieldSpec* field(std::string_view wanted) const;
  /// Lane of a column of the record; the column must exist.
  std::size_t lane(std::string_view column) const;
  bool has(std::string_view column) const { return schema->index_of(column).has_value(); }
};

const std::vector<KindSpec>& map_kinds();
/// null: no such kind.
const KindSpec* map_kind(std::string_view name);

/// The nearest of some words, for "did you mean"; empty: none is near.
std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace redress::intake
