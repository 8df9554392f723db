// What is shown of a record that a search found: read out of its segment, with the words that
// were found marked.
//
// Snippets: the column with the most marks (of equals the last one), kBefore bytes before the
// first mark and kSnippet in all, cut at blanks where there are any. Bytes as they stand in the
// record: whoever shows them makes them safe (base::one_line).
// Costs the pages of the columns that are shown.
#pragma once

#include <vector>

#include "docket/search_index.hpp"
#include "intake/search.hpp"

namespace redress::intake {

inline constexpr std::size_t kSnippet = 240;
inline constexpr std::size_t kBefore = 80;
inline constexpr std::size_t kMostMarks = 64;

/// Words, marked places of them, cut. Of a text without marks: its beginning.
void cut_snippet(std::string_view text, const std::vector<docket::MarkedPlace>& places,
                 SearchHit& hit);

class HitReader {
 public:
  explicit HitReader(const std::vector<docket::MarkedPhrase>& marks) : marks_(marks) {}

  base::Result<SearchHit> read(const docket::ImportedRecords& imported,
                               const docket::SearchRow& row);

 private:
  const std::vector<docket::MarkedPhrase>& marks_;
  docket::WordReader words_;
  docket::PageScratch scratch_;
};

}  // namespace redress::intake
