#include "docket/scope_quarantine.hpp"

#include <algorithm>

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::string_view kCount = "count";

struct Half {
  std::uint64_t position = 0;  ///< in the evidence log
  std::int64_t at = 0;
  std::uint64_t user = 0;
};

/// The acts that matter for releases: who gave which half when, and who works the charges.
struct Halves {
  std::map<std::string, std::vector<Half>> by_thing;
  std::map<std::uint64_t, std::int64_t>
      charges;  ///< user, and the first act on a count that is known
  std::map<std::uint64_t, Role> roles;

  bool lacks(const std::string& about, std::uint64_t after, std::string* why) const;
};

bool Halves::lacks(const std::string& about, std::uint64_t after, std::string* why) const {
  const auto say = [&](const char* text) {
    if (why != nullptr) *why = text;
    return true;
  };
  std::set<std::uint64_t> users;
  bool reviewer = false;
  const auto found = by_thing.find(about);
  if (found != by_thing.end())
    for (const Half& half : found->second) {
      if (half.position < after) continue;
      const auto charged = charges.find(half.user);
      if (charged != charges.end() && charged->second <= half.at) continue;
      const auto role = roles.find(half.user);
      reviewer = reviewer || (role != roles.end() && role->second == Role::disclosure_reviewer);
      users.insert(half.user);
    }
  if (users.empty()) return say("two persons must release it");
  if (users.size() < 2) return say("a second person must release it");
  if (!reviewer) return say("one of the two must be a disclosure reviewer");
  return false;
}

/// From the newest acts on rows: enough for reading, since a count that somebody works has one.
Result<Halves> halves_of(const Docket& docket, CaseRef in_case) {
  Halves out;
  for (const Kept<User>& user : REDRESS_TRY(docket.all<User>()))
    out.roles[user.ref.number] = user.value.role;
  for (const Kept<QuarantineReleaseOrder>& one :
       REDRESS_TRY(docket.all<QuarantineReleaseOrder>(in_case))) {
    if (one.withdrawn) continue;
    const Act act = REDRESS_TRY(docket.act(one.act));
    out.by_thing[one.value.about].push_back({act.position, act.at_microseconds, act.user});
  }
  const KindSchema* count = docket.schema(kCount);
  if (count == nullptr || out.by_thing.empty()) return out;
  std::vector<ActRef> acts;
  REDRESS_TRY(docket.store().rows(*count, in_case.number,
                                  [&](const Row& row) { acts.push_back(row.act); }));
  for (const ActRef ref : acts) {
    const Act act = REDRESS_TRY(docket.act(ref));
    const auto at = out.charges.try_emplace(act.user, act.at_microseconds).first;
    at->second = std::min(at->second, act.at_microseconds);
  }
  return out;
}

std::string reason_of(const Judged& judged) {
  std::string out;
  for (const ScopeAnswer& one : judged.answers)
    if (one.answer == judged.within && one.answer != Within::inside)
      out += (out.empty() ? "" : "; ") + std::string(one.question) + ": " + one.reason;
  return out;
}

}  // namespace

class ApartBuilder {
 public:
  ApartBuilder(const Docket& docket, CaseRef in_case, const Matter& matter)
      : docket_(docket), case_(in_case), matter_(matter) {}

  Result<KeptApart> run() {
    why_.resize(matter_.things.size());
    halves_ = REDRESS_TRY(halves_of(docket_, case_));
    REDRESS_TRY(outside());
    REDRESS_TRY(by_persons());
    REDRESS_TRY(screened());
    itself_ = why_;
    spread();
    return collect();
  }

 private:
  /// Outside its authority: until two others release what stands there now.
  Result<void> outside() {
    const auto authorities = REDRESS_TRY(by_number<Authority>());
    const auto exhibits = REDRESS_TRY(by_number<Exhibit>());
    for (const auto& [number, exhibit] : exhibits) {
      if (exhibit.value.holding == Holding::filtered) close_filtered(number);
      const auto authority = authorities.find(exhibit.value.authority.number);
      if (exhibit.withdrawn || authority == authorities.end()) continue;
      judge_one("exhibit", number, authority->second, exhibit, thing_of(exhibit.value));
    }
    for (const Kept<Mention>& mention : REDRESS_TRY(docket_.all<Mention>(case_))) {
      const auto exhibit = exhibits.find(mention.value.exhibit.number);
      if (mention.withdrawn || exhibit == exhibits.end()) continue;
      const auto authority = authorities.find(exhibit->second.value.authority.number);
      const auto thing = thing_of(mention.value, exhibit->second.value);
      if (authority == authorities.end() || !thing) continue;
      judge_one("mention", mention.ref.number, authority->second, exhibit->second, *thing);
    }
    return {};
  }

  /// Closed by key until the reviewer clears it: no release by two persons opens it.
  void close_filtered(std::uint64_t number) {
    const auto at = matter_.find("exhibit", number);
    if (!at) return;
    closed_.insert(*at);
    filtered_.insert(*at);
    why_[*at] = "it stands behind the filter wall";
  }

