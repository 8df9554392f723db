// A column map proposed for a table that no map is known for.
//
// Promises: an engine: the first rows in, a map out, with how sure it is of each column and why. A
// field is proposed where the header names it (propose_words.hpp) and the values have its form;
// without headers from the form of the values alone, and then only as a guess. What can be read in
// two ways is not chosen: `lacks` says what a person must say.
// Method: words of headers, folded; shares of values that are dates, amounts, IBANs (with their
// check digits), currency codes, numbers of telephones; a column is a running balance where amount
// and balance of the row before add up.
// Known weaknesses: a header in another language than those of propose_words.cpp is not known; two
// amount columns of which one is a fee look alike. A proposal is a proposal: a person looks at it.
// Cost: milliseconds for the 400 rows that it looks at.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "intake/map.hpp"
#include "intake/table_head.hpp"

namespace redress::intake {

struct FieldSpec;

enum class Certainty : std::uint8_t { guess, likely, sure };
std::string_view name_of(Certainty certainty);

struct ProposedColumn {
  std::uint32_t number = 0;  ///< of the column, from 1
  std::string header;
  std::string field;     ///< empty: it is not mapped
  unsigned percent = 0;  ///< how sure
  Certainty certainty = Certainty::guess;
  std::string reason;
};

struct Proposal {
  Map map;
  std::string text;  ///< of the map, with a comment on each column
  std::vector<ProposedColumn> columns;
  std::vector<std::string> lacks;   ///< what must be declared or corrected before it can be used
  std::vector<std::string> doubts;  ///< what a person should look at, though it can be used
  std::vector<std::string> to_declare;  ///< what neither headers nor values tell
  bool usable() const { return lacks.empty(); }
};

/// From the first rows of a table whose cells are known.
Proposal propose_map(const TableHead& head);

/// The map's text with a comment on each column: how sure, and why.
std::string proposal_text(const Proposal& proposal);

/// From a file: the separator is found first, then what all rows tell of order of days and decimal
/// mark. An error where it is no table of text.
base::Result<Proposal> propose_map(const Input& input, const Declared& declared);

/// What the values of one column look like.
struct ColumnShape {
  std::size_t values = 0;  ///< that are not empty
  std::size_t dates = 0;
  std::size_t bare = 0;    ///< of the dates those of six digits, which may be anything
  std::size_t clocks = 0;  ///< times alone
  std::size_t figures = 0;
  std::size_t whole = 0;  ///< figures without a mark
  std::size_t ibans = 0;
  std::size_t currencies = 0;
  std::size_t phones = 0;
  std::size_t durations = 0;
  std::size_t hashes = 0;   ///< long hexadecimal
  std::size_t outward = 0;  ///< words for money that left (direction_words.hpp)
  std::size_t inward = 0;
  std::size_t letters = 0;   ///< of these words those of one letter
  std::size_t distinct = 0;  ///< different values, up to kMostDistinct
  bool negative = false;
  bool above = false;  ///< a figure that is above zero
  static constexpr std::size_t kMostDistinct = 16;
  /// Nine of ten; of a few values all but one, since real exports have a bad one.
  bool mostly(std::size_t count) const {
    if (values < 3) return values > 0 && count == values;
    return count + std::max<std::size_t>(1, values / 10) >= values;
  }
};
/// How many cells of its best row are headers as tables have them.
std::size_t known_headers(const TableHead& head);

/// How well values fit a field: 100 they do, 0 they do not; where there are none, it is not known.
unsigned shape_fits(const FieldSpec& spec, const ColumnShape& shape);

ColumnShape shape_of_column(const TableHead& head, std::size_t column, std::uint64_t first_row);

/// Whether column `balance` runs with column `amount`: in how many of the compared rows.
struct Running {
  std::size_t holds = 0;
  std::size_t compared = 0;
  bool does() const { return compared >= 2 && holds * 10 >= compared * 9; }
};
Running runs_with(const TableHead& head, std::size_t amount, std::size_t balance,
                  std::uint64_t first_row);
/// The first row whose amount, above zero, was taken from the balance; 0: none was.
std::uint64_t falls_with(const TableHead& head, std::size_t amount, std::size_t balance,
                         std::uint64_t first_row);

}  // namespace redress::intake
