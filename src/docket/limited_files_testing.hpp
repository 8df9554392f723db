// Helper of this room's tests: a disk that is full, played by a limit on the size of files.
#pragma once

#include <sys/resource.h>

#include <csignal>

namespace redress::docket::testing {

/// While it lives, this process can not write beyond `bytes` in any file.
class LimitedFiles {
 public:
  explicit LimitedFiles(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limited{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limited);
  }
  ~LimitedFiles() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  LimitedFiles(const LimitedFiles&) = delete;
  LimitedFiles& operator=(const LimitedFiles&) = delete;

 private:
  rlimit before_{};
};

}  // namespace redress::docket::testing
