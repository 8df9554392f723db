#include "commands/walls.hpp"

#include "base/text.hpp"
#include "commands/choices.hpp"
#include "commands/releases.hpp"
#include "docket/filter.hpp"
#include "docket/wall_index.hpp"
#include "release/kept_prints.hpp"

namespace redress::commands {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<docket::Wall> wall_named(const std::string& word) {
  return choice_named<docket::Wall>(word, "there is no such wall");
}

std::vector<Parameter> reading_parameters() {
  return {
      {"aim", Shape::option, "what for: " + base::joined(docket::Words<docket::Aim>::kWords), true},
      {"ground", Shape::option, "consent, authority, legal-duty or court-order", true},
      {"why", Shape::option, "more about it, for the journal", true}};
}

Result<docket::Reading> reading_of(const Arguments& arguments) {
  docket::Reading reading;
  reading.aim =
      REDRESS_TRY(choice_named<docket::Aim>(arguments.one("aim"), "a reading has one aim"));
  reading.ground = REDRESS_TRY(ground_named(arguments.one("ground")));
  reading.why = arguments.one("why");
  return reading;
}

Result<base::SecretBytes> asked_for_wall(const Session& session, const std::string& prompt,
                                         Asked what) {
  base::SecretBytes given = REDRESS_TRY(session.surroundings().ask(prompt, what));
  const std::string_view text = base::as_text(given.view());
  if (base::is_blank(text))
    return base::fail(
        Error(ErrorKind::bad_input, "nothing was given to put behind the wall")
            .expected("it at the prompt, or on the lines after the passphrase of the descriptor"));
  if (const auto at = base::first_invalid_utf8(text))
    return base::fail(Error(ErrorKind::bad_input, "what was given is not UTF-8")
                          .found("byte " + std::to_string(*at + 1))
                          .fix("give it in UTF-8, for instance by way of iconv"));
  if (given.size() > release::kMostValue)
    return base::fail(Error(ErrorKind::bad_input, "what was given is too long")
                          .found(std::to_string(given.size()) + " bytes")
                          .expected("at most " + std::to_string(release::kMostValue))
                          .fix("give it in several parts"));
  return given;
}

ToSearch name_of_party(const docket::Kept<docket::Party>& party) {
  return {
      party.value.label + " identity",
      release::ValueSort::name,
      {{{party.of_case}, party.ref, docket::Wall::identity, "true_name"}, party.value.true_name},
      party.value.name_prints};
}

ToSearch text_of_note(const docket::Kept<docket::Note>& note) {
  const bool place = note.value.wall == docket::Wall::location;
  return {"note " + note.value.label,
          place ? release::ValueSort::address : release::ValueSort::text,
          {{{note.of_case}, note.value.party, note.value.wall, docket::field_of(note.ref)},
           note.value.text},
          note.value.prints};
}

ToSearch words_of_exhibit(const docket::Kept<docket::Exhibit>& exhibit) {
  return {"exhibit " + exhibit.value.label + " title and names", release::ValueSort::text,
          docket::words_behind(exhibit), exhibit.value.prints, false};
}

Result<void> seal_value(docket::Docket& docket, docket::Acts& acts, ToSearch& value,
                        const base::SecretBytes& plain) {
  value.value.sealed = REDRESS_TRY(docket::Walls(docket).seal(acts, value.value.at, plain));
  return seal_prints(docket, acts, value, plain);
}

Result<void> seal_prints(docket::Docket& docket, docket::Acts& acts, ToSearch& value,
                         const base::SecretBytes& plain) {
  value.prints = REDRESS_TRY(
      docket::Walls(docket).seal_prints(acts, value.value.at, [&](const base::SecretBytes& key) {
        return release::prints_to_keep(plain.view(), value.sort, key);
      }));
  return {};
}

}  // namespace redress::commands
