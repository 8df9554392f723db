#include "intake/privilege.hpp"

#include <gtest/gtest.h>

#include "docket/records_comms.hpp"

namespace redress::intake {
namespace {

PrivilegeGate gate() {
  return PrivilegeGate({.names = {"Lena Invented", "Kanzlei Beispiel"},
                        .domains = {"lawyer-example.org"},
                        .numbers = {"+1 605 555 0130"}});
}

TEST(PrivilegeGate, FindsNamesInAnyCaseAndWithDiacritics) {
  PrivilegeGate one = gate();
  for (const char* text : {"Lena Invented", "call LENA INVENTED today", "Léna Ínvented.",
                           "kanzlei   beispiel", "Lena-Invented"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text : {"Lena", "Invented", "Magdalena Invented", "Lena Inventedson", ""})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, FindsPossessives) {
  PrivilegeGate one = gate();
  for (const char* text :
       {"LENA INVENTED'S office", "Lena Invented\u2019s letter", "Lena Invented\u00B4s letter",
        "Lena Invented`s", "Lena Inventeds Brief", "LENA INVENTED'", "d'Lena Invented",
        "la lettre d\u2019L\u00E9na Invented", "\u201CLena Invented\u201D", "'Lena Invented'",
        "l'avis de Lena Invented"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text : {"Lena Inventedst", "Lena's invention", "Lena Inventedson's"})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, FindsTheFamilyNameInFront) {
  PrivilegeGate one = gate();
  for (const char* text :
       {"Invented, Lena", "INVENTED, LENA", "N:Invented;Lena;;;", "N:Invented;Lena;Maria;Dr.;",
        "\"Invented\",\"Lena\"", "Invented Lena", "Invented\u00A0Lena", "invented.lena",
        "invented_lena.pdf", "Invented, L.", "N:Invented;L;;;", "Invented\uFF0C Lena",
        "Invented,\nLena", "Invented, Lena's"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text : {"We invented. Lena came", "invented? Lena", "invented\nLena",
                           "Invented and Lena", "what he invented, long ago", "invented, l 5"})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, FindsMiddleNamesAndInitials) {
  PrivilegeGate one = gate();
  for (const char* text :
       {"Lena M. Invented", "Lena Maria Invented", "lena maria invented", "Lena M Invented",
        "Lena Maria Sofia Invented", "Lena von der Invented", "Lena \"Mimi\" Invented",
        "Lena (Mimi) Invented", "Lena Maria\nInvented", "Lena Maria Invented's", "L. Invented",
        "L.Invented", "l. invented", "L Invented", "L. M. Invented", "L.M. Invented",
        "L. Maria Invented", "\u2066Lena\u2069 Maria Invented", "Lena-Maria Invented"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text :
       {"Lena one two three Invented", "Lena came. Then Invented", "Lena, Bo, Invented",
        "lena and she invented", "M. Invented", "l invented", "all invented", "L.\n\nBo. Invented",
        "Lena; Bo; Invented"})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, CommonWordsRaiseFewFalseAlarms) {
  PrivilegeGate one({.names = {"Will Young", "Ada Long", "Grant", "The Law Firm"}});
  for (const char* text : {"Will J. Young", "A. Long", "Long, Ada", "WILL YOUNG", "Grant's letter",
                           "the law firm", "Young, Will", "A Long"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text :
       {"they will be too young", "he will write to young people", "a long day", "how long, a day",
        "grants", "granted", "Grants of land", "he is young. Will he come?", "the firm",
        "firm, the law", "firm the law"})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, NamesOfSeveralWordsAndInTheOtherOrder) {
  PrivilegeGate one(
      {.names = {"Lena von Example", "Invented, Bo", "Mira K. Sample", "Anna-Eva Made",
                 "\u041B\u0435\u043D\u0430 \u0412\u044B\u043C\u044B\u0441\u0435\u043B"}});
  for (const char* text :
       {"Lena von Example", "von Example, Lena", "Example, Lena von", "L. von Example",
        "Bo Invented", "Bo X. Invented", "Mira Sample", "Mira Karla Sample", "Sample, Mira",
        "A.-E. Made", "A. Made", "Anna-E. Made", "Made, Anna-Eva",
        "\u041B. \u0412\u044B\u043C\u044B\u0441\u0435\u043B",
        "\u0412\u042B\u041C\u042B\u0421\u0415\u041B, \u041B\u0415\u041D\u0410"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text : {"Lena Example", "von Example", "Eva Made", "Mira K."})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, FindsDomainsWithTheirHostsAndNotOthers) {
  PrivilegeGate one = gate();
  for (const char* text :
       {"to: l@lawyer-example.org", "https://www.lawyer-example.org/x",
        "mail L@LAWYER-EXAMPLE.ORG.", "l@lawyer-example.org...", "x@mail.lawyer-example.org"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text :
       {"a@notlawyer-example.org", "a@lawyer-example.org.invalid", "lawyer-example"})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, DomainsBeyondAscii) {
  PrivilegeGate one({.domains = {"@lawyer-example.org", "kanzlei-erf\u00FCndung.example"}});
  for (const char* text :
       {"\u201Cl@lawyer-example.org\u201D", "\u2014lawyer-example.org\u2026",
        "x@kanzlei-erf\u00FCndung.example", "x@xn--kanzlei-erfndung-tzb.example"})
    EXPECT_TRUE(one.hits(text)) << text;
}

TEST(PrivilegeGate, FindsNumbersInTheirWritings) {
  PrivilegeGate one = gate();
  for (const char* text : {"+16055550130", "605-555-0130", "(605) 555 0130", "001 605 555 0130 x"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text : {"605 555 0131", "0130", "16055550130999"})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, FindsNumbersWithBlanksDashesAndMarksOfOtherScripts) {
  PrivilegeGate one = gate();
  for (const char* text :
       {"\u202A+1\u00A0(605)\u00A0555\u20110130\u202C", "605\u202F555\u20090130",
        "605\u2010555\u20150130", "605\u2212555\u22120130", "60\u200E5\u200F55\u20665\u20690130",
        "\u0661\u0666\u0660\u0665\u0665\u0665\u0665\u0660\u0661\u0663\u0660",
        "\u06F6\u06F0\u06F5 \u06F5\u06F5\u06F5 \u06F0\u06F1\u06F3\u06F0",
        "\u096C\u0966\u096B-\u096B\u096B\u096B-\u0966\u0967\u0969\u0966",
        "\uFF0B\uFF11 \uFF16\uFF10\uFF15 \uFF15\uFF15\uFF15 \uFF10\uFF11\uFF13\uFF10",
        "n\u00BA 605 555 0130", "1 1 1 1 605 555 0130"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text : {"605\u00E9555\u00E90130", "605\u00A0555\u00A00131", "\u0660\u0661"})
    EXPECT_FALSE(one.hits(text)) << text;
  PrivilegeGate other({.numbers = {"\u202A+1\u00A0(605)\u00A0555\u20110130\u202C"}});
  EXPECT_TRUE(other.hits("6055550130"));
  // A long list of numbers takes no longer than its length.
  std::string many;
  for (int i = 0; i < 200'000; ++i) many += "1 ";
  EXPECT_FALSE(one.hits(many));
}

TEST(PrivilegeGate, NamesInScriptsWithoutBlanks) {
  PrivilegeGate one({.names = {"李假名", "山田 仮名", "สมมติ ทดสอบ", "김가명", "陈假名 Peter"},
                     .domains = {},
                     .numbers = {}});
  for (const char* text :
       {"我和李假名律师说过", "李 假 名", "山田仮名先生", "山田・仮名", "ถามสมมติทดสอบแล้ว",
        "김가명이 왔다", "PDF_李假名.pdf", "山田仮\n名", "陈假名律师"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text : {"李先生", "假名", "山田", "Lena", ""})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, SaysWhichRows) {
  PrivilegeGate one = gate();
  docket::Columns rows(docket::record_schema_of<docket::Message>());
  EXPECT_TRUE(rows.push(docket::Message{.sender = "a", .text = "The rent is due."}));
  EXPECT_TRUE(rows.push(docket::Message{.sender = "+1 605 555 0130", .text = "Hello"}));
  EXPECT_EQ(one.hits(rows), (std::vector<bool>{false, true}));
  rows.clear();
  EXPECT_TRUE(rows.push(docket::Message{.text = "Nothing here"}));
  EXPECT_TRUE(one.hits(rows).empty());
}

TEST(PrivilegeGate, AnEmptyListFindsNothing) {
  PrivilegeGate none(PrivilegedNames{});
  EXPECT_TRUE(none.empty());
  EXPECT_FALSE(none.hits("Lena Invented"));
}

}  // namespace
}  // namespace redress::intake
