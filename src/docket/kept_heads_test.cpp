#include "docket/kept_heads.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <thread>

#include "base/random.hpp"
#include "docket/testing.hpp"

namespace redress::docket {
namespace {

using testing::read;
using testing::write;

// A head as the version before wrote it, signed by the docket alone.
constexpr std::string_view kVersionOne =
    "redress-head 1 91cbc47bf828624ebd6292aea9a875d1 evidence 38 "
    "c1e9be5440c545dda6f554a23c236c31cc10f2e4397e7f1e80c62c83bbc627ef 1795346378530918 "
    "e4926ad26a02001ef5352c009b7eb62cdb6b860fa98a901a92dba3c94cfe93e3 "
    "b2280f7b315d8063fec91529793a4e675c6641303349ce8e0975388b01d01ab3f7d06cdbe1eced72266aad3b9a7e60"
    "2faa200ed2af26d23a3de69b23e339af02";

constexpr DocketId kDocket{1, 2, 3};

base::Digest root_of(std::uint64_t size, const std::string& history) {
  return base::sha256(base::as_bytes(history + " " + std::to_string(size)));
}

Head head_of(std::uint64_t size, const std::string& history = "A", std::int64_t at = 0,
             Log log = Log::evidence) {
  base::SeededRng rng(1);
  const base::SecretBytes seed = base::SecretBytes::of_size(32);
  Head head{.docket = kDocket, .log = log, .size = size, .root = root_of(size, history)};
  head.at_microseconds = at != 0 ? at : static_cast<std::int64_t>(size) * 1'000'000;
  sign(head, seed, 3, make_user_keys(rng));
  return head;
}

KeptHeads kept_of(const std::vector<std::uint64_t>& sizes) {
  KeptHeads kept;
  for (const std::uint64_t size : sizes) {
    kept.logs[0].push_back(head_of(size));
    kept.logs[1].push_back(head_of(size + 1, "W", 0, Log::work));
  }
  return kept;
}

TEST(Heads, AHeadOfEitherVersionIsReadAndWrittenAsItWas) {
  const auto one = parse_head(kVersionOne);
  ASSERT_TRUE(one) << one.error().text();
  EXPECT_FALSE(one->maker);
  EXPECT_EQ(text_of(*one), kVersionOne);
  const Head head = head_of(7);
  const auto two = parse_head(text_of(head));
  ASSERT_TRUE(two) << two.error().text();
  EXPECT_EQ(*two, head);
  EXPECT_EQ(two->maker->user, 3U);
}

TEST(Heads, EveryChangedCharacterIsSeen) {
  for (const std::string& line : {std::string(kVersionOne), text_of(head_of(12))}) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      std::string changed = line;
      if (changed[i] == ' ')
        changed[i] = 'x';
      else
        changed[i] = changed[i] == '3' ? '4' : '3';
      EXPECT_FALSE(parse_head(changed)) << changed;
      EXPECT_FALSE(parse_head(line.substr(0, i))) << i;
    }
    EXPECT_FALSE(parse_head(line + " 00"));
  }
}

TEST(Heads, APersonsPartOfAnotherHeadDoesNotFit) {
  Head head = head_of(7);
  head.maker = head_of(8).maker;
  EXPECT_FALSE(signature_holds(head));
  const auto refused = parse_head(text_of(head));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message(),
            "the signature of the person who made this head does not hold");
  // And without it, a head of version 2 is not one of version 1.
  head.maker.reset();
  EXPECT_FALSE(signature_holds(head));
}

TEST(Heads, APrintedPageMayBreakAHexadecimalWord) {
  std::string line = text_of(head_of(12));
  for (std::size_t i = 200; i < line.size(); i += 98) line.insert(i, "\n  ");
  const auto head = parse_head(line);
  ASSERT_TRUE(head) << head.error().text();
  EXPECT_EQ(*head, head_of(12));
}

TEST(Heads, ALaterVersionAndALongLineAreRefusedInTheirOwnWords) {
  std::string line = text_of(head_of(12));
  line[13] = '3';
  EXPECT_NE(parse_head(line).error().text().find("version"), std::string::npos);
  EXPECT_FALSE(parse_head(std::string(1U << 20U, 'a')));
  EXPECT_FALSE(parse_head(""));
}

TEST(KeptHeads, WhatIsWrittenIsRead) {
  const KeptHeads kept = kept_of({1, 2, 9});
  const auto again = parse_kept(text_of(kept, kDocket), kDocket, "f");
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_TRUE(again->damage.empty());
  EXPECT_EQ(again->logs, kept.logs);
}

TEST(KeptHeads, AFileOfTheVersionBeforeIsRead) {
  const auto docket = parse_head(kVersionOne)->docket;
  const auto kept = parse_kept(std::string(kVersionOne) + "\n", docket, "f");
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->damage.empty());
  ASSERT_EQ(kept->logs[0].size(), 1U);
  EXPECT_EQ(kept->logs[0][0].size, 38U);
}

