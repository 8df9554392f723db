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

/// Parties by position, joined along "same" (union-find with path halving).
class Joins {
 public:
  Joins(const std::vector<Kept<Party>>& parties, const Decisions& decisions)
      : root_(parties.size()) {
    std::iota(root_.begin(), root_.end(), std::size_t{0});
    for (std::size_t i = 0; i < parties.size(); ++i) at_[parties[i].ref.number] = i;
    for (const auto& [pair, verdict] : decisions.party_party) {
      if (verdict != Verdict::same) continue;
      const auto one = find_number(pair.first);
      const auto other = find_number(pair.second);
      if (one && other) root_[std::max(*one, *other)] = std::min(*one, *other);
    }
  }

  std::size_t find(std::size_t i) {
    while (root_[i] != i) i = root_[i] = root_[root_[i]];
    return i;
  }
  std::optional<std::size_t> find_number(std::uint64_t party) {
    const auto at = at_.find(party);
    return at == at_.end() ? std::nullopt : std::optional(find(at->second));
  }

 private:
  std::vector<std::size_t> root_;
  std::map<std::uint64_t, std::size_t> at_;
};

template <typename K>
Result<std::vector<Kept<K>>> known(const Docket& docket, CaseRef in_case, const Hidden& hidden) {
  auto all = REDRESS_TRY(docket.all<K>(in_case));
  std::erase_if(all, [&](const Kept<K>& one) {
    return hidden.contains({Kind<K>::info.name, one.ref.number});
  });
  return all;
}

}  // namespace

Result<std::vector<Proposal>> propose(const Docket& docket, CaseRef in_case, const Hidden& hidden) {
  const auto mentions = REDRESS_TRY(known<Mention>(docket, in_case, hidden));
  const auto parties = labels_of_parties(REDRESS_TRY(docket.all<Party>(in_case)));
  const Decisions decisions = newest(REDRESS_TRY(known<Judgement>(docket, in_case, hidden)));
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

std::vector<std::vector<Ref<Party>>> joined_parties(
    const std::vector<Kept<Party>>& parties, const std::vector<Kept<Judgement>>& judgements) {
  Joins joins(parties, newest(judgements));
  std::map<std::size_t, std::vector<Ref<Party>>> groups;
  for (std::size_t i = 0; i < parties.size(); ++i)
    if (!parties[i].withdrawn) groups[joins.find(i)].push_back(parties[i].ref);
  std::vector<std::vector<Ref<Party>>> out;
  for (auto& [root, group] : groups)
    if (group.size() > 1) out.push_back(std::move(group));
  return out;
}

Result<std::vector<Identity>> identities(const Docket& docket, CaseRef in_case,
                                         const Hidden& hidden) {
  const auto parties = REDRESS_TRY(docket.all<Party>(in_case));
  const auto mentions = REDRESS_TRY(known<Mention>(docket, in_case, hidden));
  const Decisions decisions = newest(REDRESS_TRY(known<Judgement>(docket, in_case, hidden)));
  Joins joins(parties, decisions);
  std::map<std::size_t, Identity> made;
  for (std::size_t i = 0; i < parties.size(); ++i)
    if (!parties[i].withdrawn) made[joins.find(i)].parties.push_back(parties[i].value.label);
  for (const Kept<Mention>& mention : mentions) {
    auto one = decisions.mention_party.lower_bound({mention.ref.number, 0});
    for (; one != decisions.mention_party.end() && one->first.first == mention.ref.number; ++one)
      if (const auto root = joins.find_number(one->first.second);
          root && one->second == Verdict::same)
        made[*root].mentions.push_back(mention.value.label);
  }
  std::vector<Identity> out;
  out.reserve(made.size());
  for (auto& [index, identity] : made) out.push_back(std::move(identity));
  return out;
}

}  // namespace redress::docket
