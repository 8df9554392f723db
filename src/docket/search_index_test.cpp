#include "docket/search_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "docket/imports_testing.hpp"
#include "docket/records_comms.hpp"
#include "docket/search_index_file.hpp"

namespace redress::docket {
namespace {

// ---- words --------------------------------------------------------------------------------------

/// Words with a blank between places and '+' in front of what stands beside; '#' for a number's
/// mark.
std::string words_of(std::string_view text) {
  WordReader reader;
  std::string out;
  reader.each(text, [&](const TextWord& one) {
    if (!out.empty()) out += ' ';
    if ((one.flags & kWordBeside) != 0) out += '+';
    for (const char c : one.word) out += c == kNumber ? '#' : c;
  });
  return out;
}

TEST(SearchWords, AreFoldedRunsOfLettersAndDigitsOfAnyScript) {
  EXPECT_EQ(words_of("The HOTEL, room 7!"), "the hotel room 7");
  EXPECT_EQ(words_of("a_b c-d e@f.g"), "a b c d e f g");
  EXPECT_EQ(words_of("Straße İSTANBUL ışık Đào"), "strasse istanbul isik dao");
  EXPECT_EQ(words_of("Приїхав ЁЖ"), "приіхав еж");
  EXPECT_EQ(words_of("أَحْمَد"), "احمد");
  EXPECT_EQ(words_of("ho\xE2\x80\x8Btel ho\xC2\xADtel"), "hotel hotel");
  EXPECT_EQ(words_of("ｈｏｔｅｌ ﬁne"), "hotel fine");
  EXPECT_EQ(words_of("٧ ७"), "7 7");
  EXPECT_EQ(words_of("🌹🌹x"), "🌹 🌹 x");
  EXPECT_EQ(words_of(std::string_view("a\0b\x01"
                                      "c\xFF"
                                      "d",
                                      7)),
            "a b c d");
  EXPECT_EQ(words_of(""), "");
  EXPECT_EQ(words_of(std::string(500, 'x')), std::string(kMostWord, 'x'));
}

TEST(SearchWords, PartsThatAnApostrophePartsAreAlsoOneWord) {
  EXPECT_EQ(words_of("l'hôtel"), "l hotel +lhotel");
  EXPECT_EQ(words_of("O’Brien's"), "o brien +obrien s +obriens");
  EXPECT_EQ(words_of("'quoted' words"), "quoted words");
  EXPECT_EQ(words_of("a ' b"), "a b");
}

TEST(SearchWords, ANumberInGroupsHasItsLastEightDigitsBeside) {
  EXPECT_EQ(words_of("+43 660 555-0100 x"), "43 660 555 0100 +#05550100 x");
  EXPECT_EQ(words_of("06605550100"), "06605550100 +#05550100");
  EXPECT_EQ(words_of("+43\u00A0660\u20115550100"), "43 660 5550100 +#05550100");
  EXPECT_EQ(words_of("\u202A+43 660 \u2013 555\u20130100\u202C"), "43 660 555 0100")
      << "a blank on each side of a dash parts two figures";
  EXPECT_EQ(words_of("555 0100"), "555 0100");
  EXPECT_EQ(words_of("1234567890123456"), "1234567890123456") << "no telephone number is as long";
  EXPECT_EQ(words_of("1234 a 5678"), "1234 a 5678");
}

// The IBANs are the examples of the IBAN registry.
TEST(SearchWords, AnIbanInGroupsIsAlsoOneWord) {
  EXPECT_EQ(words_of("to CZ65 0800 0000 1920 0014 5399 now"),
            "to cz65 0800 0000 1920 0014 5399 +cz6508000000192000145399 now");
  EXPECT_EQ(words_of("GB29 NWBK 6016 1331 9268 19."),
            "gb29 nwbk 6016 1331 9268 19 +gb29nwbk60161331926819 +#31926819");
  EXPECT_EQ(words_of("CZ65\u00A00800-0000.1920\u20110014 5399"),
            "cz65 0800 0000 1920 0014 5399 +cz6508000000192000145399");
  EXPECT_EQ(words_of("CZ65\u200E 0800 0000 1920 0014 5399"),
            "cz65 0800 0000 1920 0014 5399 +cz6508000000192000145399");
  EXPECT_EQ(words_of("ＣＺ６５ 0800 0000 1920 0014 ５３９９"),
            "cz65 0800 0000 1920 0014 5399 +cz6508000000192000145399");
  EXPECT_EQ(words_of("room AB12 CZ65 0800 0000 1920 0014 5399 1200"),
            "room ab12 cz65 0800 0000 1920 0014 5399 +cz6508000000192000145399 1200");
  EXPECT_EQ(words_of("CZ65 0800 0000 1920 0014 5398"), "cz65 0800 0000 1920 0014 5398")
      << "wrong digits";
  EXPECT_EQ(words_of("CZ65 0800, 0000 1920 0014 5399"), "cz65 0800 0000 1920 0014 5399");
  EXPECT_EQ(words_of("CZ65 080 00000 1920 0014 5399"), "cz65 080 00000 1920 0014 5399");
}

TEST(SearchWords, ScriptsWithoutBlanksGiveCharactersAndPairs) {
  EXPECT_EQ(words_of("张伟在"), "张 +张伟 伟 +伟在 在");
  EXPECT_EQ(words_of("酒hotel店"), "酒 hotel 店");
  EXPECT_EQ(words_of("ホテル"), "ホ +ホテ テ +テル ル");
}

RC_GTEST_PROP(SearchWords, AreSafeInAQueryWhateverTheBytes, (const std::string& text)) {
  WordReader reader;
  std::size_t least = 0;
  reader.each(text, [&](const TextWord& one) {
    RC_ASSERT(one.begin < one.end);
    RC_ASSERT(one.end <= text.size());
    if ((one.flags & kWordBeside) == 0) {
      RC_ASSERT(one.begin >= least);
      least = one.begin;
    }
    const bool number = (one.flags & kWordNumber) != 0;
    for (const char c : one.word.substr(number ? 1 : 0))
      RC_ASSERT(static_cast<unsigned char>(c) > 0x20 && c != '"' && c != '|');
    RC_ASSERT(base::valid_utf8(one.word));
  });
}

TEST(SearchConsonants, SpellingsWithAndWithoutVowelsMeet) {
  const std::vector<std::pair<const char*, std::vector<const char*>>> all{
      {"احمد", {"ahmed", "ahmad"}},
      {"محمد", {"mohamed", "muhammad", "mehmed"}},
      {"علي", {"ali", "aly"}},
      {"فاطمة", {"fatima", "fatma", "fatimah"}},
      {"عايشة", {"aisha", "aicha"}},
      {"يوسف", {"youssef", "yusuf", "yosef"}},
      {"خالد", {"khaled", "chalid"}},
      {"الحسن", {"alhassan", "hassan", "hasan"}},
      {"عثمان", {"othman", "osman"}},
      {"وليد", {"walid", "oualid"}},
      {"مصطفى", {"mustafa", "moustapha"}},
      {"קטיה", {"katia", "katya"}},
      {"אברהם", {"avraham", "abraham"}},
      {"רחל", {"rachel", "rahel"}},
      {"שרה", {"sarah", "sara"}},
      {"משה", {"moshe", "mosheh"}},
  };
  for (const auto& [bare, spelled] : all) {
    const Consonants own = consonants_of(base::fold(bare));
    EXPECT_TRUE(own.without_vowels);
    for (const char* word : spelled) {
      const Consonants other = consonants_of(word);
      EXPECT_FALSE(other.without_vowels);
      EXPECT_TRUE(std::ranges::find_first_of(own.forms, other.forms) != own.forms.end())
          << bare << " " << word;
    }
  }
  EXPECT_NE(consonants_of("ahmed").forms, consonants_of("hamid").forms);
  EXPECT_NE(consonants_of("علي").forms, consonants_of("على").forms) << "a name, and 'on'";
  for (const char* word : {"", "a", "noa", "он", "x1", "ال", "на"})
    EXPECT_TRUE(consonants_of(word).forms.empty()) << word;
}

// ---- what is asked ------------------------------------------------------------------------------

const Spellings kNone = [](const std::string&, bool) {
  return base::Result<std::vector<std::string>>(std::vector<std::string>{});
};

std::string asked(std::string_view words) {
  const auto node = parse_search(words);
  if (!node) return "! " + node.error().place().text() + ": " + node.error().expected();
  const auto match = match_of(*node, kNone, Width::spelled, false);
  std::string text = match->text;
  std::ranges::replace(text, kNumber, '#');
  return text;
}

TEST(SearchQuery, IsReadIntoQuotedWordsAlone) {
  EXPECT_EQ(asked("Hotel LANTERN"), R"(("hotel" AND "lantern"))");
  EXPECT_EQ(asked(R"("hotel lantern")"), R"("hotel lantern")");
  EXPECT_EQ(asked("“hotel lantern”"), R"("hotel lantern")");
  EXPECT_EQ(asked("lant*"), R"("lant" *)");
  EXPECT_EQ(asked(R"("hotel lant*")"), R"("hotel lant" *)");
  EXPECT_EQ(asked("a near/5 b"), R"((NEAR("a" "b" , 5)))");
  EXPECT_EQ(asked("a NEAR b"), R"((NEAR("a" "b" , 10)))");
  EXPECT_EQ(asked("rent or (debt not bank)"), R"(("rent" OR (("debt") NOT ("bank"))))");
  EXPECT_EQ(asked("a b or c d"), R"((("a" AND "b") OR ("c" AND "d")))");
  EXPECT_EQ(asked("a not b not c and d"), R"((("a" AND "d") NOT ("b" OR "c")))");
  EXPECT_EQ(asked(R"("not" "or")"), R"(("not" AND "or"))");
  EXPECT_EQ(asked("o'brien"), R"(("o brien" OR "obrien"))");
  EXPECT_EQ(asked("ana@example.org"), R"("ana example org")");
  EXPECT_EQ(asked("+43/660/5550100"), R"(("43 660 5550100" OR "#05550100"))");
  EXPECT_EQ(asked("0660 5550100"), R"((("0660" AND "5550100") OR "#05550100"))");
  EXPECT_EQ(asked("rent +43 660 555-0100"),
            R"(("rent" AND (("43" AND "660" AND "555 0100") OR "#05550100")))");
  EXPECT_EQ(asked(R"("CZ65 0800 0000 1920 0014 5399")"),
            R"(("cz65 0800 0000 1920 0014 5399" OR "cz6508000000192000145399"))");
  EXPECT_EQ(asked("rent CZ65 0800 0000 1920 0014 5399 1200"),
            R"(("rent" AND (("cz65" AND "0800" AND "0000" AND "1920" AND "0014" AND "5399") OR )"
            R"("cz6508000000192000145399") AND "1200"))");
  EXPECT_EQ(asked("room AT61 or 1904"), R"((("room" AND "at61") OR "1904"))");
  EXPECT_EQ(asked("450 1200"), R"(("450" AND "1200"))");
  EXPECT_EQ(asked("a not 0660 5550100"), R"((("a" AND "5550100") NOT ("0660")))");
  EXPECT_EQ(asked("0660 near/3 5550100"), R"((NEAR("0660" "5550100" , 3)))");
  EXPECT_EQ(asked("Müller"), R"("muller|mueller")");
  EXPECT_EQ(asked("张伟 x"), R"(("张伟 伟" AND "x"))");
  EXPECT_EQ(asked("a - b : c"), R"(("a" AND "b" AND "c"))");
  EXPECT_EQ(asked("c0:x f(1) ^y {z}"), R"(("c0 x" AND "f" AND "1" AND "y" AND "z"))");
}

TEST(SearchQuery, WhatCanNotBeReadIsNamedWithItsCharacter) {
  const auto at = [](const char* number, const char* what) {
    return std::string("! the search, character ") + number + ": " + what;
  };
  EXPECT_EQ(asked(""), at("1", "a word, or words in quotation marks"));
  EXPECT_EQ(asked("€"), at("1", "a word, or words in quotation marks"));
  EXPECT_EQ(asked("жа and"), at("7", "a word, or words in quotation marks"));
  EXPECT_EQ(asked("not a"), at("1", "a word that is to be there, before 'not'"));
  EXPECT_EQ(asked("a or not b"), at("6", "a word that is to be there, before 'not'"));
  EXPECT_EQ(asked("(a"), at("3", "a closing bracket"));
  EXPECT_EQ(asked("a)"), at("2", "a bracket that was opened"));
  EXPECT_EQ(asked("b \"a"), at("3", "a quotation mark at its end, too"));
  EXPECT_EQ(asked("\"--\""), at("1", "a letter or digit to search for"));
  EXPECT_EQ(asked("a near/0 b"), at("3", "near/1 to near/100"));
  EXPECT_EQ(asked("a near/2 b near/3 c"), at("12", "the same distance as before: near/2"));
  EXPECT_EQ(asked("a near b near c near d near e"), at("24", "at most 4 parts of 'near'"));
  EXPECT_EQ(asked("ho*el"), at("1", "a star at the end of a word alone: 'lant*'"));
  EXPECT_EQ(asked("a*"), at("1", "at least 2 letters before a star"));
  EXPECT_EQ(asked("ж*"), at("1", "at least 2 letters before a star"));
  EXPECT_EQ(asked("酒*"), R"("酒" *)");
  EXPECT_EQ(asked(std::string(kDeepestSearch + 1, '(') + "a"),
            at("17", "at most 16 brackets in one another"));
  std::string many;
  for (std::size_t i = 0; i <= kMostSearchWords; ++i) many += "a ";
  EXPECT_EQ(asked(many), at("129", "at most 64 words"));
  EXPECT_FALSE(parse_search(std::string(kMostSearch + 1, 'a')));
}

RC_GTEST_PROP(SearchQuery, AnyBytesAreReadOrRefused, (const std::string& words)) {
  const auto node = parse_search(words);
  if (!node) {
    RC_ASSERT(node.error().kind() == base::ErrorKind::bad_input);
    return;
  }
  RC_ASSERT(match_of(*node, kNone, Width::sounding, false).has_value());
}

TEST(SearchQuery, MarksStandWhereTheWordsDo) {
  const auto marked = [](std::string_view words, const std::string& text) {
    WordReader reader;
    const auto match = match_of(*parse_search(words), kNone, Width::spelled, false);
    std::string out = text;
    auto places = marked_places(reader, text, match->marks, 10);
    std::ranges::reverse(places);
    for (const MarkedPlace& place : places) {
      out.insert(place.end, "]");
      out.insert(place.begin, "[");
    }
    return out;
  };
  EXPECT_EQ(marked("hotel", "The HÔTEL, a hotel"), "The [HÔTEL], a [hotel]");
  EXPECT_EQ(marked("\"the hotel\"", "The HÔTEL, a hotel"), "[The HÔTEL], a hotel");
  EXPECT_EQ(marked("hot*", "hotels hot cold"), "[hotels] [hot] cold");
  EXPECT_EQ(marked("a not b", "a b"), "[a] b") << "what must not be there is not marked";
  EXPECT_EQ(marked("06605550100", "at +43 660 555 01 00 now"), "at +[43 660 555 01 00] now");
  EXPECT_EQ(marked("660 or 06605550100", "at +43 660 555 01 00 now"), "at +[43 660 555 01 00] now");
  EXPECT_EQ(marked("obrien", "mr O’Brien"), "mr [O’Brien]");
  EXPECT_EQ(marked("CZ6508000000192000145399", "to CZ65 0800 0000 1920 0014 5399 now"),
            "to [CZ65 0800 0000 1920 0014 5399] now");
  EXPECT_EQ(marked("张伟", "在张伟店"), "在[张伟]店");
  EXPECT_EQ(marked("l", "a \u013F\u013Fj b"), "a [\u013F\u013Fj] b")
      << "one character, several words";
  EXPECT_EQ(marked("absent", "nothing"), "nothing");
}

// ---- the index ----------------------------------------------------------------------------------

TEST(SearchSeconds, RiseWithTimeAndStayInBounds) {
  EXPECT_EQ(search_second(0) - search_second(-1), 1);
  EXPECT_EQ(search_second(1'999'999) - search_second(0), 1);
  EXPECT_EQ(search_second(std::numeric_limits<std::int64_t>::min() + 1), 1);
  const std::int64_t last = search_second(std::numeric_limits<std::int64_t>::max());
  EXPECT_LT(last, std::int64_t{1} << (63U - kRowBits));
  EXPECT_GT(search_second(253'402'300'799'000'000), search_second(1'700'000'000'000'000));
}

TEST(SearchFiles, ErrorsAreAboutTheIndex) {
  using base::Error;
  using base::ErrorKind;
  const Error broken = about_index(Error(ErrorKind::bad_input, "the docket's database is damaged"));
  EXPECT_TRUE(is_damaged_index(broken));
  const Error full =
      about_index(Error(ErrorKind::unavailable, "the disk is full: the act was not made"));
  EXPECT_FALSE(is_damaged_index(full));
  EXPECT_EQ(full.text().find("act was"), std::string::npos);
  const Error other = about_index(Error(ErrorKind::bad_input, "write more letters"));
  EXPECT_EQ(other.message(), "write more letters");
}

class SearchIndexes : public testing::ImportsTest {
 protected:
  base::Result<Ref<Import>> take_texts(const std::vector<std::string>& texts,
                                       const std::string& options) {
    Docket& docket = as(Role::prosecutor);
    Import import = of(exhibit);
    import.options = options;
    const auto bulk = REDRESS_TRY(Bulk::for_import(docket));
    const auto description = REDRESS_TRY(describe(docket, import));
    Staging staging = REDRESS_TRY(Staging::begin_or_resume(bulk->folder(), description, rng_));
    Columns columns(record_schema_of<Message>());
    for (const std::string& text : texts)
      EXPECT_TRUE(columns.push(Message{.at = {next_at_ += 1'000'000}, .text = text, .row = 1}));
    REDRESS_TRY(staging.add(columns));
    REDRESS_TRY(staging.finish(texts.size()));
    return publish(docket, *bulk, staging, import, {in_case, "a test"});
  }
  SearchIndex filled() {
    Docket& docket = as(Role::prosecutor);
    const auto records = records_of(docket, in_case, record_schema_of<Message>(), {});
    auto index = SearchIndex::open(docket, in_case);
    std::vector<const ImportedRecords*> all;
    std::uint64_t missing = 0;
    for (const ImportedRecords& one : records->imports()) {
      all.push_back(&one);
      const SearchGroup* group = index->group_of(one.import.ref.number, "message");
      missing += one.records.rows() - (group == nullptr ? 0 : group->done);
    }
    std::uint64_t told = 0;
    const auto done = index->fill(all, [&](std::uint64_t rows) {
      told += rows;
      return base::Result<void>{};
    });
    EXPECT_TRUE(done) << done.error().text();
    EXPECT_EQ(told, missing);
    EXPECT_TRUE(index->fill(all, [](std::uint64_t) {
      ADD_FAILURE() << "what is there is taken in twice";
      return base::Result<void>{};
    }));
    return std::move(*index);
  }
  static base::Result<SearchAnswer> ask(SearchIndex& index, std::string_view words,
                                        const std::vector<std::int64_t>& groups) {
    const SearchNode node = REDRESS_TRY(parse_search(words));
    return index.ask({.words = &node, .groups = groups, .most = 10'000});
  }
  std::int64_t next_at_ = 1'700'000'000'000'000;
};

TEST_F(SearchIndexes, GiveRowsOfTheGroupsThatWereNamedAndOfNoOthers) {
  make();
  constexpr std::int64_t kGroups = 52;
  for (std::int64_t i = 0; i < kGroups; ++i)
    ASSERT_TRUE(take_texts({"rent", "other"}, "n=" + std::to_string(i)));
  SearchIndex index = filled();
  ASSERT_EQ(index.groups().size(), static_cast<std::size_t>(kGroups));
  // Few that may be read, few that may not, and many of both.
  for (const std::int64_t many : {0, 1, 24, 26, 51, 52}) {
    std::vector<std::int64_t> groups;
    for (std::int64_t i = 0; i < many; ++i)
      groups.push_back(index.groups()[static_cast<std::size_t>((i * 7) % kGroups)].id);
    const auto answer = ask(index, "rent", groups);
    ASSERT_TRUE(answer) << answer.error().text();
    std::vector<std::int64_t> given;
    for (const SearchRow& row : answer->rows) given.push_back(row.group);
    std::ranges::sort(given);
    std::ranges::sort(groups);
    EXPECT_EQ(given, groups);
    for (const SearchRow& row : answer->rows) EXPECT_EQ(row.row, 0U);
  }
}

/// Small and large imports, longer texts than a transaction of their own would hold, and one that
/// was begun before.
TEST_F(SearchIndexes, SmallImportsAreTakenInTogetherAndNoRowIsLost) {
  make();
  const std::vector<std::string> many(5'000, "rent is due");
  const std::vector<std::string> long_ones(20, "rent " + std::string(1'000'000, 'x'));
  ASSERT_TRUE(take_texts({"rent one"}, "n=1"));
  ASSERT_TRUE(take_texts(many, "n=2"));
  {
    SearchIndex begun = filled();
  }
  ASSERT_TRUE(take_texts(long_ones, "n=3"));
  ASSERT_TRUE(take_texts({"rent", "nothing", "rent"}, "n=4"));
  SearchIndex index = filled();
  std::vector<std::int64_t> groups;
  for (const SearchGroup& one : index.groups()) {
    EXPECT_EQ(one.done, one.rows);
    groups.push_back(one.id);
  }
  const auto answer = ask(index, "rent", groups);
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer->rows.size(), 1U + 5'000U + 20U + 2U);
}

TEST_F(SearchIndexes, WordsOfWhatIsClosedDoNotCountAmongTheSpellings) {
  make();
  const std::vector<std::string> letters{"б", "в", "д", "к", "л", "м", "н",
                                         "п", "р", "т", "ф", "з", "г"};
  std::vector<std::string> many;
  for (const auto& a : letters)
    for (const auto& b : letters)
      for (const auto& c : letters) many.push_back("ста" + a + b + c);
  ASSERT_GT(many.size(), kMostSpelled);
  ASSERT_TRUE(take_texts({"станция рядом"}, "open"));
  ASSERT_TRUE(take_texts(many, "closed"));
  SearchIndex index = filled();
  const auto open = ask(index, "sta*", {index.groups()[0].id});
  ASSERT_TRUE(open) << open.error().text();
  EXPECT_EQ(open->rows.size(), 1U);
  const auto all = ask(index, "sta*", {index.groups()[0].id, index.groups()[1].id});
  ASSERT_FALSE(all);
  EXPECT_NE(all.error().text().find("more of its letters"), std::string::npos);
  EXPECT_EQ(ask(index, "стан*", {index.groups()[0].id, index.groups()[1].id})->rows.size(), 170U);
}

}  // namespace
}  // namespace redress::docket
