// The brief as one self-contained HTML5 file.
//
// Promises: UTF-8, no script, no inline event, no image, font or other request; the content
// security policy in the file forbids them as well. Every text of docket and packs is escaped, and
// characters that could reorder or hide what stands beside them are replaced. Addresses of sources
// are text, not links; every link leads to a place in the same file. Landmarks, one h1, headings in
// order, tables with captions and scopes, states by a word and a symbol and never by colour alone,
// colours of at least 4.5 : 1 in the light and the dark scheme (WCAG 2.2, 1.4.3), readable at 320
// CSS pixels without scrolling the page sideways (1.4.10). Prints on A4 and Letter: heads and
// legend on the first page, heads of tables repeated, rows kept whole, folded parts shown by
// browsers that know ::details-content (nothing that a count rests on is folded).
//
// Redaction: the default profile of brief_words.hpp, named in the file. Cost: linear in what the
// proof holds. Called by `redress brief --html`.
#pragma once

#include <string>

#include "proof/case_proof.hpp"

namespace redress::report {

std::string brief_html(const proof::CaseProof& proof);

}  // namespace redress::report
