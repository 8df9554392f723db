// Which element of a CAMT statement is which fact: one tree of paths below Stmt, Rpt or Ntfctn.
//
// Promises: all versions of camt.052, .053 and .054 from 1 to 13 as far as their elements are known
// here; elements that are not known, and all in them, are node 0. Cost: a comparison of lengths a
// child, about 10 ns.
// Source: ISO 20022 message definitions camt.052.001.01 to .13, .053 and .054 alike; where versions
// differ (BIC and BICFI, Dbtr/Nm and Dbtr/Pty/Nm, Sts and Sts/Cd) all writings lead to the same
// fact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace redress::intake::camt {

enum class Fact : std::uint8_t {
  none,
  // Of the statement.
  id,
  electronic_number,
  legal_number,
  entries_stated,
  page_number,
  page_is_last,
  from,
  until,
  iban,
  other_account,
  account_currency,
  owner,
  account_name,
  bank_bic,
  bank_member,
  bank_name,
  // Of a balance. A currency follows each amount.
  balance,
  balance_code,
  balance_amount,
  balance_currency,
  balance_sign,
  balance_day,
  // Of an entry.
  entry,
  entry_amount,
  entry_currency,
  entry_sign,
  entry_reversal,
  entry_status,
  booked,
  valued,
  bank_reference,
  entry_reference,
  entry_info,
  // Of an entry, and of the details of one of its transactions.
  detail,
  domain,
  family,
  sub_family,
  own_code,
  amount,
  amount_currency,
  sign,
  instructed,
  instructed_currency,
  transaction,
  transaction_currency,
  counter_value,
  counter_value_currency,
  detail_bank_reference,
  end_to_end,
  transaction_id,
  instruction_id,
  mandate,
  cheque,
  debtor,
  debtor_account,
  debtor_bank,
  debtor_bank_member,
  debtor_bank_name,
  ultimate_debtor,
  creditor,
  creditor_account,
  creditor_bank,
  creditor_bank_member,
  creditor_bank_name,
  ultimate_creditor,
  words,  ///< several, one a line
  creditor_reference,
  document_number,
  more_words,
  return_reason,
  detail_info,
  count,
};
inline constexpr std::size_t kFacts = static_cast<std::size_t>(Fact::count);
constexpr bool of_detail(Fact fact) { return fact > Fact::detail; }
/// Several values are lines of one text; of all others the first counts.
constexpr bool has_lines(Fact fact) {
  return fact == Fact::words || fact == Fact::creditor_reference || fact == Fact::document_number ||
         fact == Fact::more_words || fact == Fact::detail_info || fact == Fact::entry_info;
}

class Paths {
 public:
  using Node = std::uint16_t;
  static constexpr Node kUnknown = 0;
  static constexpr Node kStatement = 1;

  static const Paths& all();
  Node child(Node parent, std::string_view name) const {
    for (const Child& each : nodes_[parent].children)
      if (each.name == name) return each.node;
    return kUnknown;
  }
  Fact fact(Node node) const { return nodes_[node].fact; }
  /// Its attribute Ccy is the fact behind its own.
  bool has_currency(Node node) const { return nodes_[node].currency; }

 private:
  struct Child {
    std::string_view name;
    Node node = kUnknown;
  };
  struct Inner {
    Fact fact = Fact::none;
    bool currency = false;
    std::vector<Child> children;
  };
  Paths();
  Node reach(Node from, std::string_view path);
  void add(Node from, std::string_view path, Fact fact);
  void add_amount(Node from, std::string_view path, Fact fact);
  void add_bank(Node from, std::string_view path, Fact bic);
  void add_account(Node from, std::string_view path, Fact fact);
  void add_party(Node from, std::string_view path, Fact fact);
  void add_balance();
  void add_entry();
  void add_detail(Node at);

  std::vector<Inner> nodes_;
};

}  // namespace redress::intake::camt
