// Merkle trees of append-only logs, with the hashing and the proofs of RFC 9162 (section 2.1).
//
// Promises: leaf hash = SHA-256(0x00 || leaf), node hash = SHA-256(0x01 || left || right); the root
// of an empty tree is SHA-256 of nothing. Only whole subtrees are stored, each once: appending
// writes two nodes on average, and a root or a proof reads O(log n) of them.
//
// A node (level, index) covers leaves index * 2^level up to, not with, (index + 1) * 2^level.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"

namespace redress::docket::merkle {

using base::Digest;

Digest leaf_hash(base::ByteView leaf);
Digest node_hash(const Digest& left, const Digest& right);
Digest empty_root();

struct NodeAt {
  std::uint32_t level;
  std::uint64_t index;
};

/// Reads a stored whole node; it exists whenever its leaves do.
using NodeReader = std::function<base::Result<Digest>(NodeAt)>;
using NodeWriter = std::function<base::Result<void>(NodeAt, const Digest&)>;

/// The right edge of a tree: enough to append and to tell the root without reading a node.
class Frontier {
 public:
  static base::Result<Frontier> load(std::uint64_t size, const NodeReader& read);
  std::uint64_t size() const { return size_; }
  Digest root() const;
  /// Adds a leaf hash and writes it and every node that it completes.
  base::Result<void> append(const Digest& leaf, const NodeWriter& write);

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;  ///< of the whole subtrees, largest first
};

/// Root of the first `size` leaves.
base::Result<Digest> root(std::uint64_t size, const NodeReader& read);

/// RFC 9162, 2.1.3: that leaf `index` is in the tree of `size` leaves. Refuses index >= size.
base::Result<std::vector<Digest>> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                                  const NodeReader& read);
bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      const std::vector<Digest>& proof, const Digest& root);

/// RFC 9162, 2.1.4: that the tree of `second` leaves begins with the tree of `first`.
base::Result<std::vector<Digest>> consistency_proof(std::uint64_t first, std::uint64_t second,
                                                    const NodeReader& read);
bool verify_consistency(std::uint64_t first, std::uint64_t second, const Digest& first_root,
                        const Digest& second_root, const std::vector<Digest>& proof);

}  // namespace redress::docket::merkle
