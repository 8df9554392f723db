#include <gtest/gtest.h>

#include "docket/testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

/// A kind as an earlier program had it, and as it is today: a first and a last name were one field.
struct CallerBefore {
  std::string label;
  std::string whole_name;
};
struct Caller {
  std::string label;
  std::string first;
  std::string last;
  std::string language;
};

}  // namespace

template <>
struct Kind<CallerBefore> {
  static constexpr KindInfo info{
      .name = "caller", .plural = "callers", .prefix = "Q", .version = 1, .help = "x"};
  static constexpr auto fields =
      FieldList{field(1, "label", &CallerBefore::label, "x"),
                field(2, "whole_name", &CallerBefore::whole_name, "x", kRequired)};
};

template <>
struct Kind<Caller> {
  static constexpr KindInfo info{
      .name = "caller", .plural = "callers", .prefix = "Q", .version = 3, .help = "x"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Caller::label, "x"), field(3, "first", &Caller::first, "x", kRequired),
      field(4, "last", &Caller::last, "x"), field(5, "language", &Caller::language, "x")};
  static base::Result<void> upcast(std::uint16_t from, ActBody& body) {
    if (from == 1) {
      for (auto& [number, value] : body) {
        if (number != 2) continue;
        const std::string whole = std::get<std::string>(value);
        const std::size_t blank = whole.find(' ');
        number = 3;
        value = whole.substr(0, blank);
        if (blank == std::string::npos) return {};
        body.emplace_back(std::uint16_t{4}, whole.substr(blank + 1));
        return {};
      }
      return {};
    }
    body.emplace_back(std::uint16_t{5}, std::string("und"));
    return {};
  }
};

namespace {

class UpcastTest : public testing::DocketTest {
 protected:
  Host with(const KindSchema* kind) {
    Host host = this->host();
    host.kinds.push_back(kind);
    return host;
  }
  base::Result<Docket> open_with(const KindSchema* kind) {
    return Docket::open({folder(), "Ada Example"}, testing::words("open sesame"), with(kind));
  }
  /// A docket that an earlier program made.
  void make_old() {
    auto docket =
        Docket::create({folder(), Side::prosecution, true, "Ada Example", Role::prosecutor},
                       testing::words("open sesame"), with(&schema_of<CallerBefore>()));
    ASSERT_TRUE(docket) << docket.error().text();
    in_case_ = add_case(*docket);
    for (const char* name : {"Wren Invented", "Moss"})
      ASSERT_TRUE(add(*docket, in_case_, CallerBefore{.whole_name = name}));
    auto acts = docket->begin();
    ASSERT_TRUE(acts->amend(Ref<CallerBefore>{2}, CallerBefore{.whole_name = "Moss Made Up"}, "r"));
    ASSERT_TRUE(acts->commit());
    ASSERT_TRUE(docket->remember_heads());
  }
  CaseRef in_case_;
};

TEST_F(UpcastTest, ADocketOfAnEarlierProgramIsReadThroughEveryVersionBetween) {
  make_old();
  auto docket = open_with(&schema_of<Caller>());
  ASSERT_TRUE(docket) << docket.error().text();
  const auto callers = docket->all<Caller>(in_case_);
  ASSERT_TRUE(callers);
  ASSERT_EQ(callers->size(), 2U);
  EXPECT_EQ(callers->at(0).value.first, "Wren");
  EXPECT_EQ(callers->at(0).value.last, "Invented");
  EXPECT_EQ(callers->at(1).value.last, "Made Up");
  EXPECT_EQ(callers->at(1).value.language, "und");
  EXPECT_TRUE(verify(*docket).problems.empty());
  EXPECT_EQ(docket->act({Log::work, 1})->kind_version, 1U) << "acts stay as they were signed";
}

TEST_F(UpcastTest, OldAndNewActsStandBesideEachOther) {
  make_old();
  {
    auto docket = open_with(&schema_of<Caller>());
    ASSERT_TRUE(
        add(*docket, in_case_, Caller{.first = "Ida", .last = "Invented", .language = "de"}));
    ASSERT_TRUE(docket->remember_heads());
  }
  auto docket = open_with(&schema_of<Caller>());
  EXPECT_EQ(docket->all<Caller>(in_case_)->size(), 3U);
  ASSERT_TRUE(rebuild(*docket));
  EXPECT_EQ(docket->all<Caller>(in_case_)->at(2).value.language, "de");
  EXPECT_TRUE(verify(*docket).problems.empty());
}

TEST_F(UpcastTest, AnEarlierProgramRefusesALaterDocketAndLeavesItAsItIs) {
  make_old();
  {
    auto docket = open_with(&schema_of<Caller>());
    ASSERT_TRUE(add(*docket, in_case_, Caller{.first = "Ida"}));
  }
  const auto refused = open_with(&schema_of<CallerBefore>());
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("does not know"), std::string::npos);
  auto docket = open_with(&schema_of<Caller>());
  ASSERT_TRUE(docket) << docket.error().text();
  EXPECT_TRUE(verify(*docket).problems.empty());
}

}  // namespace
}  // namespace redress::docket
