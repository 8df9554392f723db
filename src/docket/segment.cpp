#include "docket/segment.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

#include "docket/segment_bytes.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kMagic = "redress segment 1\n";
constexpr std::uint16_t kOrdinals = 0;  ///< number of the column of ordinals
constexpr std::size_t kEntrySize = 4 + 4 + 8 + 8;
constexpr std::size_t kMostColumns = 4'096;

std::uint64_t part_of(std::uint16_t column_number, std::size_t page) {
  return (std::uint64_t{column_number} << 32U) | page;
}

const Zone kWholeZone{std::numeric_limits<std::int64_t>::min(),
                      std::numeric_limits<std::int64_t>::max()};

void put_entries(const std::vector<PageEntry>& entries, ByteWriter& out) {
  for (const PageEntry& entry : entries) {
    out.number(entry.stored);
    out.number(entry.plain);
    out.number(entry.zone.least);
    out.number(entry.zone.greatest);
  }
}

std::vector<PageEntry> take_entries(std::size_t pages, std::uint64_t& offset, ByteReader& in) {
  std::vector<PageEntry> entries(pages);
  for (PageEntry& entry : entries) {
    entry.offset = offset;
    entry.stored = in.number<std::uint32_t>();
    entry.plain = in.number<std::uint32_t>();
    entry.zone.least = in.number<std::int64_t>();
    entry.zone.greatest = in.number<std::int64_t>();
    if (entry.stored < kBulkTag + 1 || entry.plain > kMostPage ||
        entry.stored > kMostPage + kBulkTag + 1)
      in.spoil();
    offset += entry.stored;
  }
  return entries;
}

Error unreadable(const BulkFile& file, const SegmentPlace& place, std::string found) {
  return altered_bulk(file, place.text(), std::move(found));
}

Error newer_kind(const BulkFile& file, const SegmentPlace& place, unsigned version) {
  return Error(ErrorKind::bad_input, "these records are of a newer version of their kind")
      .at({file.path().string(), 0, 0, place.text()})
      .found("version " + std::to_string(version))
      .expected("version " + std::to_string(place.schema->info.version) + " or older")
      .fix("open the docket with a newer redress");
}

/// The columns of a directory, each where the schema has it; those that it has not are passed over.
Result<void> take_columns(const BulkFile& file, const SegmentPlace& place, ByteReader& in,
                          SegmentDirectory& directory) {
  const std::size_t pages = pages_of(directory.rows);
  const auto bad = [&](std::string what) {
    return base::fail(unreadable(file, place, std::move(what)));
  };
  std::uint64_t offset = 0;
  directory.columns.resize(place.schema->columns.size());
  const std::size_t count = in.number<std::uint16_t>();
  if (count > kMostColumns) return bad("too many columns");
  int before = -1;
  for (std::size_t i = 0; i < count; ++i) {
    const auto number = in.number<std::uint16_t>();
    const auto type = in.number<std::uint8_t>();
    if (!in.good() || in.left() / kEntrySize < pages || number <= before)
      return bad("a directory with a column that does not fit");
    before = number;
    auto entries = take_entries(pages, offset, in);
    if (!in.good()) return bad("a page with an impossible size");
    if (number == kOrdinals) {
      directory.ordinals = std::move(entries);
      continue;
    }
    const auto at = std::ranges::find(place.schema->columns, number, &ColumnSchema::number);
    if (at == place.schema->columns.end()) continue;
    if (static_cast<std::uint8_t>(at->type) != type) return bad("a column of another type");
    directory.columns[static_cast<std::size_t>(at - place.schema->columns.begin())] =
        std::move(entries);
  }
  if (!in.at_end()) return bad("a directory of another length");
  directory.size = offset;
  return {};
}

