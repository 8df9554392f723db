// What is kept apart: exhibits and mentions outside their authority, whatever a person put under
// quarantine, and everything that rests on either.
//
// Promises: what judge() finds outside is kept apart without any act. A person's quarantine of one
// thing holds until it is released. A release is two acts of two users, none of whom has an act on a
// count of the case from before the release, at least one of them a disclosure reviewer; it must come
// after the newest quarantine of the thing and, for what lies outside scope, after the newest change
// of the exhibit and its authority: what is opened again is what they saw. What was released stops the
// spread to what rests on it alone.
// An exhibit behind the filter wall is kept apart until it is cleared there.
// A kept-apart exhibit is a type of its own: no lens takes it, and its number does not come out.
// n log n in what the case holds.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docket/regime.hpp"
#include "docket/scope.hpp"

namespace redress::docket {

/// An exhibit that no lens may use: it can be named and explained, not cited or read.
class QuarantinedExhibit {
 public:
  const std::string& label() const { return label_; }
  const std::string& why() const { return why_; }

 private:
  friend class KeptApart;
  QuarantinedExhibit(std::string label, std::string why)
      : label_(std::move(label)), why_(std::move(why)) {}
  std::string label_;
  std::string why_;
};

class KeptApart {
 public:
  struct Entry {
    std::string name;  ///< "item pay"
    std::string why;
    bool by_itself = false;  ///< not only because of what it rests on
    std::uint32_t at = 0;    ///< in the matter
  };

  bool holds(std::string_view kind, std::uint64_t number) const {
    return keys_.contains({kind, number});
  }
  bool empty() const { return entries_.empty(); }
  const std::vector<Entry>& entries() const { return entries_; }
  std::vector<QuarantinedExhibit> exhibits() const;

 private:
  friend class ApartBuilder;
  std::vector<Entry> entries_;
  std::set<std::pair<std::string_view, std::uint64_t>> keys_;
};

/// Whether anything in a case has a regime or may be apart. Most cases have neither: then nothing needs
/// to be followed.
base::Result<bool> needs_matter(const Docket& docket, CaseRef in_case);

base::Result<KeptApart> kept_apart(const Docket& docket, CaseRef in_case, const Matter& matter);

/// Each exhibit and mention that its authority may not cover, and each exhibit of an authority that was
/// withdrawn, in the order of entry.
struct OutOfScope {
  std::string name;
  std::string authority;
  Judged judged;
};
base::Result<std::vector<OutOfScope>> out_of_scope(const Docket& docket, CaseRef in_case);

/// Why this user may not give half of a release in this case; no value: may. Reads the whole journal
/// of the case for acts on counts, and so is called when a release is made, not on each read.
base::Result<std::optional<base::Error>> no_release_by(const Docket& docket, CaseRef in_case,
                                                       Ref<User> user);

/// What a release still lacks, in words; empty: it holds.
base::Result<std::string> release_lacks(const Docket& docket, CaseRef in_case,
                                        const std::string& about);

}  // namespace redress::docket
