// The proof of a case, whole: what a brief, a page or a program needs, in one struct.
//
// `prove` loads the case, works out every strand with nothing lost and again under the question that
// was asked, and adds breaking points, the least telling, next steps, alternatives and the review
// list. It repeats the question, the options and the journal heads it was made at. It is not a
// forecast: juries and judges decide.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "docket/heads.hpp"
#include "proof/alternatives.hpp"
#include "proof/disclosure.hpp"
#include "proof/next.hpp"
#include "proof/strand.hpp"

namespace redress::proof {

// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): a choice that matters has no default
struct ProveOptions {
  Without without;
  std::uint32_t breaking_size;  ///< largest breaking set listed
  std::uint32_t breaking_sets;  ///< most breaking sets listed for a strand
  Leaving leaving = {};         ///< for a release: what regimes keep in is left out
};

/// Breaking points of one strand in labels of origins.
struct Breaking {
  bool breakable = false;
  std::uint32_t minimum = 0;
  std::vector<std::vector<std::string>> sets;  ///< smallest first
  bool more = false;
};

/// The smallest burden of tellings that keeps every covered count covered.
struct TellingPlan {
  bool none_needed = false;
  bool possible = true;
  std::uint64_t burden = 0;
  std::vector<std::vector<std::string>> sets;  ///< labels of tellings, all equally good
  bool more = false;
};

/// What one reading of an exhibit gave, for the brief: leads until somebody makes items of them.
struct TakenIn {
  std::string import;   ///< label
  std::string exhibit;  ///< label
  std::string title;
  std::string reader;
  std::int64_t records = 0;
  std::int64_t repeated = 0;
  std::int64_t quarantined = 0;
  std::int64_t refused = 0;
};

struct CaseProof {
  CaseView view;
  ProveOptions options;
  std::vector<Strand> intact;        ///< with nothing lost
  std::vector<Strand> asked;         ///< under options.without; equal in order to `intact`
  std::vector<Strand> no_survivors;  ///< without any survivor's word
  std::vector<std::string>
      withheld;  ///< counts against survivors, and what rests on what is kept apart
  std::vector<Breaking> breaking;  ///< of each intact strand
  TellingPlan tellings;
  std::vector<NextStep> next;
  std::vector<Alternatives> alternatives;    ///< of each defendant who can be asked about
  std::vector<std::string> alternatives_of;  ///< label of that defendant
  std::vector<DisclosureEntry> disclosure;
  std::vector<TakenIn> taken;  ///< imports that stand and that the view may tell of
  std::array<docket::Head, 2> heads;
  bool practice = false;
};

base::Result<CaseProof> prove(const docket::Docket& docket, const law::Library& library,
                              docket::CaseRef in_case, const ProveOptions& options);

inline constexpr std::string_view kNotAForecast =
    "This is not a forecast. Juries and judges decide. It is no reason to refuse a survivor who "
    "wishes to testify.";

}  // namespace redress::proof
