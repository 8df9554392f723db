// Alternatives: which other offences the accepted items of one defendant reach, and the border.
//
// Promises: an offence is reached when its element tree, in the version of the conduct's dates,
// stands on the facts that this defendant's usable items show, through their bindings or by
// themselves. Each says what it carries in penalty, what it would lose (restitution under 18 U.S.C.
// 1593, forfeiture) and spare (tellings, when it stands without any survivor's word). An offence that
// was not yet law is named as such and is never an alternative. It is a search aid: it ranks nothing
// and recommends nothing; the order is that of the packs.
//
// The border: where the items reach a wage claim, an immigration offence or a family-violence
// offence but no trafficking offence, it says which elements of trafficking are missing.
//
// Facts are matched by the packs' vocabulary (packs/facts); what the vocabulary does not join is
// not found. Only a Defendant can be asked about, which no protected person can become.
#pragma once

#include <string>
#include <vector>

#include "docket/targets.hpp"
#include "proof/strand.hpp"

namespace redress::proof {

struct Alternative {
  const law::Offence* offence = nullptr;
  const law::Version* version = nullptr;
  docket::Ref<docket::Party> defendant;
  bool charged = false;  ///< a count of this case names it already
  bool covered = false;
  bool covered_without_survivors = false;  ///< spares every telling
  bool not_yet_law = false;                ///< reached by the facts, but not law at the time
  std::vector<std::string> missing;        ///< parts that nothing shows, for near misses
  std::string penalty;
  bool loses_restitution = false;  ///< against the counts of this case
  bool loses_forfeiture = false;
};

struct Border {
  bool applies = false;  ///< something outside trafficking is reached, trafficking is not
  std::vector<const law::Offence*> reached;
  std::vector<Alternative> trafficking;  ///< with what each is missing
};

struct Alternatives {
  std::vector<Alternative> reached;  ///< covered, not charged
  std::vector<Alternative> not_yet_law;
  std::vector<Alternative> near;  ///< one part missing
  Border border;
};

base::Result<Alternatives> alternatives(const CaseView& view, const law::Library& library,
                                        const std::vector<Strand>& strands,
                                        const docket::Defendant& defendant);

}  // namespace redress::proof
