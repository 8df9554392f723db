// Keeping the docket itself: who leaves, recovery, backups and putting them back.
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/text.hpp"
#include "commands/choices.hpp"
#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "docket/backup.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

Result<Output> user_remove(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const auto user = REDRESS_TRY(open->named<docket::User>(arguments.one("name")));
  REDRESS_TRY(open->remove_user(user.ref, arguments.one("reason")));
  return Output{
      base::one_line(user.value.label) +
          " does not open the docket any more. Whoever has an old copy of the key ring and "
          "of the docket still opens that copy.\n",
      json{{"user", user.value.label}}.dump(2)};
}

Result<Output> user_passphrase(Session& session, const Arguments&) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const docket::Passphrase passphrase =
      REDRESS_TRY(session.surroundings().ask("New passphrase: ", Asked::new_passphrase));
  REDRESS_TRY(open->change_passphrase(passphrase));
  return Output{"Your passphrase is changed.\n", json{{"changed", true}}.dump(2)};
}

/// A share goes into a file of its own, never to a screen or a pipe that keeps it.
Result<void> write_share(const std::string& file, const base::SecretBytes& share) {
  std::error_code code;
  if (std::filesystem::exists(file, code))
    return base::fail(Error(ErrorKind::conflict, "there is a file of this name already")
                          .at({file, 0, 0, {}})
                          .fix("a share is written to a new file, for one officer alone"));
  base::SecretBytes line = base::SecretBytes::of_size(share.size() + 1);
  std::ranges::copy(share.view(), line.span().begin());
  line.span().back() = '\n';
  return base::write_file_atomically(file, line.view());
}

Result<Output> recovery_make(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const std::string first = arguments.one("first");
  const std::string second = arguments.one("second");
  std::error_code code;
  if (first == second || std::filesystem::exists(first, code) ||
      std::filesystem::exists(second, code))
    return base::fail(Error(ErrorKind::bad_input, "each share goes into a new file of its own")
                          .found(first + " and " + second)
                          .expected("two files that do not exist, for two officers"));
  const docket::RecoveryShares shares = REDRESS_TRY(open->make_recovery());
  REDRESS_TRY(write_share(first, shares.first));
  REDRESS_TRY(write_share(second, shares.second));
  return Output{"Recovery " + std::to_string(shares.epoch) + ": one share in " + first +
                    ", the other in " + second +
                    ". Print each for one officer, keep them apart, and remove the files. Together "
                    "they let somebody in again; they read behind no wall. Older shares ended.\n",
                json{{"epoch", shares.epoch}, {"first", first}, {"second", second}}.dump(2)};
}

Result<Output> recovery_use(Session& session, const Arguments& arguments) {
  const auto& around = session.surroundings();
  const auto folder = around.docket.empty() ? std::filesystem::path(".") : around.docket;
  const docket::Keyring ring = REDRESS_TRY(docket::Keyring::read(folder / "keyring"));
  const std::string word = arguments.one("role");
  const auto role = REDRESS_TRY(choice_named<docket::Role>(word, "there is no such role"));
  if (role == docket::Role::recovery)
    return base::fail(Error(ErrorKind::bad_input, "there is no such role")
                          .found(word)
                          .expected(base::joined(docket::Words<docket::Role>::kWords)));
  const docket::Passphrase first =
      REDRESS_TRY(around.ask("Share of the first officer: ", Asked::line));
  const docket::Passphrase second =
      REDRESS_TRY(around.ask("Share of the second officer: ", Asked::line));
  const docket::RecoverySecret secret =
      REDRESS_TRY(docket::join_recovery(ring.docket(), first, second));
  const std::string name = arguments.one("name");
  const docket::Passphrase passphrase = REDRESS_TRY(
      around.ask("Passphrase of " + base::one_line(name) + ": ", Asked::new_passphrase));
  docket::Docket open = REDRESS_TRY(
      docket::Docket::open({folder, docket::recovery_name(secret.epoch), around.explain_older},
                           secret.passphrase, session.host()));
  REDRESS_TRY(open.add_user({name, role}, passphrase));
  REDRESS_TRY(open.remember_heads());
  return Output{base::one_line(name) + " may now open the docket as " + word +
                    ". That two officers let them in is in the journal. They read behind no wall "
                    "until a reader grants it.\n",
                json{{"user", name}, {"role", word}, {"epoch", secret.epoch}}.dump(2)};
}

Result<Output> backup_make(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const std::string to = arguments.one("folder");
  const docket::BackupReport report = REDRESS_TRY(docket::back_up(*open, to));
  return Output{
      "The docket as it stood was copied to " + to + ": " + std::to_string(report.files) +
          " files, " + std::to_string(report.bytes) +
          " bytes, encrypted as here. The keys of walls are not in it: 'redress backup "
          "keys' writes those to a file to be kept elsewhere.\n",
      json{{"folder", to},
           {"files", report.files},
           {"bytes", report.bytes},
           {"heads", {docket::text_of(report.heads[0]), docket::text_of(report.heads[1])}}}
          .dump(2)};
}

