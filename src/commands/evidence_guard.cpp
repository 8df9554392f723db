#include "commands/evidence_guard.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace redress::commands {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::string_view kProof[] = {"item", "binding", "agreement"};

bool is_hidden(const proof::Hidden& hidden, std::string_view kind, std::int64_t number) {
  return hidden.contains({kind, static_cast<std::uint64_t>(number)});
}

/// Nothing where no authority of the case has a regime: then no pack has to be read.
Result<proof::Hidden> hidden_for(Session& session, docket::CaseRef in_case,
                                 const proof::Leaving* leaving) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto authorities = REDRESS_TRY(open->all<docket::Authority>(in_case));
  if (std::ranges::all_of(authorities, [](const auto& one) { return one.value.regime.empty(); }))
    return proof::Hidden{};
  proof::Leaving asked;
  asked.leaves = false;
  if (leaving != nullptr) asked = *leaving;
  const docket::User user = REDRESS_TRY(session.user());
  asked.library = REDRESS_TRY(session.library());
  asked.reader = user.label;
  asked.role = user.role;
  asked.today = session.clock().now().day();
  return proof::hidden_from(*open, in_case, asked);
}

/// Whether a text has these words, and not only as the beginning of a longer label.
bool has_words(std::string_view text, std::string_view words) {
  const auto part_of_label = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
  };
  for (std::size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if (end == text.size() || !part_of_label(text[end])) return true;
  }
  return false;
}

}  // namespace

Result<proof::Hidden> hidden_here(Session& session, docket::CaseRef in_case) {
  return hidden_for(session, in_case, nullptr);
}

Result<docket::RuleOf> rules_here(Session& session, docket::CaseRef in_case) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto authorities = REDRESS_TRY(open->all<docket::Authority>(in_case));
  if (std::ranges::all_of(authorities, [](const auto& one) { return one.value.regime.empty(); }))
    return docket::RuleOf{};
  const law::Library* library = REDRESS_TRY(session.library());
  return docket::RuleOf([library](std::string_view id) { return proof::rule_of(*library, id); });
}

Result<HiddenActs> HiddenActs::of(Session& session) {
  HiddenActs out;
  REDRESS_TRY(out.add(session, nullptr));
  return out;
}

Result<HiddenActs> HiddenActs::kept_in(Session& session, docket::Ground ground,
                                       const std::string& purpose) {
  proof::Leaving leaving;
  leaving.court_order = ground == docket::Ground::court_order;
  leaving.purpose = purpose;
  HiddenActs out;
  REDRESS_TRY(out.add(session, &leaving));
  return out;
}

Result<HiddenActs> HiddenActs::of(Session& session, docket::CaseRef in_case) {
  HiddenActs out;
  REDRESS_TRY(out.add(session, in_case, nullptr));
  return out;
}

Result<void> HiddenActs::add(Session& session, const proof::Leaving* leaving) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  for (const auto& one : REDRESS_TRY(open->all<docket::Case>()))
    REDRESS_TRY(add(session, one.ref, leaving));
  return {};
}

Result<void> HiddenActs::add(Session& session, docket::CaseRef in_case,
                             const proof::Leaving* leaving) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  for (const auto& key : REDRESS_TRY(hidden_for(session, in_case, leaving))) {
    things_.insert(key);
    const docket::KindSchema* kind = open->schema(key.first);
    const auto row = REDRESS_TRY(open->store().row(*kind, key.second));
    if (row) names_.push_back(std::string(key.first) + " " + docket::detail::label_of(*row));
  }
  return {};
}

bool HiddenActs::names(std::string_view text) const {
  return std::ranges::any_of(names_, [&](const std::string& one) { return has_words(text, one); });
}

bool HiddenActs::holds(const docket::Docket& docket, const docket::Act& act) const {
  if (things_.empty()) return false;
  const docket::KindSchema* kind = docket.schema(act.kind);
  if (kind == nullptr || things_.contains({act.kind, act.number}) || names(act.reason)) return true;
  for (const auto& [number, value] : act.body) {
    const auto field = std::ranges::find(kind->fields, number, &docket::FieldSchema::number);
    const std::string_view target =
        field == kind->fields.end() ? std::string_view{} : field->target;
    const auto hidden = [&](std::int64_t one) { return is_hidden(things_, target, one); };
    if (const auto* one = std::get_if<std::int64_t>(&value); one != nullptr && hidden(*one))
      return true;
    if (const auto* many = std::get_if<std::vector<std::int64_t>>(&value);
        many != nullptr && std::ranges::any_of(*many, hidden))
      return true;
    if (const auto* text = std::get_if<std::string>(&value); text != nullptr && names(*text))
      return true;
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value);
        texts != nullptr &&
        std::ranges::any_of(*texts, [&](const std::string& one) { return names(one); }))
      return true;
  }
  return false;
}

