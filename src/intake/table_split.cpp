#include "intake/table_split.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "intake/figures.hpp"

namespace redress::intake {

using base::Result;

namespace {

bool blank(char c) { return c == ' ' || c == '\t'; }
constexpr std::size_t kMostKept = 4'096;

/// As find_specials, where the compiler can put it in place.
inline std::uint64_t look(const char* at, const std::array<char, 4>& specials) {
#if defined(__SSE2__)
  std::uint64_t bits = 0;
  const __m128i a = _mm_set1_epi8(specials[0]);
  const __m128i b = _mm_set1_epi8(specials[1]);
  const __m128i c = _mm_set1_epi8(specials[2]);
  const __m128i d = _mm_set1_epi8(specials[3]);
  for (unsigned i = 0; i < 4; ++i) {
    __m128i bytes;
    std::memcpy(&bytes, at + 16 * i, sizeof bytes);
    const __m128i ab = _mm_or_si128(_mm_cmpeq_epi8(bytes, a), _mm_cmpeq_epi8(bytes, b));
    const __m128i cd = _mm_or_si128(_mm_cmpeq_epi8(bytes, c), _mm_cmpeq_epi8(bytes, d));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(ab, cd)));
    bits |= std::uint64_t{mask} << (16 * i);
  }
  return bits;
#else
  return find_specials_plain(at, specials);
#endif
}

}  // namespace

std::uint64_t find_specials_plain(const char* at, const std::array<char, 4>& specials) {
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 64; ++i) {
    const char c = at[i];
    const bool one = c == specials[0] || c == specials[1] || c == specials[2] || c == specials[3];
    bits |= std::uint64_t{one ? 1U : 0U} << i;
  }
  return bits;
}

std::uint64_t find_specials(const char* at, const std::array<char, 4>& specials) {
  return look(at, specials);
}

Result<std::unique_ptr<TextRows>> TextRows::open(const Input& input, const SplitForm& form,
                                                 const std::string& encoding) {
  TableText text = REDRESS_TRY(TableText::open(input, encoding));
  auto out = std::unique_ptr<TextRows>(new TextRows(std::move(text), form));
  if (!form.fixed.empty()) {
    out->form_.separator = '\n';
    out->form_.quote = '\0';
  }
  if (out->form_.quote == '\0') out->form_.quote = '\n';
  out->cells_.resize(kMostColumns);
  return out;
}

void TextRows::look_from(std::size_t at) {
  block_ = at;
  specials_ = look(text_.data() + at, {form_.separator, form_.quote, '\n', '\r'});
}

/// The next byte that means something; false: none in the window.
bool TextRows::next_special(std::size_t& at) {
  while (specials_ == 0) {
    if (block_ + 64 >= text_.size()) return false;
    look_from(block_ + 64);
  }
  at = block_ + static_cast<std::size_t>(std::countr_zero(specials_));
  specials_ &= specials_ - 1;
  return at < text_.size();
}

void TextRows::push(std::size_t from, std::size_t until) {
  if (count_ == kMostColumns) [[unlikely]] {
    fault_ = RowFault::too_many;
    return;
  }
  cells_[count_++] = {text_.data() + from, until - from};
}

/// `at`: the first byte of the end of the line.
TextRows::Scan TextRows::end_row(std::size_t at) {
  const char* const bytes = text_.data();
  after_ = at + 1;
  if (bytes[at] == '\r') {
    if (after_ == text_.size() && !text_.ended()) return Scan::more;
    if (after_ < text_.size() && bytes[after_] == '\n') {
      if (specials_ != 0) {
        specials_ &= specials_ - 1;
      } else {
        look_from(after_ + 1);
      }
      ++after_;
    }
  }
  end_ = at;
  ended_ = true;
  return Scan::row;
}

TextRows::Scan TextRows::end_text() {
  end_ = text_.size();
  after_ = end_;
  ended_ = false;
  return Scan::row;
}

/// The closing quote of the cell that opens at `open`; false: the window does not have it, or does
/// not show yet whether it is one of two.
bool TextRows::close_of(std::size_t open, std::size_t& close, bool& doubled) const {
  const char* const bytes = text_.data();
  const std::size_t size = text_.size();
  for (close = open + 1;; close += 2) {
    const void* found = std::memchr(bytes + close, form_.quote, size - close);
    if (found == nullptr) return false;
    close = static_cast<std::size_t>(static_cast<const char*>(found) - bytes);
    if (close + 1 == size) return text_.ended();
    if (bytes[close + 1] != form_.quote) return true;
    doubled = true;
  }
}

