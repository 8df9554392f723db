// One column of rows while they are collected: numbers, or texts that are kept once a page.
//
// Promises: one value a row, in the order of pushing. Texts are kept once per page of kPageRows rows,
// in the order of first appearance, with 16-bit codes.
// Room is made by the caller, for all lanes of a set at once: push does not look for it. Lanes of a
// set begin on different lines of their pages of memory; lanes that are filled together would
// otherwise push each other out of the processor's cache.
// Cost: under 1 ns a number or a text as in the row before, 10 ns and 0.3 ns a byte for another.
// Bad input: texts of a page that all collide cost kPageRows comparisons a text and no more.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/short_bytes.hpp"

namespace redress::docket {

inline constexpr std::size_t kSegmentRows = 65'536;
inline constexpr std::size_t kPageRows = 512;
inline constexpr std::size_t kMostPages = kSegmentRows / kPageRows;

/// Values of fixed size in memory that is not touched before it is filled.
template <typename T>
class LaneValues {
 public:
  LaneValues() = default;
  ~LaneValues() = default;
  LaneValues(const LaneValues&) = delete;
  LaneValues& operator=(const LaneValues&) = delete;
  LaneValues(LaneValues&& other) noexcept { *this = std::move(other); }
  LaneValues& operator=(LaneValues&& other) noexcept {
    memory_ = std::move(other.memory_);
    at_ = std::exchange(other.at_, nullptr);
    size_ = std::exchange(other.size_, 0);
    room_ = std::exchange(other.room_, 0);
    return *this;
  }

  std::size_t size() const { return size_; }
  std::size_t room() const { return room_; }
  const T* data() const { return at_; }
  T operator[](std::size_t i) const { return at_[i]; }
  T back() const { return at_[size_ - 1]; }
  std::span<const T> span() const { return {at_, size_}; }

  void push(T value) {
    assert(size_ < room_);
    at_[size_++] = value;
  }
  /// The last value `count` times more.
  void repeat(std::size_t count) {
    assert(room_ - size_ >= count && size_ > 0);
    std::fill_n(at_ + size_, count, back());
    size_ += count;
  }
  /// Where `count` more are written by the caller.
  T* extend(std::size_t count) {
    assert(room_ - size_ >= count);
    T* at = at_ + size_;
    size_ += count;
    return at;
  }
  /// Room for `count` in all; what is there stays. `lane` is its place among lanes of one set.
  void make_room(std::size_t count, std::size_t lane) {
    if (count <= room_) return;
    constexpr std::size_t kLine = 64;
    constexpr std::size_t kLines = 64;  // of a page of memory
    auto memory = std::make_unique_for_overwrite<T[]>(count + kLine * kLines / sizeof(T));
    T* at = memory.get() + lane % kLines * (kLine / sizeof(T));
    if (size_ > 0) std::memcpy(at, at_, size_ * sizeof(T));
    memory_ = std::move(memory);
    at_ = at;
    room_ = count;
  }
  void clear() { size_ = 0; }

 private:
  std::unique_ptr<T[]> memory_;
  T* at_ = nullptr;
  std::size_t size_ = 0;
  std::size_t room_ = 0;
};

/// One column of texts: per page a dictionary, per row a code into it.
class TextLane {
 public:
  void push(std::string_view text) {
    // Runs of one text are common, and ask neither the hash nor its table.
    if (codes_.size() % kPageRows != 0 && text.size() == last_size_ &&
        (text.empty() || base::same_bytes(bytes_.data() + last_, text.data(), text.size()))) {
      codes_.push(codes_.back());
      return;
    }
    push_other(text);
  }
  /// The text of the row before `count` times more, on its page.
  void repeat(std::size_t count) { codes_.repeat(count); }

  /// Room for that many rows; `lane` as in LaneValues.
  void make_room(std::size_t rows, std::size_t lane);
  void clear();
  std::string_view at(std::size_t row) const {
    return entry(page_first_[row / kPageRows] + codes_[row]);
  }

  std::span<const std::uint16_t> codes() const { return codes_.span(); }
  /// The entries of a page, as positions for entry().
  std::pair<std::size_t, std::size_t> entries_of(std::size_t page) const;
  std::string_view entry(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return {bytes_.data() + begin, ends_[index] - begin};
  }
  std::size_t bytes() const { return bytes_.size(); }

 private:
  static constexpr std::size_t kSlots = 2 * kPageRows;

  void push_other(std::string_view text);
  void push_first(std::string_view text);
  void append(std::string_view text);

  std::size_t last_ = 0;  ///< where the text of the last row begins in bytes_
  std::size_t last_size_ = 0;
  LaneValues<std::uint16_t> codes_;
  LaneValues<char> bytes_;
  std::vector<std::uint32_t> ends_;            ///< of each entry in bytes_
  std::vector<std::uint32_t> page_first_;      ///< first entry of each page
  std::array<std::uint32_t, kSlots> slots_{};  ///< of the last page: 16 bits of hash, code + 1
  bool slots_ready_ = false;  ///< most pages have one text alone in most lanes, and need none
};

}  // namespace redress::docket
