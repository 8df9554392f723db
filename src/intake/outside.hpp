// Other people's programs (pdftotext, pdftoppm, tesseract), fed with hostile bytes and kept in
// bounds.
//
// Promises: started without a shell, with an environment of two fixed words, no other descriptor of
// ours, no new privileges, core dumps off, limits of memory, processor time and descriptors, and no
// file that it could write a byte to. No network: a name space of its own where the system lets us,
// and a filter of system calls where it has one; `outside_walls` says which of these hold here.
// Bytes go in by an anonymous, sealed memory file (as "{input}" and as standard input; never a
// named file on a disk) and come out by a pipe, up to a limit. It, and all that it started, is
// killed at its time limit. Memory: the memory file (at most `limits.input`), one piece of 64 KiB;
// the program's own on top.
// Bad input: an error that names program and exit status, never its
// output.
// Source: landlock(7), seccomp(2), user_namespaces(7), memfd_create(2).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "intake/input.hpp"

namespace redress::intake {

struct OutsideLimits {
  std::uint64_t memory = 1U << 30U;
  std::uint64_t output = 256U << 20U;
  std::chrono::seconds time{60};  ///< of the clock on the wall, and of the processor
  std::uint64_t input = 512U << 20U;
};

struct Outside {
  std::string program;                 ///< "pdftotext", found in /usr/bin and /usr/local/bin only
  std::vector<std::string> arguments;  ///< "{input}" becomes the path of the memory file
  OutsideLimits limits;
  std::string package;  ///< of the system that has the program, for messages: "poppler-utils"
};

using TakeBytes = std::function<base::Result<void>(base::ByteView)>;
using FeedBytes = std::function<base::Result<void>(const TakeBytes&)>;

/// Gives all bytes of an input, which must outlive it.
FeedBytes bytes_of(const Input& input);

/// Bytes without a name, which several programs may read one after the other; none can change them.
class MemoryFile {
 public:
  /// An error where there are more than `most` bytes.
  static base::Result<MemoryFile> of(const FeedBytes& input, std::uint64_t most);
  MemoryFile(MemoryFile&& other) noexcept;
  MemoryFile& operator=(MemoryFile&& other) noexcept;
  ~MemoryFile();
  int descriptor() const { return descriptor_; }

 private:
  explicit MemoryFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

/// Whether the program is here, with the first line of what it says of its version; empty: it is
/// not.
std::string version_of(const std::string& program, const std::string& flag);

/// Runs it; `take` gets its output piece by piece. `input` is read to its end into the memory file.
base::Result<void> run_outside(const Outside& outside, const FeedBytes& input,
                               const TakeBytes& take);
base::Result<void> run_outside(const Outside& outside, const MemoryFile& input,
                               const TakeBytes& take);

/// Which walls this system gives to programs: "no network (name space), no network (system calls),
/// ..."
std::string outside_walls();

}  // namespace redress::intake
