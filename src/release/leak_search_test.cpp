#include "release/leak_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include <rapidcheck/gtest.h>

#include "base/text.hpp"

namespace redress::release {
namespace {

SensitiveValue value(ValueSort sort, std::string_view text, std::string region = {}) {
  return {"S1 identity", sort, base::SecretBytes::copy_of(base::as_bytes(text)), std::move(region)};
}

Found found(const std::string& output, ValueSort sort, std::string_view text,
            std::string region = {}) {
  std::vector<SensitiveValue> values;
  values.push_back(value(sort, text, std::move(region)));
  auto out = find(output, values, {.max_hits = 1000});
  EXPECT_TRUE(out.has_value()) << out.error().text();
  return *out;
}

struct Case {
  ValueSort sort;
  std::string value;
  std::string output;
  Grade grade;
  How how;
};

class Spellings : public testing::TestWithParam<Case> {};

TEST_P(Spellings, AreFoundOnce) {
  const Case& one = GetParam();
  const std::string output = "Something before: " + one.output + " and something after.";
  const Found out = found(output, one.sort, one.value, "AT");
  ASSERT_EQ(out.hits.size(), 1U) << one.value << " in " << one.output;
  EXPECT_EQ(name_of(out.hits[0].grade), name_of(one.grade)) << one.output;
  EXPECT_EQ(name_of(out.hits[0].how), name_of(one.how)) << one.value << " in " << one.output;
  EXPECT_FALSE(out.more);
}

constexpr auto kName = ValueSort::name;
constexpr auto kWhole = Grade::whole;
constexpr auto kPart = Grade::part;

INSTANTIATE_TEST_SUITE_P(
    Names, Spellings,
    testing::Values(
        Case{kName, "Wren Invented", "Wren Invented", kWhole, How::spelling},
        Case{kName, "Wren Invented", "WREN  INVENTED", kWhole, How::spelling},
        Case{kName, "Wren Invented", "wren-invented", kWhole, How::spelling},
        Case{kName, "Wren Invented", "WrenInvented", kWhole, How::spelling},
        Case{kName, "Wren Invented", "Invented, Wren", kWhole, How::order},
        Case{kName, "Invented, Wren", "Wren Invented", kWhole, How::spelling},
        Case{kName, "Wren Moss Invented", "Invented Wren Moss", kWhole, How::order},
        Case{kName, "Wren Moss Invented", "Wren Invented", kWhole, How::two_words},
        Case{kName, "Wren Invented", "W. Invented", kWhole, How::initials},
        Case{kName, "Wren Moss Invented", "Invented, W.M.", kWhole, How::initials},
        Case{kName, "Wren Invented", "W Invented", kPart, How::initials},
        Case{kName, "Wren Invented", "Wren", kPart, How::one_word},
        Case{kName, "Wren Invented", "In-\n   vented", kPart, How::one_word},
        Case{kName, "Wren Invented", "Wren In-\nvented", kWhole, How::spelling},
        Case{kName, "Wren Invented", "Wren\n\tInvented", kWhole, How::spelling},
        Case{kName, "Wren Invented", "W\u00ADre\u200Bn Inven\u200Dted", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "Rene\u0301e Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "RENEE ERFUNDEN", kWhole, How::spelling},
        Case{kName, "Renee Erfunden", "Ren\u00e9e Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden",
             "Ren\xE9"
             "e Erfunden",
             kWhole, How::spelling},
        Case{kName, "J\u00f6rg M\u00fcsterfrau", "Joerg Muesterfrau", kWhole, How::spelling},
        Case{kName, "Joerg Muesterfrau", "J\u00f6rg M\u00fcsterfrau", kWhole, How::spelling},
        Case{kName, "Joerg Muesterfrau", "Jo\u0308rg Mu\u0308sterfrau", kWhole, How::spelling},
        Case{kName, "Wren Invented", "\uFF37\uFF52\uFF45\uFF4E \U0001D408nvented", kWhole,
             How::spelling},
        Case{kName, "\u0141ucja Zmy\u015blona", "Lucja Zmyslona", kWhole, How::spelling},
        Case{kName, "I\u015f\u0131l Uydurma", "ISIL UYDURMA", kWhole, How::spelling}));

INSTANTIATE_TEST_SUITE_P(
    Scripts, Spellings,
    testing::Values(
        Case{kName, "Вера Выдуманная", "Vera Vydumannaia", kWhole, How::script},
        Case{kName, "Вера Выдуманная", "vera vydumannaya", kWhole, How::script},
        Case{kName, "Vera Vydumannaia", "Вера ВЫДУМАННАЯ", kWhole, How::script},
        Case{kName, "Vydumannaya, Vera", "Выдуманная Вера", kWhole, How::script},
        Case{kName, "Вера Выдуманная", "Выдуманная В.", kWhole, How::initials},
        Case{kName, "Олена Вигадана", "Olena Vyhadana", kWhole, How::script},
        Case{kName, "Olena Vyhadana", "Олена Вигадана", kWhole, How::script},
        Case{kName, "Цвета Измислена", "Tsveta Izmislena", kWhole, How::script},
        Case{kName, "Tsveta Izmislena", "Цвета Измислена", kWhole, How::script},
        Case{kName, "Μυρτώ Επινοημένη", "Myrto Epinoimeni", kWhole, How::script},
        Case{kName, "Myrto Epinoimeni", "Μυρτώ Επινοημένη", kWhole, How::script},
        Case{kName, "ნინო გამოგონილი", "nino gamogonili", kWhole, How::script},
        Case{kName, "Nino Gamogonili", "ნინო გამოგონილი", kWhole, How::script},
        Case{kName, "Fatima Mukhtalaqa", "فاطمة مختلقة", kWhole, How::consonants},
        Case{kName, "فاطمة مختلقة", "Fatima Mukhtalaqa", kWhole, How::consonants},
        Case{kName, "فاطمة مختلقة", "فَاطِمَة مُخْتَلَقَة", kWhole, How::spelling},
        Case{kName, "王小明", "王 小明", kWhole, How::spelling},
        Case{kName, "王小明", "Wang Xiaoming", kWhole, How::script},
        Case{kName, "김지어", "\u1100\u1175\u11B7\u110C\u1175\u110B\u1165", kWhole, How::spelling},
        Case{kName, "Vera Invented", "V\u0435r\u0430 Invent\u0435d", kWhole, How::look_alike},
        Case{kName, "Вера Вовк", "Bepa Bobk", kWhole, How::look_alike},
        Case{kName, "Roxane Poe", "\u03A1\u03BFxane \u03A1\u03BFe", kWhole, How::look_alike}));

INSTANTIATE_TEST_SUITE_P(
    Encodings, Spellings,
    testing::Values(
        Case{kName, "Wren Invented", "<b>W</b>ren <i>Inven</i>ted", kWhole, How::spelling},
        Case{kName, "Wren Invented", "<td>Wren</td><td class=\"x\">Invented</td>", kWhole,
             How::spelling},
        Case{kName, "Wren Invented", "<img alt=\"Wren Invented\">", kWhole, How::spelling},
        Case{kName, "Wren Invented", "Wren&nbsp;Invent&shy;ed", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "Ren&eacute;e Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "Ren&#233;e&#x20;Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "Ren&amp;eacute;e Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "Ren\\u00e9e Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "Ren\\\\u00E9e Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "Ren\\xe9e Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "Ren\\u{e9}e Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "Ren\\U000000E9e Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "Ren\\u0065\\u0301e Erfunden", kWhole, How::spelling},
        Case{kName, "Wren Invented", "\\ud835\\udc16ren Invented", kWhole, How::spelling},
        Case{kName, "Wren Invented", "one line\\nWren Invented", kWhole, How::spelling},
        Case{kName, "Norman Invented", "C:\\norman\\invented", kWhole, How::spelling},
        Case{kName, "Wren Invented", "\\u003cb\\u003eW\\u003c/b\\u003eren Invented", kWhole,
             How::spelling},
        Case{kName, "Wren Invented", "Wren \\\n   Invented", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "q=Ren%C3%A9e+Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "q=Ren%25C3%25A9e%20Erfunden", kWhole, How::spelling},
        Case{kName, "Ren\u00e9e Erfunden", "q=Ren%E9e%20Erfunden", kWhole, How::spelling},
        Case{kName, "Wren Invented", "\"Invented\";\"Wren\"", kWhole, How::order},
        Case{kName, "Wren Invented", "\"Wren \"\"Invented\"\"\"", kWhole, How::spelling}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, Spellings,
    testing::Values(
        Case{ValueSort::phone, "+43 664 1234567", "+43 664 1234567", kWhole, How::number},
        Case{ValueSort::phone, "+43 664 1234567", "0043/664/123 45 67", kWhole, How::number},
        Case{ValueSort::phone, "+43 664 1234567", "0664 1234567", kWhole, How::number},
        Case{ValueSort::phone, "0664 1234567", "+43 (0) 664 / 123.45.67", kWhole, How::number},
        Case{ValueSort::phone, "+43 664 1234567", "<b>0664</b>1234567", kWhole, How::number},
        Case{ValueSort::phone, "+43 664 1234567", "٠٦٦٤ ١٢٣٤٥٦٧", kWhole, How::number},
        Case{ValueSort::phone, "+43 664 1234567", "tel:+436641234567", kWhole, How::number},
        Case{ValueSort::phone, "+1 605 555 0142", "(605) 555-0142", kWhole, How::number},
        Case{ValueSort::account, "AT61 1904 3002 3457 3201", "AT611904300234573201", kWhole,
             How::number},
        Case{ValueSort::account, "AT611904300234573201", "IBAN AT61 1904 3002 3457 3201", kWhole,
             How::number},
        Case{ValueSort::account, "AT611904300234573201", "account 1904300234573201", kWhole,
             How::number},
        Case{ValueSort::account, "AT611904300234573201", "ending 3457 3201", kPart, How::number},
        Case{ValueSort::email, "wren.invented@mail.example", "WREN.Invented@mail.example", kWhole,
             How::mailbox},
        Case{ValueSort::email, "wren.invented@mail.example",
             "wren.invented (at) mail [dot] example", kWhole, How::mailbox},
        Case{ValueSort::email, "wren.invented@mail.example", "wren.invented@other.example", kPart,
             How::mailbox},
        Case{ValueSort::address, "12 Invented Street, 1010 Testville", "Invented St. 12", kWhole,
             How::abbreviation},
        Case{ValueSort::address, "Erfundenstraße 12/3, 1010 Wien", "ERFUNDENSTR. 12/3", kWhole,
             How::abbreviation},
        Case{ValueSort::address, "12 Invented Street, 1010 Testville", "Testville", kPart,
             How::one_word},
        Case{ValueSort::text, "the yellow house behind the mill",
             "The YELLOW house behind the mill", kWhole, How::spelling},
        Case{ValueSort::text, "she hid in the yellow house behind the old mill",
             "in the yellow house behind", kWhole, How::run}));

TEST(LeakSearch, TellsTheColumnInCharacters) {
  const Found out = found("é\n ж Wren Invented\nx", kName, "Wren Invented");
  ASSERT_EQ(out.hits.size(), 1U);
  EXPECT_EQ(out.hits[0].line, 2U);
  EXPECT_EQ(out.hits[0].column, 4U);
  EXPECT_EQ(out.hits[0].offset, 7U);
  EXPECT_EQ(out.hits[0].length, 13U);
}

TEST(LeakSearch, InnocentNeighboursAreNoWholeHit) {
  EXPECT_TRUE(found("a stone in the road", kName, "Anna Stone").hits.size() == 1U);
  EXPECT_FALSE(found("a stone in the road", kName, "Anna Stone").whole());
  EXPECT_TRUE(found("An Nastone", kName, "Bo Li").hits.empty());
  EXPECT_TRUE(found("albo and bolide", kName, "Al Bo").hits.empty());
  EXPECT_TRUE(found("0664,1234567", ValueSort::phone, "0664 1234567", "AT").hits.empty());
  EXPECT_TRUE(found("99066412345678", ValueSort::phone, "0664 1234567", "AT").hits.empty());
  EXPECT_TRUE(found("unWrenInventedly", kName, "Wren Invented").hits.empty());
}

TEST(LeakSearch, NothingIsRefusedButWhatCanNotBeSearched) {
  const FingerprintKey key = FingerprintKey::of_size(32);
  for (const std::string_view text : {"", " - ", "...", "\xAD\xFF"}) {
    const auto out = fingerprints_of(base::as_bytes(text), kName, "", key);
    if (!out) EXPECT_EQ(out.error().kind(), base::ErrorKind::bad_input);
  }
  const auto secret = fingerprints_of(base::as_bytes("1234"), ValueSort::phone, "", key);
  ASSERT_FALSE(secret.has_value());
  EXPECT_EQ(secret.error().text().find("1234"), std::string::npos);
  EXPECT_FALSE(fingerprints_of(base::as_bytes("Wren"), kName, "", FingerprintKey::of_size(16)));
  EXPECT_FALSE(fingerprints_of(base::as_bytes(std::string(5000, 'x')), kName, "", key));
}

TEST(LeakSearch, MoreHitsThanAskedForKeepTheWholeOnes) {
  std::string output;
  for (int i = 0; i < 500; ++i) output += "Wren, ";
  output += "Wren Invented";
  std::vector<SensitiveValue> values;
  values.push_back(value(kName, "Wren Invented"));
  const auto out = find(output, values, {.max_hits = 10});
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->hits.size(), 10U);
  EXPECT_TRUE(out->more);
  EXPECT_TRUE(out->whole());
}

TEST(LeakSearch, ManyReadingsOfManyWordsEnd) {
  std::string output;
  for (int i = 0; i < 20'000; ++i) output += "\u0430 ";
  EXPECT_TRUE(found(output, kName, "Wren Invented Moss Lark").hits.empty());
  EXPECT_TRUE(found(std::string(300'000, '\\'), kName, "Wren Invented").hits.empty());
  EXPECT_TRUE(found(std::string(300'000, '<'), kName, "Wren Invented").hits.empty());
  EXPECT_TRUE(found(std::string(300'000, '&'), kName, "Wren Invented").hits.empty());
  EXPECT_TRUE(found(std::string(3'000'000, 'w'), kName, "Wren Invented").hits.empty());
}

// ---- where a "<" that nothing closes stops being a tag --------------------------------------------

TEST(LeakSearch, ANameIsFoundWhereverATagThatIsNeverClosedEnds) {
  const SensitiveValue name{
      "S1 identity",
      ValueSort::name,
      base::SecretBytes::copy_of(base::as_bytes(std::string_view("Wren Invented"))),
      {}};
  for (std::size_t before = 4050; before < 4110; ++before) {
    const std::string output = "<a " + std::string(before, 'x') + " \n Wren Invented \n ";
    const auto found = find(output, std::span(&name, 1), {.max_hits = 10});
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->whole()) << before;
  }
}

TEST(LeakSearch, ANumberBehindATagStandsByItself) {
  const SensitiveValue phone{
      "S1 phone", ValueSort::phone,
      base::SecretBytes::copy_of(base::as_bytes(std::string_view("0664 1234567"))), "AT"};
  for (const std::string_view output :
       {"tel<b>06641234567</b>", "<td>0664</td><td>1234567</td>", "0664 <b>123</b>-45<i>67</i>"}) {
    const auto found = find(output, std::span(&phone, 1), {.max_hits = 10});
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->whole()) << output;
  }
}

// ---- both ways give the same, and what a slow plain reference finds is found -------------------

std::string invented_word(std::mt19937& rng) {
  static constexpr std::array kSyllables = {"wren", "mos", "ar", "lin", "ved", "tor", "qua", "ble"};
  std::string out;
  const unsigned parts = 2 + rng() % 2;
  for (unsigned i = 0; i < parts; ++i) out += kSyllables[rng() % 8];
  return out;
}

RC_GTEST_PROP(LeakSearchProperty, FingerprintsFindWhatValuesFindAndWhatAReferenceFinds, ()) {
  std::mt19937 rng(*rc::gen::arbitrary<unsigned>());
  std::vector<SensitiveValue> values;
  std::vector<std::string> names;
  std::vector<FingerprintSet> sets;
  FingerprintKey key = FingerprintKey::of_size(32);
  for (std::uint8_t& byte : key.span()) byte = static_cast<std::uint8_t>(rng());
  for (int i = 0; i < 5; ++i) {
    const std::string name = invented_word(rng) + " " + invented_word(rng);
    names.push_back(name);
    const std::string tag = "S" + std::to_string(i + 1) + " identity";
    values.push_back({tag, kName, base::SecretBytes::copy_of(base::as_bytes(name)), {}});
    sets.push_back({tag, *fingerprints_of(base::as_bytes(name), kName, "", key)});
  }
  std::string output;
  static constexpr std::array kBetween = {" ", ", ", "\n", "</b> <i>", " - ", "&nbsp;"};
  for (int i = 0; i < 200; ++i) {
    const unsigned choice = rng() % 10;
    output += choice == 0 ? names[rng() % 5] : invented_word(rng);
    output += kBetween[rng() % 6];
  }
  const auto plain = find(output, values, {.max_hits = 5000});
  const auto keyed = find(output, sets, key, {.max_hits = 5000});
  RC_ASSERT(plain.has_value() && keyed.has_value());
  RC_ASSERT(plain->hits == keyed->hits);
  for (std::size_t n = 0; n < names.size(); ++n)
    for (std::size_t at = output.find(names[n]); at != std::string::npos;
         at = output.find(names[n], at + 1)) {
      const std::size_t after = at + names[n].size();
      const auto letter_at = [&](std::size_t i) {
        return i < output.size() && std::isalnum(static_cast<unsigned char>(output[i])) != 0;
      };
      if ((at > 0 && letter_at(at - 1)) || letter_at(after)) continue;
      RC_ASSERT(std::ranges::any_of(keyed->hits, [&](const Hit& hit) {
        return hit.tag == sets[n].tag && hit.grade == Grade::whole && hit.offset < after &&
               hit.offset + hit.length > at;
      }));
    }
}

RC_GTEST_PROP(LeakSearchProperty, AnyBytesAreSearchedAndOtherKeysFindNothing,
              (const std::string& before, const std::string& after)) {
  const std::string output = before + " Wren Invented " + after;
  std::vector<SensitiveValue> values;
  values.push_back(value(kName, "Wren Invented"));
  RC_ASSERT(find(output, values, {.max_hits = 100})->whole());
  FingerprintKey key = FingerprintKey::of_size(32);
  key.span()[0] = 1;
  std::vector<FingerprintSet> sets{
      {"S1", *fingerprints_of(base::as_bytes(std::string_view("Wren Invented")), kName, "", key)}};
  key.span()[0] = 2;
  RC_ASSERT(find(output, sets, key, {.max_hits = 100})->hits.empty());
}

// ---- innocent text -----------------------------------------------------------------------------

TEST(LeakSearch, InnocentPagesHaveNoWholeHit) {
  std::vector<SensitiveValue> values;
  const char* const names[] = {"Quillon Featherby",
                               "Вера Выдуманная",
                               "فاطمة مختلقة",
                               "Fatima Mukhtalaqa",
                               "王小明",
                               "Anna Stone",
                               "Rose Hope Carter",
                               "Li Wu",
                               "Mary Ann Post",
                               "Μυρτώ Επινοημένη",
                               "J\u00f6rg Muesterfrau"};
  for (const char* name : names) values.push_back(value(kName, name));
  values.push_back(value(ValueSort::phone, "+43 664 7654399"));
  values.push_back(value(ValueSort::account, "AT611904300234573201"));
  values.push_back(value(ValueSort::email, "quillon.featherby@mail.example"));
  values.push_back(value(ValueSort::address, "12 Invented Street, 1010 Testville"));
  std::size_t bytes = 0;
  for (const char* folder : {"/docs", "/examples", "/packs", "/src/docket", "/src/report"})
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(REDRESS_SOURCE_DIR) + folder)) {
      if (!entry.is_regular_file() || entry.path().extension() == ".png") continue;
      const std::ifstream in(entry.path(), std::ios::binary);
      std::stringstream text;
      text << in.rdbuf();
      const std::string output = text.str();
      bytes += output.size();
      const auto out = find(output, values, {.max_hits = 1000});
      ASSERT_TRUE(out.has_value());
      for (const Hit& hit : out->hits)
        EXPECT_NE(hit.grade, Grade::whole)
            << entry.path() << ":" << hit.line << ":" << hit.column << " " << name_of(hit.how)
            << " " << output.substr(hit.offset, hit.length);
    }
  EXPECT_GT(bytes, 1'000'000U);
}

}  // namespace
}  // namespace redress::release
