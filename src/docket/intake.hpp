// Files on their way into a docket: sealed, checked, and not yet named by an act.
//
// A sealed copy waits in a folder of its own, `exhibits/RANDOM.staging`, whose lock the docket that took
// it holds until it is closed. It gets its place inside the transaction of the act that names it, while
// nobody else writes; a sweep runs in a transaction too, and removes a staging folder only where nobody
// holds its lock. So a sweep never meets a file between its place and its act, however long the caller
// takes, and what a broken-off program left is removed at once, whatever its age.
//
// A copy that has its place and no act (the commit failed, or power went) is removed by the next sweep.
// Cost of placing: a rename and two syncs of folders a file. Bad input: a lost copy is an error, and
// the act is not made.
#pragma once

#include <filesystem>
#include <map>
#include <span>

#include "base/digest.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

class Intake {
 public:
  /// The docket's; made with its folder when it is first asked for.
  static base::Result<Intake*> of(Docket& docket);
  /// What got no place is removed.
  ~Intake();
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  /// A name of a file that is not there yet.
  std::filesystem::path fresh(base::Rng& rng) const;
  /// `file` waits, under the digest that its act will name.
  void hold(const base::Digest& digest, const std::filesystem::path& file);
  /// Where it waits; null when it does not.
  const std::filesystem::path* find(const base::Digest& digest) const;
  /// Gives it its place; one of equal bytes that stands there stays. In the caller's transaction.
  base::Result<void> place(const base::Digest& digest, const std::filesystem::path& to);

 private:
  Intake(std::filesystem::path folder, FolderLock lock)
      : folder_(std::move(folder)), lock_(std::move(lock)) {}

  std::filesystem::path folder_;
  FolderLock lock_;
  std::map<base::Digest, std::filesystem::path> waiting_;
};

/// Gives their places to the files that these rows of exhibits name, in the transaction of their acts.
base::Result<void> place_taken(Docket& docket, std::span<const Row> exhibits);

/// Removes staging folders that nobody holds. Returns how many files were in them.
std::size_t sweep_intakes(const std::filesystem::path& exhibits);
/// Whether a folder of this name is one.
bool is_intake(const std::filesystem::path& folder);

}  // namespace redress::docket
