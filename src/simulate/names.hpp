// Names of people, businesses, places and numbers that nobody can take for real ones.
//
// Promises: every family name means "invented", "example" or the like in its language, and so do
// the names of businesses (or they are of the short list kPlainBusinesses); places carry such a
// word too. A person's name comes in the writings that exhibits use: Latin letters, the own script,
// another romanisation, the family name first. Telephone numbers are from ranges that are kept for
// fiction; accounts have right check digits and codes of banks that do not exist.
// Cost: microseconds. Bounds: about 2,000 telephone numbers, then they come again.
// Source: Ofcom, numbers for drama (07700 900000 to 900999); North American Numbering Plan,
// 555-0100 to 555-0199; ISO 13616-1:2020 and ISO/IEC 7064 MOD 97-10 for IBAN; Bundesbank: no bank
// code begins with 9.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulate/chance.hpp"

namespace redress::simulate {

enum class Language : std::uint8_t { en, de, es, ro, ru, ar, vi };
inline constexpr std::size_t kLanguages = 7;
std::string_view code_of(Language language);

struct Name {
  std::string given;         ///< Latin letters
  std::string family;        ///< Latin letters
  std::string latin;         ///< both, in the order of the language
  std::string native;        ///< in the own script; equal to `latin` where that is it
  std::string other;         ///< another romanisation; empty: there is none
  std::string given_native;  ///< in the own script
  std::string family_native;
  std::string short_native;  ///< the given name as friends write it
  bool family_first = false;
};

Name invent_person(Language language, Chance& chance);
/// The same person with a second given name, that of `second`.
Name with_second_name(const Name& name, const Name& second);
/// Latin letters only, for the thousands who have nothing but a bank account.
std::string invent_plain_name(Language language, Chance& chance);
/// Family names of all languages and scripts, and the words that mark a business or place as
/// invented.
std::span<const std::string_view> invented_words();
/// Whether a name carries one of them, or is a business of the short list.
bool plainly_invented(std::string_view name);

/// "Juniper Bakery Example". `trade` is the middle word.
std::string invent_business(std::string_view trade, Chance& chance);
std::string_view town(std::size_t number);
inline constexpr std::size_t kTowns = 8;
/// "14 Lantern Lane, Exampleton"
std::string invent_address(std::size_t town_number, Chance& chance);

/// E.164. Numbers 0 to 999 are British mobiles, the rest North American.
std::string phone_number(std::uint32_t number);

struct Bank {
  std::string_view name;
  std::string_view country;  ///< ISO 3166
  std::string_view code;     ///< as it stands in the account number
  std::string_view bic;
  std::size_t digits = 10;  ///< of the account number behind the code
};
inline constexpr std::array<Bank, 5> kBanks{{
    {"Lindenbank Beispiel", "DE", "99999901", "LNBSDE00XXX", 10},
    {"Harbour Bank Example", "DE", "99999902", "HRBXDE00XXX", 10},
    {"Juniper Savings Sample", "AT", "99993", "JNPSAT00XXX", 11},
    {"Banca Inventata", "RO", "XMPL", "XMPLRO00XXX", 16},
    {"Placeholder Trade Bank", "DE", "99999905", "PLHTDE00XXX", 10},
}};
enum BankNumber : std::uint8_t { kLinden, kHarbour, kJuniper, kInventata, kTrade };

/// Different for each number below 10^10 of one bank; `seed` moves them.
std::string account_number(const Bank& bank, std::uint64_t number, std::uint64_t seed);
std::string iban_of(const Bank& bank, std::string_view account_number);

}  // namespace redress::simulate
