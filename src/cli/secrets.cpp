#include "cli/secrets.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

namespace redress::cli {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// Echo is off while this lives.
class Quiet {
 public:
  explicit Quiet(int fd) : fd_(fd), changed_(::tcgetattr(fd, &before_) == 0) {
    if (!changed_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(fd_, TCSAFLUSH, &silent);
  }
  ~Quiet() {
    if (changed_) ::tcsetattr(fd_, TCSAFLUSH, &before_);
  }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  int fd_;
  termios before_{};
  bool changed_;
};

struct Terminal {
  Terminal() = default;
  ~Terminal() {
    if (fd >= 0) ::close(fd);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  int fd = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
};

void say(int fd, const std::string& text) {
  [[maybe_unused]] const ssize_t written = ::write(fd, text.data(), text.size());
}

/// One byte at a time: what comes after a line belongs to the next question.
Result<base::SecretBytes> read_until(int descriptor, bool line) {
  base::SecretBytes buffer = base::SecretBytes::of_size(kLongestSecret);
  std::size_t size = 0;
  for (;;) {
    std::uint8_t byte = 0;
    const ssize_t got = ::read(descriptor, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return base::fail(Error(ErrorKind::bad_input, "nothing can be read from this descriptor")
                            .expected("an open descriptor, such as 3 with 3<file"));
    if (got == 0 || (line && byte == '\n')) break;
    if (size == kLongestSecret)
      return base::fail(Error(ErrorKind::bad_input, "what was given is too long")
                            .expected("at most " + std::to_string(kLongestSecret) + " bytes"));
    buffer.span()[size++] = byte;
  }
  return base::SecretBytes::copy_of(buffer.view().first(size));
}

Result<base::SecretBytes> typed_line(int terminal) {
  auto line = read_until(terminal, true);
  say(terminal, "\n");  // the one that was typed is not shown
  if (!line) return line;
  if (line->size() <= kLongestTyped) return line;
  return base::fail(Error(ErrorKind::bad_input, "this is more than a terminal takes in one line")
                        .expected("at most " + std::to_string(kLongestTyped) + " bytes")
                        .fix("give it on a descriptor: --passphrase-fd 3 3<file"));
}

}  // namespace

Result<base::SecretBytes> read_line(int descriptor) { return read_until(descriptor, true); }
Result<base::SecretBytes> read_rest(int descriptor) {
  const base::SecretBytes all = REDRESS_TRY(read_until(descriptor, false));
  base::ByteView text = all.view();
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
    text = text.first(text.size() - 1);
  return base::SecretBytes::copy_of(text);
}

Result<base::SecretBytes> ask(const std::string& prompt, bool twice) {
  const Terminal terminal;
  if (terminal.fd < 0)
    return base::fail(Error(ErrorKind::unavailable, "there is no terminal to ask at")
                          .fix("give it on a descriptor: --passphrase-fd 3 3<file"));
  const Quiet quiet(terminal.fd);
  say(terminal.fd, prompt);
  base::SecretBytes first = REDRESS_TRY(typed_line(terminal.fd));
  if (!twice) return first;
  say(terminal.fd, "Once more: ");
  const base::SecretBytes second = REDRESS_TRY(typed_line(terminal.fd));
  if (first.size() == second.size() &&
      sodium_memcmp(first.view().data(), second.view().data(), first.size()) == 0)
    return first;
  return base::fail(ErrorKind::bad_input, "the two passphrases are not the same");
}

}  // namespace redress::cli
