#include "docket/heads.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>
#include <vector>

#include "base/text.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kWord = "redress-head";
/// About three times what the longest head takes: no more is looked at.
constexpr std::size_t kLongestLine = 2048;

/// What the docket signs.
std::string state_text(const Head& head) {
  return std::string(kWord) + (head.maker ? " 2 " : " 1 ") + base::to_hex(head.docket) + " " +
         std::string(name_of(head.log)) + " " + std::to_string(head.size) + " " + head.root.hex() +
         " " + std::to_string(head.at_microseconds);
}

std::string signed_text(const Head& head) {
  return state_text(head) + " " + base::to_hex(head.signer) + " " + base::to_hex(head.signature);
}

/// What the person signs.
std::string maker_text(const Head& head) {
  return signed_text(head) + " " + std::to_string(head.maker->user) + " " +
         base::to_hex(head.maker->key);
}

bool holds(const Signature& signature, const std::string& text, const PublicKey& key) {
  return crypto_sign_verify_detached(signature.data(), base::as_bytes(text).data(), text.size(),
                                     key.data()) == 0;
}

Signature signed_by(const base::SecretBytes& secret, const std::string& text) {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, base::as_bytes(text).data(), text.size(),
                       secret.view().data());
  return signature;
}

/// Takes the words of a line one by one; `good` turns false at the first that does not fit.
class Words {
 public:
  explicit Words(std::string_view line) {
    std::istringstream in{std::string(line)};
    words_.assign(std::istream_iterator<std::string>(in), {});
  }
  std::string next() {
    if (at_ < words_.size()) return words_[at_++];
    good_ = false;
    return {};
  }
  template <typename N>
  void number(N& out) {
    const std::string word = next();
    const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), out);
    good_ = good_ && code == std::errc{} && end == word.data() + word.size();
  }
  template <std::size_t N>
  void hex(std::array<std::uint8_t, N>& out) {
    std::string word = next();
    while (good_ && word.size() < 2 * N) word += next();
    const auto bytes = base::from_hex(word);
    good_ = good_ && bytes && bytes->size() == N;
    if (good_) std::ranges::copy(*bytes, out.begin());
  }
  void must(bool fits) { good_ = good_ && fits; }
  bool good() const { return good_; }
  bool finished() const { return good_ && at_ == words_.size(); }

 private:
  std::vector<std::string> words_;
  std::size_t at_ = 0;
  bool good_ = true;
};

Error malformed(std::string_view line) {
  return Error(ErrorKind::bad_input, "this is not a head of a journal")
      .found(base::one_line(line.substr(0, 80)))
      .expected(
          "redress-head 2 <docket> <log> <size> <root> <time> <signer> <signature> <user> <key> "
          "<signature>, or the first nine words with version 1");
}

}  // namespace

void sign(Head& head, const base::SecretBytes& seed, std::uint64_t user, const UserKeys& keys) {
  base::SecretBytes secret = base::SecretBytes::of_size(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(head.signer.data(), secret.span().data(), seed.view().data());
  head.maker = HeadMaker{user, keys.sign_public, {}};
  head.signature = signed_by(secret, state_text(head));
  head.maker->signature = signed_by(keys.sign_secret, maker_text(head));
}

bool signature_holds(const Head& head) {
  return holds(head.signature, state_text(head), head.signer) &&
         (!head.maker || holds(head.maker->signature, maker_text(head), head.maker->key));
}

std::string text_of(const Head& head) {
  if (!head.maker) return signed_text(head);
  return maker_text(head) + " " + base::to_hex(head.maker->signature);
}

Result<Head> parse_head_unchecked(std::string_view line) {
  if (line.size() > kLongestLine) return base::fail(malformed(line));
  Words words(line);
  Head head;
  const bool named = words.next() == kWord;
  const std::string version = words.next();
  if (named && words.good() && version != "1" && version != "2")
    return base::fail(Error(ErrorKind::bad_input, "this head is of a version not known here")
                          .found("version " + base::one_line(version.substr(0, 20)))
                          .expected("version 1 or 2")
                          .fix("use the version of Redress that wrote it, or a later one"));
  words.must(named);
  words.hex(head.docket);
  const std::string log = words.next();
  words.must(log == "evidence" || log == "work");
  head.log = log == "work" ? Log::work : Log::evidence;
  words.number(head.size);
  words.hex(head.root.bytes);
  words.number(head.at_microseconds);
  words.hex(head.signer);
  words.hex(head.signature);
  if (version == "2") {
    HeadMaker& maker = head.maker.emplace();
    words.number(maker.user);
    words.hex(maker.key);
    words.hex(maker.signature);
  }
  if (!words.finished()) return base::fail(malformed(line));
  return head;
}

Result<Head> parse_head(std::string_view line) {
  Head head = REDRESS_TRY(parse_head_unchecked(line));
  if (signature_holds(head)) return head;
  const bool by_docket = holds(head.signature, state_text(head), head.signer);
  return base::fail(
      Error(ErrorKind::bad_input,
            by_docket ? "the signature of the person who made this head does not hold"
                      : "the signature of this head does not hold")
          .found(base::one_line(line.substr(0, 80)) + "...")
          .fix("compare it with another copy of the same head; a changed character is enough"));
}

}  // namespace redress::docket
