// Asking for what is never an argument (passphrases, shares, what goes behind a wall): on the terminal
// without echo, or from an open descriptor.
//
// Bounds: kLongestSecret bytes; more is refused and not cut. A terminal takes a line of kLongestTyped.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace redress::cli {

inline constexpr std::size_t kLongestSecret = 4096;
inline constexpr std::size_t kLongestTyped = 4094;  ///< N_TTY drops what is behind, without a word

/// Reads one line from the terminal, not echoed; `twice` asks again and compares.
base::Result<base::SecretBytes> ask(const std::string& prompt, bool twice);

/// Reads one line from a descriptor. Several calls read several lines.
base::Result<base::SecretBytes> read_line(int descriptor);

/// Reads all that is left, without the line breaks at its end.
base::Result<base::SecretBytes> read_rest(int descriptor);

}  // namespace redress::cli
