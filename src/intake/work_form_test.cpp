#include <gtest/gtest.h>

#include "docket/records_work.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using testing::collect;
using testing::Collected;

constexpr std::int64_t kDay = 1'715'904'000LL * 1'000'000;  // 2024-05-17
constexpr std::int64_t kHour = 3600LL * 1'000'000;

constexpr std::string_view kForm = R"(# typed from exhibit 4
[agreement]
worker = "S1"
employer = "Hotel Lantern"
work = "cleaning"
workplace = "Hotel Lantern, all floors"
signed = 2024-05-17
from = 2024-06-01
until = "2024-12"
wage = "1200.00"
currency = "EUR"
per = "month"
hours_per_week = "37.5"
language = "de"
terms = "bed is free"

[[debt]]
person = "S1"
by = "Bo Example"
on = 2024-06-02
amount = 500
currency = "EUR"
reason = "journey"
balance = "500.00"

[[debt]]
person = "S1"
amount = "-20.50"
currency = "EUR"
sort = "payment"

[[charge]]
person = "S2"
sort = "rent"
amount = "40"
currency = "JPY"

[[payslip]]
worker = "S1"
employer = "Hotel Lantern"
from = 2024-06-01
until = 2024-06-30
paid_on = 2024-07-02
hours = 210
rate = "5.10"
gross = "1071.00"
deductions = "500.00"
net = "571.00"
currency = "EUR"
method = "cash"
note = "no sheet given"

[[shift]]
worker = "S1"
workplace = "Hotel Lantern"
on = 2024-05-17
begins = "21:00"
ends = "05:30"
zone = "Europe/Vienna"
break_minutes = 30
entered_by = "Mira Sample"
note = "n"

[[stay]]
guest = "S1"
house = "Lantern"
address = "1 Invented Road"
room = "4, bed 2"
from = 2024-05-17
until = 2024-05-20
persons = 3
price = "90.00"
currency = "EUR"
paid_by = "Bo Example"
paid_with = "cash"
note = "n"

[[journey]]
traveller = "S1"
from = "Sampleton"
to = "Exampleville"
on = 2024-05-17
departs = "21:05"
arrives = "2024-05-18 05:10"
carrier = "Invented Bus"
number = "7"
reference = "ABC123"
booked_by = "Bo Example"
paid_with = "card ending in 0000"
price = "59.90"
currency = "EUR"
paper = "X0000000"
note = "n"

[[identity_paper]]
holder = "S1"
sort = "passport"
country = "Invented"
number = "X0000000"
issued = 2020-01-02
expires = 2030-01-01
born = "1999"
held_by = "Bo Example"
note = "n"
)";

