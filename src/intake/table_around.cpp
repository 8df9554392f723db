#include "intake/table_around.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "base/text.hpp"
#include "intake/figures.hpp"

namespace redress::intake {
namespace {

struct Label {
  std::string_view field;
  std::string_view words;  ///< separated by |; compared folded
};

// Labels of statements in the languages of propose_words_money.cpp.
constexpr std::array kLabels = {
    Label{
        "account",
        "iban|account number|account no|a/c no|account|acct no|kontonummer|konto|iban / konto|"
        "numéro de compte|numéro compte|compte|cuenta|número de cuenta|conto|numero di conto|conta|"
        "número da conta|rekeningnummer|rekening|numer rachunku|rachunek|nr rachunku|cont|"
        "numar cont|cont iban|номер счета|счет|номер рахунку|рахунок|сметка|номер на сметка|"
        "hesap no|hesap numarası|číslo účtu|számlaszám|kontonr|tilinumero|αριθμός λογαριασμού|"
        "เลขที่บัญชี|账号|帐号|账户|卡号|帳號|口座番号|계좌번호|số tài khoản|nomor rekening|no. "
        "rekening|"
        "no rekening|رقم الحساب|खाता संख्या"},
    Label{"currency",
          "currency|account currency|währung|waehrung|kontowährung|devise|moneda|divisa|valuta|"
          "moeda|munteenheid|waluta|валюта|para birimi|döviz|měna|pénznem|สกุลเงิน|币种|通貨|통화|"
          "loại tiền|mata uang|العملة"},
    Label{
        "holder",
        "account holder|account name|account owner|customer|customer name|name|kunde|kontoinhaber|"
        "inhaber|titulaire|titular|intestatario|intestato a|rekeninghouder|właściciel|"
        "posiadacz|titular cont|владелец|владелец счета|клієнт|власник рахунку|титуляр|"
        "hesap sahibi|majitel účtu|ชื่อบัญชี|户名|账户名称|戶名|예금주|tên tài khoản|chủ tài khoản|"
        "nama pemilik|nama nasabah|اسم الحساب|صاحب الحساب"},
    Label{"bank",
          "bank|bank name|bank code|bic|swift|bic/swift|sort code|blz|bankleitzahl|banque|banco|"
          "banca|bankcode|банк|开户行|开户银行|ธนาคาร|ngân hàng|البنك"},
    Label{"number",
          "statement number|statement no|auszug|auszugsnummer|kontoauszug nr|relevé no|"
          "numéro de relevé|extracto número|numer wyciągu|nr wyciągu|номер виписки|"
          "извлечение номер"},
    Label{"from",
          "from|from date|start date|period from|download start date|von|zeitraum von|du|desde|dal|"
          "de|van|vanaf|od|с|з|data od|başlangıç tarihi|起始日期|开始日期|từ ngày|dari tanggal|"
          "من تاريخ"},
    Label{"until",
          "to|to date|until|end date|period to|download end date|bis|zeitraum bis|au|hasta|al|até|"
          "tot|do|по|data do|bitiş tarihi|终止日期|结束日期|截止日期|đến ngày|sampai tanggal|"
          "إلى تاريخ"},
    Label{"opening",
          "opening balance|opening bal|balance at start of period|starting balance|start balance|"
          "beginning balance|previous balance|balance brought forward|"
          "balance b/f|balance b/d|bal b/f|anfangssaldo|anfangsbestand|alter kontostand|"
          "alter saldo|startsaldo|saldovortrag|solde initial|solde précédent|solde précédent au|"
          "ancien solde|ancien solde au|solde d'ouverture|solde de départ|saldo inicial|"
          "saldo anterior|saldo de apertura|saldo iniziale|saldo iniziale al|saldo precedente|"
          "saldo precedente al|beginsaldo|vorig saldo|saldo początkowe|sold initial|sold precedent|"
          "входящий остаток|остаток на начало|остаток на начало периода|вхідний залишок|"
          "залишок на початок|залишок на початок періоду|начално салдо|počáteční zůstatek|"
          "počiatočný zostatok|nyitó egyenleg|ingående saldo|primosaldo|inngående saldo|"
          "alkusaldo|početno stanje|αρχικό υπόλοιπο|açılış bakiyesi|devreden bakiye|ยอดยกมา|"
          "期初余额|上期余额|期初餘額|前回残高|繰越残高|số dư đầu kỳ|số dư đầu|saldo awal|"
          "الرصيد الافتتاحي|رصيد أول المدة|प्रारंभिक शेष"},
    Label{"closing",
          "closing balance|closing bal|balance at end of period|ending balance|end balance|"
          "new balance|current balance|balance carried forward|balance c/f|"
          "balance c/d|bal c/f|endsaldo|endbestand|neuer kontostand|neuer saldo|kontostand|"
          "kontostand vom|kontostand am|kontostand per|schlusssaldo|solde au|solde (euros)|solde "
          "final|"
          "nouveau solde|nouveau solde au|solde de clôture|saldo final|saldo al|saldo actual|"
          "saldo de cierre|saldo finale|saldo finale al|eindsaldo|nieuw saldo|saldo końcowe|"
          "sold final|исходящий остаток|остаток на конец|остаток на конец периода|"
          "вихідний залишок|залишок на кінець|залишок на кінець періоду|крайно салдо|"
          "konečný zůstatek|konečný zostatok|záró egyenleg|utgående saldo|ultimosaldo|loppusaldo|"
          "završno stanje|τελικό υπόλοιπο|kapanış bakiyesi|ยอดยกไป|期末余额|本期余额|期末餘額|"
          "số dư cuối kỳ|số dư cuối|saldo akhir|الرصيد الختامي|رصيد آخر المدة|अंतिम शेष"},
    Label{"owner",
          "phone number|target number|msisdn|subscriber number|rufnummer|numéro de téléphone|"
          "número de teléfono"},
};

// Folded.
constexpr auto kTotals = std::to_array<std::string_view>({"total",         "totals",
                                                          "grand total",   "sum",
                                                          "subtotal",      "sub-total",
                                                          "summe",         "gesamt",
                                                          "gesamtsumme",   "zwischensumme",
                                                          "totaux",        "somme",
                                                          "suma",          "totale",
                                                          "totali",        "soma",
                                                          "totaal",        "razem",
                                                          "lacznie",       "ogolem",
                                                          "итого",         "всего",
                                                          "toplam",        "genel toplam",
                                                          "end of report", "end of statement",
                                                          "разом",         "всього",
                                                          "общо",          "合计",
                                                          "总计",          "合計",
                                                          "รวม",           "tong cong",
                                                          "المجموع"});

constexpr std::size_t kMostLabel = 200;
constexpr std::string_view kWideColon = "\xEF\xBC\x9A";

/// Where a label ends: at a colon, also a wide one, or an equals sign.
std::size_t mark_in(std::string_view text) {
  return std::min(text.find_first_of(":="), text.find(kWideColon));
}

std::string_view after_mark(std::string_view text) {
  text = without_blanks(text);
  if (!text.empty() && mark_in(text) == 0)
    text.remove_prefix(text.starts_with(kWideColon) ? kWideColon.size() : 1);
  return without_blanks(text);
}

std::string_view next_value(std::span<const std::string_view> cells, std::size_t behind) {
  for (std::size_t i = behind + 1; i < cells.size(); ++i)
    if (const std::string_view value = after_mark(cells[i]); !value.empty()) return value;
  return {};
}

/// A cell cut at its colon: the label as it is compared, and what stands behind.
struct Cut {
  std::string label;
  std::string_view value;
};
Cut cut(std::string_view cell) {
  const std::size_t colon = mark_in(cell.substr(0, kMostLabel));
  if (colon == std::string_view::npos) return {folded_header(cell.substr(0, kMostLabel)), {}};
  return {folded_header(cell.substr(0, colon)), after_mark(cell.substr(colon))};
}

/// The field of each folded label, made once; the first list that has a word keeps it.
const std::map<std::string, std::string_view, std::less<>>& fields() {
  static const auto kFields = [] {
    std::map<std::string, std::string_view, std::less<>> made;
    for (const Label& one : kLabels)
      for (std::string_view words = one.words; !words.empty();) {
        const std::size_t end = std::min(words.find('|'), words.size());
        made.emplace(folded_header(words.substr(0, end)), one.field);
        words.remove_prefix(std::min(end + 1, words.size()));
      }
    return made;
  }();
  return kFields;
}

/// Without a date at its end: "solde au 31/12/2024".
std::string_view before_date(std::string_view label) {
  const std::size_t last = label.find_last_not_of("0123456789./-");
  if (last == std::string_view::npos || label[last] != ' ') return label;
  const std::string_view date = label.substr(last + 1);
  const auto marks = std::ranges::count_if(date, [](char c) { return c < '0' || c > '9'; });
  if (marks != 2 || date.size() < 6 || date.size() > 10) return label;
  return without_blanks(label.substr(0, last));
}

std::string_view known_field(std::string_view label) {
  const auto found = fields().find(label);
  if (found != fields().end()) return found->second;
  const auto dated = fields().find(before_date(label));
  if (dated == fields().end()) return {};
  // A balance is that of a day.
  return dated->second == "opening" || dated->second == "closing" ? dated->second
                                                                  : std::string_view();
}

}  // namespace

std::vector<Labelled> labelled_in(std::span<const std::string_view> cells,
                                  const std::vector<MapValue>& own) {
  std::vector<Labelled> out;
  for (std::size_t i = 0; i < cells.size() && i < 64; ++i) {
    const std::string_view cell = without_blanks(cells[i]);
    if (cell.empty() || cell.size() > 4 * kMostLabel) continue;
    const Cut parts = cut(cell);
    std::string_view field;
    for (const MapValue& one : own)
      if (folded_header(one.value) == parts.label) field = one.field;
    if (field.empty()) field = known_field(parts.label);
    if (field.empty()) continue;
    const std::string_view value = parts.value.empty() ? next_value(cells, i) : parts.value;
    if (value.empty() || value.size() > kMostLabel) continue;
    out.push_back({std::string(field), parts.label, std::string(value)});
  }
  return out;
}

std::string_view total_label(std::span<const std::string_view> cells) {
  for (const std::string_view cell : cells) {
    const std::string_view text = without_blanks(cell);
    if (text.empty()) continue;
    if (text.size() > kMostLabel) return {};
    const std::string label = cut(text).label;
    for (const std::string_view total : kTotals)
      if (label == total || (label.starts_with(total) && label[total.size()] == ' ')) return total;
    return {};
  }
  return {};
}

bool is_bare_total(std::span<const std::string_view> cells) {
  const std::string_view total = total_label(cells);
  for (const std::string_view cell : cells)
    if (const std::string_view text = without_blanks(cell); !text.empty())
      return !total.empty() && cut(text).label == total;
  return false;
}

bool is_total_of_people(std::span<const std::string_view> cells) {
  const std::string_view total = total_label(cells);
  constexpr std::array<std::string_view, 7> kNoNames = {
      "total", "totals", "grand total", "subtotal", "sub-total", "summe", "gesamt"};
  return std::ranges::count(kNoNames, total) > 0 || is_bare_total(cells);
}

namespace {

/// Whether a label is followed by an account and by nothing else.
bool says_account(std::span<const std::string_view> cells, std::string_view behind) {
  std::size_t filled = 0;
  std::string_view last;
  for (const std::string_view cell : cells) {
    const std::string_view text = without_blanks(cell);
    if (text.empty()) continue;
    ++filled;
    last = text;
  }
  if (filled > (behind.empty() ? 2U : 1U)) return false;
  const std::string_view value = behind.empty() ? last : behind;
  const auto digits = std::ranges::count_if(value, [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 6 && value.size() <= 42;
}

}  // namespace

bool headers_in_another_order(std::span<const std::string_view> cells,
                              const std::vector<std::string>& headers) {
  const auto filled = [](const auto& all) {
    return std::ranges::count_if(all, [](std::string_view one) { return !base::is_blank(one); });
  };
  // Asked of each row that is odd: most have other cells than headers.
  if (filled(cells) != filled(headers)) return false;
  std::multiset<std::string> mine;
  std::multiset<std::string> others;
  for (const std::string& header : headers)
    if (!base::is_blank(header)) mine.insert(folded_header(header));
  for (const std::string_view cell : cells)
    if (!without_blanks(cell).empty()) others.insert(folded_header(cell));
  return mine.size() >= 3 && mine == others;
}

bool begins_with_label(std::span<const std::string_view> cells) {
  if (!total_label(cells).empty()) return true;
  for (const std::string_view cell : cells) {
    const std::string_view text = without_blanks(cell);
    if (text.empty()) continue;
    // Short words ("to", "de") begin rows of data too.
    const Cut parts = cut(text);
    if (parts.label.size() > 6) return !known_field(parts.label).empty();
    return known_field(parts.label) == "account" && says_account(cells, parts.value);
  }
  return false;
}

bool repeats_headers(std::span<const std::string_view> cells,
                     const std::vector<std::string>& headers) {
  if (headers.empty() || cells.size() < headers.size()) return false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view header = i < headers.size() ? std::string_view(headers[i]) : "";
    if (without_blanks(cells[i]) != without_blanks(header)) return false;
  }
  return true;
}

}  // namespace redress::intake
