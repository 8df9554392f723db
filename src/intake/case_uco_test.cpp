#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/case_uco_object.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake {
namespace {

using docket::Call;
using docket::Contact;
using docket::Message;
using testing::Collected;

Collected read(std::string_view bytes, Declared declared = {}) {
  return testing::collect(case_uco_reader(), bytes, std::move(declared));
}

Likeness likeness(std::string_view text) {
  Sample sample;
  sample.text = text;
  return case_uco_reader().recognise(sample);
}

constexpr std::string_view kGraph = R"J({
 "@context": {"kb": "http://example.org/kb/",
   "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
   "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/"},
 "@graph": [
  {"@id": "kb:app-1", "@type": "uco-observable:Application", "uco-core:name": "Lantern Chat"},
  {"@id": "kb:acc-1", "@type": "uco-observable:PhoneAccount", "uco-core:hasFacet": [
    {"@type": "uco-observable:PhoneAccountFacet", "uco-observable:phoneNumber": "+1 605 555 0101"},
    {"@type": "uco-observable:DigitalAccountFacet", "uco-observable:displayName": "Ana Invented"}]},
  {"@id": "kb:acc-2", "@type": "uco-observable:ApplicationAccount", "uco-core:hasFacet": {
    "@type": "uco-observable:AccountFacet", "uco-observable:accountIdentifier": "bo.example"}},
  {"@id": "kb:thread-1", "@type": "uco-observable:MessageThread", "uco-core:name": "Dienst",
   "uco-core:hasFacet": [{"@type": "uco-observable:MessageThreadFacet",
     "uco-observable:messageThread": {"@id": "kb:t", "co:element": [{"@id": "kb:msg-1"}]}}]},
  {"@id": "kb:msg-1", "@type": "uco-observable:Message", "uco-core:hasFacet": [{
    "uco-observable:application": {"@id": "kb:app-1"},
    "uco-observable:messageText": "come at nine",
    "uco-observable:from": {"@id": "kb:acc-2"},
    "uco-observable:to": [{"@id": "kb:acc-1"}, {"@id": "kb:unknown"}],
    "uco-observable:sentTime": {"@type": "xsd:dateTime", "@value": "2024-05-17T21:05:09.25+02:00"},
    "@type": "uco-observable:MessageFacet"}]},
  {"@id": "kb:rel-1", "@type": "uco-observable:ObservableRelationship",
   "uco-core:source": {"@id": "kb:file-1"}, "uco-core:target": {"@id": "kb:msg-1"},
   "uco-core:kindOfRelationship": "Attachment_Of"},
  {"@id": "kb:mail-1", "@type": "uco-observable:EmailMessage", "uco-core:hasFacet": [{
    "@type": "uco-observable:EmailMessageFacet", "uco-observable:subject": "room",
    "uco-observable:body": "text", "uco-observable:from": {"@id": "kb:mailbox"},
    "uco-observable:to": {"@id": "kb:acc-2"}, "uco-observable:cc": {"@id": "kb:acc-1"},
    "uco-observable:messageID": "m17", "uco-observable:sentTime": "2024-05-17T21:05:09Z"}]},
  {"@id": "kb:mailbox", "@type": "uco-observable:EmailAccount", "uco-core:hasFacet": [{
    "@type": "uco-observable:EmailAccountFacet", "uco-observable:emailAddress": {"@id": "kb:addr"}}]},
  {"@id": "kb:addr", "@type": "uco-observable:EmailAddress", "uco-core:hasFacet": [{
    "@type": "uco-observable:EmailAddressFacet", "uco-observable:addressValue": "mira@example.org"}]},
  {"@id": "kb:call-1", "@type": "uco-observable:Call", "uco-core:hasFacet": [{
    "@type": "uco-observable:CallFacet", "uco-observable:callType": "outgoing",
    "uco-observable:startTime": {"@value": "2024-05-17T21:05:09Z"}, "uco-observable:duration": 65,
    "uco-observable:from": {"@id": "kb:acc-1"},
    "uco-observable:to": [{"@id": "kb:acc-2"}, {"@id": "kb:mailbox"}]}]},
  {"@id": "kb:contact-1", "@type": "uco-observable:Contact", "uco-core:hasFacet": [{
    "@type": "uco-observable:ContactFacet", "uco-observable:firstName": "Bo",
    "uco-observable:lastName": "Example", "uco-observable:contactNote": "works nights",
    "uco-observable:contactPhone": {"@id": "kb:cp", "uco-observable:contactPhoneNumber": {"@id": "kb:acc-1"}},
    "uco-observable:contactEmail": {"uco-observable:emailAddress": {"@id": "kb:addr"}}}]},
  {"@id": "kb:phone-1", "@type": "uco-observable:MobileDevice", "uco-core:hasFacet": [{
    "@type": "uco-observable:MobileDeviceFacet", "uco-observable:IMEI": "356938035643809",
    "uco-observable:MSISDN": "+1 605 555 0101"},
    {"@type": "uco-observable:DeviceFacet", "uco-observable:model": "Lantern 5"}]},
  {"@id": "kb:org-1", "@type": "uco-identity:Organization", "uco-core:name": "Lantern"}
 ]})J";

