// Identities: which mentions a person has decided to be the same party, and what is proposed.
//
// Mentions with equal typed keys are proposed, never joined by themselves. Decisions are
// judgements; the newest on a pair holds, so a join is undone by a later "different". Parties that
// were decided to be the same form one identity (connected components of "same"). A survivor and a
// person who is not protected are never proposed to be one: that would be for a person to say.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"
#include "docket/regime.hpp"

namespace redress::docket {

struct Proposal {
  MentionSort sort = MentionSort::name;
  std::string key;
  std::vector<std::string> mentions;   ///< labels, in the order of entry
  std::vector<std::string> parties;    ///< that some of them were decided to be
  std::vector<std::string> undecided;  ///< mentions without a decision
};

struct Identity {
  std::vector<std::string> parties;  ///< labels, joined
  std::vector<std::string> mentions;
};

/// Groups of two and more mentions with one key of which some are undecided. n log n in mentions.
/// `hidden` mentions and judgements are as if they were not there.
base::Result<std::vector<Proposal>> propose(const Docket& docket, CaseRef in_case,
                                            const Hidden& hidden = {});

base::Result<std::vector<Identity>> identities(const Docket& docket, CaseRef in_case,
                                               const Hidden& hidden = {});

/// The same for those who need no mentions: parties of a case that were decided to be one person,
/// two or more in each group, withdrawn ones left out. Pure; n log n in parties and judgements.
std::vector<std::vector<Ref<Party>>> joined_parties(const std::vector<Kept<Party>>& parties,
                                                    const std::vector<Kept<Judgement>>& judgements);

}  // namespace redress::docket
