#include "intake/direction_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "intake/figures.hpp"
#include "intake/map.hpp"

namespace redress::intake {
namespace {

constexpr auto kOut = std::to_array<std::string_view>({"d",
                                                       "dr",
                                                       "db",
                                                       "dt",
                                                       "deb",
                                                       "debit",
                                                       "debits",
                                                       "debet",
                                                       "debe",
                                                       "debito",
                                                       "débito",
                                                       "débit",
                                                       "dare",
                                                       "withdrawal",
                                                       "withdrawals",
                                                       "out",
                                                       "outflow",
                                                       "outgoing",
                                                       "money out",
                                                       "paid out",
                                                       "sent",
                                                       "expense",
                                                       "charge",
                                                       "s",
                                                       "soll",
                                                       "lastschrift",
                                                       "belastung",
                                                       "ausgang",
                                                       "ausgabe",
                                                       "abgang",
                                                       "cargo",
                                                       "egreso",
                                                       "retiro",
                                                       "salida",
                                                       "gasto",
                                                       "saída",
                                                       "saque",
                                                       "addebito",
                                                       "uscita",
                                                       "dépense",
                                                       "sortie",
                                                       "retrait",
                                                       "af",
                                                       "afschrijving",
                                                       "obciążenie",
                                                       "wypłata",
                                                       "wn",
                                                       "debitare",
                                                       "plată",
                                                       "расход",
                                                       "дебет",
                                                       "списание",
                                                       "витрата",
                                                       "видаток",
                                                       "дебит",
                                                       "borç",
                                                       "çıkan",
                                                       "gider",
                                                       "disbursement",
                                                       "money sent",
                                                       "支出",
                                                       "借",
                                                       "支",
                                                       "auszahlung",
                                                       "purchase",
                                                       "uit",
                                                       "kartenzahlung",
                                                       "uitgaand"});
constexpr auto kIn = std::to_array<std::string_view>({"c",
                                                      "cr",
                                                      "ct",
                                                      "cred",
                                                      "credit",
                                                      "credits",
                                                      "credito",
                                                      "crédito",
                                                      "crédit",
                                                      "avere",
                                                      "deposit",
                                                      "deposits",
                                                      "in",
                                                      "inflow",
                                                      "incoming",
                                                      "money in",
                                                      "paid in",
                                                      "received",
                                                      "income",
                                                      "h",
                                                      "haben",
                                                      "gutschrift",
                                                      "eingang",
                                                      "einnahme",
                                                      "zugang",
                                                      "haber",
                                                      "abono",
                                                      "ingreso",
                                                      "depósito",
                                                      "entrada",
                                                      "accredito",
                                                      "entrata",
                                                      "recette",
                                                      "entrée",
                                                      "dépôt",
                                                      "bij",
                                                      "bijschrijving",
                                                      "uznanie",
                                                      "wpłata",
                                                      "ma",
                                                      "creditare",
                                                      "încasare",
                                                      "приход",
                                                      "кредит",
                                                      "зачисление",
                                                      "поступление",
                                                      "надходження",
                                                      "дохід",
                                                      "alacak",
                                                      "giren",
                                                      "gelir",
                                                      "money received",
                                                      "received money",
                                                      "lodgement",
                                                      "topup",
                                                      "top up",
                                                      "收入",
                                                      "einzahlung",
                                                      "cre",
                                                      "direct credit",
                                                      "refund",
                                                      "inkomend",
                                                      "贷",
                                                      "收"});

std::vector<std::string> folded(std::span<const std::string_view> words) {
  std::vector<std::string> out;
  for (const std::string_view word : words) out.push_back(folded_header(word));
  std::ranges::sort(out);
  return out;
}

}  // namespace

int direction_of(std::string_view word) {
  static const std::vector<std::string> out = folded(kOut);
  static const std::vector<std::string> in = folded(kIn);
  constexpr std::size_t kLongest = 40;
  word = without_blanks(word);
  if (word == "-") return -1;
  if (word == "+") return 1;
  if (word.empty() || word.size() > kLongest) return 0;
  const std::string wanted = folded_header(word);
  if (std::ranges::binary_search(out, wanted)) return -1;
  return std::ranges::binary_search(in, wanted) ? 1 : 0;
}

}  // namespace redress::intake
