// Asking for a passphrase: on the terminal without echo, or from an open descriptor.
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace redress::cli {

/// Reads one line from the terminal, not echoed; `twice` asks again and compares.
base::Result<base::SecretBytes> ask(const std::string& prompt, bool twice);

/// Reads one line from a descriptor. Several calls read several lines.
base::Result<base::SecretBytes> read_line(int descriptor);

}  // namespace redress::cli
