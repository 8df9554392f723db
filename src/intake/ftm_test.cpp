#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"
#include "docket/records_text.hpp"
#include "docket/records_work.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using docket::EntityClaim;
using docket::kAbsent;
using docket::Transfer;
using testing::Collected;

Collected read(std::string_view bytes, Declared declared = {}) {
  return testing::collect(ftm_reader(), bytes, std::move(declared));
}

Likeness likeness(std::string_view text) {
  Sample sample;
  sample.text = text;
  return ftm_reader().recognise(sample);
}

constexpr std::string_view kEntities =
    R"({"id":"per-7","schema":"Person","caption":"Ana","datasets":["case-17","list"],"first_seen":"2024-05-01","last_seen":"2024-05-02","properties":{"name":["Ana Invented","A. Invented"],"birthDate":["1990-04"]}})"
    "\n"
    R"({"id":"pay-1","schema":"Payment","properties":{"payer":["per-7"],"beneficiary":["per-9"],"payerAccount":["acc-1"],"amount":["450.00"],"currency":["EUR"],"date":["2024-05-17"],"purpose":["rent room 4","May"],"transactionNumber":["T 17"]}})"
    "\n"
    R"({"id":"call-1","schema":"Call","properties":{"callerNumber":["+1 605 555 0101"],"receiver":["per-9"],"date":["2024-05-17T21:05:09Z"],"duration":["65"]}})"
    "\n"
    R"({"id":"msg-1","schema":"Message","properties":{"sender":["per-7"],"recipients":["per-8","per-9"],"bodyText":["come at nine"],"threadTopic":["Lantern"],"date":["2024-05-17T21:05:09"],"inReplyTo":["msg-0"]}})"
    "\n"
    R"({"id":"mail-1","schema":"Email","properties":{"from":["ana@example.org"],"to":["bo@example.org"],"cc":["mira@example.org"],"subject":["room"],"bodyText":["text"],"date":["2024-05-17"]}})"
    "\n"
    R"({"id":"pp-1","schema":"Passport","properties":{"holder":["per-7"],"country":["xx"],"number":["P 17"],"startDate":["2020-01-02"],"endDate":["2030"],"surname":["Invented"],"givenName":["Ana"],"birthDate":["1990-04-05"]}})"
    "\n";

TEST(Ftm, MakesAClaimOfEveryValue) {
  const Collected got = read(kEntities);
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto claims = got.all<EntityClaim>();
  ASSERT_EQ(claims.size(), 3U + 9U + 4U + 7U + 6U + 8U);
  EXPECT_EQ(claims[0].entity, "per-7");
  EXPECT_EQ(claims[0].canonical, "per-7");
  EXPECT_EQ(claims[0].schema, "Person");
  EXPECT_EQ(claims[0].property, "name");
  EXPECT_EQ(claims[0].value, "Ana Invented");
  EXPECT_EQ(claims[0].dataset, "case-17\nlist");
  EXPECT_EQ(claims[0].first_seen, "2024-05-01");
  EXPECT_EQ(claims[0].last_seen, "2024-05-02");
  EXPECT_EQ(claims[0].row, 1);
  EXPECT_EQ(claims[0].offset, 0);
  EXPECT_EQ(claims[0].bytes, static_cast<std::int64_t>(kEntities.find('\n')));
  EXPECT_EQ(claims[1].value, "A. Invented");
  EXPECT_EQ(claims[3].row, 2);
}

TEST(Ftm, MakesTypedRecords) {
  const Collected got = read(kEntities, {.zone = "UTC"});
  const auto transfers = got.all<Transfer>();
  ASSERT_EQ(transfers.size(), 1U);
  EXPECT_EQ(transfers[0].amount.units, -45000);
  EXPECT_EQ(transfers[0].currency, "EUR");
  EXPECT_EQ(transfers[0].account, "acc-1");
  EXPECT_EQ(transfers[0].counter_account, "per-9");
  EXPECT_EQ(transfers[0].booked_on.yyyymmdd, 20'240'517);
  EXPECT_EQ(transfers[0].text, "rent room 4; May");
  EXPECT_EQ(transfers[0].reference, "T 17");
  EXPECT_EQ(transfers[0].row, 2);
  const auto calls = got.all<docket::Call>();
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].from, "+1 605 555 0101");
  EXPECT_EQ(calls[0].to, "per-9");
  EXPECT_EQ(calls[0].duration_s, 65);
  EXPECT_EQ(calls[0].at.since_1970, 1'715'979'909'000'000);
  const auto messages = got.all<docket::Message>();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].sender, "per-7");
  EXPECT_EQ(messages[0].recipients, "per-8\nper-9");
  EXPECT_EQ(messages[0].thread, "Lantern");
  EXPECT_EQ(messages[0].text, "come at nine");
  EXPECT_EQ(messages[0].reply_to, "msg-0");
  EXPECT_EQ(messages[0].message_id, "msg-1");
  EXPECT_EQ(messages[1].service, "mail");
  EXPECT_EQ(messages[1].sender, "ana@example.org");
  EXPECT_EQ(messages[1].recipients, "to bo@example.org\ncc mira@example.org");
  EXPECT_EQ(messages[1].subject, "room");
  EXPECT_EQ(messages[1].on.yyyymmdd, 20'240'517);
  const auto papers = got.all<docket::IdentityPaper>();
  ASSERT_EQ(papers.size(), 1U);
  EXPECT_EQ(papers[0].holder, "Ana Invented");
  EXPECT_EQ(papers[0].sort, "passport");
  EXPECT_EQ(papers[0].number, "P 17");
  EXPECT_EQ(papers[0].issued.yyyymmdd, 20'200'102);
  EXPECT_EQ(papers[0].expires.yyyymmdd, 20'300'000);
  EXPECT_EQ(papers[0].born.yyyymmdd, 19'900'405);
  EXPECT_EQ(papers[0].note, "per-7");
}

