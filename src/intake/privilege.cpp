#include "intake/privilege.hpp"

#include <algorithm>

#include "base/keys.hpp"
#include "base/text.hpp"

namespace redress::intake {
namespace {

constexpr std::size_t kLastDigits = 9;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_domain_character(char c) { return is_word(c) || c == '-' || c == '.'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string digits_of(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), is_digit);
  return out;
}

std::string last_digits(std::string digits) {
  if (digits.size() > kLastDigits) digits.erase(0, digits.size() - kLastDigits);
  return digits;
}

}  // namespace

PrivilegeGate::PrivilegeGate(const PrivilegedNames& list) {
  for (const std::string& name : list.names) {
    const std::string normal = base::normal_name(name);
    if (normal.empty()) continue;
    names_[normal.substr(0, normal.find(' '))].push_back(" " + normal + " ");
  }
  for (const std::string& domain : list.domains) {
    std::string folded = base::fold(domain);
    while (!folded.empty() && (folded.front() == '@' || folded.front() == '.')) folded.erase(0, 1);
    if (!folded.empty()) domains_.push_back(std::move(folded));
  }
  for (const std::string& number : list.numbers) {
    const std::string digits = last_digits(digits_of(number));
    if (digits.size() >= 5) numbers_.insert(digits);
  }
}

bool PrivilegeGate::names_in(std::string_view text) {
  if (names_.empty()) return false;
  spaced_ = " " + base::normal_name(text) + " ";
  for (std::size_t at = 0; at + 1 < spaced_.size();) {
    const std::size_t end = spaced_.find(' ', at + 1);
    const auto found = names_.find(spaced_.substr(at + 1, end - at - 1));
    if (found != names_.end())
      for (const std::string& name : found->second)
        if (std::string_view(spaced_).substr(at).starts_with(name)) return true;
    at = end;
  }
  return false;
}

bool PrivilegeGate::domains_in(std::string_view text) const {
  if (domains_.empty() || text.find('.') == std::string_view::npos) return false;
  const std::string folded = base::fold(text);
  for (const std::string& domain : domains_)
    for (std::size_t at = folded.find(domain); at != std::string::npos;
         at = folded.find(domain, at + 1)) {
      const char before = at == 0 ? ' ' : folded[at - 1];
      const std::size_t behind = at + domain.size();
      const bool ends = behind == folded.size() || !is_domain_character(folded[behind]) ||
                        (folded[behind] == '.' &&
                         (behind + 1 == folded.size() || !is_domain_character(folded[behind + 1])));
      if (ends && (before == '.' || !is_domain_character(before))) return true;
    }
  return false;
}

bool PrivilegeGate::numbers_in(std::string_view text) const {
  if (numbers_.empty()) return false;
  // A number ends where something else than its usual separators stands.
  std::string digits;
  const auto ends = [&] { return digits.size() >= 5 && numbers_.contains(last_digits(digits)); };
  for (const char c : text) {
    if (is_digit(c)) {
      digits += c;
    } else if (std::string_view(" -()./+").find(c) == std::string_view::npos) {
      if (ends()) return true;
      digits.clear();
    } else if (ends()) {
      return true;
    }
  }
  return ends();
}

bool PrivilegeGate::hits(std::string_view text) {
  if (text.empty()) return false;
  return numbers_in(text) || domains_in(text) || names_in(text);
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
