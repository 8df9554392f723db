#include "docket/wall_index.hpp"

#include <gtest/gtest.h>

#include "docket/canary_testing.hpp"
#include "docket/erase.hpp"
#include "docket/office_testing.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using testing::OfficeTest;
using Labels = std::vector<std::string>;

class WallIndexTest : public OfficeTest {
 protected:
  void SetUp() override { make_office(Side::provider); }

  void note(const std::string& label, Wall wall, std::size_t survivor, std::string_view text,
            Role role = Role::victim_specialist) {
    Docket& docket = as(role);
    auto acts = docket.begin();
    const Ref<Note> ref = *acts->reserve<Note>();
    auto sealed = Walls(docket).seal(*acts, {in_case, survivors.at(survivor), wall, field_of(ref)},
                                     testing::words(text));
    ASSERT_TRUE(sealed) << sealed.error().text();
    Row row = detail::row_of(Note{label, survivors.at(survivor), wall, *sealed}, in_case.number);
    row.number = ref.number;
    ASSERT_TRUE(acts->enter_row(schema_of<Note>(), std::move(row), "a note"));
    ASSERT_TRUE(acts->commit());
  }
  base::Result<Labels> search(std::string_view words, Role role = Role::victim_specialist,
                              Wall wall = Wall::location) {
    return Walls(as(role)).search(in_case, wall, words, reading_);
  }
  std::size_t indexes() const {
    std::size_t count = 0;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder() / "index", code))
      count += entry.is_regular_file() ? 1U : 0U;
    return count;
  }
  std::size_t openings() { return as(Role::supervisor).all<Opening>(in_case)->size(); }

  Reading reading_{Aim::safety, Ground::consent, "her safety plan"};
};

TEST_F(WallIndexTest, FindsNotesByWordsInAnyCaseAndWithoutDiacritics) {
  note("N1", Wall::location, 0, "The house has a GREEN d\xC3\xB3or.");
  note("N2", Wall::location, 1, "A flat behind the mill");
  note("N3", Wall::service_notes, 0, "green tea");
  EXPECT_EQ(*search("green door"), Labels{"N1"});
  EXPECT_EQ(*search("mill"), Labels{"N2"});
  EXPECT_EQ(*search("a"), (Labels{"N1", "N2"}));
  EXPECT_TRUE(search("tea")->empty()) << "each wall has an index of its own";
  EXPECT_FALSE(search("  \" "));
}

TEST_F(WallIndexTest, NamesBehindTheIdentityWallAreFoundByTheirPersonsLabels) {
  for (std::size_t i = 0; i < 2; ++i) {
    Docket& docket = as(Role::victim_specialist);
    auto acts = docket.begin();
    auto party = *docket.find(survivors[i]);
    auto sealed = Walls(docket).seal(*acts, name_field(in_case, survivors[i]),
                                     testing::words(i == 0 ? "Wren Invented" : "Lark Invented"));
    ASSERT_TRUE(sealed) << sealed.error().text();
    party->value.true_name = *sealed;
    ASSERT_TRUE(acts->amend(survivors[i], party->value, "by her counsel"));
    ASSERT_TRUE(acts->commit());
  }
  note("N1", Wall::identity, 1, "called Wren by the others");
  const auto by = [&](std::string_view words) {
    return *search(words, Role::victim_specialist, Wall::identity);
  };
  EXPECT_EQ(by("wren"), (Labels{"S1", "N1"}));
  EXPECT_EQ(by("INVENTED"), (Labels{"S1", "S2"}));
  note("N2", Wall::location, 0, "a flat behind the mill");
  EXPECT_TRUE(search("wren")->empty()) << "each wall has an index of its own";
}

TEST_F(WallIndexTest, WordsAreWordsAndNeverOperators) {
  note("N1", Wall::location, 0, "near the station");
  for (const char* words : {"station OR mill", "st*", "NEAR(station)", "text:station", "-station"})
    EXPECT_TRUE(search(words)) << words;
  EXPECT_TRUE(search("station OR mill")->empty());
}

TEST_F(WallIndexTest, EverySearchIsAnOpeningForEachPersonThere) {
  note("N1", Wall::location, 0, "a house");
  note("N2", Wall::location, 1, "a flat");
  const std::size_t before = openings();
  EXPECT_TRUE(search("castle")->empty());
  EXPECT_EQ(openings(), before + 2);
  ASSERT_TRUE(search("house"));
  EXPECT_EQ(openings(), before + 4);
}

TEST_F(WallIndexTest, WhoHoldsNoKeySearchesNothing) {
  note("N1", Wall::location, 0, "a house");
  const std::size_t before = openings();
  EXPECT_FALSE(search("house", Role::investigator));
  EXPECT_FALSE(search("house", Role::supervisor));
  EXPECT_EQ(openings(), before);
}

TEST_F(WallIndexTest, FollowsWhatIsEnteredAndWithdrawn) {
  note("N1", Wall::location, 0, "a house");
  EXPECT_EQ(*search("house"), Labels{"N1"});
  note("N2", Wall::location, 0, "another house");
  EXPECT_EQ(*search("house"), (Labels{"N1", "N2"}));
  auto acts = as(Role::victim_specialist).begin();
  ASSERT_TRUE(acts->withdraw(Ref<Note>{1}, "moved"));
  ASSERT_TRUE(acts->commit());
  EXPECT_EQ(*search("house"), Labels{"N2"});
}

TEST_F(WallIndexTest, IsGoneAfterAnErasureAndAfterAGrantIsTakenBack) {
  note("N1", Wall::location, 0, "a house");
  note("N2", Wall::location, 1, "a house too");
  ASSERT_TRUE(search("house"));
  EXPECT_EQ(indexes(), 1U);
  ASSERT_TRUE(shred(as(Role::victim_specialist), survivors[0], "her wish"));
  EXPECT_EQ(indexes(), 0U);
  EXPECT_EQ(*search("house"), Labels{"N2"});
  Walls specialist(as(Role::victim_specialist));
  const auto grant =
      specialist.grant(in_case, {{}, Wall::location, user(Role::investigator), {}, {}, "a threat"});
  ASSERT_TRUE(search("house", Role::investigator));
  ASSERT_TRUE(specialist.revoke(*grant, "over"));
  EXPECT_EQ(indexes(), 0U);
  EXPECT_EQ(*search("house"), Labels{"N2"});
}

TEST_F(WallIndexTest, AnAlteredIndexIsMadeAnew) {
  note("N1", Wall::location, 0, "a house");
  ASSERT_TRUE(search("house"));
  const fs::path file = fs::directory_iterator(folder() / "index")->path();
  const std::string whole = testing::read(file);
  for (std::size_t i = 0; i < whole.size(); i += 101) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    testing::write(file, changed);
    EXPECT_EQ(*search("house"), Labels{"N1"}) << i;
  }
  testing::write(file, "");
  EXPECT_EQ(*search("house"), Labels{"N1"});
}

TEST_F(WallIndexTest, NothingOfANoteStandsInAnyFile) {
  note("N1", Wall::location, 0, "Zq7.walled.kW8 and more");
  ASSERT_TRUE(search("more"));
  EXPECT_TRUE(testing::search_for_canaries({temporary_.path()}, {"Zq7.walled.kW8"}).empty());
}

}  // namespace
}  // namespace redress::docket
