// The records of BAI2 and BTRS files: each with its continuations, and its fields one by one.
//
// Promises: a record is its line and all 88 lines behind it. Fields end with a comma, with "/" at
// the end of a line, or with the line; the text of a 16 is all that is left, commas and strokes
// too, and may go on in 88 lines. Blanks at the ends of lines (files of fixed length) are padding.
// Memory: one record of at most kMostField bytes beside LineReader; what is longer is marked `cut`.
// Cost: linear, no allocation but strings that are reused.
// Source: BAI, Cash Management Balance Reporting Specifications, Version 2 (1987, 2005); ASC X9.121
// (BTRS).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/encoding.hpp"

namespace redress::intake {

struct Bai2Record {
  unsigned code =
      0;  ///< 1, 2, 3, 16, 49, 98, 99; 0: a line that begins with none of them; 88: one that
          ///< continues nothing
  std::string text;        ///< behind "16,", lines joined by LF, without the "88,"
  std::int64_t lines = 0;  ///< physical records
  std::uint64_t line = 0;  ///< number of its first
  std::int64_t offset = 0;
  std::int64_t end = 0;
  bool cut = false;
  bool at_end = false;     ///< nothing stands behind it in the file
  bool open_line = false;  ///< no line's end stands behind it
};

class Bai2Records {
 public:
  static base::Result<Bai2Records> open(const Input& input);
  /// False at the end. `record` keeps its memory between calls.
  base::Result<bool> next(Bai2Record& record);
  const TextStream& stream() const { return lines_.stream(); }

 private:
  explicit Bai2Records(LineReader lines) : lines_(std::move(lines)) {}
  base::Result<bool> load();

  LineReader lines_;
  std::string held_;
  std::uint64_t number_ = 0;
  std::int64_t offset_ = 0;
  std::int64_t end_ = 0;
  bool open_ = false;
  bool cut_ = false;
  bool has_ = false;
};

/// The fields of a record, in order; empty behind the last.
class Bai2Fields {
 public:
  explicit Bai2Fields(std::string_view text) : rest_(text) {}
  std::string_view next();
  bool done() const { return done_; }
  /// All that is left, as text: lines stay lines, a stroke that ends the record is taken away.
  void text(std::string& to);

 private:
  std::string_view rest_;
  bool done_ = false;
};

/// A whole number with an optional sign, as amounts with implied decimals are written.
std::optional<std::int64_t> bai2_amount(std::string_view text);

/// Passes over the parts of a funds type behind its letter; false where the type is none.
/// `value_on`: of type V.
bool bai2_funds(Bai2Fields& fields, std::string_view& value_on);

/// +1: a credit, money that comes; -1: a debit; 0: the code is a status, or its direction is not
/// known. 100-399 and 920-959 credits, 400-699 and 960-999 debits; of the loans 720-728 payments
/// (credits) and 760 the disbursement (debit).
int bai2_direction(std::string_view type);

}  // namespace redress::intake
