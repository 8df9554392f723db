#include "docket/filter.hpp"

#include <algorithm>
#include <vector>

#include "docket/contraband.hpp"
#include "docket/digest_list.hpp"
#include "docket/exhibits.hpp"
#include "docket/filter_words.hpp"
#include "docket/intake.hpp"
#include "docket/scope_quarantine.hpp"
#include "docket/search_index.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

constexpr std::string_view kWithheld = "filter wall: ";

WalledField field_of_key(CaseRef in_case, Ref<Exhibit> exhibit) {
  return {in_case, {}, Wall::filter, "exhibit/" + std::to_string(exhibit.number) + "/behind"};
}

Result<void> nothing(base::ByteView) { return {}; }

/// Every exhibit of the docket with these bytes under the docket's key that still stands.
Result<std::vector<Kept<Exhibit>>> in_the_open(const Docket& docket, const base::Digest& digest) {
  std::vector<Kept<Exhibit>> out;
  for (Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>()))
    if (!one.withdrawn && one.value.holding == Holding::sealed && one.value.digest == digest)
      out.push_back(std::move(one));
  return out;
}

bool same(const std::vector<Kept<Exhibit>>& one, const std::vector<Kept<Exhibit>>& other) {
  return std::ranges::equal(
      one, other, [](const auto& a, const auto& b) { return a.ref == b.ref && a.act == b.act; });
}

Error changed_meanwhile(const std::string& label) {
  return Error(ErrorKind::conflict, "the exhibit was changed by somebody meanwhile")
      .found("exhibit " + label)
      .fix("nothing was done; do it again");
}

/// A sealed copy, which was opened and compared, with the digest of its own bytes.
Result<FilteredFile> with_own_digest(const fs::path& file, const SealedFile& sealed,
                                     base::SecretBytes key) {
  const auto digest = digest_of_file(file);
  if (!digest)
    return base::fail(Error(ErrorKind::unavailable, "a sealed copy could not be read again")
                          .at({file.string(), 0, 0, {}})
                          .fix("the disk of this machine may be failing; nothing was kept"));
  return FilteredFile{sealed, *digest, std::move(key)};
}

base::SecretBytes fresh_key(const Docket& docket) {
  base::SecretBytes key = base::SecretBytes::of_size(kFilterKey);
  docket.host().rng.fill(key.span());
  return key;
}

/// Under which digest a copy waits: that of its plain bytes, or of its sealed ones.
enum class Waits : std::uint8_t { openly, behind };

/// Removes a copy that did not come to wait, whatever happens.
struct Discard {
  explicit Discard(fs::path made) : file(std::move(made)) {}
  Discard(const Discard&) = delete;
  Discard& operator=(const Discard&) = delete;
  ~Discard() {
    std::error_code code;
    if (!file.empty()) fs::remove(file, code);
  }
  fs::path file;
};

/// Seals bytes that are under one key anew under another; the copy waits for the act that names it.
Result<FilteredFile> resealed(Docket& docket, const fs::path& from, const base::SecretBytes& key,
                              const base::Digest& digest, base::SecretBytes to_key, Waits waits) {
  Intake* intake = REDRESS_TRY(Intake::of(docket));
  Discard copy{intake->fresh(docket.host().rng)};
  const SealedFile sealed = REDRESS_TRY(reseal_file(from, key, copy.file, to_key));
  if (sealed.digest != digest) return base::fail(not_as_its_act_says(from, sealed.digest, digest));
  const SealedFile again = REDRESS_TRY(open_sealed_file(copy.file, to_key, nothing));
  if (again.digest != digest || again.size != sealed.size)
    return base::fail(not_as_its_act_says(copy.file, again.digest, digest));
  FilteredFile out = REDRESS_TRY(with_own_digest(copy.file, sealed, std::move(to_key)));
  intake->hold(waits == Waits::openly ? digest : out.sealed, std::exchange(copy.file, {}));
  return out;
}

Result<SealedText> printed(Docket& docket, Acts& acts, const WalledField& at, const Exhibit& shown,
                           const PrintWords& print) {
  return Walls(docket).seal_prints(acts, at,
                                   [&](const base::SecretBytes& key) { return print(shown, key); });
}

