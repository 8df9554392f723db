// For tests of whole cases: a folder that goes away, files as lines, tables as fields. The file that includes it
// includes nlohmann/json.hpp before.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "simulate/simulate.hpp"

namespace redress::simulate::testing {

class Folder {
 public:
  Folder() {
    static int number = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("redress-simulate-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
    std::filesystem::remove_all(path_);
  }
  ~Folder() {
    std::error_code code;
    std::filesystem::remove_all(path_, code);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::vector<std::string> out;
  std::istringstream in(bytes_of(path));
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    out.push_back(line);
  }
  return out;
}

/// Fields of a line; quotes are taken off.
inline std::vector<std::string> fields_of(const std::string& line, char separator) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char one : line) {
    if (one == '"') {
      quoted = !quoted;
    } else if (one == separator && !quoted) {
      out.emplace_back();
    } else {
      out.back() += one;
    }
  }
  return out;
}

/// "-1,234.50" or "-1234,50" in minor units: the digits, and the sign.
inline std::int64_t minor_of(const std::string& text) {
  std::int64_t out = 0;
  for (const char one : text) {
    if (one >= '0' && one <= '9') out = out * 10 + (one - '0');
  }
  return !text.empty() && text.front() == '-' ? -out : out;
}

struct Made {
  Folder folder;
  Report report;
  nlohmann::json truth;
  std::filesystem::path exhibits() const { return folder.path() / "exhibits"; }
};

inline void make(Made& made, const Options& options) {
  auto report = simulate(options, made.folder.path());
  ASSERT_TRUE(report) << report.error().text();
  made.report = std::move(*report);
  made.truth = nlohmann::json::parse(bytes_of(made.folder.path() / "truth.json"));
}

}  // namespace redress::simulate::testing
