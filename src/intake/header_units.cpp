#include "intake/header_units.hpp"

#include <algorithm>
#include <array>

#include "intake/figures.hpp"
#include "intake/map.hpp"
#include "intake/propose_words.hpp"

namespace redress::intake {
namespace {

struct Words {
  Unit unit;
  std::string_view alone;  ///< known in brackets and behind "in"
  std::string_view last;   ///< and as the last word of a header
};
constexpr std::array kUnits = {
    Words{Unit::milliseconds,
          "ms|msec|millis|milliseconds|millisekunden|millisecondes|milisegundos",
          "ms|msec|millis|milliseconds"},
    Words{Unit::seconds, "s|sec|secs|second|seconds|sek|sekunden|seg|segundos|secondes|secondi|сек",
          "sec|secs|seconds|sekunden|segundos|secondes|secondi"},
    Words{Unit::minutes, "m|min|mins|minute|minutes|minuten|minutos|minuti|minuty|мин|dk|dakika",
          "min|mins|minutes|minuten|minutos|minuti"},
    Words{Unit::hours, "h|hr|hrs|hour|hours|std|stunden|heures|horas|ore|uren|godz|godziny|ч|saat",
          "hrs|hours|std|stunden|heures|horas"},
    Words{Unit::hundredths, "cent|cents|ct|centimes|centavos|centesimi|pence|groszy|копеек", ""},
    Words{Unit::thousands, "thousand|thousands|tsd|tausend|k|000|'000|miles|mila|milliers|тыс", ""},
    Words{Unit::millions, "million|millions|mio|mn|millionen|millones|milioni|млн", ""},
};

struct Folded {
  Unit unit;
  std::vector<std::string> alone;
  std::vector<std::string> last;
};

/// The lists taken apart, made once.
const std::vector<Folded>& units() {
  static const std::vector<Folded> kAll = [] {
    std::vector<Folded> made;
    for (const Words& one : kUnits)
      made.push_back({one.unit, folded_words(one.alone), folded_words(one.last)});
    return made;
  }();
  return kAll;
}

bool is_among(std::string_view word, const std::vector<std::string>& words) {
  return !word.empty() && std::ranges::find(words, word) != words.end();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return text;
}

/// What stands in its last brackets.
std::string_view in_brackets(std::string_view header) {
  const std::size_t open = header.find_last_of("([");
  if (open == std::string_view::npos) return {};
  const std::size_t close = header.find_first_of(")]", open);
  return trimmed(header.substr(open + 1, std::min(close, header.size()) - open - 1));
}

std::string_view behind_in(std::string_view header) {
  const std::size_t at = header.rfind(" in ");
  return at == std::string_view::npos ? std::string_view() : trimmed(header.substr(at + 4));
}

std::string_view last_word(std::string_view header) {
  const std::size_t at = header.find_last_of(' ');
  return at == std::string_view::npos ? std::string_view() : header.substr(at + 1);
}

}  // namespace

Unit unit_in_header(std::string_view header) {
  const std::string folded = folded_header(header);
  for (const Folded& one : units())
    if (is_among(in_brackets(folded), one.alone) || is_among(behind_in(folded), one.alone) ||
        is_among(last_word(folded), one.last))
      return one.unit;
  return Unit::none;
}

HeaderMoney money_in_header(std::string_view header) {
  HeaderMoney out{.code = code_in_header(header), .other = {}};
  if (!out.code.empty()) return out;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kSigns = {
      std::pair<std::string_view, std::string_view>{"\xE2\x82\xAC", "EUR"},
      std::pair<std::string_view, std::string_view>{"\xC2\xA3", "GBP"}};
  for (const auto& [sign, code] : kSigns)
    if (header.find(sign) != std::string_view::npos) out.code = code;
  if (!out.code.empty()) return out;
  constexpr std::array<std::string_view, 12> kCoins = {"BTC", "ETH",  "USDT", "USDC", "LTC", "XRP",
                                                       "BCH", "DOGE", "TRX",  "BNB",  "SOL", "XMR"};
  for (std::size_t at = 0; at < header.size();) {
    const auto letter = [&](std::size_t i) {
      return i < header.size() &&
             ((header[i] >= 'A' && header[i] <= 'Z') || (header[i] >= 'a' && header[i] <= 'z'));
    };
    std::size_t end = at;
    while (letter(end)) ++end;
    const std::string_view word = header.substr(at, end - at);
    if (std::ranges::count(kCoins, word) > 0) out.other = word;
    at = std::max(end, at + 1);
  }
  if (out.other.empty() && header.find('$') != std::string_view::npos) out.other = "$";
  return out;
}

bool has_dollar_sign(std::string_view code) {
  constexpr std::array<std::string_view, 14> kDollars = {"USD", "CAD", "AUD", "NZD", "SGD",
                                                         "HKD", "TWD", "MXN", "ARS", "CLP",
                                                         "COP", "UYU", "DOP", "JMD"};
  return std::ranges::count(kDollars, code) > 0;
}

}  // namespace redress::intake
