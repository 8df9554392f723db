// What the release check looks for: prints of what stands behind walls, values where there are no prints,
// and what the open part of the docket knows of protected persons.
#include <map>

#include "commands/evidence_guard.hpp"
#include "commands/releases.hpp"
#include "commands/session.hpp"
#include "commands/walls.hpp"
#include "docket/wall_rules.hpp"
#include "release/kept_prints.hpp"

namespace redress::commands {

using base::ErrorKind;
using base::Result;

namespace {

release::ValueSort sort_of(docket::MentionSort sort) {
  switch (sort) {
    case docket::MentionSort::name: return release::ValueSort::name;
    case docket::MentionSort::phone: return release::ValueSort::phone;
    case docket::MentionSort::account: return release::ValueSort::account;
    case docket::MentionSort::address: return release::ValueSort::address;
    case docket::MentionSort::email: return release::ValueSort::email;
    case docket::MentionSort::other: return release::ValueSort::text;
  }
  return release::ValueSort::text;
}

/// One opening is about one person behind one wall.
using Behind = std::pair<docket::Ref<docket::Party>, docket::Wall>;
using Groups = std::map<Behind, std::vector<const ToSearch*>>;

/// How each value is looked for.
struct Plan {
  Groups by_prints;
  Groups by_value;
};

std::vector<docket::WalledValue> prints_among(const std::vector<const ToSearch*>& group) {
  std::vector<docket::WalledValue> out;
  out.reserve(group.size());
  for (const ToSearch* one : group) {
    out.push_back({one->value.at, one->prints});
    out.back().at.prints = true;
  }
  return out;
}

std::vector<docket::WalledValue> values_among(const std::vector<const ToSearch*>& group) {
  std::vector<docket::WalledValue> out;
  out.reserve(group.size());
  for (const ToSearch* one : group) out.push_back(one->value);
  return out;
}

class Gathering {
 public:
  Gathering(docket::Docket& docket, docket::Role role, std::string why)
      : docket_(docket), role_(role), why_(std::move(why)) {}

  Result<release::Sensitive> of(const std::vector<ToSearch>& all) {
    Plan plan = REDRESS_TRY(planned(all));
    for (const auto& [behind, group] : plan.by_prints) REDRESS_TRY(add_prints(group, plan));
    for (const auto& [behind, group] : plan.by_value) REDRESS_TRY(add_values(group));
    return std::move(out_);
  }

 private:
  bool opens(docket::Wall wall) const {
    return docket::may_open(role_, wall, docket::Aim::review, docket::Ground::legal_duty);
  }
  void left_out(const ToSearch& one, std::string why) {
    if (one.named) out_.not_searched.push_back({one.tag, std::move(why)});
  }
  void left_out(const std::vector<const ToSearch*>& group, const std::string& why) {
    for (const ToSearch* one : group) left_out(*one, why);
  }

  Result<Plan> planned(const std::vector<ToSearch>& all) {
    std::vector<const ToSearch*> printed;
    std::vector<const ToSearch*> every;
    for (const ToSearch& one : all) {
      every.push_back(&one);
      if (!one.prints.ciphertext.empty()) printed.push_back(&one);
    }
    const docket::Walls walls(docket_);
    const auto prints_held = REDRESS_TRY(walls.hold_keys(prints_among(printed)));
    const auto values_held = REDRESS_TRY(walls.hold_keys(values_among(every)));
    std::map<const ToSearch*, bool> checks;
    for (std::size_t i = 0; i < printed.size(); ++i) checks[printed[i]] = prints_held[i];
    Plan plan;
    for (std::size_t i = 0; i < every.size(); ++i) {
      const ToSearch& one = *every[i];
      const Behind behind{one.value.at.party, one.value.at.wall};
      held_[&one] = values_held[i];
      if (checks[&one] && docket::may_check(role_))
        plan.by_prints[behind].push_back(&one);
      else
        value_or_nothing(one, plan);
    }
    return plan;
  }

  void value_or_nothing(const ToSearch& one, Plan& plan) {
    if (!held_[&one])
      left_out(one, "you hold no key");
    else if (!one.is_text)
      left_out(one, one.prints.ciphertext.empty() ? "no prints of it were made"
                                                  : "your role does not check what leaves");
    else if (!opens(one.value.at.wall))
      left_out(one, "your role does not open it for a review");
    else
      plan.by_value[{one.value.at.party, one.value.at.wall}].push_back(&one);
  }

