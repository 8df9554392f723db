#include "intake/read_again.hpp"

#include "intake/add_testing.hpp"

namespace redress::intake {
namespace {
using docket::Authority;
using docket::Import;
using docket::Message;
using testing::AddTest;
using testing::kBank;
using testing::kChat;
using testing::kMore;

TEST(DeclaredOf, IsTheWayBackFromTheOptionsOfAnImport) {
  Declared said;
  said.zone = "Europe/Vienna";
  said.currency = "EUR";
  said.region = "AT";
  said.account = "AT00 INVENTED";
  said.owner = "+43 1 5550 101";
  said.language = "deu";
  said.open_media = true;
  said.media_word = "Ada Example has looked";
  for (const DayOrder days :
       {DayOrder::unsaid, DayOrder::day_first, DayOrder::month_first, DayOrder::year_first}) {
    said.days = days;
    const std::string text = options_text(said, "mark of a list");
    const Declared back = declared_of(text);
    EXPECT_EQ(options_text(back, "mark of a list"), text);
    EXPECT_EQ(back.zone, said.zone);
    EXPECT_EQ(back.media_word, said.media_word);
    EXPECT_EQ(back.days, days);
  }
  EXPECT_EQ(options_text(declared_of(""), ""), "");
}

class ReadAgainTest : public AddTest {
 protected:
  ReadAgain again() {
    auto out = read_again(docket(), in_case, {.rule_of = {}, .replaced = true});
    EXPECT_TRUE(out) << out.error().text();
    return out ? std::move(*out) : ReadAgain{};
  }
  static std::vector<std::string> texts(const ReadAgain& of) {
    std::vector<std::string> out;
    for (const base::Error& one : of.problems) out.push_back(one.text());
    return out;
  }
  docket::Kept<Import> import() { return docket().all<Import>(in_case)->back(); }