/// The exhibit as it stands behind the wall, with its words hidden.
Result<Exhibit> hidden(Docket& docket, Acts& acts, Exhibit exhibit, const WalledField& at,
                       const FilteredFile& file, const PrintWords& print) {
  const Exhibit shown = exhibit;
  const HiddenWords words = hide(exhibit);
  exhibit.title = kBehindFilter;
  exhibit.holding = Holding::filtered;
  exhibit.digest = file.plain.digest;
  exhibit.size = static_cast<std::int64_t>(file.plain.size);
  exhibit.sealed_digest = file.sealed;
  exhibit.behind =
      REDRESS_TRY(base::in_context(Walls(docket).seal(acts, at, packed(file.key, words)),
                                   "while putting the key of the bytes behind the filter wall"));
  exhibit.prints = REDRESS_TRY(printed(docket, acts, at, shown, print));
  REDRESS_TRY(list(docket.store(), kFilteredDigests, file.plain.digest));
  return exhibit;
}

Result<Kept<Exhibit>> standing_filtered(const Docket& docket, CaseRef in_case,
                                        const std::string& label) {
  auto found = REDRESS_TRY(docket.named<Exhibit>(label, in_case));
  if (!found.withdrawn && found.value.holding == Holding::filtered && found.value.sealed_digest &&
      found.value.digest)
    return found;
  return base::fail(Error(ErrorKind::conflict, "this exhibit does not stand behind the filter wall")
                        .found("exhibit " + label + ": " +
                               (found.withdrawn ? std::string("withdrawn")
                                                : std::string(word(found.value.holding)))));
}

/// Who works the charges decides nothing here, whatever keys they hold.
Result<void> may_decide(const Docket& docket, CaseRef in_case) {
  auto refused = REDRESS_TRY(no_release_by(docket, in_case, docket.user()));
  if (refused) return base::fail(std::move(*refused));
  return {};
}

struct Opened {
  Kept<Exhibit> exhibit;
  Unpacked unpacked;
};

Result<Opened> opened(Docket& docket, CaseRef in_case, const std::string& label,
                      const Reading& reading) {
  Kept<Exhibit> exhibit = REDRESS_TRY(standing_filtered(docket, in_case, label));
  if (REDRESS_TRY(is_forbidden(docket, *exhibit.value.digest)))
    return base::fail(Error(ErrorKind::not_allowed, "this exhibit is locked: no reader opens it"));
  const WalledValue value = words_behind(exhibit);
  const auto plain = REDRESS_TRY(Walls(docket).open(std::span(&value, 1), reading));
  Unpacked unpacked = REDRESS_TRY(unpack(plain.front()));
  return Opened{std::move(exhibit), std::move(unpacked)};
}

/// Marks by which the review list says that an exhibit is withheld here.
Result<void> withdraw_marks(const Docket& docket, Acts& acts, const Kept<Exhibit>& exhibit,
                            const std::string& why) {
  for (const Kept<Mark>& one : REDRESS_TRY(docket.all<Mark>({exhibit.of_case})))
    if (!one.withdrawn && one.value.about == "exhibit " + exhibit.value.label &&
        one.value.withheld_because.starts_with(kWithheld))
      REDRESS_TRY(acts.withdraw(one.ref, why));
  return {};
}

/// The other exhibits behind the wall with these bytes.
Result<bool> another_filtered(const Docket& docket, const Kept<Exhibit>& than) {
  for (const Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>()))
    if (one.ref != than.ref && one.value.holding == Holding::filtered &&
        one.value.digest == than.value.digest)
      return true;
  return false;
}

}  // namespace

Error stands_behind_filter(const fs::path& file) {
  return Error(ErrorKind::not_allowed,
               "the bytes of this file stand behind the filter wall, and were not taken openly")
      .at({file.string(), 0, 0, {}})
      .fix(
          "enter it behind the wall too, with --filter; or let the reviewer clear the one that "
          "stands there");
}

