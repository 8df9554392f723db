// Pay, work, charges, stays and journeys. The words are compared folded; a word of fewer than three bytes only alone.
#include <array>

#include "intake/propose_words_lists.hpp"

namespace redress::intake {
namespace {

constexpr std::array kWork = {
    HeaderWords{"payslip", "worker",
                "worker|employee|name|employee name|arbeitnehmer|mitarbeiter|salarié|empleado|"
                "trabajador|lavoratore|dipendente|trabalhador|werknemer|pracownik|angajat|"
                "работник|сотрудник|çalışan|işçi"},
    HeaderWords{"payslip", "employer",
                "employer|company|arbeitgeber|firma|employeur|empleador|datore di lavoro|"
                "empregador|werkgever|pracodawca|angajator|работодатель|işveren"},
    HeaderWords{"payslip", "from", "period from|from|period start|von|du|desde|dal|od"},
    HeaderWords{"payslip", "until", "period to|to|until|period end|bis|au|hasta|al|do"},
    HeaderWords{"payslip", "paid_on",
                "paid on|pay date|payment date|date paid|zahltag|auszahlung am|date de paiement|"
                "fecha de pago|data pagamento"},
    HeaderWords{"payslip", "hours",
                "hours|hours worked|stunden|heures|horas|ore|uren|godziny|часы|saat"},
    HeaderWords{"payslip", "rate",
                "rate|hourly rate|rate per hour|stundenlohn|taux horaire|tarifa|paga oraria|"
                "stawka"},
    HeaderWords{"payslip", "gross",
                "gross|gross pay|brutto|bruttolohn|brut|salaire brut|bruto|lordo"},
    HeaderWords{"payslip", "deductions",
                "deductions|deducted|abzüge|retenues|deducciones|trattenute|descontos|"
                "inhoudingen|potrącenia|rețineri|удержания|kesintiler"},
    HeaderWords{"payslip", "net",
                "net|net pay|paid|netto|nettolohn|salaire net|neto|netto pagato|líquido|na rękę|"
                "на руки"},
    HeaderWords{"payslip", "currency",
                "currency|währung|devise|moneda|valuta|waluta|валюта|ccy|currency code|curr|"
                "waehrung|monnaie|divisa|moeda|munt|para birimi|měna|pénznem|币种|العملة|สกุลเงิน|"
                "loại tiền|mata uang"},
    HeaderWords{"payslip", "method",
                "method|payment method|paid by|zahlungsart|mode de paiement|forma de pago"},
    HeaderWords{"shift", "worker",
                "worker|employee|name|mitarbeiter|arbeitnehmer|salarié|trabajador|empleado|"
                "lavoratore|trabalhador|werknemer|pracownik|angajat|работник|çalışan"},
    HeaderWords{"shift", "workplace",
                "workplace|site|place|location|arbeitsort|einsatzort|lieu|lugar|luogo|local|"
                "miejsce|loc de muncă"},
    HeaderWords{"shift", "on",
                "date|day|datum|tag|jour|fecha|día|data|giorno|dag|dzień|zi|дата|день|tarih|gün"},
    HeaderWords{"shift", "begins",
                "start|begin|start time|clock in|in|beginn|von|début|arrivée|inicio|entrada|"
                "inizio|begintijd|początek|început|начало|giriş|başlangıç"},
    HeaderWords{"shift", "ends",
                "end|end time|finish|clock out|out|ende|bis|fin|départ|salida|fine|uscita|fim|"
                "saída|eindtijd|koniec|sfârșit|конец|окончание|çıkış|bitiş"},
    HeaderWords{
        "shift", "hours",
        "hours|hours worked|total hours|working time|time worked|arbeitszeit|stunden|heures|"
        "temps de travail|horas|ore|uren|godziny|часы|saat"},
    HeaderWords{"shift", "minutes",
                "minutes|minutes worked|total minutes|worked minutes|minuten|arbeitsminuten|"
                "minutos|minuti|минуты|minuty|minute lucrate|dakika"},
    HeaderWords{"shift", "break_minutes",
                "break|break minutes|breaks|pause|pausen|pausa|descanso|przerwa|pauză|перерыв|"
                "mola"},
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
                "reason|for|description|item|grund|zweck|motif|motivo|concepto|causale|powód|"
                "motiv|причина|neden"},
    HeaderWords{"charge_entry", "balance",
                "balance owed|owed after|remaining|debt|restschuld|reste dû|deuda|debito residuo|"
                "saldo|dług|rest|остаток долга|kalan borç"},
    HeaderWords{"charge_entry", "currency",
                "currency|ccy|currency code|curr|währung|waehrung|devise|monnaie|moneda|divisa|"
                "moeda|munt|valuta|waluta|валюта|para birimi|měna|pénznem|币种|العملة|สกุลเงิน|"
                "loại tiền|mata uang"},
    HeaderWords{"stay", "guest",
                "guest|guest name|gast|client|voyageur|huésped|cliente|ospite|hóspede|gość|"
                "oaspete|гость|misafir|guest(s)|guest names|name of guest|gastname|nom du client|"
                "nombre del huésped|nome ospite|nome do hóspede|гість|гост|客人|入住人"},
    HeaderWords{"stay", "house", "hotel|house|property|unterkunft|alojamiento|albergo|hotel name"},
    HeaderWords{"stay", "room",
                "room|room number|zimmer|chambre|habitación|camera|stanza|quarto|kamer|pokój|"
                "номер комнаты|oda"},
    HeaderWords{"stay", "from",
                "arrival|check-in|check in|checkin|arrival date|from|anreise|arrivée|llegada|"
                "entrada|arrivo|chegada|aankomst|przyjazd|sosire|заезд|giriş|check in date|"
                "check-in date|checkin date|date of arrival|anreisedatum|date d'arrivée|"
                "fecha de llegada|fecha de entrada|data di arrivo|data arrivo|data de chegada|"
                "data przyjazdu|дата заезда|дата заїзду|入住日期"},
    HeaderWords{"stay", "until",
                "departure|check-out|check out|checkout|departure date|until|to|abreise|départ|"
                "salida|partenza|saída|vertrek|wyjazd|plecare|выезд|çıkış|check out date|"
                "check-out date|checkout date|date of departure|abreisedatum|date de départ|"
                "fecha de salida|data di partenza|data partenza|data de saída|data wyjazdu|"
                "дата выезда|дата виїзду|离店日期|退房日期"},
    HeaderWords{"stay", "persons",
                "persons|guests|adults|number of guests|personen|personnes|personas|persone"},
    HeaderWords{"stay", "price",
                "price|total|amount|rate|preis|prix|precio|prezzo|preço|prijs|cena|preț|цена|"
                "fiyat|total price|room price|amount paid|total amount|gesamtpreis|betrag|"
                "prix total|montant|precio total|importe|prezzo totale|importo|preço total|"
                "bedrag|cena całkowita|сумма|стоимость|tutar|ціна|сума"},
    HeaderWords{"stay", "paid_by", "paid by|payer|bezahlt von|payé par|pagado por|pagato da"},
    HeaderWords{"stay", "paid_with",
                "payment method|paid with|zahlungsart|mode de paiement|forma de pago|payment|"
                "payment type|method of payment|zahlart|moyen de paiement|método de pago|"
                "metodo di pagamento|forma de pagamento|способ оплаты"},
    HeaderWords{"stay", "currency",
                "currency|ccy|currency code|curr|währung|waehrung|devise|monnaie|moneda|divisa|"
                "moeda|munt|valuta|waluta|валюта|para birimi|měna|pénznem|币种|العملة|สกุลเงิน|"
                "loại tiền|mata uang"},
    HeaderWords{"journey", "traveller",
                "passenger|traveller|traveler|passenger name|fahrgast|reisender|passager|"
                "pasajero|passeggero|passageiro|passagier|pasażer|pasager|пассажир|yolcu"},
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
    HeaderWords{"journey", "reference",
                "booking reference|pnr|record locator|booking|buchungsnummer|référence|"
                "localizador"},
    HeaderWords{"journey", "booked_by", "booked by|gebucht von|réservé par|reservado por"},
    HeaderWords{"journey", "price",
                "price|fare|preis|prix|precio|prezzo|total|total price|amount|amount paid|"
                "ticket price|total fare|flugpreis|gesamtpreis|betrag|montant|tarif|importe|"
                "tarifa|importo|preço|valor|prijs|bedrag|cena|preț|цена|стоимость|сумма|tutar|"
                "fiyat|ціна"},
    HeaderWords{"journey", "currency",
                "currency|ccy|currency code|curr|währung|waehrung|devise|monnaie|moneda|divisa|"
                "moeda|munt|valuta|waluta|валюта|para birimi|měna|pénznem|币种|العملة|สกุลเงิน|"
                "loại tiền|mata uang"},
    HeaderWords{"journey", "paid_with",
                "payment|payment method|paid with|form of payment|zahlungsart|mode de paiement|"
                "moyen de paiement|forma de pago|metodo di pagamento|forma de pagamento|"
                "способ оплаты"},
};

}  // namespace

std::span<const HeaderWords> work_words() { return kWork; }

}  // namespace redress::intake
