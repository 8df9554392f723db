#include "commands/evidence_guard.hpp"

#include <algorithm>

namespace redress::commands {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::string_view kProof[] = {"item", "binding", "agreement"};

bool is_hidden(const proof::Hidden& hidden, std::string_view kind, std::int64_t number) {
  return hidden.contains({kind, static_cast<std::uint64_t>(number)});
}

}  // namespace

Result<proof::Hidden> hidden_here(Session& session, docket::CaseRef in_case) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto authorities = REDRESS_TRY(open->all<docket::Authority>(in_case));
  if (std::ranges::all_of(authorities, [](const auto& one) { return one.value.regime.empty(); }))
    return proof::Hidden{};
  const law::Library* library = REDRESS_TRY(session.library());
  const docket::User user = REDRESS_TRY(session.user());
  return proof::hidden_from(*open, in_case,
                            {library, false, false, user.label, session.clock().now().day()});
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
