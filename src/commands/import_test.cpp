// The commands of imports. No command of this version makes an import (readers come later), so these tests
// make them as a reader would and give the commands as the command line does.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "docket/imports_release.hpp"
#include "docket/imports_testing.hpp"
#include "docket/verify.hpp"

namespace redress::commands {
namespace {

using docket::Columns;
using docket::Import;
using docket::Ref;
using docket::Role;
using docket::Shelf;
using docket::Staging;
using docket::Transfer;
using nlohmann::json;

class ImportCommands : public docket::testing::ImportsTest {
 protected:
  struct Said {
    std::string text;
    json values;
    bool good = false;
  };

  Said say(Role role, const std::string& name,
           const std::map<std::string, std::string>& words = {}) {
    Surroundings around{.docket = folder(),
                        .packs = REDRESS_SOURCE_DIR "/packs",
                        .state = temporary_.path() / "state",
                        .user = name_of_user(role)};
    around.ask = [](const std::string&, Asked) -> base::Result<docket::Passphrase> {
      return docket::testing::words("open sesame");
    };
    Session session(std::move(around), clock_, rng_);
    const auto& all = registry();
    const auto entry = std::ranges::find(all, name, &Entry::name);
    EXPECT_NE(entry, all.end()) << name;
    Arguments arguments;
    for (const auto& [key, value] : words) arguments.set(key, {value});
    const auto out = run(*entry, session, arguments);
    if (!out) return {out.error().text(), {}, false};
    return {out->text, json::parse(out->json), true};
  }
  Said say_of(Role role, const std::string& name, const std::string& label) {
    return say(role, name, {{"case", "lantern"}, {"label", label}});
  }
  Said release(Role role, const std::string& label = "IM-1") {
    return say(role, "import release",
               {{"case", "lantern"}, {"label", label}, {"why", "the second warrant covers them"}});
  }

  void let_filter_in() {
    const auto made = docket::Walls(as(Role::supervisor))
                          .grant(in_case, docket::Grant{{},
                                                        docket::Wall::filter,
                                                        user(Role::disclosure_reviewer),
                                                        {},
                                                        {},
                                                        "filter team"});
    ASSERT_TRUE(made) << made.error().text();
  }

  /// 900 rows of which every third lies outside the authority, with one refused row that was cut.
  base::Result<Ref<Import>> take_in_mixed() {
    docket::Docket& docket = as(Role::prosecutor);
    const Import import = of(exhibit);
    const auto bulk = REDRESS_TRY(docket::Bulk::for_import(docket));
    const auto description = REDRESS_TRY(describe(docket, import));
    Staging staging = REDRESS_TRY(Staging::begin_or_resume(bulk->folder(), description, rng_));
    for (std::int64_t first = 0; first < 900; first += 300) {
      const Columns rows = transfers(first, 300, 5);
      std::vector<bool> inside(300);
      for (std::size_t i = 0; i < inside.size(); ++i) inside[i] = i % 3 != 1;
      docket::Split parts = docket::split(rows, inside);
      REDRESS_TRY(staging.add(parts.inside));
      REDRESS_TRY(staging.add(parts.outside, Shelf::quarantine));
    }
    REDRESS_TRY(staging.refuse({"row 901", "too-long", std::string(docket::kMostText + 9, 'x')}));
    REDRESS_TRY(staging.finish(901));
    return publish(docket, *bulk, staging, import, {in_case, "a test"});
  }

