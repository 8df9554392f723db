// A disk that stops taking bytes in the middle of a group of acts (here: a limit on the size of files);
// and who may read the files.
#include "docket/exhibits.hpp"
#include "docket/limited_files_testing.hpp"
#include "docket/testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

using testing::DocketTest;
using testing::LimitedFiles;

TEST_F(DocketTest, AGroupThatTheDiskBrokeKeepsNothingEvenWhenItsCallerGoesOn) {
  auto docket = create();
  ASSERT_TRUE(docket);
  const CaseRef in_case = add_case(*docket);
  const std::uint64_t before = *docket->store().leaf_count(Log::work);
  {
    const LimitedFiles limited(1U << 20U);
    auto acts = docket->begin();
    ASSERT_TRUE(acts);
    const Party party{.note = std::string(100'000, 'n')};
    int refused = 0;
    for (int i = 0; i < 60; ++i) refused += acts->enter(party, in_case, "r") ? 0 : 1;
    ASSERT_GT(refused, 0) << "the disk was not full: the test tests nothing";
    EXPECT_FALSE(acts->commit()) << "a group with a hole was kept";
  }
  EXPECT_EQ(*docket->store().leaf_count(Log::work), before);
  EXPECT_TRUE(docket->all<Party>(in_case)->empty());
  EXPECT_TRUE(verify(*docket).problems.empty());
  EXPECT_TRUE(add(*docket, in_case, Party{.name = "Moss Invented"}));
}

TEST_F(DocketTest, ADiskThatTakesNoMoreIsSaidToDoSo) {
  auto docket = create();
  ASSERT_TRUE(docket);
  const CaseRef in_case = add_case(*docket);
  const LimitedFiles limited(1U << 20U);
  auto acts = docket->begin();
  ASSERT_TRUE(acts);
  for (int i = 0; i < 60; ++i) {
    const auto entered = acts->enter(Party{.note = std::string(100'000, 'n')}, in_case, "r");
    if (entered) continue;
    EXPECT_EQ(entered.error().kind(), base::ErrorKind::unavailable);
    EXPECT_NE(entered.error().text().find("docket.db"), std::string::npos);
    EXPECT_FALSE(entered.error().fix().empty());
    return;
  }
  FAIL() << "the disk was not full: the test tests nothing";
}

TEST_F(DocketTest, EveryFileIsForItsOwnerAlone) {
  namespace fs = std::filesystem;
  auto docket = create();
  ASSERT_TRUE(docket);
  add_case(*docket);
  testing::write(temporary_.path() / "in" / "pay.txt", "a page\n");
  ASSERT_TRUE(take_file(*docket, temporary_.path() / "in" / "pay.txt"));
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  EXPECT_EQ(fs::status(folder()).permissions() & others, fs::perms::none);
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder())) {
    if (!entry.is_regular_file()) continue;
    ++files;
    EXPECT_EQ(entry.status().permissions() & others, fs::perms::none) << entry.path();
  }
  EXPECT_EQ(files, 6);  // FORMAT, key ring, database, its log and shared memory, the exhibit
}

}  // namespace
}  // namespace redress::docket
