#include "intake/repeats.hpp"

#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"
#include "docket/records_text.hpp"
#include "docket/records_work.hpp"

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

using docket::Message;

constexpr std::int64_t kMinute = 60'000'000;

Message said(std::int64_t minute, std::string_view who, std::string_view text) {
  Message out;
  out.wall = {minute * kMinute};
  out.service = "whatsapp";
  out.sender_name = who;
  out.text = text;
  return out;
}
Columns chat(std::initializer_list<Message> messages) {
  Columns out(docket::record_schema_of<Message>());
  std::int64_t row = 1;
  for (Message one : messages) {
    one.row = row++;
    EXPECT_TRUE(out.push(one));
  }
  return out;
}

TEST(Repeats, TheSameWordsAtTheSameMinuteInTwoChatsAreTwoMessages) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  known.add(chat({said(5, "Ana Invented", "The rent is due."), said(6, "Bo Example", "yes")}), 11,
            3);
  EXPECT_TRUE(
      Repeats(known, 4)
          .of(chat({said(5, "Ana Invented", "The rent is due."), said(7, "Cy Sample", "no")}))
          .empty());
  // A longer copy of the same chat repeats what was there.
  EXPECT_EQ(Repeats(known, 5).of(chat({said(5, "Ana Invented", "The rent is due."),
                                       said(6, "Bo Example", "yes"), said(9, "Bo Example", "?")})),
            (Exhibits{3, 3, 0}));
}

TEST(Repeats, ALaterCopyMayNameConversationOwnerAndStateOtherwise) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  Message first = said(5, "Ana Invented", "The rent is due.");
  known.add(chat({first, said(6, "Bo Example", "yes")}), 11, 3);
  first.thread = "Renamed";
  first.owner = "+43 000";
  first.direction = "in";
  first.state = "read";
  EXPECT_EQ(Repeats(known, 4).of(chat({first})), (Exhibits{3}));
  Message named = said(7, "Ana Invented", "x");
  named.sender = "+43660";
  known.add(chat({named}), 12, 6);
  named.sender_name = "Ana";
  EXPECT_EQ(Repeats(known, 7).of(chat({named})), (Exhibits{6}));
}

TEST(Repeats, InstantsThatTheSourceTellsAreComparedAndClocksOtherwise) {
  base::SeededRng rng(1);
  RowHasher hasher(rng);
  Message summer = said(150, "Ana Invented", "now");
  summer.zone = "+02:00";
  summer.at = {30 * kMinute};
  Message winter = summer;
  winter.zone = "+01:00";
  winter.at = {90 * kMinute};
  Message declared = summer;
  declared.zone = "Europe/Vienna";
  Message elsewhere = winter;
  elsewhere.zone = "Europe/Vienna";
  const Columns rows = chat({summer, winter, declared, elsewhere});
  EXPECT_FALSE(hasher.of(rows, 0) == hasher.of(rows, 1)) << "the fold of a day";
  EXPECT_TRUE(hasher.of(rows, 2) == hasher.of(rows, 3)) << "what a person declared";
  Message id = summer;
  id.message_id = "17";
  Message other_computer = id;
  other_computer.wall = {270 * kMinute};
  other_computer.zone = "+04:00";
  const Columns same = chat({id, other_computer});
  EXPECT_TRUE(hasher.of(same, 0) == hasher.of(same, 1));
}

TEST(Repeats, MessagesWithAnIdOfTheServiceRepeatOneByOne) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  Message first = said(5, "Ana Invented", "x");
  first.message_id = "17";
  known.add(chat({first, said(5, "Bo Example", "y"), said(6, "Bo Example", "z")}), 11, 3);
  EXPECT_EQ(Repeats(known, 4).of(chat({first, said(5, "Cy Sample", "w")})), (Exhibits{3, 0}));
}

template <typename T>
Columns columns_of(std::initializer_list<T> records) {
  Columns out(docket::record_schema_of<T>());
  for (const T& one : records) EXPECT_TRUE(out.push(one));
  return out;
}

