// The part of the lens that matches transfers and makes what a person accepts (statement_lens.hpp).
#include <algorithm>
#include <charconv>
#include <set>

#include "base/money.hpp"
#include "base/text.hpp"
#include "docket/records_money.hpp"
#include "intake/match_words.hpp"
#include "intake/statement_lens.hpp"

namespace redress::intake {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::kAbsent;

Result<FeeTolerance> fee_of(const std::string& text, Names& names) {
  const auto wrong = [&](std::string_view expected) {
    return base::fail(Error(ErrorKind::bad_input, "a fee tolerance can not be read")
                          .found(base::in_quotes(text))
                          .expected(std::string(expected)));
  };
  const std::size_t space = text.find(' ');
  if (space == std::string::npos) return wrong("an amount and its currency, such as \"2.50 EUR\"");
  const auto currency = base::Currency::parse(std::string_view(text).substr(space + 1));
  if (!currency) return wrong("an ISO 4217 code behind the amount, such as \"2.50 EUR\"");
  const auto money = base::Money::parse(std::string_view(text).substr(0, space), *currency);
  if (!money || money->is_negative())
    return wrong("an amount of 0 or more in units of the currency, such as \"2.50 EUR\"");
  return FeeTolerance{names.currencies.code(currency->code()), money->minor()};
}

std::vector<std::vector<Code>> together_of(const std::vector<std::vector<std::string>>& said,
                                           Names& names) {
  std::vector<std::vector<Code>> out;
  for (const std::vector<std::string>& group : said) {
    auto& codes = out.emplace_back();
    for (const std::string& account : group) codes.push_back(names.account(account));
  }
  return out;
}

/// A record as a person names it: "IM-3 transfer 17".
struct Named {
  std::string import;
  std::int64_t ordinal = 0;
};

Result<Named> named(const std::string& text) {
  constexpr std::string_view kKind = " transfer ";
  const std::size_t at = text.rfind(kKind);
  Named out;
  if (at != std::string::npos) {
    const std::string_view digits = std::string_view(text).substr(at + kKind.size());
    const auto [end, code] =
        std::from_chars(digits.data(), digits.data() + digits.size(), out.ordinal);
    out.import = text.substr(0, at);
    if (code == std::errc{} && end == digits.data() + digits.size() && !digits.empty() &&
        out.ordinal >= 0)
      return out;
  }
  return base::fail(Error(ErrorKind::bad_input, "this names no transfer")
                        .found(base::in_quotes(text))
                        .expected("import and number, such as \"IM-3 transfer 17\"")
                        .fix("'redress transfers match' lists them"));
}

Result<std::uint32_t> booking_of(const CaseStatements& loaded, const std::string& text) {
  const Named wanted = REDRESS_TRY(named(text));
  const StatementSet& set = loaded.set;
  const Code import = set.names.imports.known(wanted.import);
  for (std::uint32_t i = 0; import != 0 && i < set.size(); ++i)
    if (set.import[i] == import && set.ordinal[i] == wanted.ordinal) return i;
  return base::fail(Error(ErrorKind::not_found, "there is no such transfer here")
                        .found(base::in_quotes(text))
                        .fix("'redress transfers match' lists them"));
}

const docket::Kept<docket::Import>& import_of(const CaseStatements& loaded, std::uint32_t booking) {
  return loaded.imports[loaded.set.import[booking] - 1];
}

using Side = std::pair<std::uint64_t, std::int64_t>;  // import and ordinal

bool stands(const KeptMatch& one) {
  return !one.withdrawn && one.value.state == MatchState::accepted;
}
std::pair<Side, Side> sides_of(const TransferMatch& match) {
  return {{match.out_import.number, match.out_ordinal}, {match.in_import.number, match.in_ordinal}};
}
Side side_of(const CaseStatements& loaded, std::uint32_t booking) {
  return {import_of(loaded, booking).ref.number, loaded.set.ordinal[booking]};
}

Result<void> check_free(const CaseStatements& loaded, std::uint32_t booking,
                        const std::vector<KeptMatch>& kept) {
  const Side side = side_of(loaded, booking);
  for (const KeptMatch& one : kept) {
    const auto [out, in] = sides_of(one.value);
    if (!stands(one) || (out != side && in != side)) continue;
    return base::fail(Error(ErrorKind::conflict, "this transfer stands in a match already")
                          .found(loaded.set.id({true, booking}) + " in match " + one.value.label)
                          .fix("'redress transfers undo' takes it out of that one"));
  }
  return {};
}

Error not_a_pair(std::string message, const CaseStatements& loaded, std::uint32_t out,
                 std::uint32_t in) {
  return Error(ErrorKind::bad_input, std::move(message))
      .found(booking_text(loaded.set, out) + " and " + booking_text(loaded.set, in));
}

/// The two alone, with room for whatever fee and days are between them.
Result<TransferPair> compared(CaseStatements& loaded, std::uint32_t out, std::uint32_t in,
                              const std::vector<std::vector<std::string>>& together) {
  StatementSet& set = loaded.set;
  if (set.amount[out] == kAbsent || set.amount[in] == kAbsent || set.amount[out] >= 0 ||
      set.amount[in] <= 0)
    return base::fail(not_a_pair("these are not an outflow and an inflow", loaded, out, in)
                          .expected("an amount below 0 with --out, above 0 with --in"));
  if (set.account[out] == set.account[in])
    return base::fail(not_a_pair("both are bookings of one account", loaded, out, in));
  MatchOptions options{.days = kMostDays,
                       .fees = {},
                       .together = together_of(together, set.names),
                       .most_listed = 1};
  for (Code currency = 0; currency < set.names.currencies.size(); ++currency)
    options.fees.push_back({currency, std::numeric_limits<std::int64_t>::max() / 4});
  std::vector<std::uint8_t> left_out(set.size(), 1);
  left_out[out] = left_out[in] = 0;
  const MatchReport report =
      REDRESS_TRY(match_transfers(set.to_match(left_out), set.holders, options));
  if (report.pairs.size() == 1) return report.pairs.front();
  return base::fail(
      not_a_pair("nothing says that these two are one transfer", loaded, out, in)
          .expected("a counter account, a holder or a name that ties them; no more arriving than "
                    "left; across currencies the other amount in a booking; at most " +
                    std::to_string(kMostDays) + " days")
          .fix("where you know that the accounts belong together, say so with --together"));
}

}  // namespace

