#include "base/files.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace redress::base {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "redress-files-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  void TearDown() override { fs::remove_all(root_); }

  fs::path put(const std::string& name, const std::string& content) {
    const fs::path path = root_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

  fs::path root_;
};

std::string refusal(const auto& result) { return result ? "" : result.error().text(); }

TEST_F(Files, ReadsExactlyWhatIsThere) {
  const std::string content("a\0b\xFF", 4);
  EXPECT_EQ(as_text(*read_file(put("a", content), 4)), content);
  EXPECT_TRUE(read_file(put("empty", ""), 0)->empty());
}

TEST_F(Files, LimitIsALimit) {
  const fs::path path = put("five", "12345");
  EXPECT_TRUE(read_file(path, 5));
  const auto refused = read_file(path, 4);
  ASSERT_FALSE(refused);
  EXPECT_NE(refusal(refused).find("5 bytes"), std::string::npos);
  EXPECT_NE(refusal(refused).find("five"), std::string::npos);
}

TEST_F(Files, RefusesWhatIsNoRegularFile) {
  fs::create_symlink(put("real", "x"), root_ / "link");
  fs::create_directory(root_ / "folder");
  ASSERT_EQ(::mkfifo((root_ / "pipe").c_str(), 0600), 0);
  const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (root_ / "socket").string().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ::close(listener);
  EXPECT_NE(refusal(read_file(root_ / "link", 9)).find("symbolic link"), std::string::npos);
  EXPECT_NE(refusal(read_file(root_ / "folder", 9)).find("a folder"), std::string::npos);
  EXPECT_NE(refusal(read_file(root_ / "pipe", 9)).find("a named pipe"), std::string::npos);
  EXPECT_NE(refusal(read_file(root_ / "socket", 9)).find("a socket"), std::string::npos);
  EXPECT_NE(refusal(read_file("/dev/zero", 9)).find("a device"), std::string::npos);
  const auto missing = read_file(root_ / "missing", 9);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind(), ErrorKind::not_found);
}

TEST_F(Files, HostileNamesAreShownHarmless) {
  const auto missing = read_file(root_ / "evil\x1b[2J\n", 9);
  ASSERT_FALSE(missing);
  EXPECT_EQ(refusal(missing).find('\x1b'), std::string::npos);
}

TEST_F(Files, TextErrorsNameLineAndColumnInCharacters) {
  const auto bad = read_text_file(put("bad.txt", "łódź\nzażół\xB3\xE6 x"), 100);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().place().line, 2U);
  EXPECT_EQ(bad.error().place().column, 6U);
  EXPECT_NE(bad.error().found().find("0xb3"), std::string::npos);
  EXPECT_EQ(*read_text_file(put("bom.txt", "\xEF\xBB\xBFłódź"), 100), "łódź");
}

TEST_F(Files, WritesWholeWithClosedMode) {
  const fs::path path = root_ / "out";
  ASSERT_TRUE(write_file_atomically(path, as_bytes("first")));
  ASSERT_TRUE(write_file_atomically(path, as_bytes("second, longer")));
  EXPECT_EQ(as_text(*read_file(path, 99)), "second, longer");
  struct stat status{};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600U);
  EXPECT_EQ(std::distance(fs::directory_iterator(root_), fs::directory_iterator()), 1)
      << "no temporary file stays";
}

TEST_F(Files, AFailedWriteLeavesTheOldFileAndNothingElse) {
  fs::create_directories(root_ / "taken" / "full");
  EXPECT_FALSE(write_file_atomically(root_ / "taken", as_bytes("x")));
  EXPECT_TRUE(fs::is_directory(root_ / "taken" / "full"));
  EXPECT_EQ(std::distance(fs::directory_iterator(root_), fs::directory_iterator()), 1);
  EXPECT_FALSE(write_file_atomically(root_ / "no" / "such" / "folder", as_bytes("x")));
  EXPECT_FALSE(write_file_atomically(root_ / "", as_bytes("x")));
  EXPECT_FALSE(write_file_atomically(root_ / "..", as_bytes("x")));
}

