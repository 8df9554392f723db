// Any bytes as what pdftotext says of a PDF, and as the table of a character recognition: whole or
// in pieces.
#include <string>
#include <vector>

#include "intake/pdf_boxes.hpp"
#include "intake/picture_recognition.hpp"
#include "intake_reading.hpp"

namespace intake = redress::intake;
using redress::base::Result;
using redress::fuzzing::require;

namespace {

struct Seen final : intake::PdfBoxSink {
  Result<void> block(std::int64_t page, std::string_view text, std::string_view box) override {
    require(page > 0 && !text.empty() && redress::base::valid_utf8(text));
    require(text.size() <= 2 * intake::PdfBoxes::kMostBlock + 16);
    all.push_back(std::to_string(page) + std::string(box) + std::string(text));
    return {};
  }
  Result<void> page_ends(const intake::PdfPage& page, std::uint64_t blocks) override {
    all.push_back(std::to_string(page.number) + ":" + std::to_string(blocks));
    return {};
  }
  std::vector<std::string> all;
};

std::vector<std::string> boxes(std::string_view text, std::size_t piece) {
  Seen seen;
  intake::PdfBoxes reader(seen);
  for (std::size_t at = 0; at < text.size(); at += piece)
    require(reader.feed(text.substr(at, piece)).has_value());
  return seen.all;
}

std::vector<std::string> table(std::string_view text, std::size_t piece) {
  std::vector<std::string> out;
  intake::RecognisedTable reader([&](const intake::RecognisedBlock& block) -> Result<void> {
    require(block.confidence >= 0 && block.confidence <= 100 && !block.text.empty());
    require(block.left <= block.right && block.top <= block.bottom);
    require(redress::base::valid_utf8(block.text));
    out.emplace_back(block.text);
    return {};
  });
  for (std::size_t at = 0; at < text.size(); at += piece)
    require(reader.feed(text.substr(at, piece)).has_value());
  require(reader.finish().has_value());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  require(boxes(text, size) == boxes(text, 7));
  require(table(text, size) == table(text, 7));
  return 0;
}