namespace {

using SealInto = std::function<Result<SealedFile>(const fs::path&, const base::SecretBytes&)>;

/// Seals under a key of its own, opens what was sealed, compares, and lets it wait for its act.
Result<FilteredFile> take_behind(
    Docket& docket, const std::function<Result<void>(const base::Digest&)>& may_be_here,
    const SealInto& seal) {
  Intake* intake = REDRESS_TRY(Intake::of(docket));
  Discard copy{intake->fresh(docket.host().rng)};
  base::SecretBytes key = fresh_key(docket);
  const SealedFile sealed = REDRESS_TRY(seal(copy.file, key));
  REDRESS_TRY(may_be_here(sealed.digest));
  FilteredFile out = REDRESS_TRY(with_own_digest(copy.file, sealed, std::move(key)));
  intake->hold(out.sealed, std::exchange(copy.file, {}));
  return out;
}

}  // namespace

Result<FilteredFile> take_behind_filter(Docket& docket, const fs::path& file) {
  const KnownHashes known = REDRESS_TRY(known_hashes(docket));
  const auto may_be_here = [&](const base::Digest& digest) -> Result<void> {
    if (known.has(digest) || REDRESS_TRY(is_forbidden(docket, digest)))
      return base::fail(not_taken(file));
    return {};
  };
  if (const auto digest = digest_of_file(file)) REDRESS_TRY(may_be_here(*digest));
  return take_behind(docket, may_be_here, [&](const fs::path& to, const base::SecretBytes& key) {
    return seal_file(file, to, key);
  });
}

Result<FilteredFile> take_bytes_behind_filter(Docket& docket, base::ByteView bytes,
                                              const std::string& name) {
  const KnownHashes known = REDRESS_TRY(known_hashes(docket));
  const auto may_be_here = [&](const base::Digest& digest) -> Result<void> {
    if (known.has(digest) || REDRESS_TRY(is_forbidden(docket, digest)))
      return base::fail(not_taken(name));
    return {};
  };
  REDRESS_TRY(may_be_here(base::sha256(bytes)));
  return take_behind(docket, may_be_here, [&](const fs::path& to, const base::SecretBytes& key) {
    return seal_bytes(bytes, to, key);
  });
}

Result<Ref<Exhibit>> enter_behind_filter(Docket& docket, Acts& acts, Exhibit exhibit,
                                         const FilteredFile& file, const Hiding& how) {
  if (how.why.empty())
    return base::fail(Error(ErrorKind::bad_input, "what goes behind the filter wall has a reason")
                          .expected("--reason \"why\", without what is in it"));
  if (!REDRESS_TRY(in_the_open(docket, file.plain.digest)).empty())
    return base::fail(
        Error(ErrorKind::conflict, "an exhibit of this docket has the same bytes in the open")
            .found("SHA-256 " + file.plain.digest.hex())
            .fix("'redress exhibit filter' puts that one behind the wall"));
  const auto number = REDRESS_TRY(acts.reserve<Exhibit>());
  const Exhibit kept = REDRESS_TRY(
      hidden(docket, acts, std::move(exhibit), field_of_key(how.in_case, number), file, how.print));
  Row row = detail::row_of(kept, how.in_case.number);
  row.number = number.number;  // the key behind the wall is bound to it
  REDRESS_TRY(acts.enter_row(schema_of<Exhibit>(), std::move(row), how.why));
  REDRESS_TRY(
      acts.enter(Filtering{{}, number, FilterStep::behind, how.why, {}}, how.in_case, how.why));
  // A withdrawn exhibit, or a command that broke off, may have left them under the docket's key.
  REDRESS_TRY(list(docket.store(), kFilterLeftovers, file.plain.digest));
  return number;
}

