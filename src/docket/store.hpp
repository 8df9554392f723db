// The few things a docket asks of a database, so that another engine can stand behind it.
//
// Only implementations see SQL. Everything here is about bytes, rows and positions; meaning
// (signatures, kinds, keys) lives above. Every call may fail with `unavailable` (disk, lock) or
// `bad_input` (the file is damaged), and a failed call inside a transaction spoils it: roll back.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/kind.hpp"
#include "docket/merkle.hpp"
#include "docket/value.hpp"

namespace redress::docket {

/// What a stored key is for.
enum class KeyUse : std::uint8_t {
  erasure,  ///< one a subject: destroying it erases what was sealed about that person
  group,    ///< a reader group's box secret, once for each of its readers
  data,     ///< seals values about one subject behind one wall
};

/// A key as it is kept: wrapped, outside journal, replay and ordinary backup, so that revoking or
/// destroying it needs no change of an act.
struct StoredKey {
  std::uint64_t id = 0;  ///< never used again in its docket
  KeyUse use = KeyUse::data;
  std::uint64_t holder = 0;   ///< group: the user who can unwrap it
  std::uint32_t version = 1;  ///< of the group; of a data key: that of the group when it was made
  std::string wall;           ///< empty for an erasure key
  std::uint64_t of_case = 0;
  std::uint64_t subject = 0;  ///< the party it is about; 0: the case itself
  std::uint64_t under = 0;    ///< data: id of the group key that it is wrapped under
  base::Bytes open;           ///< group: its public key
  base::Bytes wrapped;
  bool operator==(const StoredKey&) const = default;
};

class Store {
 public:
  virtual ~Store() = default;

  /// One writer at a time: waits its turn. After a failed write inside, every further one and commit
  /// fail too, until rollback.
  virtual base::Result<void> begin() = 0;
  virtual base::Result<void> commit() = 0;
  /// Until rollback, everything that is read is of one moment, whoever writes meanwhile.
  virtual base::Result<void> begin_reading() = 0;
  virtual void rollback() noexcept = 0;

  virtual base::Result<void> put_leaf(Log log, std::uint64_t position, base::ByteView leaf) = 0;
  virtual base::Result<base::Bytes> leaf(Log log, std::uint64_t position) = 0;
  virtual base::Result<std::uint64_t> leaf_count(Log log) = 0;
  virtual base::Result<void> put_node(Log log, merkle::NodeAt at, const base::Digest& hash) = 0;
  virtual base::Result<base::Digest> node(Log log, merkle::NodeAt at) = 0;

  /// Whether every kind has its table, with the fields that it has today.
  virtual base::Result<bool> fits(Kinds kinds) = 0;
  /// Makes the tables of these kinds. One with other fields is made anew, empty.
  virtual base::Result<void> prepare(Kinds kinds) = 0;
  virtual base::Result<void> clear_rows(const KindSchema& kind) = 0;
  virtual base::Result<void> put_row(const KindSchema& kind, const Row& row) = 0;
  virtual base::Result<std::optional<Row>> row(const KindSchema& kind, std::uint64_t number) = 0;
  /// Rows of a case (0: of the whole docket, all cases) in rising number.
  virtual base::Result<void> rows(const KindSchema& kind, std::uint64_t of_case,
                                  const std::function<void(Row&&)>& take) = 0;
  /// Of those, the rows with this value in a field; an index helps with the kind's `looked_up` one.
  virtual base::Result<void> rows_with(const KindSchema& kind, std::uint64_t of_case,
                                       std::size_t field, const Value& value,
                                       const std::function<void(Row&&)>& take) = 0;
  /// The entity of this label within the case, withdrawn or not.
  virtual base::Result<std::optional<Row>> labelled(const KindSchema& kind, std::uint64_t of_case,
                                                    std::string_view label) = 0;
  virtual base::Result<std::uint64_t> last_number(const KindSchema& kind) = 0;

  virtual base::Result<void> put_meta(std::string_view key, base::ByteView value) = 0;
  virtual base::Result<std::optional<base::Bytes>> meta(std::string_view key) = 0;

  virtual base::Result<void> put_key(const StoredKey& key) = 0;
  /// Every stored key of this use in a case (0: in all), by rising id, then holder.
  virtual base::Result<std::vector<StoredKey>> keys(KeyUse use, std::uint64_t of_case) = 0;
  virtual base::Result<void> erase_key(std::uint64_t id, std::uint64_t holder) = 0;
  /// An id that no key of this docket ever had or will have again.
  virtual base::Result<std::uint64_t> new_key_id() = 0;
  /// No id up to this one will be given.
  virtual base::Result<void> pass_key_ids(std::uint64_t last) = 0;

  /// Moves what was committed into the database file and empties the log beside it, so that nothing
  /// overwritten or erased stays there. Waits for readers; `unavailable` when they do not end.
  virtual base::Result<void> settle() = 0;
  /// A consistent copy into a file that must not exist, under the same key, without stored keys, while
  /// others go on writing. Returns how many acts of each log are in it.
  virtual base::Result<std::array<std::uint64_t, 2>> copy_to(const std::filesystem::path& file) = 0;

  /// The same with the stored keys, under another key: for a docket that gets new keys, and for
  /// nothing else.
  virtual base::Result<void> copy_all_to(const std::filesystem::path& file,
                                         const base::SecretBytes& key) = 0;

  /// The database's own checks: structure and page authentication.
  virtual base::Result<void> check() = 0;
};

}  // namespace redress::docket
