// The words of one part of a word processor's document (document, header, footnotes, comments), in
// order.
//
// Promises: one block a paragraph, one a row of a table (cells apart by " | "), in the order of the
// file. What a tracked change took away stays, in brackets that say so; what it put in is plain
// words. Of content that is given twice for old programs the second is passed over. Instructions of
// fields are no words.
// Cost: that of the XML. Memory: one block of 64 KiB for each paragraph or row
// that is open (at most kDeepest of each); what is longer comes in several blocks. Bad input:
// unknown elements are passed over, their words kept.
// Source: ISO/IEC 29500-1:2016, part
// WordprocessingML (17.3 paragraphs, 17.4 tables, 17.13 changes and comments).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/xml.hpp"

namespace redress::intake {

class DocxPart final : public XmlVisitor {
 public:
  /// Called with where the block stands ("document", "document/table 2") and its number there,
  /// from 1.
  using Give = std::function<base::Result<void>(std::string_view place, std::int64_t row,
                                                std::string_view text)>;
  static constexpr std::size_t kMostBlock = 64U << 10U;
  static constexpr std::size_t kDeepest = 200;

  DocxPart(std::string place, Give give)
      : part_(std::move(place)), place_(part_), give_(std::move(give)) {}

  base::Result<void> begin(std::string_view name, std::string_view space,
                           std::span<const XmlAttribute> attributes) override;
  base::Result<void> end(std::string_view name, std::string_view text, bool cut) override;

  std::uint64_t deleted() const { return deleted_; }
  std::uint64_t inserted() const { return inserted_; }
  bool cut() const { return cut_; }
  /// `give` failed: the error of `run` is the taker's, and no fault of the document.
  bool stopped() const { return stopped_; }

 private:
  struct Row {
    std::string text;
    std::int64_t number = 0;
    bool cells = false;
  };
  struct Table {
    std::int64_t rows = 0;
  };

  base::Result<void> add(std::string_view words);
  base::Result<void> paragraph_ends();
  base::Result<void> row_ends();
  base::Result<void> send(std::string_view place, std::int64_t row, std::string& text);
  void note_begins(std::string_view name, std::span<const XmlAttribute> attributes);
  base::Result<void> mark(std::string_view name, std::span<const XmlAttribute> attributes);
  std::string table_place() const;

  std::string part_;
  std::string place_;  ///< the note or comment that is read, or the part
  Give give_;
  std::vector<std::string> paragraphs_;
  std::vector<Row> rows_;
  std::vector<Table> tables_;
  std::int64_t table_number_ = 0;
  std::int64_t row_ = 0;
  std::uint64_t deleted_ = 0;
  std::uint64_t inserted_ = 0;
  unsigned skip_ = 0;        ///< depth inside what is given twice
  unsigned properties_ = 0;  ///< depth inside properties of a paragraph, where tabs are stops
  unsigned removed_ = 0;     ///< depth inside a tracked deletion
  bool bracket_ = false;
  bool cut_ = false;
  bool stopped_ = false;
};

}  // namespace redress::intake
