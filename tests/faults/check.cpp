// The check of a docket that faults have struck: world.hpp says what it promises.
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <sstream>

#include "docket/exhibits.hpp"
#include "docket/filter.hpp"
#include "docket/imports.hpp"
#include "docket/records_money.hpp"
#include "docket/verify.hpp"
#include "docket/walls.hpp"
#include "world.hpp"

namespace redress::docket::faults {
namespace {

namespace fs = std::filesystem;
using base::Result;

class Check {
 public:
  Check(World& world, const fs::path& lines, Expected expected)
      : world_(world), expected_(std::move(expected)) {
    std::ifstream in(lines);
    for (std::string line; std::getline(in, line);)
      (line.starts_with("ack ") ? acks_ : tries_).insert(line.substr(4));
  }

  bool run() {
    auto opened = world_.open();
    if (!opened) {
      // A docket whose making was not reported may be none; it may not be half of one.
      if (!acks_.contains("create")) return made_again();
      return wrong("it does not open: " + opened.error().text());
    }
    docket_.emplace(std::move(*opened));
    auto in_case = docket_->named<Case>("lantern");
    if (!in_case) {
      if (!acks_.contains("create")) return true;
      return wrong("its case is gone");
    }
    case_ = in_case->ref;
    verified("at first");
    for (const std::string& line : tries_) one(line, acks_.contains(line));
    amended(in_case->value.note);
    swept();
    goes_on();
    return good_;
  }

 private:
  bool wrong(const std::string& what) {
    std::cout << "WRONG " << what << "\n";
    good_ = false;
    return false;
  }

  /// What a broken-off init left is no docket: the next one takes its place.
  bool made_again() {
    const fs::path docket = world_.folder / "docket";
    if (fs::exists(docket / "FORMAT")) return true;
    {
      auto made = world_.create();
      if (!made) return wrong("what a broken-off init left stays: " + made.error().text());
      docket_.emplace(std::move(*made));
      verified("made again");
      docket_.reset();
      if (!world_.open()) return wrong("what was made again does not open");
    }
    fs::remove_all(docket);  // as it was before: no docket
    return good_;
  }

  void verified(const std::string& when) {
    const Verification found = verify(*docket_);
    for (const base::Error& problem : found.problems)
      if (!expected_.turning || problem.message() !=
                                    "a change of keys was broken off: another copy of the "
                                    "docket stands beside it")
        wrong("verify, " + when + ": " + problem.text());
  }

  void one(const std::string& line, bool kept) {
    std::istringstream in(line);
    std::string what;
    std::string label;
    long number = 0;
    in >> what >> label >> number;
    if (what == "party" && kept) party(label);
    if (what == "group") group(label, kept);
    if (what == "sealed" && label != expected_.erased) sealed(label, kept);
    if (what == "exhibit") exhibit(label, number, kept);
    if (what == "filtered") filtered(label, kept);
    if (what == "import") import(label, kept);
    if (what == "user") user(label, kept);
  }

  void party(const std::string& label) {
    auto found = docket_->named<Party>(label, case_);
    if (!found || found->value.name != "Moss Invented " + label) wrong("party " + label);
  }

  void group(const std::string& label, bool kept) {
    int there = 0;
    for (int i = 0; i < kGroup; ++i)
      if (docket_->named<Party>(label + "-" + std::to_string(i), case_)) ++there;
    if (there != kGroup && (kept || there != 0))
      wrong("group " + label + " has " + std::to_string(there) + " of its parts");
  }

  void sealed(const std::string& label, bool kept) {
    auto found = docket_->named<Party>(label, case_);
    if (!found) {
      if (kept) wrong("sealed " + label + " is gone");
      return;
    }
    const WalledValue value{{case_, found->ref, Wall::identity, "true_name"},
                            found->value.true_name};
    auto name =
        Walls(*docket_).open(std::span(&value, 1), {Aim::testimony, Ground::authority, "a test"});
    if (!name || base::as_text(name->front().view()) != "Wren Invented " + label)
      wrong("sealed " + label + (name ? " is another" : ": " + name.error().text()));
  }

