#include "docket/key_check.hpp"

#include <map>
#include <set>
#include <tuple>

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// Case, wall, reader.
using Reading = std::tuple<std::uint64_t, std::string, std::uint64_t>;

Error wrong(std::string message, const StoredKey& key) {
  return Error(ErrorKind::bad_input, std::move(message))
      .at({{}, 0, 0, "stored key " + std::to_string(key.id)})
      .found(key.wall.empty() ? "an erasure key" : "a key of the " + key.wall + " wall");
}

Result<std::set<Reading>> standing(const Docket& docket) {
  std::set<Reading> out;
  for (const Kept<Grant>& one : REDRESS_TRY(docket.all<Grant>()))
    if (!one.withdrawn)
      out.emplace(one.of_case, std::string(word(one.value.wall)), one.value.reader.number);
  return out;
}

}  // namespace

Result<std::vector<Error>> check_keys(const Docket& docket) {
  std::vector<Error> problems;
  std::set<Reading> without_key = REDRESS_TRY(standing(docket));
  const std::set<Reading> granted = without_key;
  std::set<std::uint64_t> groups;
  for (const StoredKey& key : REDRESS_TRY(docket.store().keys(KeyUse::group, 0))) {
    groups.insert(key.id);
    const Reading reading{key.of_case, key.wall, key.holder};
    without_key.erase(reading);
    if (!granted.contains(reading))
      problems.push_back(wrong("there is a key that no standing grant gives", key)
                             .fix("find out how it came here; 'redress wall renew' makes keys that "
                                  "it does not open"));
  }
  std::set<std::uint64_t> erased;
  for (const Kept<Shred>& one : REDRESS_TRY(docket.all<Shred>()))
    erased.insert(one.value.party.number);
  for (const KeyUse use : {KeyUse::erasure, KeyUse::data})
    for (const StoredKey& key : REDRESS_TRY(docket.store().keys(use, 0))) {
      if (erased.contains(key.subject))
        problems.push_back(wrong("there is a key about a person who was erased", key)
                               .fix("open the docket once more: such keys are destroyed then"));
      if (use == KeyUse::data && !groups.contains(key.under))
        problems.push_back(wrong("nobody can read what this key seals: its readers are gone", key));
    }
  for (const auto& [in_case, wall, reader] : without_key)
    problems.push_back(
        Error(ErrorKind::bad_input, "a standing grant has no key")
            .found("user number " + std::to_string(reader) + " at the " + wall + " wall of case " +
                   std::to_string(in_case))
            .fix("stored keys were lost or not restored: restore them, or grant anew"));
  return problems;
}

}  // namespace redress::docket
