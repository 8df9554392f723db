#include "docket/wall_index.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/files.hpp"
#include "docket/seal.hpp"
#include "docket/word_index.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

fs::path file_of(const Docket& docket, CaseRef in_case, Wall wall) {
  const base::SecretBytes key = docket.derived(Purpose::exhibit_name);
  const std::string what =
      "wall index/" + std::to_string(in_case.number) + "/" + std::string(word(wall));
  std::array<std::uint8_t, 32> name{};
  crypto_generichash(name.data(), name.size(), base::as_bytes(what).data(), what.size(),
                     key.view().data(), key.size());
  return docket.folder() / "index" / base::to_hex(name);
}

base::Bytes place_of_index(const Docket& docket, CaseRef in_case, Wall wall) {
  const std::string text = base::to_hex(docket.id()) + "/index/" + std::to_string(in_case.number) +
                           "/" + std::string(word(wall));
  return {text.begin(), text.end()};
}

/// Something that an index finds: a note by its label, a name by the label of its person.
struct Entry {
  std::string label;
  std::uint64_t act = 0;  ///< position of the act that made it so
  WalledValue value;
};

std::vector<WalledValue> values_of(const std::vector<Entry>& entries) {
  std::vector<WalledValue> values;
  values.reserve(entries.size());
  for (const Entry& one : entries) values.push_back(one.value);
  return values;
}

/// Which entries an index must hold, by place and the act that made them so.
std::string stamp_of(const std::vector<Entry>& entries) {
  std::string text;
  for (const Entry& one : entries)
    text += std::to_string(one.value.at.party.number) + "/" + one.value.at.field + "@" +
            std::to_string(one.act) + " ";
  return base::sha256(base::as_bytes(text)).hex();
}

/// What stands behind the wall and can be read: not withdrawn, and its key is there.
Result<std::vector<Entry>> entries_behind(Docket& docket, CaseRef in_case, Wall wall) {
  std::vector<Entry> entries;
  if (wall == Wall::identity)
    for (const Kept<Party>& party : REDRESS_TRY(docket.all<Party>(in_case)))
      if (!party.withdrawn && !party.value.true_name.ciphertext.empty())
        entries.push_back({party.value.label,
                           party.act.position,
                           {name_field(in_case, party.ref), party.value.true_name}});
  for (const Kept<Note>& note : REDRESS_TRY(docket.all<Note>(in_case)))
    if (!note.withdrawn && note.value.wall == wall)
      entries.push_back({note.value.label,
                         note.act.position,
                         {{in_case, note.value.party, wall, field_of(note.ref)}, note.value.text}});
  std::vector<WalledValue> values = values_of(entries);
  const std::vector<bool> held = REDRESS_TRY(Walls(docket).hold_keys(values));
  std::vector<Entry> readable;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (held[i]) readable.push_back(std::move(entries[i]));
  return readable;
}

/// What was made and is fresh; nothing where there is none, it is stale, or was altered.
Result<std::optional<WordIndex>> fresh_from(const fs::path& file, base::ByteView place,
                                            const base::SecretBytes& key,
                                            const std::string& stamp) {
  const auto sealed = base::read_file(file, kMostIndex);
  if (!sealed) return std::optional<WordIndex>{};
  const auto plain = open_value(*sealed, place, key);
  if (!plain) return std::optional<WordIndex>{};
  return WordIndex::from(plain->view(), stamp);
}

Result<void> keep(const WordIndex& index, const fs::path& file, base::ByteView place,
                  const base::SecretBytes& key, base::Rng& rng) {
  const base::SecretBytes plain = REDRESS_TRY(index.bytes());
  const base::Bytes sealed = seal_value(plain.view(), place, {0, 1}, key, rng);
  std::error_code code;
  fs::create_directories(file.parent_path(), code);
  return base::write_file_atomically(file, sealed);
}

std::vector<std::string> labels_of(const std::vector<std::size_t>& places,
                                   const std::vector<Entry>& entries) {
  std::vector<std::string> labels;
  for (const std::size_t at : places)
    if (at < entries.size()) labels.push_back(entries[at].label);
  return labels;
}

}  // namespace

WalledField name_field(CaseRef in_case, Ref<Party> party) {
  return {in_case, party, Wall::identity, "true_name"};
}

std::string field_of(Ref<Note> note) { return "note/" + std::to_string(note.number); }

Result<std::vector<std::string>> Walls::search(CaseRef in_case, Wall wall, std::string_view words,
                                               const Reading& reading) {
  REDRESS_TRY(may_read({in_case, {}, wall, {}}, reading));
  if (!WordIndex::has_words(words))
    return base::fail(Error(ErrorKind::bad_input, "there is no word to search for"));
  const auto entries = REDRESS_TRY(entries_behind(*docket_, in_case, wall));
  if (entries.empty()) return std::vector<std::string>{};
  const std::vector<WalledValue> values = values_of(entries);
  const Known known = REDRESS_TRY(keys_of(values));
  REDRESS_TRY(journal(values, reading));
  const base::SecretBytes key = REDRESS_TRY(index_key(in_case, wall));
  const fs::path file = file_of(*docket_, in_case, wall);
  const base::Bytes place = place_of_index(*docket_, in_case, wall);
  const std::string stamp = stamp_of(entries);
  const auto fresh = REDRESS_TRY(fresh_from(file, place, key, stamp));
  if (fresh)
    if (const auto found = fresh->with(words)) return labels_of(*found, entries);
  // There is none, or it is damaged.
  const auto texts = REDRESS_TRY(decrypt(values, known));
  const WordIndex made = REDRESS_TRY(WordIndex::of(texts, stamp));
  REDRESS_TRY(keep(made, file, place, key, docket_->host().rng));
  return labels_of(REDRESS_TRY(made.with(words)), entries);
}

void forget_indexes(const Docket& docket, CaseRef in_case) {
  std::error_code code;
  for (std::size_t i = 0; i < kWallCount; ++i)
    fs::remove(file_of(docket, in_case, static_cast<Wall>(i)), code);
}

}  // namespace redress::docket
