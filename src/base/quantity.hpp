// Exact amounts of an asset that is not money: coins and tokens of a chain, grams of gold.
//
// Promises: Quantity holds a signed 128-bit number of base units (satoshi, wei) of one Asset.
// Everything is checked: products are formed in 256 bits, overflow and two different assets in one
// sum are errors. share() conserves the sum. No floating point.
// Range: +-1.7e38 base units, that is 1.7e20 whole units of an asset of 18 decimals. A chain that
// counts in 256 bits can exceed this; such an amount is refused, not cut.
// Cost: constant; share O(n log n).
// Bad input: parse refuses more decimals than the asset has.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/wide.hpp"

namespace redress::base {

/// What a quantity counts. Names are compared byte by byte: the reader that makes an Asset writes
/// chain and contract in the form its source documents (lower-case hex for EVM contracts).
struct Asset {
  std::string chain;          ///< "bitcoin", "ethereum", "tron"
  std::string contract;       ///< empty for the chain's own coin
  std::uint8_t decimals = 0;  ///< digits between base unit and whole unit

  /// "ethereum" or "ethereum:0x..."
  std::string text() const;

  friend bool operator==(const Asset&, const Asset&) = default;
};

class Quantity {
 public:
  Quantity() = default;
  Quantity(Int128 base_units, Asset asset);

  /// "1.5" whole units of the asset, in the form of parse_decimal (wide.hpp).
  static Result<Quantity> parse(std::string_view amount, Asset asset);

  Int128 base_units() const { return base_units_; }
  const Asset& asset() const { return asset_; }
  bool is_zero() const { return base_units_ == 0; }
  bool is_negative() const { return base_units_ < 0; }

  Result<Quantity> plus(const Quantity& other) const;
  Result<Quantity> minus(const Quantity& other) const;
  Result<Quantity> negated() const;
  /// this * numerator / denominator, rounded once; a denominator of 0 is an error.
  Result<Quantity> times_ratio(Int128 numerator, Int128 denominator, Rounding rounding) const;

  /// "1.50000000 bitcoin": always all decimals of the asset.
  std::string text() const;
  /// "1.50000000"
  std::string amount_text() const;

  friend bool operator==(const Quantity&, const Quantity&) = default;

 private:
  Int128 base_units_ = 0;
  Asset asset_;
};

/// Splits `total` by the rule of share_units (wide.hpp): the parts sum to `total` exactly.
Result<std::vector<Quantity>> share(const Quantity& total, std::span<const Int128> weights);
Result<std::vector<Quantity>> share(const Quantity& total, std::span<const std::int64_t> weights);

}  // namespace redress::base
