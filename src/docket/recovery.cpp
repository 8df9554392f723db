#include "docket/recovery.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "base/digest.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kWord = "redress-share";
constexpr std::size_t kSecret = 32;
constexpr std::size_t kChecksum = 8;  // hexadecimal digits

struct Share {
  std::string docket;
  std::uint64_t epoch = 0;
  int number = 0;
  base::SecretBytes bytes;
};

/// Checksum of everything before it, so that a slip of the pen is told apart from a wrong share.
std::string checksum_of(std::string_view text) {
  return base::sha256(base::as_bytes(text)).hex().substr(0, kChecksum);
}

base::SecretBytes line_of(const DocketId& docket, std::uint64_t epoch, int number,
                          const base::SecretBytes& share) {
  const std::string head = std::string(kWord) + " 1 " + base::to_hex(docket) + " " +
                           std::to_string(epoch) + " " + std::to_string(number) + " ";
  base::SecretBytes line = base::SecretBytes::of_size(head.size() + 2 * kSecret + 1 + kChecksum);
  auto* text = reinterpret_cast<char*>(line.span().data());
  std::ranges::copy(head, text);
  // One byte more than the digits is written: the place of the blank, which follows.
  sodium_bin2hex(text + head.size(), 2 * kSecret + 1, share.view().data(), kSecret);
  const std::size_t whole = head.size() + 2 * kSecret;
  const std::string sum = checksum_of({text, whole});
  text[whole] = ' ';
  std::ranges::copy(sum, text + whole + 1);
  return line;
}

Error not_a_share() {
  return Error(ErrorKind::bad_input,
               "this is not a share of a recovery, or it was not copied right")
      .expected("redress-share 1 <docket> <epoch> <1 or 2> <64 digits> <checksum>");
}

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) break;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

Result<Share> parse(const base::SecretBytes& line) {
  const std::string_view text = base::as_text(line.view());
  const auto words = words_in(text);
  if (words.size() != 7 || words[0] != kWord || words[1] != "1" || words[5].size() != 2 * kSecret)
    return base::fail(not_a_share());
  Share share;
  share.docket = words[2];
  const auto [end, code] =
      std::from_chars(words[3].data(), words[3].data() + words[3].size(), share.epoch);
  if (code != std::errc{} || end != words[3].data() + words[3].size() ||
      (words[4] != "1" && words[4] != "2"))
    return base::fail(not_a_share());
  share.number = words[4] == "1" ? 1 : 2;
  share.bytes = base::SecretBytes::of_size(kSecret);
  std::size_t length = 0;
  if (sodium_hex2bin(share.bytes.span().data(), kSecret, words[5].data(), words[5].size(), nullptr,
                     &length, nullptr) != 0 ||
      length != kSecret)
    return base::fail(not_a_share());
  // Made anew in its one form: blanks that a person typed do not count.
  DocketId docket{};
  const auto id = base::from_hex(share.docket);
  if (!id || id->size() != docket.size()) return base::fail(not_a_share());
  std::ranges::copy(*id, docket.begin());
  const base::SecretBytes again = line_of(docket, share.epoch, share.number, share.bytes);
  if (!base::as_text(again.view()).ends_with(words[6]) || words[6].size() != kChecksum)
    return base::fail(not_a_share());
  return share;
}

}  // namespace

std::string recovery_name(std::uint64_t epoch) { return "recovery " + std::to_string(epoch); }

RecoveryShares split_recovery(const DocketId& docket, std::uint64_t epoch,
                              const base::SecretBytes& secret, base::Rng& rng) {
  base::SecretBytes first = base::SecretBytes::of_size(kSecret);
  base::SecretBytes second = base::SecretBytes::of_size(kSecret);
  rng.fill(first.span());
  for (std::size_t i = 0; i < kSecret; ++i)
    second.span()[i] = static_cast<std::uint8_t>(first.view()[i] ^ secret.view()[i]);
  return {epoch, line_of(docket, epoch, 1, first), line_of(docket, epoch, 2, second)};
}

Result<RecoverySecret> join_recovery(const DocketId& docket, const base::SecretBytes& one,
                                     const base::SecretBytes& other) {
  const Share a = REDRESS_TRY(parse(one));
  const Share b = REDRESS_TRY(parse(other));
  const std::string wanted = base::to_hex(docket);
  if (a.docket != wanted || b.docket != wanted)
    return base::fail(ErrorKind::bad_input, "this share belongs to another docket");
  if (a.epoch != b.epoch)
    return base::fail(
        Error(ErrorKind::bad_input, "these shares were not made together")
            .found("epochs " + std::to_string(a.epoch) + " and " + std::to_string(b.epoch)));
  if (a.number == b.number)
    return base::fail(Error(ErrorKind::bad_input, "this is the same share twice")
                          .expected("the shares of both officers"));
  RecoverySecret out{a.epoch, base::SecretBytes::of_size(kSecret)};
  for (std::size_t i = 0; i < kSecret; ++i)
    out.passphrase.span()[i] = static_cast<std::uint8_t>(a.bytes.view()[i] ^ b.bytes.view()[i]);
  return out;
}

}  // namespace redress::docket
