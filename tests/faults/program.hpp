// Programs that a driver of faults starts, and where they work.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace redress::faults {

struct Ended {
  int status = 0;  ///< exit status, or 128 + signal
  bool hung = false;
};

/// A program that lies beside this one.
std::filesystem::path beside(const char* name);

/// Runs it to its end, or for a minute; `more` are additions to the environment, `out` takes what it says.
Ended run_program(std::vector<std::string> words, std::vector<std::string> more,
                  const std::filesystem::path& out);

std::string text_of(const std::filesystem::path& file);

/// A new folder.
std::filesystem::path made_folder(const std::filesystem::path& scratch);

}  // namespace redress::faults
