// case_runner: runs the text cases of tests/cases and the shell blocks of the documentation.
//
//   case_runner [--cases DIR] [--filter TEXT] [--jobs N] [--update]    text cases
//   case_runner --docs [--filter TEXT] [--jobs N]                      README.md and docs/**/*.md
//
// Each case file and each page runs in a private temporary folder with an environment of its own;
// several run at a time. One `[       OK ]` or `[  FAILED  ]` line each, as GoogleTest prints them.
// Exit status: 0 all passed, 1 something failed, 2 wrong use or nothing to run.
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "case_file.hpp"
#include "docs_page.hpp"
#include "process.hpp"

namespace fs = std::filesystem;

namespace redress::tests {
namespace {

struct Options {
  fs::path source = REDRESS_SOURCE_DIR;
  fs::path binary;
  fs::path cases;
  std::string filter;
  unsigned jobs = 2;
  std::chrono::seconds limit{60};
  bool update = false;
  bool docs = false;
  bool keep = false;
};

constexpr const char* kUsage =
    "case_runner [--docs] [--filter TEXT] [--jobs N] [--update] [--keep]\n"
    "            [--binary FILE] [--cases DIR] [--source DIR] [--timeout SECONDS]\n";

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_file(const fs::path& path, std::string_view text) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
}

void replace_all(std::string& text, const std::string& what, std::string_view with) {
  if (what.size() < 2) return;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
}

/// The private surroundings of one case or page, removed at the end.
class Surroundings {
 public:
  explicit Surroundings(const Options& options) : options_(options) {
    std::string pattern = (fs::temp_directory_path() / "redress-case-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      throw fs::filesystem_error("cannot make a temporary folder", pattern,
                                 std::error_code(errno, std::generic_category()));
    }
    root_ = fs::canonical(pattern);
    for (const char* name : {"here", "home", "state", "config", "tmp", "bin"}) {
      fs::create_directory(root_ / name);
    }
    fs::create_symlink(options.binary, root_ / "bin" / "redress");
  }
  ~Surroundings() {
    std::error_code ignored;
    if (!options_.keep) fs::remove_all(root_, ignored);
  }
  Surroundings(const Surroundings&) = delete;
  Surroundings& operator=(const Surroundings&) = delete;
  Surroundings(Surroundings&&) = delete;
  Surroundings& operator=(Surroundings&&) = delete;

  const fs::path& root() const { return root_; }
  fs::path folder() const { return root_ / "here"; }

  std::vector<std::string> environment() const {
    const std::string root = root_.string();
    const std::string source = options_.source.string();
    std::vector<std::string> settings = {
        "PATH=" + root + "/bin:/usr/local/bin:/usr/bin:/bin",
        "HOME=" + root + "/home",
        "XDG_STATE_HOME=" + root + "/state",
        "XDG_CONFIG_HOME=" + root + "/config",
        "TMPDIR=" + root + "/tmp",
        "LANG=C.UTF-8",
        "LC_ALL=C.UTF-8",
        "TZ=UTC",
        "TERM=dumb",
        "COLUMNS=100",
        "SOURCE=" + source,
        "EXAMPLES=" + source + "/examples",
        "DOCKET=" + (folder() / "docket").string(),
        "REDRESS=" + options_.binary.string(),
        "REDRESS_DOCKET=" + (folder() / "docket").string(),
        "REDRESS_PACKS=" + source + "/packs",
        "MARK=" + root + "/mark",
    };
    for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"}) {
      // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment
      if (const char* value = std::getenv(name))
        settings.push_back(std::string(name) + "=" + value);
    }
    return settings;
  }

  Ended run(std::string script, std::string_view input, std::chrono::milliseconds limit,
            bool together) const {
    write_file(root_ / "input", input);
    return run_script({.text = std::move(script),
                       .folder = folder(),
                       .environment = environment(),
                       .input = root_ / "input",
                       .output = root_ / "output",
                       .errors = root_ / (together ? "output" : "errors"),
                       .limit = limit});
  }

  /// What a step wrote, with places that differ from run to run under fixed names.
  std::string written(const char* name) const {
    std::string text = read_file(root_ / name);
    replace_all(text, folder().string(), "[DIR]");
    replace_all(text, root_.string(), "[ROOT]");
    replace_all(text, options_.source.string() + "/", "[SOURCE]/");
    return text;
  }

  std::vector<std::string> lines(const char* name) const {
    std::vector<std::string> result = split_lines(written(name));
    while (!result.empty() && result.back().empty()) result.pop_back();
    return result;
  }

 private:
  const Options& options_;
  fs::path root_;
};

