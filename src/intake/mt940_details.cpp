#include "intake/mt940_details.hpp"

#include <algorithm>
#include <array>

#include "intake/bank_text.hpp"

namespace redress::intake {

using bank::is_digit;
using bank::is_upper;

namespace {

constexpr std::size_t kPart = 27;  ///< characters of a part that is full
constexpr std::string_view kSeparators = "?<>~^%|!@#$&*=;\\_";

/// Words between strokes that begin a part.
constexpr std::array<std::string_view, 45> kWords = {
    "ACCW", "ADDR", "BENM", "BIC",  "BUSP", "CD",   "CHGS", "CNTP", "CSID", "CTRY", "CUST", "EREF",
    "EXCH", "IBAN", "ID",   "INIT", "INTP", "ISDT", "ISSR", "MARF", "NAME", "NRTX", "OCMT", "ORDP",
    "PREF", "PROC", "PURP", "RCMT", "REMI", "RREF", "RTRN", "RTYP", "SUM",  "SVCL", "SWOC", "SWOD",
    "TRAN", "TRCD", "TRTP", "TYPE", "ULTB", "ULTC", "ULTD", "USTD", "STRD"};

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The word at a stroke ("/IBAN/"); empty: none.
std::string_view word_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '/') return {};
  const std::size_t end = text.substr(0, at + 6).find('/', at + 1);
  if (end == std::string_view::npos) return {};
  const std::string_view word = text.substr(at + 1, end - at - 1);
  return std::ranges::find(kWords, word) == kWords.end() ? std::string_view{} : word;
}

/// Letters and digits in front, as an account has them.
std::string_view account_in_front(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && size < 34 && (is_digit(text[size]) || is_upper(text[size]))) ++size;
  return text.substr(0, size);
}

/// Is a part's code at this place: separator and two digits.
bool part_at(std::string_view text, std::size_t at, char separator) {
  return at + 2 < text.size() && text[at] == separator && is_digit(text[at + 1]) &&
         is_digit(text[at + 2]);
}

}  // namespace

void Mt940Details::clear() {
  for (std::string* each :
       {&joined_, &text_, &booking_text_, &other_, &business_code_, &account_, &bank_, &name_})
    each->clear();
  last_purpose_ = last_name_ = 0;
}

void Mt940Details::read(std::string_view field) {
  clear();
  for (std::string_view rest = field; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    joined_.append(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (read_coded() || read_words()) return;
  read_free(field);
}

bool Mt940Details::read_coded() {
  const std::string_view text = bank::trimmed(joined_);
  if (text.size() < 3 || !bank::all_digits(text.substr(0, 3))) return false;
  if (text.size() == 3) {
    business_code_ = text;
    return true;
  }
  separator_ = text[3];
  if (kSeparators.find(separator_) == std::string_view::npos || !part_at(text, 3, separator_))
    return false;
  business_code_ = text.substr(0, 3);
  std::size_t at = 3;
  while (at < text.size()) {
    std::size_t next = at + 3;
    while (next < text.size() && !part_at(text, next, separator_)) ++next;
    const unsigned code =
        static_cast<unsigned>(text[at + 1] - '0') * 10 + static_cast<unsigned>(text[at + 2] - '0');
    take_part(code, text.substr(at + 3, next - at - 3));
    at = next;
  }
  text_.resize(bank::trimmed_right(text_).size());
  name_.resize(bank::trimmed_right(name_).size());
  if (!booking_text_.empty()) {
    bank::append_line(booking_text_, text_);
    text_.swap(booking_text_);
  }
  bank::append_line(text_, other_);
  read_remittance();
  return true;
}

void Mt940Details::take_part(unsigned code, std::string_view part) {
  const std::string_view shown = bank::trimmed(part);
  if (shown.empty()) return;
  if (code == 0 && booking_text_.empty()) {
    booking_text_ = shown;
  } else if ((code >= 20 && code <= 29) || (code >= 60 && code <= 63)) {
    if (last_purpose_ < kPart && !text_.empty()) bank::append(text_, "\n");
    last_purpose_ = characters(part);
    bank::append(text_, last_purpose_ < kPart ? bank::trimmed_right(part) : part);
  } else if (code == 30) {
    bank_ = shown;
  } else if (code == 31 || (code == 38 && account_.empty())) {
    account_ = shown;
  } else if (code == 32 || code == 33) {
    if (!name_.empty() && last_name_ < kPart && part.front() != ' ') name_ += ' ';
    last_name_ = characters(part);
    bank::append(name_, last_name_ < kPart ? bank::trimmed_right(part) : part);
  } else {
    const std::array<char, 3> label = {separator_, static_cast<char>('0' + code / 10),
                                       static_cast<char>('0' + code % 10)};
    bank::append_line(other_, std::string_view(label.data(), label.size()), shown);
  }
}

/// "IBAN+..." and "BIC+..." in the purpose, where the parts name no account.
void Mt940Details::read_remittance() {
  if (!account_.empty()) return;
  const std::size_t at = text_.find("IBAN+");
  if (at == std::string::npos) return;
  const std::string_view rest = bank::trimmed(std::string_view(text_).substr(at + 5));
  account_ = account_in_front(rest);
  const std::size_t bic = text_.find("BIC+");
  if (bic == std::string::npos || !bank_.empty()) return;
  bank_ = account_in_front(bank::trimmed(std::string_view(text_).substr(bic + 4)));
}

bool Mt940Details::read_words() {
  const std::string_view text = bank::trimmed(joined_);
  std::string_view word = word_at(text, 0);
  if (word.empty()) return false;
  bank::append(text_, text);
  std::size_t at = 0;
  while (!word.empty()) {
    const std::size_t from = at + word.size() + 2;
    std::size_t next = from;
    std::string_view following;
    // The stroke that ends a word may begin the next one: "/ORDP//NAME/".
    for (; next < text.size(); ++next) {
      if (text[next] == '/') following = word_at(text, next);
      if (!following.empty()) break;
    }
    take_word(word, text.substr(from, next - from));
    word = following;
    at = next;
  }
  return true;
}

void Mt940Details::take_word(std::string_view word, std::string_view value) {
  const auto part = [&value] {
    const std::size_t end = std::min(value.find('/'), value.size());
    const std::string_view taken = bank::trimmed(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
    return taken;
  };
  if (word == "CNTP") {
    account_ = part();
    bank_ = part();
    name_ = part();
    return;
  }
  while (value.ends_with('/')) value.remove_suffix(1);
  value = bank::trimmed(value);
  if (value.empty()) return;
  if (word == "IBAN" && account_.empty()) account_ = value;
  if (word == "BIC" && bank_.empty()) bank_ = value;
  if (word == "NAME" && name_.empty()) name_ = value;
}

void Mt940Details::read_free(std::string_view field) {
  while (!field.empty()) {
    const std::size_t end = std::min(field.find('\n'), field.size());
    bank::append_line(text_, bank::trimmed_right(field.substr(0, end)));
    field.remove_prefix(std::min(end + 1, field.size()));
  }
  const std::size_t account = text_.find("REK: ");
  if (account == std::string::npos) return;
  const std::string_view rest = std::string_view(text_).substr(account + 5);
  const std::string_view number = account_in_front(rest);
  const std::string_view behind = rest.substr(number.size());
  constexpr std::string_view kName = "/NAAM: ";
  if (number.empty() || !behind.starts_with(kName)) return;
  account_ = number;
  name_ = bank::trimmed(behind.substr(kName.size(), behind.find('\n') - kName.size()));
}

}  // namespace redress::intake