TEST(Ftm, TakesAmountsInACurrencyOfTheirOwnAndRefusesWhatIsNotExact) {
  const auto payment = [](std::string_view properties) {
    return "{\"id\":\"p\",\"schema\":\"Payment\",\"properties\":{" + std::string(properties) +
           "}}\n";
  };
  EXPECT_EQ(
      read(payment(R"("amountEur":["100000"],"date":["2011"])")).all<Transfer>()[0].amount.units,
      -10'000'000);
  EXPECT_EQ(read(payment(R"("amountEur":["100000"],"date":["2011"])"))
                .all<Transfer>()[0]
                .booked_on.yyyymmdd,
            20'110'000);
  const Collected bare = read(payment(R"("amount":["5"])"));
  EXPECT_TRUE(bare.all<Transfer>().empty());
  EXPECT_EQ(bare.remarks[0].code, "no-currency");
  EXPECT_EQ(read(payment(R"("amount":["5"])"), {.currency = "KWD"}).all<Transfer>()[0].amount.units,
            -5000);
  const Collected odd = read(payment(R"("amount":["1,234.5"],"currency":["EUR"])"));
  ASSERT_EQ(odd.refused.size(), 1U);
  EXPECT_EQ(odd.refused[0].reason, "bad-amount");
  EXPECT_EQ(odd.refused[0].where, "line 1");
  EXPECT_EQ(odd.all<EntityClaim>().size(), 2U);
  EXPECT_EQ(read(payment(R"("amount":["1.005"],"currency":["EUR"])")).refused.size(), 1U);
  EXPECT_EQ(read(payment(R"("amount":["1"],"currency":["QQQ"])")).refused[0].reason,
            "bad-currency");
  EXPECT_EQ(read(payment(R"("amount":["1","2"],"currency":["EUR"])")).refused[0].reason,
            "bad-amount");
  EXPECT_EQ(read(payment(R"("amount":["1"],"currency":["EUR"],"date":["some day in May"])"))
                .refused[0]
                .reason,
            "bad-date");
}

TEST(Ftm, ReadsStatementsAndGathersThem) {
  const auto line = [](std::string_view prop, std::string_view value, std::string_view more = "") {
    return R"({"canonical_id":"can-1","entity_id":"pay-1","prop":")" + std::string(prop) +
           R"(","schema":"Payment","value":")" + std::string(value) +
           R"(","dataset":"case-17","lang":null,"original_value":"450,00 EUR","first_seen":"a","last_seen":"b","external":true,"origin":"stmt.pdf#p3","id":"5e")" +
           std::string(more) + "}\n";
  };
  const Collected got =
      read(line("amount", "450.00") + line("currency", "EUR") + line("payer", "per-7") +
           line("beneficiary", "per-9") + line("date", "2024-05-17", R"(,"prop_type":"date")"));
  EXPECT_TRUE(got.refused.empty());
  const auto claims = got.all<EntityClaim>();
  ASSERT_EQ(claims.size(), 5U);
  EXPECT_EQ(claims[0].canonical, "can-1");
  EXPECT_EQ(claims[0].entity, "pay-1");
  EXPECT_EQ(claims[0].property, "amount");
  EXPECT_EQ(claims[0].value, "450.00");
  EXPECT_EQ(claims[0].dataset, "case-17");
  EXPECT_EQ(claims[0].language, "");
  EXPECT_EQ(claims[0].original, "450,00 EUR");
  EXPECT_EQ(claims[0].origin, "stmt.pdf#p3");
  EXPECT_EQ(claims[0].first_seen, "a");
  EXPECT_TRUE(claims[0].external);
  EXPECT_EQ(claims[4].row, 5);
  const auto transfers = got.all<Transfer>();
  ASSERT_EQ(transfers.size(), 1U);
  EXPECT_EQ(transfers[0].amount.units, -45000);
  EXPECT_EQ(transfers[0].account, "per-7");
  EXPECT_EQ(transfers[0].row, 1);
  EXPECT_EQ(transfers[0].offset, 0);
}

