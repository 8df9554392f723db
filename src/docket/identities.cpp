#include "docket/identities.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace redress::docket {
namespace {

using base::Result;
using Pair = std::pair<std::uint64_t, std::uint64_t>;

/// The newest verdict on each pair; judgements come in the order of entry.
struct Decisions {
  std::map<Pair, Verdict> mention_party;
  std::map<Pair, Verdict> party_party;
};

Decisions newest(const std::vector<Kept<Judgement>>& judgements) {
  Decisions out;
  for (const Kept<Judgement>& one : judgements) {
    if (one.withdrawn) continue;
    const Judgement& judgement = one.value;
    if (judgement.mention) {
      out.mention_party[{judgement.mention.number, judgement.party.number}] = judgement.verdict;
    } else {
      const auto [low, high] = std::minmax(judgement.party.number, judgement.other_party.number);
      out.party_party[{low, high}] = judgement.verdict;
    }
  }
  return out;
}

std::map<std::uint64_t, std::string> labels_of_parties(const std::vector<Kept<Party>>& parties) {
  std::map<std::uint64_t, std::string> labels;
  for (const Kept<Party>& party : parties) labels[party.ref.number] = party.value.label;
  return labels;
}

void describe(Proposal& proposal, const std::vector<const Kept<Mention>*>& group,
              const Decisions& decisions, const std::map<std::uint64_t, std::string>& parties) {
  for (const Kept<Mention>* mention : group) {
    proposal.mentions.push_back(mention->value.label);
    bool decided = false;
    auto at = decisions.mention_party.lower_bound({mention->ref.number, 0});
    for (; at != decisions.mention_party.end() && at->first.first == mention->ref.number; ++at) {
      decided = decided || at->second != Verdict::unsure;
      const auto label = parties.find(at->first.second);
      if (at->second == Verdict::same && label != parties.end() &&
          std::ranges::find(proposal.parties, label->second) == proposal.parties.end())
        proposal.parties.push_back(label->second);
    }
    if (!decided) proposal.undecided.push_back(mention->value.label);
  }
}

}  // namespace

Result<std::vector<Proposal>> propose(const Docket& docket, CaseRef in_case) {
  const auto mentions = REDRESS_TRY(docket.all<Mention>(in_case));
  const auto parties = labels_of_parties(REDRESS_TRY(docket.all<Party>(in_case)));
  const Decisions decisions = newest(REDRESS_TRY(docket.all<Judgement>(in_case)));
  std::map<std::pair<MentionSort, std::string>, std::vector<const Kept<Mention>*>> groups;
  for (const Kept<Mention>& mention : mentions)
    if (!mention.withdrawn && !mention.value.key.empty())
      groups[{mention.value.sort, mention.value.key}].push_back(&mention);
  std::vector<Proposal> out;
  for (const auto& [key, group] : groups) {
    if (group.size() < 2) continue;
    Proposal proposal{key.first, key.second, {}, {}, {}};
    describe(proposal, group, decisions, parties);
    if (!proposal.undecided.empty()) out.push_back(std::move(proposal));
  }
  return out;
}

Result<std::vector<Identity>> identities(const Docket& docket, CaseRef in_case) {
  const auto parties = REDRESS_TRY(docket.all<Party>(in_case));
  const auto mentions = REDRESS_TRY(docket.all<Mention>(in_case));
  const Decisions decisions = newest(REDRESS_TRY(docket.all<Judgement>(in_case)));
  std::map<std::uint64_t, std::size_t> at;
  for (std::size_t i = 0; i < parties.size(); ++i) at[parties[i].ref.number] = i;
  std::vector<std::size_t> root(parties.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (const auto& [pair, verdict] : decisions.party_party)
    if (verdict == Verdict::same && at.contains(pair.first) && at.contains(pair.second))
      root[std::max(find(at[pair.first]), find(at[pair.second]))] =
          std::min(find(at[pair.first]), find(at[pair.second]));
  std::map<std::size_t, Identity> made;
  for (std::size_t i = 0; i < parties.size(); ++i)
    if (!parties[i].withdrawn) {
      Identity& identity = made[find(i)];
      identity.members.push_back(parties[i].ref);
      identity.parties.push_back(parties[i].value.label);
    }
  for (const Kept<Mention>& mention : mentions) {
    auto one = decisions.mention_party.lower_bound({mention.ref.number, 0});
    for (; one != decisions.mention_party.end() && one->first.first == mention.ref.number; ++one)
      if (one->second == Verdict::same && at.contains(one->first.second))
        made[find(at[one->first.second])].mentions.push_back(mention.value.label);
  }
  std::vector<Identity> out;
  out.reserve(made.size());
  for (auto& [index, identity] : made) out.push_back(std::move(identity));
  return out;
}

}  // namespace redress::docket
