#include "docket/segment_lanes.hpp"

namespace redress::docket {
namespace {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t load8(const char* at) {
  std::uint64_t value = 0;
  std::memcpy(&value, at, 8);
  return value;
}

/// Up to eight bytes as a number.
[[gnu::always_inline]] inline std::uint64_t load_few(const char* at, std::size_t size) {
  if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, at, 4);
    std::memcpy(&last, at + size - 4, 4);
    return static_cast<std::uint64_t>(last) << 32U | first;
  }
  if (size == 0) return 0;
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i]));
  };
  return byte(0) | byte(size / 2) << 8U | byte(size - 1) << 16U;
}

/// Finds equal texts of one page; multiply and fold, sixteen bytes at a time. It decides nothing
/// that is kept: equal hashes are compared byte by byte.
[[gnu::always_inline]] inline std::uint64_t hash_of(std::string_view text) {
  constexpr std::uint64_t kA = 0x9E3779B97F4A7C15U;
  constexpr std::uint64_t kB = 0xD1B54A32D192ED03U;
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t hash = left * kA;
  for (; left > 16; left -= 16, at += 16) hash = mix(hash ^ load8(at), kB ^ load8(at + 8));
  if (left > 8) return mix(mix(hash ^ load8(at), kB ^ load8(at + left - 8)), kA);
  return mix(hash ^ (left == 8 ? load8(at) : load_few(at, left)), kA);
}

}  // namespace

[[gnu::always_inline]] inline void TextLane::append(std::string_view text) {
  constexpr std::size_t kLeast = 256;
  const std::size_t all = bytes_.size() + text.size();
  if (all > bytes_.room()) bytes_.make_room(std::max({kLeast, all, 2 * bytes_.room()}), 0);
  base::copy_bytes(bytes_.extend(text.size()), text.data(), text.size());
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
}

/// The first text of a page.
void TextLane::push_first(std::string_view text) {
  page_first_.push_back(static_cast<std::uint32_t>(ends_.size()));
  slots_ready_ = false;
  last_ = bytes_.size();
  last_size_ = text.size();
  append(text);
  codes_.push(0);
}

void TextLane::push_other(std::string_view text) {
  if (codes_.size() % kPageRows == 0) return push_first(text);
  const std::uint32_t first = page_first_.back();
  const auto tag_of = [](std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 48U) << 16U;
  };
  if (!slots_ready_) {
    slots_.fill(0);
    const std::uint64_t hash = hash_of(entry(first));
    slots_[hash % kSlots] = tag_of(hash) | 1U;
    slots_ready_ = true;
  }
  last_size_ = text.size();
  const std::uint64_t hash = hash_of(text);
  const std::uint32_t tag = tag_of(hash);
  for (std::size_t at = hash % kSlots;; at = (at + 1) % kSlots) {
    const std::uint32_t slot = slots_[at];
    if (slot == 0) {
      const auto code = static_cast<std::uint16_t>(ends_.size() - first);
      slots_[at] = tag | (code + 1U);
      last_ = bytes_.size();
      append(text);
      codes_.push(code);
      return;
    }
    if ((slot & 0xFFFF0000U) != tag) continue;
    const std::uint32_t code = (slot & 0xFFFFU) - 1;
    const std::string_view known = entry(first + code);
    if (!base::same_text(known, text)) continue;
    last_ = static_cast<std::size_t>(known.data() - bytes_.data());
    codes_.push(static_cast<std::uint16_t>(code));
    return;
  }
}

void TextLane::make_room(std::size_t rows, std::size_t lane) {
  codes_.make_room(rows, lane);
  page_first_.reserve(rows / kPageRows);
}

void TextLane::clear() {
  codes_.clear();
  ends_.clear();
  page_first_.clear();
  bytes_.clear();
}

std::pair<std::size_t, std::size_t> TextLane::entries_of(std::size_t page) const {
  return {page_first_[page], page + 1 < page_first_.size() ? page_first_[page + 1] : ends_.size()};
}

}  // namespace redress::docket
