#include "commands/session.hpp"

#include "intake/kinds.hpp"
#include "proof/kinds.hpp"

namespace redress::commands {

using base::Error;
using base::ErrorKind;
using base::Result;

const std::vector<const docket::KindSchema*>& all_kinds() {
  static const std::vector<const docket::KindSchema*> kinds = [] {
    std::vector<const docket::KindSchema*> all = docket::own_kinds();
    for (const docket::KindSchema* kind : proof::own_kinds()) all.push_back(kind);
    for (const docket::KindSchema* kind : intake::own_kinds()) all.push_back(kind);
    return all;
  }();
  return kinds;
}

docket::Host Session::host() { return {clock_, rng_, surroundings_.state, all_kinds()}; }

Result<docket::Docket*> Session::docket() {
  if (docket_) return &*docket_;
  const auto folder =
      surroundings_.docket.empty() ? std::filesystem::path(".") : surroundings_.docket;
  std::error_code code;
  if (!std::filesystem::exists(folder / "FORMAT", code))
    return base::fail(
        Error(ErrorKind::not_found, "there is no docket here")
            .at({folder.string(), 0, 0, {}})
            .fix("name one with --docket or REDRESS_DOCKET, or make one with 'redress init'"));
  const docket::Passphrase passphrase = REDRESS_TRY(surroundings_.ask("Passphrase: ", Asked::line));
  docket_.emplace(REDRESS_TRY(docket::Docket::open(
      {folder, surroundings_.user, surroundings_.explain_older}, passphrase, host())));
  return &*docket_;
}

Result<docket::Docket> Session::give_up() {
  docket::Docket given = std::move(*REDRESS_TRY(docket()));
  docket_.reset();
  return given;
}

Result<docket::User> Session::user() {
  docket::Docket* open = REDRESS_TRY(docket());
  const auto found = REDRESS_TRY(open->find(open->user()));
  if (!found) return base::fail(ErrorKind::internal, "the docket does not know its own user");
  return found->value;
}

Result<const law::Library*> Session::library() {
  if (library_) return &*library_;
  law::Loaded loaded = load_packs();
  if (!loaded.problems.empty()) {
    Error first = std::move(loaded.problems.front());
    return base::fail(std::move(first)
                          .context("while reading the packs; " +
                                   std::to_string(loaded.problems.size()) + " problem(s) in all")
                          .fix("'redress law check' lists every problem"));
  }
  if (loaded.library.offences.empty())
    return base::fail(Error(ErrorKind::not_found, "there are no packs here")
                          .at({surroundings_.packs.string(), 0, 0, {}})
                          .fix("name the folder with --packs or REDRESS_PACKS"));
  library_.emplace(std::move(loaded.library));
  return &*library_;
}

Result<docket::Kept<docket::Case>> Session::case_named(const std::string& label) {
  docket::Docket* open = REDRESS_TRY(docket());
  auto found = open->named<docket::Case>(label);
  if (found) return found;
  return base::fail(
      std::move(found).error().fix("'redress case list' shows the cases of this docket"));
}

}  // namespace redress::commands
