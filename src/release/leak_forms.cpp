#include "release/leak_forms.hpp"

#include <sodium.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "base/keys.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::release::detail {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

// Under these many letters a form counts only with as many words as it has: "Al Bo" is not "albo".
constexpr std::size_t kShortForm = 7;
constexpr std::size_t kWordPart = 4;
constexpr std::size_t kMostCombined = 64;
constexpr std::size_t kMostPermuted = 4;
constexpr std::size_t kMostNameWords = 8;

struct Spelt {
  std::string text;
  How how = How::spelling;
};

/// A word of the value with every way to write it, as it stands first.
struct Part {
  std::vector<Spelt> ways;
  Letter kind = Letter::letter;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool vowelless = false;
  std::string consonants;  ///< of a word written without vowels
};
using Parts = std::vector<Part>;

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void also(std::vector<Spelt>& ways, std::string text, How how) {
  if (text.empty()) return;
  if (std::ranges::find(ways, text, &Spelt::text) == ways.end())
    ways.push_back({std::move(text), how});
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  base::for_each_code_point(text, [&](char32_t code) { out.push_back(code); });
  return out;
}

std::string in_case(std::string_view text, bool upper) {
  icu::UnicodeString work = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  upper ? work.toUpper() : work.toLower();
  std::string out;
  work.toUTF8String(out);
  return out;
}

Part part_of(Letters& letters, std::string_view raw, const Word& word) {
  Part part{.kind = word.kind, .begin = word.begin, .end = word.end};
  also(part.ways, word.text, How::spelling);
  if (word.raw.empty()) {
    for (const std::string& form : base::latin_forms(raw))
      also(part.ways, squeezed(letters, form), How::spelling);
    return part;
  }
  const std::u32string codes = code_points(raw);
  const Scripts scripts = scripts_of(codes);
  if (scripts.umlaut) also(part.ways, as_in_passports(letters, codes), How::spelling);
  for (const std::string& form : base::latin_forms(raw))
    also(part.ways, squeezed(letters, form), scripts.other ? How::script : How::spelling);
  if (scripts.look_alike)
    for (const bool upper : {true, false})
      also(part.ways, as_it_looks(letters, code_points(in_case(raw, upper))), How::look_alike);
  part.vowelless = scripts.vowelless;
  if (part.vowelless) part.consonants = consonants_of(codes);
  return part;
}

Parts parts_of(Letters& letters, std::string_view value) {
  Scanner scanner(value, {.tags = Tags::as_text, .decode = false}, letters);
  Parts out;
  for (Word word; scanner.next(word);)
    if (!word.text.empty())
      out.push_back(part_of(letters, value.substr(word.begin, word.end - word.begin), word));
  return out;
}

/// Calls take(text, how) for every way to write these words one after the other; when they are too
/// many, for the first way of each, the second of each, and so on.
template <typename Take>
void combine(const std::vector<const Part*>& words, const Take& take) {
  std::size_t product = 1;
  std::size_t most = 1;
  for (const Part* word : words) {
    product = std::min(product * word->ways.size(), kMostCombined + 1);
    most = std::max(most, word->ways.size());
  }
  const bool all = product <= kMostCombined;
  for (std::size_t n = 0; n < (all ? product : most); ++n) {
    std::string text;
    How how = How::spelling;
    std::size_t rest = n;
    for (const Part* word : words) {
      const std::size_t size = word->ways.size();
      const Spelt& way = word->ways[all ? rest % size : std::min(n, size - 1)];
      rest /= size;
      text += way.text;
      how = std::max(how, way.how);
    }
    take(std::move(text), how);
  }
}

std::vector<const Part*> pointers(const Parts& parts, const std::vector<std::size_t>& order) {
  std::vector<const Part*> out;
  out.reserve(order.size());
  for (const std::size_t i : order) out.push_back(&parts[i]);
  return out;
}

std::vector<std::vector<std::size_t>> orders_of(std::size_t words) {
  std::vector<std::size_t> order(words);
  std::iota(order.begin(), order.end(), 0U);
  std::vector<std::vector<std::size_t>> out;
  if (words <= kMostPermuted) {
    do out.push_back(order);
    while (std::ranges::next_permutation(order).found);
    return out;
  }
  out.push_back(order);
  std::vector<std::size_t> turned = order;
  std::ranges::rotate(turned, turned.end() - 1);  // "Last First Second"
  out.push_back(turned);
  turned = order;
  std::ranges::rotate(turned, turned.begin() + 1);
  out.push_back(turned);
  turned = order;
  std::ranges::reverse(turned);
  out.push_back(turned);
  return out;
}

