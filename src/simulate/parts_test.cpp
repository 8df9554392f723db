// The small parts: chance, days, names, letters, archives, books.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "base/keys.hpp"
#include "simulate/books.hpp"
#include "simulate/calendar.hpp"
#include "simulate/chance.hpp"
#include "simulate/letters.hpp"
#include "simulate/names.hpp"
#include "simulate/phrases.hpp"
#include "simulate/simulate_testing.hpp"
#include "simulate/writers.hpp"
#include "simulate/zip.hpp"

namespace redress::simulate {
namespace {

TEST(Chance, GivesThePublishedNumbersOfSplitMix64) {
  Chance chance(1234567);
  EXPECT_EQ(chance.next(), 6457827717110365317ULL);
  EXPECT_EQ(chance.next(), 3203168211198807973ULL);
  EXPECT_EQ(chance.next(), 9817491932198370423ULL);
  EXPECT_EQ(chance.next(), 4593380528125082431ULL);
  EXPECT_EQ(chance.next(), 16408922859458223821ULL);
}

TEST(Chance, StreamsOfOneSeedDiffer) {
  std::set<std::uint64_t> first;
  for (std::uint64_t number = 0; number < 100; ++number) {
    first.insert(Chance(1, Purpose::names, number).next());
    first.insert(Chance(1, Purpose::labour, number).next());
  }
  EXPECT_EQ(first.size(), 200U);
}

RC_GTEST_PROP(Chance, StaysWithinItsBounds, (std::uint64_t seed)) {
  Chance chance(seed);
  const auto low = *rc::gen::inRange<std::int64_t>(-1000, 1000);
  const auto high = low + *rc::gen::inRange<std::int64_t>(0, 1000);
  for (int draw = 0; draw < 50; ++draw) {
    const std::int64_t value = chance.between(low, high);
    RC_ASSERT(value >= low);
    RC_ASSERT(value <= high);
  }
}

TEST(Calendar, WritesDaysInEveryForm) {
  const Day day = day_of(2024, 5, 7);
  EXPECT_EQ(iso(day), "2024-05-07");
  EXPECT_EQ(month_text(day), "2024-05");
  std::string out;
  put_uk(out, day);
  out += ' ';
  put_de(out, day);
  out += ' ';
  put_de_short(out, day);
  out += ' ';
  put_yymmdd(out, day);
  out += ' ';
  put_yyyymmdd(out, day);
  EXPECT_EQ(out, "07/05/2024 07.05.2024 07.05.24 240507 20240507");
  EXPECT_EQ(weekday_of(day_of(2024, 5, 5)), 0U);
  EXPECT_EQ(month_start(day, 8), day_of(2025, 1, 1));
  EXPECT_EQ(month_end(day_of(2024, 2, 3)), day_of(2024, 2, 29));
  EXPECT_EQ(payday(day_of(2024, 6, 1), 1), day_of(2024, 6, 3));  // the 1st was a Saturday
}

TEST(Calendar, KnowsSummerTime) {
  EXPECT_EQ(offset_at(day_of(2024, 1, 15), 0), 3600);
  EXPECT_EQ(offset_at(day_of(2024, 7, 15), 0), 7200);
  // 31 March 2024: two became three; 27 October 2024: three became two.
  EXPECT_EQ(utc_of(day_of(2024, 3, 31), 1 * 3600 + 3599), 1711846799);
  EXPECT_EQ(utc_of(day_of(2024, 3, 31), 3 * 3600), 1711846800);
  EXPECT_EQ(utc_of(day_of(2024, 3, 31), 2 * 3600), 1711850400 - 3600);
  EXPECT_EQ(utc_of(day_of(2024, 10, 27), 2 * 3600), 1729987200);
  EXPECT_EQ(utc_of(day_of(2024, 10, 27), 3 * 3600), 1729994400);
}

TEST(Calendar, WritesAmounts) {
  EXPECT_EQ(amount_text(-7), "-0.07");
  EXPECT_EQ(amount_text(123'450, ','), "1234,50");
  std::string out;
  put_grouped(out, 123'456'789, ',', '.');
  EXPECT_EQ(out, "1,234,567.89");
}

TEST(Names, AreInventedInEveryLanguage) {
  for (std::size_t language = 0; language < kLanguages; ++language) {
    Chance chance(language + 1);
    for (int number = 0; number < 200; ++number) {
      const Name name = invent_person(static_cast<Language>(language), chance);
      EXPECT_TRUE(plainly_invented(name.latin)) << name.latin;
      EXPECT_TRUE(plainly_invented(name.native)) << name.native;
      // What a bank writes must fit windows-1252.
      std::string bank;
      put_windows_1252(bank, name.latin);
      EXPECT_EQ(bank.find('?'), std::string::npos) << name.latin;
      EXPECT_EQ(ascii_of(name.latin).find('?'), std::string::npos) << name.latin;
      EXPECT_TRUE(plainly_invented(invent_plain_name(static_cast<Language>(language), chance)));
    }
  }
  Chance chance(9);
  EXPECT_TRUE(plainly_invented(invent_business("Bakery", chance)));
  EXPECT_FALSE(plainly_invented("Somebody Else"));
}

TEST(Names, AccountsAreRightAndDifferent) {
  for (const Bank& bank : kBanks) {
    std::set<std::string> seen;
    for (std::uint64_t number = 0; number < 3000; ++number) {
      const std::string iban = iban_of(bank, account_number(bank, number, 77));
      EXPECT_TRUE(seen.insert(iban).second);
      if (number < 50) {
        const auto normal = base::normal_iban(iban);
        ASSERT_TRUE(normal) << normal.error().text();
        EXPECT_EQ(*normal, iban);
      }
    }
  }
}

TEST(Names, TelephonesAreOfTheRangesForFiction) {
  std::set<std::string> seen;
  for (std::uint32_t number = 0; number < 2000; ++number) {
    const std::string phone = phone_number(number);
    EXPECT_TRUE(seen.insert(phone).second) << phone;
    const bool british = phone.starts_with("+447700900") && phone.size() == 13;
    const bool american =
        phone.starts_with("+1") && phone.size() == 12 && phone.substr(5, 5) == "55501";
    EXPECT_TRUE(british || american) << phone;
    if (number % 97 == 0) {
      EXPECT_TRUE(base::normal_phone(phone, ""));
    }
  }
}

TEST(Letters, FieldsAndXmlAndCodePage) {
  std::string out;
  put_field(out, "a,b\"c");
  EXPECT_EQ(out, "\"a,b\"\"c\"");
  out.clear();
  put_xml(out, "<\"&>");
  EXPECT_EQ(out, "&lt;&quot;&amp;&gt;");
  out.clear();
  put_windows_1252(out, "ü€ș");
  EXPECT_EQ(out, "\xFC\x80?");
  EXPECT_EQ(ascii_of("Käthe Ö"), "Kaethe Oe");
  EXPECT_EQ(capitals_of("für €"), "FUER EUR");
}

TEST(Phrases, AreThereInEveryLanguage) {
  Chance chance(3);
  for (std::size_t occasion = 0; occasion < kOccasions; ++occasion) {
    for (std::size_t language = 0; language < kLanguages; ++language) {
      for (int time = 0; time < 4; ++time) {
        EXPECT_FALSE(
            phrase(static_cast<Occasion>(occasion), static_cast<Language>(language), chance)
                .empty());
      }
    }
  }
}

TEST(StoredZip, IsReadBackByLibarchive) {
  StoredZip zip;
  zip.add("a.txt", "first");
  zip.add("folder/b.txt", std::string(70'000, 'x'));
  const std::string bytes = zip.finish();
  const testing::Folder folder;
  std::filesystem::create_directories(folder.path());
  const auto path = folder.path() / "a.zip";
  std::ofstream(path, std::ios::binary) << bytes;
  const auto again = restored(path);
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(*again, bytes);
  std::ofstream(path, std::ios::binary) << "no archive";
  EXPECT_FALSE(restored(path));
}

TEST(Books, MoneyIsBookedOnBothSides) {
  Books books(1);
  const std::uint32_t a = books.open(kHarbour, 1, "A Example", Form::production);
  const std::uint32_t b = books.open(kInventata, 1, "B Sample", Form::mt940);
  const std::uint32_t till = books.external("Till Invented");
  books.pay({20, 100}, a, b, 10'000, "later");
  books.pay({10, 100}, a, till, 500, "first");
  EXPECT_EQ(books.pay({10, 100}, a, till, 0, "nothing"), kNone);
  books.finish();
  ASSERT_EQ(books.of(a).size(), 2U);
  ASSERT_EQ(books.of(b).size(), 1U);
  EXPECT_TRUE(books.of(till).empty());
  const Booking& first = books.bookings()[books.of(a)[0]];
  const Booking& second = books.bookings()[books.of(a)[1]];
  EXPECT_EQ(books.words(first), "first");
  EXPECT_EQ(first.balance, books.accounts()[a].opening - 500);
  EXPECT_EQ(second.balance, first.balance - 10'000);
  EXPECT_GT(second.balance, 0);
  EXPECT_EQ(books.bookings()[second.twin].minor, in_ron(10'000));
  EXPECT_EQ(books.bookings()[second.twin].twin, books.of(a)[1]);
}

TEST(Writers, SerialNumbersAreOfTestDevices) {
  const std::string imei = imei_of(12);
  ASSERT_EQ(imei.size(), 15U);
  EXPECT_TRUE(imei.starts_with("00"));
  int sum = 0;
  for (std::size_t at = 0; at < 15; ++at) {
    int digit = imei[at] - '0';
    if (at % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  EXPECT_EQ(sum % 10, 0);
  EXPECT_EQ(imsi_of(12).size(), 15U);
}

}  // namespace
}  // namespace redress::simulate
