// Normal forms under which phones, accounts, names and addresses are compared.
//
// Promises: two writings of the same thing mostly get the same key, two different things a
// different one; each normal form is a fixed point of its function. A key is for comparing and
// indexing; what stands in the record is kept beside it unchanged.
// Cost: linear; phones about 10 microseconds.
// Bad input: an Error tells shape and rule (how many characters, which country's length), never
// the value itself, because keys are taken of walled text too.
// Source: ITU-T E.164 through libphonenumber (its metadata is of 2022: a number is refused when
// its length is impossible, not when its range is unknown); ISO 13616-1:2020 and the IBAN registry
// for lengths, ISO/IEC 7064 MOD 97-10 for the check; RFC 5321/5322 and UTS 46 for e-mail.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace redress::base {

enum class KeyKind : std::uint8_t { phone, iban, name, email, account, address, other };
std::string_view name_of(KeyKind kind);
Result<KeyKind> parse_key_kind(std::string_view name);

/// E.164, "+43...". `region` is the ISO 3166 country in whose style a national number is read
/// ("AT"); empty means that the number must start with + and its country code. An extension is
/// dropped, because E.164 has none.
Result<std::string> normal_phone(std::string_view text, std::string_view region);

/// Capital letters and digits without spaces; length of the country and check digits verified.
Result<std::string> normal_iban(std::string_view text);

/// Lower case, domain in its ASCII (xn--) form, "mailto:" dropped. Dots and +tags stay: whether
/// they matter is the provider's rule. Quoted local parts and address literals are refused.
Result<std::string> normal_email(std::string_view text);

/// Folded, punctuation to spaces (apostrophes closed up), single spaces, order of tokens kept.
/// Empty when nothing but punctuation was given.
std::string normal_name(std::string_view text);
std::vector<std::string> name_tokens(std::string_view text);

/// The normal form for the kind. account: folded letters and digits without separators, ASCII
/// letters in capitals; address: as a name; other: folded, single spaces. Nothing left is an
/// error.
Result<std::string> normal_key(KeyKind kind, std::string_view text, std::string_view region);

/// For comparing accounts of different sources: the normal key of an account, but of a German bank code and account
/// number ("12345678/123456", as MT940 writes them) the IBAN that they make (Deutsche Bundesbank, IBAN rule
/// 000000). Some banks have rules of their own: their IBANs differ, and the two writings stay two accounts.
Result<std::string> account_to_compare(std::string_view text);

}  // namespace redress::base
