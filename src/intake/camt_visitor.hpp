// The elements of a CAMT file as they come: statements, their balances, their entries.
//
// Promises: a statement becomes one docket::Balance when it has ended, behind its bookings; a
// statement that does not end becomes none. Opening balance: OPBD, else PRCD, else the first ITBD
// where another balance closes it; closing: CLBD, else the last other ITBD. The check of balances
// is left out for account reports (camt.052) whose closing balance is an interim one: they may hold
// only what is new since the last report.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/bank_statement.hpp"
#include "intake/camt_entry.hpp"
#include "intake/camt_facts.hpp"
#include "intake/camt_paths.hpp"
#include "intake/reader.hpp"
#include "intake/xml.hpp"

namespace redress::intake::camt {

/// Whether a namespace is that of a statement, report or notification.
bool is_camt_space(std::string_view space);

class Visitor final : public XmlVisitor {
 public:
  Visitor(Reading& reading, Clocks& clocks)
      : reading_(&reading), entries_(reading.rows, clocks, reading.input) {}
  void reads_with(const XmlReader& xml) { xml_ = &xml; }

  base::Result<void> begin(std::string_view name, std::string_view space,
                           std::span<const XmlAttribute> attributes) override;
  base::Result<void> end(std::string_view name, std::string_view text, bool cut) override;

  /// Some container of statements was met: this is a CAMT file.
  bool met() const { return !container_.empty(); }
  std::string_view root() const { return root_; }
  std::uint64_t statements() const { return statements_all_; }
  /// Where reading is, in words: "BkToCstmrStmt/Stmt[2], Ntry[7]".
  std::string where() const;
  const EntryWriter& entries() const { return entries_; }

 private:
  struct Dated {
    std::optional<std::int64_t> amount;
    docket::DateNumber on;
    std::optional<base::Currency> currency;
  };
  void begin_statement(std::string_view name);
  base::Result<void> end_statement();
  void compare_count();
  void put(Fact fact, std::string_view text);
  void end_balance();
  void choose_balances();
  void frame();
  void take_balance(const Dated& from, bool opening);
  std::string_view text_of(Fact fact) const { return texts_[static_cast<std::size_t>(fact)]; }

  Reading* reading_;
  const XmlReader* xml_ = nullptr;
  EntryWriter entries_;
  EntryFacts facts_;
  bank::BankStatement statement_;
  std::string root_;
  std::string container_;  ///< "BkToCstmrStmt"
  std::size_t depth_ = 0;
  std::size_t container_depth_ = 0;
  std::array<std::uint64_t, 3> counts_{};  ///< of Stmt, Rpt, Ntfctn in this container
  std::uint64_t statements_all_ = 0;
  std::vector<Paths::Node> path_;                                         ///< inside a statement
  std::array<std::string, static_cast<std::size_t>(Fact::entry)> texts_;  ///< of the statement
  Dated opening_;
  Dated previous_;
  Dated closing_;
  Dated interim_first_;
  Dated interim_last_;
  bool framed_ = false;
  std::uint64_t entry_ = 0;
  std::uint64_t entry_offset_ = 0;
};

}  // namespace redress::intake::camt
