#include "base/progress.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace redress::base {
namespace {

class Capture {
 public:
  Capture() : file_(::open_memstream(&data_, &size_)) {}
  ~Capture() {
    std::fclose(file_);
    std::free(data_);  // NOLINT(cppcoreguidelines-no-malloc): open_memstream asks for it
  }
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;
  std::FILE* file() { return file_; }
  std::string text() {
    std::fflush(file_);
    return {data_, size_};
  }

 private:
  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::FILE* file_;
};

long count(const std::string& text, char c) { return std::count(text.begin(), text.end(), c); }

TEST(Progress, TenRedrawsASecondOnATerminal) {
  Capture out;
  const FixedClock clock(Instant(0), 1000);  // a millisecond a call
  Progress progress({.label = "import", .total = 5000, .out = out.file(), .is_terminal = true},
                    clock);
  for (int i = 0; i < 5000; ++i) progress.advance();
  const long redraws = count(out.text(), '\r');
  EXPECT_GE(redraws, 49);
  EXPECT_LE(redraws, 50);
  EXPECT_EQ(count(out.text(), '\n'), 0);
  progress.finish();
  progress.finish();
  EXPECT_EQ(count(out.text(), '\n'), 1);
  EXPECT_NE(out.text().find("import: 5 000 done in 5.0 s"), std::string::npos) << out.text();
}

TEST(Progress, PlainLinesElsewhere) {
  Capture out;
  const FixedClock clock(Instant(0), 1'000'000);
  {
    Progress progress({.label = "import", .total = 10, .out = out.file()}, clock);
    for (int i = 0; i < 10; ++i) progress.advance();
    progress.finish();
  }
  EXPECT_EQ(out.text(),
            "import: 5 of 10 (50 %)\nimport: 10 of 10 (100 %)\nimport: 10 done in 11.0 s\n");
}

TEST(Progress, NothingWhenQuiet) {
  Capture out;
  const FixedClock clock(Instant(0), 60'000'000);
  Progress quiet({.label = "x", .total = 3, .out = out.file(), .is_terminal = true, .quiet = true},
                 clock);
  Progress nowhere({.label = "x", .total = 3}, clock);
  quiet.advance(3);
  quiet.finish();
  nowhere.advance(3);
  nowhere.finish();
  EXPECT_EQ(out.text(), "");
  EXPECT_EQ(nowhere.done(), 3U);
}

TEST(Progress, UnknownAndWrongTotalsAndHostileLabels) {
  Capture out;
  const FixedClock clock(Instant(0), 10'000'000);
  Progress unknown({.label = "rows\x1b[2J\nx", .total = 0, .out = out.file()}, clock);
  unknown.advance(1234567);
  EXPECT_EQ(out.text(), "rows␛[2J x: 1 234 567\n");
  Progress wrong({.label = "y", .total = 2, .out = out.file()}, clock);
  wrong.advance(~std::uint64_t{0});
  wrong.advance(5);
  EXPECT_NE(out.text().find("(100 %)"), std::string::npos);
}

TEST(Progress, AClockThatStepsBackDoesNotSilenceIt) {
  Capture out;
  FixedClock clock(Instant(1'000'000'000'000));
  Progress progress({.label = "z", .total = 4, .out = out.file()}, clock);
  clock.set(Instant(0));
  progress.advance();
  clock.set(Instant(6'000'000));
  progress.advance();
  EXPECT_EQ(count(out.text(), '\n'), 1);
}

TEST(Progress, AnAbandonedBarEndsItsLine) {
  Capture out;
  const FixedClock clock(Instant(0), 1'000'000);
  {
    Progress progress({.label = "w", .total = 4, .out = out.file(), .is_terminal = true}, clock);
    progress.advance();
  }
  EXPECT_EQ(out.text().back(), '\n');
}

}  // namespace
}  // namespace redress::base
