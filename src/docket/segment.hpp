// Segments: up to 65,536 records of one kind of one exhibit, column by column, sealed, immutable.
//
// Pure: from columns to bytes and back, over files or memory. Layout: the prelude of segment_seal.hpp,
// a sealed directory, then the pages of each column, one after the other, each packed
// (segment_page.hpp) and sealed by itself; a page holds 512 rows. So a look-up opens the pages it
// needs and a scan of one column reads one stretch of the file. The directory has, for each column,
// its number and type, and for each page its size and zone (least and greatest value).
// Ordinals that follow one another are kept as the first one only, others as a column of their own.
// One content, one place and one salt give the same bytes (with the same version of zstd).
//
// Cost: encoding about 0.3 microseconds a bank row; opening reads the directory, about 12 KiB for nine
// columns; a page costs its own bytes. Memory: one segment's columns and its sealed bytes.
// Bad input: whatever the bytes, an error that names segment, column and page. A segment of a newer
// version of its kind is refused by that name; of an older one, new columns read as absent.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/act.hpp"
#include "docket/segment_columns.hpp"
#include "docket/segment_page.hpp"
#include "docket/segment_seal.hpp"

namespace redress::docket {

/// Where a segment lies: with what the case team may read, or with what an authority did not cover.
enum class Shelf : std::uint8_t { open, quarantine };
std::string_view name_of(Shelf shelf);

/// The place that a segment belongs to; it opens there and nowhere else.
struct SegmentPlace {
  DocketId docket{};
  std::uint64_t exhibit = 0;
  const RecordSchema* schema = nullptr;
  std::uint32_t number = 0;  ///< from 0, in one import, on one shelf
  Shelf shelf = Shelf::open;

  base::Bytes bytes() const;
  std::string text() const;  ///< "segment 3 of transfers of exhibit 7"
};

struct SealedSegment {
  base::Bytes bytes;
  base::Digest digest;  ///< SHA-256 of the bytes
  std::uint32_t rows = 0;
  std::int64_t first_ordinal = 0;
};

struct PageEntry {
  std::uint64_t offset = 0;  ///< from the first part
  std::uint32_t stored = 0;
  std::uint32_t plain = 0;
  Zone zone;
};

/// Keeps its working memory between segments. One a thread.
class SegmentEncoder {
 public:
  /// `columns` must not be empty.
  SealedSegment encode(const SegmentPlace& place, const Columns& columns,
                       const base::SecretBytes& key, const Salt& salt);

 private:
  /// Packs and seals plain_ as one page.
  PageEntry add_page(const FileKey& key, std::uint64_t part, const Zone& zone);

  Packer packer_;
  base::Bytes plain_;
  base::Bytes packed_;
  base::Bytes pages_;
};

/// What the sealed head of a segment says. Kept between look-ups; holds no key and no text but zones.
struct SegmentDirectory {
  std::size_t rows = 0;
  std::int64_t first_ordinal = 0;
  std::uint64_t parts = 0;  ///< offset of the first page in the file
  std::uint64_t size = 0;   ///< of all pages
  std::array<std::uint8_t, 32> salt{};
  std::vector<PageEntry> ordinals;              ///< empty: they follow one another
  std::vector<std::vector<PageEntry>> columns;  ///< in the order of the schema; empty: absent
};

/// Reusable memory of one reader. One a thread; each span lives until its page is used again.
struct PageScratch {
  Unpacker unpacker;
  base::Bytes sealed;
  base::Bytes packed;
  base::Bytes plain;
};
struct NumberPage {
  std::vector<std::int64_t> values;
};

class Segment {
 public:
  /// `known`: its directory from an earlier opening, or none.
  static base::Result<Segment> open(const SegmentPlace& place, BulkFile file,
                                    const base::SecretBytes& key,
                                    std::shared_ptr<const SegmentDirectory> known = nullptr);

  const SegmentPlace& place() const { return place_; }
  const RecordSchema& schema() const { return *place_.schema; }
  const std::shared_ptr<const SegmentDirectory>& directory() const { return directory_; }
  std::size_t rows() const { return directory_->rows; }
  std::size_t pages() const { return pages_of(rows()); }
  std::size_t rows_of(std::size_t page) const { return rows_of_page(rows(), page); }
  /// The zone of a page; one that may hold everything where the column is not in this segment.
  Zone zone(std::size_t column, std::size_t page) const;

  base::Result<std::span<const std::int64_t>> ordinals(std::size_t page, NumberPage& into,
                                                       PageScratch& scratch) const;
  /// Column of numbers; page from 0.
  base::Result<std::span<const std::int64_t>> numbers(std::size_t column, std::size_t page,
                                                      NumberPage& into, PageScratch& scratch) const;
  base::Result<void> texts(std::size_t column, std::size_t page, TextPage& into,
                           PageScratch& scratch) const;
  /// Some rows of a page, in the order of `rows`: cheaper than all of them where they are few.
  base::Result<void> numbers_at(std::size_t column, std::size_t page,
                                std::span<const std::uint16_t> rows, NumberPage& into,
                                PageScratch& scratch) const;
  base::Result<void> texts_at(std::size_t column, std::size_t page,
                              std::span<const std::uint16_t> rows, TextPage& into,
                              PageScratch& scratch) const;

 private:
  Segment(const SegmentPlace& place, BulkFile file, const FileKey& key,
          std::shared_ptr<const SegmentDirectory> directory)
      : place_(place), file_(std::move(file)), key_(key), directory_(std::move(directory)) {}

  base::Result<void> read_page(const PageEntry& entry, std::size_t column, std::size_t page,
                               base::Bytes& plain, PageScratch& scratch) const;
  base::Error broken_page(std::size_t column, std::size_t page) const;

  SegmentPlace place_;
  BulkFile file_;
  FileKey key_;
  std::shared_ptr<const SegmentDirectory> directory_;
};

/// Every row of a segment, with its ordinals.
base::Result<Columns> read_columns(const Segment& segment);

/// Opens every page; the error names the first that does not. For naming what was altered.
base::Result<void> check_pages(const Segment& segment);

}  // namespace redress::docket