  /// Ordinal and row of every record that the case team reads.
  std::vector<std::pair<std::int64_t, std::int64_t>> rows_read(docket::Docket& docket) {
    std::vector<std::pair<std::int64_t, std::int64_t>> out;
    const auto& schema = docket::record_schema_of<Transfer>();
    const auto records = records_of(docket, in_case, schema, {});
    EXPECT_TRUE(records) << records.error().text();
    for (const docket::ImportedRecords& one : records->imports())
      EXPECT_TRUE(one.records.scan({.columns = {*schema.index_of("row")}}, [&](const auto& page) {
        for (std::size_t i = 0; i < page.rows(); ++i)
          out.emplace_back(page.ordinals()[i], page.numbers(0)[i]);
        return base::Result<void>{};
      }));
    return out;
  }
};

TEST_F(ImportCommands, ListAndShowTellOfRowsInQuarantineAndShowNone) {
  make();
  EXPECT_EQ(say(Role::prosecutor, "import list", {{"case", "lantern"}}).text,
            "There are no imports in this case.\n");
  let_filter_in();
  ASSERT_TRUE(take_in_mixed());
  const Said list = say(Role::prosecutor, "import list", {{"case", "lantern"}});
  EXPECT_EQ(list.text,
            "IM-1  exhibit statement  bank-csv 1  600 records, 1 refused, 300 in quarantine  "
            "(read)\n");
  const Said shown = say_of(Role::disclosure_reviewer, "import show", "IM-1");
  ASSERT_TRUE(shown.good) << shown.text;
  EXPECT_EQ(shown.values["quarantined"], 300);
  EXPECT_EQ(shown.values["groups"].size(), 3U);
  EXPECT_EQ(shown.values["manifest"].get<std::string>().size(), 64U);
  EXPECT_NE(shown.text.find("in quarantine: outside authority A1"), std::string::npos);
  EXPECT_NE(shown.text.find("two persons must release it"), std::string::npos);
  EXPECT_EQ(shown.text.find("AT "), std::string::npos) << "no row is shown";
  EXPECT_FALSE(say_of(Role::prosecutor, "import show", "IM-2").good);
}

TEST_F(ImportCommands, TwoPersonsLetRowsOutAndNumbersOfRecordsStay) {
  make();
  let_filter_in();
  ASSERT_TRUE(take_in_mixed());
  const auto mention = add(as(Role::prosecutor), in_case,
                           docket::Mention{.exhibit = exhibit, .text = "AT 1", .locator = "row 1"});
  ASSERT_TRUE(mention);
  EXPECT_NE(release(Role::supervisor).text.find("a second person"), std::string::npos);
  EXPECT_NE(release(Role::supervisor).text.find("a second person"), std::string::npos);
  EXPECT_NE(release(Role::financial_analyst).text.find("a disclosure reviewer"), std::string::npos);
  EXPECT_EQ(rows_read(as(Role::prosecutor)).size(), 600U);

  const Said done = release(Role::disclosure_reviewer);
  ASSERT_TRUE(done.good) << done.text;
  EXPECT_EQ(done.values["released"], true);
  EXPECT_EQ(done.values["rows"], 300);
  EXPECT_EQ(done.values["in_place"], "IM-2");
  EXPECT_EQ(done.values["look_again"], json{"mention M-1"});
  const auto rows = rows_read(as(Role::prosecutor));
  ASSERT_EQ(rows.size(), 900U);
  for (std::size_t i = 0; i < rows.size(); ++i)
    EXPECT_EQ(rows[i], std::pair(static_cast<std::int64_t>(i), static_cast<std::int64_t>(i) + 1));

  const Said list = say(Role::prosecutor, "import list", {{"case", "lantern"}});
  EXPECT_EQ(list.text,
            "IM-1  exhibit statement  bank-csv 1  600 records, 1 refused, 300 in quarantine  "
            "(replaced by import IM-2)\n"
            "IM-2  exhibit statement  bank-csv 1  900 records, 1 refused, 0 in quarantine  "
            "(read)\n");
  EXPECT_TRUE(docket::verify(as(Role::prosecutor)).problems.empty());
  const auto refused =
      records_of(as(Role::prosecutor), in_case, docket::record_schema_of<docket::RefusedRow>(), {});
  ASSERT_EQ(refused->rows(), 1U);
  ASSERT_TRUE(refused->imports().front().records.read<docket::RefusedRow>(
      std::vector<docket::Found>{{}}, [](const auto&, const docket::RefusedRow& row) {
        EXPECT_TRUE(row.cut);
        EXPECT_EQ(row.raw.size(), docket::kMostText);
      }));
  // What was let out is not let out again.
  EXPECT_FALSE(release(Role::supervisor).good);
  EXPECT_FALSE(release(Role::supervisor, "IM-2").good);
  EXPECT_EQ(say(Role::supervisor, "import sweep").text,
            "0 abandoned stagings ended, 0 files removed.\n");
}

TEST_F(ImportCommands, WhoReadsBehindTheFilterWallEndsIt) {
  make();
  let_filter_in();
  ASSERT_TRUE(take_in(of(exhibit), {.rows = 50, .outside = 20}));
  EXPECT_NE(release(Role::disclosure_reviewer).text.find("a second person"), std::string::npos);
  const Said second = release(Role::supervisor);
  ASSERT_TRUE(second.good) << second.text;
  EXPECT_EQ(second.values["released"], false);
  EXPECT_NE(second.text.find("both halves stand"), std::string::npos) << second.text;
  EXPECT_EQ(rows_read(as(Role::prosecutor)).size(), 50U);
  const Said done = release(Role::disclosure_reviewer);
  ASSERT_TRUE(done.good) << done.text;
  EXPECT_EQ(rows_read(as(Role::prosecutor)).size(), 70U);
  std::size_t openings = 0;
  const auto all = as(Role::prosecutor).all<docket::Opening>(in_case);
  for (const auto& one : *all)
    openings += one.value.why.find("second warrant") != std::string::npos ? 1U : 0U;
  EXPECT_EQ(openings, 1U) << "the rows were opened behind the filter wall once";
}

TEST_F(ImportCommands, ASweepSaysWhatItRemovedAndWhatItLeft) {
  make();
  docket::Docket& docket = as(Role::prosecutor);
  const auto second = add_exhibit("card", "rows of a card");
  const auto bulk = docket::Bulk::for_import(docket);
  {
    ASSERT_TRUE(stage(docket, **bulk, of(exhibit), {}));
  }
  {
    const auto live = stage(docket, **bulk, of(second), {.rows = 10});
    ASSERT_TRUE(live) << live.error().text();
    const Said said = say(Role::supervisor, "import sweep");
    EXPECT_EQ(said.values["stagings"], 1) << said.text;
    EXPECT_EQ(said.values["live"], 1) << said.text;
    EXPECT_GT(said.values["files"], 3) << said.text;
    EXPECT_NE(said.text.find("1 staging left alone: another program is writing there now"),
              std::string::npos);
  }
  EXPECT_EQ(say(Role::supervisor, "import sweep").values["stagings"], 1);
  EXPECT_TRUE(bulk_files().empty());
  EXPECT_FALSE(say(Role::investigator, "import sweep").good) << "a role that administers";
}

}  // namespace
}  // namespace redress::commands
