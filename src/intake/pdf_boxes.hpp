// What pdftotext says of a PDF (-bbox-layout): pages, blocks of text, and where on the page each
// stands.
//
// Promises: a block is told when its end was seen, a page too: output that stops inside a block
// gives no half one. Words of a line are joined by blanks, lines by line breaks, as they stand. A
// box is left, top, right and bottom in points from the upper left corner, rounded to tenths (half
// up).
// Cost: one pass. Memory: one block (kMostBlock; what is longer comes in several) and one tag.
// Bad input: anything else between the known tags is passed over; a position that is no number
// leaves the box empty. What poppler writes is not always XML (control characters), so no XML
// reader is used.
// Source: poppler-utils 22.12, pdftotext.cc, printDocBBox and printFlow.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace redress::intake {

struct PdfPage {
  std::int64_t number = 0;  ///< from 1
  std::int64_t width = 0;   ///< tenths of a point
  std::int64_t height = 0;
};

class PdfBoxSink {
 public:
  virtual ~PdfBoxSink() = default;
  virtual base::Result<void> block(std::int64_t page, std::string_view text,
                                   std::string_view box) = 0;
  virtual base::Result<void> page_ends(const PdfPage& page, std::uint64_t blocks) = 0;
};

class PdfBoxes {
 public:
  static constexpr std::size_t kMostBlock = 64U << 10U;

  /// `sink` must outlive it.
  explicit PdfBoxes(PdfBoxSink& sink) : sink_(&sink) {}
  base::Result<void> feed(std::string_view piece);

  /// Whether the whole document was told.
  bool complete() const { return complete_; }
  std::int64_t pages() const { return page_.number; }
  const std::string& title() const { return title_; }

 private:
  base::Result<void> tag();
  base::Result<void> give();
  void letters(std::string_view text);

  PdfBoxSink* sink_;
  PdfPage page_;
  std::string title_;
  std::string tag_;
  std::string word_;
  std::string text_;
  std::string box_;
  std::uint64_t blocks_ = 0;
  bool in_tag_ = false;
  bool in_word_ = false;
  bool in_title_ = false;
  bool in_block_ = false;
  bool in_page_ = false;
  bool complete_ = false;
};

/// "72.349" is 723, "-0.05" is -1; nothing where it is no decimal number of at most nine digits
/// before its point.
bool tenths_of(std::string_view text, std::int64_t& out);
/// "72.3 100.0 300.0 112.4"
std::string box_text(std::int64_t left, std::int64_t top, std::int64_t right, std::int64_t bottom);

}  // namespace redress::intake
