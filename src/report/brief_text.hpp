// The proof of a case for the terminal: the brief, the answer to one question, the review list.
//
// Promises: plain text, a line break at the end of every line, no line wider than `width` columns
// (at least 40; only an indent deeper than that can push a line out). Nothing that stands in the
// docket can reach the terminal as a control: every text goes through base::one_line. Bold and dim
// are the only attributes, and only where `color` is set, which the caller does for a terminal and
// for nothing else; no meaning rests on them. States are words. There is no score and no
// probability, and brief and proof say proof::kNotAForecast. Law and route texts that are not
// confirmed carry "[unconfirmed]".
//
// Redaction: the default profile of brief_words.hpp (labels for protected persons, no addresses).
// Cost: linear in what the proof holds. Called by the commands brief, proof and disclose.
#pragma once

#include <cstddef>
#include <string>

#include "proof/case_proof.hpp"

namespace redress::report {

struct TextOptions {
  std::size_t width = 100;  ///< columns
  bool color = false;       ///< bold and dim by ANSI sequences: only when a terminal reads it
  bool detail = false;      ///< everything that is kept; else the first few of each list
};

/// `redress brief`: the whole case. Counts that stand alike are told once (see brief_model.hpp).
std::string brief_text(const proof::CaseProof& proof, const TextOptions& options);

/// `redress proof`: the question, what falls and why, by which routes it stands, reliance, breaking
/// points. Without a question it says how the counts stand with everything.
std::string proof_text(const proof::CaseProof& proof, const TextOptions& options);

/// `redress disclose`: the review list by state, with clocks, disclosure class and legend. `detail`
/// leaves nothing out; otherwise disclosed entries are only counted.
std::string disclosure_text(const proof::CaseProof& proof, const TextOptions& options);

}  // namespace redress::report
