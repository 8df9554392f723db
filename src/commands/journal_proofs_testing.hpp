// docs/verify_journal.py run by tests over proofs of a small docket.
#pragma once

#include "commands/journal_proofs.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "commands/session.hpp"
#include "docket/docket.hpp"
#include "docket/rotate.hpp"

namespace redress::commands {

namespace fs = std::filesystem;
using docket::Log;

constexpr std::uint64_t kSizes = 64;

struct Ran {
  int status = -1;
  std::vector<std::string> lines;
  std::string errors;
};

struct Bad {
  std::string line;
  std::string reason;  ///< words that the verifier must say
};

class VerifierRun : public ::testing::Test {
 public:
  VerifierRun() {
    std::string name = (fs::temp_directory_path() / "redress-test-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    session_.emplace(Surroundings{.state = folder_ / "state"}, clock_, rng_);
    auto made = docket::Docket::create({folder_ / "docket", docket::Side::prosecution, true,
                                        "Ada Example", docket::Role::prosecutor},
                                       docket::Passphrase::copy_of(base::as_bytes("open sesame")),
                                       session_->host());
    EXPECT_TRUE(made) << made.error().text();
    session_->adopt(std::move(*made));
    const auto head = open().head(Log::evidence);
    signer_ = base::to_hex(head->signer);
    user_ = base::to_hex(head->maker->key);
  }
  ~VerifierRun() override {
    std::error_code code;
    fs::remove_all(folder_, code);
  }
  VerifierRun(const VerifierRun&) = delete;
  VerifierRun& operator=(const VerifierRun&) = delete;

 protected:
  docket::Docket& open() { return **session_->docket(); }

  void add_act(std::uint64_t number) {
    clock_.advance(1'000'000);
    auto acts = open().begin();
    const docket::Case entity{
        .label = "c" + std::to_string(number), .title = "A case", .sources = {"one", "two"}};
    ASSERT_TRUE(acts->enter(entity, {}, "opened"));
    ASSERT_TRUE(acts->commit());
  }
  /// New keys for the docket; the proof of the act that says so.
  std::string turned() {
    const std::uint64_t position = *open().store().leaf_count(Log::work);
    auto given = session_->give_up();
    const auto done = docket::rotate(std::move(*given),
                                     docket::Passphrase::copy_of(base::as_bytes("open sesame")),
                                     "a laptop was lost");
    EXPECT_TRUE(done) << done.error().text();
    auto again = docket::Docket::open({folder_ / "docket", "Ada Example", {}},
                                      docket::Passphrase::copy_of(base::as_bytes("open sesame")),
                                      session_->host());
    EXPECT_TRUE(again) << again.error().text();
    session_->adopt(std::move(*again));
    return inclusion_text(position, "work");
  }

  std::string inclusion_text(std::uint64_t position, const std::string& log) {
    Arguments arguments;
    arguments.set("log", {log});
    arguments.set("position", {std::to_string(position)});
    const auto out = journal_prove(*session_, arguments);
    EXPECT_TRUE(out) << out.error().text();
    return out ? out->json : std::string();
  }
  std::string consistency_text(const std::string& kept) {
    Arguments arguments;
    arguments.set("head", {kept});
    const auto out = journal_check(*session_, arguments);
    EXPECT_TRUE(out) << out.error().text();
    return out ? out->json : std::string();
  }
  std::string head_line() { return docket::text_of(*open().head(Log::evidence)); }

  /// One run over all lines, so that the interpreter starts once.
  Ran run(const std::vector<std::string>& lines, const std::string& options) {
    const fs::path file = folder_ / "proofs";
    std::ofstream(file, std::ios::binary) << joined(lines);
    const std::string command = "python3 '" REDRESS_SOURCE_DIR "/docs/verify_journal.py' --lines " +
                                options + " '" + file.string() + "' >'" +
                                (folder_ / "out").string() + "' 2>'" + (folder_ / "err").string() +
                                "'";
    Ran ran;
    // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): a command of the test's own making
    const int status = std::system(command.c_str());
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    ran.lines = lines_of(folder_ / "out");
    for (const std::string& line : lines_of(folder_ / "err")) ran.errors += line + "\n";
    return ran;
  }
  std::string keys() const { return "--signer " + signer_ + " --user 1=" + user_; }

  /// Each by itself must be refused, for its own reason.
  void refuse(const std::vector<Bad>& bad) {
    std::vector<std::string> lines;
    lines.reserve(bad.size());
    for (const Bad& one : bad) lines.push_back(one.line);
    const Ran ran = run(lines, keys());
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.errors, "");
    ASSERT_EQ(ran.lines.size(), bad.size());
    for (std::size_t i = 0; i < bad.size(); ++i) {
      EXPECT_NE(ran.lines[i].find("DOES NOT HOLD"), std::string::npos) << ran.lines[i];
      EXPECT_NE(ran.lines[i].find(bad[i].reason), std::string::npos)
          << ran.lines[i] << "\nexpected: " << bad[i].reason;
    }
  }

  static std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
  }
  static std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }

  fs::path folder_;
  base::FixedClock clock_{base::Instant(1'700'000'000'000'000)};
  base::SeededRng rng_{7};
  std::optional<Session> session_;
  std::string signer_;
  std::string user_;
};

/// A hexadecimal text with one bit of one digit changed.
inline std::string flipped(std::string out, std::size_t at = 0) {
  at = at % out.size();
  out[at] = out[at] == '0' ? '1' : '0';
  return out;
}

}  // namespace redress::commands