  template <typename K>
  Result<std::map<std::uint64_t, Kept<K>>> by_number() const {
    std::map<std::uint64_t, Kept<K>> out;
    for (Kept<K>& one : REDRESS_TRY(docket_.all<K>(case_))) {
      const std::uint64_t number = one.ref.number;
      out.emplace(number, std::move(one));
    }
    return out;
  }

  void judge_one(std::string_view kind, std::uint64_t number, const Kept<Authority>& authority,
                 const Kept<Exhibit>& exhibit, const Thing& thing) {
    const Judged judged = judge(authority.value, thing, exhibit.value.obtained);
    const auto at = matter_.find(kind, number);
    if (judged.within != Within::outside || !at) return;
    const std::uint64_t after = std::max(authority.act.position, exhibit.act.position) + 1;
    put(*at, after, "outside authority " + authority.value.label + ": " + reason_of(judged));
  }

  /// Imports whose privileged rows were kept apart before anything was indexed.
  Result<void> screened() {
    if (filtered_.empty()) return {};
    for (const Kept<Import>& one : REDRESS_TRY(docket_.all<Import>(case_))) {
      if (one.value.screened.empty()) continue;
      if (const auto at = matter_.find("import", one.ref.number)) screened_.insert(*at);
      if (one.withdrawn) continue;
      if (const auto at = matter_.find("exhibit", one.value.exhibit.number)) by_rows_.insert(*at);
    }
    return {};
  }

  Result<void> by_persons() {
    std::map<std::string, std::uint32_t> names;
    for (std::uint32_t i = 0; i < matter_.things.size(); ++i) names[matter_.things[i].name] = i;
    for (const Kept<QuarantineOrder>& one : REDRESS_TRY(docket_.all<QuarantineOrder>(case_))) {
      // Withdrawing a quarantine alone would be one person doing the work of two.
      const auto at = names.find(one.value.about);
      if (at != names.end())
        put(at->second, one.act.position + 1,
            one.value.why + " (found by " + one.value.found_by + ")");
    }
    return {};
  }

  void put(std::uint32_t at, std::uint64_t after, std::string why) {
    if (!halves_.lacks(matter_.things[at].name, after, nullptr)) {
      released_.insert(at);
      return;
    }
    closed_.insert(at);
    filtered_.erase(at);  // closed for another reason too: nothing of it is read
    if (why_[at].empty()) why_[at] = std::move(why);
  }

  /// What rests on something kept apart goes with it, but for what two persons have released.
  void spread() {
    std::vector<std::vector<std::uint32_t>> onward(matter_.things.size());
    for (std::uint32_t i = 0; i < matter_.things.size(); ++i)
      for (const CameFrom& link : matter_.things[i].from) onward[link.at].push_back(i);
    std::vector<std::uint32_t> queue(closed_.begin(), closed_.end());
    for (std::size_t i = 0; i < queue.size(); ++i)
      for (const std::uint32_t next : onward[queue[i]]) {
        if (!why_[next].empty() || passes(next)) continue;
        const bool by_filter = filtered_.contains(queue[i]);
        if (by_filter && screened_.contains(next)) continue;
        // A mailbox of which one mail is privileged: what came with the others is read as they are.
        const bool exhibit = matter_.things[next].name.starts_with("exhibit ");
        if (by_filter && exhibit && by_rows_.contains(queue[i])) continue;
        // So that a screened reading may take the place of one that was not.
        if (by_filter && matter_.things[next].name.starts_with("import ")) filtered_.insert(next);
        why_[next] = "it rests on " + matter_.things[queue[i]].name + ", which is kept apart";
        queue.push_back(next);
      }
  }

  /// Released by name, whether or not it was ever closed by itself; or what tells of the closing.
  bool passes(std::uint32_t at) const {
    const std::string& name = matter_.things[at].name;
    if (name.starts_with("quarantine") || name.starts_with("mark ") ||
        name.starts_with("custody ") || name.starts_with("handover ") ||
        name.starts_with("purge ") || name.starts_with("filtering ") ||
        name.starts_with("named ") || name.starts_with("duty ") || name.starts_with("demand") ||
        name.starts_with("release "))
      return true;
    return released_.contains(at) || !halves_.lacks(name, 0, nullptr);
  }

  KeptApart collect() const {
    KeptApart out;
    for (const auto& [key, at] : matter_.at)
      if (!why_[at].empty()) out.keys_.insert(key);
    for (std::uint32_t i = 0; i < why_.size(); ++i)
      if (!why_[i].empty())
        out.entries_.push_back({matter_.things[i].name, why_[i], !itself_[i].empty(), i});
    return out;
  }

