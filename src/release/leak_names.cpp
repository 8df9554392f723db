#include "release/leak_parts.hpp"

#include <numeric>

#include "base/utf8.hpp"

namespace redress::release::detail {
namespace {

constexpr std::size_t kMostPermuted = 4;

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
  std::ranges::rotate(parts, split);
}

}  // namespace

void name_forms(Forms& out, Parts parts, std::string_view value) {
  family_last(parts, value);
  whole_names(out, parts);
  if (parts.size() > 2) two_words(out, parts);
  if (parts.size() > 1) initials(out, parts);
  single_words(out, parts);
  by_consonants(out, parts);
}

}  // namespace redress::release::detail
