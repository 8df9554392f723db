// Persons whom an engine may select: types that only this file can make.
//
// A survivor is never a target. `Defendant` is a person against whom a count may be looked at;
// `Targetable` is one whom a named user put up under an authority. Neither can be made from a
// protected party, or from one whose non-punishment claim stands or was upheld, or from any party that
// was decided to be the same person as one of those. Every refusal has
// the same words, so that it tells nothing about the reason. Both carry the journal position at
// which they were made: after a later act they are stale and must be made again.
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

class Selected {
 public:
  Ref<Party> party() const { return party_; }
  /// Acts in the work log when this was decided.
  std::uint64_t as_of() const { return as_of_; }
  bool stale(const Docket& docket) const;

 protected:
  Selected(Ref<Party> party, std::uint64_t as_of) : party_(party), as_of_(as_of) {}

 private:
  Ref<Party> party_;
  std::uint64_t as_of_;
};

class Defendant : public Selected {
 private:
  using Selected::Selected;
  friend base::Result<Defendant> as_defendant(const Docket&, Ref<Party>);
};

class Targetable : public Selected {
 private:
  using Selected::Selected;
  friend base::Result<Targetable> as_target(const Docket&, Ref<Party>);
};

base::Result<Defendant> as_defendant(const Docket& docket, Ref<Party> party);
base::Result<Targetable> as_target(const Docket& docket, Ref<Party> party);

}  // namespace redress::docket
