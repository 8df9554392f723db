#include "intake/search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "docket/contraband.hpp"
#include "docket/regime_kinds.hpp"
#include "intake/search_hit.hpp"
#include "intake/search_testing.hpp"

namespace redress::intake {
namespace {

namespace fs = std::filesystem;
using docket::Role;

class SearchLens : public testing::SearchTest {
 protected:
  std::vector<fs::path> index_files() const {
    std::vector<fs::path> files;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder() / "index", code))
      if (entry.file_size() > 0) files.push_back(entry.path());
    return files;
  }
  base::Result<SearchFound> tried(const SearchWanted& wanted) {
    return Search(as(Role::prosecutor), in_case, {}).find(wanted);
  }
};

TEST_F(SearchLens, FindsWordsPhrasesBeginningsAndWhatIsNear) {
  make();
  ASSERT_TRUE(take_lines(texts({"The hotel Lantern wants two more", "hotels near the lantern",
                                "a lantern in the hotel", "nothing of that"})));
  EXPECT_EQ(hits("hotel"), "a lantern in the [hotel] / The [hotel] Lantern wants two more");
  EXPECT_EQ(hits("\"hotel lantern\""), "The [hotel Lantern] wants two more");
  EXPECT_EQ(hits("hotel* not \"hotel lantern\""),
            "a lantern in the [hotel] / [hotels] near the lantern");
  EXPECT_EQ(hits("\"in the hot*\""), "a lantern [in the hotel]");
  EXPECT_EQ(hits("lantern near/2 hotel"),
            "a [lantern] in the [hotel] / The [hotel] [Lantern] wants two more");
  EXPECT_EQ(hits("lantern near/1 wants"), "The hotel [Lantern] [wants] two more");
  EXPECT_EQ(hits("nothing or wants"), "[nothing] of that / The hotel Lantern [wants] two more");
  EXPECT_EQ(hits("hotel (wants or \"in\")"),
            "a lantern [in] the [hotel] / The [hotel] Lantern [wants] two more");
  EXPECT_EQ(hits("absent"), "");
}

TEST_F(SearchLens, TellsWhereAHitStands) {
  make();
  ASSERT_TRUE(take_lines(texts({"nothing", "the keys are in room 7"})));
  const SearchFound all = find({.words = "keys"});
  ASSERT_EQ(all.hits.size(), 1U);
  const SearchHit& hit = all.hits[0];
  EXPECT_EQ(hit.import_label, "IM-1");
  EXPECT_EQ(hit.exhibit, exhibit);
  EXPECT_EQ(hit.kind, "message");
  EXPECT_EQ(hit.ordinal, 1);
  EXPECT_EQ(hit.locator, (std::vector<NamedText>{{"place", "chat.txt"}, {"row", "2"}}));
  EXPECT_EQ(hit.when, "2024-05-17T10:00:00Z");
  EXPECT_EQ(hit.clock, "at");
  EXPECT_EQ(hit.people, (std::vector<NamedText>{{"sender", "+43 660 555 0100"},
                                                {"sender_name", "Ana Invented"}}));
  EXPECT_EQ(hit.column, "text");
  EXPECT_FALSE(all.more);
  EXPECT_EQ(all.records, 2U);
}

struct Spelling {
  const char* text;
  const char* words;
  bool by_sound = false;
};

