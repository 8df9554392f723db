// Taking in and sweeping at the same time, in one program and in two.
#include "docket/intake.hpp"

#include <sys/wait.h>

#include "docket/exhibits.hpp"
#include "docket/testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using testing::DocketTest;

class IntakeTest : public DocketTest {
 protected:
  fs::path page() {
    const fs::path file = temporary_.path() / "in" / "page.txt";
    testing::write(file, "a page of a pay sheet\n");
    return file;
  }
  static Exhibit exhibit_of(const SealedFile& taken, Ref<Authority> authority) {
    return {.label = "page",
            .title = "A page",
            .holding = Holding::sealed,
            .digest = taken.digest,
            .size = static_cast<std::int64_t>(taken.size),
            .authority = authority};
  }
};

TEST_F(IntakeTest, ASweepBetweenTakingAndTheActLeavesTheFileAlone) {
  auto docket = create();
  const CaseRef in_case = add_case(*docket);
  const auto authority = add(*docket, in_case, Authority{.title = "Search"});
  const auto taken = take_file(*docket, page());
  ASSERT_TRUE(taken) << taken.error().text();
  auto sweeper = open();
  EXPECT_EQ(*sweep(*sweeper), 0U);
  EXPECT_EQ(*sweep(*docket), 0U);
  ASSERT_TRUE(add(*docket, in_case, exhibit_of(*taken, *authority)));
  EXPECT_EQ(*sweep(*sweeper), 0U);
  EXPECT_TRUE(verify(*sweeper).problems.empty());
}

TEST_F(IntakeTest, WhatABrokenOffProgramLeftIsSweptAtOnce) {
  auto docket = create();
  const pid_t child = ::fork();
  if (child == 0) {
    auto other = open();
    const bool fine = other && take_file(*other, page());
    ::_exit(fine ? 0 : 1);  // as a kill leaves it: nothing is tidied up
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  EXPECT_EQ(*sweep(*docket), 1U);
  EXPECT_TRUE(fs::is_empty(folder() / "exhibits"));
}

TEST_F(IntakeTest, AnotherProgramsFileIsLeftAloneUntilThatProgramEnds) {
  auto docket = create();
  int taken[2];
  int go[2];
  ASSERT_EQ(::pipe(taken), 0);
  ASSERT_EQ(::pipe(go), 0);
  const CaseRef in_case = add_case(*docket);
  const auto authority = add(*docket, in_case, Authority{.title = "Search"});
  const pid_t child = ::fork();
  if (child == 0) {
    auto other = open();
    auto file = take_file(*other, page());
    char byte = file ? '1' : '0';
    bool fine = ::write(taken[1], &byte, 1) == 1 && ::read(go[0], &byte, 1) == 1;
    fine = fine && file && add(*other, in_case, exhibit_of(*file, *authority));
    ::_exit(fine ? 0 : 1);
  }
  char byte = 0;
  ASSERT_EQ(::read(taken[0], &byte, 1), 1);
  ASSERT_EQ(byte, '1');
  EXPECT_EQ(*sweep(*docket), 0U);  // the file waits, and its act is still to come
  ASSERT_EQ(::write(go[1], "x", 1), 1);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(*sweep(*docket), 0U);
  const Verification found = verify(*docket);
  EXPECT_TRUE(found.problems.empty()) << found.problems.front().text();
  EXPECT_EQ(found.exhibits, 1U);
  for (const int fd : {taken[0], taken[1], go[0], go[1]}) ::close(fd);
}

TEST_F(IntakeTest, WhatGotNoActGoesWithItsDocket) {
  auto docket = create();
  ASSERT_TRUE(take_file(*docket, page()));
  EXPECT_FALSE(fs::is_empty(folder() / "exhibits"));
  docket = base::fail(base::ErrorKind::unavailable, "closed");
  EXPECT_TRUE(fs::is_empty(folder() / "exhibits"));
}

}  // namespace
}  // namespace redress::docket
