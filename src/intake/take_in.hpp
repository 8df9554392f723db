// One reading of one exhibit into the docket: staging, scope, repeats, mentions, and the act. Not for other rooms.
#pragma once

#include "docket/imports.hpp"
#include "intake/add.hpp"
#include "intake/earlier.hpp"
#include "intake/survey.hpp"

namespace redress::intake {

struct ToTake {
  const Input& input;
  std::string name;
  const Reader* reader = nullptr;
  Declared declared;
  docket::Kept<docket::Exhibit> exhibit;
  docket::Authority authority;
  Survey survey;        ///< what a first pass found
  std::string counsel;  ///< mark of the list of privileged persons, for the options
  docket::Ref<docket::Import> replaces;  ///< an earlier reading of the same exhibit
  /// Rows that an earlier reading by the same user left in quarantine: fewer are not published.
  std::uint64_t apart = 0;
  bool keep_repeats = false;
};

/// Takes a file that was found inside; its exhibit is found through this one. `privileged`: what holds it names
/// a privileged person.
using OnPart = std::function<base::Result<void>(std::string_view name, std::string_view where,
                                                base::ByteView bytes, bool privileged)>;

/// Fills the counts, remarks and import label of the report. `passed` is told each piece. `finally` is asked before the act:
/// whether the file is still the one that was hashed.
struct TakeCalls {
  OnPart on_part;
  std::function<base::Result<void>(std::uint64_t bytes, std::uint64_t rows)> passed;
  std::function<base::Result<void>()> finally;
};
/// What is asked for every row of a case.
struct CaseGates {
  PrivilegeGate& privilege;
  EarlierRows& earlier;
};
base::Result<void> take_in(docket::Docket& docket, const AddOptions& options, const ToTake& what,
                           const TakeCalls& calls, FileReport& report, CaseGates gates);

}  // namespace redress::intake
