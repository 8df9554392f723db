#include "docket/kept_ring.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "base/text.hpp"
#include "docket/text_signer.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kWord = "redress-ring";
constexpr std::size_t kMostBytes = 4096;

std::filesystem::path file_of(const std::filesystem::path& state, const DocketId& docket) {
  return state / "rings" / base::to_hex(docket);
}

std::string signed_part(const DocketId& docket, const KeptRing& ring, const std::string& signer) {
  return std::string(kWord) + " 1 " + base::to_hex(docket) + " " + std::to_string(ring.number) +
         " " + ring.digest.hex() + " " + signer;
}

std::optional<KeptRing> parse(const std::string& text, const DocketId& docket,
                              std::span<const base::SecretBytes> seeds) {
  std::istringstream in(text);
  const std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
  if (words.size() != 7 || words[0] != kWord || words[1] != "1" || words[2] != base::to_hex(docket))
    return std::nullopt;
  KeptRing out;
  const char* end = words[3].data() + words[3].size();
  const auto [at, code] = std::from_chars(words[3].data(), end, out.number);
  const auto digest = base::Digest::parse(words[4]);
  const auto signature = base::from_hex(words[6]);
  if (code != std::errc{} || at != end || !digest || !signature) return std::nullopt;
  out.digest = *digest;
  // As it was written, to the last byte: one content has one form.
  const std::string line = signed_part(docket, out, words[5]);
  if (text != line + " " + base::to_hex(*signature) + "\n") return std::nullopt;
  for (const base::SecretBytes& seed : seeds) {
    const TextSigner signer(seed);
    if (base::to_hex(signer.open()) == words[5] && signature_holds(words[6], line, signer.open()))
      return out;
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<KeptRing>> read_kept_ring(const std::filesystem::path& state,
                                               const DocketId& docket,
                                               std::span<const base::SecretBytes> seeds) {
  const auto file = file_of(state, docket);
  std::error_code code;
  if (state.empty() || !std::filesystem::exists(std::filesystem::symlink_status(file, code)))
    return std::optional<KeptRing>{};
  const std::string text = REDRESS_TRY(base::in_context(
      base::read_text_file(file, kMostBytes), "while reading which key ring was seen last"));
  auto ring = parse(text, docket, seeds);
  if (ring) return ring;
  return base::fail(
      Error(ErrorKind::bad_input,
            "what was remembered of the docket's key ring was altered, is damaged, or was not "
            "signed by a key that this docket knows")
          .at({file.string(), 1, 0, {}})
          .found(base::one_line(text.substr(0, 60)))
          .expected("redress-ring 1 <docket> <number> <digest> <signer> <signature>"));
}

Result<void> write_kept_ring(const std::filesystem::path& state, const DocketId& docket,
                             const base::SecretBytes& seed, const KeptRing& ring) {
  if (state.empty()) return {};
  const TextSigner signer(seed);
  const std::string line = signed_part(docket, ring, base::to_hex(signer.open()));
  const auto file = file_of(state, docket);
  REDRESS_TRY(base::make_folders(file.parent_path()));
  const std::string text = line + " " + signer.sign(line) + "\n";
  return base::write_file_atomically(file, base::as_bytes(text));
}

}  // namespace redress::docket