Result<SegmentDirectory> parse_directory(const BulkFile& file, const SegmentPlace& place,
                                         base::ByteView head, std::uint64_t parts) {
  ByteReader in(head);
  const auto version = in.number<std::uint16_t>();
  const auto rows = in.number<std::uint32_t>();
  const auto page_rows = in.number<std::uint16_t>();
  SegmentDirectory directory;
  directory.rows = rows;
  directory.parts = parts;
  directory.first_ordinal = in.number<std::int64_t>();
  if (version > place.schema->info.version) return base::fail(newer_kind(file, place, version));
  if (!in.good() || rows == 0 || rows > kSegmentRows || page_rows != kPageRows ||
      directory.first_ordinal < 0)
    return base::fail(unreadable(file, place, "a directory that makes no sense"));
  REDRESS_TRY(take_columns(file, place, in, directory));
  if (file.size() != parts + directory.size)
    return base::fail(unreadable(file, place, std::to_string(file.size()) + " bytes")
                          .expected(std::to_string(parts + directory.size) + " bytes"));
  return directory;
}

}  // namespace

std::string_view name_of(Shelf shelf) { return shelf == Shelf::open ? "open" : "quarantine"; }

base::Bytes SegmentPlace::bytes() const {
  ByteWriter out;
  out.raw(docket);
  out.number(exhibit);
  out.number(number);
  out.number(static_cast<std::uint8_t>(shelf));
  out.text(schema->info.name);
  return out.take();
}

std::string SegmentPlace::text() const {
  return (shelf == Shelf::open ? "segment " : "quarantined segment ") + std::to_string(number) +
         " of " + std::string(schema->info.plural) + " of exhibit " + std::to_string(exhibit);
}

// ---- encoding ----------------------------------------------------------------------------------

PageEntry SegmentEncoder::add_page(const FileKey& key, std::uint64_t part, const Zone& zone) {
  packed_.clear();
  packer_.pack(plain_, packed_);
  PageEntry entry{pages_.size(), static_cast<std::uint32_t>(packed_.size() + kBulkTag),
                  static_cast<std::uint32_t>(plain_.size()), zone};
  key.seal(part, packed_, pages_);
  plain_.clear();
  return entry;
}

SealedSegment SegmentEncoder::encode(const SegmentPlace& place, const Columns& columns,
                                     const base::SecretBytes& key, const Salt& salt) {
  const std::size_t rows = columns.rows();
  assert(rows > 0 && rows <= kSegmentRows && place.schema == &columns.schema());
  const FileKey file_key(kMagic, key, salt, place.bytes());
  const auto ordinals = columns.ordinals();
  const bool follow = ordinals.back() - ordinals.front() + 1 == static_cast<std::int64_t>(rows);
  const auto page_of = [&](std::span<const std::int64_t> values, std::size_t page) {
    return values.subspan(page * kPageRows, rows_of_page(rows, page));
  };
  ByteWriter head;
  head.number(place.schema->info.version);
  head.number(static_cast<std::uint32_t>(rows));
  head.number(static_cast<std::uint16_t>(kPageRows));
  head.number(ordinals.front());
  head.number(static_cast<std::uint16_t>(place.schema->columns.size() + (follow ? 0 : 1)));
  pages_.clear();
  std::vector<PageEntry> entries;
  const auto finish = [&](std::uint16_t number, ColumnType type) {
    head.number(number);
    head.number(static_cast<std::uint8_t>(type));
    put_entries(entries, head);
    entries.clear();
  };
  if (!follow) {
    for (std::size_t page = 0; page < pages_of(rows); ++page) {
      const Zone zone = encode_numbers(page_of(ordinals, page), plain_);
      entries.push_back(add_page(file_key, part_of(kOrdinals, page), zone));
    }
    finish(kOrdinals, ColumnType::integer);
  }
  for (const ColumnSchema& column : place.schema->columns) {
    for (std::size_t page = 0; page < pages_of(rows); ++page) {
      const Zone zone = is_text(column.type)
                            ? encode_texts(columns.texts(column.lane), rows, page, plain_)
                            : encode_numbers(page_of(columns.numbers(column.lane), page), plain_);
      entries.push_back(add_page(file_key, part_of(column.number, page), zone));
    }
    finish(column.number, column.type);
  }
  const base::ByteView directory = head.view();
  plain_.clear();
  base::Bytes packed;
  ByteWriter size;
  size.number(static_cast<std::uint32_t>(directory.size()));
  packed = size.take();
  packer_.pack(directory, packed);
  SealedSegment out{make_prelude(kMagic, file_key, salt, packed),
                    {},
                    static_cast<std::uint32_t>(rows),
                    ordinals.front()};
  out.bytes.reserve(out.bytes.size() + pages_.size());
  out.bytes.insert(out.bytes.end(), pages_.begin(), pages_.end());
  out.digest = base::sha256(out.bytes);
  return out;
}

