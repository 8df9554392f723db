// A short list of digests in the encrypted database: what may not be taken in, what stands behind the
// filter wall, what is still to be destroyed.
//
// 32 bytes each, in rising order, under a name of its own. Kept in the transaction that the caller has
// open. Look-up: log n; adding and removing: n. Bad input: a list of another length is an error.
#pragma once

#include <string_view>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"
#include "docket/store.hpp"

namespace redress::docket {

inline constexpr std::string_view kForbiddenDigests = "forbidden-digests";
/// Keyed, from the list outside: bytes of which this docket holds no digest.
inline constexpr std::string_view kForbiddenElsewhere = "forbidden-elsewhere";
inline constexpr std::string_view kFilteredDigests = "filtered-digests";
/// Bytes under the docket's key that went behind the filter wall, until they are destroyed.
inline constexpr std::string_view kFilterLeftovers = "filter-leftovers";

class DigestList {
 public:
  static base::Result<DigestList> read(Store& store, std::string_view name);

  bool empty() const { return bytes_.empty(); }
  std::size_t size() const { return bytes_.size() / base::Digest{}.bytes.size(); }
  base::Digest at(std::size_t index) const;
  bool has(const base::Digest& digest) const;
  /// False when nothing changed.
  bool add(const base::Digest& digest);
  bool remove(const base::Digest& digest);
  base::Result<void> keep(Store& store) const;

 private:
  std::size_t lower(const base::Digest& digest) const;
  std::string_view name_;
  base::Bytes bytes_;
};

/// Whether the list of this name has it.
base::Result<bool> listed(Store& store, std::string_view name, const base::Digest& digest);
/// Adds it, and keeps the list where it is new.
base::Result<void> list(Store& store, std::string_view name, const base::Digest& digest);
base::Result<void> unlist(Store& store, std::string_view name, const base::Digest& digest);

}  // namespace redress::docket
