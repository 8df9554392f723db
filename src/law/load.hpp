// Reads packs into a Library.
//
// Promises: every file is read in the order of its path and every fault is reported with file,
// line and column; a bad value, table or file costs only itself and the rest is kept. Faults of
// form are found here (not TOML, unknown key, wrong type, unknown word, missing id, an id held
// twice, `like` that leads nowhere or in a circle); what the tables mean together is `check`'s.
// Files that cannot be opened are reported as `unavailable`. Never throws for input.
//
// Bounds: 1 MiB a file, tables nested 32 deep, 512 names a list, 5000 tables of a name; more is
// refused and reported. Space is linear in the text, but for `like`, which copies the rows of the
// version it names (at most 20000 a file); time is quadratic in the rows of one version.
//
// A version with `like` takes from that version: mens_rea, nexus, child_rule, root, elements,
// penalties and enhancements. An element of the same id, or a penalty of the same tier, is
// replaced where it stood; a new one is added. `without` drops elements (also from the children
// of inherited elements) and tiers. Enhancements, where any are given, replace them all. Its own
// standing, where none is written, is the weaker of that version's and the offence's.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "law/pack.hpp"

namespace redress::law {

struct Loaded {
  Library library;
  std::vector<base::Error> problems;  ///< in reading order
};

/// One file in memory. `path` is relative to the folder of the packs ("law/us/1591.toml") and
/// decides what is in it; `shown` is the name in messages (empty: `path`).
struct PackText {
  std::string path;
  std::string text;
  std::string shown;
};

/// Reads law/, facts/, regimes/ and evidence/ below `packs`; other folders belong to other rooms.
Loaded load(const std::filesystem::path& packs);

/// The same from memory; texts are taken in the order of their paths.
Loaded load_texts(std::vector<PackText> texts);
Loaded load_text(std::string_view path, std::string_view text);

}  // namespace redress::law
