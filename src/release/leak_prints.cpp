#include "release/leak_prints.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace redress::release::detail {
namespace {

constexpr std::size_t kDigestKey = 32;
constexpr std::size_t kQuickKey = crypto_shorthash_KEYBYTES;

std::size_t index_of(Domain domain) {
  if (domain == Domain::searched) return 0;
  return domain == Domain::word ? 1 : 2;
}

void add_prints(std::vector<Fingerprint>& out, const std::map<std::string, Form>& forms,
                Domain domain, const Printer& printer) {
  for (const auto& [text, form] : forms)
    out.push_back({printer.digest(domain, text), printer.quick(domain, text),
                   static_cast<std::uint8_t>(text.size()), form.words, form.role, form.how,
                   form.traits});
}

}  // namespace

Printer::Printer(base::ByteView key)
    : keys_(base::SecretBytes::of_size(kDigestKey + 3 * kQuickKey)) {
  const auto derive = [&](std::string_view use, std::span<std::uint8_t> out) {
    crypto_generichash(out.data(), out.size(), base::as_bytes(use).data(), use.size(), key.data(),
                       key.size());
  };
  derive("redress release digest", keys_.span().first(kDigestKey));
  derive("redress release sieve searched", keys_.span().subspan(kDigestKey, kQuickKey));
  derive("redress release sieve word", keys_.span().subspan(kDigestKey + kQuickKey, kQuickKey));
  derive("redress release sieve sound", keys_.span().last(kQuickKey));
}

std::uint32_t Printer::quick(Domain domain, std::string_view text) const {
  std::uint8_t out[crypto_shorthash_BYTES];
  crypto_shorthash(out, base::as_bytes(text).data(), text.size(),
                   keys_.view().data() + kDigestKey + index_of(domain) * kQuickKey);
  std::uint32_t value = 0;
  std::memcpy(&value, out, sizeof value);
  return value;
}

std::array<std::uint8_t, 16> Printer::digest(Domain domain, std::string_view text) const {
  std::array<std::uint8_t, 16> out{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, keys_.view().data(), kDigestKey, out.size());
  const auto mark = static_cast<std::uint8_t>(domain);
  crypto_generichash_update(&state, &mark, 1);
  crypto_generichash_update(&state, base::as_bytes(text).data(), text.size());
  crypto_generichash_final(&state, out.data(), out.size());
  return out;
}

std::vector<Fingerprint> prints_of(const Forms& forms, const Printer& printer) {
  std::vector<Fingerprint> out;
  out.reserve(forms.searched().size() + forms.words().size() + forms.sounds().size());
  add_prints(out, forms.searched(), Domain::searched, printer);
  add_prints(out, forms.words(), Domain::word, printer);
  add_prints(out, forms.sounds(), Domain::sound, printer);
  std::ranges::sort(out, {}, &Fingerprint::digest);
  return out;
}

Table::Table(std::span<const FingerprintSet> sets)
    : sieve_(std::make_unique<std::bitset<kSieve>>()) {
  for (std::uint32_t set = 0; set < sets.size(); ++set)
    for (const Fingerprint& print : sets[set].prints) {
      entries_.push_back({&print, set});
      sieve_->set(print.quick % kSieve);
      vowelless_ = vowelless_ || (print.traits & kVowelless) != 0;
      if (print.role != Role::whole && print.role != Role::part) continue;
      lengths_.set(print.length);
      longest_ = std::max<std::size_t>(longest_, print.length);
    }
  std::ranges::stable_sort(entries_, {}, [](const Entry& entry) { return entry.print->quick; });
}

std::span<const Table::Entry> Table::with(std::uint32_t quick) const {
  const auto range =
      std::ranges::equal_range(entries_, quick, {}, [](const Entry& e) { return e.print->quick; });
  return {range.begin(), range.end()};
}

}  // namespace redress::release::detail
