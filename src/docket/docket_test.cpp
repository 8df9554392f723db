#include "docket/docket.hpp"

#include "docket/exhibits.hpp"
#include "docket/intake.hpp"
#include "docket/targets.hpp"
#include "docket/testing.hpp"
#include "docket/verify.hpp"

#include <sys/stat.h>

namespace redress::docket {
namespace {

using testing::DocketTest;
using testing::words;

TEST_F(DocketTest, KeepsWhatWasEnteredAndOpensAgain) {
  Ref<Party> party;
  {
    auto docket = create();
    ASSERT_TRUE(docket) << docket.error().text();
    const CaseRef in_case = add_case(*docket);
    auto entered =
        add(*docket, in_case, Party{.label = "D1", .name = "Rowan Invented", .role = "owner"});
    ASSERT_TRUE(entered) << entered.error().text();
    party = *entered;
    ASSERT_TRUE(docket->remember_heads());
  }
  auto docket = open();
  ASSERT_TRUE(docket) << docket.error().text();
  auto found = docket->find(party);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->value.name, "Rowan Invented");
  const Verification verified = verify(*docket);
  EXPECT_TRUE(verified.problems.empty()) << verified.problems.front().text();
  EXPECT_EQ(verified.acts, 3U);
}

TEST_F(DocketTest, WrongPassphraseAndUnknownUserGetTheSameMessage) {
  ASSERT_TRUE(create());
  const auto wrong = open("Ada Example", "open barley");
  const auto unknown = open("Nobody Here", "open sesame");
  ASSERT_FALSE(wrong);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(wrong.error().text(), unknown.error().text());
}

TEST_F(DocketTest, ACaseThatIsNotCommittedLeavesNothing) {
  auto docket = create();
  ASSERT_TRUE(docket);
  {
    auto acts = docket->begin();
    ASSERT_TRUE(acts->enter(Case{.label = "gone", .title = "x"}, {}, "r"));
  }
  EXPECT_FALSE(docket->named<Case>("gone"));
  EXPECT_EQ(*docket->store().leaf_count(Log::evidence), 0U);
}

TEST_F(DocketTest, RefusesReferencesIntoAnotherCase) {
  auto docket = create();
  ASSERT_TRUE(docket);
  const CaseRef one = add_case(*docket, "one");
  const CaseRef two = add_case(*docket, "two");
  const auto party = add(*docket, one, Party{.label = "D1"});
  const auto claim = add(*docket, two, NonPunishment{.party = *party, .about = "x"});
  ASSERT_FALSE(claim);
  EXPECT_EQ(claim.error().kind(), base::ErrorKind::bad_input);
}

TEST_F(DocketTest, LabelsThatLookLikePathsAreRefused) {
  auto docket = create();
  ASSERT_TRUE(docket);
  for (const std::string bad : {"../../x", "a/b", ".hidden", "-rf", "a b", "x\ny", "\x1b[31m"}) {
    auto acts = docket->begin();
    EXPECT_FALSE(acts->enter(Case{.label = bad, .title = "t"}, {}, "r")) << bad;
  }
}

TEST_F(DocketTest, AProtectedPersonHasNoNameInTheOpen) {
  auto docket = create();
  const CaseRef in_case = add_case(*docket);
  EXPECT_FALSE(
      add(*docket, in_case,
          Party{.label = "S1", .protection = Protected::survivor, .name = "Wren Invented"}));
  EXPECT_TRUE(add(*docket, in_case, Party{.label = "S1", .protection = Protected::survivor}));
}

TEST_F(DocketTest, ASurvivorIsNeverATargetAndEveryRefusalHasTheSameWords) {
  auto docket = create();
  const CaseRef in_case = add_case(*docket);
  const auto survivor =
      add(*docket, in_case, Party{.label = "S1", .protection = Protected::survivor});
  const auto claimant = add(*docket, in_case, Party{.label = "D2", .name = "Sage Invented"});
  ASSERT_TRUE(
      add(*docket, in_case, NonPunishment{.party = *claimant, .about = "keeping the door"}));
  const auto unlisted = add(*docket, in_case, Party{.label = "D3", .name = "Moss Invented"});

  EXPECT_TRUE(as_defendant(*docket, *unlisted));
  const auto a = as_target(*docket, *survivor);
  const auto b = as_target(*docket, *claimant);
  const auto c = as_target(*docket, *unlisted);
  const auto d = as_target(*docket, Ref<Party>{999});
  ASSERT_FALSE(a);
  ASSERT_FALSE(b);
  ASSERT_FALSE(c);
  ASSERT_FALSE(d);
  EXPECT_EQ(a.error().text(), b.error().text());
  EXPECT_EQ(a.error().text(), c.error().text());
  EXPECT_EQ(a.error().text(), d.error().text());
}

TEST_F(DocketTest, ASelectionIsStaleAfterAnAct) {
  auto docket = create();
  const CaseRef in_case = add_case(*docket);
  const auto party = add(*docket, in_case, Party{.label = "D1", .name = "Moss Invented"});
  const auto defendant = as_defendant(*docket, *party);
  ASSERT_TRUE(defendant);
  EXPECT_FALSE(defendant->stale(*docket));
  ASSERT_TRUE(add(*docket, in_case, NonPunishment{.party = *party, .about = "x"}));
  EXPECT_TRUE(defendant->stale(*docket));
}

TEST_F(DocketTest, AnOlderStateIsRefusedUntilItIsExplained) {
  namespace fs = std::filesystem;
  {
    auto docket = create();
    add_case(*docket, "one");
    ASSERT_TRUE(docket->remember_heads());
  }
  fs::copy(folder(), temporary_.path() / "old", fs::copy_options::recursive);
  {
    auto docket = open();
    add_case(*docket, "two");
    ASSERT_TRUE(docket->remember_heads());
  }
  fs::remove_all(folder());
  fs::rename(temporary_.path() / "old", folder());
  const auto refused = open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind(), base::ErrorKind::conflict);
  auto explained =
      Docket::open({folder(), "Ada Example", "restored last week's backup after a disk failed"},
                   words("open sesame"), host());
  ASSERT_TRUE(explained) << explained.error().text();
  EXPECT_EQ(explained->all<Incident>()->size(), 1U);
  EXPECT_TRUE(open());
}