  Result<void> add_prints(const std::vector<const ToSearch*>& group, Plan& plan) {
    auto opened = docket::Walls(docket_).open_prints(prints_among(group), why_);
    if (!opened && opened.error().kind() == ErrorKind::not_allowed) {
      for (const ToSearch* one : group) value_or_nothing(*one, plan);
      return {};
    }
    if (!opened) return base::fail(std::move(opened).error());
    out_.key = std::move(opened->key);
    for (std::size_t i = 0; i < group.size(); ++i) {
      auto prints = release::unpack_prints(opened->prints[i].view());
      if (prints)
        out_.prints.push_back({group[i]->tag, std::move(*prints)});
      else if (prints.error().kind() == ErrorKind::conflict && held_[group[i]])
        value_or_nothing(*group[i], plan);
      else
        left_out(*group[i], prints.error().message());
    }
    return {};
  }

  /// The check is a reading too: for the review of what leaves, on the duty to keep it in.
  Result<void> add_values(const std::vector<const ToSearch*>& group) {
    const docket::Reading reading{docket::Aim::review, docket::Ground::legal_duty, why_};
    auto opened = docket::Walls(docket_).open(values_among(group), reading);
    if (!opened && opened.error().kind() == ErrorKind::not_allowed) {
      left_out(group, "your grant does not stand");
      return {};
    }
    if (!opened) return base::fail(std::move(opened).error());
    for (std::size_t i = 0; i < group.size(); ++i)
      out_.values.push_back({group[i]->tag, group[i]->sort, std::move((*opened)[i]), {}});
    return {};
  }

  docket::Docket& docket_;
  docket::Role role_;
  std::string why_;
  std::map<const ToSearch*, bool> held_;
  release::Sensitive out_;
};

/// What exhibits behind the filter wall are called. Looked for as well, and not named, where a regime
/// keeps the exhibit from this user.
Result<void> add_filtered(docket::Docket& docket, docket::CaseRef in_case,
                          const proof::Hidden& hidden, std::vector<ToSearch>& walled) {
  for (const auto& exhibit : REDRESS_TRY(docket.all<docket::Exhibit>(in_case))) {
    if (exhibit.withdrawn || exhibit.value.holding != docket::Holding::filtered) continue;
    ToSearch words = words_of_exhibit(exhibit);
    words.named = !hidden.contains({"exhibit", exhibit.ref.number});
    if (!words.named) words.tag = "an exhibit behind the filter wall";
    walled.push_back(std::move(words));
  }
  return {};
}

Result<void> add_mentions(docket::Docket& docket, docket::CaseRef in_case,
                          const std::map<std::uint64_t, std::string>& labels,
                          const proof::Hidden& hidden, release::Sensitive& out) {
  for (const auto& one : REDRESS_TRY(release::protected_mentions(docket, in_case))) {
    const auto mention = REDRESS_TRY(docket.find(one.mention));
    if (!mention) continue;
    const auto label = labels.find(one.party.number);
    // Looked for as well, and not named, where a regime keeps the mention from this user.
    const bool named = !hidden.contains({"mention", one.mention.number});
    const std::string tag = (label == labels.end() ? "" : label->second) + " " +
                            std::string(docket::word(mention->value.sort)) +
                            (named ? " " + mention->value.label : "");
    out.values.push_back({tag, sort_of(mention->value.sort),
                          base::SecretBytes::copy_of(base::as_bytes(mention->value.text)),
                          mention->value.region});
  }
  return {};
}

}  // namespace

Result<release::Sensitive> sensitive_values(Session& session, const release::Prepared& prepared) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const docket::User user = REDRESS_TRY(session.user());
  std::map<std::uint64_t, std::string> labels;
  std::vector<ToSearch> walled;
  std::vector<release::NotSearched> nothing_kept;
  for (const auto& party : REDRESS_TRY(open->all<docket::Party>(prepared.in_case))) {
    if (party.value.protection == docket::Protected::no) continue;
    labels[party.ref.number] = party.value.label;
    const ToSearch name = name_of_party(party);
    if (party.value.true_name.ciphertext.empty())
      nothing_kept.push_back({name.tag, "no name is kept"});
    else
      walled.push_back(name);
  }
  for (const auto& note : REDRESS_TRY(open->all<docket::Note>(prepared.in_case)))
    if (!note.withdrawn) walled.push_back(text_of_note(note));
  const proof::Hidden hidden = REDRESS_TRY(hidden_here(session, prepared.in_case));
  REDRESS_TRY(add_filtered(*open, prepared.in_case, hidden, walled));
  Gathering gathering(*open, user.role, "release check: " + prepared.terms.purpose);
  release::Sensitive out = REDRESS_TRY(gathering.of(walled));
  std::ranges::move(nothing_kept, std::back_inserter(out.not_searched));
  REDRESS_TRY(add_mentions(*open, prepared.in_case, labels, hidden, out));
  return out;
}

}  // namespace redress::commands
