// The doors `redress engine statement-checks | transfer-matching`: JSON in, JSON out; and the same
// output for commands, which have the statements of a case.
//
// Promises: one JSON text (UTF-8) gives one JSON text, on one line, members in the order shown
// here. Amounts are whole minor units of the currency beside them; sums and differences, which may
// pass 64 bits, are texts of digits. Dates are "2024-05-17", "2024-05" or "2024". What a record
// does not have is left out; options have no default. What the fields mean stands in
// statement_checks.hpp and match_transfers.hpp.
//
//   SET  "statements":[{"import":"IM-1", "account":"AT11 ...", "currency":"EUR",
//                       "place":"statement 1", "number":"1/2024", "row":1, "from":"2024-01-01",
//                       "until":"2024-01-31", "opening_on":.., "closing_on":.., "opening":10000,
//                       "closing":13000, "bookings":2, "holder":"Ana Invented"}],
//        "bookings":[{"import":"IM-1", "account":"AT11 ...", "currency":"EUR",
//                     "place":"statement 1", "row":1, "booked_on":"2024-01-03", "value_on":..,
//                     "amount":-2000, "balance":8000, "reference":"..", "text":"..",
//                     "pending":false, "counter_account":"..", "counter_name":"..",
//                     "other_amount":-2200, "other_currency":"USD", "left_out":false}]
//        import and account are needed.
//   statement-checks   in   {SET, "options":{"most_listed":20, "incomplete":["IM-2"]}}
//                      out  {"follows":false, "statements":[..], "accounts":[..],
//                            "findings":[..], "options":{..}, "limits":"..", "method":"..",
//                            "version":"1"}
//   transfer-matching  in   {SET, "options":{"days":3, "fees":[{"currency":"EUR","minor":250}],
//                            "together":[["AT11 ..","AT22 .."]], "most_listed":20}}
//                      out  {"pairs":[..], "ambiguous":[..], "counts":{..}, "benign":[..],
//                            "options":{..}, "method":"..", "version":"1"}
// docs/engines/statement-checks.md and transfer-matching.md show every member of the output.
//
// Refuses (bad_input): what is not JSON (place: line, column and byte); a member that is missing,
// unknown, given twice, or of the wrong type or range (place: its path, "/bookings/3/amount"); what
// the engine refuses. More than kMostEngineJson bytes or kMostEngineDepth levels. Cost: that of the
// engine, and linear time and about 60 times the input's size in memory at worst.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/statement_names.hpp"

namespace redress::intake {

inline constexpr std::size_t kMostEngineJson = std::size_t{64} << 20U;
inline constexpr int kMostEngineDepth = 8;

base::Result<std::string> run_statement_checks(std::string_view json);
base::Result<std::string> run_transfer_matching(std::string_view json);

std::string statement_report_json(const StatementReport& report, const StatementSet& set);
std::string match_report_json(const MatchReport& report, const StatementSet& set);

}  // namespace redress::intake