TEST_F(DocketTest, ASecondUserSignsOwnActs) {
  {
    auto docket = create();
    ASSERT_TRUE(docket->add_user({"Bo Example", Role::investigator}, words("another phrase")));
  }
  auto docket = open("Bo Example", "another phrase");
  ASSERT_TRUE(docket) << docket.error().text();
  add_case(*docket);
  EXPECT_EQ(docket->act({Log::evidence, 0})->user, 2U);
  EXPECT_TRUE(verify(*docket).problems.empty());
}

TEST_F(DocketTest, RebuildMakesTheSameTables) {
  auto docket = create();
  const CaseRef in_case = add_case(*docket);
  const auto party = add(*docket, in_case, Party{.label = "D1", .name = "Moss Invented"});
  {
    auto acts = docket->begin();
    ASSERT_TRUE(
        acts->amend(*party, Party{.label = "D1", .name = "Moss Otherwise"}, "spelled wrongly"));
    ASSERT_TRUE(acts->commit());
  }
  // A row that is not what the journal says is found, and made right again.
  Row row = **docket->store().row(schema_of<Party>(), party->number);
  row.values[3] = std::string("Somebody Else");
  ASSERT_TRUE(docket->store().put_row(schema_of<Party>(), row));
  EXPECT_EQ(verify(*docket).problems.size(), 1U);
  ASSERT_TRUE(rebuild(*docket));
  EXPECT_TRUE(verify(*docket).problems.empty());
  EXPECT_EQ((*docket->find(*party))->value.name, "Moss Otherwise");
}

TEST_F(DocketTest, AnExhibitIsSealedUnderAHiddenNameAndChecked) {
  auto docket = create();
  const std::string canary = "CANARY-7714 a page of a pay sheet\n";
  testing::write(temporary_.path() / "in" / "pay.txt", canary);
  auto taken = take_file(*docket, temporary_.path() / "in" / "pay.txt");
  ASSERT_TRUE(taken) << taken.error().text();
  EXPECT_EQ(taken->digest, base::sha256(base::as_bytes(canary)));
  std::string back;
  ASSERT_TRUE(read_exhibit(*docket, taken->digest, [&](base::ByteView chunk) -> base::Result<void> {
    back += base::as_text(chunk);
    return {};
  }));
  EXPECT_EQ(back, canary);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(testing::read(entry.path()).find("CANARY-7714"), std::string::npos) << entry.path();
    EXPECT_EQ(entry.path().string().find(taken->digest.hex().substr(0, 16)), std::string::npos);
  }
  EXPECT_EQ(*sweep(*docket), 0U);  // it waits for its act
  // As if power had gone between its place and its act.
  ASSERT_TRUE(docket->intake()->place(taken->digest, place_of_exhibit(*docket, taken->digest)));
  EXPECT_TRUE(has_bytes(*docket, taken->digest));
  EXPECT_EQ(*sweep(*docket), 1U);  // no exhibit names it
  EXPECT_FALSE(has_bytes(*docket, taken->digest));
}

TEST_F(DocketTest, LinksDevicesFoldersAndPipesAreNotExhibits) {
  auto docket = create();
  const auto in = temporary_.path() / "in";
  testing::write(in / "real.txt", "x");
  std::filesystem::create_symlink(in / "real.txt", in / "link.txt");
  EXPECT_FALSE(take_file(*docket, in / "link.txt"));
  EXPECT_FALSE(take_file(*docket, "/dev/zero"));
  EXPECT_FALSE(take_file(*docket, in));
  EXPECT_FALSE(take_file(*docket, in / "absent.txt"));
  ASSERT_EQ(::mkfifo((in / "pipe").c_str(), 0600), 0);
  EXPECT_FALSE(take_file(*docket, in / "pipe"));
}

}  // namespace
}  // namespace redress::docket