TEST_F(SearchLens, AWordIsFoundWithoutRegardToAccentsCaseAndScript) {
  make();
  const std::vector<Spelling> all{
      {"пише Шевченко", "SHEVCHENKO"},
      {"пишет Шевченко", "Sevcenko"},
      {"Олексій дзвонив", "oleksii"},
      {"Юлия ждёт", "yulia"},
      {"приехал Щербаков", "shcherbakov"},
      {"приехал Щербаков", "ЩЕРБАКОВ"},
      {"дойде Ъгълов", "agalov"},
      {"писал Хрущёв", "хрущев"},
      {"η Ελένη γράφει", "Eleni"},
      {"η Ελένη γράφει", "ελενη"},
      {"جاء أحمد", "ahmed", true},
      {"جاء أحمد", "Ahmad", true},
      {"كتب مُحَمَّد", "محمد"},
      {"كتبت فاطمة", "Fatima", true},
      {"اتصل علي", "ali", true},
      {"كتب يوسف", "Youssef", true},
      {"وصل الحسن", "Hassan", true},
      {"הגיעה שרה", "Sarah", true},
      {"דיבר אברהם", "Avraham", true},
      {"said Ahmed", "أحمد", true},
      {"said Fatma", "فاطمة", true},
      {"said Avraham", "אברהם", true},
      {"wrote Shevchenko", "Шевченко"},
      {"wrote Oleksii", "Олексій"},
      {"wrote Eleni", "Ελένη"},
      {"chị Nguyễn Thị Đào", "nguyen"},
      {"chị Nguyễn Thị Đào", "dao"},
      {"chi Dao oi", "Đào"},
      {"yarın ışık yok", "ISIK"},
      {"İSTANBUL yolu", "istanbul"},
      {"die Straße", "strasse"},
      {"Frau Müller", "mueller"},
      {"Frau Müller", "muller"},
      {"Frau Mueller", "Müller"},
      {"l'hôtel d'Ana", "hotel"},
      {"l'hôtel d'Ana", "lhotel"},
      {"Lhotel", "l’hôtel"},
      {"mr O’Brien", "obrien"},
      {"Лук'янов тут", "lukianov"},
      {"张伟在酒店", "张伟"},
      {"张伟在酒店", "酒"},
      {"张伟在酒店", "zhang", true},
      {"張さんはホテル", "ホテル"},
      {"ห้องพักโรงแรม", "โรงแรม"},
      {"ho\xE2\x80\x8Btel", "hotel"},
      {"ｈｏｔｅｌ", "hotel"},
      {"call 0660/555 01 00 now", "+436605550100"},
      {"call +436605550100", "\"0660 555 0100\""},
      {"٠٦٦٠ ٥٥٥ ٠١٠٠", "06605550100"},
      {"new 🌹 today", "🌹"},
      {"pay CZ65 0800 0000 1920 0014 5399", "cz6508000000192000145399"},
      {"pay CZ6508000000192000145399", "CZ65 0800 0000 1920 0014 5399"},
      {"pay GB29NWBK60161331926819", "\"GB29 NWBK 6016 1331 9268 19\""},
      {"zvao je Đorđe", "djordje"},
      {"звао је Ђорђе", "Djordje"},
      {"Djordje called", "Đorđe"},
  };
  std::vector<std::string> lines;
  for (const Spelling& one : all) lines.emplace_back(one.text);
  ASSERT_TRUE(take_lines(texts(lines)));
  for (std::size_t i = 0; i < all.size(); ++i) {
    bool there = false;
    for (const SearchHit& hit : find({.words = all[i].words}).hits) {
      if (hit.ordinal != static_cast<std::int64_t>(i)) continue;
      there = true;
      EXPECT_EQ(hit.by_sound, all[i].by_sound) << all[i].words;
      EXPECT_TRUE(std::ranges::any_of(hit.words, &HitPart::found)) << all[i].words;
    }
    EXPECT_TRUE(there) << all[i].words << " in " << all[i].text;
  }
  EXPECT_EQ(hits("\"zhang wei\""), "~[张伟]在酒店 / ~[张伟]在酒店 / ~[张伟]在酒店");
  EXPECT_EQ(hits("\"ahmed said\""), "");
  EXPECT_EQ(hits("eleni*"), "wrote [Eleni] / η [Ελένη] γράφει / η [Ελένη] γράφει");
}

TEST_F(SearchLens, WhatIsSpelledStandsBeforeWhatSoundsAlike) {
  make();
  ASSERT_TRUE(take_lines(texts({"ahmed came", "جاء أحمد"})));
  EXPECT_EQ(hits("ahmed"), "[ahmed] came / ~جاء [أحمد]");
}

