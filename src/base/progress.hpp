// How far long work has come.
//
// Promises: on a terminal one line that redraws itself, at most 10 times a second; elsewhere plain
// lines, at most one every 5 seconds, and one at the end; nothing at all when quiet. Nothing about
// the contents of the work is shown but the label and two numbers. Time comes from the Clock.
// Cost: one clock reading per call of advance(); call it per batch, not per record.
// Bad input: a total of 0 means "not known" and shows the count alone; more than the total shows
// as the count. The label is made safe by one_line. Not for several threads at once.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

#include "base/time.hpp"

namespace redress::base {

struct ProgressOptions {
  std::string label;
  std::uint64_t total = 0;   ///< 0 = not known
  bool bytes = false;        ///< counts are bytes: shown in MiB, with rate and time left
  std::FILE* out = nullptr;  ///< not owned; nullptr is quiet
  bool is_terminal = false;
  bool quiet = false;
};

class Progress {
 public:
  /// `clock` must outlive it.
  Progress(ProgressOptions options, const Clock& clock);
  /// Ends a line left open on a terminal; says nothing else, the work may have failed.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance(std::uint64_t steps = 1);
  /// So many in all, and a word beside the numbers ("1 200 rows"); for work that knows where it is.
  void at(std::uint64_t done, std::string detail);
  /// The last line: what was done, in which time. Once; later calls do nothing.
  void finish();

  std::uint64_t done() const { return done_; }

 private:
  std::string line() const;
  std::string amount(std::uint64_t value) const;
  std::string pace() const;
  void redraw();

  ProgressOptions options_;
  const Clock& clock_;
  std::int64_t started_micros_;
  std::int64_t shown_micros_;
  std::uint64_t done_ = 0;
  std::string detail_;
  bool line_open_ = false;
  bool finished_ = false;
};

}  // namespace redress::base
