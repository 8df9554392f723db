#include "docket/merkle.hpp"

#include <bit>
#include <string>

namespace redress::docket::merkle {
namespace {

/// Largest power of two smaller than n (n > 1): where RFC 9162 splits a tree.
std::uint64_t split_of(std::uint64_t n) { return std::bit_floor(n - 1); }

/// Hash over leaves [begin, end); aligned whole ranges are read, others are put together.
base::Result<Digest> range_hash(std::uint64_t begin, std::uint64_t end, const NodeReader& read) {
  const std::uint64_t count = end - begin;
  // NOLINTNEXTLINE(clang-analyzer-core.DivideZero): a single bit is not none
  if (std::has_single_bit(count) && begin % count == 0)
    return read({static_cast<std::uint32_t>(std::countr_zero(count)), begin / count});
  const std::uint64_t middle = begin + split_of(count);
  const Digest left = REDRESS_TRY(range_hash(begin, middle, read));
  const Digest right = REDRESS_TRY(range_hash(middle, end, read));
  return node_hash(left, right);
}

base::Result<void> path(std::uint64_t index, std::uint64_t begin, std::uint64_t end,
                        const NodeReader& read, std::vector<Digest>& out) {
  if (end - begin == 1) return {};
  const std::uint64_t middle = begin + split_of(end - begin);
  if (index < middle) {
    REDRESS_TRY(path(index, begin, middle, read, out));
    out.push_back(REDRESS_TRY(range_hash(middle, end, read)));
  } else {
    REDRESS_TRY(path(index, middle, end, read, out));
    out.push_back(REDRESS_TRY(range_hash(begin, middle, read)));
  }
  return {};
}

base::Result<void> subproof(std::uint64_t first, std::uint64_t begin, std::uint64_t end, bool whole,
                            const NodeReader& read, std::vector<Digest>& out) {
  if (first == end) {
    if (!whole) out.push_back(REDRESS_TRY(range_hash(begin, end, read)));
    return {};
  }
  const std::uint64_t middle = begin + split_of(end - begin);
  if (first <= middle) {
    REDRESS_TRY(subproof(first, begin, middle, whole, read, out));
    out.push_back(REDRESS_TRY(range_hash(middle, end, read)));
  } else {
    REDRESS_TRY(subproof(first, middle, end, false, read, out));
    out.push_back(REDRESS_TRY(range_hash(begin, middle, read)));
  }
  return {};
}

}  // namespace

Digest leaf_hash(base::ByteView leaf) {
  base::Sha256 hash;
  const std::uint8_t prefix = 0x00;
  hash.update({&prefix, 1});
  hash.update(leaf);
  return hash.finish();
}

Digest node_hash(const Digest& left, const Digest& right) {
  base::Sha256 hash;
  const std::uint8_t prefix = 0x01;
  hash.update({&prefix, 1});
  hash.update(left.bytes);
  hash.update(right.bytes);
  return hash.finish();
}

Digest empty_root() { return base::sha256({}); }

base::Result<Frontier> Frontier::load(std::uint64_t size, const NodeReader& read) {
  Frontier edge;
  edge.size_ = size;
  std::uint64_t begin = 0;
  while (begin < size) {
    const std::uint64_t count = std::bit_floor(size - begin);
    edge.peaks_.push_back(
        REDRESS_TRY(read({static_cast<std::uint32_t>(std::countr_zero(count)), begin / count})));
    begin += count;
  }
  return edge;
}

Digest Frontier::root() const {
  if (peaks_.empty()) return empty_root();
  Digest hash = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) hash = node_hash(peaks_[i], hash);
  return hash;
}

base::Result<void> Frontier::append(const Digest& leaf, const NodeWriter& write) {
  Digest hash = leaf;
  std::uint64_t index = size_;
  std::uint32_t level = 0;
  REDRESS_TRY(write({level, index}, hash));
  while (index % 2 == 1) {
    hash = node_hash(peaks_.back(), hash);
    peaks_.pop_back();
    index /= 2;
    ++level;
    REDRESS_TRY(write({level, index}, hash));
  }
  peaks_.push_back(hash);
  ++size_;
  return {};
}

base::Result<Digest> root(std::uint64_t size, const NodeReader& read) {
  if (size == 0) return empty_root();
  return range_hash(0, size, read);
}

base::Result<std::vector<Digest>> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                                  const NodeReader& read) {
  if (index >= size)
    return base::fail(base::ErrorKind::not_found, "the log has " + std::to_string(size) +
                                                      " acts; there is no act at position " +
                                                      std::to_string(index));
  std::vector<Digest> proof;
  REDRESS_TRY(path(index, 0, size, read, proof));
  return proof;
}

bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      const std::vector<Digest>& proof, const Digest& root) {
  if (index >= size) return false;
  std::uint64_t fn = index;
  std::uint64_t sn = size - 1;
  Digest hash = leaf;
  for (const Digest& step : proof) {
    if (sn == 0) return false;
    if (fn % 2 == 1 || fn == sn) {
      hash = node_hash(step, hash);
      while (fn % 2 == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      hash = node_hash(hash, step);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && hash == root;
}

base::Result<std::vector<Digest>> consistency_proof(std::uint64_t first, std::uint64_t second,
                                                    const NodeReader& read) {
  if (first > second)
    return base::fail(base::ErrorKind::bad_input, "a log of " + std::to_string(second) +
                                                      " acts can not begin with one of " +
                                                      std::to_string(first));
  std::vector<Digest> proof;
  if (first == 0 || first == second) return proof;
  REDRESS_TRY(subproof(first, 0, second, true, read, proof));
  return proof;
}

bool verify_consistency(std::uint64_t first, std::uint64_t second, const Digest& first_root,
                        const Digest& second_root, const std::vector<Digest>& proof) {
  if (first > second) return false;
  if (first == second) return proof.empty() && first_root == second_root;
  if (first == 0) return proof.empty() && first_root == empty_root();
  std::vector<Digest> steps = proof;
  if (std::has_single_bit(first)) steps.insert(steps.begin(), first_root);
  if (steps.empty()) return false;
  std::uint64_t fn = first - 1;
  std::uint64_t sn = second - 1;
  while (fn % 2 == 1) {
    fn >>= 1;
    sn >>= 1;
  }
  Digest fr = steps.front();
  Digest sr = steps.front();
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (sn == 0) return false;
    if (fn % 2 == 1 || fn == sn) {
      fr = node_hash(steps[i], fr);
      sr = node_hash(steps[i], sr);
      while (fn % 2 == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      sr = node_hash(sr, steps[i]);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && fr == first_root && sr == second_root;
}

}  // namespace redress::docket::merkle
