#include "intake/encoding.hpp"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"
#include "docket/record.hpp"
#include "intake/encoding_pages.hpp"

namespace redress::intake {

namespace {

constexpr std::size_t kHead = 64U << 10U;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Any encoding that ICU knows, to UTF-8, piece by piece.
class Converter {
 public:
  explicit Converter(const std::string& encoding) {
    UErrorCode status = U_ZERO_ERROR;
    from_ = ucnv_open(encoding.c_str(), &status);
    to_ = ucnv_open("UTF-8", &status);
    if (from_ == nullptr) return;
    UErrorCode called = U_ZERO_ERROR;
    ucnv_setToUCallBack(from_, &Converter::replace, &replaced_, nullptr, nullptr, &called);
  }
  ~Converter() {
    if (from_ != nullptr) ucnv_close(from_);
    if (to_ != nullptr) ucnv_close(to_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool usable() const { return from_ != nullptr && to_ != nullptr; }
  std::uint64_t replaced() const { return replaced_; }

  void append(std::string& out, std::string_view in, bool last) {
    const char* source = in.data();
    const char* const source_end = source + in.size();
    std::array<char, 8192> room{};
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
      status = U_ZERO_ERROR;
      char* target = room.data();
      ucnv_convertEx(to_, from_, &target, room.data() + room.size(), &source, source_end,
                     pivot_.data(), &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(),
                     0, static_cast<UBool>(last), &status);
      append_without_zeros(out, {room.data(), static_cast<std::size_t>(target - room.data())});
    }
  }

 private:
  void append_without_zeros(std::string& out, std::string_view text) {
    for (std::size_t zero = text.find('\0'); zero != std::string_view::npos;
         zero = text.find('\0')) {
      out.append(text.substr(0, zero));
      out.append(kReplacement);
      ++replaced_;
      text.remove_prefix(zero + 1);
    }
    out.append(text);
  }
  static void U_CALLCONV replace(const void* context, UConverterToUnicodeArgs* args, const char*,
                                 std::int32_t, UConverterCallbackReason reason,
                                 UErrorCode* status) {
    if (reason > UCNV_IRREGULAR) return;
    ++*static_cast<std::uint64_t*>(const_cast<void*>(context));
    *status = U_ZERO_ERROR;
    const UChar mark = 0xFFFD;
    ucnv_cbToUWriteUChars(args, &mark, 1, 0, status);
  }

  UConverter* from_ = nullptr;
  UConverter* to_ = nullptr;
  std::uint64_t replaced_ = 0;
  std::array<UChar, 4096> pivot_{};
  UChar* pivot_source_ = pivot_.data();
  UChar* pivot_target_ = pivot_.data();
};

/// UTF-8 that needs no repair.
bool whole_utf8(std::string_view text) {
  return text.find('\0') == std::string_view::npos &&
         simdjson::validate_utf8(text.data(), text.size());
}

constexpr std::size_t kAll = static_cast<std::size_t>(-1);

/// No more than `most` bytes of it; `text` becomes what was left.
std::size_t append_repaired(std::string& out, std::string_view& text, std::size_t most = kAll) {
  std::size_t replaced = 0;
  std::size_t at = 0;
  while (at < text.size() && most - out.size() >= 4) {
    const base::CodePoint next = base::decode(text, at);
    if (next.valid && next.code != 0) {
      out.append(text.substr(at, next.length));
    } else {
      out.append(kReplacement);
      ++replaced;
    }
    at += next.length;
  }
  text.remove_prefix(at);
  return replaced;
}

/// Bytes at the end that begin a character and do not end it.
std::size_t unfinished_tail(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const std::size_t at = text.size() - back;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return 0;
    if (byte < 0xC0) continue;
    const base::CodePoint last = base::decode(text, at);
    return !last.valid && at + last.length == text.size() ? back : 0;
  }
  return 0;
}

std::size_t first_above_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; at + 64 <= text.size(); at += 64) {
    unsigned char all = 0;
    for (std::size_t i = 0; i < 64; ++i) all |= static_cast<unsigned char>(text[at + i]);
    if (all >= 0x80) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

/// The beginning of an input.
class Front final : public Input {
 public:
  Front(const Input& of, std::uint64_t size) : of_(&of), size_(size) {}
  std::uint64_t size() const override { return size_; }
  base::Result<std::size_t> read(std::uint64_t offset,
                                 std::span<std::uint8_t> into) const override {
    const std::uint64_t left = size_ - std::min(offset, size_);
    return of_->read(
        offset, into.first(static_cast<std::size_t>(std::min<std::uint64_t>(left, into.size()))));
  }

 private:
  const Input* of_;
  std::uint64_t size_;
};

/// Where the zero bytes begin that a file ends with; a multiple of `unit`.
base::Result<std::uint64_t> end_of_text(const Input& input, std::uint64_t unit) {
  std::vector<std::uint8_t> block(1);
  std::uint64_t end = input.size();
  while (end > 0) {
    const std::uint64_t from = end - std::min<std::uint64_t>(end, block.size());
    const auto part = std::span(block).first(static_cast<std::size_t>(end - from));
    std::size_t size = REDRESS_TRY(input.read(from, part));
    while (size > 0 && part[size - 1] == 0) --size;
    end = from + size;
    if (size > 0) break;
    block.resize(kHead);  // the first look is at one byte: hardly a file ends with a zero byte
  }
  return std::min(input.size(), (end + unit - 1) / unit * unit);
}

}  // namespace

std::string to_utf8(base::ByteView bytes, std::string_view encoding, std::uint64_t* replaced) {
  std::string_view text = base::as_text(bytes);
  std::string out;
  std::uint64_t count = 0;
  if (const CodePage* page = code_page_named(encoding)) {
    out.reserve(text.size() + text.size() / 8);
    count = append_of_page(out, text, *page, kAll);
  } else if (encoding.empty() || encoding == "UTF-8" || encoding == "utf-8") {
    if (whole_utf8(text)) {
      out = text;
    } else {
      count = append_repaired(out, text);
    }
  } else {
    Converter converter{std::string(encoding)};
    if (converter.usable()) {
      converter.append(out, text, true);
      count = converter.replaced();
    } else {
      count = append_repaired(out, text);
    }
  }
  if (replaced != nullptr) *replaced = count;
  return out;
}

// ---- TextStream ------------------------------------------------------------------------------

struct TextStream::State {
  State(const Input& of, std::uint64_t end, FoundEncoding as)
      : padding(of.size() - end),
        input(of, end),
        bytes(input, as.mark_bytes),
        found(std::move(as)) {
    open = found.why == "ASCII";
    choose();
  }

