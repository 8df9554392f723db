// What the columns of a table of bookings may not be taken for: a sign that nobody looked at, the
// account of the other side as the own one, an amount in another currency.
//
// Promises: of a proposal for bookings, which way money went is taken from a column that says it, or a
// person is asked; an account that changes from row to row is not the statement's own, one that never
// changes is not the other side's; two columns that could both be the amount are not chosen between.
// Cost: microseconds. Not for other files than those of the proposal.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "intake/propose.hpp"
#include "intake/propose_words.hpp"

namespace redress::intake {

/// One column as one field.
struct Match {
  std::size_t column = 0;
  const HeaderWords* words = nullptr;
  unsigned percent = 0;
  std::string why = {};  ///< where it is not the header that says so
};

/// How well a header that has the words of a field names it, where it has words of other fields too:
/// "Withdrawal Amount" is a debit. `named`: as header_fits.
unsigned booking_fits(std::string_view header, std::string_view field, unsigned named);

struct BookingTable {
  const TableHead& head;
  const HeadRow& header;
  std::uint64_t first = 1;  ///< row of data
  std::span<const ColumnShape> shapes;
};
/// Changes what was chosen by headers alone; gives what a person must say.
std::vector<std::string> settle_bookings(const BookingTable& table, std::vector<Match>& matches);

const HeaderWords* words_of_booking(std::string_view field);

}  // namespace redress::intake
