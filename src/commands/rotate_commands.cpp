// New keys for the whole docket, with its cost told first.
#include <nlohmann/json.hpp>

#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "docket/rotate.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr const char* kNotReached =
    "Backups and other copies of this docket still open with the keys of their time: make new "
    "backups "
    "('redress backup make', 'redress backup keys') and destroy the old ones. A person's own keys "
    "stay; "
    "whoever should not have them is removed first ('redress user remove').\n";

json json_of(const docket::RotationCost& cost, bool rotated) {
  return {{"rotated", rotated},
          {"database_bytes", cost.database_bytes},
          {"exhibit_bytes", cost.exhibit_bytes},
          {"imports", cost.imports},
          {"import_bytes", cost.import_bytes},
          {"files", cost.files},
          {"users", cost.users},
          {"recovery_slots", cost.recovery_slots},
          {"backups", cost.backups},
          {"needed", cost.needed},
          {"available", cost.available},
          {"leftover", cost.leftover}};
}

std::string text_of(const docket::RotationCost& cost) {
  std::string text =
      "Nothing was changed yet. With --yes the whole docket would be made anew under new keys:\n"
      "  to write: " +
      std::to_string(cost.database_bytes) + " bytes of the database, " +
      std::to_string(cost.exhibit_bytes) + " bytes of sealed exhibits, " +
      std::to_string(cost.import_bytes) + " bytes of " + std::to_string(cost.imports) +
      " imports, " + std::to_string(cost.files) +
      " files besides the database\n  free space: about " + std::to_string(cost.needed) +
      " bytes are needed beside the docket, " + std::to_string(cost.available) +
      " are there\n  users: " + std::to_string(cost.users) +
      " others go on with their own passphrases; you choose one, which may be new\n"
      "  recovery: " +
      std::to_string(cost.recovery_slots) +
      " pairs of shares end, and new ones have to be made\n  backups: " +
      std::to_string(cost.backups) + " were listed, and stay as they are\n";
  if (cost.needed > cost.available) text += "There is not enough room: it would be refused.\n";
  if (cost.leftover)
    text +=
        "An earlier change of keys was broken off; what it left beside the docket would be "
        "removed first.\n";
  return text + "Nobody else may have the docket open meanwhile.\n" + kNotReached;
}

Result<Output> rotate(Session& session, const Arguments& arguments) {
  if (!arguments.has("full"))
    return base::fail(Error(ErrorKind::bad_input, "which keys are to be new?")
                          .expected("--full: those of the whole docket, every file sealed anew")
                          .fix("for the walls of one case alone: 'redress wall renew CASE'"));
  docket::Docket* open = REDRESS_TRY(session.docket());
  Output out;
  if (!arguments.has("yes")) {
    const docket::RotationCost cost = REDRESS_TRY(docket::rotation_cost(*open));
    out.clean = false;
    out.text = text_of(cost);
    out.json = json_of(cost, false).dump(2);
    return out;
  }
  const docket::Passphrase passphrase = REDRESS_TRY(session.surroundings().ask(
      "Your passphrase from now on (a new one, or the same): ", Asked::new_passphrase));
  docket::Docket given = REDRESS_TRY(session.give_up());
  const docket::RotationReport report =
      REDRESS_TRY(docket::rotate(std::move(given), passphrase, arguments.one("why")));
  out.text = "The docket has new keys (" + report.rotation + "): " +
             std::to_string(report.cost.database_bytes + report.cost.exhibit_bytes +
                            report.cost.import_bytes) +
             " bytes were made anew and verified. Older key rings open nothing of it. " +
             std::to_string(report.cost.users) + " other users go on with their own passphrases.\n";
  if (report.cost.recovery_slots > 0)
    out.text +=
        "The recovery shares of this docket ended with it: make new ones with 'redress "
        "recovery make'.\n";
  out.text += kNotReached;
  json result = json_of(report.cost, true);
  result["rotation"] = report.rotation;
  result["old_copy"] = report.old_copy.string();
  if (!report.old_copy.empty()) {
    out.clean = false;
    out.text += "The old copy could not be removed and opens with the old keys: remove " +
                report.old_copy.string() + "\n";
  }
  result["not_remembered"] = report.not_remembered;
  if (!report.not_remembered.empty()) {
    out.clean = false;
    out.text +=
        "Its heads could not be kept outside; the next command does it: " + report.not_remembered +
        "\n";
  }
  out.json = result.dump(2);
  return out;
}

}  // namespace

void add_rotate_commands(std::vector<Entry>& entries) {
  entries.push_back({"rotate",
                     "new keys for the whole docket; everything is sealed anew",
                     "redress rotate --full --why \"a laptop was lost\" --yes",
                     Permission::administer,
                     For::any,
                     {{"full", Shape::flag, "the whole docket: database, exhibits, key ring"},
                      {"why", Shape::option, "why, for the journal", true},
                      {"yes", Shape::flag, "do it; without it, only says what it would cost"}},
                     rotate});
}

}  // namespace redress::commands
