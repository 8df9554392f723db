#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "intake/moments.hpp"

namespace redress::intake {
namespace {

// Names as they stand alone and in dates, and abbreviations that are no beginning of one.
constexpr std::array<std::string_view, 12> kNames = {
    "january januar jänner janvier enero janeiro gennaio januari styczeń stycznia ianuarie январь "
    "января січень січня ocak",
    "february februar feber février febrero fevereiro febbraio februari luty lutego februarie "
    "февраль "
    "февраля лютий лютого şubat",
    "march märz mrz mars marzo março maart mrt marzec marca martie март марта березень березня "
    "mart",
    "april avril abril aprile kwiecień kwietnia aprilie апрель апреля квітень квітня nisan",
    "may mai mayo maio maggio mei maj maja май мая травень травня mayıs",
    "june juni juin junio junho giugno czerwiec czerwca iunie июнь июня червень червня haziran",
    "july juli juillet julio julho luglio lipiec lipca iulie июль июля липень липня temmuz",
    "august août agosto augustus sierpień sierpnia август августа серпень серпня ağustos",
    "september septembre septiembre setiembre setembro settembre wrzesień września septembrie "
    "сентябрь "
    "сентября вересень вересня eylül",
    "october oktober octobre octubre outubro ottobre październik października octombrie октябрь "
    "октября жовтень жовтня ekim",
    "november novembre noviembre novembro listopad listopada noiembrie ноябрь ноября листопад "
    "листопада kasım",
    "december dezember décembre diciembre dezembro dicembre grudzień grudnia decembrie декабрь "
    "декабря "
    "грудень грудня aralık"};

struct Named {
  std::string name;
  unsigned month;
};

const std::vector<Named>& names() {
  static const std::vector<Named> kSorted = [] {
    std::vector<Named> made;
    for (unsigned month = 1; month <= kNames.size(); ++month) {
      std::string_view rest = kNames[month - 1];
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        made.push_back({base::fold(rest.substr(0, end)), month});
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    std::ranges::sort(made, {}, &Named::name);
    return made;
  }();
  return kSorted;
}

constexpr std::size_t kLongest = 40;

}  // namespace

unsigned month_named(std::string_view word) {
  if (word.size() < 3 || word.size() > kLongest) return 0;
  std::array<char, kLongest> small;
  bool plain = true;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    plain = plain && static_cast<unsigned char>(c) < 0x80;
    small[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const std::string folded = plain ? std::string() : base::fold(word);
  const std::string_view key = plain ? std::string_view(small.data(), word.size()) : folded;
  const auto& all = names();
  auto at = std::ranges::lower_bound(all, key, {},
                                     [](const Named& n) -> std::string_view { return n.name; });
  // A beginning is enough where every name that begins so is of one month ("jui" is of two).
  unsigned month = 0;
  for (; at != all.end() && std::string_view(at->name).substr(0, key.size()) == key; ++at) {
    if (at->name.size() == key.size()) return at->month;
    if (month != 0 && month != at->month) return 0;
    month = at->month;
  }
  return month;
}

}  // namespace redress::intake