struct Verdict {
  enum class Kind { passed, failed, updated } kind = Kind::passed;
  std::string report;
};

using Kind = Verdict::Kind;

/// Runs one step; nullopt when it could not be run to its end, with the reason in `problem`.
std::optional<Outcome> run_step(const Surroundings& around, const Options& options,
                                const Step& step, std::string& problem) {
  std::string script = step.command;
  if (const fs::path preamble = options.cases / "preamble.sh"; fs::exists(preamble)) {
    script = read_file(preamble) + "\n" + script;
  }
  const Ended ended = around.run(std::move(script), step.input, options.limit, false);
  if (!ended.failure.empty()) problem = "could not be started: " + ended.failure;
  if (ended.timed_out) {
    problem = "was stopped after " + std::to_string(options.limit.count()) +
              " s; it had written\n" + around.written("output") + around.written("errors");
  }
  if (!problem.empty()) return std::nullopt;
  return Outcome{ended.status, around.lines("output"), around.lines("errors")};
}

Verdict run_case(const fs::path& path, const Options& options) {
  const std::string text = read_file(path);
  auto parsed = parse_case(text);
  if (const auto* fault = std::get_if<CaseFault>(&parsed)) {
    return {Kind::failed,
            path.string() + ":" + std::to_string(fault->line) + ": " + fault->message + "\n"};
  }
  auto& file = std::get<CaseFile>(parsed);
  const Surroundings around(options);
  Verdict verdict;
  for (auto& entry : file.entries) {
    if (const auto* helper = std::get_if<HelperFile>(&entry)) {
      const fs::path target = around.folder() / helper->name;
      fs::create_directories(target.parent_path());
      write_file(target, helper->content);
    }
    auto* step = std::get_if<Step>(&entry);
    if (step == nullptr) continue;
    std::string problem;
    const auto outcome = run_step(around, options, *step, problem);
    const std::string place = path.string() + ":" + std::to_string(step->line);
    if (!outcome) {
      return {Kind::failed, place + ": $ " + step->command + "\n  " + problem + "\n"};
    }
    if (step->met_by(*outcome)) continue;
    if (!options.update) {
      std::string report = place + ": $ " + step->command + "\n" + step->difference(*outcome);
      if (options.keep) report += "  kept: " + around.root().string() + "\n";
      return {Kind::failed, std::move(report)};
    }
    step->body = step->updated_body(*outcome);
    verdict.kind = Kind::updated;
  }
  if (verdict.kind == Kind::updated) write_file(path, render(file));
  return verdict;
}

Verdict run_page(const fs::path& path, const Options& options) {
  const DocsPage page = read_page(read_file(path));
  if (page.fault_line != 0) {
    return {Kind::failed,
            path.string() + ":" + std::to_string(page.fault_line) + ": " + page.fault + "\n"};
  }
  const Surroundings around(options);
  const auto limit = options.limit * static_cast<int>(page.blocks.size() + 1);
  const Ended ended = around.run(
      page_script(page, read_file(options.source / "docs" / "preamble.sh")), "", limit, true);
  if (ended.status == 0 && ended.failure.empty() && !ended.timed_out) return {};
  const std::string mark = read_file(around.root() / "mark");
  std::string report = mark.empty() ? "docs/preamble.sh" : path.string() + ":" + mark;
  report += ended.timed_out          ? ": was stopped after its time"
            : !ended.failure.empty() ? ": could not be started: " + ended.failure
                                     : ": exit status " + std::to_string(ended.status);
  constexpr std::size_t kTail = 40;
  const auto lines = around.lines("output");
  report += "\n  the last lines it wrote:\n";
  for (std::size_t i = lines.size() - std::min(lines.size(), kTail); i < lines.size(); ++i) {
    report += "    " + lines[i] + "\n";
  }
  return {Kind::failed, std::move(report)};
}

struct Job {
  std::string name;
  fs::path path;
};

std::vector<Job> find_files(const fs::path& folder, const std::string& extension,
                            const std::string& prefix) {
  std::vector<Job> jobs;
  if (!fs::is_directory(folder)) return jobs;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != extension) continue;
    jobs.push_back(
        {prefix + fs::relative(entry.path(), folder).replace_extension().string(), entry.path()});
  }
  return jobs;
}

