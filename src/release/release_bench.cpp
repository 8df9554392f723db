// The release check against the best ordinary way: std::search for every form of every value in the
// folded output. Both in one run; docs/benchmarks.md, "Release check".
#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>

#include "base/text.hpp"
#include "release/leak_forms.hpp"
#include "release/leak_search.hpp"

namespace redress::release {
namespace {

constexpr std::size_t kOutput = 10'000'000;
constexpr int kValues = 1000;

std::string word(std::mt19937& rng, bool cyrillic) {
  static const char* const kLatin[] = {"ba",  "den", "ki", "lor", "mas", "ne", "pu",  "rit",
                                       "sol", "tev", "wu", "yan", "gro", "fi", "cha", "el"};
  static const char* const kCyrillic[] = {"ба",  "ден", "ки", "лор", "мас", "не", "пу", "рит",
                                          "сол", "тев", "ву", "ян",  "гро", "фи", "ча", "ель"};
  std::string out;
  const unsigned parts = 1 + rng() % 4;
  for (unsigned i = 0; i < parts; ++i) out += (cyrillic ? kCyrillic : kLatin)[rng() % 16];
  return out;
}

std::string made_output(const char* between, bool cyrillic) {
  std::mt19937 rng(11);
  std::string out;
  out.reserve(kOutput + 100);
  while (out.size() < kOutput) {
    out += word(rng, cyrillic);
    out += rng() % 12 == 0 ? between : " ";
  }
  return out;
}

std::vector<std::string> made_values() {
  std::mt19937 rng(7);
  std::vector<std::string> out;
  for (int i = 0; i < kValues; ++i)
    out.push_back(word(rng, false) + "quil " + word(rng, false) + "zeth");
  return out;
}

void search(benchmark::State& state, const std::string& output) {
  const FingerprintKey key = FingerprintKey::of_size(32);
  std::vector<FingerprintSet> sets;
  for (const std::string& value : made_values())
    sets.push_back({"S", *fingerprints_of(base::as_bytes(value), ValueSort::name, "", key)});
  for (auto _ : state) benchmark::DoNotOptimize(find(output, sets, key, {.max_hits = 1000}));
  state.SetBytesProcessed(static_cast<std::int64_t>(output.size()) * state.iterations());
}

void search_text(benchmark::State& state) { search(state, made_output(".\n", false)); }
void search_html(benchmark::State& state) {
  search(state, made_output("</td><td class=\"x\">&nbsp;", false));
}
void search_cyrillic(benchmark::State& state) { search(state, made_output(".\n", true)); }

void prints_of_values(benchmark::State& state) {
  const FingerprintKey key = FingerprintKey::of_size(32);
  const std::vector<std::string> values = made_values();
  for (auto _ : state)
    for (const std::string& value : values)
      benchmark::DoNotOptimize(fingerprints_of(base::as_bytes(value), ValueSort::name, "", key));
}

/// Folds the output and looks for every form in it: what one writes without an engine. One megabyte
/// and a hundred values, since all of it takes minutes: multiply by a hundred.
void ordinary_hundredth(benchmark::State& state) {
  const std::string output = made_output(".\n", false).substr(0, kOutput / 10);
  std::vector<std::string> forms;
  const std::vector<std::string> values = made_values();
  for (int i = 0; i < kValues / 10; ++i) {
    const auto made = detail::forms_of(values[static_cast<std::size_t>(i)], ValueSort::name, "");
    for (const auto& [text, form] : made->searched()) forms.push_back(text);
  }
  for (auto _ : state) {
    std::string folded;
    for (const char c : base::fold(output))
      if (c != ' ' && c != '.' && c != '\n') folded.push_back(c);
    std::size_t hits = 0;
    for (const std::string& form : forms) {
      auto at = folded.begin();
      while ((at = std::search(at, folded.end(), form.begin(), form.end())) != folded.end()) {
        ++hits;
        ++at;
      }
    }
    benchmark::DoNotOptimize(hits);
  }
}

/// The bytes that must be touched at least.
void bare_pass(benchmark::State& state) {
  const std::string output = made_output(".\n", false);
  for (auto _ : state) benchmark::DoNotOptimize(base::fold(output));
}

BENCHMARK(search_text)->Unit(benchmark::kMillisecond);
BENCHMARK(search_html)->Unit(benchmark::kMillisecond);
BENCHMARK(search_cyrillic)->Unit(benchmark::kMillisecond);
BENCHMARK(prints_of_values)->Unit(benchmark::kMillisecond);
BENCHMARK(ordinary_hundredth)->Unit(benchmark::kMillisecond);
BENCHMARK(bare_pass)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace redress::release