TEST_F(SearchLens, LimitsByKindPersonDateAndExhibit) {
  make();
  const auto second = add_exhibit("telephone", "messages of a telephone");
  ASSERT_TRUE(take_lines({{.text = "rent one", .day = "2024-05-16"},
                          {.text = "rent two", .sender = "bo@example.org", .name = "Бо Пример"},
                          {.text = "rent three", .day = ""},
                          {.text = "rent four", .day = "2024-06-01"}}));
  ASSERT_TRUE(take_lines(second, {{.text = "rent five", .day = "2024-05-18"}}));
  EXPECT_EQ(hits("rent"), "[rent] four / [rent] five / [rent] two / [rent] one / [rent] three");
  SearchWanted wanted{.words = "rent", .order = docket::SearchOrder::oldest};
  EXPECT_EQ(found(wanted), "[rent] three / [rent] one / [rent] two / [rent] five / [rent] four");
  EXPECT_EQ(found({.words = "rent", .exhibit = second}), "[rent] five");
  const auto day = [](const char* text) { return *base::PartialDate::parse(text); };
  EXPECT_EQ(found({.words = "rent", .from = day("2024-05-17"), .until = day("2024-05")}),
            "[rent] five / [rent] two");
  EXPECT_EQ(found({.words = "rent", .until = day("2024-05-16")}), "[rent] one");
  EXPECT_EQ(found({.words = "rent", .from = day("2024-06-01")}), "[rent] four");
  EXPECT_EQ(found({.words = "rent", .person = "Bo Primer"}), "[rent] two");
  EXPECT_EQ(found({.words = "rent", .person = "primer"}), "[rent] two");
  EXPECT_EQ(found({.words = "rent", .person = "bo@example.org"}), "[rent] two");
  EXPECT_EQ(found({.words = "rent", .person = "bo example org"}), "[rent] two");
  EXPECT_EQ(found({.words = "rent", .person = "boexampleorg"}), "[rent] two");
  EXPECT_EQ(found({.words = "rent", .person = "Bo Invented"}), "");
  EXPECT_EQ(found({.words = "rent", .person = "0043/660/5550100", .until = day("2024-05-16")}),
            "[rent] one");
  EXPECT_EQ(find({.words = "rent", .kinds = {"call"}}).hits.size(), 0U);
  EXPECT_EQ(find({.words = "rent", .kinds = {"message", "call"}}).hits.size(), 5U);
  const auto wrong = tried({.words = "rent", .kinds = {"balloon"}});
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().text().find("message"), std::string::npos);
  EXPECT_EQ(hits("5550100"), "") << "numbers of people are not words of the text";
}

TEST_F(SearchLens, PagesAreWholeAndInOrder) {
  make();
  std::vector<std::string> lines;
  for (int i = 0; i < 45; ++i) lines.push_back("word " + std::to_string(i));
  ASSERT_TRUE(take_lines(texts(lines)));
  int expected = 44;
  for (std::size_t page = 1; page <= 3; ++page) {
    const SearchFound part = find({.words = "word", .page = page});
    EXPECT_EQ(part.hits.size(), page < 3 ? 20U : 5U);
    EXPECT_EQ(part.more, page < 3);
    for (const SearchHit& hit : part.hits) EXPECT_EQ(hit.ordinal, expected--);
  }
  EXPECT_TRUE(find({.words = "word", .page = 4}).hits.empty());
  EXPECT_FALSE(tried({.words = "word", .page = 0}));
  EXPECT_FALSE(tried({.words = "word", .page = kMostPagesOfHits + 1}));
}

TEST_F(SearchLens, TheFittestComeFirstWhereThatIsAsked) {
  make();
  ASSERT_TRUE(take_lines(texts({"debt debt debt and rent", "rent", "rent and debt", "nothing"})));
  EXPECT_EQ(found({.words = "debt or rent", .order = docket::SearchOrder::fittest}),
            "[debt] [debt] [debt] and [rent] / [rent] and [debt] / [rent]");
}

// ---- what may be read ---------------------------------------------------------------------------

TEST_F(SearchLens, RowsInQuarantineAreNeverFound) {
  make();
  ASSERT_TRUE(docket::Walls(as(Role::supervisor))
                  .grant(in_case, docket::Grant{{},
                                                docket::Wall::filter,
                                                user(Role::disclosure_reviewer),
                                                {},
                                                {},
                                                "filter team"}));
  ASSERT_TRUE(take_lines(exhibit, texts({"secret inside"}), texts({"secret outside"})));
  EXPECT_EQ(hits("secret"), "[secret] inside");
  EXPECT_EQ(found({.words = "secret"}, Role::disclosure_reviewer), "[secret] inside");
  EXPECT_EQ(find({.words = "secret"}).records, 1U);
}

