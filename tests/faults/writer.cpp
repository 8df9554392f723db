// The program that the faults strike: makes acts in a practice docket and reports each one, and
// afterwards checks that everything reported is there and that nothing is there by half.
//
//   fault_writer create FOLDER              a practice docket in FOLDER/docket, heads in FOLDER/state
//   fault_writer write FOLDER FIRST COUNT   works FIRST .. FIRST+COUNT-1; goes on after a failure
//   fault_writer early FOLDER FIRST COUNT   the same, but reports before the act is kept: a wrong
//                                           writer, so that the check can be seen to fail
//   fault_writer check FOLDER LINES         LINES: what writers reported. 0: all of it holds
//   fault_writer rotate FOLDER              new keys for the whole docket
//   fault_writer rotated FOLDER LINES       a check, new keys once more, and a check of that
//
// Reports go to standard output, one write each: "try ..." before a work, "ack ..." once it was kept.
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "docket/docket.hpp"
#include "docket/exhibits.hpp"
#include "docket/filter.hpp"
#include "docket/imports.hpp"
#include "docket/records_money.hpp"
#include "docket/rotate.hpp"
#include "docket/verify.hpp"
#include "docket/walls.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using base::Result;

constexpr std::string_view kWords = "open sesame";
constexpr std::string_view kFirstUser = "Ada Example";
constexpr std::string_view kReviewer = "Rio Example";
constexpr int kGroup = 3;
constexpr std::int64_t kRows = 60;     ///< of an import, in three segments
constexpr std::int64_t kOutside = 5;   ///< rows of it outside the authority
constexpr std::int64_t kAmount = 250;  ///< of each

void report(const std::string& line) {
  const std::string whole = line + "\n";
  if (::write(STDOUT_FILENO, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size()))
    std::_Exit(3);
}

Passphrase words() { return Passphrase::copy_of(base::as_bytes(kWords)); }

/// Some contents come again, so that a file that is here already is taken too.
std::string content_of(long number) {
  const long which = number % 3;
  return "page " + std::to_string(which) + "\n" +
         std::string(static_cast<std::size_t>(which) * 9000, static_cast<char>('a' + which));
}

std::string letter_of(const std::string& label) {
  return "letter " + label + "\n" + std::string(9000, 'l');
}

struct World {
  explicit World(fs::path base, std::uint64_t seed) : folder(std::move(base)), rng(seed) {}
  Host host() { return {clock, rng, folder / "state", own_kinds()}; }
  Result<Docket> open(std::string_view user = kFirstUser) {
    return Docket::open({folder / "docket", std::string(user), {}}, words(), host());
  }
  Result<Docket> create() {
    return Docket::create(
        {folder / "docket", Side::prosecution, true, std::string(kFirstUser), Role::prosecutor},
        words(), host());
  }

