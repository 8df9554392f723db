// What a broken-off init leaves is replaced by the next; a docket that was finished never is.
#include <sys/wait.h>

#include <set>

#include "docket/testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using testing::DocketTest;

class InitTest : public DocketTest {
 protected:
  /// As it stands when power goes just before FORMAT is written, where no head was kept.
  void break_off() {
    {
      ASSERT_TRUE(create());
    }
    fs::remove(folder() / "FORMAT");
    testing::write(folder() / "UNFINISHED", "");
    fs::remove_all(temporary_.path() / "state");
  }
  std::set<std::string> names() const {
    std::set<std::string> out;
    for (const auto& one : fs::directory_iterator(folder()))
      out.insert(one.path().filename().string());
    return out;
  }
};

TEST_F(InitTest, AFinishedDocketHasNoMarkAndIsNeverReplaced) {
  {
    auto docket = create();
    ASSERT_TRUE(docket) << docket.error().text();
    EXPECT_EQ(names(), (std::set<std::string>{"FORMAT", "docket.db", "docket.db-shm",
                                              "docket.db-wal", "exhibits", "keyring"}));
    EXPECT_FALSE(create()) << "in use";
  }
  EXPECT_FALSE(create());
  // Also where somebody puts the mark there, or takes FORMAT away.
  testing::write(folder() / "UNFINISHED", "");
  EXPECT_FALSE(create());
  {
    ASSERT_TRUE(open());
  }
  EXPECT_FALSE(fs::exists(folder() / "UNFINISHED"));
  fs::remove(folder() / "FORMAT");
  EXPECT_FALSE(create());
  fs::remove_all(temporary_.path() / "state");
  EXPECT_FALSE(create());
}

TEST_F(InitTest, WhatWasBrokenOffIsReplaced) {
  break_off();
  const std::string before = testing::read(folder() / "keyring");
  EXPECT_FALSE(open());
  {
    auto docket = create();
    ASSERT_TRUE(docket) << docket.error().text();
    EXPECT_TRUE(verify(*docket).problems.empty());
  }
  EXPECT_NE(testing::read(folder() / "keyring"), before);
  EXPECT_TRUE(open());
}

TEST_F(InitTest, EveryPartOfWhatWasBrokenOffIsReplaced) {
  for (const std::set<std::string>& left :
       {std::set<std::string>{}, std::set<std::string>{"exhibits"},
        std::set<std::string>{"exhibits", "docket.db"},
        std::set<std::string>{"exhibits", "docket.db", "keyring"}}) {
    fs::remove_all(folder());
    break_off();
    for (const char* name : {"exhibits", "docket.db", "keyring"})
      if (!left.contains(name)) fs::remove_all(folder() / name);
    testing::write(folder() / ".redress-part", "half a file");
    const auto docket = create();
    EXPECT_TRUE(docket) << docket.error().text();
  }
}

TEST_F(InitTest, WhatInitDidNotLeaveIsNotReplaced) {
  const auto refused = [&](const char* what) {
    const auto docket = create();
    EXPECT_FALSE(docket) << what;
    EXPECT_TRUE(fs::exists(folder() / "keyring")) << what;
    fs::remove_all(folder());
  };
  break_off();
  testing::write(folder() / "a letter.txt", "of somebody");
  refused("another file");
  break_off();
  testing::write(folder() / "exhibits" / "ab" / "abcd", "sealed bytes");
  refused("an exhibit");
  break_off();
  fs::remove(folder() / "UNFINISHED");
  refused("no mark");
  {
    ASSERT_TRUE(create());
  }  // heads of it are kept
  fs::remove(folder() / "FORMAT");
  testing::write(folder() / "UNFINISHED", "");
  refused("a docket of which heads were kept");
}

TEST_F(InitTest, OneThatIsBeingMadeIsNotReplacedByAnother) {
  int go[2];
  int there[2];
  ASSERT_EQ(::pipe(go), 0);
  ASSERT_EQ(::pipe(there), 0);
  break_off();
  const pid_t child = ::fork();
  if (child == 0) {  // stands for a program in the middle of its init
    auto lock = FolderLock::share(folder());
    char byte = lock && lock->hold_alone(folder()) ? '1' : '0';
    const bool fine = ::write(there[1], &byte, 1) == 1 && ::read(go[0], &byte, 1) == 1;
    ::_exit(fine ? 0 : 1);
  }
  char byte = 0;
  ASSERT_EQ(::read(there[0], &byte, 1), 1);
  ASSERT_EQ(byte, '1');
  const auto refused = create();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("process " + std::to_string(child)), std::string::npos)
      << refused.error().text();
  ASSERT_EQ(::write(go[1], "x", 1), 1);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(create());
  for (const int fd : {go[0], go[1], there[0], there[1]}) ::close(fd);
}

}  // namespace
}  // namespace redress::docket
