// For tests of the maps that the packs ship: their texts, and reading a table with them.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>

#include "intake/map.hpp"
#include "intake/table_testing.hpp"

namespace redress::intake::testing {

inline const std::vector<std::string>& shipped() {
  static const std::vector<std::string> kTexts = [] {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(REDRESS_SOURCE_DIR "/packs/maps"))
      if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<std::string> texts;
    for (const auto& file : files) {
      std::ifstream in(file);
      texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return texts;
  }();
  return kTexts;
}

inline Declared declared(std::string currency = {}, std::string zone = {}) {
  Declared out;
  out.maps = shipped();
  out.currency = std::move(currency);
  out.zone = std::move(zone);
  return out;
}

/// Reads a table of which a shipped map must know the layout.
inline Collected read(std::string_view table, std::string_view map, const Declared& how) {
  Collected got = collect(table_reader(), table, how);
  EXPECT_EQ(got.error, "");
  EXPECT_TRUE(has_remark(got.remarks, "map", map))
      << (got.remarks.empty() ? "" : got.remarks[0].text);
  EXPECT_TRUE(got.refused.empty()) << got.refused[0].found << got.refused[0].expected;
  return got;
}

}  // namespace redress::intake::testing
