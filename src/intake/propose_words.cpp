#include "intake/propose_words.hpp"

#include <algorithm>
#include <set>

#include "base/money.hpp"
#include "intake/map.hpp"
#include "intake/propose_words_lists.hpp"

namespace redress::intake {
namespace {

/// All lists in one row, made once.
const std::vector<HeaderWords>& words_of_all() {
  static const std::vector<HeaderWords> kAll = [] {
    std::vector<HeaderWords> made;
    for (const auto list : {money_words(), comms_words(), work_words()})
      made.insert(made.end(), list.begin(), list.end());
    return made;
  }();
  return kAll;
}

/// The folded words of each entry, made once.
const std::vector<std::vector<std::string>>& folded() {
  static const std::vector<std::vector<std::string>> kFolded = [] {
    std::vector<std::vector<std::string>> made;
    for (const HeaderWords& one : words_of_all()) made.push_back(folded_words(one.words));
    return made;
  }();
  return kFolded;
}

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::size_t kShortest = 3;  ///< of a word that is known with more behind it
constexpr std::size_t kLongestHeader = 200;

/// Some exports mark the headers: "#Data operacji".
std::string_view without_mark(std::string_view header) {
  header.remove_prefix(std::min(header.find_first_not_of("# "), header.size()));
  return header;
}

unsigned fits(std::string_view header, std::string_view word) {
  if (header == word) return 95;
  // Short words inside of others say little.
  if (word.size() < kShortest) return 0;
  const std::size_t at = header.find(word);
  if (at == std::string_view::npos) return 0;
  const bool begins = at == 0;
  const std::size_t behind = at + word.size();
  const bool ends = behind == header.size();
  if (!begins && letter(header[at - 1])) return 0;
  if (!ends && letter(header[behind])) return 0;
  if (!begins || ends) return 60;
  const std::string_view rest = header.substr(behind);
  const std::size_t mark = rest.find_first_not_of(' ');
  return rest[mark] == '(' || rest[mark] == '[' || rest[mark] == '/' || rest[mark] == ':' ? 88 : 60;
}

}  // namespace

std::vector<std::string> folded_words(std::string_view words) {
  std::vector<std::string> out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find('|'), words.size());
    out.push_back(folded_header(words.substr(0, end)));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out;
}

std::span<const HeaderWords> header_words() { return words_of_all(); }

unsigned header_fits(std::string_view header, const HeaderWords& words) {
  const auto index = static_cast<std::size_t>(&words - words_of_all().data());
  unsigned best = 0;
  header = without_mark(header);
  if (index >= words_of_all().size() || header.empty() || header.size() > kLongestHeader) return 0;
  for (const std::string& word : folded()[index]) best = std::max(best, fits(header, word));
  return best;
}

bool is_known_header(std::string_view header) {
  static const std::set<std::string_view> words = [] {
    std::set<std::string_view> made;
    for (const std::vector<std::string>& of_field : folded())
      made.insert(of_field.begin(), of_field.end());
    return made;
  }();
  header = without_mark(header);
  if (header.empty() || header.size() > kLongestHeader) return false;
  if (words.contains(header)) return true;
  constexpr std::string_view kMarks = "([/:";
  for (std::size_t mark = header.find_first_of(kMarks); mark != std::string_view::npos;
       mark = header.find_first_of(kMarks, mark + 1)) {
    std::string_view before = header.substr(0, mark);
    while (before.ends_with(' ')) before.remove_suffix(1);
    if (before.size() >= kShortest && words.contains(before)) return true;
  }
  return false;
}

std::string_view code_in_header(std::string_view header) {
  for (std::size_t i = 0; i + 3 <= header.size(); ++i) {
    const auto capital = [&](std::size_t at) { return header[at] >= 'A' && header[at] <= 'Z'; };
    const auto beside = [&](std::size_t at) {
      return (header[at] >= 'a' && header[at] <= 'z') || capital(at);
    };
    if (!capital(i) || !capital(i + 1) || !capital(i + 2)) continue;
    if ((i > 0 && beside(i - 1)) || (i + 3 < header.size() && beside(i + 3))) continue;
    const std::string_view code = header.substr(i, 3);
    if (base::Currency::parse(code)) return code;
  }
  return {};
}

}  // namespace redress::intake
