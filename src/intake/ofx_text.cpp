#include "intake/ofx_text.hpp"

#include <algorithm>
#include <array>

#include "intake/bank_text.hpp"
#include "intake/reader.hpp"

namespace redress::intake {

using base::Result;

namespace {

constexpr std::size_t kHead = 4'096;

/// Whether bytes that come piece by piece are UTF-8; a character that the end cuts off is none the
/// less.
class Utf8Check {
 public:
  void see(base::ByteView bytes) {
    const std::uint64_t before = seen_;
    seen_ += bytes.size();
    for (const std::uint8_t& byte : bytes) {
      if (left_ > 0) {
        valid_ = valid_ && byte >= low_ && byte <= high_;
        low_ = 0x80;
        high_ = 0xBF;
        --left_;
      } else if (byte >= 0x80) {
        if (!first_above_) first_above_ = before + static_cast<std::uint64_t>(&byte - bytes.data());
        lead(byte);
      }
    }
  }
  bool valid() const { return valid_; }
  const std::optional<std::uint64_t>& first_above() const { return first_above_; }

 private:
  // Table 3-7 of the Unicode Standard.
  void lead(std::uint8_t byte) {
    low_ = 0x80;
    high_ = 0xBF;
    if (byte >= 0xC2 && byte <= 0xDF) {
      left_ = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
      left_ = 2;
      if (byte == 0xE0) low_ = 0xA0;
      if (byte == 0xED) high_ = 0x9F;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
      left_ = 3;
      if (byte == 0xF0) low_ = 0x90;
      if (byte == 0xF4) high_ = 0x8F;
    } else {
      valid_ = false;
    }
  }

  bool valid_ = true;
  std::optional<std::uint64_t> first_above_;
  std::uint64_t seen_ = 0;
  unsigned left_ = 0;
  std::uint8_t low_ = 0x80;
  std::uint8_t high_ = 0xBF;
};

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

/// The word behind "CHARSET:", or in quotes behind "encoding=".
std::string value_behind(std::string_view head, std::string_view folded, std::string_view name) {
  const std::size_t at = folded.find(name);
  if (at == std::string_view::npos) return {};
  std::string_view rest = head.substr(at + name.size());
  if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'')) rest.remove_prefix(1);
  rest = rest.substr(0, rest.find_first_of("\"'?<>\r\n"));
  rest = bank::trimmed(rest);
  return std::string(rest.substr(0, std::min<std::size_t>(rest.find(' '), 40)));
}

}  // namespace

OfxHeader ofx_header(std::string_view head) {
  head = head.substr(0, kHead);
  const std::string folded = upper(head);
  const std::size_t body = std::min(folded.find("<OFX>"), folded.size());
  const std::string_view front = std::string_view(folded).substr(0, body);
  OfxHeader out;
  const std::size_t instruction = front.find("<?OFX");
  const bool xml = instruction != std::string_view::npos;
  out.version = xml ? value_behind(head.substr(instruction), front.substr(instruction), " VERSION=")
                    : value_behind(head, front, "\nVERSION:");
  for (const std::string_view name : {"CHARSET:", "ENCODING=", "ENCODING:"}) {
    std::string value = value_behind(head, front, name);
    if (value.empty() || upper(value) == "NONE") continue;
    if (upper(value) == "UNICODE") value = "UTF-8";
    out.charset = std::move(value);
    break;
  }
  return out;
}

