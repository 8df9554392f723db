// The commands of statements and transfers over records that imports brought, as the command line
// gives them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "docket/imports_testing.hpp"
#include "docket/verify.hpp"

namespace redress::commands {
namespace {

using docket::Balance;
using docket::Columns;
using docket::DateNumber;
using docket::Import;
using docket::Minor;
using docket::Ref;
using docket::Role;
using docket::Staging;
using docket::Transfer;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

class StatementCommands : public docket::testing::ImportsTest {
 protected:
  using Words = std::map<std::string, std::vector<std::string>>;
  struct Said {
    std::string text;
    json values;
    bool good = false;
    bool clean = true;
  };

  Session session(Role role) {
    Surroundings around{.docket = folder(),
                        .packs = REDRESS_SOURCE_DIR "/packs",
                        .state = temporary_.path() / "state",
                        .user = name_of_user(role)};
    around.ask = [](const std::string&, Asked) -> base::Result<docket::Passphrase> {
      return docket::testing::words("open sesame");
    };
    return Session(std::move(around), clock_, rng_);
  }

  Said say(Role role, const std::string& name, Words words = {}) {
    words["case"] = {"lantern"};
    Session here = session(role);
    std::vector<Entry> entries;
    add_statement_commands(entries);
    const auto entry = std::ranges::find(entries, name, &Entry::name);
    EXPECT_NE(entry, entries.end()) << name;
    Arguments arguments;
    for (const auto& [key, value] : words) arguments.set(key, value);
    const auto out = run(*entry, here, arguments);
    if (!out) return {out.error().text(), {}, false, false};
    return {out->text, json::parse(out->json), true, out->clean};
  }
  Said ask(const std::string& name, const Words& words = {}) {
    return say(Role::financial_analyst, name, words);
  }

  /// One statement of January with two bookings, as a reader would bring it.
  struct Brought {
    std::string account;
    std::string holder;
    std::int64_t opening = 0;
    std::int64_t closing = 0;
    std::vector<Transfer> bookings;
    std::int64_t stated = docket::kAbsent;
    std::size_t refused = 0;
  };

  void bring(const std::string& label, const Brought& what) {
    docket::Docket& docket = as(Role::prosecutor);
    const Import import = of(add_exhibit(label, label));
    const auto bulk = docket::Bulk::for_import(docket);
    const auto description = describe(docket, import);
    ASSERT_TRUE(description) << description.error().text();
    auto staging = Staging::begin_or_resume((*bulk)->folder(), *description, rng_);
    ASSERT_TRUE(staging) << staging.error().text();
    Columns balances(docket::record_schema_of<Balance>());
    ASSERT_TRUE(balances.push(Balance{.account = what.account,
                                      .currency = "EUR",
                                      .number = "1/2024",
                                      .from = DateNumber{20240101},
                                      .until = DateNumber{20240131},
                                      .opening = Minor{what.opening},
                                      .closing = Minor{what.closing},
                                      .bookings = what.stated,
                                      .holder = what.holder,
                                      .place = "statement 1/2024",
                                      .row = 1}));
    ASSERT_TRUE(staging->add(balances));
    Columns rows(docket::record_schema_of<Transfer>());
    std::int64_t row = 0;
    for (Transfer one : what.bookings) {
      one.account = what.account;
      one.currency = "EUR";
      one.place = "statement 1/2024";
      one.row = ++row;
      ASSERT_TRUE(rows.push(one));
    }
    ASSERT_TRUE(staging->add(rows));
    for (std::size_t i = 0; i < what.refused; ++i)
      ASSERT_TRUE(staging->refuse({"row 9", "bad-date", "31.02.2024"}));
    ASSERT_TRUE(staging->finish(1 + what.bookings.size() + what.refused));
    const auto made = publish(docket, **bulk, *staging, import, {in_case, "a test"});
    ASSERT_TRUE(made) << made.error().text();
  }

  static Transfer booking(std::int64_t day, std::int64_t amount, std::string_view counter = {}) {
    return {.booked_on = DateNumber{day}, .amount = Minor{amount}, .counter_account = counter};
  }

