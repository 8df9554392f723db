// Brings a docket in line with the list outside (outside_list.hpp), before anything of it is used.
//
// Promises: keys of erased persons that an older copy brought back are destroyed again, erasures that it
// does not know are entered; bytes that were locked since are locked again, also where an exhibit with them
// is taken in later; bytes that two persons had removed are removed again. What this docket knows and the
// list does not completes the list. Made on every opening.
//
// Cost where nothing changed: the file is read and hashed, and compared with what the docket noted when it
// was last in line with it; stored keys are compared with who was erased; no signature is checked. The
// note is keyed with the signing key, and dropped in the transaction of every act that adds to the list.
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

struct Replayed {
  std::size_t keys = 0;    ///< of erased persons, destroyed
  std::size_t locked = 0;  ///< exhibits that were closed again
  bool looked = false;     ///< false: nothing had changed
};
base::Result<Replayed> replay_outside(Docket& docket);

/// The next replay looks at everything. In the transaction of the act that adds to the list.
base::Result<void> expect_replay(Docket& docket);

}  // namespace redress::docket