std::string ofx_encoding(std::string_view charset) {
  const std::string name = upper(charset);
  if (name.empty() || name == "USASCII" || name == "US-ASCII" || name == "ASCII" ||
      name == "UTF-8" || name == "UTF8" || name == "CSUNICODE")
    return {};
  std::string_view rest = name;
  for (const std::string_view prefix : {"WINDOWS-", "CP-", "CP", "X-CP"})
    if (rest.starts_with(prefix)) rest.remove_prefix(prefix.size());
  if (rest.size() == 4 && rest.starts_with("125") && bank::is_digit(rest[3]))
    return "windows-" + std::string(rest);
  rest = name;
  for (const std::string_view prefix : {"ISO-", "ISO_", "ISO"})
    if (rest.starts_with(prefix)) rest.remove_prefix(prefix.size());
  if (rest.starts_with("8859-") || rest.starts_with("8859_"))
    return "ISO-8859-" + std::string(rest.substr(5));
  constexpr std::array<std::string_view, 5> kOthers = {"KOI8-R", "IBM850", "IBM437", "IBM852",
                                                       "MACINTOSH"};
  return std::ranges::find(kOthers, name) == kOthers.end() ? std::string{} : name;
}

Result<OfxText> OfxText::open(const Input& input) {
  std::vector<std::uint8_t> head(kHead);
  head.resize(REDRESS_TRY(input.read(0, head)));
  OfxText text(input, ofx_header(base::as_text(head)));
  if (std::ranges::find(head, std::uint8_t{0}) != head.end()) {
    text.stream_ = REDRESS_TRY(TextStream::open(input));
    return text;
  }
  Utf8Check check;
  while (check.valid()) {
    const base::ByteView piece = REDRESS_TRY(text.raw_piece());
    if (piece.empty()) break;
    check.see(piece);
  }
  text.next_ = 0;
  text.above_ascii_ = check.first_above().has_value();
  if (!check.valid()) REDRESS_TRY(text.choose(check.first_above().value_or(0)));
  return text;
}

Result<base::ByteView> OfxText::raw_piece() {
  const std::size_t size = REDRESS_TRY(input_->read(next_, buffer_));
  next_ += size;
  return base::ByteView(buffer_).first(size);
}

Result<void> OfxText::choose(std::uint64_t first_above) {
  encoding_ = ofx_encoding(header_.charset);
  why_ = "as its header says";
  if (!encoding_.empty()) return {};
  std::vector<std::uint8_t> window(kSample);
  const std::uint64_t from = first_above < 16 ? 0 : first_above - 16;
  window.resize(REDRESS_TRY(input_->read(from, window)));
  const FoundEncoding found = find_encoding(window, from == 0 && input_->size() <= window.size());
  // UTF-8 with bytes that are none is read as it is, and what is none is counted.
  const bool page = !found.name.empty() && !found.name.starts_with("UTF");
  encoding_ = page ? found.name : "UTF-8";
  why_ = page ? found.why : "most of it is valid";
  return {};
}

Result<std::string_view> OfxText::piece() {
  if (stream_) return stream_->piece();
  return base::as_text(REDRESS_TRY(raw_piece()));
}

void OfxText::decode(std::string& value) {
  if (encoding_.empty()) return;
  const auto above = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (std::ranges::none_of(value, above)) return;
  std::uint64_t replaced = 0;
  value = to_utf8(base::as_bytes(value), encoding_, &replaced);
  if (value.size() > bank::kMostField) value.resize(bank::raw_of(value, bank::kMostField).size());
  replaced_ += replaced;
}

void OfxText::remark(Rows& rows) const {
  if (stream_) {
    bank::remark_on_encoding(rows, *stream_);
    return;
  }
  if (encoding_.empty()) {
    if (above_ascii_ && !ofx_encoding(header_.charset).empty())
      rows.remark({.code = "encoding",
                   .text = "The header says " + header_.charset +
                           "; the text is valid UTF-8 and was read as such."});
    return;
  }
  rows.remark(
      {.code = "encoding", .text = "The text was read as " + encoding_ + ": " + why_ + "."});
  if (replaced_ > 0)
    rows.remark({.code = "encoding",
                 .text = std::to_string(replaced_) + " bytes are no text in " + encoding_ +
                         "; each stands as U+FFFD.",
                 .grave = true});
}

}  // namespace redress::intake
