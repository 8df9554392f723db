// Fuzz target: any value against any output, through fingerprints and back; kept prints out of any bytes.
//
// The first byte is the sort, the second the length of the value; the rest is the output. Checks: hits lie
// inside the output, in order, with lines and columns from 1, no more than asked for; a whole hit is never
// lost to a limit; a name of two plain words put into the output is found whole.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "release/kept_prints.hpp"
#include "release/leak_json.hpp"
#include "release/leak_search.hpp"

namespace {

using redress::release::FingerprintKey;
using redress::release::FingerprintSet;
using redress::release::ValueSort;

void must(bool promise) {
  if (!promise) std::abort();
}

void check(const std::string& output, std::vector<FingerprintSet> sets, const FingerprintKey& key) {
  constexpr std::size_t kMost = 8;
  const auto few = redress::release::find(output, sets, key, {.max_hits = kMost});
  const auto many = redress::release::find(output, sets, key, {.max_hits = 100'000});
  must(few.has_value() && many.has_value());
  must(few->hits.size() <= kMost);
  must(few->whole() == many->whole());
  must(few->more || few->hits.size() == many->hits.size());
  std::size_t before = 0;
  for (const auto& hit : many->hits) {
    must(hit.offset >= before && hit.length > 0 && hit.offset + hit.length <= output.size());
    must(hit.line >= 1 && hit.column >= 1);
    before = hit.offset;
  }
  const std::string planted = output + " \n Wren Invented \n ";
  sets.push_back({"planted", *redress::release::fingerprints_of(
                                 redress::base::as_bytes(std::string_view("Wren Invented")),
                                 ValueSort::name, "", key)});
  must(redress::release::find(planted, sets, key, {.max_hits = 100})->whole());
}

/// As they stand, and as a head and prints made of the bytes, so that more than the refusal is reached.
void kept_prints(redress::base::ByteView bytes) {
  for (const bool whole : {true, false}) {
    redress::base::Bytes packed(bytes.begin(), bytes.end());
    if (!whole) {
      const auto empty = redress::release::pack_prints({});
      packed.assign(empty->view().begin(), empty->view().end());
      packed.resize(packed.size() + bytes.size() / 1024 * 1024);
      std::copy_n(bytes.begin(), std::min(bytes.size(), packed.size() - 16), packed.begin() + 16);
    }
    const auto prints = redress::release::unpack_prints(packed);
    if (!prints) continue;
    const auto again = redress::release::pack_prints(*prints);
    must(again && std::ranges::equal(again->view(), packed));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  (void)redress::release::run_leak_search(text);
  kept_prints({data, size});
  constexpr unsigned kSorts = 6;
  const auto sort = static_cast<ValueSort>(data[0] % kSorts);
  const std::size_t length = std::min<std::size_t>(data[1], size - 2);
  const std::string value = text.substr(2, length);
  const std::string output = text.substr(2 + length);
  const FingerprintKey key = FingerprintKey::of_size(32);
  std::vector<FingerprintSet> sets;
  auto prints = redress::release::fingerprints_of(redress::base::as_bytes(value), sort, "AT", key);
  if (prints) sets.push_back({"fuzzed", std::move(*prints)});
  check(output, std::move(sets), key);
  return 0;
}
