#include "intake/table_text.hpp"

#include <algorithm>
#include <cstring>

#include "base/utf8.hpp"
#include "docket/record.hpp"

namespace redress::intake {

using base::Result;

namespace {

/// Bytes at the end that may be the beginning of a character.
std::size_t open_character(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) return 0;
    if (byte < 0xC0) continue;
    const std::size_t needs = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    return needs > back ? back : 0;
  }
  return 0;
}

}  // namespace

Result<TableText> TableText::open(const Input& input, const std::string& encoding) {
  TableText out;
  if (encoding.empty()) {
    out.stream_.emplace(REDRESS_TRY(TextStream::open(input)));
  } else {
    std::array<std::uint8_t, 3> head{};
    const std::size_t got = REDRESS_TRY(input.read(0, head));
    const bool mark =
        encoding == "UTF-8" && got == 3 && head[0] == 0xEF && head[1] == 0xBB && head[2] == 0xBF;
    out.bytes_.emplace(input, mark ? 3 : 0);
    out.page_ = code_page_named(encoding);
    out.encoding_ = encoding;
    out.dropped_ = mark ? 3 : 0;
  }
  out.reserve(2 * std::min<std::uint64_t>(ByteStream::kBuffer, input.size()));
  return out;
}

void TableText::reserve(std::size_t size) {
  if (size + kPadding <= capacity_) return;
  const std::size_t larger = std::max(size + kPadding, capacity_ + capacity_ / 2);
  auto grown = std::make_unique_for_overwrite<char[]>(larger);
  if (size_ > 0) std::memcpy(grown.get(), buffer_.get(), size_);
  std::memset(grown.get() + size_, 0, kPadding);
  buffer_ = std::move(grown);
  capacity_ = larger;
}

Result<std::string_view> TableText::piece() {
  if (stream_) return stream_->piece();
  const std::string_view raw = base::as_text(REDRESS_TRY(bytes_->piece()));
  if (page_ != nullptr) {
    std::uint64_t missing = 0;
    converted_ = to_utf8(base::as_bytes(raw), encoding_, &missing);
    replaced_ += missing;
    return std::string_view(converted_);
  }
  // UTF-8 that was declared: a character may lie across two pieces.
  carry_.append(raw);
  const std::size_t open = raw.empty() ? 0 : open_character(carry_);
  std::uint64_t bad = 0;
  converted_ = to_utf8(base::as_bytes(std::string_view(carry_).substr(0, carry_.size() - open)),
                       "UTF-8", &bad);
  replaced_ += bad;
  carry_.erase(0, carry_.size() - open);
  return std::string_view(converted_);
}

Result<void> TableText::refill(std::size_t from) {
  if (from > 0) {
    std::memmove(buffer_.get(), buffer_.get() + from, size_ - from);
    size_ -= from;
    dropped_ += from;
  }
  const std::string_view more = REDRESS_TRY(piece());
  if (more.empty()) ended_ = true;
  reserve(size_ + more.size());
  if (!more.empty()) std::memcpy(buffer_.get() + size_, more.data(), more.size());
  size_ += more.size();
  std::memset(buffer_.get() + size_, 0, kPadding);
  return {};
}

std::int64_t TableText::offset() const {
  if (stream_) {
    if (!stream_->same_bytes()) return docket::kAbsent;
    return static_cast<std::int64_t>(dropped_ + stream_->encoding().mark_bytes);
  }
  if (page_ != nullptr || replaced_ > 0) return docket::kAbsent;
  return static_cast<std::int64_t>(dropped_);
}

std::uint64_t TableText::consumed() const {
  return stream_ ? stream_->consumed() : bytes_->offset();
}
std::string_view TableText::encoding() const {
  return stream_ ? std::string_view(stream_->encoding().name) : std::string_view(encoding_);
}
std::uint64_t TableText::replaced() const { return stream_ ? stream_->replaced() : replaced_; }

}  // namespace redress::intake