  const Docket& docket_;
  CaseRef case_;
  const Matter& matter_;
  Halves halves_;
  std::vector<std::string> why_;
  std::vector<std::string> itself_;
  std::set<std::uint32_t> closed_;
  std::set<std::uint32_t> released_;
  std::set<std::uint32_t> filtered_;  ///< closed by the filter wall and by nothing else
  std::set<std::uint32_t> screened_;
  std::set<std::uint32_t> by_rows_;  ///< exhibits of which a screened reading stands
};

std::vector<QuarantinedExhibit> KeptApart::exhibits() const {
  constexpr std::string_view kExhibit = "exhibit ";
  std::vector<QuarantinedExhibit> out;
  for (const Entry& one : entries_)
    if (one.name.starts_with(kExhibit))
      out.push_back(QuarantinedExhibit(one.name.substr(kExhibit.size()), one.why));
  return out;
}

Result<KeptApart> kept_apart(const Docket& docket, CaseRef in_case, const Matter& matter) {
  return ApartBuilder(docket, in_case, matter).run();
}

Result<bool> needs_matter(const Docket& docket, CaseRef in_case) {
  for (const auto& one : REDRESS_TRY(docket.all<Authority>(in_case)))
    if (!one.value.regime.empty()) return true;
  if (!REDRESS_TRY(docket.all<QuarantineOrder>(in_case)).empty()) return true;
  for (const auto& one : REDRESS_TRY(docket.all<Exhibit>(in_case)))
    if (one.value.holding == Holding::filtered) return true;
  for (const auto& one : REDRESS_TRY(out_of_scope(docket, in_case)))
    if (one.judged.within == Within::outside) return true;
  return false;
}

namespace {

/// Nothing more is done under it; what becomes of what it gave, a person decides.
void add_withdrawn(Judged& judged) {
  judged.answers.push_back({"withdrawn", Within::can_not_be_told,
                            "it is no longer relied on: whether what it gave may be used, a person "
                            "decides (quarantine, exhibit withdraw)"});
  if (judged.within == Within::inside) judged.within = Within::can_not_be_told;
}

}  // namespace

Result<std::vector<OutOfScope>> out_of_scope(const Docket& docket, CaseRef in_case) {
  std::map<std::uint64_t, Kept<Authority>> authorities;
  for (Kept<Authority>& one : REDRESS_TRY(docket.all<Authority>(in_case)))
    authorities.emplace(one.ref.number, one);
  std::map<std::uint64_t, Kept<Exhibit>> exhibits;
  std::vector<OutOfScope> out;
  const auto take = [&](std::string name, const Exhibit& exhibit, const Thing& thing) {
    const auto authority = authorities.find(exhibit.authority.number);
    if (authority == authorities.end()) return;
    Judged judged = judge(authority->second.value, thing, exhibit.obtained);
    if (authority->second.withdrawn && !thing.mention) add_withdrawn(judged);
    if (judged.within != Within::inside)
      out.push_back({std::move(name), authority->second.value.label, std::move(judged)});
  };
  for (Kept<Exhibit>& one : REDRESS_TRY(docket.all<Exhibit>(in_case))) {
    if (one.withdrawn) continue;
    take("exhibit " + one.value.label, one.value, thing_of(one.value));
    exhibits.emplace(one.ref.number, std::move(one));
  }
  for (const Kept<Mention>& one : REDRESS_TRY(docket.all<Mention>(in_case))) {
    const auto exhibit = exhibits.find(one.value.exhibit.number);
    if (one.withdrawn || exhibit == exhibits.end()) continue;
    if (const auto thing = thing_of(one.value, exhibit->second.value))
      take("mention " + one.value.label, exhibit->second.value, *thing);
  }
  return out;
}

Result<std::optional<Error>> no_release_by(const Docket& docket, CaseRef in_case, Ref<User> user) {
  // The whole log: an act on a count that somebody changed later is still that user's work.
  const std::uint64_t size = REDRESS_TRY(docket.store().leaf_count(Log::work));
  for (std::uint64_t position = 0; position < size; ++position) {
    const Act act = REDRESS_TRY(docket.act({Log::work, position}));
    if (act.kind != kCount || act.of_case != in_case.number || act.user != user.number) continue;
    return std::optional<Error>(
        Error(ErrorKind::not_allowed,
              "who works the charges of a case does not release what was kept apart in it")
            .found("work act " + std::to_string(position) + " is an act of yours on a count")
            .fix("two others release it, one of them a disclosure reviewer"));
  }
  return std::optional<Error>{};
}

Result<std::string> release_lacks(const Docket& docket, CaseRef in_case, const std::string& about) {
  std::uint64_t after = 0;
  for (const Kept<QuarantineOrder>& one : REDRESS_TRY(docket.all<QuarantineOrder>(in_case)))
    if (one.value.about == about) after = std::max(after, one.act.position + 1);
  const Halves halves = REDRESS_TRY(halves_of(docket, in_case));
  std::string why;
  halves.lacks(about, after, &why);
  return why;
}

}  // namespace redress::docket