std::uint8_t traits_for(std::string_view text) {
  const std::size_t letters = letters_in(text);
  if (letters < kWordPart) return kBounded | kCapital;
  return letters < kShortForm ? kBounded : 0;
}

void whole_names(Forms& out, const Parts& parts) {
  const auto words = static_cast<std::uint8_t>(parts.size());
  bool first = true;
  for (const std::vector<std::size_t>& order : orders_of(parts.size())) {
    combine(pointers(parts, order), [&](std::string text, How how) {
      std::uint8_t traits = traits_for(text);
      if (parts.size() == 1) traits |= kBounded;
      if (first) out.add_sieves(text);
      // Three letters and fewer are syllables of anything: a person has to look.
      const Role role =
          parts.size() == 1 && letters_in(text) < kWordPart && parts[0].kind != Letter::solo
              ? Role::part
              : Role::whole;
      out.add(std::move(text), {role, first ? how : std::max(how, How::order), words, traits});
    });
    first = false;
  }
}

void two_words(Forms& out, const Parts& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::size_t j = 0; j < parts.size(); ++j) {
      if (i == j || letters_in(parts[i].ways[0].text) < kWordPart ||
          letters_in(parts[j].ways[0].text) < kWordPart)
        continue;
      combine({&parts[i], &parts[j]}, [&](std::string text, How how) {
        out.add(std::move(text), {Role::whole, std::max(how, How::two_words), 2, 0});
      });
    }
}

void initials(Forms& out, const Parts& parts) {
  const Part& last = parts.back();
  const auto first_letter = [](const std::string& text) {
    return text.substr(0, base::decode(text, 0).length);
  };
  std::size_t most = last.ways.size();
  for (const Part& part : parts) most = std::max(most, part.ways.size());
  for (std::size_t n = 0; n < most; ++n) {
    const auto way = [&](const Part& part) -> const std::string& {
      return part.ways[std::min(n, part.ways.size() - 1)].text;
    };
    if (letters_in(way(last)) < kWordPart - 1) continue;
    std::string all;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) all += first_letter(way(parts[i]));
    const std::string one = first_letter(way(parts.front()));
    const Form form{Role::whole, How::initials, 2, kInitials};
    for (const std::string& letters : {one, all}) {
      out.add(letters + way(last), form);
      out.add(way(last) + letters, form);
    }
  }
}

void single_words(Forms& out, const Parts& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool joins = i + 1 < parts.size();
    for (const Spelt& way : parts[i].ways) {
      out.add_sieves(way.text);
      if (parts.size() > 1 && letters_in(way.text) >= kWordPart)
        out.add(way.text, {Role::part, std::max(way.how, How::one_word), 1, kBounded});
    }
    if (!joins) continue;
    const bool solo = parts[i].kind == Letter::solo && parts[i + 1].kind == Letter::solo;
    combine({&parts[i], &parts[i + 1]}, [&](std::string text, How how) {
      out.add_sieves(text);
      if (solo && parts.size() > 2)
        out.add(std::move(text), {Role::part, std::max(how, How::one_word), 2, 0});
    });
  }
}

/// Latin against Arabic or Hebrew: by consonants, either way.
void by_consonants(Forms& out, const Parts& parts) {
  const auto add = [&](const std::string& key, std::size_t whole_from, std::size_t part_from,
                       std::size_t words, std::uint8_t traits) {
    if (key.size() < part_from) return;
    const Role role = key.size() >= whole_from ? Role::whole : Role::part;
    out.add(key, {role, How::consonants, static_cast<std::uint8_t>(words), traits});
  };
  const bool vowelless = std::ranges::any_of(parts, &Part::vowelless);
  const std::size_t never = kLongestWord + 1;
  for (const std::vector<std::size_t>& order : orders_of(parts.size())) {
    std::vector<std::string> keys(1);
    for (const std::size_t i : order) {
      const Part& part = parts[i];
      std::vector<std::string> longer;
      for (const std::string& before : keys) {
        if (vowelless) {
          longer.push_back(before + part.consonants);
          continue;
        }
        for (const Spelt& way : part.ways) longer.push_back(before + consonants_of_latin(way.text));
      }
      if (longer.size() > kMostCombined) longer.resize(kMostCombined);
      keys = std::move(longer);
    }
    for (const std::string& key : keys)
      if (vowelless)
        add(as_latin_side(key), parts.size() > 1 ? 6 : never, 4, parts.size(),
            kBounded | kAllCapitals | kVowelless);
      else
        add(key, parts.size() > 1 ? 5 : never, 3, parts.size(), 0);
  }
  if (parts.size() < 2 || vowelless) return;
  for (const Part& part : parts)
    for (const Spelt& way : part.ways) add(consonants_of_latin(way.text), never, 3, 1, kBounded);
}

