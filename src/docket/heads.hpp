// Heads: the state of a log in three facts (log, size, root), signed by the docket.
//
// Whoever keeps a head can later tell whether the log was cut, changed or replaced: the tree that
// the docket shows then must begin with the tree of that head. The docket keeps the last head it
// saw outside itself, in the user's state folder, one small text file a docket.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/act.hpp"
#include "docket/value.hpp"

namespace redress::docket {

struct Head {
  DocketId docket{};
  Log log = Log::evidence;
  std::uint64_t size = 0;
  base::Digest root{};
  std::int64_t at_microseconds = 0;
  PublicKey signer{};
  Signature signature{};
};

/// Signs with the key made of the docket's seed.
void sign(Head& head, const base::SecretBytes& seed);
bool signature_holds(const Head& head);

/// One line: "redress-head 1 <docket> <log> <size> <root> <time> <signer> <signature>".
std::string text_of(const Head& head);
base::Result<Head> parse_head(std::string_view line);

/// The heads last seen, by log; nothing where the file does not exist.
base::Result<std::array<std::optional<Head>, 2>> read_outside(const std::filesystem::path& state,
                                                              const DocketId& docket);
base::Result<void> write_outside(const std::filesystem::path& state, const DocketId& docket,
                                 const std::array<Head, 2>& heads);

}  // namespace redress::docket
