#include "base/quantity.hpp"

#include <utility>

namespace redress::base {

namespace {

Result<void> same_asset(const Quantity& left, const Quantity& right) {
  if (left.asset() == right.asset()) return {};
  return fail(Error(ErrorKind::bad_input, "two assets in one sum")
                  .found(left.asset().text() + " and " + right.asset().text())
                  .expected("one asset: same chain, contract and decimals"));
}

}  // namespace

std::string Asset::text() const { return contract.empty() ? chain : chain + ":" + contract; }

Quantity::Quantity(Int128 base_units, Asset asset)
    : base_units_(base_units), asset_(std::move(asset)) {}

Result<Quantity> Quantity::parse(std::string_view amount, Asset asset) {
  const auto line = [&] { return "while reading an amount of " + asset.text(); };
  const Int128 units = REDRESS_TRY(in_context(parse_decimal(amount, asset.decimals), line));
  return Quantity(units, std::move(asset));
}

Result<Quantity> Quantity::plus(const Quantity& other) const {
  REDRESS_TRY(same_asset(*this, other));
  return Quantity(REDRESS_TRY(checked_plus(base_units_, other.base_units_)), asset_);
}

Result<Quantity> Quantity::minus(const Quantity& other) const {
  REDRESS_TRY(same_asset(*this, other));
  return Quantity(REDRESS_TRY(checked_minus(base_units_, other.base_units_)), asset_);
}

Result<Quantity> Quantity::negated() const {
  return Quantity(REDRESS_TRY(checked_minus(0, base_units_)), asset_);
}

Result<Quantity> Quantity::times_ratio(Int128 numerator, Int128 denominator,
                                       Rounding rounding) const {
  return Quantity(REDRESS_TRY(checked_ratio(base_units_, numerator, denominator, rounding)),
                  asset_);
}

std::string Quantity::amount_text() const { return decimal_text(base_units_, asset_.decimals); }

std::string Quantity::text() const { return amount_text() + " " + asset_.text(); }

Result<std::vector<Quantity>> share(const Quantity& total, std::span<const Int128> weights) {
  const std::vector<Int128> parts = REDRESS_TRY(share_units(total.base_units(), weights));
  std::vector<Quantity> out;
  out.reserve(parts.size());
  for (const Int128 part : parts) out.emplace_back(part, total.asset());
  return out;
}

Result<std::vector<Quantity>> share(const Quantity& total, std::span<const std::int64_t> weights) {
  return share(total, std::span<const Int128>(std::vector<Int128>(weights.begin(), weights.end())));
}

}  // namespace redress::base
