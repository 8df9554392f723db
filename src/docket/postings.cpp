#include "docket/postings.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/keys.hpp"
#include "base/text.hpp"
#include "docket/segment_bytes.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::Result;

constexpr std::string_view kMagic = "redress posting 1\n";
constexpr unsigned kPageBits = 16;
constexpr std::uint64_t kPageMask = (std::uint64_t{1} << kPageBits) - 1;
constexpr unsigned kTopShift = 56;
constexpr std::size_t kBlockBytes = kPostingBlock * sizeof(std::uint64_t);

std::uint64_t hash_of(std::string_view form, const PostingKey& key) {
  std::uint64_t hash = 0;
  static_assert(crypto_shorthash_BYTES == sizeof hash && crypto_shorthash_KEYBYTES == 16);
  std::array<std::uint8_t, 8> out{};
  crypto_shorthash(out.data(), base::as_bytes(form).data(), form.size(), key.data());
  std::memcpy(&hash, out.data(), sizeof hash);
  return hash & ~kPageMask;
}

/// Into buckets by the highest byte, in place (McIlroy, Bostic, McIlroy, Engineering Radix Sort, 1993); where
/// each ends. Of a full run a bucket fits in the processor's cache.
std::array<std::size_t, 256> split_by_top(std::span<std::uint64_t> numbers) {
  const auto top = [](std::uint64_t number) { return number >> kTopShift; };
  std::array<std::size_t, 256> next{};
  std::array<std::size_t, 256> end{};
  for (const std::uint64_t number : numbers) ++end[top(number)];
  for (std::size_t i = 1; i < end.size(); ++i) end[i] += next[i] = end[i - 1];
  for (std::size_t bucket = 0; bucket < end.size(); ++bucket) {
    while (next[bucket] < end[bucket]) {
      std::uint64_t number = numbers[next[bucket]];
      while (top(number) != bucket) std::swap(number, numbers[next[top(number)]++]);
      numbers[next[bucket]++] = number;
    }
  }
  return end;
}

/// Least significant digit first, 10 bits a pass (Knuth, TAOCP 3, 5.2.5). `other` is as long.
void sort_below_top(std::span<std::uint64_t> numbers, std::span<std::uint64_t> other) {
  constexpr unsigned kBits = 10;
  constexpr unsigned kPasses = 6;
  constexpr std::size_t kDigits = 1U << kBits;
  static_assert(kPasses % 2 == 0 && kPasses * kBits >= kTopShift);
  for (unsigned pass = 0; pass < kPasses; ++pass) {
    const unsigned shift = pass * kBits;
    std::array<std::size_t, kDigits> at{};
    for (const std::uint64_t number : numbers) ++at[(number >> shift) % kDigits];
    std::size_t sum = 0;
    for (std::size_t& digit : at) sum += std::exchange(digit, sum);
    for (const std::uint64_t number : numbers) other[at[(number >> shift) % kDigits]++] = number;
    std::swap(numbers, other);
  }
}

void sort_numbers(std::span<std::uint64_t> numbers) {
  constexpr std::size_t kWorthPasses = 1'024;
  if (numbers.size() < kWorthPasses) {
    std::ranges::sort(numbers);
    return;
  }
  std::vector<std::uint64_t> other;
  std::size_t begin = 0;
  for (const std::size_t end : split_by_top(numbers)) {
    const std::span bucket = numbers.subspan(begin, end - begin);
    begin = end;
    if (bucket.size() < kWorthPasses) {
      std::ranges::sort(bucket);
      continue;
    }
    other.resize(std::max(other.size(), bucket.size()));
    sort_below_top(bucket, std::span(other).first(bucket.size()));
  }
}

}  // namespace