TEST(KeptHeads, ADamagedLineIsNamedAndTheOthersAreRead) {
  const std::string text = text_of(kept_of({1, 9}), kDocket);
  for (std::size_t i = 0; i + 1 < text.size(); i += text[i + 1] == '\n' ? 1 : 7) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ '\x81');
    const auto found = parse_kept(changed, kDocket, "f");
    ASSERT_TRUE(found) << found.error().text();
    ASSERT_FALSE(found->damage.empty()) << i;
    EXPECT_EQ(found->damage.front().place().file, "f");
    // A line end that is gone spoils the two lines that it parted.
    const std::size_t lost = text[i] == '\n' ? 2 : 1;
    EXPECT_GE(found->logs[0].size() + found->logs[1].size(), 4 - lost) << i;
    // Written again it stands there still.
    EXPECT_EQ(parse_kept(text_of(*found, kDocket), kDocket, "f")->unread, found->unread) << i;
  }
}

TEST(KeptHeads, ACutAnEmptyAndAForeignFileAreNotSilentlyAccepted) {
  const std::string text = text_of(kept_of({1, 9}), kDocket);
  for (std::size_t i = 0; i + 1 < text.size(); i += text[i] == '\n' ? 1 : 9)
    EXPECT_FALSE(parse_kept(text.substr(0, i), kDocket, "f")->damage.empty()) << i;
  EXPECT_FALSE(
      parse_kept(text.substr(0, text.rfind("redress-head")), kDocket, "f")->damage.empty());
  EXPECT_FALSE(parse_kept(text, DocketId{9}, "f")->damage.empty());
  EXPECT_EQ(parse_kept(text, DocketId{9}, "f")->unread.size(), 4U);
}

TEST(KeptHeads, AFileOfALaterVersionIsLeftAlone) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "heads" / base::to_hex(kDocket);
  write(file, "redress-heads 2 " + base::to_hex(kDocket) + " something else\n");
  const std::string before = read(file);
  const auto refused =
      keep_heads(folder.path(), kDocket, {head_of(1), head_of(1, "W", 0, Log::work)});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("later version"), std::string::npos);
  EXPECT_EQ(read(file), before);
}

TEST(KeptHeads, NothingIsWrittenWhenNothingIsNew) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "heads" / base::to_hex(kDocket);
  ASSERT_TRUE(keep_heads(folder.path(), kDocket, {head_of(4), head_of(4, "W", 0, Log::work)}));
  const std::string before = read(file);
  ASSERT_TRUE(
      keep_heads(folder.path(), kDocket, {head_of(4, "A", 77), head_of(4, "W", 78, Log::work)}));
  EXPECT_EQ(read(file), before);
  ASSERT_TRUE(keep_heads(folder.path(), kDocket, {head_of(5), head_of(4, "W", 0, Log::work)}));
  EXPECT_EQ(parse_kept(read(file), kDocket, "f")->logs[0].size(), 2U);
}

TEST(KeptHeads, AWriterKeepsALineThatItCanNotRead) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "heads" / base::to_hex(kDocket);
  ASSERT_TRUE(keep_heads(folder.path(), kDocket, {head_of(4), head_of(4, "W", 0, Log::work)}));
  std::string text = read(file);
  text[100] = '?';
  write(file, text);
  ASSERT_TRUE(keep_heads(folder.path(), kDocket, {head_of(5), head_of(5, "W", 0, Log::work)}));
  const auto kept = parse_kept(read(file), kDocket, "f");
  EXPECT_EQ(kept->unread.size(), 1U);
  EXPECT_EQ(kept->logs[0].size() + kept->logs[1].size(), 3U);
}

TEST(KeptHeads, WritersTakeTurnsAndLoseNoHead) {
  const testing::TemporaryFolder folder;
  const auto write_some = [&](std::uint64_t begin) {
    for (std::uint64_t size = begin; size <= 30; size += 2)
      ASSERT_TRUE(
          keep_heads(folder.path(), kDocket, {head_of(size), head_of(1, "W", 0, Log::work)}));
  };
  std::thread odd(write_some, 1);
  std::thread even(write_some, 2);
  odd.join();
  even.join();
  const auto kept = read_kept(folder.path(), kDocket);
  ASSERT_TRUE(kept && kept->damage.empty());
  EXPECT_EQ(kept->logs[0].back().size, 30U);
  // Whichever order they came in: none of the newest is missing.
  std::vector<std::uint64_t> newest;
  for (const Head& head : kept->logs[0])
    if (head.size > 30 - kNewestKept) newest.push_back(head.size);
  EXPECT_EQ(newest.size(), kNewestKept);
}

std::vector<std::uint64_t> sizes_of(const std::vector<Head>& heads) {
  std::vector<std::uint64_t> sizes;
  sizes.reserve(heads.size());
  for (const Head& head : heads) sizes.push_back(head.size);
  return sizes;
}