TEST_F(SearchLens, WhatARegimeClosesIsNeitherShownNorCountedNorWeighed) {
  make();
  docket::Docket& docket = as(Role::prosecutor);
  ASSERT_TRUE(take_lines(texts({"rent debt", "debt debt"})));
  authority = *add(docket, in_case,
                   docket::Authority{.label = "A2", .title = "a jury", .regime = "grand-jury"});
  const auto secret = add_exhibit("secret", "messages before a jury");
  ASSERT_TRUE(take_lines(secret, texts({"rent rent", "rent", "rent again"})));
  ASSERT_TRUE(add(docket, in_case,
                  docket::Named{.regime = "grand-jury",
                                .person = name_of_user(Role::prosecutor),
                                .from = *base::PartialDate::parse("2023-01-01")}));
  const SearchWanted fittest{.words = "rent or debt", .order = docket::SearchOrder::fittest};
  // Who may not read it searches first: it is not even taken in.
  const std::string before = found(fittest, Role::financial_analyst);
  EXPECT_EQ(before, "[rent] [debt] / [debt] [debt]");
  EXPECT_EQ(find({.words = "rent"}).hits.size(), 4U);
  EXPECT_EQ(find({.words = "rent"}).records, 5U);
  // Now it is in the index.
  const SearchFound closed = find({.words = "rent"}, Role::financial_analyst);
  EXPECT_EQ(closed.hits.size(), 1U);
  EXPECT_FALSE(closed.more);
  EXPECT_EQ(closed.records, 2U);
  EXPECT_TRUE(closed.not_read.empty());
  EXPECT_EQ(found(fittest, Role::financial_analyst), before);
  EXPECT_EQ(found({.words = "again"}, Role::financial_analyst), "");
  EXPECT_EQ(found({.words = "again", .exhibit = secret}, Role::financial_analyst), "");
}

TEST_F(SearchLens, WhatIsWithdrawnKeptApartOrReplacedDisappears) {
  make();
  docket::Docket& docket = as(Role::prosecutor);
  const auto second = add_exhibit("telephone", "messages of a telephone");
  const auto first = take_lines(texts({"rent one", "rent wrong"}));
  ASSERT_TRUE(first);
  ASSERT_TRUE(take_lines(second, texts({"rent two", "rent three", "rent four"})));
  EXPECT_EQ(find({.words = "rent"}).hits.size(), 5U);
  ASSERT_TRUE(take_lines(exhibit, texts({"rent right"}), {}, *first));
  EXPECT_EQ(hits("rent one or wrong or right"), "[rent] [right]");
  EXPECT_TRUE(find({.words = "rent"}).not_read.empty()) << "it is searched in the newer reading";
  ASSERT_TRUE(add(docket, in_case,
                  docket::QuarantineOrder{.about = "exhibit telephone",
                                          .why = "letters of counsel",
                                          .found_by = "Ada Example",
                                          .on = *base::PartialDate::parse("2023-10-01")}));
  EXPECT_EQ(hits("rent"), "[rent] right");
  EXPECT_EQ(find({.words = "rent"}).not_read.size(), 1U) << "what is kept apart";
  ASSERT_TRUE(withdraw(docket.all<docket::Import>(in_case)->back().ref));
  // The earlier reading stands again, since nothing stands in its place any more.
  EXPECT_EQ(hits("rent"), "[rent] wrong / [rent] one");
}

TEST_F(SearchLens, ALockedExhibitIsOutOfTheIndexItself) {
  make();
  const auto second = add_exhibit("telephone", "messages of a telephone");
  ASSERT_TRUE(take_lines(texts({"rent one"})));
  ASSERT_TRUE(take_lines(second, texts({"rent forbidden"})));
  EXPECT_EQ(find({.words = "rent"}).hits.size(), 2U);
  EXPECT_FALSE(index_files().empty());
  ASSERT_TRUE(docket::lock(as(Role::prosecutor), in_case, "telephone", "contraband in it"));
  EXPECT_TRUE(index_files().empty()) << "not only out of what is found";
  EXPECT_EQ(hits("rent"), "[rent] one");
  const auto index = docket::SearchIndex::open(as(Role::prosecutor), in_case);
  ASSERT_TRUE(index);
  EXPECT_EQ(index->groups().size(), 1U) << "made again without it";
}