/// "Last, First": the family name goes to the end.
void family_last(Parts& parts, std::string_view value) {
  const std::size_t comma = value.find(',');
  if (comma == std::string_view::npos) return;
  const auto split = std::ranges::find_if(parts, [&](const Part& p) { return p.begin > comma; });
  std::rotate(parts.begin(), split, parts.end());
}

void name_forms(Forms& out, Parts parts, std::string_view value) {
  family_last(parts, value);
  whole_names(out, parts);
  if (parts.size() > 2) two_words(out, parts);
  if (parts.size() > 1) initials(out, parts);
  single_words(out, parts);
  by_consonants(out, parts);
}

/// Runs of words of a longer text; where it is short, the text as a whole.
void text_forms(Forms& out, const Parts& parts) {
  constexpr std::size_t kRun = 5;
  constexpr std::size_t kLookRun = 3;
  constexpr std::size_t kMostWhole = 12;
  const auto run = [&](std::size_t from, std::size_t words, Form form) {
    std::vector<const Part*> list;
    for (std::size_t i = from; i < from + words; ++i) list.push_back(&parts[i]);
    combine(list, [&](std::string text, How how) {
      form.how = std::max(form.how, how);
      out.add(std::move(text), form);
    });
  };
  const std::size_t words = parts.size();
  if (words <= kMostWhole) {
    const std::uint8_t bounded = words == 1 ? kBounded : 0;
    run(0, words, {Role::whole, How::spelling, static_cast<std::uint8_t>(words), bounded});
  }
  for (std::size_t i = 0; i + kRun <= words && words > kRun; ++i)
    run(i, kRun, {Role::whole, How::run, kRun, 0});
  for (std::size_t i = 0; i + kLookRun <= words && words > kLookRun; ++i)
    run(i, kLookRun, {Role::part, How::run, kLookRun, kBounded});
  for (const Part& part : parts)
    for (const Spelt& way : part.ways) out.add_sieves(way.text);
}

// Words of addresses and their short forms; the first of a row is looked for as any other of it.
using Row = std::array<std::string_view, 4>;
constexpr Row kShortened[] = {
    {"street", "st", "str", ""},  {"strasse", "str", "", ""},      {"avenue", "ave", "av", ""},
    {"road", "rd", "", ""},       {"boulevard", "blvd", "bd", ""}, {"lane", "ln", "", ""},
    {"drive", "dr", "", ""},      {"court", "ct", "", ""},         {"place", "pl", "", ""},
    {"square", "sq", "", ""},     {"apartment", "apt", "app", ""}, {"floor", "fl", "", ""},
    {"building", "bldg", "", ""}, {"north", "n", "", ""},          {"south", "s", "", ""},
    {"east", "e", "", ""},        {"west", "w", "", ""},           {"saint", "st", "", ""},
    {"calle", "c", "cl", ""},     {"avenida", "avda", "av", ""},   {"platz", "pl", "", ""},
    {"gasse", "g", "", ""},       {"ulitsa", "ul", "ulica", ""},   {"highway", "hwy", "", ""},
    {"parkway", "pkwy", "", ""},  {"terrace", "ter", "", ""},      {"suite", "ste", "", ""},
    {"room", "rm", "", ""},       {"house", "hse", "", ""},        {"number", "no", "nr", ""},
};

bool is_address_word(std::string_view text) {
  return std::ranges::any_of(
      kShortened, [&](const Row& row) { return std::ranges::find(row, text) != row.end(); });
}

void add_shortened(Part& part) {
  const std::vector<Spelt> as_it_stands = part.ways;
  for (const Spelt& way : as_it_stands)
    for (const Row& row : kShortened) {
      if (std::ranges::find(row, way.text) != row.end())
        for (const std::string_view other : row)
          also(part.ways, std::string(other), How::abbreviation);
      // "Lindenstrasse", "Lindenstr."
      for (const std::string_view from : {row[0], row[1]}) {
        constexpr std::size_t kStem = 3;
        if (from.size() < kStem || way.text.size() < from.size() + kStem ||
            !way.text.ends_with(from))
          continue;
        const std::string stem = way.text.substr(0, way.text.size() - from.size());
        for (const std::string_view to : {row[0], row[1]})
          if (to.size() >= kStem) also(part.ways, stem + std::string(to), How::abbreviation);
      }
    }
}