Result<Output> backup_keys(Session& session, const Arguments& arguments) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const std::string file = arguments.one("file");
  const std::size_t keys = REDRESS_TRY(docket::back_up_keys(*open, file));
  return Output{
      std::to_string(keys) + " stored keys were written to " + file +
          ", sealed under the docket's key. Whoever has it and opens the docket as a reader "
          "reads what it seals, also after an erasure: keep few of them, and destroy old "
          "ones.\n",
      json{{"file", file}, {"keys", keys}}.dump(2)};
}

Result<Output> backup_list(Session& session, const Arguments&) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  Output out;
  json list = json::array();
  for (const auto& one : REDRESS_TRY(open->all<docket::Backup>())) {
    const auto act = REDRESS_TRY(open->act(one.act));
    const std::string when = base::Instant(act.at_microseconds, base::Precision::second).text();
    out.text += one.value.label + "  " + when + "  " + base::one_line(one.value.place) +
                (one.value.keys ? "  (stored keys)" : "") + "\n";
    list.push_back({{"label", one.value.label},
                    {"at", when},
                    {"place", one.value.place},
                    {"keys", one.value.keys}});
  }
  if (list.empty()) out.text = "No backup of this docket was made.\n";
  out.json = list.dump(2);
  return out;
}

Result<Output> restore(Session& session, const Arguments& arguments) {
  const auto& around = session.surroundings();
  if (around.docket.empty())
    return base::fail(Error(ErrorKind::bad_input, "the docket needs its place")
                          .expected("--docket FOLDER, where it will stand"));
  const docket::Passphrase passphrase = REDRESS_TRY(around.ask("Passphrase: ", Asked::line));
  const docket::RestoreReport report =
      REDRESS_TRY(docket::restore({arguments.one("folder"), arguments.one("keys"), around.docket,
                                   around.user, around.explain_older},
                                  passphrase, session.host()));
  Output out;
  out.text = "The docket stands in " + around.docket.string() +
             " again: " + std::to_string(report.files) + " files, each as its manifest says, and " +
             std::to_string(report.keys) + " stored keys.\n";
  if (report.keys_left_out > 0)
    out.text += std::to_string(report.keys_left_out) +
                " stored keys were left out: the person was erased since, or the grant was taken "
                "back.\n";
  if (!report.replaced.empty())
    out.text += "What stood there before is in " + report.replaced.string() + ".\n";
  out.json = json{{"folder", around.docket.string()},
                  {"files", report.files},
                  {"keys", report.keys},
                  {"keys_left_out", report.keys_left_out},
                  {"replaced", report.replaced.string()}}
                 .dump(2);
  return out;
}

}  // namespace

void add_keeping_commands(std::vector<Entry>& entries) {
  entries.push_back({"user remove",
                     "end a user's way into the docket",
                     R"(redress user remove "Bo Example" --reason "left the office")",
                     Permission::administer,
                     For::any,
                     {{"name", Shape::position, "the person's name", true},
                      {"reason", Shape::option, "why, for the journal", true}},
                     user_remove});
  entries.push_back({"user passphrase",
                     "change your own passphrase",
                     "redress user passphrase",
                     Permission::none,
                     For::any,
                     {},
                     user_passphrase});
  entries.push_back({"recovery make",
                     "two shares for two officers, which together let somebody in again",
                     "redress recovery make --first /media/one/share --second /media/two/share",
                     Permission::administer,
                     For::any,
                     {{"first", Shape::option, "new file for the first officer's share", true},
                      {"second", Shape::option, "new file for the second officer's share", true}},
                     recovery_make});
  entries.push_back({"recovery use",
                     "let somebody in with the shares of two officers",
                     "redress recovery use \"New Example\" --role supervisor",
                     Permission::none,
                     For::any,
                     {{"name", Shape::position, "name of the new user", true},
                      {"role", Shape::option, "what the person may do", true}},
                     recovery_use});
  entries.push_back({"backup make",
                     "copy the docket as it stands, while others work",
                     "redress backup make /media/backup/may",
                     Permission::administer,
                     For::any,
                     {{"folder", Shape::position, "folder that does not exist or is empty", true}},
                     backup_make});
  entries.push_back({"backup keys",
                     "copy the stored keys of walls into a file of their own",
                     "redress backup keys /media/safe/keys",
                     Permission::administer,
                     For::any,
                     {{"file", Shape::position, "a new file", true}},
                     backup_keys});
  entries.push_back({"backup list",
                     "the backups that were made",
                     "redress backup list",
                     Permission::read,
                     For::any,
                     {},
                     backup_list});
  entries.push_back({"restore",
                     "put a backup back, once every file is as its manifest says",
                     "redress --docket office --user \"Ada Example\" restore /media/backup/may",
                     Permission::none,
                     For::any,
                     {{"folder", Shape::position, "folder of the backup", true},
                      {"keys", Shape::option, "file of 'redress backup keys'"}},
                     restore});
}

}  // namespace redress::commands
