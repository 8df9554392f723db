// Helpers of the tests of segments: a kind of record made for them, keys, rows by chance.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "base/random.hpp"

#include "docket/records_money.hpp"
#include "docket/segment.hpp"

namespace redress::docket::testing {

/// A record with a column of every type.
struct Note {
  std::string_view text;
  std::string_view account;
  std::int64_t row = kAbsent;
  Minor amount;
  std::string_view currency;
  Micros at;
  DateNumber on;
  bool flag = false;
  std::int64_t weight = kAbsent;
  bool operator==(const Note&) const = default;
};

/// The same with memory of its own.
struct OwnNote {
  std::string text;
  std::string account;
  std::int64_t row = kAbsent;
  std::int64_t amount = kAbsent;
  bool flag = false;
  Note view() const {
    return {text, account, row, {amount}, "EUR", {amount}, {20240517}, flag, amount};
  }
};

}  // namespace redress::docket::testing

namespace redress::docket {

template <>
struct RecordKind<testing::Note> {
  using Note = testing::Note;
  static constexpr RecordInfo info{
      .name = "note", .plural = "notes", .version = 2, .locator = "row", .help = "for tests"};
  static constexpr auto columns = FieldList{
      column(1, "text", &Note::text, "", {.lookup = Lookup::exact}),
      column(2, "account", &Note::account, "", {.lookup = Lookup::account}),
      column(3, "row", &Note::row, ""),
      column(5, "amount", &Note::amount, "", {.currency = "currency"}),
      column(6, "currency", &Note::currency, ""),
      column(7, "at", &Note::at, ""),
      column(8, "on", &Note::on, ""),
      column(9, "flag", &Note::flag, ""),
      column(12, "weight", &Note::weight, "", {}),
  };
};

}  // namespace redress::docket

namespace redress::docket::testing {

inline const base::SecretBytes& bulk_key() {
  static const base::SecretBytes key = [] {
    base::SecretBytes made = base::SecretBytes::of_size(32);
    made.span()[0] = 1;
    return made;
  }();
  return key;
}
inline const base::SecretBytes& another_key() {
  static const base::SecretBytes key = base::SecretBytes::of_size(32);
  return key;
}

inline SegmentPlace place_of_notes() {
  SegmentPlace place{{}, 7, &record_schema_of<Note>(), 3, Shelf::open};
  place.docket.fill(9);
  return place;
}

inline SealedSegment seal(const Columns& columns, const SegmentPlace& place) {
  return SegmentEncoder().encode(place, columns, bulk_key(), Salt{4, 2});
}

inline Columns fill(const std::vector<OwnNote>& notes, std::int64_t first = 0) {
  Columns columns(record_schema_of<Note>(), first);
  for (const OwnNote& note : notes) RC_ASSERT(columns.push(note.view()));
  return columns;
}

/// Up to `most` rows: many of them alike, as in real files, some of them odd.
inline rc::Gen<std::vector<OwnNote>> gen_notes(int most) {
  return rc::gen::exec([most] {
    const int rows = *rc::gen::inRange(0, most);
    const int variety = *rc::gen::element(1, 5, 100, 100'000);
    base::SeededRng rng(*rc::gen::arbitrary<std::uint64_t>());
    std::vector<OwnNote> notes(static_cast<std::size_t>(rows));
    for (OwnNote& note : notes) {
      const std::uint64_t draw = base::draw(rng);
      const std::uint64_t pick = draw % static_cast<std::uint64_t>(variety);
      if (pick % 7 != 3) note.text = std::string(pick % 23, 'a') + std::to_string(pick);
      note.account = "AT " + std::to_string(pick % 1'000) + (pick % 3 == 0 ? " x" : "");
      note.row = pick % 11 == 5 ? kAbsent : static_cast<std::int64_t>(pick);
      note.amount = pick % 13 == 6 ? kAbsent : static_cast<std::int64_t>(draw >> (pick % 60));
      note.flag = pick % 2 == 0;
    }
    return notes;
  });
}

inline Columns few_notes(int rows) {
  std::vector<OwnNote> notes;
  notes.reserve(static_cast<std::size_t>(rows));
  for (std::int64_t i = 0; i < rows; ++i)
    notes.push_back(
        {"note " + std::to_string(i % 7), "AT " + std::to_string(i * i), i, i * 31, i % 3 == 0});
  return fill(notes);
}

}  // namespace redress::docket::testing
