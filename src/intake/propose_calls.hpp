// Whether a table with one number in each row is a telephone bill or a list of calls.
//
// Promises: lists of clients, rooms, work and adverts, which have numbers and lengths too, are none: a bill has clocks,
// lengths as clocks, and one column of numbers of telephones; in a list of calls words say which way each went.
// Cost: a walk over the first rows of the table.
#pragma once

#include <cstdint>
#include <span>

#include "intake/propose.hpp"
#include "intake/propose_bookings.hpp"

namespace redress::intake {

struct CallTable {
  const TableHead& head;
  std::uint64_t first = 1;  ///< row of values
  std::span<const ColumnShape> shapes;
  std::span<const Match> matches;  ///< to the fields of a call

  /// Most values of its columns for direction or service are words for which way a call went.
  bool says_ways() const;
  bool is_bill() const;
};

}  // namespace redress::intake
