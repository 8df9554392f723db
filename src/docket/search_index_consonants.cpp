// Consonants of Arabic, Hebrew and Latin spellings: what stays the same when vowels are not
// written.
//
// Written as classes of sounds, so that the usual spellings of one name meet: b p v; g j gh dj; h
// kh; k q c; d dh; t th; s; x for sh; z ts. Arabic and Hebrew letters by what they are mostly
// romanised as (BGN/PCGN 1956 and 2009 systems; ISO 233-2; ISO 259-2), French and Egyptian habits
// ("ch" for sh, "g" for j) beside.
#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "docket/search_index_words.hpp"

namespace redress::docket {
namespace {

constexpr std::size_t kMostForms = 4;

/// What is written so far, in each reading.
class Sounds {
 public:
  void add(std::string_view choices) {
    if (choices.empty()) return;
    std::vector<std::string> next;
    for (const std::string& form : forms_)
      for (const char c : choices)
        if (next.size() < kMostForms) next.push_back(form + c);
    forms_ = std::move(next);
    ++count_;
  }
  void vowel_in_front() { front_ = true; }
  void vowel_at_end(char c) { end_ = c; }

  std::vector<std::string> done() && {
    if (count_ < 2 && (count_ == 0 || !front_ || end_ == 0)) return {};
    for (std::string& form : forms_) {
      if (front_) form.insert(form.begin(), 'A');
      if (end_ != 0) form += end_;
    }
    std::ranges::sort(forms_);
    forms_.erase(std::ranges::unique(forms_).begin(), forms_.end());
    return std::move(forms_);
  }

