#include "cli/cli.hpp"

#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>

#include "base/random.hpp"
#include "base/time.hpp"
#include "cli/secrets.hpp"
#include "commands/registry.hpp"
#include "commands/session.hpp"

namespace redress::cli {
namespace {

using commands::Arguments;
using commands::Entry;
using commands::Parameter;
using commands::Shape;

struct Common {
  std::string docket;
  std::string packs;
  std::string user;
  std::string explain_older;
  int passphrase_fd = -1;
  bool json = false;
};

/// What CLI11 fills for one command.
struct Bound {
  const Entry* entry = nullptr;
  CLI::App* app = nullptr;
  std::map<std::string, std::string> single;
  std::map<std::string, std::vector<std::string>> lists;
  std::map<std::string, bool> flags;
};

// A signal handler can reach nothing else. The second Ctrl-C ends the program at once.
volatile std::sig_atomic_t stop_asked =
    0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void ask_to_stop(int) { stop_asked = 1; }

void stop_on_interrupt() {
  struct sigaction action{};
  action.sa_handler = ask_to_stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(SIGINT, &action, nullptr);
}

std::string from_environment(const char* name, std::string otherwise = {}) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): read before any thread exists
  const char* value = std::getenv(name);
  return value == nullptr ? std::move(otherwise) : std::string(value);
}

std::filesystem::path state_folder() {
  const std::string home = from_environment("HOME");
  const std::string state =
      from_environment("XDG_STATE_HOME", home.empty() ? "" : home + "/.local/state");
  return state.empty() ? std::filesystem::path{} : std::filesystem::path(state) / "redress";
}

/// Beside the binary in an installation, in the source tree for a build.
std::filesystem::path packs_folder(const Common& common) {
  if (!common.packs.empty()) return common.packs;
  std::error_code code;
  const auto binary = std::filesystem::read_symlink("/proc/self/exe", code).parent_path();
  for (const auto& candidate :
       {binary / "packs", binary / "../share/redress/packs", binary / "../../packs"})
    if (std::filesystem::is_directory(candidate, code)) return candidate;
  return "packs";
}

std::size_t columns() {
  winsize size{};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? std::min<std::size_t>(size.ws_col, 120) : 100;
}

CLI::App* app_of(CLI::App& root, const std::string& name,
                 std::map<std::string, CLI::App*>& groups) {
  const std::size_t space = name.find(' ');
  if (space == std::string::npos) return root.add_subcommand(name);
  const std::string first = name.substr(0, space);
  CLI::App*& group = groups[first];
  if (group == nullptr) {
    group = root.add_subcommand(first);
    group->require_subcommand(1);
  }
  const std::string last = name.substr(space + 1);
  const std::string before = group->get_description();
  group->description(before + (before.empty() ? "" : ", ") + last);
  return group->add_subcommand(last);
}

void bind(Bound& bound, const Parameter& parameter) {
  const std::string flag = "--" + parameter.name;
  CLI::Option* option = nullptr;
  switch (parameter.shape) {
    case Shape::flag:
      option = bound.app->add_flag(flag, bound.flags[parameter.name], parameter.help);
      break;
    case Shape::position:
      option = bound.app->add_option(parameter.name, bound.single[parameter.name], parameter.help);
      break;
    case Shape::option:
      option = bound.app->add_option(flag, bound.single[parameter.name], parameter.help);
      break;
    case Shape::list:
      // One word each time, so that a list never swallows what follows it.
      option = bound.app->add_option(flag, bound.lists[parameter.name],
                                     parameter.help + " (may be repeated)");
      option->expected(1)->take_all();
      break;
  }
  if (parameter.required) option->required();
}

Arguments arguments_of(const Bound& bound) {
  Arguments arguments;
  for (const auto& [name, word] : bound.single)
    if (!word.empty()) arguments.set(name, {word});
  for (const auto& [name, words] : bound.lists)
    if (!words.empty()) arguments.set(name, words);
  for (const auto& [name, on] : bound.flags)
    if (on) arguments.set(name, {"yes"});
  return arguments;
}

void add_common(CLI::App& root, Common& common) {
  root.add_option("--docket", common.docket,
                  "folder of the docket (REDRESS_DOCKET, or the current folder)");
  root.add_option("--packs", common.packs, "folder of the packs (REDRESS_PACKS)");
  root.add_option("--user", common.user,
                  "who you are (REDRESS_USER; not needed with a single user)");
  root.add_option("--passphrase-fd", common.passphrase_fd,
                  "read the passphrase from this open descriptor");
  root.add_option("--explain-older", common.explain_older,
                  "why an older state of the docket is opened on purpose");
  root.add_flag("--json", common.json, "print JSON");
}

commands::Surroundings surroundings_of(const Common& common) {
  commands::Surroundings around;
  around.docket = common.docket;
  around.packs = packs_folder(common);
  around.state = state_folder();
  around.user = common.user;
  around.explain_older = common.explain_older;
  around.width = columns();
  around.color = ::isatty(STDOUT_FILENO) != 0 && from_environment("NO_COLOR").empty();
  around.progress = stderr;
  around.progress_terminal = ::isatty(STDERR_FILENO) != 0;
  around.stopped = [] { return stop_asked != 0; };
  const int fd = common.passphrase_fd;
  around.ask = [fd](const std::string& prompt, commands::Asked what) {
    if (fd < 0) return ask(prompt, what == commands::Asked::new_passphrase);
    return what == commands::Asked::text ? read_rest(fd) : read_line(fd);
  };
  return around;
}

int show(const base::Result<commands::Output>& result, bool json) {
  if (!result) {
    std::cerr << "redress: " << result.error().text() << "\n";
    return 1;
  }
  std::cout << (json ? result->json + "\n" : result->text) << std::flush;
  if (!std::cout) {
    std::cerr << "redress: the output could not be written\n";
    return 1;
  }
  return result->clean ? 0 : 1;
}

}  // namespace

int run(int argc, char** argv) {
  // A dump of this process would hold keys and names.
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0);

  CLI::App root("Redress: a case system for teams that prosecute human trafficking", "redress");
  root.require_subcommand(1);
  root.set_version_flag("--version", "redress 0.1.0");
  Common common{from_environment("REDRESS_DOCKET"), from_environment("REDRESS_PACKS"),
                from_environment("REDRESS_USER")};
  add_common(root, common);
  root.fallthrough();

  std::map<std::string, CLI::App*> groups;
  std::vector<std::unique_ptr<Bound>> all;
  for (const Entry& entry : commands::registry()) {
    auto bound = std::make_unique<Bound>();
    bound->entry = &entry;
    bound->app = app_of(root, entry.name, groups);
    bound->app->description(entry.summary);
    bound->app->footer("Example: " + entry.example);
    bound->app->fallthrough();
    for (const Parameter& parameter : entry.parameters) bind(*bound, parameter);
    all.push_back(std::move(bound));
  }
  for (auto& [name, group] : groups) group->fallthrough();

  if (argc == 1) {
    std::cerr << root.help();
    return 2;
  }
  try {
    root.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = root.exit(error);
    return code == 0 ? 0 : 2;
  }
  for (const auto& bound : all) {
    if (!bound->app->parsed()) continue;
    if (bound->entry->long_work) stop_on_interrupt();
    const base::SystemClock clock;
    base::SystemRng rng;
    commands::Session session(surroundings_of(common), clock, rng);
    return show(commands::run(*bound->entry, session, arguments_of(*bound)), common.json);
  }
  return 2;
}

}  // namespace redress::cli
