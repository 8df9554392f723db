// Backups: a docket as it stood at one moment, made while others work, and put back with care.
//
// An ordinary backup is a folder with the database (without the stored keys of walls), the sealed
// exhibits, the key ring, and a manifest that names every file with size and SHA-256, the heads of both
// logs, and is signed by the user who made it. Stored keys go into a file of their own, sealed under the
// docket's key, so that a backup alone never brings back what was erased.
//
// Putting back checks the signature, every digest and the file of keys before anything is touched, builds
// the docket beside its place, gives it its place, and opens it there (an older state is refused until it is
// explained, erasures are replayed); where an empty place was refused that, it is empty again. What stood
// there before is kept beside it. Broken off before the exchange nothing is changed; after it the docket
// that was put back stands in its place, and opens as any older state does. Stored keys of persons who were
// erased, and of users without a standing grant, are left out.
// Bad input: everything that does not fit is refused by file; nothing is put back in part.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

struct BackupReport {
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  std::array<Head, 2> heads;  ///< of what is in it; the act that lists it comes after
};

/// `to` must not exist or be empty. Without its manifest, which is written last, it is no backup.
base::Result<BackupReport> back_up(Docket& docket, const std::filesystem::path& to);

/// Every stored key, into a new file. Returns how many.
base::Result<std::size_t> back_up_keys(Docket& docket, const std::filesystem::path& file);

struct RestoreOptions {
  std::filesystem::path from;
  std::filesystem::path keys;  ///< file of back_up_keys; empty: walls stay shut
  std::filesystem::path to;
  std::string user;
  std::string explanation;  ///< why an older state, or in the place of another; empty: refused
};

struct RestoreReport {
  std::size_t files = 0;
  std::size_t keys = 0;
  std::size_t keys_left_out = 0;
  std::filesystem::path replaced;  ///< where what stood there before is now; empty: nothing did
};

base::Result<RestoreReport> restore(const RestoreOptions& options, const Passphrase& passphrase,
                                    const Host& host);

}  // namespace redress::docket
