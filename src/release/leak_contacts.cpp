#include "release/leak_parts.hpp"

#include <array>

#include "base/keys.hpp"

namespace redress::release::detail {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

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

std::size_t country_code_length(std::string_view digits) {
  // Two digits, of ITU-T E.164 annex D; 1 and 7 are one; the others three.
  constexpr std::string_view kTwo =
      "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 "
      "64 "
      "65 66 81 82 84 86 90 91 92 93 94 95 98 ";
  if (digits.starts_with('1') || digits.starts_with('7')) return 1;
  return kTwo.find(std::string(digits.substr(0, 2)) + " ") != std::string_view::npos ? 2 : 3;
}

}  // namespace

void address_forms(Forms& out, Parts parts, std::string_view value) {
  for (Part& part : parts) add_shortened(part);
  const auto words = static_cast<std::uint8_t>(std::min<std::size_t>(parts.size(), 20));
  std::vector<const Part*> all;
  all.reserve(words);
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
  if (const auto at = address.find(':'); at < 8) address.remove_prefix(at + 1);  // mailto:
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

}  // namespace redress::release::detail