TEST(WorkForm, EveryField) {
  const Collected got = collect(work_form_reader(), kForm);
  ASSERT_EQ(got.error, "");
  ASSERT_TRUE(got.refused.empty()) << got.refused[0].where << got.refused[0].found;
  EXPECT_EQ(got.count(), 9U);

  const auto a = got.all<docket::Agreement>().at(0);
  EXPECT_EQ(a.worker, "S1");
  EXPECT_EQ(a.employer, "Hotel Lantern");
  EXPECT_EQ(a.work, "cleaning");
  EXPECT_EQ(a.workplace, "Hotel Lantern, all floors");
  EXPECT_EQ(a.signed_on.yyyymmdd, 20240517);
  EXPECT_EQ(a.from.yyyymmdd, 20240601);
  EXPECT_EQ(a.until.yyyymmdd, 20241200);
  EXPECT_EQ(a.wage.units, 120000);
  EXPECT_EQ(a.currency, "EUR");
  EXPECT_EQ(a.per, "month");
  EXPECT_EQ(a.hours_per_week_hundredths, 3750);
  EXPECT_EQ(a.language, "de");
  EXPECT_EQ(a.terms, "bed is free");
  EXPECT_EQ(a.place, "agreement");
  EXPECT_EQ(a.row, 2);

  const auto c = got.all<docket::Charge>();
  ASSERT_EQ(c.size(), 3U);
  EXPECT_EQ(c[0].person, "S1");
  EXPECT_EQ(c[0].by, "Bo Example");
  EXPECT_EQ(c[0].on.yyyymmdd, 20240602);
  EXPECT_EQ(c[0].amount.units, 50000);
  EXPECT_EQ(c[0].sort, "debt");
  EXPECT_EQ(c[0].reason, "journey");
  EXPECT_EQ(c[0].balance.units, 50000);
  EXPECT_EQ(c[0].place, "debt");
  EXPECT_EQ(c[0].row, 17);
  EXPECT_EQ(c[1].amount.units, -2050);
  EXPECT_EQ(c[1].sort, "payment");
  EXPECT_EQ(c[1].balance.units, docket::kAbsent);
  EXPECT_EQ(c[2].amount.units, 40);
  EXPECT_EQ(c[2].sort, "rent");

  const auto p = got.all<docket::Payslip>().at(0);
  EXPECT_EQ(p.hours_hundredths, 21000);
  EXPECT_EQ(p.rate.units, 510);
  EXPECT_EQ(p.gross.units, 107100);
  EXPECT_EQ(p.deductions.units, 50000);
  EXPECT_EQ(p.net.units, 57100);
  EXPECT_EQ(p.paid_on.yyyymmdd, 20240702);
  EXPECT_EQ(p.method, "cash");

  const auto s = got.all<docket::Shift>().at(0);
  EXPECT_EQ(s.begins_wall.since_1970, kDay + 21 * kHour);
  EXPECT_EQ(s.ends_wall.since_1970, kDay + 29 * kHour + kHour / 2);
  EXPECT_EQ(s.minutes, 480);
  EXPECT_EQ(s.break_minutes, 30);
  EXPECT_EQ(s.zone, "Europe/Vienna");
  EXPECT_EQ(s.entered_by, "Mira Sample");

  const auto stay = got.all<docket::Stay>().at(0);
  EXPECT_EQ(stay.persons, 3);
  EXPECT_EQ(stay.price.units, 9000);
  EXPECT_EQ(stay.room, "4, bed 2");

  const auto j = got.all<docket::Journey>().at(0);
  EXPECT_EQ(j.departs_wall.since_1970, kDay + 21 * kHour + kHour / 12);
  EXPECT_EQ(j.arrives_wall.since_1970, kDay + 29 * kHour + kHour / 6);
  EXPECT_EQ(j.price.units, 5990);
  EXPECT_EQ(j.paper, "X0000000");

  const auto i = got.all<docket::IdentityPaper>().at(0);
  EXPECT_EQ(i.born.yyyymmdd, 19990000);
  EXPECT_EQ(i.held_by, "Bo Example");
}

struct Bad {
  const char* form;
  const char* reason;
  const char* where;
};

TEST(WorkForm, BadTablesAreRefusedAlone) {
  const Bad all[] = {
      {"[agreement]\nworker = \"S1\"\nboss = \"x\"\n", "unknown-key", "line 3"},
      {"[agreement]\nwage = \"12\"\n", "no-currency", "line 2"},
      {"[agreement]\nwage = \"12,50\"\ncurrency = \"EUR\"\n", "bad-amount", "line 2"},
      {"[agreement]\nwage = 12.5\ncurrency = \"EUR\"\n", "bad-amount", "line 2"},
      {"[agreement]\nwage = \"12.505\"\ncurrency = \"EUR\"\n", "bad-amount", "line 2"},
      {"[agreement]\nwage = \"12\"\ncurrency = \"euro\"\n", "bad-currency", "line 3"},
      {"[agreement]\nper = \"fortnight\"\n", "bad-value", "line 2"},
      {"[agreement]\nsigned = \"17.05.2024\"\n", "bad-date", "line 2"},
      {"[agreement]\nsigned = \"2024-02-30\"\n", "bad-date", "line 2"},
      {"[agreement]\nhours_per_week = 200\n", "bad-value", "line 2"},
      {"[agreement]\nhours_per_week = \"40.\"\n", "bad-value", "line 2"},
      {"[agreement]\nworker = 4\n", "bad-value", "line 2"},
      {"[[shift]]\nbegins = \"21:00\"\n", "bad-time", "line 2"},
      {"[[shift]]\non = 2024-05-17\nbegins = \"24:00\"\n", "bad-time", "line 3"},
      {"[[shift]]\nzone = \"Nowhere/Here\"\n", "bad-zone", "line 2"},
      {"[[shift]]\non = 2024-05-17\nbegins = \"09:00\"\nends = \"10:00\"\nbreak_minutes = 90\n",
       "bad-value", "line 5"},
      {"[[shift]]\nbegins = \"2024-05-17 09:00\"\nends = \"2024-05-16 10:00\"\n", "bad-time",
       "line 3"},
      {"[[journey]]\non = 2024-05-17\ndeparts = \"21:00\"\narrives = \"05:00\"\n", "bad-time",
       "line 4"},
      {"[[stay]]\npersons = -1\n", "bad-value", "line 2"},
      {"title = \"x\"\n", "unknown-key", "line 1"},
      {"debt = 5\n", "bad-value", "line 1"},
  };
  for (const Bad& bad : all) {
    // A top level key must stand before the tables; a good table is beside it in either case.
    const bool top = bad.form[0] != '[';
    const std::string good = "[[identity_paper]]\nsort = \"permit\"\n";
    const Collected got = collect(work_form_reader(), std::string(bad.form) + good);
    EXPECT_EQ(got.error, "") << bad.form;
    EXPECT_EQ(got.count(), 1U) << bad.form;
    ASSERT_EQ(got.refused.size(), 1U) << bad.form;
    EXPECT_EQ(got.refused[0].reason, bad.reason) << bad.form;
    EXPECT_EQ(got.refused[0].where, bad.where) << bad.form;
    EXPECT_FALSE(got.refused[0].expected.empty());
    EXPECT_FALSE(got.refused[0].raw.empty()) << top;
  }
}

