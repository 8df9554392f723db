// Reading published records: page by page with zones, or by key through the posting index.
//
// Records is one kind of one import, of the open shelf; quarantined rows have a type of their own
// (segment_quarantine.hpp) and no way in here. Opening reads no segment: a segment's directory is
// read when it is first asked and kept (about 25 KiB each, at most kDirectories of them); of a posting
// index the first numbers of blocks are kept (80 KiB for 10 million rows and a column); of the last
// look-up its segments stay open (at most kOpenSegments) and the pages that it hit stay in memory (at most
// kKeptBytes), since whole records are mostly read next. A scan uses the
// memory of one page of the columns it asks for. Spans and views that a visitor gets live until it
// returns. Used by one thread.
//
//   auto records = REDRESS_TRY(Records::open(folder, manifest, record_schema_of<Transfer>()));
//   REDRESS_TRY(records.scan({.columns = {amount}, .ranges = {{booked_at, from, to}}},
//                            [&](const PageView& page) { sum(page.numbers(0)); return Result<void>{}; }));
//   auto found = REDRESS_TRY(records.find(account, "DE00 INVENTED 0001"));
//   REDRESS_TRY(records.read<Transfer>(found, [&](const Found& at, const Transfer& row) {...}));
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "docket/postings.hpp"
#include "docket/segment.hpp"
#include "docket/segment_files.hpp"
#include "docket/staging_manifest.hpp"

namespace redress::docket {

/// A record's id within one exhibit.
struct RecordId {
  std::uint64_t exhibit = 0;
  std::string_view kind;
  std::int64_t ordinal = 0;
  auto operator<=>(const RecordId&) const = default;
};

/// Pages of which no row can lie in low..high (both inclusive) are passed over. Of a text column:
/// zone_prefix of what is looked for.
struct ZoneRange {
  std::size_t column = 0;
  std::int64_t low = 0;
  std::int64_t high = 0;
};

struct ScanQuery {
  /// Every column, in the order of the schema.
  static ScanQuery of_all(const RecordSchema& schema);

  std::vector<std::size_t> columns;  ///< positions in the schema, in the order of the view
  std::vector<ZoneRange> ranges;
};

/// One page of the asked columns.
class PageView {
 public:
  std::size_t rows() const { return ordinals_.size(); }
  std::span<const std::int64_t> ordinals() const { return ordinals_; }
  /// By position in ScanQuery::columns.
  std::span<const std::int64_t> numbers(std::size_t column) const {
    return numbers_[column].values;
  }
  const TextPage& texts(std::size_t column) const { return texts_[column]; }
  std::size_t segment() const { return segment_; }
  std::size_t first_row() const { return first_row_; }

 private:
  friend class Records;
  std::span<const std::int64_t> ordinals_;
  NumberPage ordinal_values_;
  std::vector<NumberPage> numbers_;
  std::vector<TextPage> texts_;
  std::shared_ptr<const TextPage> hit_;  ///< what some of texts_ look into
  std::size_t segment_ = 0;
  std::size_t first_row_ = 0;
};

struct ScanReport {
  std::size_t pages = 0;
  std::size_t skipped = 0;
};

/// Where a looked-up record stands.
struct Found {
  std::uint32_t segment = 0;
  std::uint32_t row = 0;
  std::int64_t ordinal = 0;
  auto operator<=>(const Found&) const = default;
};

/// The pages in which the last look-up found something, of the column that was asked.
struct HitPages {
  std::size_t column = 0;
  std::size_t bytes = 0;
  /// By segment and page. Shared with the view of a visitor who asks again meanwhile.
  std::map<std::pair<std::size_t, std::size_t>, std::shared_ptr<const TextPage>> pages;
};

class Records {
 public:
  static constexpr std::size_t kDirectories = 4'096;
  static constexpr std::size_t kOpenSegments = 16;
  static constexpr std::size_t kKeptBytes = 1U << 20U;
  /// Of a page with so few wanted rows only these are decoded.
  static constexpr std::size_t kFewRows = 16;

  /// No rows where the import has none of this kind. `folder` and `schema` must outlive it.
  static base::Result<Records> open(const BulkFolder& folder, const Manifest& manifest,
                                    const RecordSchema& schema);

