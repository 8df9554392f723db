// The list of ISO 4217 (list one, maintenance agency SIX, amendments to the end of 2025), and codes
// withdrawn since 2000. One text per number of digits: the table is read by eye against the list.
#include <algorithm>

#include "base/money.hpp"
#include "base/text.hpp"

namespace redress::base {

namespace {

constexpr std::string_view kNoDigits =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

constexpr std::string_view kTwoDigits =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
    "GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD "
    "LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB "
    "PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW "
    "ZWG";

constexpr std::string_view kThreeDigits = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view kFourDigits = "CLF UYW";

constexpr std::string_view kWithdrawnNoDigits = "BYR";
constexpr std::string_view kWithdrawnTwoDigits =
    "ANG BGN CUC CYP EEK HRK LTL LVL MTL SIT SKK SLL VEF ZMK ZWL";

constexpr std::string_view kWithoutMinorUnit =
    "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX";

// Only called with three capital letters, so a hit can not straddle two codes.
bool lists(std::string_view codes, std::string_view code) {
  return codes.find(code) != std::string_view::npos;
}

struct Entry {
  std::string_view codes;
  std::uint8_t digits;
  bool active;
};

constexpr Entry kTable[] = {
    {kTwoDigits, 2, true},           {kNoDigits, 0, true},   {kThreeDigits, 3, true},
    {kWithdrawnTwoDigits, 2, false}, {kFourDigits, 4, true}, {kWithdrawnNoDigits, 0, false},
};

}  // namespace

Result<Currency> Currency::parse(std::string_view code) {
  const bool shaped =
      code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!shaped) {
    return fail(Error(ErrorKind::bad_input, "not a currency code")
                    .found(in_quotes(code))
                    .expected("three capital letters of ISO 4217, such as USD or EUR"));
  }
  for (const Entry& entry : kTable) {
    if (!lists(entry.codes, code)) continue;
    Currency out;
    std::ranges::copy(code, out.code_.begin());
    out.minor_digits_ = entry.digits;
    out.active_ = entry.active;
    return out;
  }
  if (lists(kWithoutMinorUnit, code)) {
    return fail(Error(ErrorKind::bad_input, "a code without a minor unit can not hold money")
                    .found(in_quotes(code))
                    .expected("a currency of ISO 4217 with a minor unit")
                    .fix("enter metals and units of account as a quantity of an asset"));
  }
  return fail(Error(ErrorKind::bad_input, "unknown currency code")
                  .found(in_quotes(code))
                  .expected("an alphabetic code of ISO 4217, such as USD or EUR"));
}

}  // namespace redress::base
