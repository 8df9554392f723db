// Words of the brief: one place, so that terminal, page and program say the same thing.
//
// Promises: pure functions. States and outcomes are words with a symbol beside them; nothing here
// is a number of confidence. What comes out is not yet safe to show: the faces make it so
// (base::one_line for a terminal, and base::escape_html after it for a page).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/counted.hpp"
#include "base/text.hpp"
#include "proof/case_proof.hpp"

namespace redress::report {

using base::joined;

inline constexpr std::string_view kRedactionProfile = "default";
/// Exactly what the profile does and does not do.
inline constexpr std::string_view kRedactionText =
    "Redaction profile: default. Protected persons appear by label only. Fields for addresses, "
    "telephone numbers, accounts, places, givers, custodians and file names, and notes other than "
    "those on counts, are left out. "
    "In a release, material that its regime keeps in is left out without a mark. Free text stands "
    "as it was entered: who enters it keeps names out of it.";
inline constexpr std::string_view kPracticeText =
    "Practice docket: for learning and trying out, never for a real matter.";
inline constexpr std::string_view kUnconfirmed = "[unconfirmed]";
inline constexpr std::string_view kUnconfirmedText =
    "[unconfirmed] marks text of law or practice that no one has checked against its source: a "
    "lawyer must check it before it is relied on.";

/// A full, half or empty circle; always beside the words.
std::string_view symbol_of(proof::Outcome outcome);
/// For a narrow column: "covered", "only if", "not covered".
std::string_view short_name_of(proof::Outcome outcome);
/// "covered only if the court allows it; ..." where there are conditions.
std::string outcome_words(proof::Outcome outcome, const std::vector<std::string>& conditions);

/// What `text` makes of each, in order.
template <typename List, typename Text>
std::vector<std::string> texts_of(const List& list, const Text& text) {
  std::vector<std::string> out;
  out.reserve(list.size());
  for (const auto& one : list) out.push_back(text(one));
  return out;
}

/// Labels, with runs of three and more drawn together: "F1, S1-S4".
std::string people(const std::vector<std::string>& labels);
/// With a capital where the text begins with a small ASCII letter.
std::string sentence(std::string text);
using base::counted;
/// Words of a choice as a person writes them: "disputed by them" for "disputed-by-them".
std::string spaced(std::string_view word);
/// The text, with the mark where it is unconfirmed; empty stays empty.
std::string marked(std::string_view text, bool unconfirmed);
inline bool is_unconfirmed(const law::Cited& cited) {
  return cited.standing == law::Standing::unconfirmed;
}
/// At most so many columns, cut at a space where there is one, with an ellipsis.
std::string shortened(std::string_view text, std::size_t columns);

/// "2005 to 2006", "from 2005", "until 2006", "2005"; empty where neither is known.
std::string dates_text(const std::optional<base::PartialDate>& from,
                       const std::optional<base::PartialDate>& until);
/// "1", or the label of a count without a number.
std::string number_of(const proof::Count& count);
/// "F1: name, role"; of a protected person the label and nothing else.
std::string party_text(const docket::Party& party);
/// "Peonage, 18 U.S.C. 1581".
std::string offence_text(const law::Offence& offence);
/// "version 2000, in force 2000-10-28 to 2008-12-22".
std::string version_text(const law::Version& version);

/// "exhibit contracts (Employment contracts), page 3; described in opinion, part II".
std::string citation_of(const proof::CaseView& view, const proof::Item& item);
/// Labels of the origins that an item names.
std::vector<std::string> origin_labels(const proof::CaseView& view, const proof::Item& item);
/// Of an evidence item, words about confrontation: "testimonial; declarant unavailable, ...".
std::string confrontation_text(const proof::Item& item);

/// "neither side", "the defence", "not decided", ...
std::string_view favour_text(docket::Favour favour);

/// "evidence log: 12 acts, root 3f..., 2026-01-02T03:04:05Z".
std::string head_text(const docket::Head& head);
/// Hexadecimal name of the docket.
std::string docket_text(const docket::Head& head);

}  // namespace redress::report