  fs::path folder;
  base::FixedClock clock{base::Instant(1'700'000'000'000'000), 1'000'000};
  base::SeededRng rng;
};

Columns transfers(std::int64_t first, std::int64_t many) {
  Columns columns(record_schema_of<Transfer>(), first);
  for (std::int64_t row = first + 1; row <= first + many; ++row) {
    const std::string account = "AT " + std::to_string(row % 7);
    (void)columns.push(
        Transfer{.amount = {kAmount}, .currency = "EUR", .account = account, .row = row});
  }
  return columns;
}

/// Takes in the rows of an exhibit, or goes on with what was staged of them.
Result<void> take_in(Docket& docket, CaseRef in_case, const std::string& label, base::Rng& rng) {
  const auto exhibit = REDRESS_TRY(docket.named<Exhibit>(label, in_case));
  Import import;
  import.exhibit = exhibit.ref;
  import.authority = exhibit.value.authority;
  import.reader = "bank-csv";
  import.reader_version = "1";
  import.tools = "none";
  const auto bulk = REDRESS_TRY(Bulk::for_import(docket));
  const ImportDescription description = REDRESS_TRY(describe(docket, import));
  Staging staging = REDRESS_TRY(Staging::begin_or_resume(bulk->folder(), description, rng));
  for (std::int64_t first = 0; first < kRows; first += kRows / 3) {
    Columns rows = transfers(first, kRows / 3);
    REDRESS_TRY(staging.add(rows));
  }
  Columns outside = transfers(kRows, kOutside);
  REDRESS_TRY(staging.add(outside, Shelf::quarantine));
  REDRESS_TRY(staging.refuse("row 99", "bad-date", "99;31.02.2024"));
  REDRESS_TRY(staging.finish(kRows + kOutside + 1));
  REDRESS_TRY(publish(docket, *bulk, staging, import, {in_case, "a test"}));
  return {};
}

// ---- writing -------------------------------------------------------------------------------------

class Writer {
 public:
  Writer(World& world, bool early) : world_(world), early_(early) {}

  void work(long number) {
    if (number % 5 == 0) docket_.reset();  // closing and opening again moves the log into the file
    if (!docket_) {
      auto opened = world_.open();
      if (!opened) return complain(number, opened.error());
      docket_.emplace(std::move(*opened));
    }
    auto done = one(number);
    if (!done) return complain(number, done.error());
    // As the commands do. A failure is no reason to take back what was kept.
    auto heads = docket_->remember_heads();
    if (!heads) complain(number, heads.error());
  }

 private:
  static void complain(long number, const base::Error& error) {
    std::cerr << number << ": " << error.text() << "\n";
  }

  Result<void> one(long number) {
    const std::string label = std::to_string(number);
    switch (number % 8) {
      case 0: return reported("group g" + label, [&] { return group("g" + label); });
      case 1: return reported("party p" + label, [&] { return party("p" + label); });
      case 2:
        return reported("exhibit e" + label + " " + std::to_string(number % 3),
                        [&] { return exhibit("e" + label, number); });
      case 3: return reported("sealed s" + label, [&] { return sealed("s" + label); });
      case 4: return reported("amend last " + label, [&] { return amend(label); });
      case 5:
        return reported("user u" + label, [&] {
          return docket_->add_user({"u" + label, Role::investigator}, words());
        });
      case 6: return reported("filtered f" + label, [&] { return filtered("f" + label); });
      default: return reported("import i" + label, [&] { return import("i" + label); });
    }
  }

  template <typename Work>
  Result<void> reported(const std::string& what, Work work) {
    report("try " + what);
    if (early_) report("ack " + what);
    REDRESS_TRY(work());
    if (!early_) report("ack " + what);
    return {};
  }

  Result<CaseRef> the_case() { return REDRESS_TRY(docket_->named<Case>("lantern")).ref; }

  Result<void> party(const std::string& label) {
    const CaseRef in_case = REDRESS_TRY(the_case());
    Acts acts = REDRESS_TRY(docket_->begin());
    REDRESS_TRY(acts.enter(Party{.label = label, .name = "Moss Invented " + label}, in_case, "r"));
    return acts.commit();
  }

  Result<void> group(const std::string& label) {
    const CaseRef in_case = REDRESS_TRY(the_case());
    Acts acts = REDRESS_TRY(docket_->begin());
    for (int i = 0; i < kGroup; ++i)
      REDRESS_TRY(acts.enter(
          Party{.label = label + "-" + std::to_string(i), .note = std::string(1500, 'n')}, in_case,
          "r"));
    return acts.commit();
  }

  Result<void> amend(const std::string& to) {
    const auto last = REDRESS_TRY(docket_->named<Case>("lantern"));
    Acts acts = REDRESS_TRY(docket_->begin());
    Case changed = last.value;
    changed.note = to;
    REDRESS_TRY(acts.amend(last.ref, changed, "a later state"));
    return acts.commit();
  }

  Result<void> sealed(const std::string& label) {
    const CaseRef in_case = REDRESS_TRY(the_case());
    Acts acts = REDRESS_TRY(docket_->begin());
    const Ref<Party> ref = REDRESS_TRY(acts.reserve<Party>());
    Party person{.label = label, .protection = Protected::survivor};
    const std::string name = "Wren Invented " + label;
    person.true_name =
        REDRESS_TRY(Walls(*docket_).seal(acts, {in_case, ref, Wall::identity, "true_name"},
                                         base::SecretBytes::copy_of(base::as_bytes(name))));
    Row row = detail::row_of(person, in_case.number);
    row.number = ref.number;
    REDRESS_TRY(acts.enter_row(schema_of<Party>(), std::move(row), "r"));
    return acts.commit();
  }

  Result<void> exhibit(const std::string& label, long number) {
    return sealed_page(label, content_of(number));
  }

  /// Entered openly, and then put behind the filter wall: two groups of acts.
  Result<void> filtered(const std::string& label) {
    const CaseRef in_case = REDRESS_TRY(the_case());
    REDRESS_TRY(sealed_page(label, letter_of(label)));
    const auto title = [](const Exhibit& words, const base::SecretBytes&) {
      return Result<base::SecretBytes>(base::SecretBytes::copy_of(base::as_bytes(words.title)));
    };
    REDRESS_TRY(put_behind_filter(*docket_, in_case, label, "a letter", title));
    return {};
  }

  Result<void> import(const std::string& label) {
    REDRESS_TRY(sealed_page(label, "statement " + label));
    return take_in(*docket_, REDRESS_TRY(the_case()), label, world_.rng);
  }

  Result<void> sealed_page(const std::string& label, const std::string& content) {
    const CaseRef in_case = REDRESS_TRY(the_case());
    const auto authority = REDRESS_TRY(docket_->named<Authority>("warrant-1", in_case));
    const fs::path in = world_.folder.string() + ".in";
    std::ofstream(in, std::ios::binary) << content;
    const SealedFile taken = REDRESS_TRY(take_file(*docket_, in));
    Acts acts = REDRESS_TRY(docket_->begin());
    REDRESS_TRY(acts.enter(Exhibit{.label = label,
                                   .title = "a page",
                                   .holding = Holding::sealed,
                                   .digest = taken.digest,
                                   .size = static_cast<std::int64_t>(taken.size),
                                   .giver = "Moss Invented",
                                   .authority = authority.ref},
                           in_case, "r"));
    return acts.commit();
  }

  World& world_;
  bool early_;
  std::optional<Docket> docket_;
};

Result<void> create(World& world) {
  report("try create");
  Docket docket = REDRESS_TRY(world.create());
  Acts acts = REDRESS_TRY(docket.begin());
  const CaseRef in_case =
      REDRESS_TRY(acts.enter(Case{.label = "lantern", .title = "A case"}, {}, "opened"));
  REDRESS_TRY(
      acts.enter(Authority{.label = "warrant-1", .form = AuthorityForm::warrant, .title = "Search"},
                 in_case, "r"));
  REDRESS_TRY(acts.commit());
  REDRESS_TRY(docket.add_user({kReviewer, Role::disclosure_reviewer}, words()));
  {
    // The first to put something behind the filter wall reads there.
    Docket reviewer = REDRESS_TRY(world.open(kReviewer));
    Acts notes = REDRESS_TRY(reviewer.begin());
    REDRESS_TRY(Walls(reviewer).seal(notes, {in_case, {}, Wall::filter, "a note"}, words()));
    REDRESS_TRY(notes.commit());
  }
  REDRESS_TRY(docket.remember_heads());
  report("ack create");
  return {};
}

// ---- checking ------------------------------------------------------------------------------------

class Check {
 public:
  /// `turning`: a change of keys was under way; a copy of the docket may stand beside it, and verify says so.
  Check(World& world, const fs::path& lines, bool turning = false)
      : world_(world), turning_(turning) {
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
      if (!turning_ || problem.message() !=
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
    if (what == "sealed") sealed(label, kept);
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
      if (kept) wrong("filtered " + label + " is in the open");
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

  /// How often the rows of an exhibit count; anything but all of them is wrong.
  std::size_t readings(Ref<Exhibit> exhibit) {
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
      if (sum != kRows * kAmount) wrong("an import adds up to " + std::to_string(sum));
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
    const std::size_t before = readings(found->ref);
    if (before > 1 || (kept && before == 0))
      wrong("import " + label + " counts " + std::to_string(before) + " times");
    // Without its reviewer, whom `create` ends with, a docket takes no rows outside an authority.
    if (before != 0 || !acks_.contains("create")) return;
    const auto done = take_in(*docket_, case_, label, world_.rng);
    if (!done) wrong("import " + label + " does not go on: " + done.error().text());
    if (readings(found->ref) != 1) wrong("import " + label + " did not go on to its end");
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
  bool turning_;
  std::set<std::string> acks_;
  std::set<std::string> tries_;
  std::set<std::string> named_;
  std::optional<Docket> docket_;
  CaseRef case_;
  bool good_ = true;
};

Result<void> turn_keys(World& world) {
  Docket docket = REDRESS_TRY(world.open());
  REDRESS_TRY(rotate(std::move(docket), words(), "a test"));
  report("ack rotate");
  return {};
}

/// Old keys or new ones; whole either way, and the next change of keys removes what is left of this one.
bool is_fit_for_new_keys(World& world, const fs::path& lines) {
  if (!Check(world, lines, true).run()) return false;
  const auto again = turn_keys(world);
  if (!again) std::cout << "WRONG no new keys: " << again.error().text() << "\n";
  const bool left = fs::exists(place_of_new(world.folder / "docket")) ||
                    fs::exists(place_of_old(world.folder / "docket"));
  if (left) std::cout << "WRONG another docket stands beside it\n";
  return Check(world, lines).run() && again && !left;
}

int run(const std::vector<std::string>& words_given) {
  const std::string& what = words_given.at(0);
  const fs::path folder = words_given.at(1);
  const long first = words_given.size() > 3 ? std::stol(words_given[2]) : 0;
  World world(folder, static_cast<std::uint64_t>(first) * 8 + what.size());
  if (what == "check") return Check(world, words_given.at(2)).run() ? 0 : 1;
  if (what == "create") {
    auto made = create(world);
    if (!made) std::cerr << made.error().text() << "\n";
    return made ? 0 : 1;
  }
  if (what == "rotated") return is_fit_for_new_keys(world, words_given.at(2)) ? 0 : 1;
  if (what == "rotate") {
    auto done = turn_keys(world);
    if (!done) std::cerr << done.error().text() << "\n";
    return done ? 0 : 1;
  }
  Writer writer(world, what == "early");
  for (long i = 0; i < std::stol(words_given.at(3)); ++i) writer.work(first + i);
  return 0;
}

}  // namespace
}  // namespace redress::docket

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  try {
    return redress::docket::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "fault_writer: " << error.what() << "\n";
    return 4;
  }
}
