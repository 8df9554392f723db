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

TEST(Repeats, OfEqualRowsAsManyRepeatAsWereKept) {
  base::SeededRng rng(1);
  Repeats repeats(rng);
  repeats.know(rows({5, 5, 7}, 1), 3);
  EXPECT_EQ(repeats.of(rows({5, 5, 5, 8}, 100)), (std::vector<std::uint64_t>{3, 3, 0, 0}));
  EXPECT_EQ(repeats.of(rows({7, 7}, 200)), (std::vector<std::uint64_t>{3, 0}));
}

TEST(Repeats, WithoutEarlierRowsAllAreNew) {
  base::SeededRng rng(1);
  Repeats repeats(rng);
  EXPECT_TRUE(repeats.of(rows({5}, 1)).empty());
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
