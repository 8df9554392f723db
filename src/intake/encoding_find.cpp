#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "intake/encoding.hpp"
#include "intake/encoding_letters.hpp"
#include "intake/encoding_wide.hpp"

namespace redress::intake {

namespace {

constexpr std::size_t kMostLook = 64U << 10U;

// ---- control characters ----------------------------------------------------------------------

bool plain_control(std::uint8_t byte) {
  return byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' || byte == '\v' ||
         byte == 0x1A || byte == 0x1B;
}

/// A few control characters are in real texts (SWIFT blocks, an old end mark), and a few zero bytes
/// in texts that something damaged; many are not.
bool too_many_controls(base::ByteView bytes) {
  std::size_t zeros = 0;
  std::size_t controls = 0;
  for (const std::uint8_t byte : bytes) {
    if (byte == 0) {
      ++zeros;
    } else if (byte == 0x7F || (byte < 0x20 && !plain_control(byte))) {
      ++controls;
    }
  }
  const std::size_t few = std::min<std::size_t>(4, bytes.size() / 16);
  return controls > bytes.size() / 50 + few || zeros > bytes.size() / 100 + few;
}

/// Zero bytes at the end are padding where text stands before them: at most as much as the text,
/// where more of the file follows.
base::ByteView without_padding(base::ByteView head, bool whole) {
  std::size_t size = head.size();
  while (size > 0 && head[size - 1] == 0) --size;
  return size > 0 && (whole || size * 2 >= head.size()) ? head.first(size) : head;
}

// ---- Unicode ---------------------------------------------------------------------------------

FoundEncoding by_mark(base::ByteView head) {
  const auto begins = [&](std::initializer_list<std::uint8_t> mark) {
    return head.size() >= mark.size() && std::equal(mark.begin(), mark.end(), head.begin());
  };
  if (begins({0xEF, 0xBB, 0xBF})) return {"UTF-8", 3, "byte order mark"};
  if (begins({0xFF, 0xFE, 0, 0})) return {"UTF-32LE", 4, "byte order mark"};
  if (begins({0, 0, 0xFE, 0xFF})) return {"UTF-32BE", 4, "byte order mark"};
  if (begins({0xFF, 0xFE})) return {"UTF-16LE", 2, "byte order mark"};
  if (begins({0xFE, 0xFF})) return {"UTF-16BE", 2, "byte order mark"};
  return {};
}

/// Whether the bytes are sound UTF-16 with hardly a control character.
bool sound_utf16(base::ByteView bytes, bool little) {
  std::size_t bad = 0;
  bool lead = false;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const unsigned low = bytes[i + (little ? 0 : 1)];
    const unsigned high = bytes[i + (little ? 1 : 0)];
    const unsigned unit = (high << 8U) | low;
    const bool is_trail = unit >= 0xDC00 && unit <= 0xDFFF;
    if (lead != is_trail) ++bad;
    lead = unit >= 0xD800 && unit <= 0xDBFF;
    const bool control = unit < 0x20 && !plain_control(static_cast<std::uint8_t>(unit));
    if (control || unit >= 0xFFFE) ++bad;
    if (!lead && !is_trail && u_charType(static_cast<UChar32>(unit)) == U_UNASSIGNED) ++bad;
  }
  return bad * 200 <= bytes.size() / 2;
}

/// ASCII with some zero bytes in it: its pairs of bytes would be Chinese characters.
bool ascii_with_zeros(base::ByteView head, std::size_t zeros) {
  const auto printed = std::ranges::count_if(head, [](std::uint8_t byte) {
    return (byte >= 0x20 && byte < 0x7F) || (byte != 0 && plain_control(byte));
  });
  return zeros * 5 < head.size() &&
         static_cast<std::size_t>(printed) * 5 >= (head.size() - zeros) * 4;
}

FoundEncoding by_zero_bytes(base::ByteView head) {
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == 0) ++zeros[i % 2];
  if (ascii_with_zeros(head, zeros[0] + zeros[1])) return {};
  const std::size_t pairs = head.size() / 2;
  // Blanks, digits and line ends have a zero byte in every script.
  if (pairs < 2 || (zeros[0] + zeros[1]) * 20 < pairs) return {};
  const bool little = zeros[1] > zeros[0];
  const std::size_t few = std::min(zeros[0], zeros[1]);
  if (few * 4 > std::max(zeros[0], zeros[1])) return {};
  if (!sound_utf16(head, little)) return {};
  return {little ? "UTF-16LE" : "UTF-16BE", 0, "zero bytes of UTF-16"};
}

