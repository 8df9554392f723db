#include "base/keys.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace redress::base {
namespace {

// Numbers set aside for fiction: 555-01xx (North American Numbering Plan), 020 7946 0xxx (Ofcom).
TEST(Phone, ManyWritingsOneKey) {
  for (const char* text : {"+44 20 7946 0018", "+442079460018", "+44 (0)20 7946 0018",
                           "\u202A+44 20 7946 0018\u202C", "+44\u00A020\u20117946\u20110018"}) {
    const auto key = normal_phone(text, "");
    ASSERT_TRUE(key) << text;
    EXPECT_EQ(*key, "+442079460018") << text;
  }
  EXPECT_EQ(*normal_phone("020 7946 0018", "GB"), "+442079460018");
  EXPECT_EQ(*normal_phone("020 7946 0018", "gb"), "+442079460018");
  EXPECT_EQ(*normal_phone("(212) 555-0123", "US"), "+12125550123");
  EXPECT_EQ(*normal_phone("00 44 20 7946 0018", "AT"), "+442079460018");
  EXPECT_EQ(*normal_phone("+44 20 7946 0018", "US"), "+442079460018");
}

TEST(Phone, RefusesInsteadOfGuessing) {
  // As carriers write them.
  EXPECT_EQ(*normal_phone("4915112345678", "DE"), "+4915112345678");
  EXPECT_EQ(*normal_phone("40721234567", "DE"), "+40721234567");
  EXPECT_EQ(*normal_phone("436601234567", "DE"), "+436601234567");
  EXPECT_EQ(*normal_phone("15112345678", "DE"), "+4915112345678") << "without its 0";
  EXPECT_EQ(*normal_phone("2125550123", "US"), "+12125550123");
  EXPECT_FALSE(normal_phone("020 7946 0018", "")) << "national without a region";
  EXPECT_FALSE(normal_phone("", ""));
  EXPECT_FALSE(normal_phone("call me", "US"));
  EXPECT_FALSE(normal_phone("+1 212 555 0123 4567 8901", "US")) << "E.164 has 15 digits at most";
  EXPECT_FALSE(normal_phone("+999 123456789", ""));
  EXPECT_FALSE(normal_phone("12", "US"));
  EXPECT_FALSE(normal_phone("020 7946 0018", "XX"));
  EXPECT_FALSE(normal_phone("020 7946 0018", "England"));
}

TEST(Phone, KeyIsAFixedPointWithin15Digits) {
  EXPECT_TRUE(rc::check([] {
    const std::string text = "+";
    const auto digits = *rc::gen::container<std::string>(rc::gen::inRange<char>('0', '9' + 1));
    const auto key = normal_phone(text + digits, "");
    if (!key) return;
    RC_ASSERT(key->size() <= 16U);
    RC_ASSERT(*normal_phone(*key, "") == *key);
  }));
}

// Examples of the IBAN registry (ISO 13616; SWIFT).
TEST(Iban, ExamplesOfTheRegistry) {
  for (const char* iban :
       {"AD1200012030200359100100", "AT611904300234573201", "BE68539007547034",
        "CH9300762011623852957", "DE89370400440532013000", "FR1420041010050500013M02606",
        "GB29NWBK60161331926819", "LC55HEMM000100010012001200023015",
        "MT84MALT011000012345MTLCAST001S", "NO9386011117947", "PL61109010140000071219812874",
        "SA0380000000608010167519", "TR330006100519786457841326",
        "UA213223130000026007233566001"}) {
    const auto key = normal_iban(iban);
    ASSERT_TRUE(key) << iban << (key ? "" : key.error().text());
    EXPECT_EQ(*key, iban);
  }
  EXPECT_EQ(*normal_iban("IBAN: de89 3704 0044 0532 0130 00"), "DE89370400440532013000");
  EXPECT_EQ(*normal_iban("GB29\u00A0NWBK 6016-1331-9268-19"), "GB29NWBK60161331926819");
}

TEST(Iban, OneWrongDigitIsSeen) {
  const std::string good = "DE89370400440532013000";
  for (std::size_t i = 2; i < good.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed = good;
      changed[i] = digit;
      EXPECT_EQ(normal_iban(changed).has_value(), changed == good) << changed;
    }
  }
  for (std::size_t i = 4; i + 1 < good.size(); ++i) {
    std::string swapped = good;
    std::swap(swapped[i], swapped[i + 1]);
    EXPECT_EQ(normal_iban(swapped).has_value(), swapped == good) << swapped;
  }
}

TEST(Iban, LengthCountryAndShape) {
  EXPECT_FALSE(normal_iban(""));
  EXPECT_FALSE(normal_iban("DE8937040044053201300"));
  EXPECT_FALSE(normal_iban("DE893704004405320130000"));
  EXPECT_FALSE(normal_iban("US89370400440532013000"));
  EXPECT_FALSE(normal_iban("DE89370400440532O1300Ö"));
  EXPECT_FALSE(normal_iban("D"));
  EXPECT_FALSE(normal_iban("IBAN"));
}

TEST(Keys, ErrorsNeverCarryTheValue) {
  for (const KeyKind kind : {KeyKind::phone, KeyKind::iban, KeyKind::email}) {
    for (const char* text : {"SECRETVALUE", "77777777777777777777777", "secret value@@x",
                             "secret@domain", "GB29NWBK60161331926810"}) {
      const auto key = normal_key(kind, text, "");
      ASSERT_FALSE(key);
      const std::string shown = key.error().text();
      EXPECT_EQ(shown.find("SECRET"), std::string::npos) << shown;
      EXPECT_EQ(shown.find("secret"), std::string::npos) << shown;
      EXPECT_EQ(shown.find("7777"), std::string::npos) << shown;
      EXPECT_EQ(shown.find("NWBK"), std::string::npos) << shown;
    }
  }
}