void address_forms(Forms& out, Parts parts, std::string_view value) {
  for (Part& part : parts) add_shortened(part);
  const auto words = static_cast<std::uint8_t>(std::min<std::size_t>(parts.size(), 20));
  std::vector<const Part*> all;
  for (std::size_t i = 0; i < words; ++i) all.push_back(&parts[i]);
  combine(all, [&](std::string text, How how) {
    const Form form{Role::whole, how, words, traits_for(text)};
    out.add(std::move(text), form);
  });
  constexpr std::size_t kShortLine = 9;
  // The line with the street: up to the first comma or line break behind a number and a word.
  std::vector<const Part*> line;
  bool number = false;
  bool word = false;
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0 &&
        value.substr(parts[i - 1].end, parts[i].begin - parts[i - 1].end).find_first_of(",;\n") !=
            std::string_view::npos) {
      if (number && word) break;
      line.clear();
      number = word = false;
    }
    line.push_back(&parts[i]);
    number = number || parts[i].kind == Letter::digit;
    word = word || parts[i].kind != Letter::digit;
  }
  if (number && word) {
    std::vector<const Part*> turned = line;
    std::ranges::stable_partition(turned, [](const Part* p) { return p->kind == Letter::digit; });
    std::vector<const Part*> back = line;
    std::ranges::stable_partition(back, [](const Part* p) { return p->kind != Letter::digit; });
    for (const auto& order : {line, turned, back})
      combine(order, [&](std::string text, How how) {
        const std::uint8_t bounded = letters_in(text) < kShortLine ? kBounded : 0;
        out.add(std::move(text),
                {Role::whole, how, static_cast<std::uint8_t>(order.size()), bounded});
      });
  }
  for (const Part& part : parts)
    for (const Spelt& way : part.ways) {
      out.add_sieves(way.text);
      if (part.kind != Letter::digit && letters_in(way.text) >= kWordPart &&
          !is_address_word(way.text))
        out.add(way.text, {Role::part, std::max(way.how, How::one_word), 1, kBounded});
    }
}

std::size_t country_code_length(std::string_view digits) {
  // Two digits, of ITU-T E.164 annex D; 1 and 7 are one; the others three.
  constexpr std::string_view kTwo =
      "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 "
      "64 "
      "65 66 81 82 84 86 90 91 92 93 94 95 98 ";
  if (digits.starts_with('1') || digits.starts_with('7')) return 1;
  return kTwo.find(std::string(digits.substr(0, 2)) + " ") != std::string_view::npos ? 2 : 3;
}

Result<void> phone_forms(Forms& out, Letters& letters, std::string_view value,
                         std::string_view region) {
  constexpr std::size_t kLeast = 5;
  std::string digits;
  for (const char c : squeezed(letters, value))
    if (c >= '0' && c <= '9') digits.push_back(c);
  if (digits.size() < kLeast || digits.size() > 24)
    return base::fail(Error(ErrorKind::bad_input, "a number of this length can not be searched")
                          .found(std::to_string(digits.size()) + " digits")
                          .expected("5 to 24 digits"));
  const Form whole{Role::whole, How::number, 1, kNumber};
  out.add(digits, whole);
  const auto key = base::normal_phone(value, region);
  if (!key) return {};
  const std::string all = key->substr(1);
  const std::size_t split = country_code_length(all);
  const std::string code = all.substr(0, split);
  const std::string inside = all.substr(split);
  for (const std::string_view before : {"", "00", "011", "810", "0011"}) {
    out.add(std::string(before) + all, whole);
    out.add(std::string(before) + code + "0" + inside, whole);  // +43 (0) 664
  }
  if (inside.size() < kLeast) return {};
  for (const std::string_view before : {"", "0", "1", "8", "06"})
    out.add(std::string(before) + inside, whole);
  return {};
}

