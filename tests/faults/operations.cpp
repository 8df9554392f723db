// Larger pieces of work that the faults strike, and what must be true of each afterwards.
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

#include "docket/backup.hpp"
#include "docket/contraband.hpp"
#include "docket/erase.hpp"
#include "docket/exhibits.hpp"
#include "docket/filter.hpp"
#include "docket/imports_release.hpp"
#include "docket/rotate.hpp"
#include "docket/verify.hpp"
#include "docket/walls.hpp"
#include "world.hpp"

namespace redress::docket::faults {
namespace {

namespace fs = std::filesystem;
using base::Result;

constexpr std::string_view kErased = "s3";
constexpr const char* kCleared = "f6";
constexpr const char* kBarred = "e2";
constexpr const char* kLetOut = "i7";

bool wrong(const std::string& what) {
  std::cout << "WRONG " << what << "\n";
  return false;
}

bool went_well(const Result<void>& done) {
  if (!done) std::cerr << done.error().text() << "\n";
  return done.has_value();
}

bool was_reported(const fs::path& lines, const std::string& line) {
  std::ifstream in(lines);
  for (std::string one; std::getline(in, one);)
    if (one == "ack " + line) return true;
  return false;
}

/// Work of a user on the case, after which the heads are kept outside.
template <typename Work>
Result<void> in_the_case(World& world, std::string_view user, Work work) {
  Docket docket = REDRESS_TRY(world.open(user));
  const auto in_case = REDRESS_TRY(docket.named<Case>("lantern")).ref;
  REDRESS_TRY(work(docket, in_case));
  return docket.remember_heads();
}

// ---- new keys ------------------------------------------------------------------------------------

Result<void> turn_keys(World& world) {
  Docket docket = REDRESS_TRY(world.open());
  REDRESS_TRY(rotate(std::move(docket), words(), "a test"));
  report("ack rotate");
  return {};
}

/// Old keys or new ones; whole either way, and the next change of keys removes what is left of this one.
bool after_keys(World& world, const fs::path& lines) {
  if (!all_holds(world, lines, {.turning = true})) return false;
  const auto again = turn_keys(world);
  if (!again) wrong("no new keys: " + again.error().text());
  const bool left = fs::exists(place_of_new(world.folder / "docket")) ||
                    fs::exists(place_of_old(world.folder / "docket"));
  if (left) wrong("another docket stands beside it");
  return all_holds(world, lines, {}) && again && !left;
}

/// Between two renames no docket has the place: the message names the old one, and it is moved back.
bool after_keys_by_steps(World& world, const fs::path& lines) {
  const fs::path docket = world.folder / "docket";
  if (!fs::exists(docket)) {
    const auto lost = world.open();
    const fs::path old = place_of_old(docket);
    if (lost || lost.error().text().find(old.string()) == std::string::npos)
      return wrong("nothing says where the docket is");
    fs::rename(old, docket);
  }
  return after_keys(world, lines);
}

// ---- copies --------------------------------------------------------------------------------------

Result<void> keep_copies(World& world) {
  Docket docket = REDRESS_TRY(world.open());
  REDRESS_TRY(back_up(docket, world.folder / "backup"));
  REDRESS_TRY(back_up_keys(docket, world.folder / "keys"));
  REDRESS_TRY(docket.remember_heads());
  report("ack backup");
  return {};
}

/// The copies of one world become the docket of another, or its own again.
Result<void> put_back(const World& from, World& to, const std::string& why) {
  REDRESS_TRY(restore({from.folder / "backup", from.folder / "keys", to.folder / "docket",
                       std::string(kFirstUser), why},
                      words(), to.host()));
  return {};
}

Result<void> put_back_here(World& world) {
  REDRESS_TRY(put_back(world, world, "a test"));
  report("ack restore");
  return {};
}

/// Whether something holds in a copy that was made before the work, put back where only what was
/// remembered outside is known.
template <typename Holds>
bool holds_in_older(const World& world, Holds holds) {
  World older(world.folder / "older", 7);
  fs::create_directories(older.folder);
  fs::copy(world.folder / "state", older.folder / "state", fs::copy_options::recursive);
  if (const auto done = put_back(world, older, "a test"); !done)
    return wrong("no older copy: " + done.error().text());
  return holds(older);
}

// ---- erasing -------------------------------------------------------------------------------------

Result<void> close_case(World& world) {
  Docket docket = REDRESS_TRY(world.open());
  const auto found = REDRESS_TRY(docket.named<Case>("lantern"));
  Case closed = found.value;
  closed.stage = Stage::closed;
  closed.keep_until = *base::PartialDate::parse("2020-01-01");
  Acts acts = REDRESS_TRY(docket.begin());
  REDRESS_TRY(acts.amend(found.ref, closed, "nothing has to be kept"));
  REDRESS_TRY(acts.commit());
  return docket.remember_heads();
}

Result<Kept<Party>> erased_person(const Docket& docket) {
  const auto in_case = REDRESS_TRY(docket.named<Case>("lantern")).ref;
  return docket.named<Party>(std::string(kErased), in_case);
}

Result<void> erase(World& world) {
  Docket docket = REDRESS_TRY(world.open());
  const auto person = REDRESS_TRY(erased_person(docket));
  REDRESS_TRY(shred(docket, person.ref, "her wish"));
  report("ack erase");
  return {};
}

/// Whether her name can still be read, and whether an act says that it can not.
struct Erasure {
  bool readable = false;
  bool entered = false;
};
Result<Erasure> erasure_in(World& world) {
  Docket docket = REDRESS_TRY(world.open());
  const auto person = REDRESS_TRY(erased_person(docket));
  const WalledValue name{{{person.of_case}, person.ref, Wall::identity, "true_name"},
                         person.value.true_name};
  Erasure out;
  out.readable = Walls(docket)
                     .open(std::span(&name, 1), {Aim::testimony, Ground::authority, "a test"})
                     .has_value();
  for (const Kept<Shred>& one : REDRESS_TRY(docket.all<Shred>()))
    out.entered = out.entered || one.value.party == person.ref;
  return out;
}

bool stays_erased(World& older) {
  const auto found = erasure_in(older);
  return (found && !found->readable) || wrong("an older copy brings back what was erased");
}

/// Erased with its act or not at all, once it was reported for good; and again, until it is.
bool after_erasing(World& world, const fs::path& lines) {
  const Expected expected{.erased = std::string(kErased)};
  if (was_reported(lines, "erase") && !holds_in_older(world, stays_erased)) return false;
  if (!all_holds(world, lines, expected)) return false;
  const auto first = erasure_in(world);
  if (!first) return wrong("the person is not found: " + first.error().text());
  if (first->readable == first->entered) return wrong("an erasure by half");
  if (was_reported(lines, "erase") && first->readable) return wrong("what was erased can be read");
  if (first->readable)
    if (const auto again = erase(world); !again)
      return wrong("erasing once more: " + again.error().text());
  const auto last = erasure_in(world);
  if (!last || last->readable || !last->entered) return wrong("it can not be erased");
  return all_holds(world, lines, expected);
}

// ---- backup and restore --------------------------------------------------------------------------

/// The docket is as it was; a copy that has its manifest is whole.
bool after_backup(World& world, const fs::path& lines) {
  const bool reported = was_reported(lines, "backup");
  if (!all_holds(world, lines, {})) return false;
  if (!fs::exists(world.folder / "backup" / "MANIFEST"))
    return !reported || wrong("the backup that was reported is none");
  if (!fs::exists(world.folder / "keys")) return !reported || wrong("its keys are gone");
  // On another machine, where nothing is remembered.
  World other(world.folder / "elsewhere", 7);
  const auto done = put_back(world, other, "");
  if (!done) return wrong("the backup can not be put back: " + done.error().text());
  return all_holds(other, lines, {});
}

/// Before the exchange the docket is as it was; after it the one that was put back stands there, and opens
/// once it is explained. Put back once more it is whole.
bool after_restore(World& world, const fs::path& lines) {
  const fs::path docket = world.folder / "docket";
  if (!fs::exists(docket / "FORMAT")) {
    // Between two renames: what stood there is beside it.
    if (!fs::exists(docket.string() + ".before-restore-1"))
      return wrong("no docket is left in its place, and none beside it");
  } else if (!fs::exists(docket.string() + ".before-restore-1")) {
    if (!all_holds(world, lines, {})) return wrong("the docket that was not replaced");
  }
  if (was_reported(lines, "restore") && !all_holds(world, lines, {})) return false;
  if (const auto again = put_back_here(world); !again)
    return wrong("putting back once more: " + again.error().text());
  return all_holds(world, lines, {});
}

// ---- exhibits that change their standing ---------------------------------------------------------

Result<Exhibit> exhibit_of(World& world, const char* label) {
  const Docket docket = REDRESS_TRY(world.open());
  const auto in_case = REDRESS_TRY(docket.named<Case>("lantern")).ref;
  return REDRESS_TRY(docket.named<Exhibit>(label, in_case)).value;
}

Result<void> clear(World& world) {
  return in_the_case(world, kReviewer, [](Docket& docket, CaseRef in_case) -> Result<void> {
    const Reading reading{Aim::review, Ground::authority, "nothing in it"};
    REDRESS_TRY(clear_filtered(docket, in_case, kCleared, reading));
    report("ack clear");
    return {};
  });
}

/// Behind the wall or in the open, readable either way, and cleared in the end.
bool after_clearing(World& world, const fs::path& lines) {
  const Expected expected{.cleared = kCleared};
  if (!all_holds(world, lines, expected)) return false;
  const auto now = exhibit_of(world, kCleared);
  if (!now) return wrong("what was to be cleared is gone: " + now.error().text());
  const bool cleared = now->holding == Holding::sealed;
  if (!cleared && was_reported(lines, "clear")) return wrong("what was cleared is behind the wall");
  if (!cleared)
    if (const auto again = clear(world); !again)
      return wrong("clearing once more: " + again.error().text());
  return all_holds(world, lines, expected);
}

Result<void> remove_by(World& world, std::string_view user) {
  return in_the_case(world, user, [](Docket& docket, CaseRef in_case) -> Result<void> {
    REDRESS_TRY(purge(docket, in_case, kBarred, "Custodian", "vault", "R-1"));
    return {};
  });
}

Result<void> close_it(World& world) {
  return in_the_case(world, kFirstUser, [](Docket& docket, CaseRef in_case) -> Result<void> {
    REDRESS_TRY(lock(docket, in_case, kBarred, "found late"));
    report("ack lock");
    return {};
  });
}

Result<void> bar(World& world) {
  REDRESS_TRY(close_it(world));
  REDRESS_TRY(remove_by(world, kReviewer));
  REDRESS_TRY(remove_by(world, kFirstUser));
  report("ack purge");
  return {};
}

bool stays_barred(World& older) {
  const auto found = exhibit_of(older, kBarred);
  return (found && found->holding == Holding::contraband) ||
         wrong("an older copy brings back what was locked");
}

/// Closed once that was reported, gone once that was; and gone in the end.
bool after_barring(World& world, const fs::path& lines) {
  const Expected expected{.barred = kBarred};
  if (was_reported(lines, "lock") && !holds_in_older(world, stays_barred)) return false;
  if (!all_holds(world, lines, expected)) return false;
  const auto first = exhibit_of(world, kBarred);
  if (!first) return wrong("what was to be locked is gone: " + first.error().text());
  const bool closed = first->holding == Holding::contraband;
  if (!closed && was_reported(lines, "lock")) return wrong("what was locked is open");
  if (!closed)
    if (const auto again = close_it(world); !again)
      return wrong("locking once more: " + again.error().text());
  // Who proposed the removal can not confirm it, and what is gone is not removed again.
  (void)remove_by(world, kReviewer);
  (void)remove_by(world, kFirstUser);
  const auto last = exhibit_of(world, kBarred);
  const auto docket = world.open();
  if (!last || !docket || last->locked || has_bytes(*docket, *last->digest))
    return wrong("it can not be removed");
  return all_holds(world, lines, expected);
}

// ---- rows in quarantine that are let out ---------------------------------------------------------

/// The import of an exhibit that stands: one that replaced another comes after it.
Result<Kept<Import>> import_of(const Docket& docket, CaseRef in_case) {
  const auto exhibit = REDRESS_TRY(docket.named<Exhibit>(kLetOut, in_case)).ref;
  std::optional<Kept<Import>> last;
  for (const Kept<Import>& one : REDRESS_TRY(docket.all<Import>(in_case)))
    if (one.value.exhibit == exhibit) last = one;
  if (!last) return base::fail(base::ErrorKind::not_found, "no import of this exhibit");
  return *last;
}

Result<void> agree_by(World& world, std::string_view user) {
  return in_the_case(world, user, [](Docket& docket, CaseRef in_case) -> Result<void> {
    const auto import = REDRESS_TRY(import_of(docket, in_case));
    Acts acts = REDRESS_TRY(docket.begin());
    REDRESS_TRY(acts.enter(QuarantineReleaseOrder{{}, rows_of(import.value), "a second warrant"},
                           in_case, "r"));
    return acts.commit();
  });
}

Result<void> agree(World& world) {
  REDRESS_TRY(agree_by(world, kFirstUser));
  return agree_by(world, kReviewer);
}

Result<void> let_out(World& world) {
  return in_the_case(world, kReviewer, [](Docket& docket, CaseRef in_case) -> Result<void> {
    const auto import = REDRESS_TRY(import_of(docket, in_case));
    const auto both = REDRESS_TRY(both_halves(docket, in_case, rows_of(import.value)));
    if (!both) return base::fail(base::ErrorKind::conflict, "a half is missing");
    REDRESS_TRY(
        release_rows(docket, import, *both, {Aim::review, Ground::authority, "a second warrant"}));
    report("ack let-out");
    return {};
  });
}

Result<bool> is_let_out(World& world) {
  const Docket docket = REDRESS_TRY(world.open());
  const auto in_case = REDRESS_TRY(docket.named<Case>("lantern")).ref;
  return REDRESS_TRY(import_of(docket, in_case)).value.quarantined == 0;
}

/// All rows inside the authority count, or those outside too; in the end they do.
bool after_letting_out(World& world, const fs::path& lines) {
  const Expected expected{.let_out = kLetOut};
  if (!all_holds(world, lines, expected)) return false;
  const auto first = is_let_out(world);
  if (!first) return wrong("its import is gone: " + first.error().text());
  if (!*first && was_reported(lines, "let-out")) return wrong("what was let out is kept apart");
  if (!*first)
    if (const auto again = let_out(world); !again)
      return wrong("letting out once more: " + again.error().text());
  const auto last = is_let_out(world);
  if (!last || !*last) return wrong("it can not be let out");
  return all_holds(world, lines, expected);
}

struct Operation {
  std::string_view name;
  Result<void> (*prepare)(World&);
  Result<void> (*work)(World&);
  bool (*after)(World&, const fs::path&);
};

Result<void> nothing(World&) { return {}; }

Result<void> close_and_keep(World& world) {
  REDRESS_TRY(close_case(world));
  return keep_copies(world);
}

constexpr std::array<Operation, 8> kOperations{{
    {"rotate", nothing, turn_keys, after_keys},
    {"rotate-by-steps", nothing, turn_keys, after_keys_by_steps},
    {"erase", close_and_keep, erase, after_erasing},
    {"backup", nothing, keep_copies, after_backup},
    {"restore", keep_copies, put_back_here, after_restore},
    {"clear", nothing, clear, after_clearing},
    {"purge", keep_copies, bar, after_barring},
    {"let-out", agree, let_out, after_letting_out},
}};

const Operation& named(const std::string& name) {
  for (const Operation& one : kOperations)
    if (one.name == name) return one;
  throw std::invalid_argument("no operation " + name);
}

}  // namespace

bool prepare(World& world, const std::string& operation) {
  return went_well(named(operation).prepare(world));
}
bool work(World& world, const std::string& operation) {
  return went_well(named(operation).work(world));
}
bool after(World& world, const std::string& operation, const fs::path& lines) {
  return named(operation).after(world, lines);
}

}  // namespace redress::docket::faults
