// Whether a JSON text may hold one of a few names, without parsing it: most values of a large document
// need not be parsed to know that nothing is wanted of them.
//
// Promises: never false where a key or string of the text is one of the names, or ends with one, however
// it is escaped. True may be wrong: a quote inside a string, an escape of another letter.
// Cost: two compares of four bytes a quote, about 0.3 ns a byte.
// Bad input: none; what is no JSON gives either answer.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace redress::intake {

class JsonSieve {
 public:
  static constexpr std::size_t kMostNames = 16;
  static constexpr std::size_t kShortest = 4;

  /// At most kMostNames, of ASCII letters and digits, none shorter than kShortest.
  explicit JsonSieve(std::initializer_list<std::string_view> names);

  /// JsonElements::kPadding bytes behind `text` may be read.
  bool may_hold(std::string_view text) const;
  /// The same as every processor does it; public for tests.
  bool may_hold_narrow(std::string_view text) const;

 private:
  template <typename Blocks>
  bool may_hold_by(std::string_view text) const;
  bool may_hold_wide(std::string_view text) const;
  bool is_name(std::string_view before_quote) const;

  std::vector<std::string_view> names_;
  std::array<std::uint16_t, 256> by_end_{};  ///< a bit for each name with such last four bytes
};

}  // namespace redress::intake
