// Fuzz target: a key ring file out of any bytes, as it stands and with its checksum set right, so
// that what lies behind the checksum is reached.
#include <algorithm>

#include "base/digest.hpp"
#include "docket/keyring.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redress;
  base::Bytes bytes(data, data + size);
  (void)docket::Keyring::parse(bytes);
  if (size < 32) return 0;
  const base::Digest sum = base::sha256(base::ByteView(bytes).first(size - 32));
  std::ranges::copy(sum.bytes, bytes.end() - 32);
  (void)docket::Keyring::parse(bytes);
  return 0;
}
