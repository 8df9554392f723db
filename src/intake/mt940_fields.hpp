// The fields of SWIFT MT940 and MT942 files, one after the other, line by line.
//
// Promises: a field is ":61:" and all lines up to the next field, end of message or block; lines of
// blanks alone are left out, the others stand as in the file, joined by LF. Only tags of MT940 and
// MT942 begin a field, since a line of free text may begin with ":15:"; a colon that a line's end
// cut from its tag is put back. What stands outside of fields is given as such: blocks {1: and {2:,
// the lines some banks write before a message.
// Memory: one field of at most kMostField bytes beside LineReader; what is longer is marked `cut`.
// Source: SWIFT Standards MT, Category 9 (MT940, MT942); dialects as docs/readers/mt940.md lists
// them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/encoding.hpp"

namespace redress::intake {

/// The tag with which a line begins (":60F:" is "60F"); empty: none of these messages.
std::string_view mt940_tag(std::string_view line);

struct Mt940Field {
  enum class Sort : std::uint8_t {
    field,
    end,    ///< "-", "-}": the message ends
    block,  ///< a line with {1: or {2:
    stray,  ///< a line that is in no field
  };
  Sort sort = Sort::stray;
  std::string tag;   ///< "61", "60F", "NS"
  std::string text;  ///< without the tag, lines joined by LF
  std::uint64_t line = 0;
  std::int64_t offset = 0;  ///< docket::kAbsent where the file has no such range
  std::int64_t end = 0;     ///< of its last line
  bool cut = false;         ///< longer than a record takes
  bool at_end = false;      ///< nothing stands behind it in the file
  bool open_line = false;   ///< no line's end stands behind it
};

class Mt940Fields {
 public:
  static base::Result<Mt940Fields> open(const Input& input);
  /// False at the end. `field` keeps its memory between calls.
  base::Result<bool> next(Mt940Field& field);
  const TextStream& stream() const { return lines_.stream(); }

 private:
  /// Where a line stands in the file.
  struct Spot {
    std::uint64_t number = 0;
    std::int64_t offset = 0;
    std::int64_t end = 0;
    bool open = false;
  };

  explicit Mt940Fields(LineReader lines) : lines_(std::move(lines)) {}
  base::Result<bool> load();
  void hold(std::string_view text, bool cut);
  void begin(Mt940Field& field);
  base::Result<void> gather(Mt940Field& field);

  LineReader lines_;
  std::string held_;  ///< the line that comes next
  Spot spot_;
  bool has_ = false;
  bool held_cut_ = false;
  bool colon_ = false;  ///< the line before was a colon alone
};

}  // namespace redress::intake
