#include "intake/outside.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace redress::intake {
namespace {

using base::Result;

FeedBytes feed(std::string text) {
  return [text = std::move(text)](const TakeBytes& take) -> Result<void> {
    for (std::size_t at = 0; at < text.size(); at += 1000) {
      REDRESS_TRY(take(base::as_bytes(std::string_view(text).substr(at, 1000))));
    }
    return {};
  };
}

struct Ran {
  std::string output;
  std::string error;
};
Ran run(const Outside& outside, const FeedBytes& input) {
  Ran out;
  const auto done = run_outside(outside, input, [&](base::ByteView bytes) -> Result<void> {
    out.output += base::as_text(bytes);
    return {};
  });
  if (!done) out.error = done.error().text();
  return out;
}

Outside program(std::string name, std::vector<std::string> arguments) {
  return {
      .program = std::move(name), .arguments = std::move(arguments), .limits = {}, .package = {}};
}

TEST(Outside, GivesItsInputAsStandardInput) {
  const Ran ran = run(program("cat", {"-"}), feed("seized words"));
  EXPECT_EQ(ran.error, "");
  EXPECT_EQ(ran.output, "seized words");
}

TEST(Outside, GivesItsInputAsPath) {
  std::string large(3'000'000, 'x');
  large += "end";
  const Ran ran = run(program("cat", {"{input}"}), feed(large));
  EXPECT_EQ(ran.error, "");
  EXPECT_EQ(ran.output, large);
}

TEST(Outside, StartsWithoutShellAndWithoutEnvironment) {
  ASSERT_EQ(setenv("REDRESS_OUTSIDE_TEST", "must not be seen", 1), 0);
  const Ran ran = run(program("env", {}), feed(""));
  EXPECT_EQ(ran.error, "");
  EXPECT_EQ(ran.output, "LANG=C.UTF-8\nOMP_THREAD_LIMIT=1\n");
  const Ran plain = run(program("echo", {"$HOME;", "`id`"}), feed(""));
  EXPECT_EQ(plain.output, "$HOME; `id`\n");
}

TEST(Outside, HasNoOtherDescriptor) {
  const int ours = open("/dev/null", O_RDONLY);  // without close-on-exec, on purpose
  ASSERT_GE(ours, 0);
  const Ran ran = run(program("ls", {"/proc/self/fd"}), feed(""));
  close(ours);
  EXPECT_EQ(ran.error, "");
  EXPECT_EQ(ran.output, "0\n1\n2\n3\n4\n");  // 4 is its own look at the folder
}

TEST(Outside, IsEndedAtItsTime) {
  Outside slow = program("sleep", {"30"});
  slow.limits.time = std::chrono::seconds(1);
  const auto begin = std::chrono::steady_clock::now();
  const Ran ran = run(slow, feed(""));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  EXPECT_NE(ran.error.find("sleep took too long"), std::string::npos) << ran.error;
}

TEST(Outside, WhatItStartedIsEndedToo) {
  // The shell ends at once, the program that it left behind holds the output open.
  Outside left = program("sh", {"-c", "sleep 30 & exit 0"});
  left.limits.time = std::chrono::seconds(1);
  const auto begin = std::chrono::steady_clock::now();
  (void)run(left, feed(""));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(Outside, IsEndedAtItsOutput) {
  Outside loud = program("yes", {});
  loud.limits.output = 1U << 20U;
  const Ran ran = run(loud, feed(""));
  EXPECT_LE(ran.output.size(), 1U << 20U);
  EXPECT_NE(ran.error.find("gave too much"), std::string::npos) << ran.error;
}

TEST(Outside, StopsWhenTheTakerStops) {
  int pieces = 0;
  const auto done = run_outside(program("yes", {}), feed(""), [&](base::ByteView) -> Result<void> {
    if (++pieces < 3) return {};
    return base::fail(base::ErrorKind::unavailable, "enough");
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message(), "enough");
  EXPECT_EQ(pieces, 3);
}

TEST(Outside, TooMuchInputIsRefused) {
  Outside small = program("cat", {});
  small.limits.input = 10;
  const Ran ran = run(small, feed("more than ten bytes"));
  EXPECT_EQ(ran.output, "");
  EXPECT_NE(ran.error.find("too large to hand to another program"), std::string::npos);
}

TEST(Outside, TellsTheStatusAndNotTheWords) {
  const Ran ran = run(program("sh", {"-c", "echo secret >&2; exit 7"}), feed(""));
  EXPECT_EQ(ran.error, "sh ended with status 7");
}

TEST(Outside, RunsUnderLimits) {
  Outside asked = program("sh", {"-c", "ulimit -v; ulimit -c; ulimit -f; ulimit -n; ulimit -t"});
  asked.limits.memory = 64U << 20U;
  asked.limits.time = std::chrono::seconds(10);
  const Ran ran = run(asked, feed(""));
  EXPECT_EQ(ran.error, "");
  EXPECT_EQ(ran.output, "65536\n0\n0\n64\n10\n");
}

TEST(Outside, SocketsAreRefused) {
  if (outside_walls().find("system calls") == std::string::npos) GTEST_SKIP() << outside_walls();
  const Ran ran = run(program("grep", {"Seccomp:", "/proc/self/status"}), feed(""));
  EXPECT_EQ(ran.output, "Seccomp:\t2\n");
  // bash opens a socket for this path by itself.
  const Ran net = run(program("bash", {"-c", "exec 2>&1; : </dev/tcp/127.0.0.1/9"}), feed(""));
  EXPECT_NE(net.output.find("Permission denied"), std::string::npos) << net.output;
}

TEST(Outside, CanWriteNoFile) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("outside-" + std::to_string(getpid()));
  (void)run(program("sh", {"-c", "echo words > " + file.string()}), feed(""));
  std::error_code none;
  EXPECT_TRUE(!std::filesystem::exists(file) || std::filesystem::file_size(file) == 0);
  if (outside_walls().find("landlock") != std::string::npos) {
    EXPECT_FALSE(std::filesystem::exists(file));
  }
  std::filesystem::remove(file, none);
}

TEST(Outside, CanNotChangeItsInput) {
  const auto kept = MemoryFile::of(feed("as seized"), 100);
  ASSERT_TRUE(kept);
  EXPECT_EQ(pwrite(kept->descriptor(), "X", 1, 0), -1);
  for (int time = 0; time < 2; ++time) {
    std::string output;
    const auto done = run_outside(program("cat", {}), *kept, [&](base::ByteView bytes) {
      output += base::as_text(bytes);
      return Result<void>{};
    });
    EXPECT_TRUE(done);
    EXPECT_EQ(output, "as seized");
  }
}

TEST(Outside, HasNoNetwork) {
  if (outside_walls().find("name space") == std::string::npos) GTEST_SKIP() << outside_walls();
  const Ran ran = run(program("cat", {"/proc/self/net/dev"}), feed(""));
  EXPECT_EQ(ran.output.find("eth"), std::string::npos) << ran.output;
  EXPECT_EQ(ran.output.find("en"), std::string::npos) << ran.output;
}

TEST(Outside, MissingProgramsAreSaid) {
  Outside absent = program("no-such-program-here", {});
  absent.package = "some-package";
  const Ran ran = run(absent, feed(""));
  EXPECT_NE(ran.error.find("is not installed"), std::string::npos);
  EXPECT_NE(ran.error.find("apt install some-package"), std::string::npos);
  EXPECT_NE(run(program("../bin/cat", {}), feed("")).error.find("is not installed"),
            std::string::npos);
  EXPECT_EQ(version_of("no-such-program-here", "--version"), "");
}

TEST(Outside, AsksForVersions) {
  EXPECT_NE(version_of("cat", "--version").find("cat"), std::string::npos);
  EXPECT_FALSE(outside_walls().empty());
}

}  // namespace
}  // namespace redress::intake