// ---- the file -----------------------------------------------------------------------------------

TEST_F(SearchLens, ADamagedIndexIsMadeAgain) {
  make();
  std::vector<std::string> lines(3'000, "some words that fill pages of an index");
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i] += " n" + std::to_string(i);
  ASSERT_TRUE(take_lines(texts(lines)));
  EXPECT_EQ(find({.words = "n1234"}).hits.size(), 1U);
  const auto files = index_files();
  ASSERT_EQ(files.size(), 1U) << "one file once nobody has it open";
  const std::string whole = docket::testing::read(files[0]);
  EXPECT_EQ(whole.find("n1234"), std::string::npos);
  EXPECT_EQ(fs::status(files[0]).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  for (std::size_t at = 16; at < whole.size(); at += whole.size() / 15) {
    std::string broken = whole;
    for (std::size_t i = at; i < std::min(at + 9, broken.size()); ++i) broken[i] ^= 0x55;
    docket::testing::write(files[0], broken);
    EXPECT_EQ(find({.words = "n1234"}).hits.size(), 1U) << at;
    EXPECT_EQ(find({.words = "words"}).hits.size(), 20U) << at;
  }
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1}) {
    docket::testing::write(files[0], whole.substr(0, size));
    EXPECT_EQ(find({.words = "n1234"}).hits.size(), 1U) << size;
  }
  fs::remove(files[0]);
  EXPECT_EQ(find({.words = "n1234"}).hits.size(), 1U);
}

TEST_F(SearchLens, IsForgottenWhole) {
  make();
  ASSERT_TRUE(take_lines(texts({"rent"})));
  ASSERT_TRUE(Search::forget(as(Role::prosecutor), in_case)) << "there is none";
  EXPECT_EQ(find({.words = "rent"}).hits.size(), 1U);
  EXPECT_FALSE(index_files().empty());
  ASSERT_TRUE(Search::forget(as(Role::prosecutor), in_case));
  EXPECT_TRUE(index_files().empty());
  {
    const auto open = docket::SearchIndex::open(as(Role::prosecutor), in_case);
    ASSERT_TRUE(open);
    EXPECT_FALSE(Search::forget(as(Role::prosecutor), in_case)) << "somebody has it open";
  }
  EXPECT_EQ(find({.words = "rent"}).hits.size(), 1U);
}

