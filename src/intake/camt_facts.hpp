// The facts of one entry while it is read, in one buffer that is used again.
//
// Promises: no allocation an entry once the buffer is warm; beyond kMostEntryBytes nothing more is
// taken in, and `over` says so. Views live until the next `put` or `clear`.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "intake/camt_paths.hpp"

namespace redress::intake::camt {

inline constexpr std::size_t kMostEntryBytes = 16U << 20U;
inline constexpr std::size_t kMostDetails = 40'000;

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

/// Facts of the details of one transaction, and where they stand.
struct Detail {
  static constexpr std::size_t kFirst = static_cast<std::size_t>(Fact::detail) + 1;
  std::array<Span, kFacts - kFirst> spans{};
  std::uint64_t offset = 0;
  std::uint64_t end = 0;
  Span& of(Fact fact) { return spans[static_cast<std::size_t>(fact) - kFirst]; }
  Span of(Fact fact) const { return spans[static_cast<std::size_t>(fact) - kFirst]; }
};

class EntryFacts {
 public:
  void clear() {
    bytes_.clear();
    own_ = {};
    shared_ = {};
    details_.clear();
    in_detail_ = false;
    over_ = false;
  }
  void begin_detail(std::uint64_t offset) {
    in_detail_ = true;
    current_ = {};
    current_.offset = offset;
  }
  void end_detail(std::uint64_t end) {
    if (!in_detail_) return;
    in_detail_ = false;
    current_.end = end;
    if (details_.size() < kMostDetails)
      details_.push_back(current_);
    else
      over_ = true;
  }
  void put(Fact fact, std::string_view text) {
    if (text.empty()) return;
    Span& span = of_detail(fact) ? (in_detail_ ? current_.of(fact) : shared_.of(fact))
                                 : own_[static_cast<std::size_t>(fact)];
    if (span.size != 0 && !has_lines(fact)) return;
    if (bytes_.size() + span.size + text.size() + 1 > kMostEntryBytes) {
      over_ = true;
      return;
    }
    const std::string_view before = view(span);
    if (!before.empty() && span.begin + span.size == bytes_.size()) {
      bytes_.push_back('\n');
      bytes_.append(text);
      span.size += static_cast<std::uint32_t>(text.size() + 1);
      return;
    }
    const auto begin = static_cast<std::uint32_t>(bytes_.size());
    if (!before.empty()) {
      bytes_.append(bytes_, span.begin, span.size);
      bytes_.push_back('\n');
    }
    bytes_.append(text);
    span = {begin, static_cast<std::uint32_t>(bytes_.size()) - begin};
  }
  std::string_view view(Span span) const {
    return std::string_view(bytes_).substr(span.begin, span.size);
  }
  /// Of the entry.
  std::string_view own(Fact fact) const { return view(own_[static_cast<std::size_t>(fact)]); }
  const std::vector<Detail>& details() const { return details_; }
  /// Codes and amounts that stand beside the details.
  const Detail& shared() const { return shared_; }
  bool over() const { return over_; }

 private:
  std::string bytes_;
  std::array<Span, static_cast<std::size_t>(Fact::detail) + 1> own_{};
  Detail shared_;
  Detail current_;
  std::vector<Detail> details_;
  bool in_detail_ = false;
  bool over_ = false;
};

}  // namespace redress::intake::camt