 private:
  std::vector<std::string> forms_{std::string()};
  std::size_t count_ = 0;
  bool front_ = false;
  char end_ = 0;
};

struct Letter {
  char32_t code;
  std::string_view sounds;  ///< empty: a vowel, or silent
  char at_end = 0;          ///< the vowel that it is at the end of a word
  char in_front = 0;        ///< the consonant that it is at the beginning
};

constexpr Letter kLetters[] = {
    // Arabic, with the letters of Persian and Urdu.
    {U'\u0627', "", 'a'},
    {U'\u0628', "b"},
    {U'\u0629', "", 'a'},
    {U'\u062A', "t"},
    {U'\u062B', "ts"},
    {U'\u062C', "g"},
    {U'\u062D', "h"},
    {U'\u062E', "h"},
    {U'\u062F', "d"},
    {U'\u0630', "dz"},
    {U'\u0631', "r"},
    {U'\u0632', "z"},
    {U'\u0633', "s"},
    {U'\u0634', "x"},
    {U'\u0635', "s"},
    {U'\u0636', "d"},
    {U'\u0637', "t"},
    {U'\u0638', "zd"},
    {U'\u0639', ""},
    {U'\u063A', "g"},
    {U'\u0641', "f"},
    {U'\u0642', "k"},
    {U'\u0643', "k"},
    {U'\u0644', "l"},
    {U'\u0645', "m"},
    {U'\u0646', "n"},
    {U'\u0647', "h", 'a'},
    {U'\u0648', "", 'u', 'w'},
    {U'\u0649', "", 'a'},
    {U'\u064A', "", 'i', 'y'},
    {U'\u067E', "b"},
    {U'\u0686', "x"},
    {U'\u0698', "z"},
    {U'\u06A4', "b"},
    {U'\u06A9', "k"},
    {U'\u06AF', "g"},
    {U'\u06BE', "h", 'a'},
    {U'\u06C1', "h", 'a'},
    {U'\u06CC', "", 'i', 'y'},
    {U'\u06D2', "", 'i', 'y'},
    {U'\u0621', ""},
    // Hebrew, final forms too.
    {U'\u05D0', "", 'a'},
    {U'\u05D1', "b"},
    {U'\u05D2', "g"},
    {U'\u05D3', "d"},
    {U'\u05D4', "h", 'a'},
    {U'\u05D5', "", 'u', 'b'},
    {U'\u05D6', "z"},
    {U'\u05D7', "h"},
    {U'\u05D8', "t"},
    {U'\u05D9', "", 'i', 'y'},
    {U'\u05DA', "kh"},
    {U'\u05DB', "kh"},
    {U'\u05DC', "l"},
    {U'\u05DD', "m"},
    {U'\u05DE', "m"},
    {U'\u05DF', "n"},
    {U'\u05E0', "n"},
    {U'\u05E1', "s"},
    {U'\u05E2', ""},
    {U'\u05E3', "f"},
    {U'\u05E4', "f"},
    {U'\u05E5', "z"},
    {U'\u05E6', "z"},
    {U'\u05E7', "k"},
    {U'\u05E8', "r"},
    {U'\u05E9', "xs"},
    {U'\u05EA', "t"},
};

const Letter* letter_of(char32_t code) {
  const auto at = std::ranges::find(kLetters, code, &Letter::code);
  return at == std::end(kLetters) ? nullptr : at;
}

std::vector<std::string> of_letters(const std::vector<const Letter*>& letters) {
  Sounds sounds;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const Letter& one = *letters[i];
    const bool last = i + 1 == letters.size();
    if (i == 0 && one.in_front != 0) {
      sounds.add({&one.in_front, 1});
    } else if (i == 0 && one.sounds.empty()) {
      sounds.vowel_in_front();
    } else if (last && i > 0 && one.at_end != 0) {
      sounds.vowel_at_end(one.at_end);
    } else {
      sounds.add(one.sounds);
    }
  }
  return std::move(sounds).done();
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

struct Spelled {
  std::string_view letters;
  std::string_view sounds;
};
// The longest first.
constexpr Spelled kSpelled[] = {
    {"sch", "x"}, {"kh", "h"}, {"gh", "g"}, {"sh", "x"}, {"ch", "xh"}, {"th", "t"}, {"dh", "d"},
    {"zh", "z"},  {"dj", "g"}, {"ph", "f"}, {"tz", "z"}, {"ts", "z"},  {"ck", "k"}, {"qu", "k"},
    {"b", "b"},   {"c", "k"},  {"d", "d"},  {"f", "f"},  {"g", "g"},   {"h", "h"},  {"j", "g"},
    {"k", "k"},   {"l", "l"},  {"m", "m"},  {"n", "n"},  {"p", "bf"},  {"q", "k"},  {"r", "r"},
    {"s", "s"},   {"t", "t"},  {"v", "b"},  {"x", "k"},  {"z", "z"},
};

/// The vowel with which a Latin word ends, and takes it off; 0: none.
char end_vowel(std::string_view& word) {
  constexpr std::pair<std::string_view, char> kEnds[] = {
      {"ah", 'a'}, {"eh", 'a'}, {"ee", 'i'}, {"ou", 'u'}, {"a", 'a'},
      {"e", 'a'},  {"i", 'i'},  {"y", 'i'},  {"o", 'u'},  {"u", 'u'},
  };
  for (const auto& [end, vowel] : kEnds) {
    if (!word.ends_with(end) || word.size() == end.size()) continue;
    word.remove_suffix(end.size());
    return vowel;
  }
  return 0;
}

std::vector<std::string> of_latin(std::string_view word) {
  Sounds sounds;
  if (const char end = end_vowel(word); end != 0) sounds.vowel_at_end(end);
  std::size_t at = 0;
  if (word.size() > 2 && word.starts_with("ou") && is_vowel(word[2])) {
    sounds.add("w");
    at = 2;
  } else if (word.starts_with('w') || word.starts_with('y')) {
    sounds.add(word.substr(0, 1));
    at = 1;
  } else if (!word.empty() && is_vowel(word[0])) {
    sounds.vowel_in_front();
  }
  while (at < word.size()) {
    const std::string_view rest = word.substr(at);
    const auto spelled = std::ranges::find_if(
        kSpelled, [&](const Spelled& s) { return rest.starts_with(s.letters); });
    if (spelled == std::end(kSpelled)) {
      ++at;  // a vowel, or w and y within a word
      continue;
    }
    sounds.add(spelled->sounds);
    at += spelled->letters.size();
    // A letter written twice is one sound.
    const char last = word[at - 1];
    while (at < word.size() && word[at] == last) ++at;
  }
  return std::move(sounds).done();
}

}  // namespace

Consonants consonants_of(std::string_view folded) {
  Consonants out;
  if (folded.size() > kMostWord) return out;
  if (std::ranges::all_of(folded, [](char c) { return c >= 'a' && c <= 'z'; })) {
    out.forms = of_latin(folded);
    return out;
  }
  std::vector<const Letter*> letters;
  bool known = true;
  base::for_each_code_point(folded, [&](char32_t code) {
    const Letter* letter = letter_of(code);
    known = known && letter != nullptr;
    if (known) letters.push_back(letter);
  });
  if (!known || letters.empty()) return out;
  out.without_vowels = true;
  out.forms = of_letters(letters);
  // The article is written together with its word.
  constexpr std::size_t kArticle = 2;
  if (letters.size() >= 2 + kArticle && letters[0]->code == U'\u0627' &&
      letters[1]->code == U'\u0644') {
    for (std::string& form : of_letters({letters.begin() + kArticle, letters.end()}))
      if (std::ranges::find(out.forms, form) == out.forms.end())
        out.forms.push_back(std::move(form));
  }
  return out;
}

}  // namespace redress::docket
