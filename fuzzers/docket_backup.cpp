// Fuzz target: the manifest of a backup, stored keys as they lie beside it, and shares of a recovery, out of
// any bytes. What is accepted must come out again as it went in.
#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "docket/backup_manifest.hpp"
#include "docket/recovery.hpp"
#include "docket/stored_keys.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redress;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto manifest = docket::parse_backup_manifest(text);
  if (manifest && !text.starts_with(docket::body_of(*manifest))) std::abort();
  if (const auto keys = docket::parse_stored_keys({data, size}))
    if (!std::ranges::equal(docket::encode(*keys), base::ByteView(data, size))) std::abort();
  if (size == 0) return 0;
  const std::size_t half = size / 2;
  const auto first = base::SecretBytes::copy_of({data, half});
  const auto second = base::SecretBytes::copy_of({data + half, size - half});
  (void)docket::join_recovery({}, first, second);
  return 0;
}
