// Fuzz target: what a docket reads beside its database, out of any bytes: the list of what was erased or may not be here, lists
// of known hashes as they are given and as they are kept, shares of a recovery. The first byte says which.
// Each as it stands, and once more with signature, keyed sum or checksum set right, so that what lies
// behind these is reached. What was read and is written again reads the same.
#include <sodium.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "docket/contraband.hpp"
#include "docket/outside_list.hpp"
#include "docket/recovery.hpp"

#include "scene.hpp"

namespace {

using namespace redress;
using namespace redress::docket;
using fuzzing::must;
using fuzzing::put;

std::vector<std::string> lines_of(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

class Lists : fuzzing::Scene {
 public:
  Lists() {
    seeds_.push_back(base::SecretBytes::of_size(crypto_sign_SEEDBYTES));
    crypto_sign_seed_keypair(open_.data(), secret_.data(), seeds_[0].view().data());
  }

  void run(std::uint8_t what, std::string_view text) {
    switch (what % 4) {
      case 0: return erased(text);
      case 1: return given_hashes(text);
      case 2: return kept_hashes(text);
      default: return shares(text);
    }
  }

 private:
  void erased(std::string_view text) {
    const DocketId id{1, 2, 3};
    const auto state = folder() / "state";
    const auto other = folder() / "other";
    const auto file = state / "shreds" / base::to_hex(id);
    put(file, text);
    (void)read_outside_list(state, id, seeds_);
    std::string signed_anew;
    for (const std::string& line : lines_of(text)) {
      const std::string_view what = std::string_view(line).substr(0, line.rfind(' '));
      std::array<std::uint8_t, crypto_sign_BYTES> signature{};
      crypto_sign_detached(signature.data(), nullptr, base::as_bytes(what).data(), what.size(),
                           secret_.data());
      signed_anew += std::string(what) + " " + base::to_hex(signature) + "\n";
    }
    put(file, signed_anew);
    const auto read = read_outside_list(state, id, seeds_);
    if (!read || read->empty()) return;
    must(write_outside_list(other, id, seeds_, *read).has_value());
    const auto again = read_outside_list(other, id, seeds_);
    must(again && *again == *read);
  }

  void given_hashes(std::string_view text) {
    const auto list = docket().folder() / "known-hashes";
    std::filesystem::remove(list);
    put(folder() / "given", text);
    const auto learned = learn_hashes(docket(), folder() / "given");
    if (!learned) return;
    must(learned->all <= learned->read && learned->fresh == learned->all);
    const auto known = known_hashes(docket());
    must(known && known->size() == learned->all);
    if (learned->all > 0 && !text.starts_with('#'))
      if (const auto first = base::Digest::parse(text.substr(0, 64))) must(known->has(*first));
  }

  void kept_hashes(std::string_view text) {
    static constexpr std::string_view kContext = "redress known hashes";
    static constexpr std::string_view kMagic = "redress known hashes 1\n";
    const auto list = docket().folder() / "known-hashes";
    const auto keyed = [](base::ByteView bytes, base::ByteView key) {
      base::Bytes sum(32);
      crypto_generichash(sum.data(), sum.size(), bytes.data(), bytes.size(), key.data(),
                         key.size());
      return sum;
    };
    const base::SecretBytes parent = docket().derived(Purpose::exhibit_name);
    const base::Bytes sum =
        keyed(base::as_bytes(text), keyed(base::as_bytes(kContext), parent.view()));
    must(docket().store().put_meta("known-hashes", sum).has_value());
    put(list, text);
    must(!known_hashes(docket()) || text.size() == kMagic.size() + sum.size());
    put(list, std::string(kMagic) + std::string(base::as_text(sum)) + std::string(text));
    const auto known = known_hashes(docket());
    must(known.has_value() == (text.size() % 32 == 0));
    if (known) must(known->size() == text.size() / 32);
  }

  static std::string with_checksum(const std::string& line) {
    std::istringstream in(line);
    std::string text;
    std::string word;
    for (int i = 0; i < 6 && in >> word; ++i) text += (i > 0 ? " " : "") + word;
    return text + " " + base::sha256(base::as_bytes(text)).hex().substr(0, 8);
  }

  static void shares(std::string_view text) {
    auto lines = lines_of(text);
    lines.resize(2);
    for (int round = 0; round < 2; ++round) {
      const auto first = base::SecretBytes::copy_of(base::as_bytes(lines[0]));
      const auto second = base::SecretBytes::copy_of(base::as_bytes(lines[1]));
      const auto joined = join_recovery({}, first, second);
      const auto turned = join_recovery({}, second, first);
      must(joined.has_value() == turned.has_value());
      if (joined) must(joined->passphrase.size() == 32 && joined->epoch == turned->epoch);
      for (std::string& line : lines) line = with_checksum(line);
    }
  }

  std::vector<base::SecretBytes> seeds_;
  std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open_{};
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret_{};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Lists lists;
  if (size > 0) lists.run(data[0], base::as_text({data + 1, size - 1}));
  return 0;
}
