// A first pass over a file, before anything of it is kept: where privileged persons are named, and which of its
// statements repeat earlier ones of the same file.
//
// Cost: one reading. Memory: the places that were found. Nothing of the file leaves memory.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "base/random.hpp"
#include "intake/privilege.hpp"
#include "intake/reader.hpp"

namespace redress::intake {

struct Survey {
  std::uint64_t rows = 0;
  std::uint64_t privileged = 0;             ///< rows that name a privileged person
  std::set<std::string> privileged_places;  ///< `place` of those rows, at most kMostPlaces
  /// Of the privileged places those whose words beside their records name one: all that stands there is privileged.
  std::set<std::string> closed_places;
  std::set<std::string>
      repeated_statements;   ///< `place` of statements that stand before in the file
  std::size_t speakers = 0;  ///< of its messages, up to 3
  bool counsel_speaks = false;
  bool document =
      false;  ///< text of a document, one mail, or a talk with counsel alone: privileged as a whole
};
inline constexpr std::size_t kMostPlaces = 1'000'000;

/// Whether the reader's files need one: several statements, or there are privileged persons to look for.
bool needs_survey(const Reader& reader, const PrivilegeGate& gate);

base::Result<Survey> survey(const Reader& reader, const Input& input, const std::string& name,
                            const Declared& declared, PrivilegeGate& gate);

/// Of a file that no reader could read: whether its text, line by line, names a privileged person. What is no
/// text names nobody that can be found here.
base::Result<bool> names_privileged(const Input& input, PrivilegeGate& gate);

}  // namespace redress::intake
