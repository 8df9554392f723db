#include "intake/privilege.hpp"

#include <algorithm>

#include "base/keys.hpp"
#include "base/text.hpp"

namespace redress::intake {
namespace {

/// Beyond ASCII stand quotes and dashes as well as letters: there a domain ends.
bool is_domain_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

}  // namespace

PrivilegeGate::PrivilegeGate(const PrivilegedNames& list)
    : names_(list.names), unspaced_(list.names), numbers_(list.numbers) {
  for (const std::string& written : list.domains) {
    const std::string domain =
        written.substr(std::min(written.find_first_not_of("@."), written.size()));
    if (domain.empty()) continue;
    domains_.push_back(base::fold(domain));
    // As mail programs write one beyond ASCII: xn--...
    if (base::is_ascii(domain)) continue;
    if (const auto mail = base::normal_email("x@" + domain)) domains_.push_back(mail->substr(2));
  }
}

bool PrivilegeGate::domains_in(std::string_view text) const {
  if (domains_.empty() || text.find('.') == std::string_view::npos) return false;
  const std::string folded = base::fold(text);
  for (const std::string& domain : domains_)
    for (std::size_t at = folded.find(domain); at != std::string::npos;
         at = folded.find(domain, at + 1)) {
      const char before = at == 0 ? ' ' : folded[at - 1];
      // Behind it one period may lead on to another domain; a sentence ends with one or more.
      const std::size_t behind = at + domain.size();
      const std::size_t next = folded.find_first_not_of('.', behind);
      const bool ends =
          next == std::string::npos || next > behind + 1 || !is_domain_character(folded[next]);
      if (ends && (before == '.' || !is_domain_character(before))) return true;
    }
  return false;
}

bool PrivilegeGate::hits(std::string_view text) {
  if (text.empty()) return false;
  return numbers_.hits(text) || domains_in(text) || names_.hits(text) || unspaced_.hits(text);
}

std::vector<bool> PrivilegeGate::hits(const docket::Columns& columns) {
  std::vector<bool> out;
  if (empty()) return out;
  for (const docket::ColumnSchema& column : columns.schema().columns) {
    if (!docket::is_text(column.type) || column.options.locates) continue;
    const docket::TextLane& lane = columns.texts(column.lane);
    for (std::size_t page = 0; page < docket::pages_of(columns.rows()); ++page) {
      const auto [begin, end] = lane.entries_of(page);
      std::vector<bool> hit(end - begin);
      bool any = false;
      for (std::size_t i = begin; i < end; ++i) any |= hit[i - begin] = hits(lane.entry(i));
      if (!any) continue;
      if (out.empty()) out.assign(columns.rows(), false);
      const std::size_t first = page * docket::kPageRows;
      for (std::size_t row = first; row < first + docket::rows_of_page(columns.rows(), page); ++row)
        if (hit[lane.codes()[row]]) out[row] = true;
    }
  }
  return out;
}

}  // namespace redress::intake
