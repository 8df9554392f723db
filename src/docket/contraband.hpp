// Bytes that must not be here: never taken in, closed at once when found, removed by two persons.
//
// Promises: a file whose SHA-256 stands on the docket's list of known hashes, or was entered or locked
// as contraband in any of its cases, is refused before a sealed copy is made, whichever way it comes
// (exhibit, case folder). No reader opens bytes that were locked. Removing them is two acts of two
// users under the custodian's receipt; record, hash and custody stay. Nothing here unpacks, decodes or
// shows a file: it is hashed, as bytes.
//
// The list is a file of the docket, `known-hashes`: keyed BLAKE2b of each hash, in rising order, under
// a key that only the docket's users can have, with a keyed sum over the whole. A keyed hash can not be
// made anew without the hash, so the list keeps its key when the docket gets new ones. So neither a thief
// nor a look at the file tells what is on it, and a cut or altered list is refused, not ignored. What
// was entered or locked here stands in the encrypted database, in the transaction of its act.
// Look-up: log n for the list, which is read whole (32 bytes a hash; at most kMostHashes).
// A lock or removal is also noted outside the docket (outside_list.hpp): a copy from before it, opened where
// that list is, is locked again before anything is read.
// Limits: a match is by equal bytes only; a copy from before, opened where no list is kept, is not reached;
// flash storage may keep what was overwritten.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "docket/docket.hpp"
#include "docket/outside_list.hpp"

namespace redress::docket {

inline constexpr std::size_t kMostHashes = 4'000'000;

/// The list, read and checked once; for many look-ups.
class KnownHashes {
 public:
  bool has(const base::Digest& digest) const;
  std::size_t size() const { return sorted_.size(); }

 private:
  friend base::Result<KnownHashes> known_hashes(const Docket& docket);
  friend base::Result<struct Learned> learn_hashes(Docket& docket,
                                                   const std::filesystem::path& file);
  using Entry = std::array<std::uint8_t, 32>;
  std::vector<Entry> sorted_;
  std::shared_ptr<base::SecretBytes> key_;
};

/// Empty where no list was ever given; refused where the one that was is missing, cut or altered.
base::Result<KnownHashes> known_hashes(const Docket& docket);

/// Copies the list into a docket that gets new keys, with the list's key sealed under one of those.
/// Whoever had the list's key before can still test a copied list for a file that they have.
base::Result<void> carry_known_hashes(const Docket& from, Docket& to);

struct Learned {
  std::size_t read = 0;   ///< hashes in the file
  std::size_t fresh = 0;  ///< that the list did not have
  std::size_t all = 0;
  std::size_t bad = 0;            ///< lines of another form
  std::vector<base::Error> some;  ///< what is wrong with the first of them, at most kMostBadLines
};
inline constexpr std::size_t kMostBadLines = 20;

/// Adds the SHA-256 lines of a file: 64 hexadecimal digits, and after them nothing, or a space or
/// comma and anything. Blank lines and lines that begin with '#' are skipped. Lines of another form keep
/// no good line out. With no good line the list stays as it is.
base::Result<Learned> learn_hashes(Docket& docket, const std::filesystem::path& file);

/// Whether these bytes were entered or locked as contraband in some case of the docket, or in a later
/// state of it that the list outside knows.
base::Result<bool> is_forbidden(const Docket& docket, const base::Digest& digest);

/// Notes that, inside the acts that enter or lock the exhibit: before they are committed.
base::Result<void> forbid(Docket& docket, const base::Digest& digest);

/// The digest of a file, read as bytes and in pieces; nothing for what is not a regular file.
std::optional<base::Digest> digest_of_file(const std::filesystem::path& file);

/// What is said of bytes that may not be here; it names the file and nothing of what is in it.
base::Error not_taken(const std::filesystem::path& file);

/// Closes an exhibit, and every other of the docket with the same bytes, to every reader at once. One
/// transaction with its incident. Returns how many exhibits were closed.
base::Result<std::size_t> lock(Docket& docket, CaseRef in_case, const std::string& label,
                               const std::string& reason);

struct Purged {
  bool done = false;  ///< false: proposed, and somebody else must confirm
  std::string proposed_by;
};

/// The first call proposes, a call by another user with the same words confirms and removes the sealed
/// bytes. Refused for what is not locked, and for the person who proposed; other words of theirs are a new
/// proposal in the place of the former. A removal that was broken off is finished by the next opening, or by
/// calling again.
base::Result<Purged> purge(Docket& docket, CaseRef in_case, const std::string& label,
                           const std::string& custodian, const std::string& place,
                           const std::string& receipt);

/// Brings a docket in line with the bytes that the list outside names: exhibits with them are locked, and
/// what two persons had removed, there or here, is removed again; none is taken in later. Gives everything
/// that may not be here, for the list; `locked`: how many exhibits were closed. Part of replay_outside.
base::Result<std::vector<Barred>> replay_barred(Docket& docket, const std::vector<Barred>& outside,
                                                std::size_t& locked);

/// How the list outside names bytes: under a key that stays when the docket gets new ones.
base::Result<base::Digest> barred_name(const Docket& docket, const base::Digest& digest);

}  // namespace redress::docket