  bool ended() const { return bytes.offset() >= input.size(); }
  /// Lines can be taken before the conversion: LF and CR are bytes of their own.
  bool raw() const { return converter == nullptr; }

  void choose() {
    page = code_page_named(found.name);
    if (page == nullptr && found.name != "UTF-8")
      converter = std::make_unique<Converter>(found.name);
  }

  /// The first byte above ASCII tells what the text is.
  void decide(std::string_view piece) {
    const std::size_t at = first_above_ascii(piece);
    if (at == piece.size()) return;
    open = false;
    const std::size_t from = at < 16 ? 0 : at - 16;
    FoundEncoding now = find_encoding(base::as_bytes(piece.substr(from)), ended());
    const bool fits = !now.name.empty() && !now.name.starts_with("UTF-16");
    if (!fits || now.why == "ASCII" || now.mark_bytes != 0) now = {"UTF-8", 0, "ASCII in front"};
    now.mark_bytes = found.mark_bytes;
    found = std::move(now);
    choose();
  }

  base::Result<std::string_view> raw_piece() {
    const std::string_view piece = base::as_text(REDRESS_TRY(bytes.piece()));
    if (open) decide(piece);
    return piece;
  }

  base::Result<std::string_view> utf8_piece();
  base::Result<std::string_view> converted_piece(std::string_view in);
  std::string_view finished_carry();