  void exhibit(const std::string& label, long number, bool kept) {
    auto found = docket_->named<Exhibit>(label, case_);
    if (!found) {
      if (kept) wrong("exhibit " + label + " is gone");
      return;
    }
    if (found->value.holding == Holding::contraband && label == expected_.barred)
      return barred(*found);
    named_.insert(found->value.digest->hex());
    std::string bytes;
    auto read =
        read_exhibit(*docket_, *found->value.digest, [&](base::ByteView chunk) -> Result<void> {
          bytes += base::as_text(chunk);
          return {};
        });
    if (!read) wrong("exhibit " + label + ": " + read.error().text());
    if (read && bytes != content_of(number)) wrong("exhibit " + label + " holds other bytes");
  }

  /// Nobody reads it; its bytes are here, closed, or gone.
  void barred(const Kept<Exhibit>& exhibit) {
    const auto nobody = [](base::ByteView) -> Result<void> { return {}; };
    if (read_exhibit(*docket_, *exhibit.value.digest, nobody)) wrong("what was locked can be read");
    if (has_bytes(*docket_, *exhibit.value.digest)) named_.insert(exhibit.value.digest->hex());
  }

  /// Openly here, or behind the wall: whole either way, and nothing of it left under the docket's key.
  void filtered(const std::string& label, bool kept) {
    auto found = docket_->named<Exhibit>(label, case_);
    if (!found) {
      if (kept) wrong("filtered " + label + " is gone");
      return;
    }
    const Exhibit& exhibit = found->value;
    std::string bytes;
    const auto take = [&](base::ByteView chunk) -> Result<void> {
      bytes += base::as_text(chunk);
      return {};
    };
    if (exhibit.holding == Holding::sealed) {
      if (kept && label != expected_.cleared) wrong("filtered " + label + " is in the open");
      named_.insert(exhibit.digest->hex());
      if (!read_exhibit(*docket_, *exhibit.digest, take)) wrong("filtered " + label + ", openly");
    } else {
      named_.insert(exhibit.sealed_digest->hex());
      if (has_bytes(*docket_, *exhibit.digest)) wrong("filtered " + label + " left its old bytes");
      auto reviewer = world_.open(kReviewer);
      if (!reviewer) return void(wrong("the reviewer does not open: " + reviewer.error().text()));
      const auto opened =
          open_filtered(*reviewer, case_, label, {Aim::review, Ground::authority, "a test"}, take);
      if (!opened) wrong("filtered " + label + ": " + opened.error().text());
    }
    if (bytes != letter_of(label)) wrong("filtered " + label + " holds other bytes");
  }

  bool is_sum(const std::string& label, std::int64_t sum) const {
    return sum == kRows * kAmount ||
           (label == expected_.let_out && sum == (kRows + kOutside) * kAmount);
  }

  /// How often the rows of an exhibit count; anything but all of them is wrong.
  std::size_t readings(const std::string& label, Ref<Exhibit> exhibit) {
    const auto records = records_of(*docket_, case_, record_schema_of<Transfer>(), {});
    if (!records) {
      wrong("imports: " + records.error().text());
      return 0;
    }
    const std::size_t amount = *record_schema_of<Transfer>().index_of("amount");
    std::size_t times = 0;
    for (const ImportedRecords& one : records->imports()) {
      if (one.import.value.exhibit != exhibit) continue;
      ++times;
      std::int64_t sum = 0;
      const auto scanned =
          one.records.scan({.columns = {amount}}, [&](const PageView& page) -> Result<void> {
            for (const std::int64_t value : page.numbers(0)) sum += value;
            return {};
          });
      if (!scanned) wrong("import: " + scanned.error().text());
      if (!is_sum(label, sum)) wrong("an import adds up to " + std::to_string(sum));
    }
    return times;
  }

