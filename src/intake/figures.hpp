// Amounts as sources write them: which marks a column uses, and the minor units that a text says.
//
// Promises: exact or nothing: no amount is rounded, none read at a thousandth or a thousandfold of
// its worth. Which mark is the decimal one is taken from the values of the whole column (a mark
// that stands twice in one value groups; one that is followed by other than three digits, or led by
// more than three, or by a zero alone, is the decimal one), or declared; never guessed. A currency
// that stands beside the figures must be the one that was asked for.
// Cost: tens of nanoseconds a value, a few for plain ones. Bad input: nothing; the caller refuses
// the row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"

namespace redress::intake {

/// The decimal mark of a column, '.' or ','. 0: no value has a point or comma at all, and one that
/// has is no amount of this form. All other marks between digits group: the other of the two,
/// blanks, apostrophes.
struct FigureForm {
  char decimal = '.';
  bool operator==(const FigureForm&) const = default;
};

/// "1,234.50", "1.234,50-", "(12.00)", "+3", "1 234,5", "1'234.50", "12.50 CR", "EUR 12,50",
/// "-EUR12.50", "12,34,567.00", "1'450.-", "12,50 S" (Soll) and "12,50 H" (Haben), in minor units of the currency. Surrounding blanks, codes and signs
/// of the currency are taken; CR and DR, C and D (a word behind or before) give the sign: credit is
/// positive; a sign that contradicts it is no amount. Groups have three digits (two, before a last
/// one of three, as in India) and one mark. More digits behind the mark than the currency has are
/// taken only where they are zeros. Nothing where it is no amount of this form or does not fit.
std::optional<std::int64_t> parse_minor(std::string_view text, const FigureForm& form,
                                        const base::Currency& currency);

/// The figure of a text as digits alone, in units of 10^-digits: for quantities that are no money
/// (coins and tokens, hours). Same forms, without currencies; nothing where there are more digits
/// behind the mark than `digits` that are not zeros. `into` holds at least kMostFigure characters.
inline constexpr std::size_t kMostFigure = 160;
std::optional<std::string_view> parse_units(std::string_view text, const FigureForm& form,
                                            unsigned digits, char* into);

/// Without blanks at both ends: ASCII blanks and tabs, no-break and thin spaces, byte order marks.
std::string_view without_blanks(std::string_view text);

/// "1.5E-05" as "0.000015", exactly; nothing: it has no exponent, or one beyond 36. With a point only.
std::optional<std::string> without_exponent(std::string_view text);

/// What stands in a cell of figures for "none": a dash or two, "n/a".
bool says_nothing(std::string_view text);

/// The ISO 4217 code that stands in an amount ("EUR 12,50"); empty: none, or no known one.
std::string_view code_beside(std::string_view text);

/// Which mark is the decimal one, from the values of a column.
class FigureVote {
 public:
  void see(std::string_view text);
  /// Nothing: they do not tell ("1,234" alone), or contradict each other.
  std::optional<FigureForm> form() const;
  /// Where they contradict each other: the form that at least four in five of the values that tell
  /// have. For a caller that reads by it and refuses the others one by one.
  std::optional<FigureForm> majority() const;
  /// Values that tell that the point, or the comma, is the decimal mark.
  std::uint64_t for_point() const { return for_point_; }
  std::uint64_t for_comma() const { return for_comma_; }
  bool all_figures() const { return seen_ > 0 && bad_ == 0; }
  std::uint64_t seen() const { return seen_; }
  std::uint64_t bad() const { return bad_; }
  /// Some value has a point or comma.
  bool marked() const { return for_point_ > 0 || for_comma_ > 0 || either_; }
  /// The values say two things that can not both be.
  bool contradicts() const { return for_point_ > 0 && for_comma_ > 0; }
  /// Some value has a sign, brackets or a word for debit: "-", "(12.00)", "DR".
  bool has_negative() const { return negative_; }

 private:
  std::uint64_t seen_ = 0;
  std::uint64_t bad_ = 0;
  std::uint64_t for_point_ = 0;
  std::uint64_t for_comma_ = 0;
  bool negative_ = false;
  bool either_ = false;  ///< a mark once, with three digits behind it and at most three before
};

}  // namespace redress::intake
