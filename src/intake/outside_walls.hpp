// The last steps of a child process before it becomes another program: what it loses on the way.
//
// Promises: everything here is safe between fork and exec of a process with threads: system calls
// only, no allocation, no lock. Each step that may fail on some system is told by its bit; the
// others end the child.
// Source: prctl(2), landlock(7), seccomp(2), close_range(2).
#pragma once

#include <cstdint>

namespace redress::intake::walls {

enum Wall : unsigned {
  kNameSpace = 1U,    ///< a network of its own, with nothing in it
  kSystemCalls = 2U,  ///< sockets, tracing and other processes' memory are refused
  kNoWriting = 4U,    ///< no file can be made, written or removed
};

/// Puts up what this system has; gives the bits of those that stand. For a child only: it can not
/// be undone.
unsigned put_up() noexcept;

struct Start {
  const char* path = nullptr;
  char* const* arguments = nullptr;
  char* const* environment = nullptr;
  int input = -1;
  int output = -1;
  int errors = -1;
  int parent = 0;  ///< process that must still be there
  std::uint64_t memory = 0;
  std::uint64_t seconds = 0;
};

/// In the child: never returns. Its input is descriptor 0, and again kInput for programs that want
/// a path.
[[noreturn]] void become(const Start& start) noexcept;
inline constexpr int kInput = 3;

}  // namespace redress::intake::walls
