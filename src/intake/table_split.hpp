// A text with separators, taken apart into rows and cells.
//
// Promises: RFC 4180 as files in the wild keep it: CR, LF and CR LF end a row; a cell that begins
// with the quote (blanks before it apart) ends with it, holds line breaks and separators, and has
// the quote doubled; a quote anywhere else is a letter like others. A quoted cell that runs over the
// end of its line and then does not close well (never, not within kMostRow, or with letters behind
// the closing quote, which is then rather the quote of a later row) costs the line in which it began
// alone: that line is the faulty row, and the next line begins a row. A cell of several lines that
// does close well stays one cell. Fixed places instead of separators count characters.
// Cost: about one nanosecond a byte for plain rows: 64 bytes are looked at together. No allocation
// a row.
// Memory: the window, kMostColumns cells, and the unquoted cells of one row.
// Source: RFC 4180; the bitmaps of separators as in Langdale and Lemire, "Parsing Gigabytes of JSON
// per Second".
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "intake/map.hpp"
#include "intake/table_rows.hpp"
#include "intake/table_text.hpp"

namespace redress::intake {

struct SplitForm {
  char separator = ',';
  char quote = '"';             ///< 0: none
  std::vector<MapRange> fixed;  ///< not empty: fixed places, neither separator nor quote
};

class TextRows final : public RowSource {
 public:
  static base::Result<std::unique_ptr<TextRows>> open(const Input& input, const SplitForm& form,
                                                      const std::string& encoding);

  base::Result<bool> next(RawRow& row) override;
  std::uint64_t consumed() const override { return text_.consumed(); }
  std::string_view encoding() const override { return text_.encoding(); }
  bool sure_of_encoding() const override { return text_.sure_of_encoding(); }
  std::uint64_t replaced() const override { return text_.replaced(); }

 private:
  enum class Scan : std::uint8_t { row, more };
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  TextRows(TableText text, SplitForm form) : text_(std::move(text)), form_(std::move(form)) {}
  void look_from(std::size_t at);
  bool next_special(std::size_t& at);
  void push(std::size_t from, std::size_t until);
  Scan scan();
  Scan scan_quoted(std::size_t& field);
  bool close_of(std::size_t open, std::size_t& close, bool& doubled) const;
  bool give_up(std::size_t open, RowFault fault);
  Scan end_row(std::size_t at);
  Scan end_text();
  void give(RawRow& row);
  void undouble();
  void cut_fixed();
  base::Result<bool> pass_over(RawRow& row);

  TableText text_;
  SplitForm form_;
  std::size_t begin_ = 0;  ///< of the row
  std::size_t end_ = 0;    ///< of the row, without its end of line
  std::size_t after_ = 0;  ///< where the next begins
  std::size_t block_ = 0;  ///< of the bytes that `specials_` tells about
  std::uint64_t specials_ = 0;
  std::vector<std::string_view> cells_;  ///< kMostColumns of them, of which the row has `count_`
  std::size_t count_ = 0;
  std::vector<std::size_t> doubled_;  ///< cells with doubled quotes
  std::string unquoted_;
  std::string kept_;  ///< beginning of a row that is too long
  RowFault fault_ = RowFault::none;
  bool ended_ = false;
  bool closed_ = false;
  std::uint64_t number_ = 0;
  std::size_t open_ = kNowhere;  ///< the quote that the window did not close, of the last scan
};

/// Bit i is set where byte i of the 64 at `at` is one of the four.
std::uint64_t find_specials(const char* at, const std::array<char, 4>& specials);
/// The same without vector instructions: for other processors, and to test against.
std::uint64_t find_specials_plain(const char* at, const std::array<char, 4>& specials);

}  // namespace redress::intake