TEST(Repeats, LinesOfAListThatIsMadeAgainStandOnce) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  const docket::Charge rent{
      .person = "S1", .on = {20240503}, .amount = {5'000}, .currency = "EUR", .sort = "rent"};
  docket::Charge undated = rent;
  undated.on = {};
  docket::Charge nobody = rent;
  nobody.person = {};
  nobody.by = {};
  known.add(columns_of({rent, undated, nobody}), 11, 3);
  EXPECT_EQ(Repeats(known, 4).of(columns_of({rent, undated, nobody, rent})),
            (Exhibits{3, 0, 0, 0}));
  const docket::Stay stay{.guest = "S1", .room = "4", .from = {20240503}};
  known.add(columns_of({stay}), 12, 5);
  EXPECT_EQ(Repeats(known, 4).of(columns_of({stay})), Exhibits{5});
}

docket::Payslip paid(std::string_view worker, std::int64_t day, std::int64_t gross) {
  return {.worker = worker, .from = {day}, .gross = {gross}, .currency = "EUR"};
}

TEST(Repeats, TwoEmployersMayPayThePersonTheSame) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  known.add(
      columns_of({paid("S1", 20240501, 400), paid("S1", 20240601, 400), paid("S2", 20240601, 400)}),
      11, 3);
  EXPECT_TRUE(Repeats(known, 4)
                  .of(columns_of({paid("S1", 20240501, 400), paid("S1", 20240601, 310)}))
                  .empty());
  // A longer copy of the sheet.
  EXPECT_EQ(
      Repeats(known, 5).of(columns_of({paid("S1", 20240501, 400), paid("S1", 20240601, 400),
                                       paid("S2", 20240601, 400), paid("S1", 20240701, 400)})),
      (Exhibits{3, 3, 3, 0}));
}

TEST(Repeats, BookingsWithoutAnAccountRepeatInACopyOnly) {
  const auto fee = [](std::int64_t day, std::int64_t amount) {
    return Transfer{.booked_on = {day}, .amount = {amount}, .currency = "EUR", .text = "fee"};
  };
  base::SeededRng rng(1);
  KnownRows known(rng);
  known.add(columns_of({fee(20240115, -500), fee(20240116, -40'000), fee(20240117, 90'000)}), 11,
            3);
  EXPECT_TRUE(Repeats(known, 4)
                  .of(columns_of({fee(20240115, -500), fee(20240116, 7), fee(20240117, 8)}))
                  .empty());
  EXPECT_EQ(Repeats(known, 5).of(
                columns_of({fee(20240116, -40'000), fee(20240117, 90'000), fee(20240118, 1)})),
            (Exhibits{3, 3, 0}));
}

docket::CaseField answer(std::string_view id, std::string_view field, std::string_view value) {
  return {.case_id = id, .field = field, .value = value};
}

TEST(Repeats, ATableOfCasesThatIsMadeAgainStandsOnceAndThatOfAnotherHouseStays) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  known.add(columns_of({answer("1", "country", "AT"), answer("1", "year", "2023"),
                        answer("2", "country", "RO"), answer("2", "year", "2024")}),
            11, 3);
  EXPECT_EQ(
      Repeats(known, 4).of(columns_of({answer("1", "country", "AT"), answer("1", "year", "2023"),
                                       answer("2", "country", "RO"), answer("2", "year", "2024"),
                                       answer("3", "country", "AT"), answer("3", "year", "2024")})),
      (Exhibits{3, 3, 3, 3, 0, 0}));
  EXPECT_TRUE(Repeats(known, 5)
                  .of(columns_of({answer("1", "country", "AT"), answer("1", "year", "2021"),
                                  answer("2", "country", "HU"), answer("2", "year", "2024")}))
                  .empty())
      << "both houses number their cases from 1";
}

TEST(Repeats, FilesThatAreListedStandOnceWhereDigestOrConversationTellsThem) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  const docket::MediaItem bare{.path = "IMG_1.jpg", .sort = "image", .row = 1};
  docket::MediaItem hashed = bare;
  hashed.sha256 = "00ff";
  docket::MediaItem timed = bare;
  timed.at = {5};
  timed.of_message = "line 3";
  docket::MediaItem later = timed;
  later.of_message = "line 9";
  const docket::Message message{.wall = {7}, .sender_name = "Ana Invented", .text = "rent"};
  docket::Message other = message;
  other.text = "another chat";
  known.add(columns_of({message}), 11, 3);
  known.add(columns_of({bare, hashed, timed}), 11, 3);
  Repeats copy(known, 4);
  EXPECT_EQ(copy.of(columns_of({message})), Exhibits{3});
  EXPECT_EQ(copy.of(columns_of({bare, hashed, later})), (Exhibits{0, 3, 3}));
  Repeats chat(known, 5);
  EXPECT_TRUE(chat.of(columns_of({other})).empty());
  EXPECT_EQ(chat.of(columns_of({bare, hashed, timed})), (Exhibits{0, 3, 0}))
      << "two chats may name a file alike";
}

TEST(Repeats, UnderAnotherRegimeNothingIsCompared) {
  base::SeededRng rng(1);
  KnownRows known(rng);
  known.add(rows({5}, 1), 11, 3, "us/grand-jury");
  EXPECT_TRUE(Repeats(known, 4).of(rows({5}, 1)).empty());
  EXPECT_EQ(Repeats(known, 4, "us/grand-jury").of(rows({5}, 1)), (Exhibits{3}));
}

}  // namespace
}  // namespace redress::intake
