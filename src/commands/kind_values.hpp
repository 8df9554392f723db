// Field values from words of a command line, and back: labels for references, words for choices.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "commands/registry.hpp"
#include "docket/docket.hpp"
#include "docket/regime.hpp"

namespace redress::commands {

/// Parameters for the fields of a kind, named as the fields are, with '-' for '_'.
std::vector<Parameter> parameters_of(const docket::KindSchema& kind, bool all_optional);

/// Where labels are looked up: a case, without what is hidden from the user.
struct Shelf {
  docket::Docket& docket;
  docket::CaseRef in_case;
  const docket::Hidden& hidden;
};

/// Sets the fields that the arguments name.
base::Result<void> read_fields(const Shelf& at, const docket::KindSchema& kind,
                               const Arguments& arguments, docket::Row& row);

/// A field's value for a person; references by label.
std::string shown(docket::Docket& docket, const docket::FieldSchema& field,
                  const docket::Value& value);

/// Enters something into acts that begin for it; the number of what was entered or changed.
using Change = std::function<base::Result<std::uint64_t>(docket::Acts&)>;

/// What a change answers for when it adds faults to its case.
enum class Weight : std::uint8_t {
  checked,     ///< refused, with the first fault that it adds
  protecting,  ///< never refused: what no longer fits is listed, to be put right
};

struct Changed {
  std::uint64_t number = 0;
  std::vector<std::string> to_put_right;
};

/// Makes a change whole or not at all, with the case as the proof lens sees it checked against the
/// packs. Faults that stood before are not the change's: only where some remain is the case looked at
/// twice, and `make` called again. Faults in what is hidden from the user are not told, and refuse nothing.
base::Result<Changed> change(Session& session, docket::CaseRef in_case, Weight weight,
                             const Change& make);

}  // namespace redress::commands
