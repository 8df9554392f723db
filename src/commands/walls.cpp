#include "commands/walls.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "commands/releases.hpp"

namespace redress::commands {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

template <typename E>
Result<E> choice(const std::string& word, std::string what) {
  const auto& words = docket::Words<E>::kWords;
  const auto at = std::ranges::find(words, word);
  if (at != words.end()) return static_cast<E>(at - words.begin());
  return base::fail(Error(ErrorKind::bad_input, std::move(what))
                        .found("'" + word + "'")
                        .expected(base::joined(words)));
}

}  // namespace

Result<docket::Wall> wall_named(const std::string& word) {
  return choice<docket::Wall>(word, "there is no such wall");
}

std::vector<Parameter> reading_parameters() {
  return {
      {"aim", Shape::option, "what for: " + base::joined(docket::Words<docket::Aim>::kWords), true},
      {"ground", Shape::option, "consent, authority, legal-duty or court-order", true},
      {"why", Shape::option, "more about it, for the journal", true}};
}

Result<docket::Reading> reading_of(const Arguments& arguments) {
  docket::Reading reading;
  reading.aim = REDRESS_TRY(choice<docket::Aim>(arguments.one("aim"), "a reading has one aim"));
  reading.ground = REDRESS_TRY(ground_named(arguments.one("ground")));
  reading.why = arguments.one("why");
  return reading;
}

docket::WalledValue name_of_party(const docket::Kept<docket::Party>& party) {
  return {{{party.of_case}, party.ref, docket::Wall::identity, "true_name"}, party.value.true_name};
}

}  // namespace redress::commands