/// Ends the row with the line in which the quote at `open` stands. False: that is not in the window.
bool TextRows::give_up(std::size_t open, RowFault fault) {
  const std::string_view text(text_.data(), text_.size());
  const std::size_t line = text.find_first_of("\r\n", open);
  const bool ends = line != std::string_view::npos;
  if (!text_.ended() && (!ends || (line + 1 == text.size() && text[line] == '\r'))) return false;
  fault_ = fault;
  closed_ = false;
  if (!ends) {
    end_text();
    return true;
  }
  end_ = line;
  after_ = text.substr(line, 2) == "\r\n" ? line + 2 : line + 1;
  ended_ = true;
  look_from(after_);
  return true;
}

/// From the opening quote at `field`. Leaves `field` at the beginning of the next cell, or ends the
/// row: then `field` is beyond the window.
TextRows::Scan TextRows::scan_quoted(std::size_t& field) {
  const char* const bytes = text_.data();
  const std::size_t size = text_.size();
  const std::size_t open = field;
  bool doubled = false;
  std::size_t close = 0;
  if (!close_of(open, close, doubled)) {
    open_ = open;
    if (!text_.ended()) return Scan::more;
    field = size + 1;
    give_up(open, RowFault::open_quote);
    return Scan::row;
  }
  const std::size_t had = count_;
  if (doubled) doubled_.push_back(count_);
  push(open + 1, close);
  std::size_t at = close + 1;
  while (at < size && blank(bytes[at]) && bytes[at] != form_.separator) ++at;
  if (at == size) {
    if (!text_.ended()) return Scan::more;
    closed_ = true;
    field = size + 1;
    return end_text();
  }
  const char c = bytes[at];
  if (c == form_.separator) {
    field = at + 1;
    look_from(field);
    return Scan::row;
  }
  if (c != '\n' && c != '\r') {
    const std::string_view cell(bytes + open, close - open);
    if (cell.find_first_of("\r\n") != std::string_view::npos) {
      count_ = had;
      field = size + 1;
      give_up(open, RowFault::bad_quote);
      return Scan::row;
    }
    // What follows belongs to no cell; it is passed over as one that has begun.
    look_from(at);
    fault_ = RowFault::bad_quote;
    field = close;
    return Scan::row;
  }
  look_from(at);
  specials_ &= specials_ - 1;
  field = size + 1;
  closed_ = true;
  return end_row(at);
}

TextRows::Scan TextRows::scan() {
  count_ = 0;
  doubled_.clear();
  fault_ = RowFault::none;
  closed_ = false;
  open_ = kNowhere;
  const char* const bytes = text_.data();
  std::size_t field = begin_;
  std::size_t at = 0;
  while (next_special(at)) {
    const char c = bytes[at];
    if (c == form_.separator && c != '\n') [[likely]] {
      push(field, at);
      field = at + 1;
      continue;
    }
    if (c == '\n' || c == '\r') {
      push(field, at);
      return end_row(at);
    }
    std::size_t first = field;
    while (first < at && blank(bytes[first])) ++first;
    if (first != at) continue;  // a quote within a cell is a letter
    field = at;
    if (scan_quoted(field) == Scan::more) return Scan::more;
    if (field > text_.size()) return Scan::row;
  }
  if (!text_.ended()) return Scan::more;
  push(field, text_.size());
  return end_text();
}

/// Doubled quotes become one. Cells of the text are not changed: `raw` shows them as they stand.
void TextRows::undouble() {
  std::size_t size = 0;
  for (const std::size_t cell : doubled_)
    if (cell < count_) size += cells_[cell].size();
  unquoted_.clear();
  unquoted_.reserve(size);
  for (const std::size_t cell : doubled_) {
    if (cell >= count_) continue;
    const std::size_t from = unquoted_.size();
    const std::string_view text = cells_[cell];
    for (std::size_t i = 0; i < text.size(); ++i) {
      unquoted_.push_back(text[i]);
      if (text[i] == form_.quote) ++i;
    }
    cells_[cell] = std::string_view(unquoted_).substr(from);
  }
}

