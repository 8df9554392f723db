// What the writer that the faults strike shares with its check: the docket, its people, and the contents of
// what is entered, all of them known from its label.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "docket/docket.hpp"

namespace redress::docket::faults {

inline constexpr std::string_view kFirstUser = "Ada Example";
inline constexpr std::string_view kReviewer = "Rio Example";
inline constexpr int kGroup = 3;
inline constexpr std::int64_t kRows = 60;     ///< of an import, in three segments
inline constexpr std::int64_t kOutside = 5;   ///< rows of it outside the authority
inline constexpr std::int64_t kAmount = 250;  ///< of each

Passphrase words();

/// Some contents come again, so that a file that is here already is taken too.
std::string content_of(long number);
std::string letter_of(const std::string& label);

struct World {
  World(std::filesystem::path base, std::uint64_t seed) : folder(std::move(base)), rng(seed) {}
  Host host() { return {clock, rng, folder / "state", own_kinds()}; }
  base::Result<Docket> open(std::string_view user = kFirstUser);
  base::Result<Docket> create();

  std::filesystem::path folder;
  base::FixedClock clock{base::Instant(1'700'000'000'000'000), 1'000'000};
  base::SeededRng rng;
};

/// One line on standard output, in one write.
void report(const std::string& line);

/// Takes in the rows of an exhibit, or goes on with what was staged of them.
base::Result<void> take_in(Docket& docket, CaseRef in_case, const std::string& label,
                           base::Rng& rng);

/// Whether all that `lines` (a file of reports) say was kept is there, nothing is there by half, and the
/// docket is fit for work; what is wrong is printed.
struct Expected {
  bool turning =
      false;  ///< a change of keys was under way: a copy may stand beside it, verify says so
  std::string erased;   ///< label of a person who may have been, or was, erased
  std::string cleared;  ///< of an exhibit that may have come back from behind the filter wall
  std::string barred;   ///< of one that may have been locked as contraband, and removed
  std::string let_out;  ///< of one whose rows in quarantine may have been let out
};
bool all_holds(World& world, const std::filesystem::path& lines, const Expected& expected);

/// Larger pieces of work, done once on a docket that was worked on: "rotate", "rotate-by-steps", "erase",
/// "backup", "restore", "clear", "purge", "let-out". `prepare` before the faults, `work` under them; `after` checks what they left, does the work again
/// and checks that. All return whether it went well.
bool prepare(World& world, const std::string& operation);
bool work(World& world, const std::string& operation);
bool after(World& world, const std::string& operation, const std::filesystem::path& lines);

}  // namespace redress::docket::faults
