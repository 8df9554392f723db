#include "intake/match_words.hpp"

#include "base/text.hpp"

namespace redress::intake {
namespace {

std::string days_between(std::int32_t days) {
  if (days == 0) return "on the same day";
  const std::int32_t many = days < 0 ? -days : days;
  return std::to_string(many) + (many == 1 ? " day " : " days ") + (days < 0 ? "before" : "later");
}

std::string fee_text(const StatementSet& set, const TransferPair& pair) {
  std::string text =
      pair.fee == 0 ? "no fee"
                    : "a fee of " + amount_text(pair.fee, set.names.currencies[pair.fee_currency]);
  if (pair.two_currencies)
    text += ", compared in " + base::one_line(set.names.currencies[pair.fee_currency]);
  return text;
}

}  // namespace

std::string_view words(Tie tie) {
  switch (tie) {
    case Tie::both_accounts: return "both bookings name the other's account";
    case Tie::one_account: return "one booking names the other's account";
    case Tie::together: return "a person said that the accounts belong together";
    case Tie::holder: return "statements give both accounts the same holder";
    case Tie::name: return "a booking names the holder of the other account";
  }
  return {};
}

std::string booking_text(const StatementSet& set, std::uint32_t booking) {
  const DateCode date =
      set.booked_on[booking] != 0 ? set.booked_on[booking] : set.value_on[booking];
  return base::one_line(set.id({true, booking})) + " (" + date_text(date) + ", " +
         amount_text(set.amount[booking], set.names.currencies[set.currency[booking]]) + ")";
}

std::string sentence(const StatementSet& set, const TransferPair& pair) {
  std::string text = booking_text(set, pair.out) + " and " + booking_text(set, pair.in) + " " +
                     days_between(pair.days) + ", " + fee_text(set, pair) + ": " +
                     std::string(words(pair.tie));
  if (pair.names_other) text += ", but one of them names somebody else";
  return text + ".";
}

std::string sentence(const StatementSet& set, const AmbiguousTransfers& group) {
  const auto counted = [](std::size_t many, std::string_view one) {
    return std::to_string(many) + " " + std::string(one) + (many == 1 ? "" : "s");
  };
  return counted(group.out.size(), "outflow") + " and " + counted(group.in.size(), "inflow") +
         " agree in more than one way, the first " + booking_text(set, group.out.front()) +
         " and " + booking_text(set, group.in.front()) + ": a person has to decide.";
}

}  // namespace redress::intake
