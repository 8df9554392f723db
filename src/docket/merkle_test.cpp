#include "docket/merkle.hpp"

#include <gtest/gtest.h>

#include <map>

namespace redress::docket::merkle {
namespace {

/// A tree kept whole in memory, and the definition of RFC 9162, 2.1.1 beside it.
class Tree {
 public:
  void add(const std::string& text) {
    leaves_.push_back(leaf_hash(base::as_bytes(text)));
    const auto appended =
        edge_.append(leaves_.back(), [this](NodeAt at, const Digest& hash) -> base::Result<void> {
          nodes_[{at.level, at.index}] = hash;
          return {};
        });
    EXPECT_TRUE(appended);
  }
  NodeReader reader() const {
    return [this](NodeAt at) -> base::Result<Digest> {
      const auto found = nodes_.find({at.level, at.index});
      if (found == nodes_.end()) return base::fail(base::ErrorKind::not_found, "no node");
      return found->second;
    };
  }
  Digest defined(std::size_t begin, std::size_t end) const {
    if (begin == end) return empty_root();
    if (end - begin == 1) return leaves_[begin];
    std::size_t k = 1;
    while (k * 2 < end - begin) k *= 2;
    return node_hash(defined(begin, begin + k), defined(begin + k, end));
  }
  const Frontier& edge() const { return edge_; }
  const Digest& leaf(std::size_t i) const { return leaves_[i]; }
  std::size_t size() const { return leaves_.size(); }

 private:
  std::vector<Digest> leaves_;
  std::map<std::pair<std::uint32_t, std::uint64_t>, Digest> nodes_;
  Frontier edge_;
};

Tree tree_of(std::size_t size) {
  Tree tree;
  for (std::size_t i = 0; i < size; ++i) tree.add("act " + std::to_string(i));
  return tree;
}

Digest flipped(Digest digest) {
  digest.bytes[5] ^= 1;
  return digest;
}

// The roots of the reference trees of RFC 6962 and RFC 9162 implementations: leaves "", 00, 10,
// 2021, 3031, 40414243, 5051525354555657, 606162636465666768696a6b6c6d6e6f
// (google/certificate-transparency, merkle_tree_test).
TEST(Merkle, ReferenceRoots) {
  const std::vector<std::string> leaves{"",
                                        "00",
                                        "10",
                                        "2021",
                                        "3031",
                                        "40414243",
                                        "5051525354555657",
                                        "606162636465666768696a6b6c6d6e6f"};
  const std::vector<std::string> roots{
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  const std::vector<Digest> hashes;
  Frontier edge;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const auto bytes = base::from_hex(leaves[i]);
    ASSERT_TRUE(edge.append(leaf_hash(*bytes),
                            [](NodeAt, const Digest&) -> base::Result<void> { return {}; }));
    EXPECT_EQ(edge.root().hex(), roots[i]);
  }
  EXPECT_EQ(empty_root().hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Merkle, RootsOfAllSizesFollowTheDefinition) {
  const Tree tree = tree_of(64);
  for (std::size_t size = 0; size <= 64; ++size) {
    EXPECT_EQ(*root(size, tree.reader()), tree.defined(0, size)) << size;
    EXPECT_EQ(Frontier::load(size, tree.reader())->root(), tree.defined(0, size)) << size;
  }
}

TEST(Merkle, InclusionOfEveryLeafInEverySizeAndNothingElse) {
  const Tree tree = tree_of(64);
  for (std::size_t size = 1; size <= 64; ++size) {
    const Digest whole = tree.defined(0, size);
    for (std::size_t i = 0; i < size; ++i) {
      auto proof = *inclusion_proof(i, size, tree.reader());
      EXPECT_TRUE(verify_inclusion(tree.leaf(i), i, size, proof, whole));
      EXPECT_FALSE(verify_inclusion(flipped(tree.leaf(i)), i, size, proof, whole));
      EXPECT_FALSE(verify_inclusion(tree.leaf(i), i, size, proof, flipped(whole)));
      if (size > 1)
        EXPECT_FALSE(verify_inclusion(tree.leaf(i), (i + 1) % size, size, proof, whole));
      for (Digest& step : proof) {
        step = flipped(step);
        EXPECT_FALSE(verify_inclusion(tree.leaf(i), i, size, proof, whole));
        step = flipped(step);
      }
      proof.push_back(whole);
      EXPECT_FALSE(verify_inclusion(tree.leaf(i), i, size, proof, whole));
    }
    EXPECT_FALSE(inclusion_proof(size, size, tree.reader()));
  }
}

TEST(Merkle, ConsistencyOfAllPairsAndNothingElse) {
  const Tree tree = tree_of(64);
  for (std::size_t second = 0; second <= 64; ++second) {
    const Digest after = tree.defined(0, second);
    for (std::size_t first = 0; first <= second; ++first) {
      const Digest before = tree.defined(0, first);
      auto proof = *consistency_proof(first, second, tree.reader());
      EXPECT_TRUE(verify_consistency(first, second, before, after, proof))
          << first << " " << second;
      EXPECT_FALSE(verify_consistency(first, second, flipped(before), after, proof));
      if (first == 0) continue;
      EXPECT_FALSE(verify_consistency(first, second, before, flipped(after), proof));
      for (Digest& step : proof) {
        step = flipped(step);
        EXPECT_FALSE(verify_consistency(first, second, before, after, proof));
        step = flipped(step);
      }
    }
  }
}

}  // namespace
}  // namespace redress::docket::merkle
