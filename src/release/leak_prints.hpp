// Keyed prints of forms, and the table in which the search looks them up.
//
// Promises: two keys of their own, for the digest and for the sieve, are derived from the given one; what
// is hashed begins with what it is for, so that no print of one role equals that of another.
// Cost: a look-up is one SipHash and one bit; a BLAKE2b only where the bit is set.
#pragma once

#include <array>
#include <bitset>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "release/leak_forms.hpp"

namespace redress::release::detail {

/// What a text is looked up as.
enum class Domain : char { searched = 'F', word = 'W', sound = 'S' };

class Printer {
 public:
  explicit Printer(base::ByteView key);
  std::uint32_t quick(Domain domain, std::string_view text) const;
  std::array<std::uint8_t, 16> digest(Domain domain, std::string_view text) const;

 private:
  base::SecretBytes keys_;  ///< 32 bytes for digests, then 16 for each domain's sieve
};

std::vector<Fingerprint> prints_of(const Forms& forms, const Printer& printer);

class Table {
 public:
  struct Entry {
    const Fingerprint* print;
    std::uint32_t set;
  };
  explicit Table(std::span<const FingerprintSet> sets);

  bool has_length(std::size_t bytes) const { return bytes < lengths_.size() && lengths_[bytes]; }
  std::size_t longest() const { return longest_; }
  bool may_have(std::uint32_t quick) const { return (*sieve_)[quick % kSieve]; }
  bool vowelless() const { return vowelless_; }
  /// Entries with this sieve value, of any role.
  std::span<const Entry> with(std::uint32_t quick) const;

 private:
  static constexpr std::size_t kSieve = std::size_t{1} << 20U;
  std::vector<Entry> entries_;  ///< by sieve value
  std::unique_ptr<std::bitset<kSieve>> sieve_;
  std::bitset<256> lengths_;
  std::size_t longest_ = 0;
  bool vowelless_ = false;
};

}  // namespace redress::release::detail
