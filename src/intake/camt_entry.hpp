// From an entry of a CAMT statement to bookings.
//
// Promises: an entry with the details of several transactions is one booking a transaction where
// their amounts, in the entry's currency and with their signs, come to the entry's amount exactly;
// otherwise it is one booking with the texts of all of them. Amounts are exact; what is no amount,
// day, sign or currency refuses the entry. The other side is the one whose account is not the
// statement's; where that does not tell, the creditor of what went out and the debtor of what came
// in (of a reversal the other way round); where that one is not named, the one who is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "docket/records_money.hpp"
#include "intake/bank_statement.hpp"
#include "intake/camt_facts.hpp"
#include "intake/moments.hpp"
#include "intake/rows.hpp"

namespace redress::intake::camt {

/// Decimal digits with one point or none, as ISO 20022 writes amounts, in minor units.
std::optional<std::int64_t> amount_of(std::string_view text, const base::Currency& currency);
/// The day of "2014-01-05", "2014-01-05+01:00" and "2014-01-05T23:59:59.999Z", as written.
std::optional<docket::DateNumber> day_of(std::string_view text);

/// What kept an entry from being a booking.
struct Trouble {
  std::string_view reason;
  std::string found;
  std::string_view expected;
};

class EntryWriter {
 public:
  EntryWriter(Rows& rows, Clocks& clocks, const Input& input)
      : rows_(&rows), clocks_(&clocks), input_(&input) {}

  /// Keeps or refuses what the entry is; `offset` and `end`: its bytes.
  base::Result<void> write(const EntryFacts& facts, bank::BankStatement& statement,
                           std::uint64_t number, std::uint64_t offset, std::uint64_t end);
  /// Entries whose details did not come to their amount.
  std::uint64_t unsplit() const { return unsplit_; }
  /// Entries with more details than can be held.
  std::uint64_t too_many() const { return too_many_; }
  /// The currency of a code, remembered; nothing where there is none.
  std::optional<base::Currency> currency_of(std::string_view code);

 private:
  struct Head {
    base::Currency currency;
    std::int64_t amount = 0;  ///< with its sign
    bool pending = false;
    bool reversal = false;
    docket::Transfer booking;  ///< with what all bookings of the entry share
  };
  std::optional<Trouble> head_of(const EntryFacts& facts, Head& head);
  std::optional<Trouble> days_of(const EntryFacts& facts, Head& head);
  bool amounts_of(const EntryFacts& facts, const Head& head);
  std::optional<std::int64_t> in_currency(const EntryFacts& facts, const Detail& detail,
                                          const Head& head);
  void other_amount(const EntryFacts& facts, const Detail& detail, const Head& head,
                    docket::Transfer& booking);
  void sides(const EntryFacts& facts, const Detail& detail, const Head& head,
             std::string_view account, docket::Transfer& booking) const;
  void code(const EntryFacts& facts, const Detail* detail);
  void words(const EntryFacts& facts, const Detail& detail, std::string_view used);
  void line(std::string_view label, std::string_view text);
  void joined(const EntryFacts& facts, const Head& head, std::string_view account,
              docket::Transfer& booking);
  base::Result<void> keep_one(const EntryFacts& facts, const Head& head, const Detail* detail,
                              bool split, bank::BankStatement& statement);
  base::Result<void> refuse(const Trouble& trouble, bank::BankStatement& statement,
                            std::uint64_t number, std::uint64_t offset, std::uint64_t end);

  Rows* rows_;
  Clocks* clocks_;
  const Input* input_;
  base::Currency last_;
  bool has_last_ = false;
  std::string text_;
  std::string code_;
  std::vector<std::int64_t> amounts_;
  std::uint64_t unsplit_ = 0;
  std::uint64_t too_many_ = 0;
};

}  // namespace redress::intake::camt