std::vector<Job> find_jobs(const Options& options) {
  std::vector<Job> jobs;
  if (options.docs) {
    jobs = find_files(options.source / "docs", ".md", "docs/");
    jobs.push_back({"README", options.source / "README.md"});
    std::erase_if(jobs, [](const Job& job) { return !has_blocks(read_page(read_file(job.path))); });
  } else {
    jobs = find_files(options.cases, ".case", "cases/");
  }
  std::erase_if(jobs,
                [&](const Job& job) { return job.name.find(options.filter) == std::string::npos; });
  std::ranges::sort(jobs, {}, &Job::name);
  return jobs;
}

/// Runs all jobs, several at a time, and prints each verdict as it comes.
int run_all(const Options& options, const std::vector<Job>& jobs) {
  std::atomic<std::size_t> next = 0;
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::mutex printing;
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs.size() && !interrupted(); i = next++) {
      const auto start = std::chrono::steady_clock::now();
      Verdict verdict;
      try {
        verdict = options.docs ? run_page(jobs[i].path, options) : run_case(jobs[i].path, options);
      } catch (const std::exception& error) {
        verdict = {Kind::failed, jobs[i].path.string() + ": " + error.what() + "\n"};
      }
      const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::steady_clock::now() - start);
      const std::lock_guard lock(printing);
      if (interrupted()) return;
      const bool bad = verdict.kind == Kind::failed;
      (bad ? failed : passed) += 1;
      std::cout << verdict.report
                << (bad                             ? "[  FAILED  ] "
                    : verdict.kind == Kind::updated ? "[  UPDATED ] "
                                                    : "[       OK ] ")
                << jobs[i].name << " (" << took.count() << " ms)\n";
      if (bad) {
        std::cout << "  again: case_runner " << (options.docs ? "--docs " : "") << "--filter '"
                  << jobs[i].name << "'\n";
      }
      std::cout << std::flush;
    }
  };
  {
    std::vector<std::jthread> threads;
    threads.reserve(options.jobs);
    for (unsigned n = 0; n < options.jobs; ++n) threads.emplace_back(work);
  }
  if (interrupted()) return 130;
  std::cout << passed << " of " << passed + failed << (options.docs ? " pages" : " cases")
            << " as expected\n";
  return failed == 0 ? 0 : 1;
}

template <typename Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number > 0;
}

bool read_options(const std::vector<std::string>& arguments, Options& options) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& name = arguments[i];
    if (name == "--update") {
      options.update = true;
    } else if (name == "--docs") {
      options.docs = true;
    } else if (name == "--keep") {
      options.keep = true;
    } else if (i + 1 == arguments.size()) {
      return false;
    } else {
      const std::string& value = arguments[++i];
      long seconds = 0;
      if (name == "--binary") {
        options.binary = value;
      } else if (name == "--cases") {
        options.cases = value;
      } else if (name == "--source") {
        options.source = value;
      } else if (name == "--filter") {
        options.filter = value;
      } else if (name == "--timeout" && read_number(value, seconds)) {
        options.limit = std::chrono::seconds{seconds};
      } else if (name != "--jobs" || !read_number(value, options.jobs)) {
        return false;
      }
    }
  }
  return true;
}

int run(const std::vector<std::string>& arguments) {
  Options options;
  if (!read_options(arguments, options)) {
    std::cerr << kUsage;
    return 2;
  }
  if (options.cases.empty()) options.cases = options.source / "tests" / "cases";
  if (options.binary.empty())
    options.binary = fs::read_symlink("/proc/self/exe").parent_path() / "redress";
  if (!fs::exists(options.binary)) {
    std::cerr << "case_runner: no program at " << options.binary.string() << "\n";
    return 2;
  }
  options.binary = fs::canonical(options.binary);
  options.source = fs::canonical(options.source);
  const auto jobs = find_jobs(options);
  if (jobs.empty()) {
    std::cerr << "case_runner: nothing to run"
              << (options.filter.empty() ? "" : " that matches " + options.filter) << "\n";
    return 2;
  }
  umask(022);
  const rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  watch_for_interrupt();
  return run_all(options, jobs);
}

}  // namespace
}  // namespace redress::tests

int main(int count, char** values) {
  try {
    return redress::tests::run({values + 1, values + count});
  } catch (const std::exception& error) {
    std::cerr << "case_runner: " << error.what() << "\n";
    return 2;
  }
}
