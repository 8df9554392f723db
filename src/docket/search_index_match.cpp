#include "docket/search_index_match.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "base/text.hpp"

namespace redress::docket {
namespace {

using base::Result;

/// Ways in which the parts of one "near" may be combined.
constexpr std::size_t kMostCombined = 64;

void add(std::vector<std::string>& to, std::string word) {
  if (!word.empty() && std::ranges::find(to, word) == to.end()) to.push_back(std::move(word));
}

/// The Latin spellings as words of the index: without what parts words.
std::vector<std::string> latin_of(std::string_view original) {
  std::vector<std::string> out;
  if (original.empty() || base::is_ascii(original)) return out;
  WordReader reader;
  for (const std::string& form : base::latin_forms(original)) {
    std::string whole;
    reader.each(form, [&](const TextWord& one) {
      if ((one.flags & kWordBeside) == 0) whole += one.word;
    });
    if (whole.size() <= kMostWord) add(out, std::move(whole));
  }
  return out;
}

class Maker {
 public:
  Maker(const Spellings& spellings, Width width, bool person)
      : spellings_(spellings), width_(width), person_(person) {}

  Result<std::string> node(const SearchNode& node, bool wanted) {
    switch (node.sort) {
      case SearchNode::Sort::phrase: return phrase(node.phrase, wanted);
      case SearchNode::Sort::near: return near(node, wanted);
      case SearchNode::Sort::any: return list(node.parts, " OR ", wanted);
      case SearchNode::Sort::all: break;
    }
    std::string text = REDRESS_TRY(list(node.parts, " AND ", wanted));
    if (node.without.empty()) return text;
    const std::string out = REDRESS_TRY(list(node.without, " OR ", false));
    return "(" + text + " NOT " + out + ")";
  }

  SearchMatch done(std::string text) && { return {std::move(text), phrases_, std::move(marks_)}; }

 private:
  Result<std::string> list(const std::vector<SearchNode>& nodes, std::string_view between,
                           bool wanted) {
    std::string text;
    for (const SearchNode& one : nodes) {
      if (!text.empty()) text += between;
      text += REDRESS_TRY(node(one, wanted));
    }
    return "(" + text + ")";
  }

  Result<void> add_spelled(std::vector<std::string>& forms, const std::string& form, bool begins) {
    for (std::string& word : REDRESS_TRY(spellings_(form, begins))) add(forms, std::move(word));
    return {};
  }

  /// All words that may be meant. `begins`: those of other spellings alone that begin so.
  Result<std::vector<std::string>> forms_of(const PlacedWord& word, bool begins) {
    std::vector<std::string> forms;
    if ((word.flags & kWordSingle) != 0) {
      if (begins) return forms;
      const auto pair = std::ranges::find_if(
          word.beside, [](const BesideWord& one) { return (one.flags & kWordPair) != 0; });
      add(forms, pair == word.beside.end() ? word.word : pair->word);
      if (width_ == Width::sounding && is_han_word(word.word))
        for (std::string& form : latin_of(word.original)) add(forms, std::move(form));
      return forms;
    }
    std::vector<std::string> spelled{word.word};
    for (std::string& form : latin_of(word.original)) add(spelled, std::move(form));
    if (!begins) forms = spelled;
    for (const std::string& form : spelled) REDRESS_TRY(add_spelled(forms, form, begins));
    if (width_ != Width::sounding || begins) return forms;
    const Consonants own = consonants_of(word.word);
    if (own.without_vowels) {
      for (const std::string& one : own.forms)
        REDRESS_TRY(add_spelled(forms, kFullConsonants + one, false));
      return forms;
    }
    for (const std::string& form : spelled) {
      REDRESS_TRY(add_spelled(forms, kSyllable + form, false));
      for (const std::string& one : consonants_of(form).forms)
        REDRESS_TRY(add_spelled(forms, kBareConsonants + one, false));
    }
    return forms;
  }

  Result<std::vector<MarkedPhrase>> variants_of(const SearchPhrase& phrase) {
    std::vector<MarkedPhrase> out(1);
    for (const PlacedWord& word : phrase.words) {
      const bool prefix = phrase.prefix && &word == &phrase.words.back();
      std::vector<std::string> forms =
          prefix ? prefix_forms(word) : REDRESS_TRY(forms_of(word, false));
      out.front().push_back({std::move(forms), prefix});
    }
    if (phrase.prefix) {
      std::vector<std::string> spelled = REDRESS_TRY(forms_of(phrase.words.back(), true));
      if (!spelled.empty()) {
        out.push_back(out.front());
        out.back().back() = {std::move(spelled), false};
      }
    }
    for (const PlacedWord& word : phrase.instead)
      out.push_back({{REDRESS_TRY(forms_of(word, false)), false}});
    return out;
  }

  static std::vector<std::string> prefix_forms(const PlacedWord& word) {
    std::vector<std::string> forms{word.word};
    if ((word.flags & kWordSingle) == 0)
      for (std::string& form : latin_of(word.original)) add(forms, std::move(form));
    return forms;
  }

  std::string quoted(const MarkedPhrase& phrase) {
    std::string text = "\"";
    for (const MarkedWord& word : phrase) {
      if (text.size() > 1) text += ' ';
      for (std::size_t i = 0; i < word.forms.size(); ++i) {
        if (i > 0) text += '|';
        if (person_) text += kPerson;
        text += word.forms[i];
      }
    }
    ++phrases_;
    text += phrase.back().prefix ? "\" *" : "\"";
    return text;
  }

