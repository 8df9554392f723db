#include "intake/propose_bookings.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

#include "base/text.hpp"
#include "intake/direction_words.hpp"
#include "intake/figures.hpp"
#include "intake/map.hpp"

namespace redress::intake {
namespace {

/// A column that its values speak for, or that its header names beside others.
constexpr unsigned kByValues = 75;
/// Of fewer rows nobody knows what always stands in a column.
constexpr std::size_t kFewRows = 4;

bool has_word(std::string_view header, std::string_view word) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t at = header.find(word); at != std::string_view::npos;
       at = header.find(word, at + 1)) {
    const std::size_t behind = at + word.size();
    if ((at == 0 || !letter(header[at - 1])) &&
        (behind == header.size() || !letter(header[behind])))
      return true;
  }
  return false;
}
bool has_any(std::string_view header, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view one) { return has_word(header, one); });
}

// Folded, as the headers are.
constexpr std::array<std::string_view, 29> kOtherSide = {
    "payee",        "payer",     "beneficiary",  "counterparty", "counter",     "partner",
    "recipient",    "sender",    "ordering",     "to",           "from",        "destination",
    "source",       "empfanger", "auftraggeber", "begunstigter", "gegenkonto",  "beneficiaire",
    "beneficiario", "ordenante", "destino",      "controparte",  "tegenpartij", "tegenrekening",
    "kontrahenta",  "odbiorcy",  "nadawcy",      "beneficiar",   "контрагента"};
constexpr std::array<std::string_view, 19> kOtherMoney = {
    "foreign",           "original", "fremdwahrung",  "originalwahrung", "ursprunglich",
    "origine",           "divisa",   "extranjera",    "etrangere",       "estera",
    "estrangeira",       "vreemde",  "oryginalna",    "walucie",         "instructed",
    "merchant currency", "exchange", "counter value", "валюте"};
constexpr std::array<std::string_view, 12> kSourceSide = {
    "from",     "source",    "sender", "ordering", "debit account", "payer",
    "remitter", "ordenante", "origen", "von",      "absender",      "auftraggeber"};
constexpr std::array<std::string_view, 9> kTargetSide = {
    "to",      "destination", "beneficiary", "recipient",   "payee",
    "destino", "an",          "empfanger",   "beneficiario"};

constexpr std::array<std::string_view, 22> kBeside = {
    "fee",   "fees",  "tax",      "vat",       "charge",   "charges",  "commission",  "balance",
    "saldo", "solde", "gebuhr",   "provision", "frais",    "comision", "commissione", "cashback",
    "tip",   "rate",  "discount", "provizija", "prowizja", "комиссия"};

unsigned fits_field(std::string_view header, std::string_view field) {
  const HeaderWords* words = words_of_booking(field);
  return words == nullptr ? 0 : header_fits(header, *words);
}

class Bookings {
 public:
  Bookings(const BookingTable& table, std::vector<Match>& matches)
      : table_(table), matches_(&matches) {}

  std::vector<std::string> settle() {
    own_and_other();
    direction();
    some_say();
    odd_currency();
    against_balance();
    one_sided();
    two_amounts();
    between_accounts();
    return std::move(lacks_);
  }

 private:
  Match* find(std::string_view field) {
    const auto at = std::ranges::find_if(
        *matches_, [&](const Match& one) { return one.words->field == field; });
    return at == matches_->end() ? nullptr : &*at;
  }
  void drop(std::string_view field) {
    std::erase_if(*matches_, [&](const Match& one) { return one.words->field == field; });
  }
  bool is_free(std::size_t column) const {
    return std::ranges::none_of(*matches_, [&](const Match& one) { return one.column == column; });
  }
  const ColumnShape& shape(std::size_t column) const { return table_.shapes[column]; }
  const std::string& header(std::size_t column) const { return table_.header.folded[column]; }
  std::string shown(std::size_t column) const {
    const std::string text(without_blanks(table_.header.cells[column]));
    return text.empty() ? "column " + std::to_string(column + 1) : base::in_quotes(text);
  }
  bool changes(std::size_t column) const {
    const ColumnShape& one = shape(column);
    return one.values >= kFewRows && one.distinct >= 3 &&
           (one.distinct == ColumnShape::kMostDistinct || one.distinct * 2 > one.values);
  }
  bool always_the_same(std::size_t column) const {
    return shape(column).values >= kFewRows && shape(column).distinct == 1;
  }

  void own_and_other();
  void direction();
  void some_say();
  void odd_currency();
  bool says_direction(std::size_t column) const;
  bool signs_agree(std::size_t amount, std::size_t sign) const;
  void against_balance();
  void one_sided();
  void two_amounts();
  void between_accounts();

