#include "simulate/names.hpp"

#include "simulate/calendar.hpp"
#include "simulate/names_tables.hpp"

namespace redress::simulate {
namespace {

struct Words {
  std::span<const tables::Given> given;
  std::span<const tables::Family> family;
  bool family_first = false;
  bool women_end_in_a = false;
};

constexpr std::array<Words, kLanguages> kWords{{
    {tables::kGivenEn, tables::kFamilyEn},
    {tables::kGivenDe, tables::kFamilyDe},
    {tables::kGivenEs, tables::kFamilyEs},
    {tables::kGivenRo, tables::kFamilyRo},
    {tables::kGivenRu, tables::kFamilyRu, false, true},
    {tables::kGivenAr, tables::kFamilyAr},
    {tables::kGivenVi, tables::kFamilyVi, true},
}};

constexpr std::array<std::string_view, kLanguages> kCodes{"en", "de", "es", "ro", "ru", "ar", "vi"};

std::string joined(std::string_view given, std::string_view family, bool family_first) {
  std::string out(family_first ? family : given);
  out += ' ';
  out += family_first ? given : family;
  return out;
}

const std::vector<std::string_view>& all_invented_words() {
  static const std::vector<std::string_view> words = [] {
    std::vector<std::string_view> out;
    for (const Words& one : kWords) {
      for (const tables::Family& family : one.family) {
        for (const std::string_view word : {family.latin, family.native, family.other}) {
          if (!word.empty()) out.push_back(word);
        }
      }
    }
    for (const std::string_view word : tables::kBusinessLast) out.push_back(word);
    // Towns and banks with another ending of the same words.
    out.insert(out.end(),
               {"Exampleton", "Samplebrück", "Erfundenstadt", "Beispielburg", "Inventata"});
    return out;
  }();
  return words;
}

}  // namespace

std::string_view code_of(Language language) { return kCodes[static_cast<std::size_t>(language)]; }

Name invent_person(Language language, Chance& chance) {
  const Words& words = kWords[static_cast<std::size_t>(language)];
  const tables::Given& given = chance.pick(words.given);
  const tables::Family& family = chance.pick(words.family);
  const bool ends_in_a = words.women_end_in_a && given.woman;
  Name out;
  out.given = given.latin;
  out.family = std::string(family.latin) + (ends_in_a ? "a" : "");
  out.latin = joined(out.given, out.family, words.family_first);
  out.given_native = given.native;
  out.family_native = std::string(family.native) + (ends_in_a ? "а" : "");
  out.family_first = words.family_first;
  out.native = joined(out.given_native, out.family_native, words.family_first);
  if (!family.other.empty()) {
    out.other =
        joined(out.given, std::string(family.other) + (ends_in_a ? "a" : ""), words.family_first);
  }
  out.short_native = given.close;
  return out;
}

Name with_second_name(const Name& name, const Name& second) {
  Name out = name;
  out.given += " " + second.given;
  out.given_native += " " + second.given_native;
  out.latin = joined(out.given, out.family, out.family_first);
  out.native = joined(out.given_native, out.family_native, out.family_first);
  out.other.clear();
  return out;
}

std::string invent_plain_name(Language language, Chance& chance) {
  const Words& words = kWords[static_cast<std::size_t>(language)];
  const tables::Given& given = chance.pick(words.given);
  const tables::Family& family = chance.pick(words.family);
  std::string last(family.latin);
  if (words.women_end_in_a && given.woman) last += 'a';
  return joined(given.latin, last, words.family_first);
}

std::span<const std::string_view> invented_words() { return all_invented_words(); }

bool plainly_invented(std::string_view name) {
  for (const std::string_view plain : tables::kPlainBusinesses) {
    if (name == plain) return true;
  }
  for (const std::string_view word : all_invented_words()) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

std::string invent_business(std::string_view trade, Chance& chance) {
  std::string out(chance.pick(tables::kBusinessFirst));
  out += ' ';
  out += trade;
  out += ' ';
  out += chance.pick(tables::kBusinessLast);
  return out;
}

std::string_view town(std::size_t number) { return tables::kTownNames[number % kTowns]; }

std::string invent_address(std::size_t town_number, Chance& chance) {
  std::string out;
  put_number(out, chance.between(1, 98));
  out += ' ';
  out += chance.pick(tables::kStreets);
  out += ", ";
  out += town(town_number);
  return out;
}

std::string phone_number(std::uint32_t number) {
  static constexpr std::array<int, 10> kAreas{605, 212, 303, 404, 512, 617, 702, 808, 907, 971};
  std::string out;
  if (number % 2000 < 1000) {
    out = "+447700900";
    put_number(out, number % 1000, 3);
    return out;
  }
  const std::uint32_t place = number % 1000;
  out = "+1";
  put_number(out, kAreas[place / 100]);
  out += "55501";
  put_number(out, place % 100, 2);
  return out;
}

std::string account_number(const Bank& bank, std::uint64_t number, std::uint64_t seed) {
  // The factor shares no divisor with 10^10: different numbers stay different.
  constexpr std::uint64_t kMost = 10'000'000'000ULL;
  const std::uint64_t digits = ((number + seed % 1'000'003) % kMost * 7'368'787ULL) % kMost;
  std::string out;
  put_number(out, static_cast<std::int64_t>(digits), static_cast<int>(bank.digits));
  return out;
}

std::string iban_of(const Bank& bank, std::string_view account_number) {
  std::string body(bank.code);
  body += account_number;
  unsigned rest = 0;
  const auto take = [&rest](char one) {
    if (one >= 'A' && one <= 'Z') {
      rest = (rest * 100 + static_cast<unsigned>(one - 'A' + 10)) % 97;
    } else {
      rest = (rest * 10 + static_cast<unsigned>(one - '0')) % 97;
    }
  };
  for (const char one : body) take(one);
  for (const char one : bank.country) take(one);
  take('0');
  take('0');
  std::string out(bank.country);
  put_number(out, static_cast<std::int64_t>(98 - rest), 2);
  return out + body;
}

}  // namespace redress::simulate
