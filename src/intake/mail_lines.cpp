#include "intake/mail_lines.hpp"

namespace redress::intake {

using base::Result;

Result<void> RawLines::fill() {
  held_.erase(0, at_);
  at_ = 0;
  const base::ByteView piece = REDRESS_TRY(stream_.piece());
  ended_ = piece.empty();
  held_ += base::as_text(piece);
  return {};
}

Result<bool> RawLines::next(RawLine& line) {
  std::size_t looked = at_;
  for (;;) {
    const std::size_t found = held_.find('\n', looked);
    const std::size_t have = held_.size() - at_;
    std::size_t text = 0;
    std::size_t end = 0;
    if (found != std::string::npos && found - at_ <= kMostPiece) {
      end = found > at_ && held_[found - 1] == '\r' ? 2 : 1;
      text = found + 1 - end - at_;
    } else if (have > kMostPiece) {
      text = kMostPiece;  // one byte more is there, so a CR at its end can wait for its LF
      if (held_[at_ + text - 1] == '\r') --text;
    } else if (ended_) {
      if (have == 0) return false;
      text = have;
    } else {
      looked = have;
      REDRESS_TRY(fill());
      continue;
    }
    line.text = std::string_view(held_).substr(at_, text);
    line.end = std::string_view(held_).substr(at_ + text, end);
    line.offset = offset_;
    line.begins = begins_;
    begins_ = end != 0;
    at_ += text + end;
    offset_ += text + end;
    return true;
  }
}

}  // namespace redress::intake
