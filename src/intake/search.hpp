// Searching the words of the records of a case, as this user may read them.
//
// Promises: what is asked is limited to the imports that docket::records_of gives to this user
// now: what was withdrawn, replaced, locked or kept apart, and what a regime closes to this
// user, is not shown, not counted and changes no order. Rows in quarantine and what stands
// behind walls are never in the index. Every hit is read out of its record: its own words with
// what was found marked, exhibit, locator, time as written, people. The order is by time, the
// newest first or the oldest; or the fittest first, weighed among what may be read alone. What
// has the words in any spelling comes first, what only sounds alike (consonants of Arabic and
// Hebrew, syllables of Chinese) after it. Records that the index has not yet are taken in first;
// that may be stopped, and goes on with the next search.
// Cost: a page of kPageOfHits hits in milliseconds once the index is filled. Used by one thread.
// Bad input: words that can not be read give an error with the character; so do unknown kinds.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "docket/imports.hpp"
#include "docket/search_index.hpp"

namespace redress::intake {

inline constexpr std::size_t kPageOfHits = 20;
inline constexpr std::size_t kMostPagesOfHits = 5'000;

struct SearchWanted {
  std::string words;
  std::vector<std::string> kinds;          ///< names of record kinds; none: all
  std::string person;                      ///< a name, number, address or user name; empty: anybody
  std::optional<base::PartialDate> from;   ///< its first day
  std::optional<base::PartialDate> until;  ///< its last day
  docket::Ref<docket::Exhibit> exhibit;    ///< none: all
  docket::SearchOrder order = docket::SearchOrder::newest;
  std::size_t page = 1;
};

struct HitPart {
  std::string text;
  bool found = false;
};
using NamedText = std::pair<std::string, std::string>;  ///< name of the column, what stands there

struct SearchHit {
  docket::Ref<docket::Import> import;
  std::string import_label;
  docket::Ref<docket::Exhibit> exhibit;
  std::string kind;
  std::int64_t ordinal = 0;
  std::vector<NamedText> locator;
  std::string when;  ///< RFC 3339, a day, or empty
  /// The column of the time. One that ends in "wall" is the clock of the source, others are UTC.
  std::string clock;
  std::vector<NamedText> people;
  std::string column;  ///< whose words these are
  std::vector<HitPart> words;
  bool cut_before = false;
  bool cut_behind = false;
  bool by_sound = false;
};

struct SearchFound {
  std::vector<SearchHit> hits;
  bool more = false;
  bool weighed_all = true;
  std::vector<docket::NotRead> not_read;
  std::uint64_t records = 0;  ///< in which was searched
};

/// Rows that were taken into the index, of so many that are to be; may stop the search.
using TakingIn = std::function<base::Result<void>(std::uint64_t done, std::uint64_t all)>;

class Search {
 public:
  /// `docket` must outlive it.
  Search(const docket::Docket& docket, docket::CaseRef in_case, docket::ReadingRules rules)
      : docket_(&docket), in_case_(in_case), rules_(std::move(rules)) {}

  base::Result<SearchFound> find(const SearchWanted& wanted, const TakingIn& taking_in = {});

  /// Removes the index of a case, on the disk too. To be called when an exhibit is purged, or goes
  /// behind a wall.
  static base::Result<void> forget(const docket::Docket& docket, docket::CaseRef in_case) {
    return docket::SearchIndex::forget(docket, in_case);
  }

 private:
  struct Open;  ///< what may be read, and the index
  base::Result<SearchFound> find_once(const SearchWanted& wanted, const docket::SearchNode& words,
                                      const docket::SearchNode* person, const TakingIn& taking_in);
  base::Result<void> check_kinds(const SearchWanted& wanted) const;

  const docket::Docket* docket_;
  docket::CaseRef in_case_;
  docket::ReadingRules rules_;
};

}  // namespace redress::intake