Result<std::vector<std::string>> accounts_said(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('=', begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  const bool empty = std::ranges::any_of(
      out, [](const std::string& account) { return account_key(account).empty(); });
  if (out.size() > 1 && !empty) return out;
  return base::fail(
      Error(ErrorKind::bad_input, "accounts that belong together can not be read")
          .found(base::in_quotes(text))
          .expected("two accounts or more with = between them, such as \"AT11=AT22\""));
}

Result<MatchOptions> options_of(const MatchQuestion& question, CaseStatements& loaded) {
  MatchOptions out{.days = question.days,
                   .fees = {},
                   .together = together_of(question.together, loaded.set.names),
                   .most_listed = question.most_listed};
  for (const std::string& text : question.fees)
    if (text != "0") out.fees.push_back(REDRESS_TRY(fee_of(text, loaded.set.names)));
  return out;
}

Result<MatchReport> match_case(const CaseStatements& loaded, const MatchOptions& options,
                               const std::vector<KeptMatch>& kept) {
  // Whole statements that repeat others would make every transfer of theirs ambiguous.
  const StatementReport checked = REDRESS_TRY(check_case(loaded, 0));
  std::vector<std::uint8_t> left_out = checked.repeated;
  std::set<Side> taken;
  for (const KeptMatch& one : kept)
    if (stands(one)) {
      const auto [out, in] = sides_of(one.value);
      taken.insert({out, in});
    }
  if (!taken.empty())
    for (std::uint32_t i = 0; i < loaded.set.size(); ++i)
      if (taken.contains(side_of(loaded, i))) left_out[i] = 1;
  return match_transfers(loaded.set.to_match(left_out), loaded.set.holders, options);
}

Result<TransferMatch> accepted_match(CaseStatements& loaded, const Acceptance& asked,
                                     const std::vector<KeptMatch>& kept) {
  const std::uint32_t out = REDRESS_TRY(booking_of(loaded, asked.out));
  const std::uint32_t in = REDRESS_TRY(booking_of(loaded, asked.in));
  REDRESS_TRY(check_free(loaded, out, kept));
  REDRESS_TRY(check_free(loaded, in, kept));
  const TransferPair pair = REDRESS_TRY(compared(loaded, out, in, asked.together));
  const StatementSet& set = loaded.set;
  const auto currency = [&](Code code) { return std::string(set.names.currencies[code]); };
  TransferMatch made;
  made.out_import = import_of(loaded, out).ref;
  made.out_record = set.id({true, out});
  made.out_ordinal = set.ordinal[out];
  made.in_import = import_of(loaded, in).ref;
  made.in_record = set.id({true, in});
  made.in_ordinal = set.ordinal[in];
  made.amount = -set.amount[out];
  made.currency = currency(set.currency[out]);
  made.arrived = set.amount[in];
  made.arrived_currency = currency(set.currency[in]);
  made.fee = pair.fee;
  made.fee_currency = currency(pair.fee_currency);
  made.days = pair.days;
  made.tie = words(pair.tie);
  made.state = MatchState::accepted;
  made.reason = asked.reason;
  made.method = std::string(kTransferMatching) + " " + std::string(kTransferMatchingVersion);
  return made;
}

}  // namespace redress::intake
