// The few things a docket asks of a database, so that another engine can stand behind it.
//
// Only implementations see SQL. Everything here is about bytes, rows and positions; meaning
// (signatures, kinds, keys) lives above. Every call may fail with `unavailable` (disk, lock) or
// `bad_input` (the file is damaged), and a failed call inside a transaction spoils it: roll back.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "docket/kind.hpp"
#include "docket/merkle.hpp"
#include "docket/value.hpp"

namespace redress::docket {

/// A wrapped key, kept outside the journal: revoking or destroying it needs no change of an act.
struct WrappedKey {
  std::uint64_t key = 0;   ///< key id
  std::uint64_t user = 0;  ///< who can unwrap it
  std::string wall;
  std::uint64_t subject = 0;  ///< the party it is about
  base::Bytes wrapped;
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

  /// Makes the tables of these kinds where they do not exist.
  virtual base::Result<void> prepare(Kinds kinds) = 0;
  virtual base::Result<void> clear_rows(const KindSchema& kind) = 0;
  virtual base::Result<void> put_row(const KindSchema& kind, const Row& row) = 0;
  virtual base::Result<std::optional<Row>> row(const KindSchema& kind, std::uint64_t number) = 0;
  /// Rows of a case (0: of the whole docket, all cases) in rising number.
  virtual base::Result<void> rows(const KindSchema& kind, std::uint64_t of_case,
                                  const std::function<void(Row&&)>& take) = 0;
  /// The entity of this label within the case, withdrawn or not.
  virtual base::Result<std::optional<Row>> labelled(const KindSchema& kind, std::uint64_t of_case,
                                                    std::string_view label) = 0;
  virtual base::Result<std::uint64_t> last_number(const KindSchema& kind) = 0;

  virtual base::Result<void> put_meta(std::string_view key, base::ByteView value) = 0;
  virtual base::Result<std::optional<base::Bytes>> meta(std::string_view key) = 0;

  virtual base::Result<void> put_key(const WrappedKey& key) = 0;
  virtual base::Result<std::optional<WrappedKey>> key(std::uint64_t key, std::uint64_t user) = 0;
  /// The newest key of a wall about a party that this user can unwrap.
  virtual base::Result<std::optional<WrappedKey>> key_about(std::uint64_t subject,
                                                            std::string_view wall,
                                                            std::uint64_t user) = 0;
  virtual base::Result<std::uint64_t> last_key() = 0;

  /// The database's own checks: structure and page authentication.
  virtual base::Result<void> check() = 0;
};

}  // namespace redress::docket