TEST(CaseUco, ReadsMessagesWithTheirAccounts) {
  const Collected got = read(kGraph);
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  const auto messages = got.all<Message>();
  ASSERT_EQ(messages.size(), 2U);
  const Message& first = messages[0];
  EXPECT_EQ(first.at.since_1970, 1'715'972'709'250'000);
  EXPECT_EQ(first.zone, "+02:00");
  EXPECT_EQ(first.service, "Lantern Chat");
  EXPECT_EQ(first.thread, "Dienst");
  EXPECT_EQ(first.sender, "bo.example");
  EXPECT_EQ(first.recipients, "+1 605 555 0101\nkb:unknown");
  EXPECT_EQ(first.owner, "+1 605 555 0101");
  EXPECT_EQ(first.direction, "in");
  EXPECT_EQ(first.text, "come at nine");
  EXPECT_EQ(first.message_id, "kb:msg-1");
  EXPECT_EQ(first.files, 1);
  EXPECT_EQ(first.place, "@graph");
  EXPECT_EQ(first.row, 5);
  EXPECT_TRUE(
      kGraph.substr(static_cast<std::size_t>(first.offset)).starts_with("{\"@id\": \"kb:msg-1\""));
  const Message& mail = messages[1];
  EXPECT_EQ(mail.service, "mail");
  EXPECT_EQ(mail.sender, "mira@example.org");
  EXPECT_EQ(mail.recipients, "to bo.example\ncc +1 605 555 0101");
  EXPECT_EQ(mail.subject, "room");
  EXPECT_EQ(mail.text, "text");
  EXPECT_EQ(mail.message_id, "m17");
}

TEST(CaseUco, ReadsCallsContactsAndTelephones) {
  const Collected got = read(kGraph);
  const auto calls = got.all<Call>();
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].from, "+1 605 555 0101");
  EXPECT_EQ(calls[0].to, "bo.example");
  EXPECT_EQ(calls[0].direction, "out");
  EXPECT_EQ(calls[0].duration_s, 65);
  EXPECT_EQ(calls[0].outcome, "outgoing");
  EXPECT_EQ(calls[1].to, "mira@example.org");
  EXPECT_EQ(calls[1].row, calls[0].row);
  const auto contacts = got.all<Contact>();
  ASSERT_EQ(contacts.size(), 3U);
  EXPECT_EQ(contacts[0].name, "Ana Invented");
  EXPECT_EQ(contacts[0].numbers, "+1 605 555 0101");
  EXPECT_EQ(contacts[1].name, "Bo Example");
  EXPECT_EQ(contacts[1].emails, "mira@example.org");
  EXPECT_EQ(contacts[1].note, "works nights");
  EXPECT_EQ(contacts[1].numbers, "+1 605 555 0101");
  EXPECT_EQ(contacts[2].service, "device");
  EXPECT_EQ(contacts[2].numbers, "+1 605 555 0101");
  EXPECT_NE(contacts[2].note.find("IMEI 356938035643809"), std::string::npos);
}

TEST(CaseUco, CountsWhatItDoesNotRead) {
  const Collected got = read(kGraph);
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "not-read");
  EXPECT_NE(got.remarks[0].text.find("Organization 1"), std::string::npos);
  EXPECT_NE(got.remarks[0].text.find("MessageThread 1"), std::string::npos);
}

TEST(CaseUco, ReadsFullNamesAndBundles) {
  const Collected got = read(R"({"@context": {}, "@type": "uco-core:Bundle", "uco-core:object": [
    {"@id": "a", "https://ontology.unifiedcyberontology.org/uco/core/hasFacet": {
      "@type": "https://ontology.unifiedcyberontology.org/uco/observable/CallFacet",
      "https://ontology.unifiedcyberontology.org/uco/observable/startTime": "2024-05-17T21:05:09Z"}}]})");
  ASSERT_EQ(got.all<Call>().size(), 1U);
  EXPECT_EQ(got.all<Call>()[0].place, "uco-core:object");
}