Result<std::size_t> put_behind_filter(Docket& docket, CaseRef in_case, const std::string& label,
                                      const std::string& why, const PrintWords& print) {
  const auto found = REDRESS_TRY(docket.named<Exhibit>(label, in_case));
  if (found.withdrawn || found.value.holding != Holding::sealed || !found.value.digest)
    return base::fail(
        Error(ErrorKind::conflict, "there are no bytes here to put behind the filter wall")
            .found("exhibit " + label + ": " +
                   (found.withdrawn ? std::string("withdrawn")
                                    : std::string(word(found.value.holding))))
            .fix(found.withdrawn ? "enter the file anew with --filter: then its old copy goes too"
                                 : "keep a reference apart with 'redress quarantine add'"));
  if (why.empty())
    return base::fail(Error(ErrorKind::bad_input, "what goes behind the filter wall has a reason")
                          .expected("--reason \"why\", without what is in it"));
  const base::Digest digest = *found.value.digest;
  const auto all = REDRESS_TRY(in_the_open(docket, digest));
  std::vector<FilteredFile> files;
  files.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    files.push_back(REDRESS_TRY(resealed(docket, place_of_exhibit(docket, digest),
                                         docket.derived(Purpose::exhibit_key), digest,
                                         fresh_key(docket), Waits::behind)));
  Acts acts = REDRESS_TRY(docket.begin());
  if (!same(all, REDRESS_TRY(in_the_open(docket, digest))))
    return base::fail(changed_meanwhile(label));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const CaseRef of{all[i].of_case};
    const Exhibit kept = REDRESS_TRY(
        hidden(docket, acts, all[i].value, field_of_key(of, all[i].ref), files[i], print));
    REDRESS_TRY(acts.amend(all[i].ref, kept, why));
    REDRESS_TRY(acts.enter(Filtering{{}, all[i].ref, FilterStep::behind, why, {}}, of, why));
  }
  REDRESS_TRY(list(docket.store(), kFilterLeftovers, digest));
  REDRESS_TRY(acts.commit());
  REDRESS_TRY(finish_filtering(docket));
  return all.size();
}

Result<void> finish_filtering(Docket& docket) {
  if (REDRESS_TRY(DigestList::read(docket.store(), kFilterLeftovers)).empty()) return {};
  // In a transaction: nobody gives the same bytes their place meanwhile.
  Acts turn = REDRESS_TRY(docket.begin());
  DigestList left = REDRESS_TRY(DigestList::read(docket.store(), kFilterLeftovers));
  std::vector<base::Digest> gone;
  while (!left.empty()) {
    const base::Digest digest = left.at(0);
    if (REDRESS_TRY(in_the_open(docket, digest)).empty())
      REDRESS_TRY(overwrite_and_remove(place_of_exhibit(docket, digest)));
    gone.push_back(digest);
    left.remove(digest);
  }
  REDRESS_TRY(left.keep(docket.store()));
  REDRESS_TRY(turn.commit());
  // After the transaction: where somebody searches, this waits.
  for (const base::Digest& digest : gone) forget_words_of(docket, digest);
  return {};
}

Result<FilterOpened> open_filtered(Docket& docket, CaseRef in_case, const std::string& label,
                                   const Reading& reading,
                                   const std::function<Result<void>(base::ByteView)>& take) {
  const Opened at = REDRESS_TRY(opened(docket, in_case, label, reading));
  const Exhibit& exhibit = at.exhibit.value;
  const fs::path place = place_of_exhibit(docket, *exhibit.sealed_digest);
  const SealedFile read = REDRESS_TRY(open_sealed_file(place, at.unpacked.key, take));
  FilterOpened out{exhibit, read};
  if (out.opened.digest != *exhibit.digest)
    return base::fail(not_as_its_act_says(place, out.opened.digest, *exhibit.digest));
  show(at.unpacked.words, out.exhibit);
  return out;
}

Result<void> clear_filtered(Docket& docket, CaseRef in_case, const std::string& label,
                            const Reading& reading) {
  REDRESS_TRY(may_decide(docket, in_case));
  const Opened at = REDRESS_TRY(opened(docket, in_case, label, reading));
  Exhibit clear = at.exhibit.value;
  const base::Digest digest = *clear.digest;
  const base::Digest sealed = *clear.sealed_digest;
  // First, so that a copy under the docket's key that gets no act is destroyed by the next opening.
  {
    Acts turn = REDRESS_TRY(docket.begin());
    REDRESS_TRY(list(docket.store(), kFilterLeftovers, digest));
    REDRESS_TRY(turn.commit());
  }
  REDRESS_TRY(resealed(docket, place_of_exhibit(docket, sealed), at.unpacked.key, digest,
                       docket.derived(Purpose::exhibit_key), Waits::openly));
  show(at.unpacked.words, clear);
  clear.holding = Holding::sealed;
  clear.behind = {};
  clear.prints = {};
  clear.sealed_digest.reset();
  Acts acts = REDRESS_TRY(docket.begin());
  const auto now = REDRESS_TRY(docket.find(at.exhibit.ref));
  if (!now || now->act != at.exhibit.act) return base::fail(changed_meanwhile(label));
  REDRESS_TRY(acts.amend(at.exhibit.ref, clear, reading.why));
  REDRESS_TRY(acts.enter(Filtering{{}, at.exhibit.ref, FilterStep::cleared, reading.why, {}},
                         in_case, reading.why));
  REDRESS_TRY(withdraw_marks(docket, acts, at.exhibit, reading.why));
  if (!REDRESS_TRY(another_filtered(docket, at.exhibit)))
    REDRESS_TRY(unlist(docket.store(), kFilteredDigests, digest));
  REDRESS_TRY(unlist(docket.store(), kFilterLeftovers, digest));
  REDRESS_TRY(acts.commit());
  return overwrite_and_remove(place_of_exhibit(docket, sealed));
}

