// Any bytes as text: an encoding is found, the text is valid UTF-8, and its lines are the same as
// the text, each with bytes of the file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.hpp"
#include "docket/record.hpp"
#include "intake/encoding.hpp"

namespace intake = redress::intake;
namespace base = redress::base;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::string whole_text(const intake::Input& input) {
  auto stream = intake::TextStream::open(input);
  require(stream.has_value());
  std::string text;
  while (true) {
    const auto piece = stream->piece();
    require(piece.has_value() && base::valid_utf8(*piece));
    if (piece->empty()) break;
    text += *piece;
  }
  require(stream->consumed() == input.size());
  return text;
}

/// The text with every line's end as LF, and one at its end.
std::string plain_ends(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
      out += '\n';
    } else {
      out += text[i];
    }
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView bytes(data, size);
  const intake::FoundEncoding found = intake::find_encoding(bytes, true);
  require(base::valid_utf8(intake::to_utf8(bytes, found.name)));
  const intake::MemoryInput input(bytes);
  auto lines = intake::LineReader::open(input);
  require(lines.has_value() == !found.name.empty());
  if (!lines) return 0;
  const std::string text = whole_text(input);
  std::string joined;
  intake::LineReader::Line line;
  std::uint64_t number = 0;
  while (true) {
    const auto more = lines->next(line);
    require(more.has_value());
    if (!*more) break;
    require(line.number == ++number && base::valid_utf8(line.text));
    if (line.offset != redress::docket::kAbsent)
      require(line.offset >= 0 && line.bytes >= 0 &&
              static_cast<std::uint64_t>(line.offset + line.bytes) <= size);
    joined += line.text;
    joined += '\n';
  }
  require(joined == plain_ends(text));
  return 0;
}