TEST(CaseUco, RefusesWhatItCanNotRead) {
  const Collected got = read(R"({"@graph": [17, {"@id": "a", "uco-core:hasFacet": [{
    "@type": "uco-observable:MessageFacet", "uco-observable:sentTime": "in May"}]}]})");
  ASSERT_EQ(got.refused.size(), 2U);
  EXPECT_EQ(got.refused[0].where, "@graph[1]");
  EXPECT_EQ(got.refused[1].reason, "bad-date");
  std::string deep = "1";
  for (int i = 0; i < 100; ++i) deep = "{\"a\":" + deep + "}";
  EXPECT_EQ(read("{\"@graph\": [{\"b\": " + deep + "}]}").refused.size(), 1U);
}

/// The graph with the last letter of a name as an escape, wherever the name ends a string.
std::string spelled_otherwise(std::string_view name) {
  std::string out(kGraph);
  const std::string plain = std::string(name) + '"';
  const std::string other = std::string(name.substr(0, name.size() - 1)) + "\\u00" +
                            (name.back() < 'p' ? "6" : "7") +
                            "0123456789abcdef"[static_cast<std::size_t>(name.back()) % 16U] + '"';
  for (std::size_t at = out.find(plain); at != std::string::npos; at = out.find(plain, at))
    out.replace(at, plain.size(), other);
  return out;
}

TEST(CaseUco, NamesMayBeSpelledWithEscapes) {
  const Collected whole = read(kGraph);
  const auto expected = whole.all<Message>();
  ASSERT_EQ(spelled_otherwise("name").find("name\""), std::string::npos);
  for (const std::string_view name :
       {"phoneNumber", "addressValue", "accountIdentifier", "displayName", "name", "emailAddress",
        "MessageThreadFacet", "kindOfRelationship", "element"}) {
    const std::string spelled = spelled_otherwise(name);
    EXPECT_NE(spelled, kGraph) << name;
    const Collected got = read(spelled);
    const auto messages = got.all<Message>();
    ASSERT_EQ(messages.size(), expected.size()) << name;
    for (std::size_t i = 0; i < messages.size(); ++i) {
      EXPECT_EQ(messages[i].sender, expected[i].sender) << name;
      EXPECT_EQ(messages[i].sender_name, expected[i].sender_name) << name;
      EXPECT_EQ(messages[i].thread, expected[i].thread) << name;
      EXPECT_EQ(messages[i].files, expected[i].files) << name;
    }
  }
}

TEST(CaseUco, GoesRoundNoCircle) {
  const Collected got = read(R"({"@graph": [
    {"@id": "a", "uco-core:hasFacet": {"@type": "x:EmailAccountFacet", "x:emailAddress": {"@id": "b"}}},
    {"@id": "b", "uco-core:hasFacet": {"@type": "x:EmailAccountFacet", "x:emailAddress": {"@id": "a"}}},
    {"@id": "m", "uco-core:hasFacet": {"@type": "x:MessageFacet", "x:from": {"@id": "a"},
     "x:messageText": "t"}}]})");
  ASSERT_EQ(got.all<Message>().size(), 1U);
  EXPECT_EQ(got.all<Message>()[0].sender, "a");
}

TEST(CaseUco, KeepsOnlyWholeObjectsOfACutFile) {
  const Collected full = read(kGraph);
  const auto expected = full.all<Message>();
  for (std::size_t cut = 0; cut + 1 < kGraph.size(); cut += 3) {
    const Collected got = read(kGraph.substr(0, cut));
    const auto some = got.all<Message>();
    ASSERT_LE(some.size(), expected.size());
    for (std::size_t i = 0; i < some.size(); ++i) EXPECT_EQ(some[i].text, expected[i].text);
    if (got.error.empty()) {
      EXPECT_EQ(got.refused.size(), 1U) << cut;
    }
  }
}

TEST(CaseUco, KnowsItsFilesAndNoOthers) {
  EXPECT_EQ(likeness(kGraph).sure, Sure::yes);
  EXPECT_EQ(likeness("{\"@context\": \"https://schema.org\", \"@graph\": []}").sure, Sure::no);
  EXPECT_EQ(likeness("{\"messages\": []}").sure, Sure::no);
  EXPECT_EQ(likeness("").sure, Sure::no);
  EXPECT_NE(read("{}").error.find("no graph"), std::string::npos);
}

}  // namespace
}  // namespace redress::intake
