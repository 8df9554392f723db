// One run: a docket through its rounds of work and trouble, each checked.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "record.hpp"

namespace redress::faults {

inline constexpr std::array<std::string_view, 8> kSorts{
    "power-loss",  "kill-before",     "kill-half-done", "disk-full",
    "write-error", "sync-error-once", "sync-errors",    "short-writes"};

/// What a run follows from, beside its number.
struct RunOptions {
  std::uint64_t seed = 1;
  bool keep = false;
  bool lies = false;   ///< the disk acknowledges what it does not keep
  bool early = false;  ///< the writer acknowledges what it has not kept
};

struct Outcome {
  bool struck = false;
  long acks = 0;
  long known = 0;
  std::string wrong;  ///< empty: all held
};

/// Two rounds of work on one docket with faults of a sort by chance, and power cuts.
Outcome run_with_faults(const RunOptions& options, long number, std::size_t sort,
                        const std::filesystem::path& scratch);

/// A fault at one call, then undisturbed work on the same files, then a power cut.
Outcome run_struck_at(const RunOptions& options, Fault what, long call,
                      const std::filesystem::path& scratch);

/// A round without any trouble: where the record does not tell all of it; and the same with a call left
/// out of the record.
std::string run_plain(const RunOptions& options, const std::filesystem::path& scratch);
std::string run_with_a_hole(const RunOptions& options, const std::filesystem::path& scratch);

/// A docket that was worked on, of which each run has its own copy.
struct Model {
  std::string operation;
  std::filesystem::path folder;
  std::string lines;
};
Model model(const std::string& operation, const std::filesystem::path& scratch);

/// A larger piece of work (operations.cpp) on a copy, with a fault at one call; then its check.
Outcome run_operation(const RunOptions& options, const Model& from, Fault what, long call,
                      const std::filesystem::path& scratch);

/// The same without a fault, and a power cut after so many changes of files and names.
Outcome run_operation_cut(const RunOptions& options, const Model& from, long change,
                          const std::filesystem::path& scratch);

}  // namespace redress::faults