  /// Publishes, in the place of the last import, what its reader does not say.
  void publish_otherwise(const std::vector<Message>& messages, std::int64_t read) {
    const auto before = import();
    Import other = before.value;
    other.label.clear();
    other.replaces = before.ref;
    other.manifest.reset();
    const auto bulk = *docket::Bulk::for_import(docket());
    auto staging = *docket::Staging::begin_or_resume(
        bulk->folder(), *docket::describe(docket(), other), docket().host().rng);
    docket::Columns columns(docket::record_schema_of<Message>());
    for (const Message& one : messages) EXPECT_TRUE(columns.push(one));
    ASSERT_TRUE(staging.add(columns));
    ASSERT_TRUE(staging.finish(static_cast<std::uint64_t>(read)));
    const auto done = docket::publish(docket(), *bulk, staging, other, {in_case, "a test"});
    ASSERT_TRUE(done) << done.error().text();
  }
  /// The messages of the only import, by a function that may change them.
  std::vector<Message> published(std::vector<std::string>& keep) {
    std::vector<Message> out;
    const auto records =
        docket::records_of(docket(), in_case, docket::record_schema_of<Message>(), {});
    const auto& all = records->imports().front().records;
    std::vector<docket::Found> found;
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(all.rows()); ++i)
      found.push_back(*all.locate(i));
    keep.reserve(1000);
    EXPECT_TRUE(all.read<Message>(found, [&](const docket::Found&, const Message& one) {
      Message copy = one;
      const auto look = [&]<typename M>(const docket::Column<Message, M>& c) {
        if constexpr (std::is_same_v<M, std::string_view>)
          copy.*c.member = keep.emplace_back(one.*c.member);
      };
      docket::RecordKind<Message>::columns.each(look);
      out.push_back(copy);
    }));
    return out;
  }
};

TEST_F(ReadAgainTest, WhatWasTakenInIsWhatTheExhibitsSay) {
  put("may.csv", kBank);
  put("chat.txt", kChat);
  put("page.html", "<html><body><p>The room costs 450 a month.</p></body></html>");
  put("broken.csv",
      "Date,Amount,Currency,Text\n2024-07-03,-45.00,EUR,a\n2024-07-04,many,EUR,b\n"
      "2024-07-05,-46.00,EUR,c\n");
  const AddReport report = take();
  for (const FileReport& one : report.files) EXPECT_EQ(one.fate, Fate::taken) << one.why;
  const ReadAgain got = again();
  EXPECT_TRUE(texts(got).empty()) << texts(got).front();
  EXPECT_EQ(got.imports, 4U);
  EXPECT_EQ(got.records, 3U + 3U + 1U + 2U);
  EXPECT_TRUE(got.left.empty());
}

TEST_F(ReadAgainTest, RepeatsAndReplacedReadingsAddUp) {
  put("chat.txt", kChat);
  take();
  put("chat.txt", kChat + kMore);
  take();
  AddOptions how = options();
  how.declared.zone = "UTC";
  how.reread = true;
  take(how);
  const ReadAgain got = again();
  EXPECT_TRUE(texts(got).empty()) << texts(got).front();
  EXPECT_EQ(got.imports, docket().all<Import>(in_case)->size());
}

TEST_F(ReadAgainTest, ARecordThatIsNotInTheExhibitIsNamedByItsPlaceAndNotByItsWords) {
  put("chat.txt", kChat);
  take();
  std::vector<std::string> keep;
  std::vector<Message> messages = published(keep);
  messages[1].text = "I am paid on Fridays.";
  publish_otherwise(messages, 3);
  const auto said = texts(again());
  ASSERT_EQ(said.size(), 1U);
  EXPECT_NE(said[0].find("import IM-2"), std::string::npos) << said[0];
  EXPECT_NE(said[0].find("message row 2, which the exhibit gives otherwise"), std::string::npos)
      << said[0];
  EXPECT_EQ(said[0].find("paid"), std::string::npos) << said[0];
}

TEST_F(ReadAgainTest, ARecordTooManyOrTooFewIsFound) {
  put("chat.txt", kChat);
  take();
  std::vector<std::string> keep;
  std::vector<Message> messages = published(keep);
  messages.push_back(messages[0]);
  publish_otherwise(messages, 4);
  auto said = texts(again());
  ASSERT_EQ(said.size(), 2U);
  EXPECT_NE(said[0].find("which is not among what the exhibit gives"), std::string::npos);
  EXPECT_NE(said[1].find("3 rows read when read again"), std::string::npos) << said[1];
  messages.resize(2);
  publish_otherwise(messages, 2);
  said = texts(again());
  ASSERT_EQ(said.size(), 4U);
  EXPECT_NE(said[2].find("import IM-3"), std::string::npos) << said[2];
}

TEST_F(ReadAgainTest, ManyProblemsOfOneImportAreNotListedOneByOne) {
  put("chat.txt", kChat + kMore + kMore + kMore + kMore + kMore + kMore);
  take();
  std::vector<std::string> keep;
  std::vector<Message> messages = published(keep);
  for (Message& one : messages) one.text = "other words";
  publish_otherwise(messages, static_cast<std::int64_t>(messages.size()));
  const auto said = texts(again());
  ASSERT_EQ(said.size(), ReadAgain::kMostOfOne + 1);
  EXPECT_NE(said.back().find("more records of the sort"), std::string::npos);
}

TEST_F(ReadAgainTest, WhatAnotherVersionReadIsLeftAndSaid) {
  put("chat.txt", kChat);
  take();
  std::vector<std::string> keep;
  const auto before = import();
  Import other = before.value;
  other.label.clear();
  other.reader_version = "0";
  other.replaces = before.ref;
  other.manifest.reset();
  const auto bulk = *docket::Bulk::for_import(docket());
  auto staging = *docket::Staging::begin_or_resume(
      bulk->folder(), *docket::describe(docket(), other), docket().host().rng);
  ASSERT_TRUE(staging.finish(0));
  ASSERT_TRUE(docket::publish(docket(), *bulk, staging, other, {in_case, "a test"}));
  const ReadAgain got = again();
  EXPECT_EQ(got.imports, 1U);
  ASSERT_EQ(got.left.size(), 1U);
  EXPECT_EQ(got.left[0].import, "IM-2");
  EXPECT_NE(got.left[0].why.find("version 0 of reader whatsapp"), std::string::npos);
}

TEST_F(ReadAgainTest, RowsOutsideTheAuthorityAreCountedAndNotCompared) {
  Authority limited{.label = "A-9", .title = "a warrant of May"};
  limited.from = *base::PartialDate::parse("2024-05-18");
  limited.until = *base::PartialDate::parse("2024-05-31");
  authority_ = enter(limited);
  put("chat.txt", kChat);
  const AddReport taken = take();
  ASSERT_GT(taken.files[0].quarantined, 0U);
  const ReadAgain got = again();
  EXPECT_TRUE(texts(got).empty()) << texts(got).front();
  EXPECT_EQ(got.records, 3U - taken.files[0].quarantined);
}

}  // namespace
}  // namespace redress::intake
