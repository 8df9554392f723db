#include "intake/propose_words.hpp"

#include <algorithm>
#include <array>

#include "base/money.hpp"
#include "intake/map.hpp"

namespace redress::intake {
namespace {

constexpr std::array kWords = {
    // Bookings.
    HeaderWords{
        "transfer", "date",
        "date|booking date|transaction date|posting date|posted date|trans date|date posted|"
        "buchungstag|buchungsdatum|datum|buchung|date d'opération|date opération|date comptable|"
        "date de l'opération|fecha|fecha operación|fecha de operación|fecha contable|data|"
        "data operazione|data contabile|data contabilizzazione|data movimento|data mov.|"
        "data lançamento|data do movimento|boekingsdatum|boekdatum|transactiedatum|data operacji|"
        "data księgowania|data transakcji|data tranzacției|data tranzacţiei|data "
        "înregistrării|дата|"
        "дата операции|дата проводки|tarih|işlem tarihi"},
    HeaderWords{"transfer", "time",
                "time|booking time|uhrzeit|heure|hora|ora|tijd|godzina|время|saat|işlem saati"},
    HeaderWords{
        "transfer", "value_on",
        "value date|valuta|wertstellung|valutadatum|wertstellungsdatum|valuta datum|date de valeur|"
        "date valeur|fecha valor|data valuta|data valor|rentedatum|data waluty|data valutei|"
        "дата валютирования|valör|valör tarihi"},
    HeaderWords{"transfer", "amount",
                "amount|transaction "
                "amount|betrag|umsatz|montant|importe|importo|valor|montante|importância|"
                "bedrag|kwota|kwota operacji|kwota transakcji|suma|sumă|сумма|сумма "
                "операции|tutar|işlem tutarı|"
                "quantia|monto|valore"},
    HeaderWords{"transfer", "debit",
                "debit|debit amount|withdrawal|withdrawals|money out|paid out|payments "
                "out|soll|lastschrift|"
                "ausgang|belastung|ausgabe|débit|debito|débito|cargo|cargos|addebiti|addebito|dare|"
                "uscite|af|afschrijving|"
                "obciążenia|obciążenie|wypłaty|debitare|расход|дебет|списание|borç|çıkan"},
    HeaderWords{"transfer", "credit",
                "credit|credit amount|deposit|deposits|money in|paid in|payments "
                "in|haben|gutschrift|eingang|einnahme|"
                "crédit|credito|crédito|abono|abonos|accrediti|accredito|avere|entrate|bij|"
                "bijschrijving|uznania|uznanie|"
                "wpłaty|creditare|приход|кредит|зачисление|alacak|giren"},
    HeaderWords{
        "transfer", "sign",
        "sign|cr/dr|dr/cr|debit/credit|credit/debit|soll/haben|s/h|sens|af bij|af/bij|d/c|c/d|"
        "transaction type indicator|credit debit indicator"},
    HeaderWords{"transfer", "currency",
                "currency|ccy|currency code|whrg|währung|devise|monnaie|moneda|divisa|moeda|munt|"
                "muntsoort|waluta|monedă|валюта|para birimi|döviz|döviz cinsi"},
    HeaderWords{"transfer", "balance",
                "balance|running balance|balance after|available balance|saldo|saldo nach "
                "buchung|kontostand|"
                "solde|saldo contable|saldo disponibile|saldo contabile|saldo po operacji|saldo na "
                "transactie|saldo após|"
                "sold|sold final|остаток|баланс|bakiye"},
    HeaderWords{"transfer", "account",
                "account|account number|own account|iban own|auftragskonto|konto|kontonummer|iban "
                "auftragskonto|"
                "compte|numéro de "
                "compte|cuenta|conto|conta|rekening|rekeningnummer|iban/bban|rachunek|numer "
                "rachunku|cont|счет|hesap|"
                "hesap no"},
    HeaderWords{
        "transfer", "counter_account",
        "counterparty account|counter account|beneficiary account|payee account|counterparty "
        "iban|bank account|"
        "iban|kontonummer/iban|iban zahlungsbeteiligter|empfänger iban|gegenkonto|iban gegenkonto|"
        "compte bénéficiaire|iban bénéficiaire|cuenta beneficiario|iban beneficiario|"
        "iban controparte|conta destino|tegenrekening|tegenrekening iban/bban|"
        "rachunek kontrahenta|numer rachunku kontrahenta|cont beneficiar|счет контрагента|karşı "
        "hesap"},
    HeaderWords{
        "transfer", "counter_name",
        "counterparty|counterparty name|payee|beneficiary|merchant|merchant name|partner "
        "name|payer/payee|"
        "beguenstigter/zahlungspflichtiger|begünstigter/zahlungspflichtiger|auftraggeber/empfänger|"
        "name zahlungsbeteiligter|empfänger|auftraggeber|beneficiaire|bénéficiaire|donneur "
        "d'ordre|tiers|"
        "beneficiario|ordenante|controparte|ordinante|destinatário|tegenpartij|naam tegenpartij|"
        "naam / omschrijving|kontrahent|nadawca/odbiorca|nazwa kontrahenta|beneficiar|plătitor|"
        "контрагент|получатель|karşı taraf|alıcı|gönderen|name"},
    HeaderWords{"transfer", "text",
                "text|remarks|note|notes|"
                "description|details|narrative|memo|purpose|label|transaction "
                "details|particulars|remarks|detail|"
                "verwendungszweck|buchungstext|beschreibung|vwz|libellé|libellé "
                "opération|motif|objet|concepto|descripción|"
                "observaciones|descrizione|causale|descrizione "
                "operazione|descritivo|descrição|omschrijving|mededelingen|"
                "opis|opis operacji|tytuł|tytuł operacji|descriere|detalii|explicații|назначение|"
                "назначение платежа|описание|açıklama"},
    HeaderWords{"transfer", "reference",
                "reference|transaction id|transaction number|ref|reference number|operation "
                "number|id|kundenreferenz|"
                "referenz|référence|referencia|riferimento|referência|referentie|"
                "transactiereferentie|numer referencyjny|"
                "referință|номер операции|referans|dekont no|fiş no"},
    HeaderWords{"transfer", "code",
                "type|transaction type|category|code|art|umsatzart|buchungsart|type "
                "d'opération|tipo|tipo operación|"
                "categoria|tipo de movimento|mutatiesoort|soort|rodzaj|typ operacji|typ "
                "transakcji|tip|tip tranzacție|тип|вид операции|"
                "işlem|işlem tipi"},
    HeaderWords{
        "transfer", "counter_bank",
        "bic|swift|sort code|bank code|blz|bic (swift-code)|bic zahlungsbeteiligter|bankleitzahl|"
        "code banque|codice bic|bank counterparty"},
    HeaderWords{"transfer", "other_amount",
                "original amount|amount currency|foreign amount|amount in foreign currency|betrag "
                "in fremdwährung|"
                "originalbetrag|montant en devise|importe divisa|importo in divisa|kwota w "
                "walucie|сумма в валюте"},
    HeaderWords{"transfer", "other_currency",
                "original currency|foreign currency|fremdwährung|originalwährung|devise "
                "d'origine|divisa original|"
                "waluta oryginalna"},
    // Calls.
    HeaderWords{
        "call", "date",
        "call date|date|start date|date/time|datetime|date time|start time|call start|start|begin|"
        "connect datetime|conn. date|event date|seizure date|datum|beginn|datum/uhrzeit|startzeit|"
        "date d'appel|date et heure|date début|fecha|fecha y hora|fecha inicio|data|data e "
        "ora|data/ora inizio|data chamada|"
        "begindatum|datum tijd|data połączenia|data i godzina|data apel|дата|дата и "
        "время|tarih|arama tarihi"},
    HeaderWords{"call", "time",
                "time|call time|conn. time|connect time|seizure "
                "time|uhrzeit|zeit|heure|hora|ora|tijd|czas|godzina|ora apel|время|saat"},
    HeaderWords{"call", "from",
                "from|caller|calling number|originating number|a number|a-number|calling "
                "party|orig number|msisdn a|"
                "anrufer|a-nummer|rufnummer a|a-rufnummer|rufende nummer|appelant|numéro "
                "appelant|número origen|origen|llamante|chiamante|"
                "numero chiamante|numero a|número chamador|beller|numer a|numer "
                "dzwoniący|apelant|număr apelant|"
                "номер а|вызывающий|arayan|arayan numara"},
    HeaderWords{"call", "to",
                "to|called|called number|terminating number|b number|b-number|called party|dest "
                "number|msisdn b|"
                "angerufener|b-nummer|rufnummer b|b-rufnummer|gerufene nummer|appelé|numéro "
                "appelé|número destino|destino|llamado|chiamato|"
                "numero chiamato|numero b|número chamado|gebelde|gebeld nummer|numer b|numer "
                "wybierany|apelat|"
                "număr apelat|номер б|вызываемый|aranan|aranan numara"},
    HeaderWords{"call", "dialled",
                "dialled digits|dialed digits|dialed number|dialled number|gewählte ziffern"},
    HeaderWords{"call", "owner",
                "target number|target|subscriber number|subject "
                "number|zielnummer|anschluss|abonné|abonado|utenza"},
    HeaderWords{"call", "duration",
                "duration|call duration|duration (sec)|duration (s)|seconds|elapsed "
                "time|et|secs|dauer|gesprächsdauer|"
                "durée|duración|durata|duração|duur|czas "
                "trwania|durată|длительность|продолжительность|süre"},
    HeaderWords{"call", "direction",
                "direction|call "
                "direction|in/out|mo/"
                "mt|richtung|sens|sentido|dirección|direzione|direção|richting|kierunek|"
                "direcție|направление|yön"},
    HeaderWords{
        "call", "service",
        "service|call type|type|feature|event type|service type|dienst|gesprächsart|art|type "
        "d'appel|servicio|"
        "tipo|tipo de llamada|servizio|serviço|usługa|rodzaj|serviciu|услуга|тип|hizmet|tür"},
    HeaderWords{"call", "imei", "imei|imei a|imei number|equipment id|имеи"},
    HeaderWords{"call", "imsi", "imsi|imsi a|subscriber id"},
    HeaderWords{"call", "cell",
                "cell|cell id|first cell|cell site|cgi|ecgi|cell id start|cell location|start "
                "cell|cell tower|lac/ci|"
                "funkzelle|zelle|zell-id|cellule|celda|cella|célula|celid|komórka|id "
                "komórki|celulă|сота|базовая станция|hücre|baz istasyonu"},
    HeaderWords{"call", "last_cell",
                "last cell|end cell|cell id end|last cgi|letzte zelle|endzelle|dernière "
                "cellule|última celda"},
    HeaderWords{
        "call", "outcome",
        "status|call "
        "status|result|disposition|outcome|ergebnis|statut|estado|esito|stan|stare|статус|durum"},
    // Cells.
    HeaderWords{"cell_site", "cell",
                "cell|cell id|cgi|ecgi|cell name|cell identity|zelle|cellule|celda|cella|сота|eci"},
    HeaderWords{"cell_site", "mast_latitude",
                "latitude|lat|breite|breitengrad|latitud|latitudine|широта|enlem"},
    HeaderWords{"cell_site", "mast_longitude",
                "longitude|lon|long|lng|länge|längengrad|longitud|longitudine|долгота|boylam"},
    HeaderWords{"cell_site", "azimuth_degrees",
                "azimuth|azimut|bearing|orientation|sector azimuth|direction|азимут"},
    HeaderWords{
        "cell_site", "width_degrees",
        "beam width|beamwidth|width|horizontal beam width|sector width|öffnungswinkel|ouverture"},
    HeaderWords{"cell_site", "range_m",
                "range|radius|range (m)|coverage radius|reichweite|portée|rango|raggio"},
    HeaderWords{"cell_site", "mast_address",
                "address|site address|location|adresse|standort|dirección|indirizzo|адрес|adres"},
    HeaderWords{"cell_site", "mcc", "mcc"},
    HeaderWords{"cell_site", "mnc", "mnc"},
    HeaderWords{"cell_site", "area_code", "lac|tac|lac/tac|area code|location area"},
    // Wallets.
    HeaderWords{"wallet_transfer", "date",
                "datetime (utc)|date (utc)|date|time|timestamp|block time|date(utc)|datetime"},
    HeaderWords{"wallet_transfer", "unix", "unixtimestamp|unix timestamp|unix time"},
    HeaderWords{"wallet_transfer", "transaction",
                "transaction hash|txhash|tx hash|txid|hash|transaction id|transaction"},
    HeaderWords{"wallet_transfer", "block", "blockno|block|block number|block height|blockno."},
    HeaderWords{"wallet_transfer", "from", "from|sender|from address|input address"},
    HeaderWords{"wallet_transfer", "to", "to|recipient|to address|output address"},
    HeaderWords{"wallet_transfer", "value",
                "value|amount|quantity|tokenvalue|value (btc)|amount (btc)"},
    HeaderWords{"wallet_transfer", "value_in",
                "value in(eth)|value in|value in(bnb)|value in(matic)"},
    HeaderWords{"wallet_transfer", "value_out",
                "value out(eth)|value out|value out(bnb)|value out(matic)"},
    HeaderWords{"wallet_transfer", "fee", "txnfee(eth)|txnfee|fee|fee (btc)|miner fee|gas fee"},
    HeaderWords{"wallet_transfer", "contract", "contractaddress|contract address|token contract"},
    HeaderWords{"wallet_transfer", "asset",
                "tokensymbol|token symbol|asset|coin|token|currency|symbol"},
    HeaderWords{"wallet_transfer", "code", "method|type|status"},
    // Work and living.
    HeaderWords{"payslip", "worker",
                "worker|employee|name|employee "
                "name|arbeitnehmer|mitarbeiter|salarié|empleado|trabajador|lavoratore|dipendente|"
                "trabalhador|werknemer|pracownik|angajat|работник|сотрудник|çalışan|işçi"},
    HeaderWords{"payslip", "employer",
                "employer|company|arbeitgeber|firma|employeur|empleador|datore di "
                "lavoro|empregador|werkgever|pracodawca|angajator|работодатель|işveren"},
    HeaderWords{"payslip", "from", "period from|from|period start|von|du|desde|dal|od"},
    HeaderWords{"payslip", "until", "period to|to|until|period end|bis|au|hasta|al|do"},
    HeaderWords{"payslip", "paid_on",
                "paid on|pay date|payment date|date paid|zahltag|auszahlung am|date de "
                "paiement|fecha de pago|data pagamento"},
    HeaderWords{"payslip", "hours",
                "hours|hours worked|stunden|heures|horas|ore|uren|godziny|часы|saat"},
    HeaderWords{
        "payslip", "rate",
        "rate|hourly rate|rate per hour|stundenlohn|taux horaire|tarifa|paga oraria|stawka"},
    HeaderWords{"payslip", "gross",
                "gross|gross pay|brutto|bruttolohn|brut|salaire brut|bruto|lordo|brüt"},
    HeaderWords{"payslip", "deductions",
                "deductions|deducted|abzüge|retenues|deducciones|trattenute|descontos|inhoudingen|"
                "potrącenia|rețineri|удержания|kesintiler"},
    HeaderWords{
        "payslip", "net",
        "net|net pay|paid|netto|nettolohn|salaire net|neto|netto pagato|líquido|na rękę|на руки"},
    HeaderWords{"payslip", "currency", "currency|währung|devise|moneda|valuta|waluta|валюта"},
    HeaderWords{"payslip", "method",
                "method|payment method|paid by|zahlungsart|mode de paiement|forma de pago"},
    HeaderWords{"shift", "worker",
                "worker|employee|name|mitarbeiter|arbeitnehmer|salarié|trabajador|empleado|"
                "lavoratore|trabalhador|werknemer|pracownik|angajat|работник|çalışan"},
    HeaderWords{"shift", "workplace",
                "workplace|site|place|location|arbeitsort|einsatzort|lieu|lugar|luogo|local|"
                "miejsce|loc de muncă"},
    HeaderWords{
        "shift", "on",
        "date|day|datum|tag|jour|fecha|día|data|giorno|dia|dag|dzień|zi|дата|день|tarih|gün"},
    HeaderWords{"shift", "begins",
                "start|begin|start time|clock "
                "in|in|beginn|von|début|arrivée|inicio|entrada|inizio|início|begintijd|początek|"
                "început|начало|giriş|başlangıç"},
    HeaderWords{"shift", "ends",
                "end|end time|finish|clock "
                "out|out|ende|bis|fin|départ|salida|fine|uscita|fim|saída|eindtijd|koniec|sfârșit|"
                "конец|окончание|çıkış|bitiş"},
    HeaderWords{"shift", "hours",
                "hours|hours worked|total hours|stunden|heures|horas|ore|uren|godziny|часы|saat"},
    HeaderWords{"shift", "break_minutes",
                "break|break minutes|pause|pausa|descanso|przerwa|pauză|перерыв|mola"},
    HeaderWords{"charge_entry", "person",
                "person|name|worker|tenant|debtor|schuldner|débiteur|deudor|debitore|devedor|"
                "dłużnik|datornic|должник|borçlu"},
    HeaderWords{"charge_entry", "on", "date|day|datum|fecha|data|дата|tarih"},
    HeaderWords{"charge_entry", "amount",
                "amount|betrag|montant|importe|importo|valor|bedrag|kwota|sumă|сумма|tutar"},
    HeaderWords{"charge_entry", "charged", "charge|charged|owed|demanded|belastung"},
    HeaderWords{"charge_entry", "paid",
                "paid|payment|repaid|bezahlt|payé|pagado|pagato|pago|betaald|zapłacono|plătit|"
                "оплачено|ödenen"},
    HeaderWords{"charge_entry", "reason",
                "reason|for|description|item|grund|zweck|motif|motivo|concepto|causale|powód|motiv|"
                "причина|neden"},
    HeaderWords{"charge_entry", "balance",
                "balance owed|owed after|remaining|debt|restschuld|reste dû|deuda|debito "
                "residuo|saldo|dług|rest|остаток долга|kalan borç"},
    HeaderWords{
        "stay", "guest",
        "guest|guest "
        "name|gast|client|voyageur|huésped|cliente|ospite|hóspede|gość|oaspete|гость|misafir"},
    HeaderWords{"stay", "house",
                "hotel|house|property|unterkunft|hôtel|alojamiento|albergo|hotel name"},
    HeaderWords{
        "stay", "room",
        "room|room number|zimmer|chambre|habitación|camera|stanza|quarto|kamer|pokój|cameră|номер "
        "комнаты|oda"},
    HeaderWords{"stay", "from",
                "arrival|check-in|check in|checkin|arrival "
                "date|from|anreise|arrivée|llegada|entrada|arrivo|chegada|aankomst|przyjazd|sosire|"
                "заезд|giriş"},
    HeaderWords{
        "stay", "until",
        "departure|check-out|check out|checkout|departure "
        "date|until|to|abreise|départ|salida|partenza|saída|vertrek|wyjazd|plecare|выезд|çıkış"},
    HeaderWords{"stay", "persons",
                "persons|guests|adults|number of guests|personen|personnes|personas|persone"},
    HeaderWords{
        "stay", "price",
        "price|total|amount|rate|preis|prix|precio|prezzo|preço|prijs|cena|preț|цена|fiyat"},
    HeaderWords{"stay", "paid_by", "paid by|payer|bezahlt von|payé par|pagado por|pagato da"},
    HeaderWords{"stay", "paid_with",
                "payment method|paid with|zahlungsart|mode de paiement|forma de pago"},
    HeaderWords{"journey", "traveller",
                "passenger|traveller|traveler|passenger "
                "name|fahrgast|reisender|passager|pasajero|passeggero|passageiro|passagier|pasażer|"
                "pasager|пассажир|yolcu"},
    HeaderWords{"journey", "from",
                "origin|departure from|from|von|départ|origen|da|origem|van|z|откуда|nereden"},
    HeaderWords{"journey", "to", "destination|to|nach|arrivée|destino|a|naar|do|куда|nereye"},
    HeaderWords{"journey", "on",
                "travel date|departure date|date|reisetag|datum|fecha|data|дата|tarih"},
    HeaderWords{"journey", "departs",
                "departure|departure time|departs|abfahrt|abflug|heure de départ|salida|partenza"},
    HeaderWords{"journey", "arrives",
                "arrival|arrival time|arrives|ankunft|heure d'arrivée|llegada|arrivo"},
    HeaderWords{"journey", "carrier",
                "carrier|airline|operator|company|fluggesellschaft|compagnie|aerolínea|vettore"},
    HeaderWords{"journey", "number",
                "flight|flight number|train|service number|flugnummer|zugnummer|vol|vuelo|volo"},
    HeaderWords{
        "journey", "reference",
        "booking reference|pnr|record locator|booking|buchungsnummer|référence|localizador"},
    HeaderWords{"journey", "booked_by", "booked by|gebucht von|réservé par|reservado por"},
    HeaderWords{"journey", "price", "price|fare|preis|prix|precio|prezzo"},
    HeaderWords{"contact", "name",
                "name|full name|display name|contact|nom|nombre|nome|naam|nazwa|nume|имя|isim|ad"},
    HeaderWords{"contact", "numbers",
                "phone|phone "
                "number|mobile|telephone|telefon|handy|téléphone|teléfono|telefono|telefone|"
                "telefoon|număr|телефон|numara"},
    HeaderWords{"contact", "emails", "email|e-mail|email address|mail"},
    HeaderWords{"message", "date",
                "date|timestamp|date/time|sent|datetime|datum|fecha|data|дата|tarih"},
    HeaderWords{"message", "sender",
                "from|sender|absender|expéditeur|remitente|mittente|nadawca|отправитель|gönderen"},
    HeaderWords{
        "message", "recipients",
        "to|recipient|recipients|empfänger|destinataire|destinatario|odbiorca|получатель|alıcı"},
    HeaderWords{"message", "text",
                "message|text|body|content|nachricht|contenu|mensaje|messaggio|mensagem|bericht|"
                "wiadomość|mesaj|сообщение|текст"},
};

std::vector<std::string> folded_words(std::string_view words) {
  std::vector<std::string> out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find('|'), words.size());
    out.push_back(folded_header(words.substr(0, end)));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out;
}

/// The folded words of each entry, made once.
const std::vector<std::vector<std::string>>& folded() {
  static const std::vector<std::vector<std::string>> kFolded = [] {
    std::vector<std::vector<std::string>> made;
    for (const HeaderWords& one : kWords) made.push_back(folded_words(one.words));
    return made;
  }();
  return kFolded;
}

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

unsigned fits(std::string_view header, std::string_view word) {
  if (header == word) return 95;
  // Short words inside of others say little.
  if (word.size() < 3) return 0;
  const std::size_t at = header.find(word);
  if (at == std::string_view::npos) return 0;
  const bool begins = at == 0;
  const std::size_t behind = at + word.size();
  const bool ends = behind == header.size();
  if (!begins && letter(header[at - 1])) return 0;
  if (!ends && letter(header[behind])) return 0;
  if (!begins || ends) return 60;
  const std::string_view rest = header.substr(behind);
  const std::size_t mark = rest.find_first_not_of(' ');
  return rest[mark] == '(' || rest[mark] == '[' || rest[mark] == '/' || rest[mark] == ':' ? 88 : 60;
}

}  // namespace

std::span<const HeaderWords> header_words() { return kWords; }

unsigned header_fits(std::string_view header, const HeaderWords& words) {
  const auto index = static_cast<std::size_t>(&words - kWords.data());
  unsigned best = 0;
  if (index >= kWords.size() || header.empty() || header.size() > 200) return 0;
  for (const std::string& word : folded()[index]) best = std::max(best, fits(header, word));
  return best;
}

std::string_view code_in_header(std::string_view header) {
  for (std::size_t i = 0; i + 3 <= header.size(); ++i) {
    const auto capital = [&](std::size_t at) { return header[at] >= 'A' && header[at] <= 'Z'; };
    const auto beside = [&](std::size_t at) {
      return (header[at] >= 'a' && header[at] <= 'z') || capital(at);
    };
    if (!capital(i) || !capital(i + 1) || !capital(i + 2)) continue;
    if ((i > 0 && beside(i - 1)) || (i + 3 < header.size() && beside(i + 3))) continue;
    const std::string_view code = header.substr(i, 3);
    if (base::Currency::parse(code)) return code;
  }
  return {};
}

}  // namespace redress::intake
