// From what a docket holds to what the custody engine reads.
#include <map>

#include "base/keys.hpp"
#include "docket/custody.hpp"

namespace redress::docket {
namespace {

using base::Result;

class Loader {
 public:
  Loader(const Docket& docket, CaseRef in_case, const Hidden& hidden)
      : docket_(docket), case_(in_case), hidden_(hidden) {}

  Result<std::vector<Held>> run() {
    for (const Kept<User>& user : REDRESS_TRY(docket_.all<User>()))
      users_[user.ref.number] = base::normal_name(user.value.label);
    for (Kept<Handover>& one : REDRESS_TRY(docket_.all<Handover>(case_)))
      if (stands(one)) handovers_.emplace(one.ref.number, std::move(one));
    for (const Kept<Exhibit>& exhibit : REDRESS_TRY(docket_.all<Exhibit>(case_)))
      if (stands(exhibit) && exhibit.value.holding != Holding::described) take(exhibit);
    for (const Kept<Custody>& custody : REDRESS_TRY(docket_.all<Custody>(case_)))
      if (stands(custody)) REDRESS_TRY(take(custody));
    return std::move(out_);
  }

 private:
  template <typename K>
  bool stands(const Kept<K>& one) const {
    return !one.withdrawn && !hidden_.contains({Kind<K>::info.name, one.ref.number});
  }

  void take(const Kept<Exhibit>& exhibit) {
    at_[exhibit.ref.number] = out_.size();
    digests_[exhibit.ref.number] = exhibit.value.digest;
    out_.push_back({exhibit.value.label,
                    moment_of(exhibit.value.obtained_at, exhibit.value.obtained),
                    exhibit.value.digest.has_value(),
                    {}});
  }

  Result<void> take(const Kept<Custody>& kept) {
    const Custody& custody = kept.value;
    const auto at = at_.find(custody.exhibit.number);
    if (at == at_.end()) return {};
    Link link{.label = custody.label,
              .holder = custody.holder,
              .giver = custody.handed_over_by,
              .from = moment_of(custody.at, custody.from),
              .until = moment_of(custody.until_at, custody.until)};
    if (!custody.until && custody.until_at.empty()) link.until.reset();
    const std::uint64_t receiver = REDRESS_TRY(docket_.act(kept.act)).user;
    link.by_holder = signs(receiver, custody.holder)             ? Signed::by_user
                     : custody.paper && !is_user(custody.holder) ? Signed::on_paper
                                                                 : Signed::no;
    link.by_giver = REDRESS_TRY(giver(custody, receiver));
    link.rehash = rehash(custody);
    out_[at->second].links.push_back(std::move(link));
    return {};
  }

  bool signs(std::uint64_t user, const std::string& name) const {
    const auto known = users_.find(user);
    return known != users_.end() && !name.empty() && known->second == base::normal_name(name);
  }

  bool is_user(const std::string& name) const {
    const std::string folded = base::normal_name(name);
    for (const auto& [number, label] : users_)
      if (label == folded) return true;
    return false;
  }

  /// Nobody signs both halves of one hand-over, and a user signs here, not on paper.
  Result<Signed> giver(const Custody& custody, std::uint64_t receiver) {
    const auto given = handovers_.find(custody.handover.number);
    if (given != handovers_.end() && given->second.value.exhibit == custody.exhibit) {
      const std::uint64_t user = REDRESS_TRY(docket_.act(given->second.act)).user;
      const bool to_holder =
          base::normal_name(given->second.value.to) == base::normal_name(custody.holder);
      if (to_holder && user != receiver_of(custody, receiver) &&
          signs(user, custody.handed_over_by))
        return Signed::by_user;
    }
    return custody.paper && !is_user(custody.handed_over_by) && !custody.handed_over_by.empty()
               ? Signed::on_paper
               : Signed::no;
  }

  /// Who signed as holder: nobody here, when the holder is a person outside.
  std::uint64_t receiver_of(const Custody& custody, std::uint64_t user) const {
    return signs(user, custody.holder) ? user : 0;
  }

  Rehash rehash(const Custody& custody) const {
    const auto taken_in = digests_.find(custody.exhibit.number);
    if (custody.digest && taken_in != digests_.end() && taken_in->second)
      return *custody.digest == *taken_in->second ? Rehash::matched : Rehash::differs;
    return custody.rehashed ? Rehash::said : Rehash::no;
  }

  const Docket& docket_;
  CaseRef case_;
  const Hidden& hidden_;
  std::vector<Held> out_;
  std::map<std::uint64_t, std::size_t> at_;
  std::map<std::uint64_t, std::optional<base::Digest>> digests_;
  std::map<std::uint64_t, std::string> users_;
  std::map<std::uint64_t, Kept<Handover>> handovers_;
};

}  // namespace

Result<std::vector<Held>> holdings(const Docket& docket, CaseRef in_case, const Hidden& hidden) {
  return Loader(docket, in_case, hidden).run();
}

}  // namespace redress::docket
