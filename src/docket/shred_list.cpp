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

std::string signed_part(const DocketId& docket, const Erased& one) {
  return std::string(kWord) + " 1 " + base::to_hex(docket) + " " + std::to_string(one.party) + " " +
         one.entered_by.hex();
}

struct Signer {
  explicit Signer(const base::SecretBytes& seed)
      : secret(base::SecretBytes::of_size(crypto_sign_SECRETKEYBYTES)) {
    crypto_sign_seed_keypair(open.data(), secret.span().data(), seed.view().data());
  }
  PublicKey open{};
  base::SecretBytes secret;
};

bool parse(std::string_view line, const DocketId& docket, const Signer& signer, Erased& out) {
  std::istringstream in{std::string(line)};
  const std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
  if (words.size() != 6 || words[0] != kWord || words[1] != "1" || words[2] != base::to_hex(docket))
    return false;
  const auto [end, code] =
      std::from_chars(words[3].data(), words[3].data() + words[3].size(), out.party);
  const auto digest = base::Digest::parse(words[4]);
  const auto signature = base::from_hex(words[5]);
  if (code != std::errc{} || end != words[3].data() + words[3].size() || !digest || !signature ||
      signature->size() != crypto_sign_BYTES)
    return false;
  out.entered_by = *digest;
  const std::string text = signed_part(docket, out);
  return crypto_sign_verify_detached(signature->data(), base::as_bytes(text).data(), text.size(),
                                     signer.open.data()) == 0;
}

}  // namespace

Result<std::vector<Erased>> read_shred_list(const std::filesystem::path& state,
                                            const DocketId& docket, const base::SecretBytes& seed) {
  std::vector<Erased> out;
  std::error_code code;
  const auto file = file_of(state, docket);
  if (state.empty() || !std::filesystem::exists(file, code)) return out;
  const Signer signer(seed);
  std::istringstream in{REDRESS_TRY(base::read_text_file(file, kMostBytes))};
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    Erased one;
    if (!parse(line, docket, signer, one))
      return base::fail(
          Error(ErrorKind::bad_input, "the list of erased persons was altered or is damaged")
              .at({file.string(), number, 0, {}})
              .expected("redress-shred 1 <docket> <party> <leaf hash> <signature>")
              .fix("look into who changed it; put back a copy, since it keeps erased keys from "
                   "coming back"));
    out.push_back(one);
  }
  std::ranges::sort(out);
  const auto twice = std::ranges::unique(out);
  out.erase(twice.begin(), twice.end());
  return out;
}

Result<void> write_shred_list(const std::filesystem::path& state, const DocketId& docket,
                              const base::SecretBytes& seed, const std::vector<Erased>& erased) {
  if (state.empty() || erased.empty()) return {};
  const auto file = file_of(state, docket);
  std::error_code code;
  std::filesystem::create_directories(file.parent_path(), code);
  const Signer signer(seed);
  std::string text;
  for (const Erased& one : erased) {
    const std::string line = signed_part(docket, one);
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, base::as_bytes(line).data(), line.size(),
                         signer.secret.view().data());
    text += line + " " + base::to_hex(signature) + "\n";
  }
  return base::write_file_atomically(file, base::as_bytes(text));
}

}  // namespace redress::docket
