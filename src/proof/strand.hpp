// One count against one defendant: the element tree with what carries each part of it.
//
// Promises: for every element what supports it, what undermines it, on how many independent origins
// it stands, what is disputed, what is missing, and whether it is covered on a stated route, covered
// only if named conditions come about, or not covered. States have names; there is no score and no
// probability. Elements that are proved for each survivor are asked for each survivor of the count.
//
// The tree becomes the gates of gate.hpp, with origins as atoms; one more atom stands for "a survivor
// is left to explain what items of context mean", and one for each telling that an item needs. Supports without conditions make the firm proof,
// all that are not blocked the wide one. Linear in bindings of the count and gates of the version.
#pragma once

#include <string>
#include <vector>

#include "proof/gate.hpp"
#include "proof/matrix.hpp"
#include "proof/route.hpp"
#include "proof/without.hpp"

namespace redress::proof {

enum class Outcome : std::uint8_t { not_covered, only_if, covered };
std::string_view name_of(Outcome outcome);
std::string_view name_of(State state);

/// One binding as it bears on one element of this strand.
struct Bearing {
  Index binding = kNone;
  Index item = kNone;
  bool lost = false;                                         ///< by what is asked about
  std::shared_ptr<const RouteState> route;                   ///< never null
  std::vector<docket::Ref<docket::Party>> survivors_behind;  ///< whose word it rests on
  bool leans_on_survivor = false;  ///< rests on a survivor's word, or has no other explainer
};

struct ElementView {
  const law::Element* element = nullptr;
  std::uint32_t depth = 0;
  Outcome outcome = Outcome::not_covered;
  State state = State::uncovered;
  std::vector<Bearing> supports;
  std::vector<Bearing> undermines;
  std::uint32_t independent_origins = 0;
  std::uint32_t disputed = 0;            ///< usable supports that the other side disputes
  std::vector<std::string> conditions;   ///< for only_if: those of the way with the fewest
  std::vector<std::string> missing_for;  ///< labels of survivors for whom nothing carries it
  bool rests_on_survivor = false;        ///< covered, and not covered without any survivor's word
  std::vector<std::string> on_whose;     ///< labels of those survivors
  std::uint32_t gate = 0;                ///< in both proofs
};

/// What one strand needs to be asked again without something: gates over origins.
struct StrandProof {
  Proof firm;
  Proof wide;
  Atom explanation = 0;  ///< origins are the atoms below it, tellings those above
};

struct Strand {
  Index count = kNone;
  docket::Ref<docket::Party> defendant;
  const law::Offence* offence = nullptr;
  const law::Version* version = nullptr;
  Outcome outcome = Outcome::not_covered;
  std::vector<ElementView> elements;  ///< in the order of the tree, children after their parent
  std::uint32_t top_elements = 0;     ///< parts of the whole offence
  std::uint32_t top_covered = 0;      ///< on a stated route
  std::uint32_t top_on_survivor = 0;  ///< that rest on a survivor's word alone
  std::vector<std::string> warnings;
  StrandProof proof;
};

/// Positions of the parts directly below the element at `at`.
std::vector<std::size_t> children_of(const Strand& strand, std::size_t at);

/// Every strand of every count that is not dismissed, in the order of counts and their defendants;
/// none against a person who is protected as a survivor, whatever was charged.
/// Counts that name an unknown offence or version are an error.
base::Result<std::vector<Strand>> strands_of(const CaseView& view, const law::Library& library,
                                             const Routes& routes, const Lost& lost);

}  // namespace redress::proof
