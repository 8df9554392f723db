#include "docket/word_index.hpp"

#include <gtest/gtest.h>

namespace redress::docket {
namespace {

using Places = std::vector<std::size_t>;

std::vector<base::SecretBytes> texts() {
  std::vector<base::SecretBytes> out;
  for (const std::string_view text :
       {"Ada said nothing", "Béla wrote to Ada, or not", "Nothing. Cara said"})
    out.push_back(base::SecretBytes::copy_of(base::as_bytes(text)));
  return out;
}

WordIndex made() {
  auto index = WordIndex::of(texts(), "stamp");
  EXPECT_TRUE(index) << index.error().text();
  return std::move(*index);
}

/// A database of these statements as bytes.
base::Bytes database(const char* sql) {
  sqlite3* db = nullptr;
  EXPECT_EQ(sqlite3_open(":memory:", &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(db, "main", &size, 0);
  base::Bytes out(bytes, bytes + size);
  sqlite3_free(bytes);
  sqlite3_close(db);
  return out;
}

/// Whether the bytes are taken for an index; that they are none is no failure.
bool is_taken(base::ByteView bytes, const std::string& stamp = "stamp") {
  const auto index = WordIndex::from(bytes, stamp);
  EXPECT_TRUE(index) << index.error().text();
  return index && index->has_value();
}

TEST(WordIndex, FindsWordsInAnyCaseAndAllOfThem) {
  const WordIndex index = made();
  EXPECT_EQ(*index.with("ADA"), (Places{0, 1}));
  EXPECT_EQ(*index.with("nothing said"), (Places{0, 2}));
  EXPECT_EQ(*index.with("bela"), (Places{1}));
  EXPECT_EQ(*index.with("dora"), Places{});
}

TEST(WordIndex, WordsAreNeverTheFormOfAQuery) {
  const WordIndex index = made();
  EXPECT_EQ(*index.with("ada OR cara"), Places{});
  EXPECT_EQ(*index.with("NOT or"), (Places{1}));
  for (const char* words : {"ad*", "\"", "text : ada", "NEAR(ada bela)", "^ada", "(", "ada) (cara"})
    EXPECT_TRUE(index.with(words)) << words;
  EXPECT_FALSE(WordIndex::has_words(" \" \t"));
  EXPECT_EQ(*index.with(" \" "), Places{});
}

TEST(WordIndex, ComesBackFromItsBytesUnderItsStampAlone) {
  const auto bytes = made().bytes();
  ASSERT_TRUE(bytes);
  const auto again = WordIndex::from(bytes->view(), "stamp");
  ASSERT_TRUE(again && *again);
  EXPECT_EQ(*(*again)->with("ada"), (Places{0, 1}));
  EXPECT_FALSE(is_taken(bytes->view(), "another stamp"));
}

TEST(WordIndex, WhatBringsSomethingElseWithItIsNoIndex) {
  EXPECT_FALSE(is_taken({}));
  EXPECT_FALSE(is_taken(base::as_bytes(std::string_view("not a database"))));
  const std::string tables =
      "CREATE VIRTUAL TABLE notes USING fts5(text, content='');"
      "CREATE TABLE about(stamp TEXT) STRICT; INSERT INTO about VALUES('stamp');";
  for (const std::string& sql :
       {tables + "CREATE TABLE more(x)", tables + "CREATE VIEW v AS SELECT 1",
        tables + "CREATE TRIGGER t AFTER INSERT ON about BEGIN SELECT 1; END",
        std::string("CREATE VIRTUAL TABLE notes USING fts5(text, content='');"
                    "CREATE VIEW about(stamp) AS WITH RECURSIVE r(x) AS (SELECT 'a' UNION ALL "
                    "SELECT x FROM r) SELECT x FROM r"),
        std::string("CREATE TABLE about(stamp TEXT) STRICT; INSERT INTO about VALUES('stamp')")})
    EXPECT_FALSE(is_taken(database(sql.c_str()))) << sql;
}

TEST(WordIndex, WhatIsDamagedInsideIsAnErrorOrAnswersWithinReason) {
  const auto bytes = made().bytes();
  const base::Bytes good(bytes->view().begin(), bytes->view().end());
  for (std::size_t at = 0; at < good.size(); at += 7) {
    base::Bytes altered = good;
    altered[at] ^= 0x55U;
    const auto index = WordIndex::from(altered, "stamp");
    ASSERT_TRUE(index) << at;
    if (*index) (void)(*index)->with("ada nothing");
  }
}

}  // namespace
}  // namespace redress::docket
