// Segments: what went in comes out, and nothing that was altered opens.
#include "docket/segment.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <deque>

#include "docket/segment_testing.hpp"

namespace redress::docket {
namespace {

using testing::bulk_key;
using testing::fill;
using testing::Note;
using testing::place_of_notes;
using testing::seal;

Segment opened(const SealedSegment& sealed, const SegmentPlace& place) {
  auto segment = Segment::open(place, BulkFile(sealed.bytes), bulk_key());
  if (!segment) throw std::runtime_error(segment.error().text());
  return std::move(*segment);
}

TEST(Segment, SchemasAreWhole) {
  EXPECT_TRUE(check_schema(record_schema_of<Transfer>()));
  EXPECT_TRUE(check_schema(record_schema_of<Note>()));
  RecordSchema wrong = record_schema_of<Transfer>();
  wrong.columns[3].number = 3;
  EXPECT_FALSE(check_schema(wrong));
  wrong = record_schema_of<Transfer>();
  wrong.columns[2].currency = "row";
  EXPECT_FALSE(check_schema(wrong));
}

TEST(Segment, DatesKeepWhatWasKnown) {
  for (const char* text : {"2024", "2024-05", "2024-05-17", "0001-01-01", "9999-12-31"}) {
    const auto date = DateNumber::of(*base::PartialDate::parse(text)).date();
    ASSERT_TRUE(date && *date) << text;
    EXPECT_EQ((*date)->text(), text);
  }
  EXPECT_FALSE(DateNumber{20241399}.date());
  EXPECT_FALSE(DateNumber{-5}.date());
  EXPECT_FALSE(DateNumber{}.date()->has_value());
}

RC_GTEST_PROP(Segment, RandomRowsComeBack, ()) {
  const Columns columns = fill(*testing::gen_notes(5'000));
  RC_PRE(columns.rows() > 0U);
  const SegmentPlace place = place_of_notes();
  const SealedSegment sealed = seal(columns, place);
  const Segment segment = opened(sealed, place);
  const auto again = read_columns(segment);
  RC_ASSERT(again.has_value());
  RC_ASSERT(same_rows(columns, *again));
  RC_ASSERT(seal(*again, place).bytes == sealed.bytes);  // one content, one encoding
}

RC_GTEST_PROP(Segment, NumbersOfAnyRangeComeBack, ()) {
  auto values = *rc::gen::container<std::vector<std::int64_t>>(
      rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::just(kAbsent),
                     rc::gen::inRange<std::int64_t>(-300, 300),
                     rc::gen::just(std::numeric_limits<std::int64_t>::max())));
  RC_PRE(!values.empty());
  values.resize(std::min(values.size(), kPageRows));
  base::Bytes bytes;
  const Zone zone = encode_numbers(values, bytes);
  std::vector<std::int64_t> again(values.size());
  RC_ASSERT(decode_numbers(bytes, again));
  RC_ASSERT(again == values);
  for (const std::int64_t value : values)
    RC_ASSERT(value == kAbsent || zone.may_hold(value, value));
  const auto rows = *rc::gen::container<std::vector<std::uint16_t>>(
      3, rc::gen::inRange<std::uint16_t>(0, static_cast<std::uint16_t>(values.size())));
  std::vector<std::int64_t> some(rows.size());
  RC_ASSERT(decode_numbers_at(bytes, values.size(), rows, some));
  for (std::size_t i = 0; i < rows.size(); ++i) RC_ASSERT(some[i] == values[rows[i]]);
  bytes.push_back(0);
  RC_ASSERT(!decode_numbers(bytes, again));
  RC_ASSERT(!decode_numbers_at(bytes, values.size(), rows, some));
}

RC_GTEST_PROP(Segment, SomeRowsOfAPageAreThoseOfTheWholePage, ()) {
  const Columns columns = fill(*testing::gen_notes(2'000));
  RC_PRE(columns.rows() > 0U);
  const SealedSegment sealed = seal(columns, place_of_notes());
  const Segment segment = opened(sealed, place_of_notes());
  const std::size_t page = *rc::gen::inRange<std::size_t>(0, segment.pages());
  const auto rows = *rc::gen::container<std::vector<std::uint16_t>>(
      4, rc::gen::inRange<std::uint16_t>(0, static_cast<std::uint16_t>(segment.rows_of(page))));
  PageScratch scratch;
  for (std::size_t column = 0; column < segment.schema().columns.size(); ++column) {
    if (is_text(segment.schema().columns[column].type)) {
      TextPage all;
      TextPage some;
      RC_ASSERT(segment.texts(column, page, all, scratch).has_value());
      RC_ASSERT(segment.texts_at(column, page, rows, some, scratch).has_value());
      for (std::size_t i = 0; i < rows.size(); ++i) RC_ASSERT(some[i] == all[rows[i]]);
    } else {
      NumberPage all;
      NumberPage some;
      RC_ASSERT(segment.numbers(column, page, all, scratch).has_value());
      RC_ASSERT(segment.numbers_at(column, page, rows, some, scratch).has_value());
      for (std::size_t i = 0; i < rows.size(); ++i)
        RC_ASSERT(some.values[i] == all.values[rows[i]]);
    }
  }
}

TEST(Segment, EveryWidthOfNumbers) {
  for (unsigned bits = 0; bits < 64; ++bits)
    for (const std::size_t many : {1U, 2U, 7U, 8U, 9U, 512U}) {
      std::vector<std::int64_t> values(many);
      for (std::size_t i = 0; i < many; ++i)
        values[i] = static_cast<std::int64_t>((i * 0x9E3779B97F4A7C15U) >> (63 - bits)) - 1'000;
      base::Bytes bytes;
      encode_numbers(values, bytes);
      std::vector<std::int64_t> again(many);
      ASSERT_TRUE(decode_numbers(bytes, again));
      ASSERT_EQ(again, values) << bits << " " << many;
      const std::uint16_t last[] = {static_cast<std::uint16_t>(many - 1)};
      ASSERT_TRUE(decode_numbers_at(bytes, many, last, again));
      ASSERT_EQ(again[0], values.back()) << bits << " " << many;
    }
}

RC_GTEST_PROP(Segment, SplitLosesNoRowAndKeepsOrdinals, ()) {
  const Columns columns = fill(*testing::gen_notes(3'000));
  std::vector<bool> inside(columns.rows());
  for (auto&& one : inside) one = *rc::gen::arbitrary<bool>();
  const Split parts = split(columns, inside);
  RC_ASSERT(parts.inside.rows() + parts.outside.rows() == columns.rows());
  Columns joined(columns.schema());
  std::size_t in = 0;
  std::size_t out = 0;
  for (const bool one : inside) {
    if (one) {
      joined.push_row(parts.inside, in++);
    } else {
      joined.push_row(parts.outside, out++);
    }
  }
  RC_ASSERT(same_rows(joined, columns));
  for (const Columns* part : {&parts.inside, &parts.outside}) {
    if (part->rows() == 0) continue;
    const SealedSegment sealed = seal(*part, place_of_notes());
    const auto again = read_columns(opened(sealed, place_of_notes()));
    RC_ASSERT(again && same_rows(*part, *again));
  }
}

TEST(Segment, AWholeOneAndAFullOne) {
  Columns columns(record_schema_of<Note>(), 65'536);
  std::string text;
  while (!columns.full()) {
    text = "note " + std::to_string(columns.rows() % 700);
    ASSERT_TRUE(columns.push(Note{.text = text, .row = static_cast<std::int64_t>(columns.rows())}));
  }
  EXPECT_EQ(columns.rows(), kSegmentRows);
  const SealedSegment sealed = seal(columns, place_of_notes());
  EXPECT_EQ(sealed.first_ordinal, 65'536);
  EXPECT_TRUE(same_rows(columns, *read_columns(opened(sealed, place_of_notes()))));

  Columns large(record_schema_of<Note>());
  const std::string most(kMostText, 'x');
  EXPECT_FALSE(large.push(Note{.text = most + "y"}));
  EXPECT_EQ(large.rows(), 0U);
  std::string each = most;
  while (!large.full()) {
    each[0] = static_cast<char>('a' + large.rows() % 26);
    each[1] = static_cast<char>('a' + large.rows() / 26);
    ASSERT_TRUE(large.push(Note{.text = each}));
  }
  EXPECT_EQ(large.rows(), 33U);
  EXPECT_TRUE(
      same_rows(large, *read_columns(opened(seal(large, place_of_notes()), place_of_notes()))));
}

/// Rows that say only what changed are those that say everything, also behind a row that was refused
/// and over the pages.
RC_GTEST_PROP(Segment, ChangedMembersGiveTheSameRows, ()) {
  const auto notes = *testing::gen_notes(2'000);
  const std::string too_long(kMostText + 1, 'x');
  Columns whole(record_schema_of<Note>());
  Columns changed(record_schema_of<Note>());
  Note note;
  bool first = true;
  for (const auto& each : notes) {
    const auto sort = *rc::gen::weightedElement<int>({{20, 0}, {3, 1}, {1, 2}});
    const Note next = each.view();
    if (first || sort == 1) {
      note = next;
      RC_ASSERT(whole.push(note) && changed.push(note));
    } else if (sort == 2) {
      note = next;
      note.text = too_long;
      RC_ASSERT(!whole.push(note) && !changed.push(note));
    } else {
      note.text = next.text;
      note.row = next.row;
      RC_ASSERT(whole.push(note));
      RC_ASSERT((changed.push_changed<&Note::text, &Note::row>(note)));
    }
    first = false;
  }
  RC_ASSERT(same_rows(whole, changed));
}

RC_GTEST_PROP(Segment, ARunIsAsItsRowsOneByOne, ()) {
  const auto notes = *testing::gen_notes(2 * kPageRows);
  const std::string too_long(kMostText + 1, 'x');
  // Over the ends of pages, too.
  const auto before = *rc::gen::element<std::size_t>(1, 2, kPageRows - 2, kPageRows);
  Columns whole(record_schema_of<Note>());
  Columns run(record_schema_of<Note>());
  Note note{.text = "first"};
  for (std::size_t i = 0; i < before; ++i) RC_ASSERT(whole.push(note) && run.push(note));
  const auto cut = *rc::gen::inRange<std::size_t>(0, notes.size() + 1);
  const auto set = [&](Note& to, std::size_t i) {
    to.text = i == cut ? std::string_view(too_long) : notes[i].view().text;
    to.row = notes[i].view().row;
  };
  const std::size_t done = run.push_run<&Note::text, &Note::row>(note, notes.size(), set);
  const std::size_t page = kPageRows - before;
  RC_ASSERT(done == std::min({notes.size(), cut, page % kPageRows}));
  for (std::size_t i = 0; i < done; ++i) {
    set(note, i);
    RC_ASSERT(whole.push(note));
  }
  RC_ASSERT(same_rows(whole, run));
}

TEST(Segment, TextsOfEverySizeComeBack) {
  Columns columns(record_schema_of<Note>());
  std::deque<std::string> texts;
  for (int turn = 0; turn < 3; ++turn)
    for (std::size_t size = 0; size < 100; ++size)
      for (std::size_t differs = 0; differs <= std::min<std::size_t>(size, 20); ++differs) {
        std::string& text = texts.emplace_back(size, 'a');
        if (differs < size) text[differs] = 'b';
        ASSERT_TRUE(columns.push(Note{.text = text}));
      }
  const auto lane =
      record_schema_of<Note>().columns[*record_schema_of<Note>().index_of("text")].lane;
  for (std::size_t row = 0; row < columns.rows(); ++row)
    ASSERT_EQ(columns.texts(lane).at(row), texts[row]) << row;
}

TEST(Segment, EveryFlippedByteIsFoundAndNamed) {
  const SegmentPlace place = place_of_notes();
  SealedSegment sealed = seal(testing::few_notes(40), place);
  for (std::size_t at = 0; at < sealed.bytes.size(); ++at) {
    sealed.bytes[at] ^= 1U << (at % 8);
    const auto segment = Segment::open(place, BulkFile(sealed.bytes), bulk_key());
    const auto checked =
        segment ? check_pages(*segment)
                : base::fail(base::Error(segment.error().kind(), segment.error().text()));
    ASSERT_FALSE(checked) << "byte " << at;
    EXPECT_NE(checked.error().text().find("segment 3 of notes of exhibit 7"), std::string::npos);
    if (segment) {
      EXPECT_NE(checked.error().text().find("page 0"), std::string::npos);
    }
    sealed.bytes[at] ^= 1U << (at % 8);
  }
}

TEST(Segment, CutExtendedOrMovedIsRefused) {
  const SegmentPlace place = place_of_notes();
  const SealedSegment sealed = seal(testing::few_notes(3'000), place);
  const auto refused = [&](base::ByteView bytes, const SegmentPlace& at) {
    const auto segment = Segment::open(at, BulkFile(bytes), bulk_key());
    return !segment || !check_pages(*segment);
  };
  EXPECT_FALSE(refused(sealed.bytes, place));
  for (std::size_t size = 0; size < sealed.bytes.size(); size += 97)
    EXPECT_TRUE(refused(base::ByteView(sealed.bytes).first(size), place)) << size;
  base::Bytes longer = sealed.bytes;
  longer.push_back(0);
  EXPECT_TRUE(refused(longer, place));

  SegmentPlace other = place;
  other.exhibit = 8;
  EXPECT_TRUE(refused(sealed.bytes, other));
  other = place;
  other.number = 4;
  EXPECT_TRUE(refused(sealed.bytes, other));
  other = place;
  other.docket[0] ^= 1U;
  EXPECT_TRUE(refused(sealed.bytes, other));
  other = place;
  other.shelf = Shelf::quarantine;
  EXPECT_TRUE(refused(sealed.bytes, other));
  other = place;
  other.schema = &record_schema_of<Transfer>();
  EXPECT_TRUE(refused(sealed.bytes, other));
  EXPECT_FALSE(Segment::open(place, BulkFile(sealed.bytes), testing::another_key()));
}

TEST(Segment, SwappedPagesAndColumnsAreRefused) {
  // Three pages of one constant: equal in size, and equal inside but for their places.
  Columns columns(record_schema_of<Note>());
  for (std::size_t i = 0; i < 3 * kPageRows; ++i)
    ASSERT_TRUE(columns.push(Note{.row = 5, .weight = 5}));
  const SegmentPlace place = place_of_notes();
  SealedSegment sealed = seal(columns, place);
  const Segment segment = opened(sealed, place);
  const auto& directory = *segment.directory();
  const auto swap_pages = [&](const PageEntry& a, const PageEntry& b) {
    ASSERT_EQ(a.stored, b.stored);
    const auto begin = sealed.bytes.begin() + static_cast<std::ptrdiff_t>(directory.parts);
    std::swap_ranges(begin + static_cast<std::ptrdiff_t>(a.offset),
                     begin + static_cast<std::ptrdiff_t>(a.offset + a.stored),
                     begin + static_cast<std::ptrdiff_t>(b.offset));
  };
  const std::size_t row = *record_schema_of<Note>().index_of("row");
  const std::size_t weight = *record_schema_of<Note>().index_of("weight");
  swap_pages(directory.columns[row][0], directory.columns[row][1]);
  EXPECT_FALSE(check_pages(opened(sealed, place)));
  swap_pages(directory.columns[row][0], directory.columns[row][1]);
  EXPECT_TRUE(check_pages(opened(sealed, place)));
  swap_pages(directory.columns[row][2], directory.columns[weight][2]);
  EXPECT_FALSE(check_pages(opened(sealed, place)));
}

TEST(Segment, AnOlderVersionReadsAsAbsentAndANewerIsRefused) {
  RecordSchema older = record_schema_of<Note>();
  older.columns.pop_back();
  older.numbers = 0;
  older.texts = 0;
  for (ColumnSchema& column : older.columns)
    column.lane = is_text(column.type) ? older.texts++ : older.numbers++;
  older.info.version = 1;
  Columns columns(older);
  std::vector<std::int64_t> numbers(older.numbers, 7);
  std::vector<std::string_view> texts(older.texts, "old");
  columns.push_lanes(0, numbers, texts);
  SegmentPlace place = place_of_notes();
  place.schema = &older;
  const SealedSegment sealed = seal(columns, place);
  const auto again = read_columns(opened(sealed, place_of_notes()));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->record<Note>(0).text, "old");
  EXPECT_EQ(again->record<Note>(0).weight, kAbsent);

  const SealedSegment newer = seal(testing::few_notes(3), place_of_notes());
  const auto refused = Segment::open(place, BulkFile(newer.bytes), bulk_key());
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("newer"), std::string::npos);
}

RC_GTEST_PROP(Segment, ZonesNeverSkipAMatch, ()) {
  const Columns columns = fill(*testing::gen_notes(3'000));
  RC_PRE(columns.rows() > 0U);
  const SealedSegment sealed = seal(columns, place_of_notes());
  const Segment segment = opened(sealed, place_of_notes());
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const Note note = columns.record<Note>(row);
    const std::size_t page = row / kPageRows;
    const auto holds = [&](const char* name, std::int64_t value) {
      return segment.zone(*segment.schema().index_of(name), page).may_hold(value, value);
    };
    RC_ASSERT(note.row == kAbsent || holds("row", note.row));
    RC_ASSERT(note.weight == kAbsent || holds("weight", note.weight));
    RC_ASSERT(note.text.empty() || holds("text", zone_prefix(note.text)));
  }
}

}  // namespace
}  // namespace redress::docket
