#include "docket/shred_list.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <sstream>
#include <string>

#include "base/files.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kWord = "redress-shred";
constexpr std::size_t kMostBytes = 16U << 20U;

std::filesystem::path file_of(const std::filesystem::path& state, const DocketId& docket) {
  return state / "shreds" / base::to_hex(docket);
}

/// `signer`: empty in version 1.
std::string signed_part(const DocketId& docket, const Erased& one, const std::string& signer = {}) {
  return std::string(kWord) + (signer.empty() ? " 1 " : " 2 ") + base::to_hex(docket) + " " +
         std::to_string(one.party) + " " + one.entered_by.hex() +
         (signer.empty() ? "" : " " + signer);
}

struct Signer {
  explicit Signer(const base::SecretBytes& seed)
      : secret(base::SecretBytes::of_size(crypto_sign_SECRETKEYBYTES)) {
    crypto_sign_seed_keypair(open.data(), secret.span().data(), seed.view().data());
  }
  PublicKey open{};
  base::SecretBytes secret;
};

bool holds(const std::string& signature, const std::string& text, base::ByteView key) {
  const auto bytes = base::from_hex(signature);
  return bytes && bytes->size() == crypto_sign_BYTES && key.size() == crypto_sign_PUBLICKEYBYTES &&
         crypto_sign_verify_detached(bytes->data(), base::as_bytes(text).data(), text.size(),
                                     key.data()) == 0;
}

enum class Line : std::uint8_t { damaged, of_another_key, good };

Line parse(std::string_view line, const DocketId& docket, std::span<const Signer> signers,
           Erased& out) {
  std::istringstream in{std::string(line)};
  const std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
  const bool second = words.size() == 7 && words[1] == "2";
  const bool first = words.size() == 6 && words[1] == "1";
  if ((!first && !second) || words[0] != kWord || words[2] != base::to_hex(docket))
    return Line::damaged;
  const auto [end, code] =
      std::from_chars(words[3].data(), words[3].data() + words[3].size(), out.party);
  const auto digest = base::Digest::parse(words[4]);
  if (code != std::errc{} || end != words[3].data() + words[3].size() || !digest)
    return Line::damaged;
  out.entered_by = *digest;
  if (first) {
    const std::string text = signed_part(docket, out);
    const auto by = [&](const Signer& one) { return holds(words[5], text, one.open); };
    return std::ranges::any_of(signers, by) ? Line::good : Line::damaged;
  }
  const auto key = base::from_hex(words[5]);
  if (!key || !holds(words[6], signed_part(docket, out, words[5]), *key)) return Line::damaged;
  const auto is = [&](const Signer& one) { return std::ranges::equal(one.open, *key); };
  return std::ranges::any_of(signers, is) ? Line::good : Line::of_another_key;
}

std::vector<Signer> signers_of(std::span<const base::SecretBytes> seeds) {
  std::vector<Signer> out;
  for (const base::SecretBytes& seed : seeds) out.emplace_back(seed);
  return out;
}

std::string text_of(const DocketId& docket, std::span<const Signer> signers,
                    const std::vector<Erased>& erased) {
  std::string text;
  for (const Erased& one : erased)
    for (const Signer& signer : signers) {
      const std::string line =
          signed_part(docket, one, signers.size() == 1 ? "" : base::to_hex(signer.open));
      std::array<std::uint8_t, crypto_sign_BYTES> signature{};
      crypto_sign_detached(signature.data(), nullptr, base::as_bytes(line).data(), line.size(),
                           signer.secret.view().data());
      text += line + " " + base::to_hex(signature) + "\n";
    }
  return text;
}

}  // namespace

Result<std::vector<Erased>> read_shred_list(const std::filesystem::path& state,
                                            const DocketId& docket,
                                            std::span<const base::SecretBytes> seeds) {
  std::vector<Erased> out;
  std::error_code code;
  const auto file = file_of(state, docket);
  if (state.empty() || !std::filesystem::exists(file, code)) return out;
  const std::vector<Signer> signers = signers_of(seeds);
  std::istringstream in{REDRESS_TRY(base::read_text_file(file, kMostBytes))};
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    Erased one;
    const Line what = parse(line, docket, signers, one);
    if (what == Line::damaged)
      return base::fail(
          Error(ErrorKind::bad_input, "the list of erased persons was altered or is damaged")
              .at({file.string(), number, 0, {}})
              .expected("redress-shred 1 <docket> <party> <leaf hash> <signature>")
              .fix("look into who changed it; put back a copy, since it keeps erased keys from "
                   "coming back"));
    if (what == Line::good) out.push_back(one);
  }
  std::ranges::sort(out);
  const auto twice = std::ranges::unique(out);
  out.erase(twice.begin(), twice.end());
  return out;
}

Result<void> write_shred_list(const std::filesystem::path& state, const DocketId& docket,
                              std::span<const base::SecretBytes> seeds,
                              const std::vector<Erased>& erased) {
  if (state.empty() || erased.empty()) return {};
  const auto file = file_of(state, docket);
  const std::string text = text_of(docket, signers_of(seeds), erased);
  const auto now = base::read_text_file(file, kMostBytes);
  if (now && *now == text) return {};
  std::error_code code;
  std::filesystem::create_directories(file.parent_path(), code);
  return base::write_file_atomically(file, base::as_bytes(text));
}

}  // namespace redress::docket