  const RecordSchema& schema() const { return *schema_; }
  std::uint64_t exhibit() const { return exhibit_; }
  std::uint64_t rows() const { return rows_; }
  std::size_t segments() const { return group_.segments.size(); }
  RecordId id(std::int64_t ordinal) const { return {exhibit_, schema_->info.name, ordinal}; }

  using Visit = std::function<base::Result<void>(const PageView&)>;
  base::Result<ScanReport> scan(const ScanQuery& query, const Visit& visit) const;

  /// Records whose column has the key, in order. The column must have a look-up. With an index that
  /// is missing or altered: an error that says to make it again.
  base::Result<std::vector<Found>> find(std::size_t column, std::string_view key) const;

  /// Whole records, page by page: `found` in rising order, as find gives them.
  template <typename T>
  base::Result<void> read(std::span<const Found> found,
                          const std::function<void(const Found&, const T&)>& visit) const;

  /// Where a record with this ordinal stands; not_found where there is none.
  base::Result<Found> locate(std::int64_t ordinal) const;

  /// Makes the posting indexes of this kind again, out of the segments.
  base::Result<void> rebuild_postings(base::Rng& rng) const;
  /// Opens every block of every index. An index that is missing counts as altered.
  base::Result<void> check_postings() const;

  base::Result<Segment> segment(std::size_t index) const;

 private:
  Records(const BulkFolder& folder, const RecordSchema& schema, std::uint64_t exhibit)
      : folder_(&folder), schema_(&schema), exhibit_(exhibit), key_(posting_key(folder.keys())) {}
  base::Result<const std::vector<Postings>*> postings(std::size_t column) const;
  base::Result<void> find_in_page(std::size_t index, std::size_t page, std::size_t column,
                                  std::string_view form, std::vector<Found>& out) const;
  base::Result<void> load(const Segment& segment, std::size_t index, std::size_t page,
                          std::span<const std::size_t> columns, PageView& view) const;
  /// Only these rows, in their order; all of one page. Without ordinals.
  base::Result<void> load_few(std::span<const Found> found, std::span<const std::size_t> columns,
                              PageView& view) const;
  /// Lives until another segment is opened.
  base::Result<const Segment*> kept_open(std::size_t index) const;

  const BulkFolder* folder_;
  const RecordSchema* schema_;
  std::uint64_t exhibit_;
  std::uint64_t rows_ = 0;
  ManifestGroup group_;
  PostingKey key_;
  // Kept between questions; nothing of it changes an answer.
  mutable std::unordered_map<std::size_t, std::shared_ptr<const SegmentDirectory>> directories_;
  mutable std::map<std::size_t, std::vector<Postings>> postings_;
  mutable std::map<std::size_t, Segment> open_;
  mutable HitPages hits_;
  mutable PageScratch scratch_;
};

template <typename T>
base::Result<void> Records::read(std::span<const Found> found,
                                 const std::function<void(const Found&, const T&)>& visit) const {
  assert(schema_ == &record_schema_of<T>());
  std::vector<std::size_t> columns(schema_->columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = i;
  std::vector<std::size_t> numbers(schema_->numbers);
  std::vector<std::size_t> texts(schema_->texts);
  for (std::size_t i = 0; i < columns.size(); ++i)
    (is_text(schema_->columns[i].type) ? texts : numbers)[schema_->columns[i].lane] = i;
  PageView view;
  for (std::size_t at = 0; at < found.size();) {
    const std::uint32_t index = found[at].segment;
    const std::size_t page = found[at].row / kPageRows;
    std::size_t end = at + 1;
    while (end < found.size() && found[end].segment == index && found[end].row / kPageRows == page)
      ++end;
    const bool few = end - at <= kFewRows;
    if (few) {
      REDRESS_TRY(load_few(found.subspan(at, end - at), columns, view));
    } else {
      const Segment* const opened = REDRESS_TRY(kept_open(index));
      REDRESS_TRY(load(*opened, index, page, columns, view));
    }
    for (std::size_t i = at; i < end; ++i) {
      const std::size_t row = few ? i - at : found[i].row % kPageRows;
      visit(found[i],
            record_from<T>([&](std::size_t lane) { return view.numbers(numbers[lane])[row]; },
                           [&](std::size_t lane) { return view.texts(texts[lane])[row]; }));
    }
    at = end;
  }
  return {};
}

}  // namespace redress::docket