Result<void> keep_filtered(Docket& docket, CaseRef in_case, const std::string& label,
                           Ref<Exhibit> redacted_as, const std::string& why) {
  REDRESS_TRY(may_decide(docket, in_case));
  const Kept<Exhibit> exhibit = REDRESS_TRY(standing_filtered(docket, in_case, label));
  if (!REDRESS_TRY(Walls(docket).holds_key(words_behind(exhibit))))
    return base::fail(
        Error(ErrorKind::not_allowed, "who decides about it holds the key of the filter wall")
            .fix("ask somebody who reads behind it to grant it to you"));
  const FilterStep step = redacted_as ? FilterStep::redacted : FilterStep::withheld;
  Acts acts = REDRESS_TRY(docket.begin());
  REDRESS_TRY(withdraw_marks(docket, acts, exhibit, why));
  REDRESS_TRY(acts.enter(Filtering{{}, exhibit.ref, step, why, redacted_as}, in_case, why));
  REDRESS_TRY(acts.enter(Mark{.about = "exhibit " + label,
                              .favours = Favour::no,
                              .why = std::string(kBehindFilter),
                              .reviewed = true,
                              .withheld_because = std::string(kWithheld) + why},
                         in_case, why));
  return acts.commit();
}

WalledValue words_behind(const Kept<Exhibit>& exhibit) {
  return {field_of_key({exhibit.of_case}, exhibit.ref), exhibit.value.behind};
}

Result<Printed> print_filtered(Docket& docket, CaseRef in_case, const Reading& reading,
                               const PrintWords& print) {
  std::vector<Kept<Exhibit>> exhibits;
  std::vector<WalledValue> values;
  for (Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>(in_case))) {
    if (one.withdrawn || one.value.holding != Holding::filtered || one.value.locked) continue;
    values.push_back(words_behind(one));
    exhibits.push_back(std::move(one));
  }
  Printed out;
  if (values.empty()) return out;
  const auto texts = REDRESS_TRY(Walls(docket).open(values, reading));
  Acts acts = REDRESS_TRY(docket.begin());
  for (std::size_t i = 0; i < exhibits.size(); ++i) {
    auto now = REDRESS_TRY(docket.find(exhibits[i].ref));
    if (!now || now->withdrawn || now->value.behind != exhibits[i].value.behind) continue;
    Exhibit shown = now->value;
    show(REDRESS_TRY(unpack(texts[i])).words, shown);
    now->value.prints = REDRESS_TRY(printed(docket, acts, values[i].at, shown, print));
    ++(now->value.prints.ciphertext.empty() ? out.none : out.made);
    REDRESS_TRY(acts.amend(now->ref, now->value, reading.why));
  }
  REDRESS_TRY(acts.commit());
  return out;
}

Result<std::vector<Filtered>> filtered_exhibits(Docket& docket, CaseRef in_case) {
  std::vector<Filtered> out;
  for (Kept<Filtering>& step : REDRESS_TRY(docket.all<Filtering>(in_case))) {
    const auto known = std::ranges::find_if(
        out, [&](const Filtered& one) { return one.exhibit.ref == step.value.exhibit; });
    if (known != out.end()) {
      known->last = std::move(step);
      continue;
    }
    auto exhibit = REDRESS_TRY(docket.find(step.value.exhibit));
    if (!exhibit) continue;
    const bool mine = exhibit->value.holding == Holding::filtered &&
                      REDRESS_TRY(Walls(docket).holds_key(words_behind(*exhibit)));
    out.push_back({std::move(*exhibit), std::move(step), mine});
  }
  return out;
}

}  // namespace redress::docket
