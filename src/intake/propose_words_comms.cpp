// Calls, cells, contacts and messages. The words are compared folded; a word of fewer than three bytes only alone.
#include <array>

#include "intake/propose_words_lists.hpp"

namespace redress::intake {
namespace {

constexpr std::array kComms = {
    HeaderWords{"call", "date",
                "call date|date|start date|date/time|datetime|date time|start time|call start|"
                "start|begin|connect datetime|conn. date|event date|seizure date|datum|beginn|"
                "datum/uhrzeit|startzeit|date d'appel|date et heure|date début|fecha|"
                "fecha y hora|fecha inicio|data|data e ora|data/ora inizio|data chamada|"
                "begindatum|datum tijd|data połączenia|data i godzina|data apel|дата|"
                "дата и время|tarih|arama tarihi|call date time|call date/time|call datetime|"
                "call start time|start datetime|start date time|call start date|setup time|"
                "answer time|begin time|event time|event date/time|date of call|connection date|"
                "gesprächsbeginn|anrufdatum|début|date heure|date et heure d'appel|fecha llamada|"
                "fecha de llamada|fecha y hora de inicio|inicio|data e ora inizio|data inizio|"
                "data da chamada|początek|data rozpoczęcia|data i czas|дата звонка|дата і час|"
                "дата та час|дата дзвінка|дата на разговора|通话日期|通话时间|开始时间|起始时间|"
                "ngày gọi|thời gian gọi|tanggal panggilan|التاريخ|วันที่โทร"},
    HeaderWords{"call", "time",
                "time|call time|conn. time|connect time|seizure time|uhrzeit|zeit|heure|hora|ora|"
                "tijd|czas|godzina|ora apel|время|saat|start clock|time of call|hora llamada|"
                "hora de inicio|hora inicio|ora inizio|ora chiamata|hora da chamada|час|"
                "час дзвінка|giờ gọi|jam|เวลา"},
    HeaderWords{"call", "from",
                "from|caller|calling number|originating number|a number|a-number|calling party|"
                "orig number|msisdn a|anrufer|a-nummer|rufnummer a|a-rufnummer|rufende nummer|"
                "appelant|numéro appelant|número origen|origen|llamante|chiamante|"
                "numero chiamante|numero a|número chamador|beller|numer a|numer dzwoniący|"
                "apelant|număr apelant|номер а|вызывающий|arayan|arayan numara|calling|"
                "calling no|caller number|caller id|caller no|calling party number|"
                "calling party telephone number|calling msisdn|from number|from no|source|"
                "source number|originating|originating no|origin number|a party|a-party|"
                "a party no|a party number|a msisdn|anrufende nummer|anrufernummer|"
                "rufnummer anrufer|numéro de l'appelant|número que llama|número llamante|"
                "numero del chiamante|utenza chiamante|número de origem|originador|"
                "numer dzwoniący a|abonent a|абонент а|номер абонента а|вызывающий номер|"
                "звонящий|номер, що телефонує|主叫|主叫号码|本机号码|số gọi|số chủ gọi|"
                "nomor pemanggil|a numarası"},
    HeaderWords{"call", "to",
                "to|called|called number|terminating number|b number|b-number|called party|"
                "dest number|msisdn b|angerufener|b-nummer|rufnummer b|b-rufnummer|"
                "gerufene nummer|appelé|numéro appelé|número destino|destino|llamado|chiamato|"
                "numero chiamato|numero b|número chamado|gebelde|gebeld nummer|numer b|"
                "numer wybierany|apelat|număr apelat|номер б|вызываемый|aranan|aranan numara|"
                "called no|called party number|called party telephone number|called msisdn|"
                "callee|callee number|to number|to no|destination|destination number|"
                "destination no|terminating|terminating no|receiver number|b party|b-party|"
                "b party no|b party number|b msisdn|angerufene nummer|zielrufnummer|"
                "numéro de l'appelé|número llamado|número al que llama|numero del chiamato|"
                "utenza chiamata|número de destino|numer docelowy|abonent b|абонент б|абонент в|"
                "номер абонента б|вызываемый номер|номер б абонента|被叫|被叫号码|对方号码|"
                "số bị gọi|số nhận|nomor tujuan|b numarası"},
    HeaderWords{"call", "dialled",
                "dialled digits|dialed digits|dialed number|dialled number|gewählte ziffern|"
                "number dialed|number dialled|digits dialed|digits dialled|dialed no|dialled no|"
                "gewählte nummer|numéro composé|número marcado|numero composto|wybrany numer"},
    // Of a bill. A column "phone" is in many lists that are of no calls.
    HeaderWords{"call", "other",
                "number|number called|number dialled or received|other party number|rufnummer|"
                "gerufene rufnummer|zielnummer|numéro|numéro correspondant|numero|número|"
                "numer|număr|номер|numara|nomor|号码|الرقم|หมายเลข"},
    HeaderWords{"call", "owner",
                "target number|target|subscriber number|subject number|zielnummer|anschluss|"
                "abonné|abonado|utenza|target no|subject no|subscriber|subscriber msisdn|msisdn|"
                "own number|überwachte nummer|eigene nummer|numéro cible|número objetivo|"
                "número investigado|utenza intercettata|bersaglio|número alvo|numer badany"},
    HeaderWords{"call", "duration",
                "duration|call duration|duration (sec)|duration (s)|seconds|elapsed time|et|secs|"
                "dauer|gesprächsdauer|durée|duración|durata|duração|duur|czas trwania|"
                "длительность|продолжительность|süre|dur|dur(s)|dur (s)|duration sec|"
                "duration(sec)|duration(s)|duration secs|duration (secs)|duration in sec|"
                "duration in seconds|duration (seconds)|call duration (sec)|call duration (s)|"
                "call length|length|talk time|dauer (s)|dauer in sekunden|gesprächsdauer (s)|"
                "durée (s)|durée appel|duración (s)|duración (seg)|duración llamada|durata (s)|"
                "durata chiamata|duração (s)|czas trwania (s)|czas połączenia|тривалість|"
                "тривалість дзвінка|продолжительность разговора|длительность разговора|"
                "продължителност|通话时长|时长|thời lượng|durasi|المدة|ระยะเวลา"},
    HeaderWords{"call", "direction",
                "direction|call direction|in/out|mo/mt|richtung|sens|sentido|dirección|direzione|"
                "direção|richting|kierunek|direcție|направление|yön|incoming/outgoing|in / out|"
                "orig/term|ein-/ausgehend|ein/aus|entrante/saliente|entrata/uscita|напрямок|"
                "посока|呼叫类型|通话类型|hướng|arah"},
    HeaderWords{"call", "service",
                "service|call type|type|feature|event type|service type|dienst|gesprächsart|art|"
                "type d'appel|servicio|tipo|tipo de llamada|servizio|serviço|usługa|rodzaj|"
                "serviciu|услуга|тип|hizmet|tür|usage type|record type|cdr type|type of call|toc|"
                "verbindungsart|art der verbindung|type d'événement|tipo de evento|tipo evento|"
                "tipo chiamata|typ połączenia|typ usługi|тип соединения|вид услуги|тип дзвінка|"
                "业务类型"},
    HeaderWords{"call", "imei",
                "imei|imei a|imei number|equipment id|имеи|imei no|imei (a)|imei calling|"
                "imei caller|calling imei|served imei|equipment identity|gerätenummer"},
    HeaderWords{"call", "imsi",
                "imsi|imsi a|subscriber id|imsi no|imsi (a)|imsi calling|imsi caller|"
                "calling imsi|served imsi"},
    HeaderWords{"call", "cell",
                "cell|cell id|first cell|cell site|cgi|ecgi|cell id start|cell location|"
                "start cell|cell tower|lac/ci|funkzelle|zelle|zell-id|cellule|celda|cella|célula|"
                "celid|komórka|id komórki|сота|базовая станция|hücre|baz istasyonu|first cell id|"
                "first cgi|start cell id|start cgi|cell-id|cellid|cell id a|cell (first)|"
                "originating cell|start cell site|cgi beginn|cgi start|first cell id a|"
                "zelle beginn|startzelle|first bts|first bts location|cellule début|"
                "cellule initiale|celda inicial|celda inicio|cella iniziale|célula inicial|"
                "komórka początkowa|начальная сота|первая сота|基站|小区"},
    HeaderWords{"call", "last_cell",
                "last cell|end cell|cell id end|last cgi|letzte zelle|endzelle|dernière cellule|"
                "última celda|last cell id|end cell id|end cgi|last cell id a|terminating cell|"
                "cell (last)|cgi ende|cgi end|zelle ende|last bts|cellule fin|cellule finale|"
                "celda final|cella finale|célula final|komórka końcowa|конечная сота|"
                "последняя сота"},
    HeaderWords{"call", "outcome",
                "status|call status|result|disposition|outcome|ergebnis|statut|estado|esito|stan|"
                "stare|статус|durum|call result|call outcome|termination reason|release cause|"
                "termination cause|result code|verbindungsstatus|résultat|resultado|статус звонка"},
    HeaderWords{"cell_site", "cell",
                "cell|cell id|cgi|ecgi|cell name|cell identity|zelle|cellule|celda|cella|сота|"
                "eci|cell-id|cellid|cell no|site cell id|小区"},
    HeaderWords{"cell_site", "mast_latitude",
                "latitude|lat|breite|breitengrad|latitud|latitudine|широта|enlem|site latitude|"
                "bts latitude|cell latitude|latitude (wgs84)|szerokość geograficzna|"
                "latitudine (wgs84)|纬度|vĩ độ"},
    HeaderWords{"cell_site", "mast_longitude",
                "longitude|lon|long|lng|länge|längengrad|longitud|longitudine|долгота|boylam|"
                "site longitude|bts longitude|cell longitude|longitude (wgs84)|"
                "długość geograficzna|经度|kinh độ"},
    HeaderWords{"cell_site", "azimuth_degrees",
                "azimuth|azimut|bearing|orientation|sector azimuth|direction|азимут|"
                "azimuth (deg)|antenna azimuth|hauptstrahlrichtung|azimuth degrees|方位角"},
    HeaderWords{"cell_site", "width_degrees",
                "beam width|beamwidth|width|horizontal beam width|sector width|öffnungswinkel|"
                "ouverture"},
    HeaderWords{"cell_site", "range_m",
                "range|radius|range (m)|coverage radius|reichweite|portée|rango|raggio"},
    HeaderWords{"cell_site", "mast_address",
                "address|site address|location|adresse|standort|dirección|indirizzo|адрес|adres|"
                "bts address|cell address|location address|site name|standortadresse|地址"},
    HeaderWords{"cell_site", "mcc", "mcc"},
    HeaderWords{"cell_site", "mnc", "mnc"},
    HeaderWords{"cell_site", "area_code", "lac|tac|lac/tac|area code|location area"},
    HeaderWords{"contact", "name",
                "name|full name|display name|contact|nom|nombre|nome|naam|nazwa|nume|имя|isim|ad"},
    HeaderWords{"contact", "numbers",
                "phone|phone number|mobile|telephone|telefon|handy|teléfono|telefone|telefoon|"
                "număr|телефон|numara"},
    HeaderWords{"contact", "emails", "email|e-mail|email address|mail"},
    HeaderWords{"message", "date",
                "date|timestamp|date/time|sent|datetime|datum|fecha|data|дата|tarih"},
    HeaderWords{"message", "time",
                "time|call time|conn. time|connect time|seizure time|uhrzeit|zeit|heure|hora|ora|"
                "tijd|czas|godzina|ora apel|время|saat|start clock|time of call|hora llamada|"
                "hora de inicio|hora inicio|ora inizio|ora chiamata|hora da chamada|час|"
                "час дзвінка|giờ gọi|jam|เวลา"},
    HeaderWords{"message", "sender",
                "from|sender|absender|expéditeur|remitente|mittente|nadawca|отправитель|gönderen"},
    HeaderWords{
        "message", "recipients",
        "to|recipient|recipients|receiver|empfänger|destinataire|destinatario|odbiorca|получатель|"
        "alıcı"},
    HeaderWords{"message", "text",
                "message|text|body|content|nachricht|contenu|mensaje|messaggio|mensagem|bericht|"
                "wiadomość|mesaj|сообщение|текст"},
};

}  // namespace

std::span<const HeaderWords> comms_words() { return kComms; }

}  // namespace redress::intake
