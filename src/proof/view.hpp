// A case as the proof lens sees it: everything loaded once, references turned into indexes.
//
// Withdrawn entities are left out. Indexes are positions in the vectors here. Linear in what the
// case holds.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "docket/docket.hpp"
#include "docket/scope_quarantine.hpp"
#include "law/pack.hpp"
#include "proof/kinds.hpp"

namespace redress::proof {

using Index = std::uint32_t;
inline constexpr Index kNone = ~Index{0};

/// Entities of one kind with a look-up from reference to index.
template <typename K>
class Shelf {
 public:
  template <typename Keep>
  void fill(std::vector<docket::Kept<K>> kept, const Keep& keep) {
    rows_.reserve(kept.size());
    at_.reserve(kept.size());
    for (docket::Kept<K>& one : kept) {
      if (one.withdrawn || !keep(one)) continue;
      at_[one.ref.number] = static_cast<Index>(rows_.size());
      rows_.push_back(std::move(one));
    }
  }
  Index index_of(docket::Ref<K> ref) const {
    const auto at = at_.find(ref.number);
    return at == at_.end() ? kNone : at->second;
  }
  const K* find(docket::Ref<K> ref) const {
    const Index at = index_of(ref);
    return at == kNone ? nullptr : &rows_[at].value;
  }
  const K& operator[](Index i) const { return rows_[i].value; }
  const docket::Kept<K>& kept(Index i) const { return rows_[i]; }
  Index size() const { return static_cast<Index>(rows_.size()); }

 private:
  std::vector<docket::Kept<K>> rows_;
  std::unordered_map<std::uint64_t, Index> at_;
};

using docket::Hidden;

struct CaseView {
  docket::CaseRef ref;
  docket::Case about;
  Shelf<docket::Party> parties;
  Shelf<docket::Authority> authorities;
  Shelf<docket::Exhibit> exhibits;
  Shelf<docket::Mark> marks;
  Shelf<Origin> origins;
  Shelf<Agreement> agreements;
  Shelf<TellingOccasion> tellings;
  Shelf<Count> counts;
  Shelf<Item> items;
  Shelf<Binding> bindings;
  /// By index of a party that others were decided to be: the one that stands for the person, a
  /// protected one first. Parties of nobody else are not in it.
  std::unordered_map<Index, docket::Ref<docket::Party>> persons;
  docket::Matter matter;  ///< what came from what; empty where no regime and nothing apart is
  Hidden hidden;          ///< what this view leaves out, of every kind
  /// What is kept apart and may be told here: exhibits that no lens takes, and whatever rests on them.
  std::vector<docket::QuarantinedExhibit> apart;
  std::vector<std::string> stale;  ///< "item pay: it rests on ..."

  /// The party that stands for this person; the party itself where nobody was joined.
  docket::Ref<docket::Party> person(docket::Ref<docket::Party> party) const;
  /// Whether this person, under whichever label, is protected as a survivor.
  bool is_survivor(docket::Ref<docket::Party> party) const;
  /// Whether an origin is, or only repeats, a survivor's word; and whose.
  std::vector<docket::Ref<docket::Party>> survivors_behind(Index origin) const;
  /// The origin and all that it only repeats, each once.
  std::vector<Index> with_roots(Index origin) const;
  std::string label(docket::Ref<docket::Party> party) const;
};

/// For whom a view is made. Null library: the checks of the office itself, which see every exhibit, and
/// no item on what is kept apart.
struct Leaving {
  const law::Library* library = nullptr;
  bool court_order = false;  ///< the ground of the release
  bool leaves = true;        ///< a release; false: `reader` looks at it inside the office
  std::string reader;        ///< name of the user
  std::chrono::sys_days today;
  std::optional<docket::Role> role;  ///< of the reader
  std::string purpose;  ///< of the release: a regime lets its material leave for its own alone
};

/// What a pack says of a regime; a regime that no pack has is taken at its strictest.
docket::RegimeRule rule_of(const law::Library& library, std::string_view regime);

/// Whether material under this regime may leave on this ground.
bool may_leave(const law::Library& library, const std::string& regime, bool court_order);

/// What a reader or a release may not be shown, of every kind, with all that was derived from it.
base::Result<Hidden> hidden_from(const docket::Docket& docket, docket::CaseRef in_case,
                                 const Leaving& leaving);

/// What is kept apart is in no reader's view. With `leaving`, neither is what a regime keeps in, or keeps
/// from a reader who is not on its list, with all that was derived from it and every mark about it:
/// not even its existence is told.
base::Result<CaseView> load(const docket::Docket& docket, docket::CaseRef in_case,
                            const Leaving& leaving = {});

/// The version of a count's offence: the one it names, or the one in force on its first day, which is
/// the safe one for conduct that spans a change. Fails where the offence is unknown or was not yet law.
base::Result<const law::Version*> version_of(const law::Library& library, const Count& count);

}  // namespace redress::proof