TEST(Email, LowerCaseAndAsciiDomain) {
  EXPECT_EQ(*normal_email(" Anna.Example+tag@Example.ORG "), "anna.example+tag@example.org");
  EXPECT_EQ(*normal_email("MAILTO:a@example.org"), "a@example.org");
  EXPECT_EQ(*normal_email("a@Bücher.example"), "a@xn--bcher-kva.example");  // RFC 3492, RFC 5891
  EXPECT_EQ(*normal_email("a@xn--bcher-kva.example"), "a@xn--bcher-kva.example");
  EXPECT_EQ(*normal_email("ДАНА@example.org"), "дана@example.org");
}

TEST(Email, RefusesWhatIsNoAddress) {
  for (const char* text : {"",
                           "a",
                           "@example.org",
                           "a@",
                           "a@example",
                           "a b@example.org",
                           "a@b@c.org",
                           "a..b@example.org",
                           ".a@example.org",
                           "a.@example.org",
                           "a@exa mple.org",
                           "a@.org",
                           "a@example.org.",
                           "a@example..org",
                           "\"a b\"@example.org",
                           "a@[127.0.0.1]",
                           "a@exam\x1bple.org",
                           "a\n@example.org",
                           "a\xFF@example.org",
                           "a,b@example.org",
                           "<a@example.org>"}) {
    EXPECT_FALSE(normal_email(text)) << text;
  }
}

TEST(Name, FoldedWithoutPunctuationInOrder) {
  EXPECT_EQ(normal_name("  O'Connor-Łęcka,  Zoë "), "oconnor lecka zoe");
  EXPECT_EQ(normal_name("Знам’янська"), normal_name("Знам'янська"));
  EXPECT_EQ(normal_name("..."), "");
  EXPECT_EQ(name_tokens("Ana-Maria d’Exemplu"),
            (std::vector<std::string>{"ana", "maria", "dexemplu"}));
  EXPECT_TRUE(name_tokens(" - ").empty());
  EXPECT_NE(normal_name("Anna Maria"), normal_name("Maria Anna")) << "order is kept";
}

TEST(Keys, AGermanBankCodeWithAnAccountIsComparedAsItsIban) {
  // The example of Deutsche Bundesbank, and shorter numbers filled with zeros.
  EXPECT_EQ(*account_to_compare("37040044/532013000"), "DE89370400440532013000");
  EXPECT_EQ(*account_to_compare("3704 0044 / 0532013000"), "DE89370400440532013000");
  EXPECT_EQ(*account_to_compare("DE89 3704 0044 0532 0130 00"), "DE89370400440532013000");
  EXPECT_TRUE(normal_iban(*account_to_compare("99999901/7")));
  EXPECT_EQ(*account_to_compare("0800/19-2000145399"), "0800192000145399");
  EXPECT_EQ(*account_to_compare("37040044/05320130001"), "3704004405320130001");
  EXPECT_FALSE(account_to_compare(" / "));
}

RC_GTEST_PROP(Keys, AsciiHasTheSameKeysAsThroughTheTablesOfUnicode, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
  // Marks that no key keeps, and that are not ASCII.
  RC_ASSERT(normal_name(text) == normal_name(text + "\u2019"));
  const auto account = normal_key(KeyKind::account, text, {});
  const auto other = normal_key(KeyKind::account, text + "\u2019", {});
  RC_ASSERT(account.has_value() == other.has_value());
  if (account) RC_ASSERT(*account == *other);
}

TEST(Keys, OfEachKind) {
  EXPECT_EQ(*normal_key(KeyKind::phone, "(212) 555-0123", "US"), "+12125550123");
  EXPECT_EQ(*normal_key(KeyKind::iban, "de89 3704 0044 0532 0130 00", ""),
            "DE89370400440532013000");
  EXPECT_EQ(*normal_key(KeyKind::account, " 00-12 34/ab.", ""), "001234AB");
  EXPECT_EQ(*normal_key(KeyKind::address, "Beispielgaße 12/4, 1010 Wien", ""),
            "beispielgasse 12 4 1010 wien");
  EXPECT_EQ(*normal_key(KeyKind::other, "  Blue   VAN #7 ", ""), "blue van #7");
  EXPECT_EQ(*normal_key(KeyKind::name, "Żaneta", ""), "zaneta");
  for (const KeyKind kind : {KeyKind::name, KeyKind::account, KeyKind::address, KeyKind::other}) {
    EXPECT_FALSE(normal_key(kind, " ", ""));
  }
}

TEST(Keys, NormalFormsAreFixedPoints) {
  EXPECT_TRUE(rc::check([](const std::string& text) {
    for (const KeyKind kind : {KeyKind::name, KeyKind::email, KeyKind::account, KeyKind::address,
                               KeyKind::other, KeyKind::iban}) {
      const auto key = normal_key(kind, text, "");
      if (!key) continue;
      const auto again = normal_key(kind, *key, "");
      RC_ASSERT(again.has_value());
      RC_ASSERT(*again == *key);
    }
  }));
}

TEST(Keys, KindsHaveNames) {
  for (const KeyKind kind : {KeyKind::phone, KeyKind::iban, KeyKind::name, KeyKind::email,
                             KeyKind::account, KeyKind::address, KeyKind::other}) {
    EXPECT_EQ(*parse_key_kind(name_of(kind)), kind);
  }
  EXPECT_FALSE(parse_key_kind("Phone"));
}

}  // namespace
}  // namespace redress::base