void keep_hidden(const docket::KindSchema& kind, const proof::Hidden& hidden,
                 const docket::Row& before, docket::Row& after) {
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const std::string_view target = kind.fields[i].target;
    const auto* old = std::get_if<std::vector<std::int64_t>>(&before.values[i]);
    if (target.empty() || old == nullptr || after.values[i] == before.values[i]) continue;
    std::vector<std::int64_t> now;
    if (const auto* many = std::get_if<std::vector<std::int64_t>>(&after.values[i])) now = *many;
    for (const std::int64_t one : *old)
      if (is_hidden(hidden, target, one)) now.push_back(one);
    if (!now.empty()) after.values[i] = std::move(now);
  }
}

Result<void> check_about(const docket::Docket& docket, docket::CaseRef in_case,
                         const proof::Hidden& hidden, const docket::KindSchema& kind,
                         const docket::Row& row) {
  if (kind.info.name != docket::Kind<docket::Mark>::info.name) return {};
  const std::string about = REDRESS_TRY(docket::from_values<docket::Mark>(row.values)).about;
  const std::size_t space = about.find(' ');
  const docket::KindSchema* named = docket.schema(about.substr(0, space));
  // In words of its own a mark may be about anything.
  if (space == std::string::npos || named == nullptr || !named->info.in_case) return {};
  const std::string label = about.substr(space + 1);
  const auto found = REDRESS_TRY(docket.store().labelled(*named, in_case.number, label));
  if (found && !hidden.contains({named->info.name, found->number})) return {};
  return base::fail(docket::detail::no_such(named->info.name, base::one_line(label)));
}

void leave_out_hidden(const docket::KindSchema& kind, const proof::Hidden& hidden,
                      docket::Row& row) {
  if (hidden.empty()) return;
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const std::string_view target = kind.fields[i].target;
    if (target.empty()) continue;
    if (const auto* one = std::get_if<std::int64_t>(&row.values[i]);
        one != nullptr && is_hidden(hidden, target, *one))
      row.values[i] = {};
    if (auto* many = std::get_if<std::vector<std::int64_t>>(&row.values[i])) {
      std::erase_if(*many, [&](std::int64_t number) { return is_hidden(hidden, target, number); });
      if (many->empty()) row.values[i] = {};
    }
  }
}

Result<void> may_cite(const docket::Docket& docket, docket::CaseRef in_case,
                      const docket::KindSchema& kind, const docket::Row& row) {
  if (std::ranges::find(kProof, kind.info.name) == std::end(kProof)) return {};
  const docket::Matter matter = REDRESS_TRY(docket::matter_of(docket, in_case));
  const docket::KeptApart apart = REDRESS_TRY(docket::kept_apart(docket, in_case, matter));
  if (apart.empty()) return {};
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    std::vector<std::int64_t> numbers;
    if (const auto* one = std::get_if<std::int64_t>(&row.values[i])) numbers = {*one};
    if (const auto* many = std::get_if<std::vector<std::int64_t>>(&row.values[i])) numbers = *many;
    for (const std::int64_t number : numbers)
      if (!kind.fields[i].target.empty() &&
          apart.holds(kind.fields[i].target, static_cast<std::uint64_t>(number)))
        return base::fail(
            Error(ErrorKind::not_allowed, "what is kept apart can not be cited")
                .at({{}, 0, 0, "field '" + std::string(kind.fields[i].name) + "'"})
                .fix(
                    "'redress quarantine list' says why it is kept apart, and who may release it"));
  }
  return {};
}

Result<void> may_change(const docket::KindSchema& kind, const docket::Row& before,
                        const docket::Row& after) {
  if (kind.info.name != docket::Kind<docket::Exhibit>::info.name) return {};
  const auto was = REDRESS_TRY(docket::from_values<docket::Exhibit>(before.values));
  const auto now = REDRESS_TRY(docket::from_values<docket::Exhibit>(after.values));
  const auto has_state = [](docket::Holding one) {
    return one == docket::Holding::sealed || one == docket::Holding::contraband ||
           one == docket::Holding::filtered;
  };
  const bool moves =
      was.holding != now.holding && (has_state(was.holding) || has_state(now.holding));
  const bool bytes = has_state(was.holding) && was.digest != now.digest;
  const bool wall =
      was.behind.ciphertext != now.behind.ciphertext || was.sealed_digest != now.sealed_digest;
  if (!moves && !bytes && !wall && was.locked == now.locked) return {};
  return base::fail(
      Error(ErrorKind::not_allowed,
            wall || was.holding == docket::Holding::filtered
                ? "what stands behind the filter wall is not amended into another state"
                : "what is sealed or contraband is not amended into another state")
          .fix("'redress exhibit lock' and 'redress exhibit purge' close and remove bytes; a file "
               "is sealed by 'redress exhibit add'; 'redress exhibit filter' and 'redress filter "
               "clear' put behind the filter wall and bring back"));
}

}  // namespace redress::commands