  std::uint64_t padding;  ///< zero bytes at the end, which are no part of the text
  Front input;
  ByteStream bytes;
  FoundEncoding found;
  const CodePage* page = nullptr;
  std::unique_ptr<Converter> converter;
  std::string out;
  std::string carry;      ///< of a character that a piece's end cut
  std::string_view rest;  ///< of a piece whose first character was given alone
  std::uint64_t replaced = 0;
  bool open = false;      ///< ASCII so far
  bool finished = false;  ///< the converter has had its last piece
};

/// From `in`, what a converter makes of it, and of what follows until that is something.
base::Result<std::string_view> TextStream::State::converted_piece(std::string_view in) {
  out.clear();
  while (out.empty() && !finished) {
    finished = in.empty();
    converter->append(out, in, finished);
    replaced = converter->replaced();
    if (out.empty() && !finished) in = base::as_text(REDRESS_TRY(bytes.piece()));
  }
  return std::string_view(out);
}

/// Gives the character that the last piece cut, made whole from `rest`. Empty: it is still not
/// whole.
std::string_view TextStream::State::finished_carry() {
  const std::size_t had = carry.size();
  const std::size_t more = std::min<std::size_t>(4 - had, rest.size());
  carry.append(rest.substr(0, more));
  const base::CodePoint first = base::decode(carry, 0);
  if (!first.valid && first.length == carry.size() && more == rest.size()) {
    rest = {};
    return {};
  }
  out = first.valid ? carry.substr(0, first.length) : std::string(kReplacement);
  if (!first.valid) ++replaced;
  rest.remove_prefix(std::max(first.length, had) - had);
  carry.clear();
  return out;
}

base::Result<std::string_view> TextStream::State::utf8_piece() {
  while (true) {
    if (rest.empty()) rest = REDRESS_TRY(raw_piece());
    if (converter != nullptr) return converted_piece(std::exchange(rest, {}));
    if (page != nullptr) {
      out.clear();
      replaced += append_of_page(out, rest, *page, kAll);
      return std::string_view(out);
    }
    if (rest.empty()) {
      if (carry.empty()) return std::string_view{};
      carry.clear();
      ++replaced;
      return kReplacement;
    }
    if (!carry.empty()) {
      const std::string_view one = finished_carry();
      if (one.empty()) continue;
      return one;
    }
    const std::size_t tail = unfinished_tail(rest);
    std::string_view whole = rest.substr(0, rest.size() - tail);
    carry = rest.substr(rest.size() - tail);
    rest = {};
    if (whole.empty()) continue;
    if (whole_utf8(whole)) return whole;
    out.clear();
    replaced += append_repaired(out, whole);
    return std::string_view(out);
  }
}

TextStream::TextStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextStream::TextStream(TextStream&&) noexcept = default;
TextStream& TextStream::operator=(TextStream&&) noexcept = default;
TextStream::~TextStream() = default;

base::Result<TextStream> TextStream::open(const Input& input) {
  std::vector<std::uint8_t> head(
      static_cast<std::size_t>(std::min<std::uint64_t>(input.size(), kHead)));
  head.resize(REDRESS_TRY(input.read(0, head)));
  FoundEncoding found = find_encoding(head, input.size() <= head.size());
  if (found.name.empty())
    return base::fail(base::Error(base::ErrorKind::bad_input, "this is no text")
                          .found("many zero bytes or control characters")
                          .expected("text in UTF-8, UTF-16 or a code page")
                          .fix("give the file to the reader of its format"));
  const std::uint64_t unit = found.name.starts_with("UTF-16")   ? 2
                             : found.name.starts_with("UTF-32") ? 4
                                                                : 1;
  const std::uint64_t end =
      std::max<std::uint64_t>(REDRESS_TRY(end_of_text(input, unit)), found.mark_bytes);
  return TextStream(std::make_unique<State>(input, end, std::move(found)));
}

base::Result<std::string_view> TextStream::piece() {
  State& s = *state_;
  if (s.raw()) return s.utf8_piece();
  return s.converted_piece(base::as_text(REDRESS_TRY(s.bytes.piece())));
}

const FoundEncoding& TextStream::encoding() const { return state_->found; }
std::uint64_t TextStream::replaced() const {
  return state_->replaced + (state_->ended() ? state_->padding : 0);
}
std::uint64_t TextStream::consumed() const {
  return state_->bytes.offset() + (state_->ended() ? state_->padding : 0);
}
bool TextStream::same_bytes() const {
  return state_->found.name == "UTF-8" && state_->replaced == 0;
}

// ---- LineReader ------------------------------------------------------------------------------

LineReader::LineReader(TextStream stream) : stream_(std::move(stream)) {
  offset_ = stream_.encoding().mark_bytes;
}

base::Result<LineReader> LineReader::open(const Input& input) {
  return LineReader(REDRESS_TRY(TextStream::open(input)));
}

base::Result<bool> LineReader::refill() {
  TextStream::State& state = *stream_.state_;
  if (state.raw()) {
    piece_ = REDRESS_TRY(state.raw_piece());
    if (!state.raw()) piece_ = REDRESS_TRY(state.converted_piece(piece_));
  } else {
    piece_ = REDRESS_TRY(stream_.piece());
  }
  lf_ = std::min(piece_.find('\n'), piece_.size());
  cr_ = std::min(piece_.find('\r'), piece_.size());
  // A character that the piece's end cuts is in no line that ends in it.
  whole_ = state.raw() && state.page == nullptr &&
           whole_utf8(piece_.substr(0, piece_.size() - unfinished_tail(piece_)));
  return !piece_.empty();
}

/// Moves on in the piece; a line's end is looked for again only where the last one was passed.
void LineReader::take(std::size_t until) {
  piece_.remove_prefix(until);
  offset_ += until;
  lf_ = lf_ >= until ? lf_ - until : std::min(piece_.find('\n'), piece_.size());
  cr_ = cr_ >= until ? cr_ - until : std::min(piece_.find('\r'), piece_.size());
}

/// Completes the line whose bytes are in `line.text`.
void LineReader::give(Line& line, bool last) {
  TextStream::State& state = *stream_.state_;
  line.number = ++number_;
  line.cut = passed_ > kMostLine;
  line.last = last;
  line.padded = !spans_ && whole_;
  line.offset = state.raw() ? static_cast<std::int64_t>(line_offset_) : docket::kAbsent;
  line.bytes = state.raw() ? static_cast<std::int64_t>(passed_) : docket::kAbsent;
  if (line.cut && state.page == nullptr) line.text.remove_suffix(unfinished_tail(line.text));
  if (state.page != nullptr) {
    if (first_above_ascii(line.text) == line.text.size() &&
        line.text.find('\0') == std::string_view::npos)
      return;
    converted_.clear();
    state.replaced += append_of_page(converted_, line.text, *state.page, kMostLine);
    line.cut = line.cut || !line.text.empty();
    line.text = converted_;
  } else if (state.raw() && (spans_ || !whole_) && !whole_utf8(line.text)) {
    converted_.clear();
    state.replaced += append_repaired(converted_, line.text, kMostLine);
    line.cut = line.cut || !line.text.empty();
    line.text = converted_;
  }
}

base::Result<bool> LineReader::next(Line& line) {
  held_.clear();
  passed_ = 0;
  spans_ = false;
  while (true) {
    if (piece_.empty()) {
      if (!ended_) ended_ = !REDRESS_TRY(refill());
      if (ended_ && !spans_) return false;
      if (ended_) {
        line.text = held_;
        give(line, true);
        return true;
      }
    }
    if (after_cr_) {
      after_cr_ = false;
      if (piece_.front() == '\n') {
        take(1);
        continue;
      }
    }
    if (!spans_) line_offset_ = offset_;
    const std::size_t end = std::min(lf_, cr_);
    const std::string_view text = piece_.substr(0, end);
    const bool ends = end < piece_.size();
    passed_ += end;
    if (spans_ || !ends) held_.append(text.substr(0, kMostLine - held_.size()));
    if (ends) {
      line.text = spans_ ? std::string_view(held_) : text;
      after_cr_ = text.data()[end] == '\r';
      take(end + 1);
      give(line, false);
      return true;
    }
    spans_ = true;
    take(end);
  }
}

}  // namespace redress::intake
