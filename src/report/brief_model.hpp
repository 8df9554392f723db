// What every face of the brief tells, worked out once: which counts stand alike, what carries each
// element, what has nothing behind it, and the sentences about reliance, breaking points, tellings.
//
// Told once: strands (one count against one defendant) of the same offence, version, stage and
// dates whose element trees are the same under every question that was asked. Counts that concern
// one survivor each are also alike where they differ only in whose word it is; the labels are then
// those of all of them. Anything else that differs keeps them apart.
//
// Promises: linear in strands times elements and bindings, apart from one sort of keys. The model
// refers to the proof: it must outlive the model. An element that the questions' strands lack
// counts as not covered: the model never claims more than the proof says.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "proof/case_proof.hpp"
#include "report/brief_words.hpp"

namespace redress::report {

/// What an item does for an element now, the strongest reason against it first.
enum class Carries : std::uint8_t { yes, only_if, blocked };

/// One item as it bears on one element; in a group, once for all strands that it concerns.
struct Use {
  proof::Index item = proof::kNone;
  proof::Index binding = proof::kNone;
  Carries carries = Carries::yes;
  bool lost = false;  ///< under the question
  bool leans_on_survivor = false;
  std::vector<std::string> whose;  ///< labels; empty with leans: a survivor must explain it
  proof::RouteState route;
  std::string together;  ///< carries only with the others of this word
};

struct ElementLine {
  const law::Element* element = nullptr;
  std::uint32_t depth = 0;
  std::size_t end = 0;  ///< one past its last part, as an index of the lines
  proof::Outcome intact = proof::Outcome::not_covered;
  proof::Outcome no_survivors = proof::Outcome::not_covered;
  proof::Outcome asked = proof::Outcome::not_covered;
  std::vector<std::string> asked_conditions;
  proof::State state = proof::State::uncovered;
  std::uint32_t origins = 0;
  std::uint32_t disputed = 0;
  std::vector<std::string> conditions;
  std::vector<std::string> missing_for;
  bool rests_on_survivor = false;
  std::vector<std::string> on_whose;
  std::vector<Use> supports;
  std::vector<Use> undermines;
  bool unused = false;    ///< one of several alternatives, and nothing bears on it
  bool as_above = false;  ///< the same element stands in the tree before
};

/// Strands that are told once.
struct CountGroup {
  std::vector<std::size_t> strands;  ///< indexes of CaseProof::intact
  std::vector<proof::Index> counts;
  std::vector<std::string> defendants;  ///< labels
  std::vector<std::string> survivors;
  bool one_survivor_each = false;  ///< several counts, each for another survivor
  bool each_on_own = false;        ///< and what rests on a survivor rests on that one
  std::string numbers;             ///< "1-4, 6"
  std::string name;                ///< "Counts 1-4, 6"
  const law::Offence* offence = nullptr;
  const law::Version* version = nullptr;
  proof::Outcome intact = proof::Outcome::not_covered;
  proof::Outcome no_survivors = proof::Outcome::not_covered;
  proof::Outcome asked = proof::Outcome::not_covered;
  std::uint32_t top_elements = 0;
  std::uint32_t top_covered = 0;  ///< on a stated route
  std::uint32_t top_on_survivor = 0;
  std::vector<std::string> on_whose;  ///< of the top elements that rest on a survivor's word
  std::vector<std::string> warnings;
  std::vector<ElementLine> elements;  ///< the whole first, parts after it
};

/// Alternatives of defendants for whom they are the same.
struct AlternativesGroup {
  std::vector<std::string> defendants;
  const proof::Alternatives* found = nullptr;
};

struct Brief {
  const proof::CaseProof* proof = nullptr;
  bool has_question = false;
  std::string question;  ///< "without S2"
  std::vector<CountGroup> groups;
  std::vector<AlternativesGroup> alternatives;
  std::vector<std::pair<std::string, bool>>
      routes;                        ///< texts of the routes used; whether unconfirmed
  std::vector<std::string> regimes;  ///< ids of regimes that come with material of this case
};

Brief brief_of(const proof::CaseProof& proof);

/// Labels of those on whose word the parts of the whole rest that rest on a survivor's word.
std::vector<std::string> on_whose(const proof::Strand& strand);

/// One way of asking, as a column of every table: with everything, without any survivor's word, and
/// under the question where one was asked that is not the second already.
struct Column {
  std::string title;
  proof::Outcome CountGroup::* of_count;
  proof::Outcome ElementLine::* of_element;
};
std::vector<Column> columns_of(const Brief& brief);
/// "With everything: covered on a stated route. Without survivors: not covered."
std::string outcome_sentence(const Brief& brief, const CountGroup& group);

/// "3 of 5 elements rest on a survivor's word alone: S1, S2", or that none does, or why it can not
/// be said of a count that is not covered.
std::string reliance_sentence(const CountGroup& group);
/// "Against F1, F2; for S1; object us/1581; 2005 to 2006; convicted".
std::string about_sentence(const Brief& brief, const CountGroup& group);
/// One line for each size of set: "breaks if we lose 1 origin: {workers}", with at most `most` sets.
std::vector<std::string> breaking_lines(const Brief& brief, const CountGroup& group,
                                        std::size_t most);
std::vector<std::string> telling_lines(const proof::CaseProof& proof);
/// Which regimes come with material of the case; empty where none does.
std::string handling_text(const Brief& brief);
/// "PARTY", or "no route stated".
std::string route_code(const proof::RouteState& route);
/// Why an item carries, carries not yet, or does not: "lost under the question; blocked: ...".
std::string use_words(const Use& use);
/// "rests on S1, S2", "a survivor must explain it", or nothing.
std::string leans_words(const Use& use);
/// "Note on count 1: ..."; counts of a group with the same note are named together.
std::vector<std::string> count_notes(const Brief& brief, const CountGroup& group);
/// Names of the groups that a next step concerns.
std::string where_of(const Brief& brief, const proof::NextStep& step);
/// Children of an alternatives group that nothing bears on, as texts.
std::vector<std::string> unused_of(const CountGroup& group, std::size_t element);
/// "would lose restitution", "stands without any survivor's word: spares every telling", ...
std::vector<std::string> alternative_notes(const proof::Alternative& one);
/// "1,204 records of 12 exhibits; 3 rows refused, ...": what readers took out of exhibits; empty: nothing.
std::string taken_sentence(const Brief& brief);
/// "exhibit E-3 (bank/may.csv), table: 204 records, 1 refused".
std::string taken_line(const proof::TakenIn& one);
/// Number of entries by state, in the order in which the list is shown.
std::vector<std::pair<proof::DisclosureState, std::size_t>> disclosure_counts(
    const std::vector<proof::DisclosureEntry>& entries);
/// "due by 2026-03-01; withheld: ..." or empty.
std::string disclosure_clock(const proof::DisclosureEntry& entry);

}  // namespace redress::report