// ---- reading -----------------------------------------------------------------------------------

Result<Segment> Segment::open(const SegmentPlace& place, BulkFile file,
                              const base::SecretBytes& key,
                              std::shared_ptr<const SegmentDirectory> known) {
  const base::Bytes where = place.bytes();
  if (known && file.size() == known->parts + known->size) {
    const FileKey file_key(kMagic, key, known->salt, where);
    return Segment(place, std::move(file), file_key, std::move(known));
  }
  OpenedHead head = REDRESS_TRY(open_head(file, kMagic, key, where, place.text()));
  ByteReader in(head.head);
  const auto size = in.number<std::uint32_t>();
  base::Bytes plain;
  if (!in.good() || !Unpacker().unpack(base::ByteView(head.head).subspan(4), size, plain))
    return base::fail(unreadable(file, place, "a directory that does not unpack"));
  auto directory = std::make_shared<SegmentDirectory>(
      REDRESS_TRY(parse_directory(file, place, plain, head.parts)));
  base::Bytes salt;
  if (!file.read(kBulkMagic, directory->salt.size(), salt))
    return base::fail(unreadable(file, place, "less than a head"));
  std::ranges::copy(salt, directory->salt.begin());
  return Segment(place, std::move(file), head.key, std::move(directory));
}

Zone Segment::zone(std::size_t column, std::size_t page) const {
  const auto& entries = directory_->columns[column];
  return entries.empty() ? kWholeZone : entries[page].zone;
}

Error Segment::broken_page(std::size_t column, std::size_t page) const {
  const std::string_view name =
      column < schema().columns.size() ? schema().columns[column].name : "ordinals";
  return altered_bulk(
      file_, place_.text() + ", column " + std::string(name) + ", page " + std::to_string(page),
      "a page that does not authenticate");
}

Result<void> Segment::read_page(const PageEntry& entry, std::size_t column, std::size_t page,
                                base::Bytes& plain, PageScratch& scratch) const {
  const std::uint16_t number =
      column < schema().columns.size() ? schema().columns[column].number : kOrdinals;
  if (file_.read(directory_->parts + entry.offset, entry.stored, scratch.sealed) &&
      key_.open(part_of(number, page), scratch.sealed, scratch.packed) &&
      scratch.unpacker.unpack(scratch.packed, entry.plain, plain))
    return {};
  return base::fail(broken_page(column, page));
}

Result<std::span<const std::int64_t>> Segment::ordinals(std::size_t page, NumberPage& into,
                                                        PageScratch& scratch) const {
  into.values.resize(rows_of(page));
  const std::span<std::int64_t> values(into.values);
  if (directory_->ordinals.empty()) {
    std::int64_t next = directory_->first_ordinal + static_cast<std::int64_t>(page * kPageRows);
    for (std::int64_t& value : values) value = next++;
    return std::span<const std::int64_t>(values);
  }
  const std::size_t column = schema().columns.size();
  REDRESS_TRY(read_page(directory_->ordinals[page], column, page, scratch.plain, scratch));
  if (!decode_numbers(scratch.plain, values)) return base::fail(broken_page(column, page));
  return std::span<const std::int64_t>(values);
}

