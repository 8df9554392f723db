// Nothing that is put into a docket stands in the clear on the disk, and nothing from behind a wall
// stands in the decrypted database either.
#include "docket/canary_testing.hpp"

#include <sqlite3.h>

#include <functional>

#include "docket/backup.hpp"
#include "docket/exhibits.hpp"
#include "docket/office_testing.hpp"
#include "docket/sqlite_statement.hpp"
#include "docket/wall_index.hpp"

namespace redress::docket {
namespace {

using testing::Canaries;
using testing::CanaryFound;
using testing::DocketTest;
using testing::search_bytes;
using testing::search_for_canaries;
namespace fs = std::filesystem;

std::string listed(const std::vector<CanaryFound>& found) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 10); ++i)
    text += found[i].text() + "\n";
  return text;
}

TEST(CanarySearch, FindsEveryFormInFilesAndNames) {
  const testing::TemporaryFolder folder;
  const std::string needle = "Zq7.party-true_name.kW8";
  const auto forms = testing::canary::forms_of(needle);
  EXPECT_GE(forms.size(), 12U);
  int n = 0;
  for (const auto& [bytes, name] : forms) {
    const fs::path file = folder.path() / std::to_string(n++);
    testing::write(file, std::string(4095, 'x') + bytes + "y");
    const auto found = search_for_canaries({folder.path()}, {needle});
    ASSERT_FALSE(found.empty()) << name;
    EXPECT_EQ(found.front().file, file) << name;
    EXPECT_EQ(found.front().offset, 4095U) << name;
    fs::remove(file);
  }
  EXPECT_TRUE(search_for_canaries({folder.path()}, {needle}).empty());
  testing::write(folder.path() / "a" / (needle + ".txt"), "x");
  EXPECT_EQ(search_for_canaries({folder.path()}, {needle}).size(), 1U);
  EXPECT_FALSE(search_for_canaries({folder.path() / "absent"}, {needle}).empty());
}

TEST(CanarySearch, FindsBase64WhateverStandsBeforeIt) {
  const std::string needle = "Zq7.party-true_name.kW8";
  for (int before = 0; before < 9; ++before) {
    const std::string text = std::string(static_cast<std::size_t>(before), '!') + needle + "?~>";
    const std::string encoded = base::to_base64(base::as_bytes(text));
    EXPECT_FALSE(search_bytes("x", encoded, {needle}).empty()) << before;
  }
}

std::vector<std::string> tables(sqlite3* db, const std::string& file) {
  std::vector<std::string> names;
  auto list = sqlite::Statement::prepare(
      db, "SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name", file);
  while (list && *list->step()) names.push_back(list->text(0));
  return names;
}

/// Every cell of every table, as somebody sees who has the database's key and no other.
std::string decrypted(const Docket& docket) {
  sqlite3* raw = nullptr;
  const std::string file = (docket.folder() / "docket.db").string();
  EXPECT_EQ(sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
  const sqlite::Database db(raw);
  const base::SecretBytes key = docket.derived(Purpose::database);
  const std::string pragma =
      "PRAGMA cipher='chacha20'; PRAGMA key=\"x'" + base::to_hex(key.view()) + "'\"";
  EXPECT_TRUE(sqlite::execute(raw, pragma.c_str(), file));
  std::string all;
  for (const std::string& table : tables(raw, file)) {
    auto rows = sqlite::Statement::prepare(raw, "SELECT * FROM " + table, file);
    EXPECT_TRUE(rows) << rows.error().text();
    while (rows && *rows->step())
      for (int column = 0; column < 64; ++column) {
        const base::Bytes cell = rows->bytes(column);
        all.append(base::as_text(cell)).append("\n");
      }
  }
  return all;
}

class Canary : public DocketTest {};

class CanaryWalls : public testing::OfficeTest {};

TEST_F(Canary, NothingStandsInTheClearAndNothingWalledInTheDecryptedDatabase) {
  const fs::path temporary = temporary_.path() / "tmp";
  fs::create_directory(temporary);
  const testing::TemporaryFolder elsewhere;  // the file as it was received is not the docket's
  const char* before = ::getenv("TMPDIR");   // NOLINT(concurrency-mt-unsafe): one thread
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("TMPDIR", temporary.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): one thread

  Canaries canaries;
  {
    auto docket = create();
    ASSERT_TRUE(docket) << docket.error().text();
    const CaseRef in_case = add_case(*docket, "Zq1.case-label.kW8");
    canaries = testing::fill_with_canaries(*docket, in_case);
    EXPECT_TRUE(canaries.not_entered.empty())
        << ::testing::PrintToString(canaries.not_entered) << " were in no row that was taken";
    for (const std::string more : {"Zq1.case-label.kW8", "Zq2.exhibit-bytes.kW8",
                                   "Zq3.exhibit-file.kW8", "Zq4.user-name.kW8"})
      canaries.open.push_back(more);
    testing::write(elsewhere.path() / "Zq3.exhibit-file.kW8", "a page: Zq2.exhibit-bytes.kW8\n");
    ASSERT_TRUE(take_file(*docket, elsewhere.path() / "Zq3.exhibit-file.kW8"));
    ASSERT_TRUE(docket->add_user({"Zq4.user-name.kW8", Role::analyst},
                                 testing::words("Zq5.passphrase.kW8")));
    canaries.walled.emplace_back("Zq5.passphrase.kW8");
    ASSERT_TRUE(docket->remember_heads());

    std::vector<std::string> all = canaries.open;
    all.insert(all.end(), canaries.walled.begin(), canaries.walled.end());
    EXPECT_GT(all.size(), 60U);
    // With the log and the shared memory beside the database, and after they are gone.
    ASSERT_TRUE(fs::exists(folder() / "docket.db-wal"));
    const auto found = search_for_canaries({temporary_.path()}, all);
    EXPECT_TRUE(found.empty()) << listed(found);

    const std::string tables = decrypted(*docket);
    // The search sees what is there: all but what is kept elsewhere or made anew by the docket.
    const std::set<std::string> not_in_tables{"Zq2.exhibit-bytes.kW8", "Zq3.exhibit-file.kW8"};
    for (const std::string& needle : canaries.open)
      EXPECT_NE(search_bytes("tables", tables, {needle}).empty(),
                !not_in_tables.contains(needle) && !needle.ends_with(".mention-key.kW8"))
          << needle;
    ASSERT_FALSE(canaries.walled.empty());
    const auto walled = search_bytes("tables", tables, canaries.walled);
    EXPECT_TRUE(walled.empty()) << listed(walled);
    docket = base::fail(base::ErrorKind::unavailable, "closed");
    EXPECT_FALSE(fs::exists(folder() / "docket.db-wal"));
    const auto later = search_for_canaries({temporary_.path()}, all);
    EXPECT_TRUE(later.empty()) << listed(later);
  }
  testing::write(temporary / "planted", "words and " + canaries.walled.front() + " among them");
  EXPECT_EQ(search_for_canaries({temporary_.path()}, canaries.walled).size(), 1U)
      << "a planted file is found";

  if (before == nullptr) {
    ::unsetenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): one thread
  } else {
    ::setenv("TMPDIR", kept.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): one thread
  }
}

