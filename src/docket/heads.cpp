#include "docket/heads.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>
#include <vector>

#include "base/files.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kWord = "redress-head";

std::string signed_part(const Head& head) {
  return std::string(kWord) + " 1 " + base::to_hex(head.docket) + " " +
         std::string(name_of(head.log)) + " " + std::to_string(head.size) + " " + head.root.hex() +
         " " + std::to_string(head.at_microseconds);
}

std::filesystem::path file_of(const std::filesystem::path& state, const DocketId& docket) {
  return state / "heads" / base::to_hex(docket);
}

Error malformed(std::string_view line) {
  return Error(ErrorKind::bad_input, "this is not a head of a journal")
      .found(std::string(line.substr(0, 80)))
      .expected("redress-head 1 <docket> <log> <size> <root> <time> <signer> <signature>");
}

template <std::size_t N>
bool read_hex(const std::string& text, std::array<std::uint8_t, N>& out) {
  auto bytes = base::from_hex(text);
  if (!bytes || bytes->size() != N) return false;
  std::ranges::copy(*bytes, out.begin());
  return true;
}

template <typename N>
bool read_number(const std::string& text, N& out) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  return code == std::errc{} && end == text.data() + text.size();
}

}  // namespace

void sign(Head& head, const base::SecretBytes& seed) {
  base::SecretBytes secret = base::SecretBytes::of_size(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(head.signer.data(), secret.span().data(), seed.view().data());
  const std::string text = signed_part(head);
  crypto_sign_detached(head.signature.data(), nullptr, base::as_bytes(text).data(), text.size(),
                       secret.view().data());
}

bool signature_holds(const Head& head) {
  const std::string text = signed_part(head);
  return crypto_sign_verify_detached(head.signature.data(), base::as_bytes(text).data(),
                                     text.size(), head.signer.data()) == 0;
}

std::string text_of(const Head& head) {
  return signed_part(head) + " " + base::to_hex(head.signer) + " " + base::to_hex(head.signature);
}

Result<Head> parse_head(std::string_view line) {
  std::istringstream in{std::string(line)};
  const std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
  Head head;
  if (words.size() != 9 || words[0] != kWord || words[1] != "1" ||
      !read_hex(words[2], head.docket) || (words[3] != "evidence" && words[3] != "work") ||
      !read_number(words[4], head.size) || !read_hex(words[5], head.root.bytes) ||
      !read_number(words[6], head.at_microseconds) || !read_hex(words[7], head.signer) ||
      !read_hex(words[8], head.signature))
    return base::fail(malformed(line));
  head.log = words[3] == "evidence" ? Log::evidence : Log::work;
  if (!signature_holds(head))
    return base::fail(ErrorKind::bad_input, "the signature of this head does not hold");
  return head;
}

Result<std::array<std::optional<Head>, 2>> read_outside(const std::filesystem::path& state,
                                                        const DocketId& docket) {
  std::array<std::optional<Head>, 2> heads;
  std::error_code code;
  const auto file = file_of(state, docket);
  if (state.empty() || !std::filesystem::exists(file, code)) return heads;
  std::istringstream in{REDRESS_TRY(base::read_text_file(file, 1U << 16U))};
  for (std::string line; std::getline(in, line);) {
    auto head = parse_head(line);
    if (!head)
      return base::fail(std::move(head)
                            .error()
                            .at({file.string(), 0, 0, {}})
                            .fix("this file remembers the last state of the docket that was seen; "
                                 "look into who changed it"));
    heads[static_cast<std::size_t>(head->log)] = *head;
  }
  return heads;
}

Result<void> write_outside(const std::filesystem::path& state, const DocketId& docket,
                           const std::array<Head, 2>& heads) {
  if (state.empty()) return {};
  const auto file = file_of(state, docket);
  std::error_code code;
  std::filesystem::create_directories(file.parent_path(), code);
  std::string text;
  for (const Head& head : heads) text += text_of(head) + "\n";
  return base::write_file_atomically(file, base::as_bytes(text));
}

}  // namespace redress::docket