TEST_F(SearchLens, TakingInIsToldMayBeStoppedAndGoesOn) {
  make();
  std::vector<std::string> lines(docket::kChunkRows + 10, "a word");
  lines.back() = "the last";
  ASSERT_TRUE(take_lines(texts(lines)));
  Search search(as(Role::prosecutor), in_case, {});
  std::vector<std::uint64_t> told;
  const auto stop = [&](std::uint64_t done, std::uint64_t all) -> base::Result<void> {
    EXPECT_EQ(all, lines.size());
    told.push_back(done);
    return base::fail(base::ErrorKind::unavailable, "stopped");
  };
  EXPECT_FALSE(search.find({.words = "last"}, stop));
  EXPECT_EQ(told, std::vector<std::uint64_t>{docket::kChunkRows});
  told.clear();
  const auto go = [&](std::uint64_t done, std::uint64_t all) -> base::Result<void> {
    EXPECT_EQ(all, 10U);
    told.push_back(done);
    return {};
  };
  const auto found = search.find({.words = "last"}, go);
  ASSERT_TRUE(found) << found.error().text();
  EXPECT_EQ(found->hits.size(), 1U);
  EXPECT_EQ(told, std::vector<std::uint64_t>{10});
  EXPECT_EQ(search.find({.words = "word", .page = 3'276})->hits.size(), 20U);
}

TEST_F(SearchLens, TwoProgramsMayTakeInAtTheSameTime) {
  make();
  std::vector<std::string> lines(docket::kChunkRows + 10, "a word");
  ASSERT_TRUE(take_lines(texts(lines)));
  Search other(as(Role::investigator), in_case, {});
  bool asked = false;
  const auto meanwhile = [&](std::uint64_t, std::uint64_t) -> base::Result<void> {
    if (asked) return {};
    asked = true;
    const auto found = other.find({.words = "word"});
    EXPECT_TRUE(found) << found.error().text();
    return {};
  };
  const auto found = Search(as(Role::prosecutor), in_case, {}).find({.words = "word"}, meanwhile);
  ASSERT_TRUE(found) << found.error().text();
  const auto index = docket::SearchIndex::open(as(Role::prosecutor), in_case);
  ASSERT_EQ(index->groups().size(), 1U);
  EXPECT_EQ(index->groups()[0].done, lines.size());
}

TEST_F(SearchLens, HostileWordsAreErrorsWithAPlaceOrFindNothing) {
  make();
  ASSERT_TRUE(
      take_lines(texts({"a \x01"
                        "1 word",
                        std::string("nul\0 inside", 11),
                        "\x03"
                        "1",
                        "\xFF\xFE broken", std::string(900'000, 'x'), "{c0 c1}: - ^ + :"})));
  EXPECT_EQ(find({.words = "inside"}).hits.size(), 1U);
  EXPECT_EQ(find({.words = "broken"}).hits.size(), 1U);
  EXPECT_EQ(find({.words = std::string(100, 'x')}).hits.size(), 1U) << "as far as a word goes";
  for (const char* words : {"\"", "\"\"", "a \"", "(", ")", "()", "and", "or or", "not a", "near",
                            "a near/0 b", "a near/999999999999 b", "*", "a*b",
                            "((((((((((((((((((a", "a and", "\"a\" near/5", "a near (b)", ""}) {
    const auto found = tried({.words = words});
    ASSERT_FALSE(found) << words;
    EXPECT_EQ(found.error().kind(), base::ErrorKind::bad_input) << words;
    EXPECT_NE(found.error().text().find("character"), std::string::npos) << words;
  }
  EXPECT_EQ(find({.words = "c0: c1"}).hits.size(), 1U) << "no columns of the index";
  for (const std::string& words :
       {std::string("f MATCH"), std::string("x' OR 1=1 --"), std::string("a\0b", 3),
        std::string("rank : a"), std::string("^word"), std::string("-word"),
        std::string("\xFFword")})
    EXPECT_TRUE(tried({.words = words})) << words;
  EXPECT_FALSE(tried({.words = std::string(1U << 20U, 'a')}));
  std::string many;
  for (int i = 0; i < 100; ++i) many += " a";
  EXPECT_FALSE(tried({.words = many}));
  EXPECT_FALSE(tried({.words = "a", .person = "***"}));
  EXPECT_FALSE(tried({.words = "a", .person = std::string(10'000, 'a')}));
}

TEST_F(SearchLens, ACaseWithoutRecordsHasNothing) {
  make();
  const SearchFound none = find({.words = "rent"});
  EXPECT_TRUE(none.hits.empty());
  EXPECT_EQ(none.records, 0U);
  EXPECT_EQ(found(SearchWanted{.words = "rent", .person = "Ana"}), "");
}

TEST(Snippet, IsCutAtCharactersAndBlanksAroundTheFirstMark) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "слово ";
  const std::size_t at = text.size();
  text += "found";
  for (int i = 0; i < 100; ++i) text += " слово";
  SearchHit hit;
  cut_snippet(text, {{at, at + 5}}, hit);
  EXPECT_TRUE(hit.cut_before);
  EXPECT_TRUE(hit.cut_behind);
  ASSERT_EQ(hit.words.size(), 3U);
  EXPECT_TRUE(hit.words[1].found);
  for (const HitPart& part : hit.words) EXPECT_TRUE(base::valid_utf8(part.text)) << part.text;
  EXPECT_LE(hit.words[0].text.size(), kBefore + 20);
  cut_snippet("short", {}, hit);
  ASSERT_EQ(hit.words.size(), 1U);
  EXPECT_FALSE(hit.cut_before || hit.cut_behind);
  const std::string run(5'000, 'x');
  cut_snippet(run, {{1'000, 4'000}}, hit);
  EXPECT_EQ(hit.words.at(1).text.size(), 3'000U);
}

}  // namespace
}  // namespace redress::intake