  /// Two accounts of one holder; 100.00 EUR goes from the first to the second, 1.00 EUR is kept on
  /// the way.
  void two_accounts(std::int64_t closing = 13'000) {
    make();
    bring("first",
          {.account = "AT11 INVENTED 1",
           .holder = "Ana Invented",
           .opening = 20'000,
           .closing = closing,
           .bookings = {booking(20240110, -10'000, "AT22 INVENTED 2"), booking(20240111, 3'000)}});
    bring("second", {.account = "AT22INVENTED2",
                     .holder = "Invented, Ana",
                     .opening = 0,
                     .closing = 9'900,
                     .bookings = {booking(20240112, 9'900)}});
  }
  const Words kTolerances{{"days", {"3"}}, {"fee", {"1.00 EUR"}}};
  const Words kAccept{
      {"out", {"IM-1 transfer 0"}}, {"in", {"IM-2 transfer 0"}}, {"reason", {"seen at the bank"}}};
};

TEST_F(StatementCommands, StatementsThatFollow) {
  two_accounts();
  const Said said = ask("statements");
  ASSERT_TRUE(said.good) << said.text;
  EXPECT_TRUE(said.clean);
  EXPECT_EQ(said.text,
            "Account AT11INVENTED1 in EUR: 1 statement, 2 bookings, 2024-01-01 to 2024-01-31; 31 "
            "days covered, none missing between\n"
            "  IM-1, statement 1/2024  2024-01-01 to 2024-01-31  2 bookings, 30.00 EUR in, 100.00 "
            "EUR out  follows\n"
            "Account AT22INVENTED2 in EUR: 1 statement, 1 booking, 2024-01-01 to 2024-01-31; 31 "
            "days covered, none missing between\n"
            "  IM-2, statement 1/2024  2024-01-01 to 2024-01-31  1 booking, 99.00 EUR in, 0.00 "
            "EUR out  follows\n\n"
            "Method: statement-checks 2. That statements follow says that no booking is missing "
            "between their\nbalances, not that they are genuine. A finding is about records, not "
            "about a person.\n");
  EXPECT_EQ(said.values["follows"], true);
  EXPECT_EQ(said.values["case"], "lantern");
  EXPECT_EQ(said.values["not_read"], json::array());
  EXPECT_THAT(said.text, Not(HasSubstr("Ana"))) << "no names";
}

TEST_F(StatementCommands, WhatDoesNotFollowIsToldAndIsNotClean) {
  two_accounts(14'200);
  const Said said = ask("statements", {{"account", {"at11-invented-1"}}});
  ASSERT_TRUE(said.good) << said.text;
  EXPECT_FALSE(said.clean);
  EXPECT_THAT(said.text, HasSubstr("does not follow by 12.00 EUR"));
  EXPECT_THAT(said.text, HasSubstr("What does not follow, or stands twice:"));
  EXPECT_THAT(said.text, HasSubstr("May be: "));
  EXPECT_THAT(said.text, Not(HasSubstr("AT22")));
  EXPECT_EQ(said.values["findings"][0]["records"][0]["id"], "IM-1 balance 0");
  const Said other = ask("statements", {{"account", {"AT99"}}});
  EXPECT_FALSE(other.good);
  EXPECT_THAT(other.text, HasSubstr("no statement of the case is of this account"));
}

TEST_F(StatementCommands, RefusedRowsAreNoFault) {
  make();
  bring("cut", {.account = "AT11",
                .opening = 100,
                .closing = 300,
                .bookings = {booking(20240110, 50)},
                .stated = 2,
                .refused = 1});
  const Said said = ask("statements");
  ASSERT_TRUE(said.good) << said.text;
  EXPECT_TRUE(said.clean);
  EXPECT_THAT(said.text, HasSubstr("1 booking that is not read here"));
}

TEST_F(StatementCommands, ACaseWithoutRecords) {
  make();
  EXPECT_EQ(ask("statements").text, "There are no statements or transfers in this case.\n");
  EXPECT_EQ(ask("transfers list").text, "No transfers of this case were accepted as one.\n");
  EXPECT_EQ(ask("transfers match", kTolerances).values["pairs"], json::array());
}

TEST_F(StatementCommands, MatchesAreProposedAndNothingIsKept) {
  two_accounts();
  const Said said = ask("transfers match", kTolerances);
  ASSERT_TRUE(said.good) << said.text;
  ASSERT_EQ(said.values["pairs"].size(), 1U);
  EXPECT_EQ(said.values["pairs"][0]["out"]["id"], "IM-1 transfer 0");
  EXPECT_EQ(said.values["pairs"][0]["in"]["id"], "IM-2 transfer 0");
  EXPECT_EQ(said.values["pairs"][0]["fee"], 100);
  EXPECT_THAT(said.text, HasSubstr("1 transfer is proposed, 0 groups are ambiguous"));
  EXPECT_THAT(said.text, HasSubstr("at most 3 days apart, fees of at most 1.00 EUR"));
  EXPECT_EQ(ask("transfers list").values, json::array());
  EXPECT_EQ(ask("transfers match", {{"days", {"3"}}, {"fee", {"0"}}}).values["pairs"].size(), 0U);
  EXPECT_FALSE(ask("transfers match", {{"days", {"400"}}, {"fee", {"0"}}}).good);
  for (const char* fee : {"1.00", "x EUR", "1.001 EUR", "-1 EUR", "1 XYZ", ""})
    EXPECT_FALSE(ask("transfers match", {{"days", {"1"}}, {"fee", {fee}}}).good) << fee;
  EXPECT_FALSE(
      ask("transfers match", {{"days", {"1"}}, {"fee", {"0"}}, {"together", {"AT11"}}}).good);
}

TEST_F(StatementCommands, APersonAcceptsAndUndoes) {
  two_accounts();
  const Said accepted = ask("transfers accept", kAccept);
  ASSERT_TRUE(accepted.good) << accepted.text;
  EXPECT_EQ(
      accepted.text,
      "TM-1  IM-1 transfer 0 and IM-2 transfer 0  100.00 EUR out, 99.00 EUR in, fee 1.00 EUR, "
      "days 2  (accepted: seen at the bank)\n");
  EXPECT_EQ(accepted.values["tie"], "one booking names the other's account");
  EXPECT_EQ(accepted.values["method"], "transfer-matching 1");
  const Said again = ask("transfers accept", kAccept);
  EXPECT_FALSE(again.good);
  EXPECT_THAT(again.text, HasSubstr("stands in a match already"));
  const Said proposed = ask("transfers match", kTolerances);
  EXPECT_EQ(proposed.values["pairs"], json::array());
  EXPECT_EQ(proposed.values["counts"]["left_out"], 2);

  const Said undone =
      ask("transfers undo", {{"label", {"TM-1"}}, {"reason", {"another payment fits"}}});
  ASSERT_TRUE(undone.good) << undone.text;
  EXPECT_EQ(undone.values["state"], "undone");
  EXPECT_EQ(undone.values["reason"], "another payment fits");
  EXPECT_FALSE(ask("transfers undo", {{"label", {"TM-1"}}, {"reason", {"again"}}}).good);
  EXPECT_FALSE(ask("transfers undo", {{"label", {"TM-7"}}, {"reason", {"none"}}}).good);
  EXPECT_EQ(ask("transfers match", kTolerances).values["pairs"].size(), 1U);
  EXPECT_EQ(ask("transfers accept", kAccept).values["label"], "TM-2");
  EXPECT_EQ(ask("transfers list").values.size(), 2U);
  Session here = session(Role::prosecutor);  // knows the kinds of every room
  const auto verified = docket::verify(**here.docket());
  EXPECT_TRUE(verified.problems.empty()) << verified.problems.front().text();
}

TEST_F(StatementCommands, OnlyWhatIsTiedIsAccepted) {
  make();
  bring("first",
        {.account = "AT11", .opening = 500, .closing = 0, .bookings = {booking(20240110, -500)}});
  bring("second",
        {.account = "AT22", .opening = 0, .closing = 500, .bookings = {booking(20240110, 500)}});
  const Said refused = ask("transfers accept", kAccept);
  EXPECT_FALSE(refused.good);
  EXPECT_THAT(refused.text, HasSubstr("say so with --together"));
  Words words = kAccept;
  words["together"] = {"AT11=AT22"};
  const Said accepted = ask("transfers accept", words);
  ASSERT_TRUE(accepted.good) << accepted.text;
  EXPECT_EQ(accepted.values["tie"], "a person said that the accounts belong together");
  words = kAccept;
  std::swap(words["out"], words["in"]);
  EXPECT_FALSE(ask("transfers accept", words).good);
  for (const char* wrong : {"IM-1", "IM-1 transfer", "IM-1 transfer x", "IM-1 balance 0",
                            "IM-9 transfer 0", "IM-1 transfer 9"}) {
    words = kAccept;
    words["out"] = {wrong};
    EXPECT_FALSE(ask("transfers accept", words).good) << wrong;
  }
}

TEST_F(StatementCommands, OnlyWhoMayEnterAccepts) {
  two_accounts();
  EXPECT_FALSE(say(Role::supervisor, "transfers accept", kAccept).good);
  EXPECT_TRUE(say(Role::supervisor, "transfers match", kTolerances).good);
}

}  // namespace
}  // namespace redress::commands
