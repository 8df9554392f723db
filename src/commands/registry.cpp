#include "commands/registry.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "commands/session.hpp"

namespace redress::commands {

using base::Error;
using base::ErrorKind;
using base::Result;

std::string Arguments::one(const std::string& name) const {
  const auto at = values_.find(name);
  return at == values_.end() || at->second.empty() ? std::string{} : at->second.front();
}

std::vector<std::string> Arguments::all(const std::string& name) const {
  const auto at = values_.find(name);
  return at == values_.end() ? std::vector<std::string>{} : at->second;
}

Result<std::uint64_t> Arguments::number(const std::string& name, std::uint64_t otherwise) const {
  if (!has(name)) return otherwise;
  const std::string text = one(name);
  std::uint64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code == std::errc{} && end == text.data() + text.size()) return value;
  return base::fail(Error(ErrorKind::bad_input, "--" + name + " needs a whole number").found(text));
}

std::string_view name_of(Permission permission) {
  switch (permission) {
    case Permission::none: return "none";
    case Permission::read: return "read";
    case Permission::enter: return "enter";
    case Permission::prove: return "prove";
    case Permission::release: return "release";
    case Permission::administer: return "administer";
    case Permission::protect: return "protect";
  }
  return "none";
}

bool may(docket::Role role, Permission permission) {
  using docket::Role;
  if (permission == Permission::none) return true;
  switch (role) {
    case Role::prosecutor: return true;
    case Role::supervisor:
      return permission == Permission::read || permission == Permission::administer ||
             permission == Permission::release;
    case Role::investigator:
    case Role::financial_analyst:
      return permission == Permission::read || permission == Permission::enter ||
             permission == Permission::prove;
    case Role::victim_specialist:
      return permission == Permission::read || permission == Permission::enter ||
             permission == Permission::protect;
    case Role::disclosure_reviewer:
      return permission == Permission::read || permission == Permission::enter ||
             permission == Permission::release;
    case Role::analyst: return false;  // published figures only, which are not part of this version
    case Role::counsel:
      return permission == Permission::read || permission == Permission::enter ||
             permission == Permission::protect;
    case Role::recovery: return permission == Permission::administer;
  }
  return false;
}

const std::vector<Entry>& registry() {
  static const std::vector<Entry> entries = [] {
    std::vector<Entry> made;
    add_docket_commands(made);
    add_case_commands(made);
    add_kind_commands(made);
    add_party_commands(made);
    add_wall_commands(made);
    add_wall_print_commands(made);
    add_keeping_commands(made);
    add_rotate_commands(made);
    add_journal_commands(made);
    add_law_commands(made);
    add_proof_commands(made);
    add_demand_commands(made);
    add_other_commands(made);
    add_evidence_commands(made);
    add_regime_commands(made);
    add_import_commands(made);
    add_add_commands(made);
    add_refused_commands(made);
    add_record_commands(made);
    add_map_commands(made);
    add_find_commands(made);
    add_statement_commands(made);
    add_simulate_commands(made);
    add_contraband_commands(made);
    add_filter_commands(made);
    std::ranges::sort(made, {}, &Entry::name);
    return made;
  }();
  return entries;
}

namespace {

/// Nothing stands in a journal that says nothing: a blank reason is no reason. An empty word is one only
/// where it takes something away.
Result<void> check_given(const Entry& entry, const Arguments& arguments) {
  for (const Parameter& parameter : entry.parameters) {
    for (const std::string& text : arguments.all(parameter.name)) {
      if (!base::is_blank(text) || (text.empty() && !parameter.required)) continue;
      return base::fail(
          Error(ErrorKind::bad_input,
                (parameter.shape == Shape::position ? "" : "--") + parameter.name + " says nothing")
              .found("'" + base::one_line(text) + "'")
              .expected(parameter.help));
    }
  }
  return {};
}

}  // namespace

Result<Output> run(const Entry& entry, Session& session, const Arguments& arguments) {
  REDRESS_TRY(check_given(entry, arguments));
  if (entry.permission != Permission::none) {
    docket::Docket* open = REDRESS_TRY(session.docket());
    if (entry.sides == For::prosecution && open->side() == docket::Side::provider)
      return base::fail(Error(ErrorKind::not_allowed, "this does not belong in a provider's docket")
                            .fix("it belongs in the docket of a prosecution; between the two there "
                                 "are only releases"));
    const docket::User user = REDRESS_TRY(session.user());
    if (!may(user.role, entry.permission))
      return base::fail(Error(ErrorKind::not_allowed, "your role does not allow this")
                            .found(std::string(docket::word(user.role)))
                            .expected("a role that may " + std::string(name_of(entry.permission))));
  }
  Output output = REDRESS_TRY(entry.handler(session, arguments));
  if (session.is_open()) {
    docket::Docket* open = REDRESS_TRY(session.docket());
    REDRESS_TRY(open->remember_heads());
  }
  return output;
}

}  // namespace redress::commands