TEST(WorkForm, DeclaredCurrencyAndZone) {
  Declared declared;
  declared.currency = "USD";
  declared.zone = "America/Chicago";
  const Collected got = collect(work_form_reader(),
                                "[agreement]\nwage = \"7.25\"\nper = \"hour\"\n[[shift]]\non = "
                                "2024-03-09\nbegins = \"22:00\"\nends = \"06:00\"\n",
                                declared);
  ASSERT_EQ(got.error, "");
  EXPECT_EQ(got.all<docket::Agreement>().at(0).currency, "USD");
  // Clocks were set forward that night: seven hours.
  EXPECT_EQ(got.all<docket::Shift>().at(0).minutes, 420);
  EXPECT_EQ(got.all<docket::Shift>().at(0).zone, "America/Chicago");
}

TEST(WorkForm, FilesThatAreNone) {
  EXPECT_NE(collect(work_form_reader(), "no toml at all [").error, "");
  EXPECT_NE(collect(work_form_reader(), "[package]\nname = \"x\"\n").error, "");
  EXPECT_NE(collect(work_form_reader(), "").error, "");
  EXPECT_NE(collect(work_form_reader(), std::string(5U << 20U, '#')).error, "");
}

TEST(WorkForm, EveryTruncationKeepsNoHalfTable) {
  const Collected full = collect(work_form_reader(), kForm);
  for (std::size_t size = 0; size < kForm.size(); ++size) {
    const Collected got = collect(work_form_reader(), kForm.substr(0, size));
    if (!got.error.empty()) {
      EXPECT_EQ(got.count(), 0U);
      continue;
    }
    EXPECT_LE(got.count() + got.refused.size(), full.count());
  }
}

TEST(WorkForm, CrLfAndMark) {
  const Collected got =
      collect(work_form_reader(), "\xEF\xBB\xBF[agreement]\r\nworker = \"S1\"\r\nbad = 1\r\n");
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].where, "line 3");
}

TEST(WorkForm, Recognises) {
  const auto sure = [](std::string_view text) {
    Sample out;
    out.text = text;
    out.head = base::as_bytes(text);
    out.size = text.size();
    out.encoding = "UTF-8";
    return work_form_reader().recognise(out).sure;
  };
  EXPECT_EQ(sure(kForm), Sure::yes);
  EXPECT_EQ(sure(" [[ debt ]] # list\nperson = \"S1\"\n"), Sure::yes);
  EXPECT_EQ(sure("[agreement]\nworker is S1\n"), Sure::maybe);
  EXPECT_EQ(sure("[package]\nname = \"x\"\n"), Sure::no);
  EXPECT_EQ(sure("From: a@mail.example\nDate: x\n\n"), Sure::no);
  EXPECT_EQ(sure("a,b\n1,2\n"), Sure::no);
  EXPECT_EQ(sure("[]\n[[]]\n"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
}

}  // namespace
}  // namespace redress::intake
