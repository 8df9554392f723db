// Prints of the words that tell what an exhibit behind the filter wall is: title, file name, source, note,
// who gave it, and the accounts, numbers and places that its records are of.
//
// Promises: five words in a row of title, file name, source or note are a whole hit and refuse. Anything
// less is a part, and so are giver, accounts, numbers and places: they stand in open matter too, and a
// person has to look. A value that is no number or account of the usual form is looked for as it is
// written; a long text is looked for all through. The kind of thing that it is (a letter) is not looked
// for.
// Bounds: kMostPrints; more is refused with ErrorKind::bad_input, and so are words that hold neither a
// letter nor a digit. Nothing of them is told.
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/kinds.hpp"
#include "release/leak_search.hpp"

namespace redress::release {

/// Packed as kept_prints.hpp has it.
base::Result<base::SecretBytes> prints_of_exhibit(const docket::Exhibit& words,
                                                  const FingerprintKey& key);

}  // namespace redress::release