void email_forms(Forms& out, Letters& letters, std::string_view value) {
  std::string_view address = value;
  if (const auto at = address.find(':'); at != std::string_view::npos && at < 8)
    address.remove_prefix(at + 1);  // mailto:
  const std::size_t at = address.rfind('@');
  const auto add_all = [&](std::string_view local, std::string_view domain) {
    const std::string name = squeezed(letters, local);
    const std::string host = squeezed(letters, domain);
    std::string dotted;
    for (const char c : domain) dotted += c == '.' ? std::string(" dot ") : std::string(1, c);
    std::string dots;
    for (const char c : local) dots += c == '.' ? std::string(" dot ") : std::string(1, c);
    const std::string spelt = squeezed(letters, dotted);
    for (const std::string& left : {name, squeezed(letters, dots)})
      for (const std::string_view middle : {"", "at"})
        for (const std::string& right : {host, spelt})
          out.add(left + std::string(middle) + right, {Role::whole, How::mailbox, 2, 0});
  };
  if (at != std::string_view::npos) {
    add_all(address.substr(0, at), address.substr(at + 1));
    if (const auto normal = base::normal_email(address))
      if (const std::size_t sign = normal->rfind('@'); sign != std::string::npos)
        add_all(std::string_view(*normal).substr(0, sign),
                std::string_view(*normal).substr(sign + 1));
  } else {
    out.add(squeezed(letters, address), {Role::whole, How::mailbox, 1, 0});
  }
  // The part before the @ without its host, and its words: people keep them when they change hosts.
  const std::string_view local = address.substr(0, at);
  const std::string name = squeezed(letters, local);
  if (letters_in(name) >= 5) out.add(name, {Role::part, How::mailbox, 1, 0});
  for (const Part& part : parts_of(letters, local))
    for (const Spelt& way : part.ways)
      if (part.kind != Letter::digit && letters_in(way.text) >= kWordPart)
        out.add(way.text, {Role::part, How::one_word, 1, kBounded});
}

Result<void> account_forms(Forms& out, Letters& letters, std::string_view value) {
  std::string key = squeezed(letters, value);
  if (key.starts_with("iban")) key.erase(0, 4);
  if (key.size() < 5)
    return base::fail(Error(ErrorKind::bad_input, "an account of this length can not be searched")
                          .found(std::to_string(key.size()) + " letters and digits")
                          .expected("at least 5"));
  out.add(key, {Role::whole, How::number, 1, kNumber});
  const auto iban = base::normal_iban(value);
  if (!iban) return {};
  // The national number inside, and its end, as statements and receipts show them.
  out.add(key.substr(4), {Role::whole, How::number, 1, kNumber});
  constexpr std::size_t kTail = 8;
  if (key.size() > kTail + 6)
    out.add(key.substr(key.size() - kTail), {Role::part, How::number, 1, kNumber});
  return {};
}

}  // namespace

Forms::~Forms() {
  for (auto* list : {&searched_, &words_, &sounds_})
    while (!list->empty()) {
      auto node = list->extract(list->begin());
      sodium_memzero(node.key().data(), node.key().size());
    }
}

void Forms::add(std::string text, Form form) {
  if (text.empty() || text.size() > kLongestWord) return;
  const auto [at, fresh] = searched_.emplace(std::move(text), form);
  if (fresh) return;
  Form& kept = at->second;
  const bool stronger = form.role == Role::whole && kept.role != Role::whole;
  const bool simpler = form.role == kept.role && (form.traits & ~kNumber) == 0 && kept.traits != 0;
  if (stronger || simpler) kept = form;
}

void Forms::add_sieves(const std::string& word) {
  if (word.empty() || word.size() > kLongestWord) return;
  words_.emplace(word, Form{Role::word_sieve, How::script, 1, 0});
  std::string sounds = sounds_of_latin(word);
  sounds_.emplace("~" + sounds, Form{Role::sound_sieve, How::script, 1, 0});
}

Result<Forms> forms_of(std::string_view value, ValueSort sort, std::string_view region) {
  if (value.size() > kMostValue)
    return base::fail(Error(ErrorKind::bad_input, "a value of this length can not be searched")
                          .found(std::to_string(value.size()) + " bytes")
                          .expected("at most " + std::to_string(kMostValue)));
  Letters letters;
  Forms out;
  if (sort == ValueSort::phone) {
    REDRESS_TRY(phone_forms(out, letters, value, region));
    return out;
  }
  if (sort == ValueSort::account) {
    REDRESS_TRY(account_forms(out, letters, value));
    return out;
  }
  if (sort == ValueSort::email) email_forms(out, letters, value);
  Parts parts = parts_of(letters, value);
  if (sort == ValueSort::name && parts.size() > kMostNameWords) sort = ValueSort::text;
  if (!parts.empty()) {
    if (sort == ValueSort::name)
      name_forms(out, std::move(parts), value);
    else if (sort == ValueSort::address)
      address_forms(out, std::move(parts), value);
    else if (sort == ValueSort::text)
      text_forms(out, parts);
  }
  if (out.searched().empty())
    return base::fail(
        Error(ErrorKind::bad_input, "there is too little in this value to be searched")
            .expected("at least one word or number"));
  return out;
}

}  // namespace redress::release::detail
