// The journal at a million acts: one more act, the root, proofs and their checking, and the heads
// kept outside. The docket is made once, which takes a minute or two.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "docket/docket.hpp"
#include "docket/kept_heads.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t kActs = 1'000'000;

class Grown {
 public:
  Grown() {
    std::string name = (fs::temp_directory_path() / "redress-bench-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    auto made = Docket::create(
        {folder_ / "docket", Side::prosecution, true, "Bench", Role::prosecutor},
        base::SecretBytes::copy_of(base::as_bytes("bench")), {clock_, rng_, {}, own_kinds()});
    if (!made) std::abort();
    docket_.emplace(std::move(*made));
    {
      auto acts = docket_->begin();
      in_case_ = *acts->enter(Case{.label = "c", .title = "t"}, {}, "");
      if (!acts->commit()) std::abort();
    }
    while (size() < kActs) add(static_cast<int>(std::min<std::uint64_t>(kActs - size(), 5000)));
  }
  ~Grown() { fs::remove_all(folder_); }
  Grown(const Grown&) = delete;
  Grown& operator=(const Grown&) = delete;

  void add(int count) {
    auto acts = docket_->begin();
    for (int i = 0; i < count; ++i)
      if (!acts->enter(Party{.note = "a note of some length, as people write them"}, in_case_,
                       "bench"))
        std::abort();
    if (!acts->commit()) std::abort();
  }
  std::uint64_t size() { return *docket_->store().leaf_count(Log::work); }
  merkle::NodeReader nodes() {
    return [this](merkle::NodeAt at) { return docket_->store().node(Log::work, at); };
  }
  std::uint64_t below(std::uint64_t n) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return (state_ >> 20U) % n;
  }

 private:
  fs::path folder_;
  base::SystemClock clock_;
  base::SystemRng rng_;
  std::optional<Docket> docket_;
  CaseRef in_case_;
  std::uint64_t state_ = 1;
};

Grown& grown() {
  static Grown docket;
  return docket;
}

void one_more_act(benchmark::State& state) {
  Grown& docket = grown();
  for (auto _ : state) docket.add(1);
}
BENCHMARK(one_more_act)->UseRealTime()->Unit(benchmark::kMicrosecond);

void root_of_a_million(benchmark::State& state) {
  Grown& docket = grown();
  const std::uint64_t size = docket.size();
  for (auto _ : state) benchmark::DoNotOptimize(*merkle::root(size, docket.nodes()));
}
BENCHMARK(root_of_a_million)->Unit(benchmark::kMicrosecond);

void inclusion_proof_in_a_million(benchmark::State& state) {
  Grown& docket = grown();
  const std::uint64_t size = docket.size();
  for (auto _ : state)
    benchmark::DoNotOptimize(*merkle::inclusion_proof(docket.below(size), size, docket.nodes()));
}
BENCHMARK(inclusion_proof_in_a_million)->Unit(benchmark::kMicrosecond);

void consistency_proof_in_a_million(benchmark::State& state) {
  Grown& docket = grown();
  const std::uint64_t size = docket.size();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        *merkle::consistency_proof(1 + docket.below(size - 1), size, docket.nodes()));
}
BENCHMARK(consistency_proof_in_a_million)->Unit(benchmark::kMicrosecond);

void checking_both_proofs(benchmark::State& state) {
  Grown& docket = grown();
  const std::uint64_t size = docket.size();
  const std::uint64_t at = 777'777;
  const auto root = *merkle::root(size, docket.nodes());
  const auto before = *merkle::root(at, docket.nodes());
  const auto leaf = *docket.nodes()({0, at});
  const auto inclusion = *merkle::inclusion_proof(at, size, docket.nodes());
  const auto consistency = *merkle::consistency_proof(at, size, docket.nodes());
  for (auto _ : state)
    if (!merkle::verify_inclusion(leaf, at, size, inclusion, root) ||
        !merkle::verify_consistency(at, size, before, root, consistency))
      std::abort();
}
BENCHMARK(checking_both_proofs)->Unit(benchmark::kMicrosecond);

/// What opening a docket adds: the file of kept heads read with its signatures, and compared.
void opening_against_kept_heads(benchmark::State& state) {
  Grown& docket = grown();
  const std::uint64_t size = docket.size();
  base::SystemRng rng;
  const base::SecretBytes seed = base::SecretBytes::of_size(32);
  const UserKeys keys = make_user_keys(rng);
  const DocketId id{};
  std::vector<Head> heads;
  for (std::uint64_t acts = 1; acts <= size; acts += acts < size - 20 ? 997 : 1) {
    heads.push_back(Head{.log = Log::work, .size = acts});
    heads = thinned(std::move(heads));
  }
  for (Head& head : heads) {
    head.root = *merkle::root(head.size, docket.nodes());
    sign(head, seed, 1, keys);
  }
  KeptHeads kept;
  kept.logs[1] = heads;
  const std::string text = text_of(kept, id);
  for (auto _ : state) {
    const auto read = parse_kept(text, id, "f");
    const auto standing = compare(Log::work, read->logs[1], size, [&](std::uint64_t acts) {
      return merkle::root(acts, docket.nodes());
    });
    if (!standing->good() || standing->heads != heads.size()) std::abort();
  }
  state.counters["heads"] = static_cast<double>(heads.size());
}
BENCHMARK(opening_against_kept_heads)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace redress::docket
