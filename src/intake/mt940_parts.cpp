#include "intake/mt940_parts.hpp"

#include <algorithm>
#include <chrono>

#include "intake/bank_text.hpp"

namespace redress::intake {

using bank::is_digit;
using bank::is_upper;

namespace {

constexpr std::size_t kReference = 16;

constexpr bool is_alnum(char c) { return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z'); }
constexpr bool is_amount_char(char c) { return is_digit(c) || c == ',' || c == '.'; }

std::string_view take_while(std::string_view& text, auto holds) {
  std::size_t size = 0;
  while (size < text.size() && holds(text[size])) ++size;
  const std::string_view taken = text.substr(0, size);
  text.remove_prefix(size);
  return taken;
}

std::chrono::sys_days days_of(docket::DateNumber day) {
  const auto number = static_cast<int>(day.yyyymmdd);
  return std::chrono::year(number / 10'000) /
         std::chrono::month(static_cast<unsigned>(number / 100 % 100)) /
         std::chrono::day(static_cast<unsigned>(number % 100));
}

/// The day of four digits MMDD that is nearest to `near`.
docket::DateNumber nearest(std::string_view mmdd, docket::DateNumber near) {
  const std::uint32_t number = bank::number_of(mmdd).value_or(0);
  const auto year = static_cast<std::uint32_t>(near.yyyymmdd / 10'000);
  docket::DateNumber best;
  std::chrono::days least{100'000};
  for (const std::uint32_t candidate : {year, year - 1, year + 1}) {
    const docket::DateNumber day = bank::day_of(candidate, number / 100, number % 100);
    // A 29 February that is not in the nearest year is no day, and not that of another year.
    constexpr std::uint32_t kLeapDay = 229;
    const docket::DateNumber stands = number == kLeapDay ? bank::day_of(candidate, 2, 28) : day;
    if (stands.yyyymmdd == docket::kAbsent) continue;
    const std::chrono::days apart = std::chrono::abs(days_of(stands) - days_of(near));
    if (apart < least) {
      least = apart;
      best = day;
    }
  }
  return best;
}

/// "RC", "D", "ED" in front; false where there is none.
bool take_mark(std::string_view& text, Mt940Line& line) {
  if (!text.empty() && (text[0] == 'R' || text[0] == 'E')) {
    line.reversal = text[0] == 'R';
    line.expected = text[0] == 'E';
    text.remove_prefix(1);
  }
  if (text.empty() || (text[0] != 'C' && text[0] != 'D')) return false;
  line.debit = (text[0] == 'D') != line.reversal;
  text.remove_prefix(1);
  return true;
}

void take_blanks(std::string_view& text) {
  take_while(text, [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
}

/// What stands behind the amount.
void take_references(std::string_view text, Mt940Line& line) {
  std::string_view first = text.substr(0, text.find('\n'));
  if (first.size() < text.size()) line.details = text.substr(first.size() + 1);
  const std::string_view type = first.substr(0, 4);
  // A letter that takes several bytes would be cut.
  const bool plain = std::ranges::all_of(type, [](char c) { return c >= ' ' && c <= '~'; });
  if (type.size() == 4 && plain && is_upper(type[0]) && is_alnum(type[1])) {
    line.type = bank::trimmed_right(type);
    first.remove_prefix(4);
  }
  const std::size_t strokes = first.find("//");
  std::string_view reference = first.substr(0, strokes);
  if (strokes != std::string_view::npos) {
    line.bank_ref = bank::trimmed(first.substr(strokes + 2));
  } else if (reference.size() > kReference) {
    std::size_t end = kReference;
    while (end > 0 && (static_cast<unsigned char>(reference[end]) & 0xC0U) == 0x80U) --end;
    line.behind_ref = bank::trimmed(reference.substr(end));
    reference = reference.substr(0, end);
  }
  line.customer_ref = bank::trimmed(reference);
}

}  // namespace

docket::DateNumber mt940_day(std::string_view digits, bool& february) {
  const docket::DateNumber day = bank::day_of_digits(digits);
  february = false;
  if (day.yyyymmdd != docket::kAbsent || digits.size() != 6) return day;
  const std::uint32_t number = bank::number_of(digits).value_or(0);
  if (number / 100 % 100 != 2 || number % 100 < 29 || number % 100 > 30) return {};
  const std::uint32_t year = bank::year_of_two(number / 10'000);
  february = true;
  const docket::DateNumber leap = bank::day_of(year, 2, 29);
  return leap.yyyymmdd != docket::kAbsent ? leap : bank::day_of(year, 2, 28);
}

Mt940Line mt940_line(std::string_view text) {
  Mt940Line line;
  text = bank::trimmed(text);
  line.value_on = mt940_day(text.substr(0, 6), line.february);
  if (text.size() < 6 || line.value_on.yyyymmdd == docket::kAbsent) {
    line.bad = Mt940Bad::date;
    return line;
  }
  text.remove_prefix(6);
  const std::string_view entry = text.substr(0, 4);
  if (entry.size() == 4 && bank::all_digits(entry)) {
    line.entry_on = nearest(entry, line.value_on);
    if (line.entry_on.yyyymmdd == docket::kAbsent) line.bad = Mt940Bad::date;
    text.remove_prefix(4);
  }
  if (!take_mark(text, line)) {
    if (line.bad == Mt940Bad::no) line.bad = Mt940Bad::mark;
    return line;
  }
  take_blanks(text);
  if (!text.empty() && is_upper(text[0])) text.remove_prefix(1);
  take_blanks(text);
  line.amount = take_while(text, is_amount_char);
  if (line.amount.empty() && line.bad == Mt940Bad::no) line.bad = Mt940Bad::amount;
  take_references(text, line);
  return line;
}

Mt940Balance mt940_balance(std::string_view text) {
  Mt940Balance out;
  text = bank::trimmed(text);
  text = text.substr(0, text.find('\n'));
  if (text.empty() || (text[0] != 'C' && text[0] != 'D')) {
    out.bad = Mt940Bad::mark;
    return out;
  }
  out.debit = text[0] == 'D';
  text.remove_prefix(1);
  out.on = mt940_day(text.substr(0, 6), out.february);
  if (out.on.yyyymmdd == docket::kAbsent) out.bad = Mt940Bad::date;
  text.remove_prefix(std::min<std::size_t>(6, text.size()));
  out.currency = text.substr(0, 3);
  text.remove_prefix(out.currency.size());
  out.amount = take_while(text, is_amount_char);
  const bool whole = bank::trimmed(text).empty() && !out.amount.empty();
  if (!whole && out.bad == Mt940Bad::no) out.bad = Mt940Bad::amount;
  return out;
}

std::optional<Mt940Sum> mt940_sum(std::string_view text) {
  text = bank::trimmed(text);
  Mt940Sum out;
  const auto entries = bank::number_of(take_while(text, is_digit));
  if (!entries || text.size() < 4) return std::nullopt;
  out.entries = *entries;
  out.currency = text.substr(0, 3);
  text.remove_prefix(3);
  out.amount = take_while(text, is_amount_char);
  if (out.amount.empty()) return std::nullopt;
  return out;
}

std::optional<std::int64_t> mt940_minor(std::string_view amount, bool debit,
                                        const base::Currency& currency) {
  const std::optional<std::int64_t> minor = bank::amount_of(amount, currency);
  if (!minor) return std::nullopt;
  return debit ? -*minor : *minor;
}

bool looks_like_bic(std::string_view text) {
  if (text.size() != 8 && text.size() != 11) return false;
  return std::ranges::all_of(text.substr(0, 6), is_upper) &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || is_upper(c); });
}

Mt940Account mt940_account(std::string_view text) {
  Mt940Account out;
  text = bank::trimmed(text);
  out.account = bank::trimmed(text.substr(0, text.find('\n')));
  const std::size_t size = out.account.size();
  // "...099EUR", "12345678/EUR", "AT61 ... 099 EUR"
  if (size > 4) {
    const char before = out.account[size - 4];
    const bool apart = before == '/' || before == ' ';
    const std::string_view code = out.account.substr(size - 3);
    if ((apart || is_digit(before)) && bank::currency_of(code)) {
      out.currency = code;
      out.account = bank::trimmed_right(out.account.substr(0, size - (apart ? 4 : 3)));
    }
  }
  const std::string_view front = out.account.substr(0, out.account.find('/'));
  if (front.size() == out.account.size()) return out;
  if (looks_like_bic(front) || (front.size() == 8 && bank::all_digits(front))) out.bank = front;
  return out;
}

Mt940Header mt940_header(std::string_view line) {
  line = bank::trimmed(line);
  Mt940Header out;
  if (line == "940" || line == "942") {
    out.type = line;
    return out;
  }
  if (looks_like_bic(line)) {
    out.bank = line;
    return out;
  }
  // {1:F01 + logical terminal (BIC 8, terminal 1, branch 3); {2:I940 receiver; {2:O940 + time 4 +
  // date 6 + sender's terminal.
  const auto terminal = [](std::string_view text) {
    return text.size() < 12 || !looks_like_bic(text.substr(0, 8)) ? std::string_view{}
                                                                  : text.substr(0, 8);
  };
  const std::size_t two = line.find("{2:");
  const std::string_view second =
      two == std::string_view::npos ? std::string_view{} : line.substr(two + 3);
  if (second.size() >= 4) out.type = second.substr(1, 3);
  if (second.starts_with('O') && second.size() > 14) out.bank = terminal(second.substr(14));
  if (out.bank.empty() && line.starts_with("{1:") && line.size() > 6)
    out.bank = terminal(line.substr(6));
  return out;
}

}  // namespace redress::intake
