#include "docket/key_check.hpp"

#include <algorithm>
#include <set>

#include "docket/seal.hpp"
#include "docket/walls_detail.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Error wrong(std::string message, const StoredKey& key) {
  return Error(ErrorKind::bad_input, std::move(message))
      .at({{}, 0, 0, "stored key " + std::to_string(key.id)})
      .found(key.wall.empty() ? "an erasure key" : "a key of the " + key.wall + " wall");
}

/// The person that a sealed value of a row is about: the party itself, or the one that it names.
std::uint64_t subject_of(const KindSchema& kind, const Row& row) {
  if (kind.info.name == Kind<Party>::info.name) return row.number;
  const auto field = kind.index_of("party");
  const auto* number = field ? std::get_if<std::int64_t>(&row.values[*field]) : nullptr;
  return number == nullptr ? 0 : static_cast<std::uint64_t>(*number);
}

Result<void> check_value(const Docket& docket, const KindSchema& kind, const Row& row,
                         const Value& value, const std::set<std::uint64_t>& data) {
  const auto place = [&] {
    return base::Place{(docket.folder() / "docket.db").string(), 0, 0,
                       std::string(kind.info.name) + " " + detail::label_of(row)};
  };
  auto name = key_of_value(std::get<base::Bytes>(value));
  if (!name) return base::fail(std::move(name).error().at(place()));
  if (data.contains(name->id)) return {};
  return base::fail(
      Error(ErrorKind::bad_input, "nobody holds the key of a sealed value any more")
          .at(place())
          .found("no copy of key " + std::to_string(name->id))
          .fix("stored keys were not restored, or the database was put together from two states: "
               "restore them, or a backup"));
}

/// Sealed values whose key is gone, unless it was destroyed for the person it is about.
Result<void> check_values(const Docket& docket, const std::set<std::uint64_t>& data,
                          const std::set<std::uint64_t>& erased, std::vector<Error>& problems) {
  for (const KindSchema* kind : docket.host().kinds) {
    const bool sealed = std::ranges::any_of(
        kind->fields, [](const FieldSchema& one) { return one.type == FieldType::sealed; });
    if (!sealed) continue;
    const auto look = [&](Row&& given) {
      const Row row = std::move(given);
      if (erased.contains(subject_of(*kind, row))) return;
      for (std::size_t i = 0; i < kind->fields.size(); ++i) {
        if (kind->fields[i].type != FieldType::sealed ||
            !std::holds_alternative<base::Bytes>(row.values[i]))
          continue;
        auto checked = check_value(docket, *kind, row, row.values[i], data);
        if (!checked) problems.push_back(std::move(checked).error());
      }
    };
    REDRESS_TRY(docket.store().rows(*kind, 0, look));
  }
  return {};
}

}  // namespace

Result<std::vector<Error>> check_keys(const Docket& docket) {
  std::vector<Error> problems;
  std::set<detail::GroupHolder> without_key = REDRESS_TRY(detail::granted_holders(docket));
  const std::set<detail::GroupHolder> granted = without_key;
  std::set<std::uint64_t> groups;
  std::set<std::pair<std::uint64_t, std::string>> circles;
  for (const StoredKey& key : REDRESS_TRY(docket.store().keys(KeyUse::group, 0))) {
    groups.insert(key.id);
    circles.emplace(key.of_case, key.wall);
    const detail::GroupHolder holder{key.of_case, key.wall, key.holder};
    without_key.erase(holder);
    if (!granted.contains(holder))
      problems.push_back(wrong("there is a key that no standing grant gives", key)
                             .fix("find out how it came here; 'redress wall renew' makes keys that "
                                  "it does not open"));
  }
  std::set<std::uint64_t> erased;
  for (const Kept<Shred>& one : REDRESS_TRY(docket.all<Shred>()))
    erased.insert(one.value.party.number);
  std::set<std::uint64_t> data;
  for (const KeyUse use : {KeyUse::erasure, KeyUse::data})
    for (const StoredKey& key : REDRESS_TRY(docket.store().keys(use, 0))) {
      if (erased.contains(key.subject))
        problems.push_back(wrong("there is a key about a person who was erased", key)
                               .fix("open the docket once more: such keys are destroyed then"));
      if (use == KeyUse::data) data.insert(key.id);
      if (use == KeyUse::data && !groups.contains(key.under))
        problems.push_back(wrong("nobody can read what this key seals: its readers are gone", key));
    }
  REDRESS_TRY(check_values(docket, data, erased, problems));
  for (const auto& [in_case, wall, reader] : without_key) {
    // The circle of the check comes with the first value that has prints.
    if (!circles.contains({in_case, wall}) && circle_named(wall)->checks) continue;
    problems.push_back(
        Error(ErrorKind::bad_input, "a standing grant has no key")
            .found("user number " + std::to_string(reader) + " at the " + wall + " wall of case " +
                   std::to_string(in_case))
            .fix("stored keys were lost or not restored: restore them, or grant anew"));
  }
  return problems;
}

}  // namespace redress::docket
