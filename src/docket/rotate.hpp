// New keys for a whole docket: a new master key, and everything that hangs on it made anew.
//
// For when a key ring or a master key may be in hands where it should not be. The docket is built anew
// beside its place under a random master key: the database with its stored keys, every sealed file under
// another key and name, the key ring. Other users open it with their own passphrases, by links in the
// ring (keyring.hpp); former users, older rings and older copies open nothing of it. Recovery shares end,
// since they may be what was copied. The list of known hashes keeps its key (contraband.hpp). Persons'
// own keys, and the keys of walls behind them, stay: what one person's keys may have told is cut off by
// removing that user first, and 'wall renew'.
//
// Nobody else may have the docket open meanwhile (folder_lock.hpp). What is built is opened and verified
// as a whole, gets its place in one step (renameat2, RENAME_EXCHANGE; two renames where the file system
// has no such step), and is opened there; only then the old copy goes, its key ring first. A failure at
// any step, a full disk or a power cut leaves a whole docket in its place: the old one, or the new one
// with the old one beside it (`<folder>.rotating`), which the next change of keys removes.
//
// What it can not reach: backups and other copies open with the keys that they were made with.
// Records of imports keep their bytes, which acts name, under a layer of the new keys (segment_rotate.hpp).
// Refused, since it would be lost or stay as it was: anything in the docket's folder that is not known
// here, and an import that is staged.
// Cost: every byte is read twice and written once; a few chunks of memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

struct RotationCost {
  std::uint64_t database_bytes = 0;
  std::uint64_t exhibit_bytes = 0;  ///< as they are sealed
  std::uint64_t import_bytes = 0;   ///< of every file of every import
  std::size_t imports = 0;
  std::size_t files = 0;           ///< that will be written, besides the database
  std::size_t users = 0;           ///< others, who go on with their own passphrases
  std::size_t recovery_slots = 0;  ///< that end; new shares have to be made
  std::size_t backups = 0;         ///< that were listed: they open with the keys of their time
  std::uint64_t needed = 0;        ///< bytes of free space, on the side of too many
  std::uint64_t available = 0;
  bool leftover = false;  ///< of a change that was broken off; it is removed first
};

/// What it would cost; changes nothing. Fails where it would be refused.
base::Result<RotationCost> rotation_cost(const Docket& docket);

struct RotationReport {
  RotationCost cost;
  std::string rotation;            ///< label of the act
  std::filesystem::path old_copy;  ///< could not be removed; empty: it is gone
  std::string not_remembered;  ///< why its heads are not kept outside yet; the next command does it
};

/// `passphrase` is that of the caller's slot from now on. The docket is shut when this returns, whatever
/// came of it.
base::Result<RotationReport> rotate(Docket docket, const Passphrase& passphrase,
                                    const std::string& why);

/// Where the new docket is built, and where the old one stands until it is removed.
std::filesystem::path place_of_new(const std::filesystem::path& folder);
/// Where the old docket stands between two renames, on file systems that can not exchange two names.
std::filesystem::path place_of_old(const std::filesystem::path& folder);
/// Those of the two that are there: what a change that was broken off left.
std::vector<std::filesystem::path> copies_beside(const std::filesystem::path& folder);

}  // namespace redress::docket
