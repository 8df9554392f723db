#include "intake/table_around.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "intake/figures.hpp"

namespace redress::intake {
namespace {

struct Label {
  std::string_view field;
  std::string_view words;  ///< folded, separated by |
};

// Labels of statements in the languages of propose_words.cpp.
constexpr std::array kLabels = {
    Label{"account",
          "iban|account number|account no|account|kontonummer|konto|iban / konto|numero de compte|"
          "compte|cuenta|numero de cuenta|conto|numero di conto|conta|numero da conta|"
          "rekeningnummer|rekening|numer rachunku|rachunek|nr rachunku|cont|numar cont|cont iban|"
          "номер счета|счет|hesap no|hesap numarasi"},
    Label{"currency",
          "currency|account currency|wahrung|kontowahrung|devise|moneda|divisa|valuta|moeda|"
          "munteenheid|waluta|валюта|para birimi|doviz"},
    Label{"holder",
          "account holder|account name|account owner|customer|customer name|name|kontoinhaber|"
          "inhaber|titulaire|titular|intestatario|intestato a|rekeninghouder|wlasciciel|"
          "posiadacz|titular cont|владелец|владелец счета|hesap sahibi"},
    Label{"bank",
          "bank|bank name|bank code|bic|swift|bic/swift|sort code|blz|bankleitzahl|banque|banco|"
          "banca|bankcode"},
    Label{"number",
          "statement number|statement no|auszug|auszugsnummer|kontoauszug nr|releve no|"
          "numero de releve|extracto numero|numer wyciagu|nr wyciagu"},
    Label{"from",
          "from|from date|start date|period from|download start date|von|zeitraum von|du|desde|dal|"
          "de|van|vanaf|od|с|data od|baslangic tarihi"},
    Label{"until",
          "to|to date|until|end date|period to|download end date|bis|zeitraum bis|au|hasta|al|ate|"
          "tot|do|по|data do|bitis tarihi"},
    Label{"opening",
          "opening balance|balance at start of period|starting balance|beginning balance|"
          "previous balance|anfangssaldo|alter kontostand|alter saldo|startsaldo|solde initial|"
          "solde precedent|ancien solde|saldo inicial|saldo anterior|saldo iniziale|beginsaldo|"
          "saldo poczatkowe|sold initial|входящий остаток|acilis bakiyesi"},
    Label{"closing",
          "closing balance|balance at end of period|ending balance|new balance|current balance|"
          "endsaldo|neuer kontostand|neuer saldo|schlusssaldo|solde final|nouveau solde|"
          "saldo final|saldo finale|eindsaldo|saldo koncowe|sold final|исходящий остаток|"
          "kapanis bakiyesi"},
    Label{"owner",
          "phone number|target number|msisdn|subscriber number|rufnummer|numero de telephone|"
          "numero de telefono"},
};

constexpr std::array<std::string_view, 26> kTotals = {
    "total",         "totals",          "grand total", "sum",           "subtotal", "sub-total",
    "summe",         "gesamt",          "gesamtsumme", "zwischensumme", "totaux",   "somme",
    "suma",          "totale",          "totali",      "soma",          "totaal",   "razem",
    "lacznie",       "ogolem",          "итого",       "всего",         "toplam",   "genel toplam",
    "end of report", "end of statement"};

constexpr std::size_t kMostLabel = 200;

std::string_view after_mark(std::string_view text) {
  text = without_blanks(text);
  if (!text.empty() && (text.front() == ':' || text.front() == '=')) text.remove_prefix(1);
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
  const std::size_t colon = cell.substr(0, kMostLabel).find_first_of(":=");
  if (colon == std::string_view::npos) return {folded_header(cell.substr(0, kMostLabel)), {}};
  return {folded_header(cell.substr(0, colon)), after_mark(cell.substr(colon))};
}

bool listed(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find('|'), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::string_view known_field(std::string_view label) {
  for (const Label& one : kLabels)
    if (listed(one.words, label)) return one.field;
  return {};
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

bool begins_with_label(std::span<const std::string_view> cells) {
  if (!total_label(cells).empty()) return true;
  for (const std::string_view cell : cells) {
    const std::string_view text = without_blanks(cell);
    if (text.empty()) continue;
    // Short words ("to", "de") begin rows of data too.
    const Cut parts = cut(text);
    return parts.label.size() > 6 && !known_field(parts.label).empty();
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
