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

std::vector<std::string> hexes(const std::vector<Digest>& proof) {
  std::vector<std::string> out;
  out.reserve(proof.size());
  for (const Digest& digest : proof) out.push_back(digest.hex());
  return out;
}

Tree reference_tree() {
  Tree tree;
  for (const char* leaf : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                           "606162636465666768696a6b6c6d6e6f"})
    tree.add(std::string(base::as_text(*base::from_hex(leaf))));
  return tree;
}

// The roots of the reference trees of RFC 6962 and RFC 9162 implementations: leaves "", 00, 10,
// 2021, 3031, 40414243, 5051525354555657, 606162636465666768696a6b6c6d6e6f
// (google/certificate-transparency, merkle_tree_test).
TEST(Merkle, ReferenceRoots) {
  const std::vector<std::string> roots{
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  const Tree tree = reference_tree();
  ASSERT_EQ(tree.size(), roots.size());
  for (std::size_t i = 0; i < roots.size(); ++i)
    EXPECT_EQ(root(i + 1, tree.reader())->hex(), roots[i]);
  EXPECT_EQ(tree.edge().root().hex(), roots.back());
  EXPECT_EQ(empty_root().hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Merkle, RootsOfAllSizesFollowTheDefinition) {
  const Tree tree = tree_of(64);
  for (std::size_t size = 0; size <= 64; ++size) {
    EXPECT_EQ(*root(size, tree.reader()), tree.defined(0, size)) << size;
    EXPECT_EQ(Frontier::load(size, tree.reader())->root(), tree.defined(0, size)) << size;
  }
}

// Proofs written out in transparency-dev/merkle, testonly/reference_test.go (TestRefInclusionProof
// and TestRefConsistencyProof, commit 141d627), over the leaves of ReferenceRoots.
TEST(Merkle, ReferenceProofs) {
  const std::string n01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
  const std::string n23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
  const std::string n47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
  const std::string n03 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
  const std::string n67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
  const std::string n45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
  const std::string l0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
  const std::string l1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
  const std::string l4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
  struct Case {
    std::uint64_t a;
    std::uint64_t b;
    std::vector<std::string> proof;
  };
  const Tree tree = reference_tree();
  for (const Case& one : std::vector<Case>{{0, 1, {}},
                                           {0, 2, {l1}},
                                           {1, 2, {l0}},
                                           {2, 3, {n01}},
                                           {1, 5, {l0, n23, l4}},
                                           {0, 8, {l1, n23, n47}},
                                           {5, 8, {l4, n67, n03}}}) {
    const auto proof = *inclusion_proof(one.a, one.b, tree.reader());
    EXPECT_EQ(hexes(proof), one.proof) << one.a << " in " << one.b;
    EXPECT_TRUE(verify_inclusion(tree.leaf(one.a), one.a, one.b, proof, tree.defined(0, one.b)));
  }
  for (const Case& one : std::vector<Case>{
           {1, 1, {}}, {1, 8, {l1, n23, n47}}, {2, 5, {n23, l4}}, {6, 8, {n45, n67, n03}}}) {
    const auto proof = *consistency_proof(one.a, one.b, tree.reader());
    EXPECT_EQ(hexes(proof), one.proof) << one.a << " to " << one.b;
    EXPECT_TRUE(
        verify_consistency(one.a, one.b, tree.defined(0, one.a), tree.defined(0, one.b), proof));
  }
}

/// What can be done to the list of hashes without changing one: each must be refused.
std::vector<std::vector<Digest>> reshaped(const std::vector<Digest>& proof, const Digest& root) {
  std::vector<std::vector<Digest>> out;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    std::vector<Digest> less = proof;
    less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
    out.push_back(less);
    if (i + 1 < proof.size() && proof[i] != proof[i + 1]) {
      std::vector<Digest> swapped = proof;
      std::swap(swapped[i], swapped[i + 1]);
      out.push_back(swapped);
    }
  }
  for (const Digest& extra : {root, empty_root(), Digest{}}) {
    std::vector<Digest> more = proof;
    more.push_back(extra);
    out.push_back(more);
    more = proof;
    more.insert(more.begin(), extra);
    out.push_back(more);
  }
  return out;
}

TEST(Merkle, InclusionOfEveryLeafInEverySizeAndNothingElse) {
  const Tree tree = tree_of(65);
  for (std::size_t size = 1; size <= 64; ++size) {
    const Digest whole = tree.defined(0, size);
    for (std::size_t i = 0; i < size; ++i) {
      auto proof = *inclusion_proof(i, size, tree.reader());
      EXPECT_TRUE(verify_inclusion(tree.leaf(i), i, size, proof, whole));
      EXPECT_FALSE(verify_inclusion(flipped(tree.leaf(i)), i, size, proof, whole));
      EXPECT_FALSE(verify_inclusion(tree.leaf(i), i, size, proof, flipped(whole)));
      for (std::size_t other = 0; other <= size + 1; ++other)
        if (other != i) EXPECT_FALSE(verify_inclusion(tree.leaf(i), other, size, proof, whole));
      // A size by itself is not bound by a proof; with its own root, which a head signs, it is.
      for (const std::size_t other : {size - 1, size + 1})
        EXPECT_FALSE(verify_inclusion(tree.leaf(i), i, other, proof, tree.defined(0, other)));
      for (Digest& step : proof) {
        step = flipped(step);
        EXPECT_FALSE(verify_inclusion(tree.leaf(i), i, size, proof, whole));
        step = flipped(step);
      }
      for (const auto& changed : reshaped(proof, whole))
        EXPECT_FALSE(verify_inclusion(tree.leaf(i), i, size, changed, whole));
    }
    EXPECT_FALSE(inclusion_proof(size, size, tree.reader()));
  }
}

TEST(Merkle, ConsistencyOfAllPairsAndNothingElse) {
  const Tree tree = tree_of(65);
  for (std::size_t second = 0; second <= 64; ++second) {
    const Digest after = tree.defined(0, second);
    for (std::size_t first = 0; first <= second; ++first) {
      const Digest before = tree.defined(0, first);
      auto proof = *consistency_proof(first, second, tree.reader());
      EXPECT_TRUE(verify_consistency(first, second, before, after, proof))
          << first << " " << second;
      EXPECT_FALSE(verify_consistency(first, second, flipped(before), after, proof));
      for (const auto& changed : reshaped(proof, after))
        EXPECT_FALSE(verify_consistency(first, second, before, after, changed));
      if (first == 0) continue;  // every log begins with the empty one
      EXPECT_FALSE(verify_consistency(first, second, before, flipped(after), proof));
      if (first > 1)
        EXPECT_FALSE(
            verify_consistency(first - 1, second, tree.defined(0, first - 1), after, proof));
      EXPECT_FALSE(
          verify_consistency(first, second + 1, before, tree.defined(0, second + 1), proof));
      // NOLINTNEXTLINE(readability-suspicious-call-argument): exchanged on purpose
      if (first < second) EXPECT_FALSE(verify_consistency(second, first, after, before, proof));
      for (Digest& step : proof) {
        step = flipped(step);
        EXPECT_FALSE(verify_consistency(first, second, before, after, proof));
        step = flipped(step);
      }
    }
    EXPECT_FALSE(consistency_proof(second + 1, second, tree.reader()));
  }
}

TEST(Merkle, ALeafOfAnotherTreeChangesEveryLaterRootAndNoEarlierOne) {
  const Tree tree = tree_of(64);
  for (std::size_t changed = 0; changed < 64; ++changed) {
    Tree other;
    for (std::size_t i = 0; i < 64; ++i)
      other.add("act " + std::to_string(i) + (i == changed ? "!" : ""));
    for (std::size_t size = 0; size <= 64; ++size)
      EXPECT_EQ(*root(size, other.reader()) == tree.defined(0, size), size <= changed);
  }
}

TEST(Merkle, SizesAtTheEndOfTheNumbersEndAndAreRefused) {
  constexpr std::uint64_t kMost = ~std::uint64_t{0};
  const std::vector<Digest> proof(64, empty_root());
  EXPECT_FALSE(verify_inclusion(empty_root(), kMost - 1, kMost, proof, empty_root()));
  EXPECT_FALSE(verify_inclusion(empty_root(), kMost, kMost, proof, empty_root()));
  EXPECT_FALSE(verify_inclusion(empty_root(), 0, 0, {}, empty_root()));
  EXPECT_FALSE(verify_consistency(kMost - 1, kMost, empty_root(), empty_root(), proof));
  EXPECT_FALSE(verify_consistency(1, kMost, empty_root(), empty_root(), {}));
}

}  // namespace
}  // namespace redress::docket::merkle