/// Behind every wall that a side keeps, by somebody who may: in the docket, in backups, in indexes.
void fill_walls(const std::function<void(Wall, std::string)>& put, Side side,
                std::vector<std::string>& canaries) {
  for (std::size_t i = 0; i < kWallCount; ++i) {
    const auto wall = static_cast<Wall>(i);
    if (!keeps(side, wall)) continue;
    canaries.push_back("Zq9.wall-" + std::to_string(i) + ".kW8");
    put(wall, canaries.back());
  }
}

TEST_F(CanaryWalls, NothingFromBehindAnyWallIsInAnyFileOrTableOrBackup) {
  for (const Side side : {Side::prosecution, Side::provider}) {
    shut();
    survivors.clear();
    fs::remove_all(folder());
    fs::remove_all(temporary_.path() / "backup");
    fs::remove_all(temporary_.path() / "keys");
    make_office(side);
    std::vector<std::string> canaries;
    const auto put = [&](Wall wall, const std::string& text) {
      Role role = Role::victim_specialist;
      for (std::size_t i = 0; i < Words<Role>::kWords.size(); ++i)
        if (may_hold(static_cast<Role>(i), wall)) role = static_cast<Role>(i);
      Docket& docket = as(role);
      auto acts = docket.begin();
      const Ref<Note> ref = *acts->reserve<Note>();
      WalledField at = field(wall);
      at.field = field_of(ref);
      auto sealed = Walls(docket).seal(*acts, at, testing::words(text + " and words"));
      ASSERT_TRUE(sealed) << sealed.error().text();
      Row row = detail::row_of(Note{{}, at.party, wall, *sealed}, in_case.number);
      row.number = ref.number;
      ASSERT_TRUE(acts->enter_row(schema_of<Note>(), std::move(row), "a canary"));
      ASSERT_TRUE(acts->commit());
      const auto found = Walls(docket).search(in_case, wall, "words", fitting(role, wall));
      ASSERT_TRUE(found) << found.error().text();
      EXPECT_EQ(found->size(), 1U);
    };
    fill_walls(put, side, canaries);
    EXPECT_GE(canaries.size(), 5U);
    ASSERT_TRUE(back_up(as(Role::supervisor), temporary_.path() / "backup"));
    ASSERT_TRUE(back_up_keys(as(Role::supervisor), temporary_.path() / "keys"));
    const auto files = search_for_canaries({temporary_.path()}, canaries);
    EXPECT_TRUE(files.empty()) << listed(files);
    const auto walled = search_bytes("tables", decrypted(as(Role::supervisor)), canaries);
    EXPECT_TRUE(walled.empty()) << listed(walled);
  }
}

}  // namespace
}  // namespace redress::docket