  void mark(std::vector<MarkedPhrase> variants) {
    for (MarkedPhrase& one : variants) {
      for (MarkedWord& word : one) std::ranges::sort(word.forms);
      marks_.push_back(std::move(one));
    }
  }

  Result<std::string> phrase(const SearchPhrase& phrase, bool wanted) {
    std::vector<MarkedPhrase> variants = REDRESS_TRY(variants_of(phrase));
    std::string text;
    for (const MarkedPhrase& one : variants) text += (text.empty() ? "" : " OR ") + quoted(one);
    if (variants.size() > 1) text = "(" + text + ")";
    if (wanted) mark(std::move(variants));
    return text;
  }

  /// Every way to write one part with every way to write the others.
  Result<std::string> near(const SearchNode& node, bool wanted) {
    std::vector<std::vector<const MarkedPhrase*>> combined(1);
    std::vector<std::vector<MarkedPhrase>> all;
    for (const SearchNode& part : node.parts) all.push_back(REDRESS_TRY(variants_of(part.phrase)));
    for (const std::vector<MarkedPhrase>& variants : all) {
      std::vector<std::vector<const MarkedPhrase*>> next;
      for (const auto& before : combined)
        for (const MarkedPhrase& one : variants) {
          if (next.size() == kMostCombined) break;
          next.push_back(before);
          next.back().push_back(&one);
        }
      combined = std::move(next);
    }
    std::string text;
    for (const auto& one : combined) {
      text += text.empty() ? "(NEAR(" : " OR NEAR(";
      for (const MarkedPhrase* phrase : one) text += quoted(*phrase) + " ";
      text += ", " + std::to_string(node.distance) + ")";
    }
    if (wanted)
      for (auto& variants : all) mark(std::move(variants));
    return text + ")";
  }

  const Spellings& spellings_;
  Width width_;
  bool person_;
  std::size_t phrases_ = 0;
  std::vector<MarkedPhrase> marks_;
};

bool holds(const MarkedWord& wanted, std::string_view word) {
  if (!wanted.prefix) return std::ranges::binary_search(wanted.forms, word, std::less<>());
  return std::ranges::any_of(wanted.forms,
                             [&](const std::string& form) { return word.starts_with(form); });
}

/// Where the word of a place begins that fits; none: no word there does.
std::optional<std::size_t> held_from(const MarkedWord& wanted, const PlacedWord& place) {
  if (holds(wanted, place.word)) return place.begin;
  for (const BesideWord& one : place.beside)
    if (holds(wanted, one.word)) return one.begin;
  return std::nullopt;
}

/// The same of words side by side.
std::optional<std::size_t> held_from(const MarkedPhrase& phrase,
                                     std::span<const PlacedWord> places) {
  if (phrase.size() > places.size()) return std::nullopt;
  std::optional<std::size_t> begin = held_from(phrase.front(), places.front());
  for (std::size_t i = 1; begin && i < phrase.size(); ++i)
    if (!held_from(phrase[i], places[i])) return std::nullopt;
  return begin;
}

}  // namespace

Result<SearchMatch> match_of(const SearchNode& node, const Spellings& spellings, Width width,
                             bool person) {
  Maker maker(spellings, width, person);
  std::string text = REDRESS_TRY(maker.node(node, true));
  return std::move(maker).done(std::move(text));
}

std::vector<std::string> spellings_of(const NewWord& word) {
  std::vector<std::string> out;
  if (is_han_word(word.word)) {
    for (const std::string& form : latin_of(word.original)) add(out, kSyllable + form);
    return out;
  }
  for (std::string& form : latin_of(word.original))
    if (form != word.word) add(out, std::move(form));
  const Consonants own = consonants_of(word.word);
  const char sort = own.without_vowels ? kBareConsonants : kFullConsonants;
  for (const std::string& one : own.forms) add(out, sort + one);
  // Of other scripts by their first Latin spelling.
  if (own.forms.empty() && !out.empty())
    for (const std::string& one : consonants_of(std::string(out.front())).forms)
      add(out, kFullConsonants + one);
  return out;
}

std::vector<MarkedPlace> marked_places(WordReader& reader, std::string_view text,
                                       const std::vector<MarkedPhrase>& marks, std::size_t most) {
  std::vector<MarkedPlace> out;
  const std::vector<PlacedWord> words = placed_words(reader, text);
  for (std::size_t at = 0; at < words.size() && out.size() < most; ++at) {
    std::size_t length = 0;
    std::size_t begin = 0;
    for (const MarkedPhrase& phrase : marks) {
      if (phrase.size() <= length) continue;
      const auto from = held_from(phrase, std::span(words).subspan(at));
      if (!from) continue;
      length = phrase.size();
      begin = *from;
    }
    if (length == 0) continue;
    MarkedPlace place{begin, words[at + length - 1].end};
    at += length - 1;
    // One character may stand for several words, and a number for its groups: these are one place.
    while (!out.empty() && place.begin < out.back().end) {
      place.begin = std::min(out.back().begin, place.begin);
      place.end = std::max(out.back().end, place.end);
      out.pop_back();
    }
    out.push_back(place);
  }
  return out;
}

}  // namespace redress::docket
