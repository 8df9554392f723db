// Runs one shell script as a process of its own, with nothing of the caller's surroundings.
//
// Promises: a session of its own without a terminal (a prompt cannot wait for a person), exactly the
// given environment, SIGPIPE as usual, no core dump; everything the script started in its session's
// group ends with it; a script that passes its time is killed. Called by case_runner.cpp.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace redress::tests {

struct Script {
  std::string text;
  std::filesystem::path folder;          ///< where it runs
  std::vector<std::string> environment;  ///< NAME=value
  std::filesystem::path input;
  std::filesystem::path output;
  std::filesystem::path errors;  ///< may equal output: then both go there in order
  std::chrono::milliseconds limit{60'000};
};

struct Ended {
  int status = 0;  ///< exit status, or 128 + signal
  bool timed_out = false;
  std::string failure;  ///< why it could not be started; empty when it ran
};

Ended run_script(const Script& script);

/// Makes Ctrl-C kill what is running and be remembered, so that folders are still removed.
void watch_for_interrupt();
bool interrupted();

}  // namespace redress::tests
