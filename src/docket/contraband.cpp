#include "docket/contraband.hpp"

#include <sodium.h>

#include <algorithm>

#include "base/files.hpp"
#include "base/text.hpp"
#include "docket/digest_list.hpp"
#include "docket/exhibits.hpp"
#include "docket/file.hpp"
#include "docket/outside_replay.hpp"
#include "docket/seal.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::string_view kMagic = "redress known hashes 1\n";
constexpr std::string_view kContext = "redress known hashes";
constexpr std::string_view kListMeta = "known-hashes";
constexpr std::string_view kKeyMeta = "known-hashes-key";
constexpr std::string_view kOutside = "redress list outside";
constexpr std::size_t kSum = 32;
constexpr std::size_t kEntry = 32;
constexpr std::size_t kMostText = 512U << 20U;
constexpr std::size_t kHexDigits = 64;

using Sum = std::array<std::uint8_t, kSum>;

std::filesystem::path list_of(const Docket& docket) { return docket.folder() / "known-hashes"; }

/// A key of its own, so that an entry is never the hidden name of a sealed file: derived, or the one
/// that the list had before the docket got new keys.
Result<base::SecretBytes> list_key(const Docket& docket) {
  if (const auto kept = REDRESS_TRY(docket.store().meta(kKeyMeta)))
    return open_value(*kept, base::as_bytes(kContext), docket.derived(Purpose::exhibit_name));
  const base::SecretBytes parent = docket.derived(Purpose::exhibit_name);
  base::SecretBytes key = base::SecretBytes::of_size(32);
  crypto_generichash(key.span().data(), key.size(), base::as_bytes(kContext).data(),
                     kContext.size(), parent.view().data(), parent.size());
  return key;
}

template <typename Out>
Out keyed(base::ByteView bytes, const base::SecretBytes& key) {
  Out out{};
  crypto_generichash(out.data(), out.size(), bytes.data(), bytes.size(), key.view().data(),
                     key.size());
  return out;
}

Error altered(const std::filesystem::path& file, const std::string& found) {
  return Error(ErrorKind::bad_input, "the list of known hashes is not the one that was kept here")
      .at({file.string(), 0, 0, {}})
      .found(found)
      .fix("give it again with 'redress exhibit known-hashes'; until then nothing is taken in");
}

Result<base::Digest> digest_in(std::string_view line, const std::filesystem::path& file,
                               std::uint32_t number) {
  const std::string_view digits = line.substr(0, kHexDigits);
  const std::string_view rest = line.substr(digits.size());
  auto digest = base::Digest::parse(digits);
  if (digest &&
      (rest.empty() || rest.front() == ' ' || rest.front() == ',' || rest.front() == '\t'))
    return *digest;
  return base::fail(Error(ErrorKind::bad_input, "this line is not a SHA-256")
                        .at({file.string(), number, 1, {}})
                        .found(base::in_quotes(line.substr(0, kHexDigits + 8)))
                        .expected("64 hexadecimal digits; lines that begin with '#' are skipped"));
}

struct Given {
  std::vector<base::Digest> digests;
  std::size_t bad = 0;
  std::vector<Error> some;
};

Result<Given> digests_in(const std::filesystem::path& file) {
  const std::string text = REDRESS_TRY(base::read_text_file(file, kMostText));
  Given out;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line(text.data() + at, end - at);
    at = end + 1;
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    auto digest = digest_in(line, file, number);
    if (digest) {
      out.digests.push_back(*digest);
    } else if (out.bad++ < kMostBadLines) {
      out.some.push_back(std::move(digest).error());
    }
    if (out.digests.size() > kMostHashes)
      return base::fail(Error(ErrorKind::bad_input, "there are more hashes than a list may hold")
                            .at({file.string(), number, 0, {}})
                            .expected("at most " + std::to_string(kMostHashes)));
  }
  return out;
}

}  // namespace

bool KnownHashes::has(const base::Digest& digest) const {
  if (sorted_.empty()) return false;
  return std::ranges::binary_search(sorted_, keyed<Entry>(digest.view(), *key_));
}

Result<KnownHashes> known_hashes(const Docket& docket) {
  KnownHashes out;
  out.key_ = std::make_shared<base::SecretBytes>(REDRESS_TRY(list_key(docket)));
  const auto expected = REDRESS_TRY(docket.store().meta(kListMeta));
  if (!expected) return out;
  const std::filesystem::path file = list_of(docket);
  auto read = base::read_file(file, kMagic.size() + kSum + kEntry * kMostHashes);
  if (!read) return base::fail(altered(file, read.error().message()));
  const base::ByteView bytes(*read);
  if (bytes.size() < kMagic.size() + kSum || (bytes.size() - kMagic.size() - kSum) % kEntry != 0 ||
      base::as_text(bytes.first(kMagic.size())) != kMagic)
    return base::fail(altered(file, std::to_string(bytes.size()) + " bytes"));
  const base::ByteView entries = bytes.subspan(kMagic.size() + kSum);
  const Sum sum = keyed<Sum>(entries, *out.key_);
  if (sodium_memcmp(sum.data(), bytes.data() + kMagic.size(), kSum) != 0 ||
      *expected != base::Bytes(sum.begin(), sum.end()))
    return base::fail(altered(file, "another content"));
  out.sorted_.resize(entries.size() / kEntry);
  for (std::size_t i = 0; i < out.sorted_.size(); ++i)
    std::ranges::copy(entries.subspan(i * kEntry, kEntry), out.sorted_[i].begin());
  return out;
}

