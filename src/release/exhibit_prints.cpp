#include "release/exhibit_prints.hpp"

#include <algorithm>

#include "release/kept_prints.hpp"

namespace redress::release {

using base::ErrorKind;
using base::Result;

namespace {

/// Words in a row that tell what a text is, whatever else stands in the open.
constexpr std::uint8_t kTelling = 5;
/// How much of a piece of a long text stands in the next one, too: more than five words.
constexpr std::size_t kOverlap = 512;

class Printing {
 public:
  explicit Printing(const FingerprintKey& key) : key_(key) {}

  /// As what it is said to be, or else as it is written.
  Result<void> add(std::string_view value, ValueSort sort) {
    if (sort != ValueSort::text && value.size() <= kMostValue) {
      if (auto prints = fingerprints_of(base::as_bytes(value), sort, {}, key_)) {
        keep(*prints, sort);
        return {};
      }
    }
    for (std::size_t at = 0; at < value.size();) {
      const std::string_view piece = piece_of(value.substr(at));
      auto prints = fingerprints_of(base::as_bytes(piece), ValueSort::text, {}, key_);
      if (prints)
        keep(*prints, ValueSort::text);
      else if (prints.error().kind() != ErrorKind::bad_input)
        return base::fail(std::move(prints).error());
      if (at + piece.size() == value.size()) break;
      at += piece.size() - kOverlap;
    }
    return {};
  }
  Result<void> add(const std::vector<std::string>& values, ValueSort sort) {
    for (const std::string& value : values) REDRESS_TRY(add(value, sort));
    return {};
  }

  Result<base::SecretBytes> packed() && {
    if (prints_.empty())
      return base::fail(ErrorKind::bad_input, "there is too little in these words to be searched");
    // By their bytes: nothing tells which were of one value.
    std::ranges::sort(prints_, {}, &Fingerprint::digest);
    const auto twice = std::ranges::unique(prints_);
    prints_.erase(twice.begin(), twice.end());
    return pack_prints(prints_);
  }

 private:
  /// Not in the middle of a word where there are blanks.
  static std::string_view piece_of(std::string_view text) {
    if (text.size() <= kMostValue) return text;
    const std::size_t blank = text.rfind(' ', kMostValue);
    return text.substr(
        0, blank == std::string_view::npos || blank <= 2 * kOverlap ? kMostValue : blank);
  }

  void keep(const std::vector<Fingerprint>& prints, ValueSort sort) {
    for (Fingerprint print : prints) {
      const bool tells = sort == ValueSort::text && print.words >= kTelling;
      if (print.role == Role::whole && !tells) print.role = Role::part;
      prints_.push_back(print);
    }
  }

  const FingerprintKey& key_;
  std::vector<Fingerprint> prints_;
};

}  // namespace

Result<base::SecretBytes> prints_of_exhibit(const docket::Exhibit& words,
                                            const FingerprintKey& key) {
  Printing printing(key);
  for (const std::string* text : {&words.title, &words.file_name, &words.source, &words.note})
    REDRESS_TRY(printing.add(*text, ValueSort::text));
  REDRESS_TRY(printing.add(words.giver, ValueSort::name));
  REDRESS_TRY(printing.add(words.about_accounts, ValueSort::account));
  REDRESS_TRY(printing.add(words.about_numbers, ValueSort::phone));
  REDRESS_TRY(printing.add(words.about_places, ValueSort::address));
  return std::move(printing).packed();
}

}  // namespace redress::release
