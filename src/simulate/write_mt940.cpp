// SWIFT MT940: one message a statement, capitals, lines of at most 65 characters.

#include <algorithm>

#include "simulate/letters.hpp"
#include "simulate/statements.hpp"

namespace redress::simulate {
namespace {

constexpr const char* kEnd = "\r\n";

void put_balance(std::string& out, std::string_view tag, Day day, const char* currency,
                 std::int64_t minor) {
  out += tag;
  out += minor < 0 ? 'D' : 'C';
  put_yymmdd(out, day);
  out += currency;
  put_amount(out, minor < 0 ? -minor : minor, ',');
  out += kEnd;
}

// Field 86 as subfields, in lines of at most 65. A line must not begin with what begins a field or
// ends a message.
void put_details(std::string& out, const std::string& details) {
  std::size_t at = 0;
  while (at < details.size()) {
    std::size_t size = std::min<std::size_t>(65, details.size() - at);
    while (at + size < details.size() && size > 1 &&
           (details[at + size] == '-' || details[at + size] == ':')) {
      --size;
    }
    out.append(details, at, size);
    out += kEnd;
    at += size;
  }
}

void put_booking(std::string& out, const Statement& statement, const Booking& booking,
                 std::int64_t number) {
  const Account& other = statement.books->accounts()[booking.counter];
  out += ":61:";
  put_yymmdd(out, booking.day);
  std::string entry;
  put_yymmdd(entry, booking.day);
  out += entry.substr(2);
  out += booking.minor < 0 ? 'D' : 'C';
  put_amount(out, booking.minor < 0 ? -booking.minor : booking.minor, ',');
  out += other.external ? "NMSCNONREF//" : "NTRFNONREF//";
  put_number(out, number, 8);
  out += kEnd;
  std::string details = ":86:";
  details += booking.minor < 0 ? "116?00UEBERWEISUNG" : "166?00GUTSCHRIFT";
  const std::string words = capitals_of(statement.books->words(booking));
  for (std::size_t at = 0, field = 20; at < words.size() && field < 30; at += 27, ++field) {
    details += '?';
    put_number(details, static_cast<std::int64_t>(field));
    details += words.substr(at, 27);
  }
  if (!other.external) {
    details += "?30";
    details += kBanks[other.bank].bic;
    details += "?31" + other.iban;
  }
  const std::string name = capitals_of(other.holder);
  details += "?32" + name.substr(0, 27);
  if (name.size() > 27) details += "?33" + name.substr(27, 27);
  put_details(out, details);
}

}  // namespace

void put_mt940(std::string& out, const Statement& statement) {
  const Account& own = statement.own();
  out += ":20:STARTUMSE";
  out += kEnd;
  out += ":25:";
  if (own.foreign) {
    out += own.iban;
  } else {
    out += kBanks[own.bank].code;
    out += '/';
    out += own.number;
  }
  out += kEnd;
  out += ":28C:";
  put_number(out, statement.number, 5);
  out += "/001";
  out += kEnd;
  put_balance(out, ":60F:", statement.first, statement.currency(), statement.opening);
  std::int64_t number = std::int64_t{statement.number} * 10'000;
  for (const std::uint32_t one : statement.bookings) {
    put_booking(out, statement, statement.books->bookings()[one], ++number);
  }
  put_balance(out, ":62F:", statement.last, statement.currency(), statement.closing);
  out += "-";
  out += kEnd;
}

}  // namespace redress::simulate