Result<void> carry_known_hashes(const Docket& from, Docket& to) {
  REDRESS_TRY(known_hashes(from));  // whole and unaltered, or refused here
  // With no list too: what is barred outside is named under the same key.
  const base::SecretBytes key = REDRESS_TRY(list_key(from));
  const base::Bytes sealed = seal_value(key.view(), base::as_bytes(kContext), {0, 1},
                                        to.derived(Purpose::exhibit_name), to.host().rng);
  REDRESS_TRY(to.store().put_meta(kKeyMeta, sealed));
  if (!REDRESS_TRY(from.store().meta(kListMeta))) return {};
  const base::Bytes list =
      REDRESS_TRY(base::read_file(list_of(from), kMagic.size() + kSum + kEntry * kMostHashes));
  return base::write_file_atomically(list_of(to), list);
}

Result<Learned> learn_hashes(Docket& docket, const std::filesystem::path& file) {
  Given given = REDRESS_TRY(digests_in(file));
  auto kept = known_hashes(docket);
  if (given.digests.empty() && !kept) return base::fail(std::move(kept).error());
  if (given.digests.empty()) return Learned{0, 0, kept->size(), given.bad, std::move(given.some)};
  // A list that was lost or altered begins anew with what is given.
  std::vector<KnownHashes::Entry> all =
      kept ? std::move(kept->sorted_) : std::vector<KnownHashes::Entry>{};
  const base::SecretBytes key = REDRESS_TRY(list_key(docket));
  const std::size_t before = all.size();
  for (const base::Digest& digest : given.digests)
    all.push_back(keyed<KnownHashes::Entry>(digest.view(), key));
  std::ranges::sort(all);
  const auto twice = std::ranges::unique(all);
  all.erase(twice.begin(), twice.end());
  if (all.size() > kMostHashes)
    return base::fail(Error(ErrorKind::bad_input, "there are more hashes than a list may hold")
                          .expected("at most " + std::to_string(kMostHashes)));
  base::Bytes entries;
  entries.reserve(all.size() * kEntry);
  for (const KnownHashes::Entry& entry : all)
    entries.insert(entries.end(), entry.begin(), entry.end());
  const Sum sum = keyed<Sum>(entries, key);
  const base::Bytes whole = base::join({base::as_bytes(kMagic), sum, entries});
  REDRESS_TRY(base::write_file_atomically(list_of(docket), whole));
  REDRESS_TRY(docket.store().put_meta(kListMeta, sum));
  return Learned{given.digests.size(), all.size() - before, all.size(), given.bad,
                 std::move(given.some)};
}

Result<base::Digest> barred_name(const Docket& docket, const base::Digest& digest) {
  const base::SecretBytes parent = REDRESS_TRY(list_key(docket));
  // A key of its own, so that an entry there is none of the list of known hashes.
  const auto made = keyed<Sum>(base::as_bytes(kOutside), parent);
  const base::SecretBytes key = base::SecretBytes::copy_of(made);
  base::Digest out;
  out.bytes = keyed<Sum>(digest.view(), key);
  return out;
}

Result<bool> is_forbidden(const Docket& docket, const base::Digest& digest) {
  if (REDRESS_TRY(listed(docket.store(), kForbiddenDigests, digest))) return true;
  const DigestList elsewhere = REDRESS_TRY(DigestList::read(docket.store(), kForbiddenElsewhere));
  if (elsewhere.empty()) return false;
  return elsewhere.has(REDRESS_TRY(barred_name(docket, digest)));
}

Result<void> forbid(Docket& docket, const base::Digest& digest) {
  if (REDRESS_TRY(listed(docket.store(), kForbiddenDigests, digest))) return {};
  REDRESS_TRY(expect_replay(docket));
  return list(docket.store(), kForbiddenDigests, digest);
}

std::optional<base::Digest> digest_of_file(const std::filesystem::path& file) {
  const auto read = read_hashed(file);
  return read ? std::optional(read->digest) : std::nullopt;
}

Error not_taken(const std::filesystem::path& file) {
  return Error(ErrorKind::not_allowed, "the bytes of this file may not be here, and were not taken")
      .at({base::one_line(file.string()), 0, 0, {}})
      .expected("an entry by reference: --holding contraband --custodian WHO --place WHERE")
      .fix("tell the custodian; do not open, copy or send the file");
}

}  // namespace redress::docket
