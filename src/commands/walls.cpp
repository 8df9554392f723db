#include "commands/walls.hpp"

#include "base/text.hpp"
#include "commands/choices.hpp"
#include "commands/releases.hpp"

namespace redress::commands {

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

docket::WalledValue name_of_party(const docket::Kept<docket::Party>& party) {
  return {{{party.of_case}, party.ref, docket::Wall::identity, "true_name"}, party.value.true_name};
}

}  // namespace redress::commands
