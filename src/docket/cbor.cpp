#include "docket/cbor.hpp"

#include <array>
#include <optional>

namespace redress::docket {
namespace {

enum Major : std::uint8_t { unsigned_number, negative, binary, text, array, map, tag, simple };

class Scan {
 public:
  explicit Scan(base::ByteView bytes) : rest_(bytes) {}

  bool whole() {
    if (!item()) return false;
    while (depth_ > 0) {
      if (open_[depth_ - 1] == 0) {
        --depth_;
        continue;
      }
      --open_[depth_ - 1];
      if (!item()) return false;
    }
    return rest_.empty();
  }

 private:
  /// One head with the bytes that belong to it; what stands inside an array or map comes after.
  bool item() {
    if (rest_.empty()) return false;
    const auto major = static_cast<Major>(rest_.front() >> 5U);
    const std::optional<std::uint64_t> argument = head();
    if (!argument || major == tag) return false;
    if (major == binary || major == text) return skip(*argument);
    if (major == array) return enter(*argument, 1);
    if (major == map) return enter(*argument, 2);
    return true;
  }

  std::optional<std::uint64_t> head() {
    const std::uint8_t low = rest_.front() & 0x1fU;
    rest_ = rest_.subspan(1);
    if (low < 24) return low;
    if (low > 27) return std::nullopt;  // reserved, or of a length that is not said
    const std::size_t size = std::size_t{1} << (low - 24U);
    if (rest_.size() < size) return std::nullopt;
    std::uint64_t argument = 0;
    for (const std::uint8_t byte : rest_.first(size)) argument = argument << 8U | byte;
    rest_ = rest_.subspan(size);
    return argument;
  }

  bool skip(std::uint64_t size) {
    if (size > rest_.size()) return false;
    rest_ = rest_.subspan(static_cast<std::size_t>(size));
    return true;
  }

  bool enter(std::uint64_t entries, std::uint64_t items_each) {
    // Each item takes a byte at least, so a length beyond the rest is a lie.
    if (entries > rest_.size() || depth_ == open_.size()) return false;
    open_[depth_++] = entries * items_each;
    return true;
  }

  base::ByteView rest_;
  std::array<std::uint64_t, kDeepestCbor> open_{};
  std::size_t depth_ = 0;
};

}  // namespace

bool is_plain_cbor(base::ByteView bytes) { return Scan(bytes).whole(); }

}  // namespace redress::docket
