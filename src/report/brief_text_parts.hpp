// Parts of the terminal's pages that more than one of them shows.
#pragma once

#include "report/brief_model.hpp"
#include "report/text_page.hpp"

namespace redress::report::detail {

/// Title and practice notice.
void put_title(TextPage& page, const Brief& brief, const std::string& title);
/// One row a group with its outcome in each column.
void put_count_table(TextPage& page, const Brief& brief);
/// The element tree of a group with what bears on each part.
void put_elements(TextPage& page, const Brief& brief, const CountGroup& group, bool detail);
/// Heading, about, outcomes, reliance and warnings of a group.
void put_group_head(TextPage& page, const Brief& brief, const CountGroup& group);
void put_breaking(TextPage& page, const Brief& brief, const CountGroup& group, bool detail);
void put_next_steps(TextPage& page, const Brief& brief, bool detail);
void put_alternatives(TextPage& page, const Brief& brief, bool detail);
/// At most so many entries of each state; of those already disclosed, `most_disclosed`.
struct Entries {
  std::size_t most = 0;
  std::size_t most_disclosed = 0;
};
void put_disclosure(TextPage& page, const Brief& brief, const Entries& limit);
/// Whose knowledge or which thing each label of an origin stands for.
void put_origins(TextPage& page, const Brief& brief);
/// What readers took out of exhibits; nothing where there are no imports.
void put_taken(TextPage& page, const Brief& brief, bool detail);
/// Legend, journal heads, redaction: what every output ends with.
void put_close(TextPage& page, const Brief& brief, bool detail);

}  // namespace redress::report::detail