RC_GTEST_PROP(KeptHeads, NoGapIsWiderThanItsDistanceToTheNewestAndFewAreKept, ()) {
  const auto steps = *rc::gen::container<std::vector<std::uint32_t>>(
      rc::gen::weightedOneOf<std::uint32_t>({{8, rc::gen::inRange<std::uint32_t>(1, 4)},
                                             {1, rc::gen::inRange<std::uint32_t>(1, 5000)}}));
  std::vector<Head> kept;
  std::vector<std::uint64_t> all;
  std::uint64_t size = 0;
  for (const std::uint32_t step : steps) {
    size += step;
    all.push_back(size);
    Head head;
    head.size = size;
    kept.push_back(head);
    kept = thinned(std::move(kept));
  }
  const std::vector<std::uint64_t> sizes = sizes_of(kept);
  const std::size_t newest = std::min(all.size(), kNewestKept);
  RC_ASSERT(std::ranges::is_sorted(sizes));
  RC_ASSERT(std::equal(all.end() - static_cast<std::ptrdiff_t>(newest), all.end(),
                       sizes.end() - static_cast<std::ptrdiff_t>(newest)));
  if (!all.empty()) RC_ASSERT(sizes.front() == all.front());
  for (std::size_t i = 1; i < sizes.size(); ++i) {
    const auto at = std::ranges::find(all, sizes[i]);
    const bool neighbours = *(at - 1) == sizes[i - 1];
    RC_ASSERT(neighbours || sizes[i] - sizes[i - 1] <= size - sizes[i]);
  }
  double bound = 18;
  for (std::uint64_t n = size; n > 1; n /= 2) bound += 2;
  RC_ASSERT(static_cast<double>(sizes.size()) <= bound);
}

/// A log of `size` acts whose first `common` acts are those of history A.
Standing standing(const std::vector<Head>& heads, std::uint64_t size, std::uint64_t common) {
  return *compare(Log::evidence, heads, size,
                  [&](std::uint64_t leaves) -> base::Result<base::Digest> {
                    return root_of(leaves, leaves <= common ? "A" : "B");
                  });
}

TEST(Standing, AForkIsShownBetweenTwoHeads) {
  const Standing fork =
      standing({head_of(150), head_of(100), head_of(120), head_of(155)}, 160, 130);
  ASSERT_TRUE(fork.agrees && fork.differs);
  EXPECT_EQ(fork.agrees->size, 120U);
  EXPECT_EQ(fork.differs->size, 150U);
  EXPECT_EQ(
      text_of(fork),
      "the evidence log has 160 acts; the first 120 acts are the ones seen before (head of "
      "1970-01-01T00:02:00Z); in acts 121 to 150 (positions 120 to 149) it turns into another "
      "history (head of 1970-01-01T00:02:30Z)");
}

TEST(Standing, AForkFromTheFirstActAndOneAtASingleAct) {
  EXPECT_EQ(text_of(standing({head_of(5)}, 6, 0)),
            "the evidence log has 6 acts; of none of them is it known that it was seen before; in "
            "acts 1 to 5 (positions 0 to 4) it turns into another history (head of "
            "1970-01-01T00:00:05Z)");
  EXPECT_EQ(text_of(standing({head_of(4), head_of(5)}, 6, 4)),
            "the evidence log has 6 acts; the first 4 acts are the ones seen before (head of "
            "1970-01-01T00:00:04Z); with act 5 (position 4) it turns into another history (head of "
            "1970-01-01T00:00:05Z)");
}

TEST(Standing, AnOlderStateSaysWhatIsMissingAndWhatCouldNotBeCompared) {
  const Standing older = standing({head_of(3), head_of(9)}, 5, 5);
  EXPECT_FALSE(older.differs);
  EXPECT_EQ(
      text_of(older),
      "the evidence log has 5 acts; the first 3 acts are the ones seen before (head of "
      "1970-01-01T00:00:03Z); acts 4 to 5 (positions 3 to 4) could not be compared; acts 6 to "
      "9 (positions 5 to 8), seen before (head of 1970-01-01T00:00:09Z), are missing");
}

TEST(Standing, HeadsThatContradictEachOtherAreNamed) {
  const Standing mixed = standing({head_of(3, "C"), head_of(5)}, 6, 6);
  EXPECT_FALSE(mixed.good());
  EXPECT_NE(text_of(mixed).find("contradict"), std::string::npos);
}

TEST(Standing, AClockThatWentBackIsListedAndIsNoFork) {
  const Standing back =
      standing({head_of(3, "A", 9'000'000), head_of(5, "A", 4'000'000), head_of(6)}, 6, 6);
  EXPECT_TRUE(back.good());
  ASSERT_EQ(back.clock_back.size(), 1U);
  EXPECT_EQ(
      clock_text(back.clock_back.front()),
      "the head of 5 acts has an earlier time (1970-01-01T00:00:04Z) than the one of 3 acts "
      "(1970-01-01T00:00:09Z): the clock went back between them; the order of acts is that of "
      "their positions");
}

}  // namespace
}  // namespace redress::docket
