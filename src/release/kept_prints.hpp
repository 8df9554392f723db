// Prints of a value as they are kept behind its wall, so that somebody who may release but not read can
// have it looked for (README.md, "Fingerprints, and what they do not hide").
//
//   "redress prints" 0x01 | method | number of prints (4 bytes, little endian) | prints
//   print: digest (16) quick (4, little endian) length words role how traits (1 each)
//   zeros up to a multiple of 1,024 bytes, so that the size of what is sealed says little of the value
//
// Promises: unpacking what was packed gives the same prints. The method is that of leak_search.hpp
// (kLeakMethod): prints that another method made are refused with ErrorKind::conflict, since they
// would find other writings than the check promises, and are to be made anew.
// Bounds: kMostPrints. Bad input: any bytes; a number that lies, an unknown role or way, anything but zeros behind the
// last print: refused, and nothing of them is told.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "release/leak_search.hpp"

namespace redress::release {

constexpr std::size_t kMostPrints = 100'000;

base::Result<base::SecretBytes> pack_prints(std::span<const Fingerprint> prints);
base::Result<std::vector<Fingerprint>> unpack_prints(base::ByteView packed);

/// Prints of a value, packed. A value that can not be searched for (too short, too long) is refused
/// without being told.
base::Result<base::SecretBytes> prints_to_keep(base::ByteView value, ValueSort sort,
                                               const FingerprintKey& key);

}  // namespace redress::release
