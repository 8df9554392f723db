#include "docket/outside_list.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>
#include <string>

#include "base/files.hpp"
#include "docket/text_signer.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kShred = "redress-shred";
constexpr std::string_view kBarred = "redress-barred";
constexpr std::size_t kMostBytes = 16U << 20U;

std::filesystem::path file_of(const std::filesystem::path& state, const DocketId& docket) {
  return state / "shreds" / base::to_hex(docket);
}

/// `signer`: empty in version 1.
std::string signed_part(const DocketId& docket, const Erased& one, const std::string& signer = {}) {
  return std::string(kShred) + (signer.empty() ? " 1 " : " 2 ") + base::to_hex(docket) + " " +
         std::to_string(one.party) + " " + one.entered_by.hex() +
         (signer.empty() ? "" : " " + signer);
}

std::string signed_part(const DocketId& docket, const Barred& one, const std::string& signer) {
  return std::string(kBarred) + " 1 " + base::to_hex(docket) + (one.purged ? " purge " : " lock ") +
         one.name.hex() + " " + signer;
}

enum class Line : std::uint8_t { damaged, of_another_key, good };
using Words = std::vector<std::string>;

/// A line that names its signer, which comes last but one.
Line signed_line(const Words& words, const std::string& text, std::span<const TextSigner> signers) {
  const std::string& signer = words[words.size() - 2];
  const auto key = base::from_hex(signer);
  if (!key || !signature_holds(words.back(), text, *key)) return Line::damaged;
  const auto is = [&](const TextSigner& one) { return std::ranges::equal(one.open(), *key); };
  return std::ranges::any_of(signers, is) ? Line::good : Line::of_another_key;
}

Line parse_erased(const Words& words, const DocketId& docket, std::span<const TextSigner> signers,
                  OutsideList& list) {
  const bool first = words.size() == 6 && words[1] == "1";
  if (!first && (words.size() != 7 || words[1] != "2")) return Line::damaged;
  Erased out;
  const auto [end, code] =
      std::from_chars(words[3].data(), words[3].data() + words[3].size(), out.party);
  const auto digest = base::Digest::parse(words[4]);
  if (code != std::errc{} || end != words[3].data() + words[3].size() || !digest)
    return Line::damaged;
  out.entered_by = *digest;
  Line line = Line::damaged;
  if (first) {
    const std::string text = signed_part(docket, out);
    const auto by = [&](const TextSigner& one) {
      return signature_holds(words[5], text, one.open());
    };
    if (std::ranges::any_of(signers, by)) line = Line::good;
  } else {
    line = signed_line(words, signed_part(docket, out, words[5]), signers);
  }
  if (line == Line::good) list.erased.push_back(out);
  return line;
}

Line parse_barred(const Words& words, const DocketId& docket, std::span<const TextSigner> signers,
                  OutsideList& list) {
  const auto digest = base::Digest::parse(words.size() == 7 ? words[4] : std::string{});
  if (!digest || words[1] != "1" || (words[3] != "lock" && words[3] != "purge"))
    return Line::damaged;
  const Barred out{*digest, words[3] == "purge"};
  const Line line = signed_line(words, signed_part(docket, out, words[5]), signers);
  if (line == Line::good) list.barred.push_back(out);
  return line;
}

Line parse(std::string_view line, const DocketId& docket, std::span<const TextSigner> signers,
           OutsideList& list) {
  std::istringstream in{std::string(line)};
  const Words words{std::istream_iterator<std::string>(in), {}};
  if (words.size() < 6 || words[2] != base::to_hex(docket)) return Line::damaged;
  if (words[0] == kShred) return parse_erased(words, docket, signers, list);
  if (words[0] == kBarred) return parse_barred(words, docket, signers, list);
  return Line::damaged;
}

std::vector<TextSigner> list_signers(std::span<const base::SecretBytes> seeds) {
  std::vector<TextSigner> out;
  for (const base::SecretBytes& seed : seeds) out.emplace_back(seed);
  return out;
}

std::string signed_text(const std::string& line, const TextSigner& signer) {
  return line + " " + signer.sign(line) + "\n";
}

std::string text_of(const DocketId& docket, std::span<const TextSigner> signers,
                    const OutsideList& list) {
  std::string text;
  for (const Erased& one : list.erased)
    for (const TextSigner& signer : signers)
      text += signed_text(
          signed_part(docket, one, signers.size() == 1 ? "" : base::to_hex(signer.open())), signer);
  for (const Barred& one : list.barred)
    for (const TextSigner& signer : signers)
      text += signed_text(signed_part(docket, one, base::to_hex(signer.open())), signer);
  return text;
}

template <typename T>
void once(std::vector<T>& all) {
  std::ranges::sort(all);
  const auto twice = std::ranges::unique(all);
  all.erase(twice.begin(), twice.end());
}

}  // namespace

Result<base::Bytes> read_outside_bytes(const std::filesystem::path& state, const DocketId& docket) {
  std::error_code code;
  const auto file = file_of(state, docket);
  if (state.empty() || !std::filesystem::exists(file, code)) return base::Bytes{};
  return base::read_file(file, kMostBytes);
}

Result<OutsideList> parse_outside(base::ByteView bytes, const std::filesystem::path& state,
                                  const DocketId& docket,
                                  std::span<const base::SecretBytes> seeds) {
  OutsideList out;
  const std::vector<TextSigner> signers = list_signers(seeds);
  std::istringstream in{std::string(base::as_text(bytes))};
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (parse(line, docket, signers, out) != Line::damaged) continue;
    return base::fail(
        Error(ErrorKind::bad_input,
              "the list of erased persons and of bytes that may not be here was altered or is "
              "damaged")
            .at({file_of(state, docket).string(), number, 0, {}})
            .expected("redress-shred <version> <docket> ..., or redress-barred 1 <docket> ...")
            .fix("look into who changed it; put back a copy, since it keeps erased keys and "
                 "contraband from coming back"));
  }
  once(out.erased);
  once(out.barred);
  return out;
}

Result<OutsideList> read_outside_list(const std::filesystem::path& state, const DocketId& docket,
                                      std::span<const base::SecretBytes> seeds) {
  const base::Bytes bytes = REDRESS_TRY(read_outside_bytes(state, docket));
  return parse_outside(bytes, state, docket, seeds);
}

Result<base::Bytes> write_outside_list(const std::filesystem::path& state, const DocketId& docket,
                                       std::span<const base::SecretBytes> seeds,
                                       const OutsideList& list) {
  if (state.empty() || list.empty()) return base::Bytes{};
  const std::string text = text_of(docket, list_signers(seeds), list);
  const base::ByteView view = base::as_bytes(text);
  base::Bytes bytes(view.begin(), view.end());
  const auto now = read_outside_bytes(state, docket);
  if (now && *now == bytes) return bytes;
  const auto file = file_of(state, docket);
  REDRESS_TRY(base::make_folders(file.parent_path()));
  REDRESS_TRY(base::write_file_atomically(file, bytes));
  return bytes;
}

}  // namespace redress::docket
