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
  for (const char* text : {"Lena", "Invented Lena", "Magdalena Invented", "Lena Inventedson", ""})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, FindsDomainsWithTheirHostsAndNotOthers) {
  PrivilegeGate one = gate();
  for (const char* text : {"to: l@lawyer-example.org", "https://www.lawyer-example.org/x",
                           "mail L@LAWYER-EXAMPLE.ORG.", "x@mail.lawyer-example.org"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text :
       {"a@notlawyer-example.org", "a@lawyer-example.org.invalid", "lawyer-example"})
    EXPECT_FALSE(one.hits(text)) << text;
}

TEST(PrivilegeGate, FindsNumbersInTheirWritings) {
  PrivilegeGate one = gate();
  for (const char* text : {"+16055550130", "605-555-0130", "(605) 555 0130", "001 605 555 0130 x"})
    EXPECT_TRUE(one.hits(text)) << text;
  for (const char* text : {"605 555 0131", "0130", "16055550130999"})
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
