// What commands about walls share: the words of a wall and of a reading, and where a name stands.
#pragma once

#include <string>
#include <vector>

#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "docket/walls.hpp"
#include "release/leak_search.hpp"

namespace redress::commands {

base::Result<docket::Wall> wall_named(const std::string& word);

/// --aim, --ground and --why: none has a default.
std::vector<Parameter> reading_parameters();
base::Result<docket::Reading> reading_of(const Arguments& arguments);

/// Asks for what will stand behind a wall. Refused, without showing it, where nothing is given, or what is
/// not UTF-8 or longer than the release check could look for.
base::Result<base::SecretBytes> asked_for_wall(const Session& session, const std::string& prompt,
                                               Asked what);

/// Something behind a wall that the release check has to look for.
struct ToSearch {
  std::string tag;  ///< what a hit is called: "S1 identity", "note N-1"
  release::ValueSort sort = release::ValueSort::text;
  docket::WalledValue value;
  docket::SealedText prints;  ///< empty: none were made
  bool is_text = true;        ///< otherwise it is looked for by its prints alone
  bool named = true;          ///< otherwise what can not be searched is not listed
};

ToSearch name_of_party(const docket::Kept<docket::Party>& party);
ToSearch text_of_note(const docket::Kept<docket::Note>& note);
/// What tells what an exhibit behind the filter wall is.
ToSearch words_of_exhibit(const docket::Kept<docket::Exhibit>& exhibit);

/// Seals a value at its place and the prints of it beside; a value that can not be searched for has
/// none.
base::Result<void> seal_value(docket::Docket& docket, docket::Acts& acts, ToSearch& value,
                              const base::SecretBytes& plain);
/// The prints alone.
base::Result<void> seal_prints(docket::Docket& docket, docket::Acts& acts, ToSearch& value,
                               const base::SecretBytes& plain);

}  // namespace redress::commands
