// What stands between a file and the XML parser where the file is known to be written badly: leaves
// out the greater part of one attribute's values, and repairs characters.
//
// Promises: what it gives on is the text with (1) nothing of the values of the cut attribute
// beyond so many bytes, whatever their length, and, where mending is asked for, (2) nothing
// before the first tag, (3) U+FFFD for control characters, ill-formed UTF-8 and references to no
// character, (4) one character for the two halves of a surrogate pair that were written as two
// references, (5) &amp; for a & that begins no reference. Everything else as it stands. It knows
// for each byte that it gave where it stood in the file.
// It reads tags, quotes, comments, sections and instructions as XML 1.0 has them, and asks
// nothing of their order; what is not well-formed stays so, and the parser finds it.
// For encodings with ASCII in their lower half.
// Cost: 1 to 2 ns a byte.
// Memory: one piece, and 16 bytes a change that the parser has not passed yet.
// Source: XML 1.0 (Fifth Edition), sections 2.2 to 2.7, 3.1, 4.1.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "intake/xml.hpp"

namespace redress::intake {

struct MendOptions {
  bool characters = false;  ///< 2 to 5
  bool utf8 = false;        ///< the text is UTF-8: ill-formed parts are mended too
  std::string_view cut_attribute;
  std::size_t cut_beyond = 0;
};

class XmlMender {
 public:
  explicit XmlMender(const MendOptions& options);

  /// The next piece of the file; what comes back lives until the next call. `last`: nothing
  /// follows.
  std::string_view pass(std::string_view piece, bool last);
  /// Where a byte that was given stood; `given` must not be before `forget`.
  std::uint64_t source_of(std::uint64_t given) const;
  /// What was cut between two places of what was given.
  XmlPassedOver cut_between(std::uint64_t begin, std::uint64_t end) const;
  /// What was given before this is not asked for again.
  void forget(std::uint64_t before);
  std::uint64_t mended() const { return mended_; }

 private:
  enum class Where : std::uint8_t {
    lead,
    text,
    tag,
    quote,
    dropped,
    comment,
    section,
    instruction
  };
  struct Change {
    std::uint64_t given = 0;  ///< from this byte on
    std::int64_t shift = 0;   ///< so much further stands it in the file
  };
  struct Cut {
    std::uint64_t given = 0;
    XmlPassedOver over;
  };

  std::size_t step(std::string_view rest, bool last);
  std::size_t lead(std::string_view rest, bool last);
  std::size_t markup(std::string_view rest, bool last);
  std::size_t tag(std::string_view rest);
  std::size_t dropped(std::string_view rest);
  std::size_t until(std::string_view rest, std::string_view mark, bool last);
  std::size_t characters(std::string_view rest, bool last);
  std::size_t plain_run(std::string_view rest) const;
  std::size_t one(std::string_view rest, bool last);
  std::size_t reference(std::string_view rest, bool last);
  std::size_t high(std::string_view rest, bool last);
  /// The next bytes as they stand; copied only where something behind them is not.
  void copy(std::string_view bytes) {
    if (bytes.data() == as_it_is_.data() + as_it_is_.size()) {
      as_it_is_ = {as_it_is_.data(), as_it_is_.size() + bytes.size()};
      return;
    }
    out_.append(as_it_is_);
    as_it_is_ = bytes;
  }
  /// `read` bytes of the file become `text`.
  void replace(std::size_t read, std::string_view text);
  void begin_quote(char mark);
  std::uint64_t given() const { return given_before_ + out_.size() + as_it_is_.size(); }

  std::uint8_t sort_of(char c) const { return (*classes_)[static_cast<unsigned char>(c)]; }
  std::string_view no_character() const { return options_.utf8 ? "\xEF\xBF\xBD" : "?"; }

  MendOptions options_;
  const std::array<std::uint8_t, 256>* classes_;
  Where where_;
  char quote_ = 0;
  bool cutting_ = false;
  std::size_t value_ = 0;   ///< bytes of the cut attribute's value that were given
  std::string name_;        ///< of the attribute, at most 40 bytes
  bool name_over_ = false;  ///< blanks follow it
  std::string held_;        ///< what needs the next piece to be understood
  std::string work_;
  std::string out_;
  std::string_view as_it_is_;  ///< of the piece, behind out_
  std::uint64_t given_before_ = 0;
  std::uint64_t mended_ = 0;
  std::vector<Change> changes_;
  std::vector<Cut> cuts_;
};

}  // namespace redress::intake
