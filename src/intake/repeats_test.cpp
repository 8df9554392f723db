#include "intake/repeats.hpp"

#include <gtest/gtest.h>

#include "docket/records_money.hpp"

namespace redress::intake {
namespace {

using docket::Columns;
using docket::Transfer;

Columns rows(std::initializer_list<std::int64_t> amounts, std::int64_t first_row) {
  Columns out(docket::record_schema_of<Transfer>());
  for (const std::int64_t amount : amounts)
    EXPECT_TRUE(out.push(Transfer{.booked_on = {20240501},
                                  .amount = {amount},
                                  .currency = "EUR",
                                  .account = "A",
                                  .row = first_row++}));
  return out;
}

using Exhibits = std::vector<std::uint64_t>;

TEST(Repeats, OfEqualRowsAsManyRepeatAsWereKept) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  known.add(rows({5, 5, 7}, 1), 11, 3);
  Repeats repeats(known, 4);
  EXPECT_EQ(repeats.of(rows({5, 5, 5, 8}, 100)), (Exhibits{3, 3, 0, 0}));
  EXPECT_EQ(repeats.of(rows({7, 7}, 200)), (Exhibits{3, 0}));
  // The next exhibit asks anew.
  EXPECT_EQ(Repeats(known, 5).of(rows({5, 5, 5}, 1)), (Exhibits{3, 3, 0}));
}

TEST(Repeats, WithoutEarlierRowsAllAreNew) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  EXPECT_TRUE(Repeats(known, 1).of(rows({5}, 1)).empty());
}

TEST(Repeats, RowsOfTheExhibitItselfAndOfReadingsThatAreReplacedDoNotCount) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  known.add(rows({5, 6}, 1), 11, 3);
  known.add(rows({5}, 1), 12, 4);
  EXPECT_EQ(Repeats(known, 3).of(rows({5, 5, 6}, 1)), (Exhibits{4, 0, 0}));
  EXPECT_EQ(Repeats(known, 9).of(rows({5, 5, 5, 6}, 1)), (Exhibits{4, 4, 0, 3}));
  known.forget(11);
  EXPECT_EQ(Repeats(known, 9).of(rows({5, 5, 6}, 1)), (Exhibits{4, 0, 0}));
  known.add(rows({6}, 1), 13, 3);
  EXPECT_EQ(Repeats(known, 9).of(rows({5, 6, 6}, 1)), (Exhibits{4, 3, 0}));
  known.clear();
  EXPECT_TRUE(Repeats(known, 9).of(rows({5}, 1)).empty());
}

TEST(Repeats, TextsThatTouchDoNotMakeOneRow) {
  base::SeededRng rng(1);
  RowHasher hasher(rng);
  Columns two(docket::record_schema_of<Transfer>());
  EXPECT_TRUE(two.push(Transfer{.counter_name = "ab", .text = "c"}));
  EXPECT_TRUE(two.push(Transfer{.counter_name = "a", .text = "bc"}));
  EXPECT_FALSE(hasher.of(two, 0) == hasher.of(two, 1));
}

}  // namespace
}  // namespace redress::intake