  const BookingTable& table_;
  std::vector<Match>* matches_;
  std::vector<std::string> lacks_;
};

void Bookings::own_and_other() {
  if (const Match* own = find("account"); own != nullptr && changes(own->column)) {
    const std::size_t column = own->column;
    drop("account");
    if (find("counter_account") == nullptr)
      matches_->push_back({column, words_of_booking("counter_account"), kByValues,
                           "it changes from row to row: an account of the other side"});
  }
  const Match* other = find("counter_account");
  if (other != nullptr && !has_any(header(other->column), kOtherSide) &&
      always_the_same(other->column)) {
    const std::size_t column = other->column;
    drop("counter_account");
    if (find("account") == nullptr)
      matches_->push_back({column, words_of_booking("account"), kByValues,
                           "it is the same in all rows: the account of the statement"});
  }
  const Match* bank = find("counter_bank");
  if (bank != nullptr && !has_any(header(bank->column), kOtherSide) &&
      always_the_same(bank->column))
    drop("counter_bank");
}

/// By its values. Letters alone ("S") say it where both ways occur.
bool Bookings::says_direction(std::size_t column) const {
  const ColumnShape& one = shape(column);
  if (one.values == 0 || !one.mostly(one.outward + one.inward)) return false;
  return one.letters == 0 || (one.outward > 0 && one.inward > 0);
}

/// Whether every amount has the sign that the words of its row say.
bool Bookings::signs_agree(std::size_t amount, std::size_t sign) const {
  for (const HeadRow& row : table_.head) {
    if (row.number < table_.first || row.faulty || row.aside) continue;
    if (row.cells.size() <= std::max(amount, sign)) continue;
    const int way = direction_of(row.cells[sign]);
    FigureVote vote;
    vote.see(row.cells[amount]);
    if (way == 0 || !vote.all_figures()) continue;
    if ((way < 0) != vote.has_negative()) return false;
  }
  return true;
}

/// Words that say the way of some rows and not of others: "Withdrawal", "Deposit", "Fee".
void Bookings::some_say() {
  const Match* amount = find("amount");
  if (amount == nullptr || find("debit") != nullptr || find("credit") != nullptr ||
      find("sign") != nullptr || shape(amount->column).negative)
    return;
  const Match* code = find("code");
  for (std::size_t i = 0; i < table_.shapes.size(); ++i) {
    const ColumnShape& one = shape(i);
    const bool open = is_free(i) || (code != nullptr && code->column == i);
    if (!open || one.outward == 0 || one.outward == one.letters) continue;
    lacks_.push_back("no amount has a sign, and " + shown(i) +
                     " says of some rows only which way the money went: map it to sign, with the "
                     "other words in [words]");
    return;
  }
}

/// Values that are no codes ("US$", "DEM") in a column that is headed as the currency.
void Bookings::odd_currency() {
  if (find("currency") != nullptr || find("amount") == nullptr) return;
  for (std::size_t i = 0; i < table_.shapes.size(); ++i) {
    constexpr unsigned kWord = 95;
    if (!is_free(i) || shape(i).values == 0 || fits_field(header(i), "currency") < kWord) continue;
    lacks_.push_back(shown(i) +
                     " is headed as the currency, and its values are no codes of ISO 4217: say in "
                     "[words] of a map what they mean");
    return;
  }
}

void Bookings::direction() {
  const Match* amount = find("amount");
  if (amount == nullptr || find("debit") != nullptr || find("credit") != nullptr) return;
  const std::size_t money = amount->column;
  const Match* sign = find("sign");
  std::optional<std::size_t> says;
  if (sign != nullptr) says = sign->column;
  // The kind of a booking ("Debit") is its direction where no amount has a sign.
  for (std::size_t i = 0; i < table_.shapes.size() && !says; ++i) {
    const Match* code = find("code");
    const bool open = is_free(i) || (code != nullptr && code->column == i);
    if (open && says_direction(i)) says = i;
  }
  if (!says) return;
  if (shape(money).negative) {
    if (sign == nullptr) return;
    drop("sign");
    if (!signs_agree(money, *says))
      lacks_.push_back(shown(*says) + " and the signs of " + shown(money) +
                       " say different things of the direction: which holds?");
    return;
  }
  if (sign != nullptr) return;
  std::erase_if(*matches_, [&](const Match& one) { return one.column == *says; });
  matches_->push_back({*says, words_of_booking("sign"), kByValues,
                       "its values say which way the money went, and no amount has a sign"});
}