Result<std::span<const std::int64_t>> Segment::numbers(std::size_t column, std::size_t page,
                                                       NumberPage& into,
                                                       PageScratch& scratch) const {
  assert(!is_text(schema().columns[column].type) && page < pages());
  into.values.resize(rows_of(page));
  const std::span<std::int64_t> values(into.values);
  const auto& entries = directory_->columns[column];
  if (entries.empty()) {
    std::ranges::fill(values, kAbsent);
    return std::span<const std::int64_t>(values);
  }
  REDRESS_TRY(read_page(entries[page], column, page, scratch.plain, scratch));
  if (!decode_numbers(scratch.plain, values)) return base::fail(broken_page(column, page));
  return std::span<const std::int64_t>(values);
}

Result<void> Segment::texts(std::size_t column, std::size_t page, TextPage& into,
                            PageScratch& scratch) const {
  assert(is_text(schema().columns[column].type) && page < pages());
  const auto& entries = directory_->columns[column];
  if (entries.empty()) {
    into.codes.assign(rows_of(page), 0);
    into.entries.assign(1, std::string_view());
    return {};
  }
  REDRESS_TRY(read_page(entries[page], column, page, into.bytes, scratch));
  if (!decode_texts(rows_of(page), into)) return base::fail(broken_page(column, page));
  return {};
}

Result<void> Segment::numbers_at(std::size_t column, std::size_t page,
                                 std::span<const std::uint16_t> rows, NumberPage& into,
                                 PageScratch& scratch) const {
  into.values.assign(rows.size(), kAbsent);
  const auto& entries = directory_->columns[column];
  if (entries.empty()) return {};
  REDRESS_TRY(read_page(entries[page], column, page, scratch.plain, scratch));
  if (decode_numbers_at(scratch.plain, rows_of(page), rows, into.values)) return {};
  return base::fail(broken_page(column, page));
}

Result<void> Segment::texts_at(std::size_t column, std::size_t page,
                               std::span<const std::uint16_t> rows, TextPage& into,
                               PageScratch& scratch) const {
  const auto& entries = directory_->columns[column];
  if (entries.empty()) {
    into.codes.assign(rows.size(), 0);
    into.entries.assign(1, std::string_view());
    return {};
  }
  REDRESS_TRY(read_page(entries[page], column, page, into.bytes, scratch));
  if (decode_texts_at(rows_of(page), rows, into)) return {};
  return base::fail(broken_page(column, page));
}

Result<Columns> read_columns(const Segment& segment) {
  const RecordSchema& schema = segment.schema();
  Columns out(schema);
  PageScratch scratch;
  NumberPage ordinals;
  std::vector<NumberPage> numbers(schema.numbers);
  std::vector<TextPage> texts(schema.texts);
  std::vector<std::int64_t> number_row(schema.numbers);
  std::vector<std::string_view> text_row(schema.texts);
  for (std::size_t page = 0; page < segment.pages(); ++page) {
    const auto ordinal = REDRESS_TRY(segment.ordinals(page, ordinals, scratch));
    for (std::size_t column = 0; column < schema.columns.size(); ++column) {
      const ColumnSchema& at = schema.columns[column];
      if (is_text(at.type)) {
        REDRESS_TRY(segment.texts(column, page, texts[at.lane], scratch));
      } else {
        REDRESS_TRY(segment.numbers(column, page, numbers[at.lane], scratch));
      }
    }
    for (std::size_t row = 0; row < ordinal.size(); ++row) {
      for (std::size_t lane = 0; lane < numbers.size(); ++lane)
        number_row[lane] = numbers[lane].values[row];
      for (std::size_t lane = 0; lane < texts.size(); ++lane) text_row[lane] = texts[lane][row];
      if (ordinal[row] < out.next_ordinal())
        return base::fail(Error(ErrorKind::bad_input, "ordinals of a segment do not rise")
                              .at({{}, 0, 0, segment.place().text()}));
      out.push_lanes(ordinal[row], number_row, text_row);
    }
  }
  return out;
}

Result<void> check_pages(const Segment& segment) {
  REDRESS_TRY(read_columns(segment));
  return {};
}

}  // namespace redress::docket