TEST(Ftm, ReadsNestedEntities) {
  const Collected got = read(
      R"({"id":"own-1","schema":"Ownership","properties":{"owner":[{"id":"per-7","schema":"Person","properties":{"name":["Ana Invented"]}}],"percentage":[51]}})"
      "\n");
  const auto claims = got.all<EntityClaim>();
  ASSERT_EQ(claims.size(), 3U);
  EXPECT_EQ(claims[0].property, "owner");
  EXPECT_EQ(claims[0].value, "per-7");
  EXPECT_EQ(claims[1].value, "51");
  EXPECT_EQ(claims[2].entity, "per-7");
  EXPECT_EQ(claims[2].value, "Ana Invented");
}

TEST(Ftm, RefusesABrokenLineAndGoesOn) {
  const Collected got = read(
      "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}\r\n"
      "\r\nnot json\r\n{\"id\":\"b\"}\r\n[1]\r\n"
      "{\"id\":\"c\",\"schema\":\"Person\",\"properties\":{\"name\":[\"x\"]}} trailing\r\n"
      "{\"id\":\"d\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Bo Example\"]}}");
  ASSERT_EQ(got.refused.size(), 4U);
  EXPECT_EQ(got.refused[0].where, "line 3");
  EXPECT_EQ(got.refused[0].reason, "broken");
  EXPECT_EQ(got.refused[0].raw, "not json");
  EXPECT_EQ(got.refused[1].where, "line 4");
  const auto claims = got.all<EntityClaim>();
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].property, "id");
  EXPECT_EQ(claims[1].entity, "d");
}

TEST(Ftm, KeepsOnlyWholeLinesOfACutFile) {
  const Collected full = read(kEntities);
  const auto expected = full.all<EntityClaim>();
  for (std::size_t cut = 0; cut < kEntities.size(); ++cut) {
    const Collected got = read(kEntities.substr(0, cut));
    const auto some = got.all<EntityClaim>();
    ASSERT_LE(some.size(), expected.size());
    for (std::size_t i = 0; i < some.size(); ++i) EXPECT_EQ(some[i].value, expected[i].value);
    const bool whole = cut > 0 && (kEntities[cut - 1] == '\n' || kEntities[cut] == '\n');
    if (got.error.empty()) {
      ASSERT_EQ(got.refused.size(), whole ? 0U : 1U) << cut;
    }
    if (!got.refused.empty()) {
      EXPECT_EQ(got.refused[0].reason, "ends-early");
    }
  }
}

TEST(Ftm, IsNotBroughtDownByDepthOrLength) {
  const std::string good =
      "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"x\"]}}\n";
  const std::string deep =
      "{\"id\":\"b\",\"schema\":\"Person\",\"properties\":{\"name\":" + std::string(100'000, '[') +
      "}}\n";
  std::string nested = "[1]";
  for (int i = 0; i < 200; ++i)
    nested = "[{\"id\":\"n\",\"schema\":\"X\",\"properties\":{\"p\":" + nested + "}}]";
  const std::string many =
      "{\"id\":\"c\",\"schema\":\"X\",\"properties\":{\"p\":" + nested + "}}\n";
  const std::string large = "{\"id\":\"d\",\"schema\":\"X\",\"properties\":{\"p\":[\"" +
                            std::string(2U << 20U, 'x') + "\"]}}\n";
  const Collected got = read(good + deep + many + large + good);
  EXPECT_EQ(got.refused.size(), 3U);
  EXPECT_EQ(got.all<EntityClaim>().size(), 2U);
}

TEST(Ftm, KnowsItsFilesAndNoOthers) {
  EXPECT_EQ(likeness(kEntities).sure, Sure::yes);
  EXPECT_EQ(
      likeness(
          R"({"canonical_id":"c","entity_id":"e","prop":"name","schema":"Person","value":"x"})")
          .sure,
      Sure::yes);
  EXPECT_EQ(likeness("{\"messages\": []}").sure, Sure::no);
  EXPECT_EQ(likeness("").sure, Sure::no);
  EXPECT_EQ(likeness("id,schema,properties\n").sure, Sure::no);
  EXPECT_NE(read("{\"messages\": []}").error.find("FollowTheMoney"), std::string::npos);
}

}  // namespace
}  // namespace redress::intake