/// Amounts without a sign, while the balance falls by one of them: some of them left.
void Bookings::against_balance() {
  const Match* amount = find("amount");
  const Match* balance = find("balance");
  if (amount == nullptr || balance == nullptr || find("sign") != nullptr ||
      find("debit") != nullptr || find("credit") != nullptr || shape(amount->column).negative)
    return;
  const std::size_t row = falls_with(table_.head, amount->column, balance->column, table_.first);
  if (row == 0) return;
  lacks_.push_back("no amount has a sign, but the balance falls by the amount of row " +
                   std::to_string(row) + ": what says which of them left?");
}

/// Only what left, or only what came, while another column of figures is not understood.
void Bookings::one_sided() {
  const Match* debit = find("debit");
  const Match* credit = find("credit");
  if (find("amount") != nullptr || (debit == nullptr) == (credit == nullptr)) return;
  const Match& known = debit != nullptr ? *debit : *credit;
  const std::string_view counterpart = debit != nullptr ? "credit" : "debit";
  for (std::size_t i = 0; i < table_.shapes.size(); ++i) {
    constexpr unsigned kNamed = 88;
    if (!is_free(i) || shape(i).values == 0 || fits_field(header(i), counterpart) < kNamed)
      continue;
    lacks_.push_back(shown(i) + " is headed as the counterpart of " + shown(known.column) +
                     ", and its values are no figures");
    return;
  }
  for (std::size_t i = 0; i < table_.shapes.size(); ++i) {
    if (!is_free(i) || !shape(i).mostly(shape(i).figures) || shape(i).mostly(shape(i).dates))
      continue;
    if (shape(i).mostly(shape(i).whole)) continue;
    lacks_.push_back(shown(known.column) + " is known as " + std::string(known.words->field) +
                     ", and nothing is known as its counterpart: is it " + shown(i) + "?");
    return;
  }
}

void Bookings::two_amounts() {
  const Match* amount = find("amount");
  if (amount == nullptr) return;
  for (std::size_t i = 0; i < table_.shapes.size(); ++i) {
    if (!is_free(i) || !shape(i).mostly(shape(i).figures)) continue;
    const unsigned named = fits_field(header(i), "amount");
    if (has_any(header(i), kBeside)) continue;
    if (booking_fits(header(i), "amount", named) == 0) continue;
    lacks_.push_back("either " + shown(amount->column) + " or " + shown(i) +
                     " may be the amount that was booked");
    return;
  }
}

/// A list of transfers between accounts or people is no statement of one of them.
void Bookings::between_accounts() {
  std::optional<std::size_t> from;
  std::optional<std::size_t> to;
  const Match* money = find("amount");
  for (std::size_t i = 0; i < table_.shapes.size(); ++i) {
    // "Amount to pay" and "Date from" name no side.
    if ((money != nullptr && money->column == i) || shape(i).mostly(shape(i).dates)) continue;
    if (!from && has_any(header(i), kSourceSide)) {
      from = i;
    } else if (!to && has_any(header(i), kTargetSide)) {
      to = i;
    }
  }
  if (!from || !to || find("debit") != nullptr || find("sign") != nullptr) return;
  if (const Match* amount = find("amount"); amount == nullptr || shape(amount->column).negative)
    return;
  lacks_.push_back("money goes from " + shown(*from) + " to " + shown(*to) +
                   ": of which of them is this the statement?");
}

}  // namespace

const HeaderWords* words_of_booking(std::string_view field) {
  for (const HeaderWords& one : header_words())
    if (one.kind == "transfer" && one.field == field) return &one;
  return nullptr;
}

unsigned booking_fits(std::string_view header, std::string_view field, unsigned named) {
  constexpr unsigned kWord = 95;   // the word itself
  constexpr unsigned kAmong = 60;  // among others
  if (named == 0 || named == kWord) return named;
  const bool out = fits_field(header, "debit") >= kAmong;
  const bool in = fits_field(header, "credit") >= kAmong;
  if (field == "amount" && out != in) return 0;
  if ((field == "debit" || field == "credit") && out && in) return 0;
  if ((field == "debit" || field == "credit") && fits_field(header, "amount") >= kAmong)
    return kByValues + 10;
  if ((field == "amount" || field == "currency") && has_any(header, kOtherMoney)) return 0;
  if (field == "account" && has_any(header, kOtherSide)) return 0;
  return named;
}

std::vector<std::string> settle_bookings(const BookingTable& table, std::vector<Match>& matches) {
  return Bookings(table, matches).settle();
}

}  // namespace redress::intake