std::optional<std::string_view> lookup_form(Lookup lookup, std::string_view text,
                                            std::string& into) {
  if (text.empty() || lookup == Lookup::none) return std::nullopt;
  if (lookup == Lookup::exact) return text;
  // Most texts are their own form.
  bool as_it_is = true;
  for (const char c : text) as_it_is &= (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  if (as_it_is) return text;
  auto form = base::normal_key(base::KeyKind::account, text, {});
  if (!form) return std::nullopt;
  into = std::move(*form);
  return std::string_view(into);
}

PostingKey posting_key(const BulkKeys& keys) {
  PostingKey key{};
  static constexpr std::string_view kLabel = "redress posting hash";
  crypto_generichash(key.data(), key.size(), base::as_bytes(kLabel).data(), kLabel.size(),
                     keys.open.view().data(), keys.open.size());
  return key;
}

base::Digest digest_of_run(std::span<const base::Digest> segments) {
  base::Sha256 hash;
  for (const base::Digest& segment : segments) hash.update(segment.view());
  return hash.finish();
}

base::Bytes PostingPlace::bytes() const {
  ByteWriter out;
  out.raw(docket);
  out.raw(segments.view());
  out.number(schema->columns[column].number);
  out.number(static_cast<std::uint8_t>(schema->columns[column].lookup));
  out.text(schema->info.name);
  return out.take();
}

std::string PostingPlace::text() const {
  return "posting index of column " + std::string(schema->columns[column].name) + " of " +
         std::string(schema->info.plural);
}

// ---- building ----------------------------------------------------------------------------------

void PostingBuilder::add(std::size_t page, std::string_view text) {
  const auto form = lookup_form(lookup_, text, form_);
  if (form) numbers_.push_back(hash_of(*form, key_) | page);
}

void PostingBuilder::add_page(std::size_t page, const TextLane& lane, std::size_t page_in_lane) {
  const auto [first, end] = lane.entries_of(page_in_lane);
  for (std::size_t i = first; i < end; ++i) add(page, lane.entry(i));
}

void PostingBuilder::add_page(std::size_t page, std::span<const std::string_view> entries) {
  for (const std::string_view entry : entries) add(page, entry);
}

base::Bytes PostingBuilder::finish(const PostingPlace& place, const base::SecretBytes& key,
                                   const Salt& salt) {
  std::vector<std::uint64_t> numbers = std::exchange(numbers_, {});
  sort_numbers(numbers);
  const auto twice = std::ranges::unique(numbers);
  numbers.erase(twice.begin(), twice.end());
  const FileKey file_key(kMagic, key, salt, place.bytes());
  ByteWriter head;
  head.number(static_cast<std::uint32_t>(numbers.size()));
  for (std::size_t at = 0; at < numbers.size(); at += kPostingBlock) head.number(numbers[at]);
  base::Bytes out = make_prelude(kMagic, file_key, salt, head.view());
  const std::size_t blocks = (numbers.size() + kPostingBlock - 1) / kPostingBlock;
  out.reserve(out.size() + blocks * (kBlockBytes + kBulkTag));
  base::Bytes plain;
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::size_t first = block * kPostingBlock;
    const std::size_t many = std::min(kPostingBlock, numbers.size() - first);
    plain.resize(many * sizeof(std::uint64_t));
    std::memcpy(plain.data(), numbers.data() + first, plain.size());
    file_key.seal(block, plain, out);
  }
  return out;
}

// ---- asking ------------------------------------------------------------------------------------

Result<Postings> Postings::open(const PostingPlace& place, BulkFile file,
                                const base::SecretBytes& key) {
  OpenedHead head = REDRESS_TRY(open_head(file, kMagic, key, place.bytes(), place.text()));
  ByteReader in(head.head);
  const std::size_t count = in.number<std::uint32_t>();
  const std::size_t blocks = (count + kPostingBlock - 1) / kPostingBlock;
  if (!in.good() || in.left() != blocks * sizeof(std::uint64_t))
    return base::fail(altered_bulk(file, place.text(), "a head of another length"));
  std::vector<std::uint64_t> firsts(blocks);
  for (std::uint64_t& first : firsts) first = in.number<std::uint64_t>();
  const std::uint64_t size = head.parts + count * sizeof(std::uint64_t) + blocks * kBulkTag;
  if (file.size() != size)
    return base::fail(altered_bulk(file, place.text(), std::to_string(file.size()) + " bytes")
                          .expected(std::to_string(size) + " bytes"));
  return Postings(place, std::move(file), head.key, head.parts, count, std::move(firsts));
}

Result<std::vector<std::uint64_t>> Postings::block(std::size_t index) const {
  const std::size_t many = std::min(kPostingBlock, count_ - index * kPostingBlock);
  base::Bytes sealed;
  base::Bytes plain;
  if (!file_.read(parts_ + index * (kBlockBytes + kBulkTag),
                  many * sizeof(std::uint64_t) + kBulkTag, sealed) ||
      !key_.open(index, sealed, plain))
    return base::fail(altered_bulk(file_, place_.text() + ", block " + std::to_string(index),
                                   "a block that does not authenticate"));
  std::vector<std::uint64_t> numbers(many);
  std::memcpy(numbers.data(), plain.data(), plain.size());
  return numbers;
}

Result<std::vector<std::uint32_t>> Postings::find(std::string_view form,
                                                  const PostingKey& key) const {
  std::vector<std::uint32_t> pages;
  const std::uint64_t low = hash_of(form, key);
  const std::uint64_t high = low | kPageMask;
  const auto after = std::ranges::upper_bound(firsts_, low) - firsts_.begin();
  for (auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - 1, 0));
       at < firsts_.size() && firsts_[at] <= high; ++at) {
    const auto numbers = REDRESS_TRY(block(at));
    for (auto i = std::ranges::lower_bound(numbers, low); i != numbers.end() && *i <= high; ++i)
      pages.push_back(static_cast<std::uint32_t>(*i & kPageMask));
  }
  return pages;
}

Result<void> Postings::check() const {
  std::uint64_t before = 0;
  for (std::size_t index = 0; index < firsts_.size(); ++index) {
    const auto numbers = REDRESS_TRY(block(index));
    const bool first = index == 0;
    if (numbers.front() != firsts_[index] || (!first && numbers.front() <= before) ||
        !std::ranges::is_sorted(numbers))
      return base::fail(altered_bulk(file_, place_.text() + ", block " + std::to_string(index),
                                     "numbers out of order"));
    before = numbers.back();
  }
  return {};
}

}  // namespace redress::docket
