// Bookings and wallets. The words are compared folded; a word of fewer than three bytes only alone.
#include <array>

#include "intake/propose_words_lists.hpp"

namespace redress::intake {
namespace {

constexpr std::array kMoney = {
    HeaderWords{"transfer", "date",
                "date|booking date|transaction date|posting date|posted date|trans date|"
                "date posted|buchungstag|buchungsdatum|datum|buchung|date d'opération|"
                "date opération|date comptable|date de l'opération|fecha|fecha operación|"
                "fecha de operación|fecha contable|data|data operazione|data contabile|"
                "data contabilizzazione|data movimento|data mov.|data lançamento|"
                "data do movimento|boekingsdatum|boekdatum|transactiedatum|data operacji|"
                "data księgowania|data transakcji|data tranzacției|data înregistrării|дата|"
                "дата операции|дата проводки|tarih|işlem tarihi|transaction date/time|"
                "trans. date|tran date|txn date|txn. date|date of transaction|booking day|booked|"
                "booked on|posted|posted on|post date|entry date|effective date|completion time|"
                "completed date|completed on|date and time|date/time|datetime|dateop|date d'opé|"
                "buchungsdatum/buchungstag|belegdatum|día|fecha de la operación|fecha movimiento|"
                "fecha de movimiento|fecha mov|fecha y hora|fecha de transacción|fecha hora|"
                "data da transação|data transação|data da operação|data operação|"
                "data do lançamento|data de lançamento|data operazione/contabile|"
                "data registrazione|datum transactie|transactiedatum/tijd|tarih/saat|tarih saat|"
                "işlem tarihi ve saati|дата транзакции|дата и время|дата и время операции|"
                "дата операції|дата транзакції|дата проведення|дата i час операції|"
                "дата і час операції|дата та час|дата та час операції|дата на операция|"
                "дата на операцията|дата на транзакция|datum zaúčtování|datum provedení|"
                "datum účtování|datum transakce|dátum zaúčtovania|dátum transakcie|"
                "könyvelés dátuma|könyvelési dátum|tranzakció dátuma|bokföringsdag|"
                "bokföringsdatum|transaktionsdag|transaktionsdatum|dato|bogført|bogføringsdato|"
                "bokført dato|bokføringsdato|transaksjonsdato|päivämäärä|päivä|kirjauspäivä|"
                "maksupäivä|kuupäev|kande kuupäev|datums|data operacijos|datum knjiženja|"
                "datum transakcije|datum i vreme|ημερομηνία|ημ/νία|ημερομηνία συναλλαγής|วันที่|"
                "วันที่ทำรายการ|วันที่/เวลา|วัน/เวลา|日期|交易日期|交易时间|交易日|记账日期|入账日期|"
                "记账日|日期时间|交易日期时间|交易時間|記帳日期|日付|取引日|お取引日|年月日|"
                "거래일|거래일자|거래일시|ngày|ngày giao dịch|ngày gd|ngày hạch toán|ngày ghi sổ|"
                "tanggal|tanggal transaksi|tanggal & waktu|tanggal posting|tgl|tgl transaksi|"
                "tarikh|tarikh transaksi|التاريخ|تاريخ|تاريخ العملية|تاريخ المعاملة|تاريخ الحركة|"
                "दिनांक|तारीख|लेनदेन की तारीख|transaction time|timestamp|created|created at|"
                "created on|started date|event time"},
    HeaderWords{"transfer", "time",
                "time|booking time|uhrzeit|heure|hora|ora|tijd|godzina|время|saat|işlem saati|"
                "transaction time|time of transaction|hora operación|hora de la operación|čas|"
                "klockslag|tidspunkt|kello|час|час операції|เวลา|时间|時間|时刻|時刻|giờ|waktu|"
                "jam|الوقت|समय"},
    HeaderWords{"transfer", "value_on",
                "value date|valuta|wertstellung|valutadatum|wertstellungsdatum|valuta datum|"
                "date de valeur|date valeur|fecha valor|data valuta|data valor|rentedatum|"
                "data waluty|data valutei|дата валютирования|valör|valör tarihi|value dt|"
                "value day|valued|val. date|val date|value on|valuta/wertstellung|datum valuta|"
                "dateval|date val|fecha de valor|f. valor|data de valor|data-valor|"
                "data di valuta|valutadag|valutadato|rentedato|rentedag|valör datum|arvopäivä|"
                "értéknap|datum valuty|вальор|дата на вальор|дата валутування|дата валютування|"
                "дата зачисления|ημερομηνία valeur|valeur|วันที่มีผล|起息日|起息日期|ngày hiệu lực|"
                "ngày giá trị|tanggal efektif|tanggal valuta|تاريخ القيمة|تاريخ الحق"},
    HeaderWords{"transfer", "amount",
                "amount|transaction amount|betrag|umsatz|montant|importe|importo|valor|montante|"
                "importância|bedrag|kwota|kwota operacji|kwota transakcji|suma|сумма|"
                "сумма операции|tutar|işlem tutarı|quantia|monto|valore|amt|txn amount|"
                "tran amount|trans amount|transaction amt|amount of transaction|booked amount|"
                "local amount|amount in account currency|umsatz in eur|betrag in eur|"
                "betrag in kontowährung|montant de l'opération|montant opération|montant net|"
                "importe operación|importe de la operación|importe movimiento|importo operazione|"
                "importo movimento|valor da transação|valor do movimento|valor movimento|"
                "montante da operação|bedrag af/bij|kwota w walucie rachunku|suma tranzacției|"
                "сума|сума операції|сума транзакції|сума платежу|сума в валюті картки|"
                "сума у валюті картки|сума в валюті рахунку|сума у валюті рахунку|сумма платежа|"
                "сумма в валюте счета|сума на операцията|částka|objem|suma transakcie|összeg|"
                "könyvelt összeg|belopp|beløb|beløp|määrä|summa|iznos|ποσό|ποσό συναλλαγής|"
                "จำนวนเงิน|จำนวน|金额|交易金额|发生额|金额(元)|交易额|金額|交易金額|取引金額|"
                "거래금액|금액|số tiền|số tiền giao dịch|số tiền gd|phát sinh|jumlah|nominal|"
                "mutasi|mutasi transaksi|المبلغ|قيمة العملية|राशि"},
    HeaderWords{"transfer", "debit",
                "debit|debit amount|withdrawal|withdrawals|money out|paid out|payments out|soll|"
                "lastschrift|ausgang|belastung|ausgabe|debito|cargo|cargos|addebiti|addebito|"
                "dare|uscite|af|afschrijving|obciążenia|obciążenie|wypłaty|debitare|расход|дебет|"
                "списание|borç|çıkan|debits|dr|dr amount|debit amt|withdrawal amt|"
                "withdrawal amount|withdrawals amount|withdrawal (dr)|withdrawn|debit(-)|"
                "debit (-)|money sent|amount out|payment out|outgoing|outflow|paid-out|"
                "belastungen|ausgänge|abgang|abgänge|sollumsatz|sorties|retrait|retraits|egreso|"
                "egresos|retiro|retiros|salidas|importe cargo|debe|importo addebito|uscita|"
                "saídas|saída|uitgaven|kwota obciążenia|debet|debity|terhelés|uttag|hævet|"
                "trukket|ut fra konto|ut av konto|дебит|видаток|видатки|витрати|списання|расходы|"
                "сумма списания|χρέωση|ถอน|ถอนเงิน|เดบิต|支出|支出金额|借方|借方金额|借方发生额|"
                "转出金额|支取|支出金額|提款|出金|出金額|お引出し|お引出金額|引出金額|お支払金額|"
                "출금|출금액|출금금액|찾으신금액|ghi nợ|số tiền ghi nợ|phát sinh nợ|tiền ra|"
                "pengeluaran|penarikan|مدين|سحب|المدين|नामे|निकासी|आहरण|isplata|isplate|zaduženje|"
                "duguje"},
    HeaderWords{"transfer", "credit",
                "credit|credit amount|deposit|deposits|money in|paid in|payments in|haben|"
                "gutschrift|eingang|einnahme|credito|abono|abonos|accrediti|accredito|avere|"
                "entrate|bij|bijschrijving|uznania|uznanie|wpłaty|creditare|приход|кредит|"
                "зачисление|alacak|giren|credits|cr|cr amount|credit amt|deposit amt|"
                "deposit amount|deposits amount|deposit (cr)|credit(+)|credit (+)|money received|"
                "amount in|payment in|incoming|inflow|lodgement|lodgements|paid-in|gutschriften|"
                "eingänge|zugang|zugänge|habenumsatz|entrées|dépôt|dépôts|ingreso|ingresos|"
                "depósito|depósitos|entradas|importe abono|haber|importo accredito|entrata|"
                "inkomsten|kwota uznania|kredit|kredity|jóváírás|insättning|indsat|inn på konto|"
                "надходження|зарахування|доходы|поступление|сумма зачисления|πίστωση|ฝาก|ฝากเงิน|"
                "เครดิต|收入|收入金额|贷方|贷方金额|贷方发生额|转入金额|存入|收入金額|存款|入金|"
                "入金額|お預入れ|お預入金額|預入金額|お預り金額|입금|입금액|입금금액|맡기신금액|"
                "ghi có|số tiền ghi có|phát sinh có|tiền vào|pemasukan|setoran|دائن|إيداع|الدائن|"
                "जमा|uplata|uplate|odobrenje|potražuje"},
    HeaderWords{"transfer", "sign",
                "sign|cr/dr|dr/cr|debit/credit|credit/debit|soll/haben|s/h|sens|af bij|af/bij|"
                "d/c|c/d|transaction type indicator|credit debit indicator|dr / cr|cr / dr|"
                "dr or cr|cr or dr|dr cr|drcr|dr./cr|debit / credit|credit / debit|"
                "debit or credit|debit credit|debit credit indicator|debit/credit indicator|cdi|"
                "+/-|soll / haben|s / h|soll-/haben-kennzeichen|debe/haber|cargo/abono|"
                "débito/crédito|dare/avere|wn/ma|дебет/кредит|д/к|借贷|借贷标志|借贷方向|收/支|"
                "收支|入/出|nợ/có|d/k|debet/kredit|direction|transaction direction|richtung"},
    HeaderWords{"transfer", "currency",
                "currency|ccy|currency code|whrg|währung|devise|monnaie|moneda|divisa|moeda|munt|"
                "muntsoort|waluta|валюта|para birimi|döviz|döviz cinsi|curr|cur|"
                "currency of account|account currency|kontowährung|waehrung|valuta|"
                "devise du compte|divisa cuenta|moneda cuenta|valuta conto|moeda da conta|"
                "waluta rachunku|валюта счета|валюта рахунку|валюта картки|měna|pénznem|deviza|"
                "νόμισμα|valiuta|valuutta|สกุลเงิน|币种|币别|货币|幣別|通貨|통화|loại tiền|"
                "đơn vị tiền tệ|tiền tệ|mata uang|العملة|मुद्रा"},
    HeaderWords{"transfer", "balance",
                "balance|running balance|balance after|saldo|saldo nach buchung|kontostand|solde|"
                "saldo contable|saldo contabile|saldo po operacji|saldo na transactie|saldo após|"
                "sold|sold final|остаток|баланс|bakiye|bal|running bal|run. bal|running total|"
                "balance amount|account balance|closing balance|ledger balance|book balance|"
                "ending balance|balance after transaction|saldo neu|saldo nach umsatz|"
                "solde après opération|solde comptable|saldo final|saldo después|saldo posterior|"
                "saldo dopo operazione|saldo contabilístico|saldo após movimento|"
                "saldo após operação|saldo na mutatie|saldo na boeking|sold după|sold contabil|"
                "остаток после операции|остаток на счете|залишок|залишок після операції|"
                "залишок на кінець періоду|салдо|салдо след операция|наличност|zůstatek|zostatok|"
                "egyenleg|könyvelt egyenleg|saldo efter|bokført saldo|bogført saldo|jääk|stanje|"
                "υπόλοιπο|λογιστικό υπόλοιπο|ยอดคงเหลือ|คงเหลือ|余额|账户余额|交易后余额|本次余额|"
                "餘額|帳戶餘額|残高|差引残高|お預り残高|잔액|거래후잔액|거래후 잔액|số dư|"
                "số dư cuối|số dư sau giao dịch|số dư sau gd|saldo akhir|baki|الرصيد|"
                "الرصيد بعد العملية|शेष|शेष राशि|बैलेंस"},
    HeaderWords{"transfer", "account",
                "account|account number|own account|iban own|auftragskonto|konto|kontonummer|"
                "iban auftragskonto|compte|numéro de compte|cuenta|conto|conta|rekening|"
                "rekeningnummer|iban/bban|rachunek|numer rachunku|cont|счет|hesap|hesap no|"
                "accountnum|account no|a/c no|acct no|acct|account iban|my account|"
                "iban kontoinhaber|konto (iban)|eigenes konto|auftraggeberkonto|"
                "iban auftraggeberkonto|kontoinhaber iban|compte iban|número de cuenta|"
                "numero di conto|número da conta|eigen rekening|iban rekening|рахунок|"
                "номер рахунку|номер счета|сметка|iban сметка|cuenta propia|číslo účtu|"
                "vlastní účet|számlaszám|kontonr|λογαριασμός|เลขที่บัญชี|账号|帐号|本方账号|本方账户|"
                "账户|卡号|帳號|口座番号|계좌번호|số tài khoản|số tk|nomor rekening|no. rekening|"
                "no rekening|رقم الحساب|खाता संख्या"},
    HeaderWords{"transfer", "counter_account",
                "counterparty account|counter account|beneficiary account|payee account|"
                "counterparty iban|bank account|iban|kontonummer/iban|iban zahlungsbeteiligter|"
                "empfänger iban|gegenkonto|iban gegenkonto|compte bénéficiaire|iban bénéficiaire|"
                "cuenta beneficiario|iban beneficiario|iban controparte|conta destino|"
                "tegenrekening|tegenrekening iban/bban|rachunek kontrahenta|"
                "numer rachunku kontrahenta|cont beneficiar|счет контрагента|karşı hesap|"
                "counterparty account number|beneficiary account number|beneficiary iban|"
                "payee account number|payee iban|payer account|partner iban|partner account|"
                "iban of counterparty|other account|account of counterparty|contra account|"
                "receiver account|recipient account|iban empfänger|iban begünstigter|"
                "kontonummer empfänger|kontonummer gegenkonto|konto gegenkonto|"
                "kontonummer zahlungsbeteiligter|compte contrepartie|iban contrepartie|"
                "cuenta destino|cuenta contraparte|conto controparte|iban ordinante/beneficiario|"
                "conta contraparte|iban tegenpartij|rekening tegenpartij|numer konta|"
                "rachunek nadawcy/odbiorcy|rachunek przeciwstawny|"
                "numer rachunku nadawcy/odbiorcy|счет получателя|счет корреспондента|"
                "рахунок контрагента|рахунок отримувача|iban контрагента|сметка на контрагента|"
                "сметка контрагент|сметка на получателя|protiúčet|číslo protiúčtu|"
                "protiúčet/kód banky|číslo protiúčtu/kód banky|partner számlaszáma|ellenszámla|"
                "mottagarkonto|modkonto|motkonto|saajan tilinumero|บัญชีปลายทาง|对方账号|对方帐号|"
                "对方账户|交易对方账号|对手账号|對方帳號|상대계좌|상대계좌번호|tài khoản đối ứng|"
                "số tài khoản đối ứng|rekening tujuan|الحساب المقابل|حساب المستفيد"},
    HeaderWords{"transfer", "counter_name",
                "counterparty|counterparty name|payee|beneficiary|merchant|merchant name|"
                "partner name|payer/payee|beguenstigter/zahlungspflichtiger|"
                "begünstigter/zahlungspflichtiger|auftraggeber/empfänger|"
                "name zahlungsbeteiligter|empfänger|auftraggeber|beneficiaire|donneur d'ordre|"
                "tiers|beneficiario|ordenante|controparte|ordinante|destinatário|tegenpartij|"
                "naam tegenpartij|naam / omschrijving|kontrahent|nadawca/odbiorca|"
                "nazwa kontrahenta|beneficiar|plătitor|контрагент|получатель|karşı taraf|alıcı|"
                "gönderen|name|name of sender/receiver|beneficiary name|payee name|payee/payer|"
                "payer / payee|partner|recipient name|recipient/sender|sender/recipient|"
                "other party|other party info|other party name|counter party|sender/receiver|"
                "name of counterparty|supplierfound|zahlungsempfänger|name des partners|"
                "auftraggeber/begünstigter|auftraggeber / begünstigter|"
                "auftraggeber/zahlungsempfänger|begünstigter|begünstigter/auftraggeber|"
                "empfänger/auftraggeber|empfänger/zahlungspflichtiger|name gegenkonto|"
                "nom contrepartie|contrepartie|émetteur/bénéficiaire|bénéficiaire/émetteur|"
                "contraparte|beneficiario/ordenante|nombre beneficiario|ordinante/beneficiario|"
                "beneficiario/ordinante|contraparte/beneficiário|naam|naam wederpartij|"
                "nadawca / odbiorca|dane kontrahenta|odbiorca/nadawca|nume beneficiar|"
                "nume partener|плательщик/получатель|получатель/плательщик|"
                "наименование контрагента|назва контрагента|отримувач|кореспондент|"
                "име на контрагент|наредител/получател|наредител / получател|název protiúčtu|"
                "název účtu protistrany|jméno protistrany|názov protiúčtu|partner neve|"
                "partner név|kedvezményezett|mottagare|modtager|mottaker|saaja/maksaja|saaja|"
                "saaja / maksaja|naziv partnera|primatelj|δικαιούχος|ชื่อบัญชีปลายทาง|对方户名|"
                "对方名称|交易对方|对方姓名|交易对手|对手户名|對方戶名|お取引先|상대방|"
                "상대계좌예금주명|받는분|보낸분|보낸분/받는분|tên người thụ hưởng|"
                "đơn vị thụ hưởng|người thụ hưởng|đối tác|nama penerima|nama penerima/pengirim|"
                "اسم المستفيد|المستفيد|लाभार्थी"},
    HeaderWords{"transfer", "text",
                "text|remarks|note|notes|description|details|narrative|memo|purpose|label|"
                "transaction details|particulars|detail|verwendungszweck|buchungstext|"
                "beschreibung|vwz|libellé|libellé opération|motif|objet|concepto|descripción|"
                "observaciones|descrizione|causale|descrizione operazione|descritivo|descrição|"
                "omschrijving|mededelingen|opis|opis operacji|tytuł|tytuł operacji|descriere|"
                "detalii|explicații|назначение|назначение платежа|описание|açıklama|narration|"
                "narrations|transaction remarks|transaction narration|transaction description|"
                "transaction particulars|payment details|payment reference|payment description|"
                "message|comment|comments|subject|item title|vorgang/verwendungszweck|"
                "buchungsdetails|notiz|bemerkung|zahlungsreferenz|libellé simplifie|"
                "libellé de l'opération|informations complémentaires|communication|"
                "communications|commentaire|concepto / referencia|detalle|detalles|glosa|"
                "más datos|observación|dettagli|descrizione estesa|descritivo do movimento|"
                "histórico|lançamento|detalhes|observações|mededeling|naam / mededeling|"
                "szczegóły|szczegóły transakcji|opis transakcji|descrierea tranzacției|"
                "detalii tranzacție|детали операции|примечание|комментарий|назначение операции|"
                "опис|опис операції|опис транзакції|деталі операції|призначення платежу|"
                "призначення|коментар|основание|основание за плащане|описание на операцията|"
                "пояснение|вид и основание|popis|popis transakce|zpráva pro příjemce|"
                "správa pre prijímateľa|poznámka|közlemény|leírás|megjegyzés|beskrivning|"
                "meddelande|rubrik|tekst|beskrivelse|forklaring|melding|viesti|selitys|kuvaus|"
                "selgitus|opis plaćanja|svrha|svrha doznake|αιτιολογία|περιγραφή|รายการ|"
                "รายละเอียด|คำอธิบาย|หมายเหตุ|摘要|交易摘要|附言|用途|备注|交易说明|商品|商品说明|"
                "摘要/附言|備註|說明|内容|お取引内容|お取り扱い内容|적요|내용|거래내용|diễn giải|"
                "nội dung|nội dung giao dịch|nội dung gd|mô tả|chi tiết giao dịch|keterangan|"
                "keterangan transaksi|uraian|uraian transaksi|deskripsi|butiran|البيان|الوصف|"
                "التفاصيل|شرح|विवरण|लेनदेन विवरण"},
    HeaderWords{"transfer", "reference",
                "reference|transaction id|transaction number|ref|reference number|"
                "operation number|id|kundenreferenz|referenz|referencia|riferimento|referentie|"
                "transactiereferentie|numer referencyjny|referință|номер операции|referans|"
                "dekont no|fiş no|ref no|ref. no|ref number|reference no|chq./ref.no|chq/ref no|"
                "chq / ref no|chq no|chqno|cheque no|cheque number|check number|check no|check #|"
                "check or slip #|ref no./cheque no|instrument id|instrument no|utr|utr no|rrn|"
                "txn id|transaction ref|transaction reference|transaction no|transfer id|"
                "receipt no|receipt number|receipt|transferwise id|confirmation number|mtcn|"
                "trace no|journal no|end-to-end-id|end to end id|kundenreferenz (end-to-end)|"
                "transaktionsnummer|transaktions-id|buchungsreferenz|numéro d'opération|"
                "référence opération|número de operación|folio|nº operación|número de documento|"
                "n.º documento|numero operazione|numero documento|volgnr|volgnummer|"
                "nr transakcji|numer transakcji|referenčné číslo|id transakce|id pohybu|"
                "tranzakció azonosító|viite|viitenumero|arkiveringstunnus|referens|"
                "номер документа|номер транзакции|номер документу|номер операції|референция|"
                "เลขที่อ้างอิง|流水号|交易流水号|交易单号|交易号|凭证号|凭证号码|流水號|取引番号|"
                "거래번호|số tham chiếu|mã giao dịch|số bút toán|số ct|nomor referensi|"
                "no. referensi|no referensi|رقم المرجع|المرجع|رقم العملية|संदर्भ संख्या"},
    HeaderWords{"transfer", "code",
                "type|transaction type|category|code|art|umsatzart|buchungsart|type d'opération|"
                "tipo|tipo operación|categoria|tipo de movimento|mutatiesoort|soort|rodzaj|"
                "typ operacji|typ transakcji|tip|tip tranzacție|тип|вид операции|işlem|"
                "işlem tipi|txn type|tran type|trans type|type of transaction|transaction code|"
                "tran code|product|entry type|operation type|vorgang|umsatztyp|transaktionstyp|"
                "buchungstyp|zahlungsart|type de transaction|type opération|catégorie|"
                "categorieparent|tipo de operación|tipo movimiento|tipo de movimiento|tipologia|"
                "tipo movimento|tipo de transação|mutatietype|kategoria|typ transakce|typ|"
                "typ pohybu|kategorie|tranzakció típusa|típus|категория|категорія|тип операции|"
                "тип операції|вид|вид на операцията|вид операция|kategori|laji|tapahtumalaji|"
                "ช่องทาง|ประเภทรายการ|交易类型|交易种类|交易渠道|业务类型|交易類型|거래구분|"
                "loại giao dịch|loại gd|jenis transaksi|tipe transaksi|نوع العملية|نوع المعاملة|"
                "mcc"},
    HeaderWords{"transfer", "counter_bank",
                "bic|swift|sort code|bank code|blz|bic (swift-code)|bic zahlungsbeteiligter|"
                "bankleitzahl|code banque|codice bic|bank counterparty|bic empfänger|"
                "bic gegenkonto|bic (swift-code) zahlungsbeteiligter|bic/swift|swift/bic|"
                "swift code|ifsc|ifsc code|bank of beneficiary|beneficiary bank|"
                "counterparty bank|counterparty bic|bic contrepartie|bic beneficiario|"
                "bic controparte|bic tegenpartij|bank odbiorcy|мфо|мфо банку|банк контрагента|"
                "бик|бик банка|бик банка получателя|bic на контрагента|kód banky|对方开户行|"
                "对方行名|对方银行|對方銀行|ngân hàng đối ứng|ngân hàng thụ hưởng|bank tujuan"},
    HeaderWords{"transfer", "other_amount",
                "original amount|amount currency|foreign amount|amount in foreign currency|"
                "betrag in fremdwährung|originalbetrag|montant en devise|importe divisa|"
                "importo in divisa|kwota w walucie|сумма в валюте|amount (foreign currency)|"
                "foreign currency amount|original currency amount|transaction currency amount|"
                "amount in original currency|amount in transaction currency|instructed amount|"
                "exchange to amount|betrag (fremdwährung)|fremdwährungsbetrag|ursprungsbetrag|"
                "originalbetrag in fremdwährung|montant d'origine|montant devise|"
                "importe original|importe en divisa|importe moneda extranjera|importo originale|"
                "importo valuta estera|valor em moeda estrangeira|montante original|"
                "oorspronkelijk bedrag|bedrag vreemde valuta|kwota oryginalna|"
                "kwota w walucie transakcji|suma originală|сумма в валюте операции|"
                "сума в валюті операції|сума в валюті транзакції|сума у валюті транзакції|"
                "сума у валюті операції|originální částka|původní částka|eredeti összeg|"
                "originalbelopp|oprindeligt beløb|opprinnelig beløp|alkuperäinen summa|外币金额|"
                "原币金额|交易币金额|原交易金额|số tiền nguyên tệ|المبلغ الأصلي"},
    HeaderWords{"transfer", "other_currency",
                "original currency|foreign currency|fremdwährung|originalwährung|"
                "devise d'origine|divisa original|waluta oryginalna|type foreign currency|"
                "currency of transaction|transaction currency|exchange to|original currency code|"
                "foreign currency code|instructed currency|währung (fremdwährung)|"
                "ursprungswährung|fremdwaehrung|devise étrangère|devise originale|"
                "divisa extranjera|divisa operación|moneda original|moneda de origen|"
                "valuta originale|valuta estera|moeda original|moeda estrangeira|"
                "oorspronkelijke valuta|waluta transakcji|waluta operacji|moneda originală|"
                "валюта транзакции|валюта транзакції|originální měna|původní měna|"
                "eredeti pénznem|originalvaluta|外币币种|原币|原币币种|交易币种|nguyên tệ"},
    HeaderWords{"wallet_transfer", "time",
                "time|booking time|uhrzeit|heure|hora|ora|tijd|godzina|время|saat|işlem saati|"
                "transaction time|time of transaction|hora operación|hora de la operación|čas|"
                "klockslag|tidspunkt|kello|час|час операції|เวลา|时间|時間|时刻|時刻|giờ|waktu|"
                "jam|الوقت|समय"},
    HeaderWords{"wallet_transfer", "date",
                "datetime (utc)|date (utc)|date|time|timestamp|block time|date(utc)|datetime|"
                "time (utc)|timestamp (utc)|block timestamp|block time (utc)|date & time|created|"
                "confirmed|confirmed at|date time"},
    HeaderWords{"wallet_transfer", "unix",
                "unixtimestamp|unix timestamp|unix time|block timestamp (unix)|epoch"},
    HeaderWords{"wallet_transfer", "transaction",
                "transaction hash|txhash|tx hash|txid|hash|transaction id|transaction|tx|tx id|"
                "txn|txn hash|txn id|transactionhash|hash (txid)|交易哈希|交易hash|хеш транзакции"},
    HeaderWords{"wallet_transfer", "block",
                "blockno|block|block number|block height|block id|blocknumber|height"},
    HeaderWords{"wallet_transfer", "from",
                "from|sender|from address|input address|fromaddress|sender address|"
                "source address|from wallet|source wallet|发送方|отправитель"},
    HeaderWords{"wallet_transfer", "to",
                "to|recipient|to address|output address|toaddress|recipient address|receiver|"
                "receiver address|destination address|to wallet|destination wallet|接收方|"
                "получатель"},
    HeaderWords{"wallet_transfer", "value",
                "value|amount|quantity|tokenvalue|value (btc)|amount (btc)|token amount|"
                "token value|qty|value (eth)|value (bnb)|value (trx)|amount (eth)|amount (trx)|"
                "amount (usdt)"},
    HeaderWords{"wallet_transfer", "value_in",
                "value in(eth)|value in|value in(bnb)|value in(matic)|value in(pol)|"
                "value in(trx)|value in(avax)|value in(ftm)"},
    HeaderWords{"wallet_transfer", "value_out",
                "value out(eth)|value out|value out(bnb)|value out(matic)|value out(pol)|"
                "value out(trx)|value out(avax)|value out(ftm)"},
    HeaderWords{"wallet_transfer", "fee",
                "txnfee(eth)|txnfee|fee|fee (btc)|miner fee|gas fee|txnfee(bnb)|txnfee(matic)|"
                "txnfee(pol)|txn fee|transaction fee|network fee|fee (trx)|fee (eth)|tx fee"},
    HeaderWords{"wallet_transfer", "contract",
                "contractaddress|contract address|token contract|token address|"
                "token contract address"},
    HeaderWords{"wallet_transfer", "asset",
                "tokensymbol|token symbol|asset|coin|token|currency|symbol|asset symbol|"
                "coin symbol|crypto|cryptocurrency"},
    HeaderWords{"wallet_transfer", "code", "method|type|status"},
    HeaderWords{"wallet_transfer", "decimals",
                "decimals|token decimals|token decimal|tokendecimal|asset decimals"},
    HeaderWords{"wallet_transfer", "units",
                "units|base units|satoshi|satoshis|sats|wei|raw amount|amount raw|"
                "value (satoshi)|value (wei)"},
};

}  // namespace

std::span<const HeaderWords> money_words() { return kMoney; }

}  // namespace redress::intake
