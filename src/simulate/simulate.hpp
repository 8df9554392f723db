// Whole trafficking cases that never happened: raw exhibits as an office would receive them, and
// the truth beside them.
//
// Promises: the same options give the same bytes, on any machine and at any time. Everybody in them
// is invented and named so. Exhibits go to OUT/exhibits, in the formats of banks, carriers,
// telephones, mail, hotels and employers; OUT/truth.json is written last, so a folder without it is
// not finished. Nothing is replaced.
// Memory: under 100 MiB. Time: about a microsecond a transfer. Both were measured up to ten million
// (README.md).
// Bounds: 200 to 20,000,000 transfers; the number that comes out is within a tenth from 2,000 on,
// within a hundredth or two from 5,000 on, and up to two and a half times what was asked for below
// 500.
// Bad input: a size outside the bounds, a folder that is not empty, a disk that is full: an Error
// that says so.
// Who calls it: `redress simulate`, benchmarks, tests of readers and lenses. It is no evidence of
// anything.
// Sources of the patterns: README.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"

namespace redress::simulate {

enum class Kind : std::uint8_t { labour, sex, domestic, mixed };
std::string_view name_of(Kind kind);
base::Result<Kind> parse_kind(std::string_view name);

inline constexpr std::uint64_t kLeastSize = 200;
inline constexpr std::uint64_t kMostSize = 20'000'000;

struct Options {
  Kind kind = Kind::labour;
  std::uint64_t seed = 1;
  std::uint64_t size = 2'000;             ///< transfers in all bank statements together, roughly
  bool errors = true;                     ///< plants the errors that real exports have
  std::uint64_t rows_a_file = 1'000'000;  ///< most rows of one bank file; 1,000 or more
};

struct ReportFile {
  std::string name;  ///< below the folder of exhibits
  std::string format;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  base::Digest digest;
};

struct Report {
  std::vector<ReportFile> files;  ///< in the order of writing; the truth is not among them
  std::uint64_t transfers = 0;    ///< bookings in bank statements, planted copies not counted
  std::uint64_t people = 0;
  std::uint64_t survivors = 0;
  std::uint64_t messages = 0;
  std::uint64_t calls = 0;
  base::Digest digest;  ///< over names and digests of all files and the truth
};

/// Told how many transfers are written of how many there will be, roughly; an error stops the work.
using Passed = std::function<base::Result<void>(std::uint64_t done, std::uint64_t of)>;

base::Result<Report> simulate(const Options& options, const std::filesystem::path& out,
                              const Passed& passed = {});

}  // namespace redress::simulate
