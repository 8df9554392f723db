// The program that the faults strike: makes acts in a practice docket and reports each one, and
// afterwards checks that everything reported is there and that nothing is there by half.
//
//   fault_writer create FOLDER              a practice docket in FOLDER/docket, heads in FOLDER/state
//   fault_writer write FOLDER FIRST COUNT   works FIRST .. FIRST+COUNT-1; goes on after a failure
//   fault_writer early FOLDER FIRST COUNT   the same, but reports before the act is kept: a wrong
//                                           writer, so that the check can be seen to fail
//   fault_writer check FOLDER LINES         LINES: what writers reported. 0: all of it holds
//   fault_writer prepare FOLDER OPERATION, work FOLDER OPERATION, after FOLDER OPERATION LINES
//                                           a larger piece of work: operations.cpp
//
// Reports go to standard output, one write each: "try ..." before a work, "ack ..." once it was kept.
#include <fstream>
#include <iostream>
#include <optional>

#include "docket/exhibits.hpp"
#include "docket/filter.hpp"
#include "docket/walls.hpp"
#include "world.hpp"

namespace redress::docket::faults {
namespace {

namespace fs = std::filesystem;
using base::Result;

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

int run(const std::vector<std::string>& words_given) {
  const std::string& what = words_given.at(0);
  const fs::path folder = words_given.at(1);
  const bool numbered = what == "write" || what == "early";
  const long first = numbered ? std::stol(words_given.at(2)) : 0;
  World world(folder, static_cast<std::uint64_t>(first) * 8 + what.size());
  if (what == "check") return all_holds(world, words_given.at(2), {}) ? 0 : 1;
  if (what == "prepare") return prepare(world, words_given.at(2)) ? 0 : 1;
  if (what == "work") return work(world, words_given.at(2)) ? 0 : 1;
  if (what == "after") return after(world, words_given.at(2), words_given.at(3)) ? 0 : 1;
  if (what == "create") {
    auto made = create(world);
    if (!made) std::cerr << made.error().text() << "\n";
    return made ? 0 : 1;
  }
  Writer writer(world, what == "early");
  for (long i = 0; i < std::stol(words_given.at(3)); ++i) writer.work(first + i);
  return 0;
}

}  // namespace
}  // namespace redress::docket::faults

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  try {
    return redress::docket::faults::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "fault_writer: " << error.what() << "\n";
    return 4;
  }
}