void TextRows::cut_fixed() {
  const std::string_view line(text_.data() + begin_, end_ - begin_);
  const bool plain =
      std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  // Byte position of a character from 0, counted from `at`, which is the byte of character `had`.
  const auto byte_of = [&](std::size_t character) {
    if (plain) return std::min(character, line.size());
    std::size_t at = 0;
    for (; at < line.size(); ++at) {
      if ((static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U) continue;
      if (character-- == 0) break;
    }
    return at;
  };
  count_ = 0;
  for (const MapRange& range : form_.fixed) {
    const std::size_t from = byte_of(range.from - 1);
    const std::size_t until = std::max(from, byte_of(range.until));
    cells_[count_++] = without_blanks(line.substr(from, until - from));
  }
}

void TextRows::give(RawRow& row) {
  if (!doubled_.empty()) undouble();
  if (!form_.fixed.empty()) cut_fixed();
  row.cells = std::span(cells_).first(count_);
  row.sorts = {};
  row.number = ++number_;
  const std::int64_t offset = text_.offset();
  row.offset = offset == docket::kAbsent ? offset : offset + static_cast<std::int64_t>(begin_);
  row.bytes = offset == docket::kAbsent ? offset : static_cast<std::int64_t>(end_ - begin_);
  row.raw = {text_.data() + begin_, end_ - begin_};
  row.fault = fault_;
  row.ended = ended_;
  row.closed = closed_;
  begin_ = after_;
}

Result<bool> TextRows::next(RawRow& row) {
  while (true) {
    if (begin_ < text_.size() && scan() == Scan::row) {
      give(row);
      return true;
    }
    if (text_.ended() && begin_ >= text_.size()) return false;
    if (text_.size() - begin_ > kMostRow) {
      if (begin_ >= text_.size() || open_ == kNowhere || !give_up(open_, RowFault::open_quote))
        return pass_over(row);
      give(row);
      return true;
    }
    REDRESS_TRY(text_.refill(begin_));
    begin_ = 0;
    look_from(0);
  }
}

/// To the end of a row that is too long, keeping nothing but its beginning.
Result<bool> TextRows::pass_over(RawRow& row) {
  enum class In : std::uint8_t { front, plain, quoted, quote };
  kept_.assign(text_.data() + begin_, std::min(kMostKept, text_.size() - begin_));
  while (!kept_.empty() && (static_cast<unsigned char>(kept_.back()) & 0xC0U) == 0x80U)
    kept_.pop_back();
  if (!kept_.empty() && static_cast<unsigned char>(kept_.back()) >= 0xC0) kept_.pop_back();
  const std::int64_t offset = text_.offset();
  row = {};
  row.number = ++number_;
  if (offset != docket::kAbsent) row.offset = offset + static_cast<std::int64_t>(begin_);
  row.raw = kept_;
  row.fault = RowFault::too_long;
  const bool quotes = form_.quote != '\n';
  In in = In::front;
  std::size_t at = begin_;
  std::uint64_t passed = 0;
  while (true) {
    for (; at < text_.size(); ++at, ++passed) {
      const char c = text_.data()[at];
      if (in == In::quoted) {
        if (c == form_.quote) in = In::quote;
        continue;
      }
      if (quotes && c == form_.quote && in != In::plain) {
        in = In::quoted;
        continue;
      }
      if (c == '\n' || c == '\r') break;
      if (c == form_.separator) {
        in = In::front;
      } else if (in != In::front || !blank(c)) {
        in = In::plain;
      }
    }
    const bool cr_at_end = at + 1 == text_.size() && text_.data()[at] == '\r';
    if ((at < text_.size() && !cr_at_end) || text_.ended()) break;
    REDRESS_TRY(text_.refill(at));
    at = 0;
  }
  row.ended = at < text_.size();
  if (row.offset != docket::kAbsent) row.bytes = static_cast<std::int64_t>(passed);
  if (at < text_.size() && text_.data()[at] == '\r' && at + 1 < text_.size() &&
      text_.data()[at + 1] == '\n')
    ++at;
  begin_ = std::min(at + 1, text_.size());
  look_from(begin_);
  return true;
}

}  // namespace redress::intake
