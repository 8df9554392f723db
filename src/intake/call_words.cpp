#include "intake/call_words.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "intake/figures.hpp"
#include "intake/map.hpp"
#include "intake/propose_words.hpp"

namespace redress::intake {
namespace {

constexpr std::string_view kOut =
    "out|outgoing|outbound|outgoing call|outgoing sms|outgoing voice|voice outgoing|sms outgoing|"
    "originating|originated|orig|originating call|mobile originated|mobile originating|"
    "mo|moc|mo call|mo sms|mosms|sms mo|smsmo|sms-mo|mo-sms|dialed|dialled|dialed call|"
    "dialled call|sent|made|placed|call out|"
    "ausgehend|abgehend|gehend|abgehender anruf|abgehender ruf|ausg|gewählt|ausgehender "
    "anruf|ausgang|gesendet|"
    "sortant|sortante|sortie|émis|émise|appel sortant|appel émis|envoyé|"
    "saliente|salientes|salida|saída|llamada saliente|realizada|efectuada|marcada|enviada|enviado|"
    "uscente|in uscita|uscita|effettuata|chiamata in uscita|inviato|"
    "originada|efetuada|discada|chamada efetuada|uitgaand|uitgaande oproep|"
    "wychodzące|wychodząca|wychodzący|wyjściowe|ieșire|efectuat|efectuate|trimis|"
    "исходящий|исходящая|исходящее|исходящие|исходящий вызов|исх|"
    "вихідний|вихідна|вихідне|вихідні|изходящ|изходящо|изходящи|"
    "giden|giden arama|主叫|呼出|去电|拨出|发送|발신|発信|gọi đi|cuộc gọi đi|keluar|panggilan "
    "keluar|"
    "odchozí|odchádzajúci|odchádzajúce|kimenő|εξερχόμενη|εξερχόμενες|utgående|udgående|lähtevä|"
    "odlazni|"
    "odlazni poziv|apel efectuat|יוצאת|आउटगोइंग|去電|撥出|исходящий звонок|вихідний дзвінок|"
    "połączenie wychodzące|voip outgoing|dalës|صادر|صادرة|مكالمة صادرة|خروجی|โทรออก";
constexpr std::string_view kIn =
    "in|incoming|inbound|incoming call|incoming sms|incoming voice|voice incoming|sms incoming|"
    "terminating|term|terminating call|mobile terminated|mobile terminating|"
    "mt|mtc|mt call|mt sms|mtsms|sms mt|smsmt|sms-mt|mt-sms|received|received call|call in|"
    "eingehend|ankommend|kommend|ankommender anruf|ankommender ruf|eing|angenommen|eingehender "
    "anruf|eingang|empfangen|"
    "entrant|entrante|entrantes|entrée|entrada|entrata|reçu|reçue|appel entrant|appel reçu|"
    "llamada entrante|recibida|recibido|in entrata|in arrivo|ricevuta|ricevuto|chiamata in entrata|"
    "recebida|recebido|chamada recebida|inkomend|ontvangen|inkomende oproep|"
    "przychodzące|przychodząca|przychodzący|wejściowe|intrare|primit|primite|"
    "входящий|входящая|входящее|входящие|входящий вызов|вх|вхідний|вхідна|вхідне|вхідні|"
    "входящ|входящо|входящи|gelen|gelen arama|被叫|呼入|来电|接听|接收|수신|着信|"
    "příchozí|prichádzajúci|prichádzajúce|bejövő|εισερχόμενη|εισερχόμενες|inkommande|indgående|"
    "saapuva|"
    "dolazni|dolazni poziv|apel primit|נכנסת|इनकमिंग|來電|撥入|входящий звонок|вхідний дзвінок|"
    "połączenie przychodzące|voip incoming|hyrës|gọi đến|cuộc gọi đến|nhận|masuk|panggilan "
    "masuk|وارد|واردة|مكالمة واردة|ورودی|โทรเข้า";
constexpr std::string_view kMissed =
    "missed|missed call|verpasst|entgangen|verpasster anruf|manqué|manquée|appel manqué|"
    "perdida|llamada perdida|persa|chiamata persa|chamada perdida|não atendida|gemist|"
    "gemiste oproep|nieodebrane|nieodebrana|nieodebrane połączenie|ratat|apel pierdut|apel ratat|"
    "zmeškaný|zmeškané|nem fogadott|αναπάντητη|αναπάντητες|missat|ubesvaret|vastaamaton|propušten|"
    "propušteni poziv|לא נענתה|未接來電|пропущенный звонок|пропущений дзвінок|"
    "пропущенный|пропущенные|пропущенный вызов|пропущений|пропущені|пропуснат|пропуснато|"
    "cevapsız|cevapsız arama|未接|未接来电|부재중|不在着信|nhỡ|cuộc gọi nhỡ|tak terjawab|tidak "
    "terjawab|"
    "panggilan tak terjawab|فائتة|مكالمة فائتة|ไม่ได้รับสาย";

struct Word {
  std::string folded;
  std::string_view way;
};

void add(std::vector<Word>& words, std::string_view list, std::string_view way) {
  for (std::string& folded : folded_words(list)) words.push_back({std::move(folded), way});
}

std::vector<Word> all_words() {
  std::vector<Word> words;
  add(words, kOut, "out");
  add(words, kIn, "in");
  add(words, kMissed, "missed");
  std::ranges::sort(words, {}, &Word::folded);
  return words;
}

}  // namespace

std::string_view way_of_call(std::string_view word) {
  static const std::vector<Word> words = all_words();
  constexpr std::size_t kLongest = 60;
  word = without_blanks(word);
  if (word.empty() || word.size() > kLongest) return {};
  const std::string wanted = folded_header(word);
  const auto at = std::ranges::lower_bound(words, wanted, {}, &Word::folded);
  return at != words.end() && at->folded == wanted ? at->way : std::string_view{};
}

}  // namespace redress::intake
