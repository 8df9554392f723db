#include "base/keys.hpp"

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <stdexcept>

#include <phonenumbers/phonenumberutil.h>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::base {

namespace {

constexpr std::array<std::string_view, 7> kKindNames = {"phone",   "iban",    "name", "email",
                                                        "account", "address", "other"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

char to_capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// Shape only: the value may stand behind a wall.
std::string shape_of(std::string_view text) {
  std::size_t characters = 0;
  std::size_t digits = 0;
  for_each_code_point(text, [&](char32_t code) {
    ++characters;
    if (u_isdigit(static_cast<UChar32>(code)) != 0) ++digits;
  });
  return std::to_string(characters) + " characters, " + std::to_string(digits) + " of them digits";
}

Error not_a(const char* what, std::string found, std::string expected) {
  return Error(ErrorKind::bad_input, std::string("not ") + what)
      .found(std::move(found))
      .expected(std::move(expected));
}

// Without white space and invisible format characters, such as the direction marks that address
// books put around numbers.
std::string without_blanks(std::string_view text) {
  std::string out;
  for_each_code_point(text, [&](char32_t code) {
    const auto c = static_cast<UChar32>(code);
    if (u_isUWhiteSpace(c) == 0 && u_charType(c) != U_FORMAT_CHAR) append_utf8(out, code);
  });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// IBAN registry (SWIFT, registration authority of ISO 13616): country and total length.
constexpr std::string_view kIbanLengths =
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
    "DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 "
    "IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 "
    "MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 "
    "SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ";

std::optional<std::size_t> iban_length(std::string_view country) {
  for (std::size_t at = 0; at + 5 <= kIbanLengths.size(); at += 5) {
    const std::string_view entry = kIbanLengths.substr(at, 4);
    if (entry.substr(0, 2) != country) continue;
    return static_cast<std::size_t>((entry[2] - '0') * 10 + (entry[3] - '0'));
  }
  return std::nullopt;
}

// ISO/IEC 7064 MOD 97-10 over the rearranged number, letters as 10 to 35.
unsigned mod_97(std::string_view iban) {
  unsigned rest = 0;
  const auto push = [&](char c) {
    if (is_digit(c)) {
      rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
    } else {
      rest = (rest * 100 + static_cast<unsigned>(c - 'A' + 10)) % 97;
    }
  };
  for (const char c : iban.substr(4)) push(c);
  for (const char c : iban.substr(0, 4)) push(c);
  return rest;
}

const icu::IDNA& idna() {
  static const std::unique_ptr<const icu::IDNA> opened = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::IDNA> out(
        icu::IDNA::createUTS46Instance(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI |
                                           UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII,
                                       status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no UTS 46");
    return out;
  }();
  return *opened;
}

std::optional<std::string> ascii_domain(std::string_view domain) {
  if (domain.size() > 1024) return std::nullopt;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  idna().nameToASCII_UTF8({domain.data(), icu_length(domain)}, sink, info, status);
  if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
  const bool dotted = out.find('.') != std::string::npos && out.front() != '.' && out.back() != '.';
  return dotted ? std::optional(out) : std::nullopt;
}

// RFC 5322 dot-atom, with the letters of other scripts that RFC 6531 adds.
bool is_local_part(std::string_view local) {
  constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~.";
  if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.' ||
      local.find("..") != std::string_view::npos) {
    return false;
  }
  bool good = true;
  for_each_code_point(local, [&](char32_t code) {
    const auto c = static_cast<UChar32>(code);
    const bool mark = code < 0x80 && kMarks.find(static_cast<char>(code)) != std::string_view::npos;
    const int type = u_charType(c);
    const bool combining = type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
    good = good && (mark || combining || u_isalnum(c) != 0);
  });
  return good;
}

bool is_closed_up(char32_t code) {
  constexpr std::u32string_view kApostrophes = U"'`\u2018\u2019\u201B\u02BB\u02BC\u02B9\u2032";
  return kApostrophes.find(code) != std::u32string_view::npos;
}

bool is_kept(char32_t code) {
  const auto c = static_cast<UChar32>(code);
  const int type = u_charType(c);
  return u_isalnum(c) != 0 || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

std::string single_spaced(std::string_view text) {
  std::string out;
  bool space = false;
  for_each_code_point(text, [&](char32_t code) {
    if (u_isUWhiteSpace(static_cast<UChar32>(code)) != 0) {
      space = !out.empty();
      return;
    }
    if (space) out += ' ';
    space = false;
    append_utf8(out, code);
  });
  return out;
}

Result<std::string> not_empty(std::string key, const char* what, std::string_view text) {
  if (!key.empty()) return key;
  return fail(not_a(what, shape_of(text), "at least one letter or digit"));
}

std::string normal_account(std::string_view text) {
  std::string out;
  if (is_ascii(text)) {
    out.reserve(text.size());
    for (const char c : text)
      if (const char capital = to_capital(c); is_digit(capital) || is_capital(capital))
        out.push_back(capital);
    return out;
  }
  for_each_code_point(fold(text), [&](char32_t code) {
    if (!is_kept(code)) return;
    append_utf8(out,
                code < 0x80 ? static_cast<char32_t>(to_capital(static_cast<char>(code))) : code);
  });
  return out;
}

}  // namespace

std::string_view name_of(KeyKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

Result<KeyKind> parse_key_kind(std::string_view name) {
  const auto hit = std::ranges::find(kKindNames, name);
  if (hit == kKindNames.end()) {
    return fail(Error(ErrorKind::bad_input, "unknown kind of key")
                    .found(in_quotes(name))
                    .expected("phone, iban, name, email, account, address or other"));
  }
  return static_cast<KeyKind>(hit - kKindNames.begin());
}

namespace {

/// Whether digits without "+" are a number with its country code all the same: carriers write "4915112345678". Only
/// where national numbers are written with a 0 in front (then these are none), and the number is valid so.
bool lacks_plus(const i18n::phonenumbers::PhoneNumberUtil& util, const std::string& key,
                const std::string& country) {
  constexpr std::size_t kFewest = 11;
  if (country == "ZZ" || key.size() < kFewest || key.front() == '0') return false;
  if (!std::ranges::all_of(key, is_digit)) return false;
  std::string trunk;
  util.GetNddPrefixForRegion(country, true, &trunk);
  i18n::phonenumbers::PhoneNumber number;
  return trunk == "0" &&
         util.Parse("+" + key, "ZZ", &number) ==
             i18n::phonenumbers::PhoneNumberUtil::NO_PARSING_ERROR &&
         util.IsValidNumber(number);
}

}  // namespace

Result<std::string> normal_phone(std::string_view text, std::string_view region) {
  using i18n::phonenumbers::PhoneNumber;
  using i18n::phonenumbers::PhoneNumberUtil;
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  std::string country = "ZZ";  // libphonenumber's "no region": international form only
  if (!region.empty()) {
    country.assign(region);
    std::ranges::transform(country, country.begin(), to_capital);
    if (util.GetCountryCodeForRegion(country) == 0) {
      return fail(Error(ErrorKind::bad_input, "unknown region for a phone number")
                      .found(in_quotes(region))
                      .expected("a country code of ISO 3166 such as AT, or nothing"));
    }
  }
  std::string key = without_blanks(text);
  if (lacks_plus(util, key, country)) key.insert(0, 1, '+');
  // Some countries' trunk zeros are dropped one prefix a reading ("+43 00 ..."): read on until the
  // key stands, so that equal numbers have equal keys. Each round is shorter, so it ends.
  std::string before;
  do {
    before = key;
    PhoneNumber number;
    if (util.Parse(before, country, &number) != PhoneNumberUtil::NO_PARSING_ERROR) {
      Error error =
          not_a("a phone number", shape_of(text), "digits, with + and the country code in front");
      if (region.empty()) error = std::move(error).fix("name the region of national numbers");
      return fail(std::move(error));
    }
    // Possible, not valid: the metadata does not know every range opened since.
    util.Format(number, PhoneNumberUtil::E164, &key);
    constexpr std::size_t kLongest = 16;  // + and 15 digits: ITU-T E.164, 6.1
    if (!util.IsPossibleNumber(number) || key.size() > kLongest) {
      return fail(not_a("a phone number", shape_of(text),
                        "as many digits as its country uses, 15 at most"));
    }
    country = "ZZ";
  } while (key != before);
  return key;
}

Result<std::string> normal_iban(std::string_view text) {
  std::string iban;
  for (const char c : without_blanks(text)) {
    if (c != '-' && c != '.') iban.push_back(to_capital(c));
  }
  if (iban.starts_with("IBAN")) iban.erase(0, iban.find(':') == 4 ? 5 : 4);
  const bool shaped =
      iban.size() >= 5 && is_capital(iban[0]) && is_capital(iban[1]) && is_digit(iban[2]) &&
      is_digit(iban[3]) &&
      std::ranges::all_of(iban, [](char c) { return is_digit(c) || is_capital(c); });
  if (!shaped) {
    return fail(not_a("an IBAN", shape_of(text), "country, two check digits, letters and digits"));
  }
  const std::string country = iban.substr(0, 2);
  const auto length = iban_length(country);
  if (!length) {
    return fail(not_a("an IBAN", "country " + country, "a country of the IBAN registry"));
  }
  if (iban.size() != *length) {
    return fail(not_a("an IBAN", std::to_string(iban.size()) + " characters",
                      std::to_string(*length) + " characters for " + country));
  }
  // Check digits run from 02 to 98; 00, 01 and 99 would pass the remainder alone.
  const int check = (iban[2] - '0') * 10 + (iban[3] - '0');
  if (check < 2 || check > 98 || mod_97(iban) != 1) {
    return fail(not_a("an IBAN", "check digits that do not fit the rest", "remainder 1 modulo 97"));
  }
  return iban;
}

Result<std::string> normal_email(std::string_view text) {
  const char* const expected = "name@domain.example";
  std::string_view rest = trimmed(text);
  if (rest.size() >= 7 && fold(rest.substr(0, 7)) == "mailto:") rest.remove_prefix(7);
  const std::size_t at = rest.rfind('@');
  if (at == std::string_view::npos || !valid_utf8(rest)) {
    return fail(not_a("an e-mail address", shape_of(text), expected));
  }
  const std::string_view raw_local = rest.substr(0, at);
  if (!is_local_part(raw_local)) {
    return fail(not_a("an e-mail address", "a part before @ with other characters or empty",
                      "letters, digits, dots and +-_"));
  }
  const auto domain = ascii_domain(rest.substr(at + 1));
  if (!domain) {
    return fail(not_a("an e-mail address", "a part after @ that is no domain name", expected));
  }
  std::string local;
  for_each_code_point(nfc(raw_local), [&](char32_t code) {
    append_utf8(local, static_cast<char32_t>(u_tolower(static_cast<UChar32>(code))));
  });
  return nfc(local) + "@" + *domain;
}

namespace {

std::string normal_ascii_name(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (const char c : text) {
    if (c == '\'' || c == '`') continue;
    if (!is_digit(c) && !is_capital(to_capital(c))) {
      space = !out.empty();
      continue;
    }
    if (space) out.push_back(' ');
    space = false;
    out.push_back(is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out;
}

}  // namespace

std::string normal_name(std::string_view text) {
  if (is_ascii(text)) return normal_ascii_name(text);
  std::string out;
  bool space = false;
  for_each_code_point(fold(text), [&](char32_t code) {
    if (is_closed_up(code)) return;
    if (!is_kept(code)) {
      space = !out.empty();
      return;
    }
    if (space) out += ' ';
    space = false;
    append_utf8(out, code);
  });
  return out;
}

std::vector<std::string> name_tokens(std::string_view text) {
  const std::string name = normal_name(text);
  std::vector<std::string> out;
  for (std::size_t start = 0; start < name.size();) {
    const std::size_t end = std::min(name.find(' ', start), name.size());
    out.push_back(name.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

Result<std::string> normal_key(KeyKind kind, std::string_view text, std::string_view region) {
  switch (kind) {
    case KeyKind::phone: return normal_phone(text, region);
    case KeyKind::iban: return normal_iban(text);
    case KeyKind::email: return normal_email(text);
    case KeyKind::name: return not_empty(normal_name(text), "a name", text);
    case KeyKind::address: return not_empty(normal_name(text), "an address", text);
    case KeyKind::account: return not_empty(normal_account(text), "an account number", text);
    case KeyKind::other: return not_empty(single_spaced(fold(text)), "a key", text);
  }
  return fail(ErrorKind::internal, "a kind of key without a normal form");
}

Result<std::string> account_to_compare(std::string_view text) {
  constexpr std::size_t kBankCode = 8;
  constexpr std::size_t kAccount = 10;
  if (text.find('/') == std::string_view::npos) return normal_key(KeyKind::account, text, {});
  const std::string written = without_blanks(text);
  const std::size_t slash = written.find('/');
  const std::string_view bank = std::string_view(written).substr(0, slash);
  const std::string_view account = std::string_view(written).substr(slash + 1);
  const bool german = bank.size() == kBankCode && !account.empty() && account.size() <= kAccount &&
                      std::ranges::all_of(bank, is_digit) && std::ranges::all_of(account, is_digit);
  if (!german) return normal_key(KeyKind::account, text, {});
  std::string iban = "DE00" + std::string(bank);
  iban.append(kAccount - account.size(), '0').append(account);
  const unsigned check = 98 - mod_97(iban);
  iban[2] = static_cast<char>('0' + check / 10);
  iban[3] = static_cast<char>('0' + check % 10);
  return iban;
}

}  // namespace redress::base