TEST_F(Files, MakesFoldersThatAreMissingAndSaysWhatStandsInTheWay) {
  ASSERT_TRUE(make_folders(root_ / "a" / "b" / "c"));
  EXPECT_TRUE(fs::is_directory(root_ / "a" / "b" / "c"));
  EXPECT_TRUE(make_folders(root_ / "a" / "b" / "c" / ""));
  EXPECT_TRUE(make_folders(root_ / "a" / "d" / ""));
  EXPECT_TRUE(fs::is_directory(root_ / "a" / "d"));
  EXPECT_TRUE(make_folders(""));
  put("file", "x");
  EXPECT_NE(make_folders(root_ / "file" / "below").error().text().find("Not a directory"),
            std::string::npos);
  EXPECT_NE(make_folders(root_ / "file").error().text().find("not a folder"), std::string::npos);
  fs::create_symlink(root_ / "nowhere", root_ / "link");
  EXPECT_NE(make_folders(root_ / "link").error().text().find("not a folder"), std::string::npos);
}

TEST_F(Files, AMoveThatFailsLeavesTheOldName) {
  fs::create_directories(root_ / "from" / "in");
  fs::create_directories(root_ / "taken" / "full");
  ASSERT_TRUE(sync_folders(root_));
  EXPECT_FALSE(move_durably(root_ / "from", root_ / "taken"));
  EXPECT_FALSE(move_durably(root_ / "from", root_ / "no" / "such"));
  EXPECT_TRUE(fs::is_directory(root_ / "from" / "in"));
  ASSERT_TRUE(move_durably(root_ / "from", root_ / "taken" / "to"));
  EXPECT_TRUE(fs::is_directory(root_ / "taken" / "to" / "in"));
  EXPECT_FALSE(fs::exists(root_ / "from"));
  EXPECT_FALSE(sync_folders(root_ / "from"));
}

TEST_F(Files, WritingOverALinkReplacesTheLinkNotItsTarget) {
  const fs::path target = put("target", "keep me");
  fs::create_symlink(target, root_ / "link");
  ASSERT_TRUE(write_file_atomically(root_ / "link", as_bytes("new")));
  EXPECT_EQ(as_text(*read_file(target, 99)), "keep me");
  EXPECT_FALSE(fs::is_symlink(root_ / "link"));
}

TEST_F(Files, InsideGivesPlainNamesBack) {
  fs::create_directory(root_ / "a");
  EXPECT_EQ(*inside(root_, "a/b/c.txt"), root_ / "a" / "b" / "c.txt");
  EXPECT_EQ(*inside(root_, "..."), root_ / "...");
  EXPECT_EQ(*inside(root_, "a b..txt"), root_ / "a b..txt");
}

TEST_F(Files, InsideNeverLeadsOut) {
  put("file", "x");
  fs::create_directory(root_ / "a");
  for (const char* name : {"", "/", "/etc/passwd", "..", "../x", "a/..", "a/../../x", "a//b", "a/",
                           ".", "./a", "a/./b", "//etc", "a/.."}) {
    EXPECT_FALSE(inside(root_, name)) << name;
  }
  EXPECT_FALSE(inside(root_, std::string_view("a\0/../x", 7)));
  EXPECT_FALSE(inside(root_ / "file", "x"));
  EXPECT_FALSE(inside(root_ / "missing", "x"));
}

TEST_F(Files, InsideFollowsNoLink) {
  fs::create_directory(root_ / "a");
  fs::create_directory_symlink("/etc", root_ / "a" / "out");
  fs::create_symlink("/etc/passwd", root_ / "a" / "file");
  fs::create_symlink("nowhere", root_ / "dangling");
  EXPECT_FALSE(inside(root_, "a/out/passwd"));
  EXPECT_FALSE(inside(root_, "a/out"));
  EXPECT_FALSE(inside(root_, "a/file"));
  EXPECT_FALSE(inside(root_, "dangling"));
}

}  // namespace
}  // namespace redress::base