  /// Published whole, or not at all; what was broken off goes on and ends as if nothing had happened.
  void import(const std::string& label, bool kept) {
    auto found = docket_->named<Exhibit>(label, case_);
    if (!found) {
      if (kept) wrong("import " + label + " lost its exhibit");
      return;
    }
    named_.insert(found->value.digest->hex());
    const std::size_t before = readings(label, found->ref);
    if (before > 1 || (kept && before == 0))
      wrong("import " + label + " counts " + std::to_string(before) + " times");
    // Without its reviewer, whom `create` ends with, a docket takes no rows outside an authority.
    if (before != 0 || !acks_.contains("create")) return;
    const auto done = take_in(*docket_, case_, label, world_.rng);
    if (!done) wrong("import " + label + " does not go on: " + done.error().text());
    if (readings(label, found->ref) != 1) wrong("import " + label + " did not go on to its end");
  }

  void user(const std::string& label, bool kept) {
    const bool entered = docket_->named<User>(label).has_value();
    const bool opens = world_.open(label).has_value();
    if (kept && !(entered && opens)) wrong("user " + label + " was added and can not open");
    if (!kept && opens && !entered) wrong("user " + label + " opens it and was never entered");
    if (!kept && entered && !opens) wrong("user " + label + " was entered and can not open");
  }

  void amended(const std::string& note) {
    long least = 0;
    std::set<std::string> possible{""};
    const std::string word = "amend last ";
    for (const std::string& line : tries_) {
      if (!line.starts_with(word)) continue;
      possible.insert(line.substr(word.size()));
      if (acks_.contains(line)) least = std::max(least, std::stol(line.substr(word.size())));
    }
    if (!possible.contains(note) || (note.empty() ? 0 : std::stol(note)) < least)
      wrong("the case was amended to " + std::to_string(least) + " and says '" + note + "'");
  }

  void swept() {
    auto removed = sweep(*docket_);
    if (!removed) return void(wrong("sweep: " + removed.error().text()));
    auto imports = sweep_imports(*docket_);
    if (!imports) return void(wrong("sweep of imports: " + imports.error().text()));
    std::size_t files = 0;
    for (const auto& entry :
         fs::recursive_directory_iterator(world_.folder / "docket" / "exhibits"))
      files += entry.is_regular_file() ? 1U : 0U;
    if (files != named_.size())
      wrong("after the sweep there are " + std::to_string(files) + " sealed files for " +
            std::to_string(named_.size()) + " exhibits");
    for (const auto& entry : fs::recursive_directory_iterator(world_.folder))
      if (entry.path().filename().string().starts_with(".redress-")) left_over(entry.path());
  }

  /// A file that was to become another: beside the docket's own it must be gone after a sweep, beside the
  /// heads outside it is known and holds nothing but heads.
  void left_over(const fs::path& file) {
    if (file.parent_path() == world_.folder / "docket")
      wrong("the sweep left " + file.filename().string());
    else
      std::cout << "KNOWN leftover " << file.filename().string() << "\n";
  }

  /// What survived must also be fit for work.
  void goes_on() {
    auto acts = docket_->begin();
    if (!acts) return void(wrong("no act can be made: " + acts.error().text()));
    auto entered = acts->enter(Party{.name = "Sage Invented"}, case_, "afterwards");
    if (!entered) return void(wrong("no party can be entered: " + entered.error().text()));
    auto done = acts->commit();
    if (!done) return void(wrong("no act can be kept: " + done.error().text()));
    auto heads = docket_->remember_heads();
    if (!heads) return void(wrong("heads: " + heads.error().text()));
    verified("after one more act");
    docket_.reset();
    auto again = world_.open();
    if (!again) wrong("it does not open again: " + again.error().text());
  }

  World& world_;
  Expected expected_;
  std::set<std::string> acks_;
  std::set<std::string> tries_;
  std::set<std::string> named_;
  std::optional<Docket> docket_;
  CaseRef case_;
  bool good_ = true;
};

}  // namespace

bool all_holds(World& world, const fs::path& lines, const Expected& expected) {
  return Check(world, lines, expected).run();
}

}  // namespace redress::docket::faults