struct Utf8Look {
  std::size_t good = 0;    ///< characters above ASCII
  std::size_t proofs = 0;  ///< what they weigh as evidence
  std::size_t bad = 0;
  bool cut = false;  ///< the last character is not whole
};

bool letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }

/// Whether a character of two bytes is one that stands in texts beside these neighbours. In a page
/// of one byte a capital letter with a sign behind it makes such a pair by chance ("CAFÉ»"), and
/// what comes out is of another script, a rare letter or a small one behind a capital.
bool fits_place(char32_t c, unsigned char before, unsigned char behind) {
  if (c < 0xA0 || u_isdefined(static_cast<UChar32>(c)) == 0) return false;
  if ((c >= 0x250 && c < 0x300) || (c >= 0x700 && c < 0x800)) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  const bool latin =
      script == USCRIPT_LATIN || script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
  const auto ascii_letter = [](unsigned char byte) { return byte < 0x80 && letter(byte); };
  if (!latin && (ascii_letter(before) || ascii_letter(behind))) return false;
  const bool behind_capital = before >= 'A' && before <= 'Z';
  const bool before_small = behind >= 'a' && behind <= 'z';
  const bool small = u_islower(static_cast<UChar32>(c)) != 0;
  return !behind_capital || before_small || !small;
}

std::size_t proof_of(const base::CodePoint& next, std::string_view text, std::size_t at) {
  if (next.length > 2) return next.length - 1;
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(' ');
  };
  return fits_place(next.code, at > 0 ? byte(at - 1) : byte(text.size()), byte(at + 2)) ? 1 : 0;
}

Utf8Look look_as_utf8(std::string_view text) {
  Utf8Look look;
  std::size_t proof = 0;  // of the last character, until the next is seen
  bool after_bad = false;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint next = base::decode(text, at);
    const auto first = static_cast<unsigned char>(text[at]);
    const bool begins = first >= 0xC2 && first <= 0xF4;
    const bool cut = !next.valid && begins && at + next.length == text.size();
    // Beside a broken byte it may be a pair that chance made of a page's letters.
    if (next.valid || cut) look.proofs += proof;
    proof = next.valid && next.length > 1 && !after_bad ? proof_of(next, text, at) : 0;
    after_bad = !next.valid;
    if (cut) {
      look.cut = true;
    } else if (!next.valid) {
      ++look.bad;
    } else if (next.length > 1) {
      ++look.good;
    }
    at += next.length;
  }
  look.proofs += proof;
  return look;
}

FoundEncoding by_letters(base::ByteView head, bool whole) {
  const PageGuess page = guess_page(head);
  const WideGuess wide = guess_wide(head, whole);
  const bool as_wide = !wide.name.empty() && (wide.sure || !page.sure);
  FoundEncoding out{as_wide ? wide.name : std::string(page.name), 0, "statistics of letters"};
  out.sure = as_wide ? wide.sure : page.sure && wide.name.empty();
  if (!out.sure) out.why = "statistics of letters, which do not tell for sure";
  return out;
}

}  // namespace

FoundEncoding find_encoding(base::ByteView head, bool whole) {
  if (FoundEncoding marked = by_mark(head); !marked.name.empty()) return marked;
  whole = whole && head.size() <= kMostLook;
  head = head.first(std::min(head.size(), kMostLook));
  const base::ByteView text = without_padding(head, whole);
  // The last zero byte of UTF-16 belongs to a character.
  const base::ByteView even = head.first(std::min(head.size(), text.size() + text.size() % 2));
  if (FoundEncoding wide = by_zero_bytes(even); !wide.name.empty()) return wide;
  if (too_many_controls(text)) return {};
  Utf8Look look = look_as_utf8(base::as_text(text));
  // A file may end within a character; one that has nothing else above ASCII is rather of a code
  // page.
  if (look.cut && whole && look.good == 0) ++look.bad;
  if (look.bad == 0 && look.good == 0 && !look.cut) return {"UTF-8", 0, "ASCII"};
  if (look.bad == 0) return {"UTF-8", 0, "valid UTF-8"};
  // Real sequences of UTF-8 hardly ever arise by chance: as many of them as there are broken bytes
  // say that these are damage.
  if (look.proofs >= look.bad || look.good >= 4 * look.bad)
    return {"UTF-8", 0, "mostly valid UTF-8"};
  return by_letters(text, whole);
}

}  // namespace redress::intake
