#include "intake/privilege_names.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace redress::intake {
namespace {

constexpr std::size_t kMostBetween = 2;
constexpr std::size_t kLongestAbbreviation = 3;  // "St.", "jr."

/// Words that stand in sentences and in no name; those that lead family names (de, von) are not here.
bool is_little(std::string_view word) {
  static constexpr auto kLittle = std::to_array<std::string_view>(
      {"a",    "about", "all",  "am",  "an",   "and",  "are",  "as",   "at",   "be",    "been",
       "but",  "by",    "can",  "did", "do",   "est",  "et",   "for",  "from", "get",   "had",
       "has",  "have",  "he",   "her", "him",  "his",  "how",  "i",    "if",   "in",    "into",
       "is",   "ist",   "it",   "its", "me",   "my",   "no",   "not",  "oder", "of",    "off",
       "on",   "or",    "our",  "out", "she",  "so",   "than", "that", "the",  "their", "them",
       "then", "they",  "this", "to",  "too",  "und",  "up",   "us",   "very", "was",   "we",
       "were", "what",  "when", "who", "will", "with", "you",  "your"});
  return std::ranges::binary_search(kLittle, word);
}

bool is_one_letter(std::string_view word) {
  return !word.empty() && base::decode(word, 0).length == word.size();
}
bool has(const NameWord& word, unsigned what) { return (word.between & what) != 0; }

/// Standing directly beside each other: "Invented Lena", "invented.lena", "Invented-Lena".
bool is_beside(const NameWord& word) {
  return word.between == kBetweenBlank || word.between == kBetweenJoin ||
         word.between == kBetweenPeriod;
}

}  // namespace

PrivilegeNames::PrivilegeNames(const std::vector<std::string>& list) {
  for (const std::string& written : list) {
    text_.split(written);
    Name name;
    std::size_t comma = 0;
    for (const NameWord& word : text_.words()) {
      name.emplace_back(text_.letters(word));
      if (has(word, kBetweenComma)) comma = comma == 0 ? name.size() : std::string::npos;
    }
    // One that is entered as "Invented, Lena".
    if (comma > 0 && comma < name.size()) {
      Name turned = name;
      std::ranges::rotate(turned, turned.begin() + static_cast<std::ptrdiff_t>(comma));
      add(std::move(turned));
    }
    if (!name.empty()) add(std::move(name));
  }
}

void PrivilegeNames::add(Name name) {
  // Initials in the middle may be there or not, as other middle names.
  if (name.size() > 2 && !is_one_letter(name.back()))
    name.erase(std::remove_if(name.begin() + 1, name.end() - 1, is_one_letter), name.end() - 1);
  std::vector<Name>& known = by_family_[name.back()];
  if (std::ranges::find(known, name) == known.end()) known.push_back(std::move(name));
}

bool PrivilegeNames::hits(std::string_view text) {
  if (empty()) return false;
  text_.split(text);
  for (std::size_t at = 0; at < text_.words().size(); ++at) {
    const std::string_view word = text_.letters(text_.words()[at]);
    if (named_at(word, at)) return true;
    if (word.ends_with('s') && named_at(word.substr(0, word.size() - 1), at)) return true;
  }
  return false;
}

bool PrivilegeNames::named_at(std::string_view family, std::size_t at) const {
  const auto found = by_family_.find(family);
  return found != by_family_.end() &&
         std::ranges::any_of(found->second, [&](const Name& name) { return is(name, at); });
}

bool PrivilegeNames::is(const Name& name, std::size_t family) const {
  if (name.size() == 1) return is_word(text_.words()[family], name.front());
  const std::size_t given = name.size() - 1;
  return straight(name, given, family) || (given > 1 && straight(name, 1, family)) ||
         turned(name, family);
}

/// `given`: how many words stand before the family name and those between. One of several: by its initial alone.
bool PrivilegeNames::straight(const Name& name, std::size_t given, std::size_t family) const {
  const bool alone = given + 1 < name.size();
  const std::size_t most = is_one_letter(name.back()) ? 0 : kMostBetween;
  for (std::size_t gap = 0; gap <= most && gap + given <= family; ++gap) {
    const std::size_t first = family - gap - given;
    bool initial = false;
    bool same = true;
    for (std::size_t i = 0; same && i < given; ++i) {
      if (!alone && is_word(text_.words()[first + i], name[i])) continue;
      same = is_initial(first + i, name[i], family);
      initial = true;
    }
    if (same && (gap == 0 || loose(first, given, family, initial))) return true;
  }
  return false;
}

/// Whether what stands between given and family name may be middle names.
bool PrivilegeNames::loose(std::size_t first, std::size_t given, std::size_t family,
                           bool initial) const {
  const std::vector<NameWord>& words = text_.words();
  const bool capitals = words[first].capital && words[family].capital;
  for (std::size_t i = first + given - 1; i < family; ++i) {
    const bool abbreviated = words[i].size <= kLongestAbbreviation;
    if (has(words[i], kBetweenComma | kBetweenStop)) return false;
    if (has(words[i], kBetweenPeriod) && !abbreviated) return false;
    if (i < first + given) continue;
    if (!capitals && is_little(text_.letters(words[i]))) return false;
    const bool as_name = words[i].capital || has(words[i], kBetweenPeriod);
    if (initial && !as_name) return false;
  }
  return true;
}

/// The family name in front, with a comma or semicolon behind it, or of two words beside the other.
bool PrivilegeNames::turned(const Name& name, std::size_t family) const {
  const std::vector<NameWord>& words = text_.words();
  const bool comma = has(words[family], kBetweenComma);
  if (!comma && (name.size() > 2 || !is_beside(words[family]))) return false;
  // "the young will" is not Will Young.
  const bool next_capital = family + 1 < words.size() && words[family + 1].capital;
  if (is_little(name.front()) && !next_capital) return false;
  // "Invented, Lena von" and "von Invented, Lena" of "Lena von Invented".
  for (std::size_t behind = 1; behind < name.size(); ++behind) {
    const std::size_t before = name.size() - 1 - behind;
    if (before > family || family + behind >= words.size()) continue;
    bool same = true;
    for (std::size_t i = 0; same && i < before; ++i)
      same = is_word(words[family - before + i], name[behind + i]);
    for (std::size_t i = 0; same && i < behind; ++i)
      same = is_word(words[family + 1 + i], name[i]) || is_initial(family + 1 + i, name[i], family);
    if (same) return true;
  }
  return false;
}

bool PrivilegeNames::is_word(const NameWord& word, std::string_view wanted) const {
  std::string_view letters = text_.letters(word);
  if (letters == wanted || letters.substr(word.elided) == wanted) return true;
  if (!word.owns || !letters.ends_with('s')) return false;
  letters.remove_suffix(1);
  return letters == wanted || letters.substr(std::min(word.elided, letters.size())) == wanted;
}

bool PrivilegeNames::is_initial(std::size_t at, std::string_view wanted, std::size_t family) const {
  const NameWord& word = text_.words()[at];
  const std::string_view letters = text_.letters(word);
  return is_one_letter(letters) && wanted.starts_with(letters) &&
         (has(word, kBetweenPeriod) || (word.capital && text_.words()[family].capital));
}

}  // namespace redress::intake
