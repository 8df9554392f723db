#include "docket/segment_columns.hpp"

#include <algorithm>
#include <cstring>

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

/// Finds equal texts of one page; multiply and fold, eight bytes at a time. It decides nothing that
/// is kept: equal hashes are compared byte by byte.
std::uint64_t hash_of(std::string_view text) {
  constexpr std::uint64_t kA = 0x9E3779B97F4A7C15U;
  constexpr std::uint64_t kB = 0xD1B54A32D192ED03U;
  std::uint64_t hash = text.size() * kA;
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left > 8; left -= 8, at += 8) hash = mix(hash ^ load8(at), kB);
  std::uint64_t last = 0;
  if (text.size() >= 8) {
    last = load8(text.data() + text.size() - 8);
  } else if (left > 0) {
    std::memcpy(&last, at, left);
  }
  return mix(hash ^ last, kA);
}

}  // namespace

void TextLane::push_other(std::string_view text) {
  if (codes_.size() % kPageRows == 0) {
    page_first_.push_back(static_cast<std::uint32_t>(ends_.size()));
    slots_.fill(0);
  }
  last_size_ = text.size();
  const std::uint32_t first = page_first_.back();
  const std::uint64_t hash = hash_of(text);
  const auto tag = static_cast<std::uint32_t>(hash >> 48U) << 16U;
  for (std::size_t at = hash % kSlots;; at = (at + 1) % kSlots) {
    const std::uint32_t slot = slots_[at];
    if (slot == 0) {
      const auto code = static_cast<std::uint16_t>(ends_.size() - first);
      slots_[at] = tag | (code + 1U);
      last_ = bytes_.size();
      bytes_.append(text);
      ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
      codes_.push_back(code);
      return;
    }
    const std::uint32_t code = (slot & 0xFFFFU) - 1;
    if ((slot & 0xFFFF0000U) == tag && entry(first + code) == text) {
      last_ = static_cast<std::size_t>(entry(first + code).data() - bytes_.data());
      codes_.push_back(static_cast<std::uint16_t>(code));
      return;
    }
  }
}

void TextLane::make_room() {
  codes_.reserve(kSegmentRows);
  page_first_.reserve(kMostPages);
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

Columns::Columns(const RecordSchema& schema, std::int64_t first_ordinal)
    : schema_(&schema),
      next_ordinal_(first_ordinal),
      numbers_(schema.numbers),
      texts_(schema.texts) {}

bool Columns::full() const {
  if (rows() >= kSegmentRows) return true;
  if (pushed_bytes_ <= kMostColumnBytes) return false;
  return std::ranges::any_of(texts_,
                             [](const TextLane& lane) { return lane.bytes() > kMostColumnBytes; });
}

void Columns::make_room() {
  ordinals_.reserve(kSegmentRows);
  for (auto& lane : numbers_) lane.reserve(kSegmentRows);
  for (TextLane& lane : texts_) lane.make_room();
}

void Columns::skip_to(std::int64_t ordinal) {
  assert(ordinal >= next_ordinal_);
  next_ordinal_ = ordinal;
}

void Columns::clear() {
  pushed_bytes_ = 0;
  ordinals_.clear();
  for (auto& lane : numbers_) lane.clear();
  for (TextLane& lane : texts_) lane.clear();
}

void Columns::restart_at(std::int64_t ordinal) {
  assert(rows() == 0);
  next_ordinal_ = ordinal;
}

void Columns::push_row(const Columns& from, std::size_t row) {
  assert(schema_ == from.schema_ && rows() < kSegmentRows);
  if (rows() == kPageRows) make_room();
  skip_to(from.ordinals_[row]);
  for (std::size_t lane = 0; lane < numbers_.size(); ++lane)
    numbers_[lane].push_back(from.numbers_[lane][row]);
  for (std::size_t lane = 0; lane < texts_.size(); ++lane) {
    const std::string_view text = from.texts_[lane].at(row);
    pushed_bytes_ += text.size();
    texts_[lane].push(text);
  }
  ordinals_.push_back(next_ordinal_++);
}

void Columns::push_lanes(std::int64_t ordinal, std::span<const std::int64_t> numbers,
                         std::span<const std::string_view> texts) {
  assert(numbers.size() == numbers_.size() && texts.size() == texts_.size());
  if (rows() == kPageRows) make_room();
  skip_to(ordinal);
  for (std::size_t lane = 0; lane < numbers.size(); ++lane) numbers_[lane].push_back(numbers[lane]);
  for (std::size_t lane = 0; lane < texts.size(); ++lane) {
    pushed_bytes_ += texts[lane].size();
    texts_[lane].push(texts[lane]);
  }
  ordinals_.push_back(next_ordinal_++);
}

Split split(const Columns& columns, const std::vector<bool>& inside) {
  assert(inside.size() == columns.rows());
  Split out{Columns(columns.schema()), Columns(columns.schema())};
  for (std::size_t row = 0; row < columns.rows(); ++row)
    (inside[row] ? out.inside : out.outside).push_row(columns, row);
  return out;
}

bool same_rows(const Columns& a, const Columns& b) {
  if (&a.schema() != &b.schema() || !std::ranges::equal(a.ordinals(), b.ordinals())) return false;
  for (std::size_t lane = 0; lane < a.schema().numbers; ++lane)
    if (!std::ranges::equal(a.numbers(lane), b.numbers(lane))) return false;
  for (std::size_t lane = 0; lane < a.schema().texts; ++lane)
    for (std::size_t row = 0; row < a.rows(); ++row)
      if (a.texts(lane).at(row) != b.texts(lane).at(row)) return false;
  return true;
}

}  // namespace redress::docket
