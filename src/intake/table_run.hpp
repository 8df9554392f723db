// From the rows of one table to records, under a map that is settled.
//
// Promises: a row becomes one record, one refusal with its place, or is told in a remark (headers
// again, totals, lines around the table); empty rows are passed over. A last line without an end is
// kept only where it is certainly whole. Of bookings it is said whether balances and totals agree.
// Cost and memory: as Plan and the source.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "intake/map_plan.hpp"
#include "intake/table_around.hpp"
#include "intake/table_checks.hpp"
#include "intake/table_rows.hpp"

namespace redress::intake {

class TableRun {
 public:
  /// All must outlive it. The map must be complete (table_settle.hpp).
  TableRun(const Map& map, const Declared& declared, Rows& rows);
  /// `source` from its first row to its last. An error where the headers are not those of the map.
  base::Result<void> run(RowSource& source);

  /// The same row by row, for tables that are not read by asking for the next row.
  void in_place(std::string_view place) { place_ = place; }
  base::Result<void> row(const RawRow& row);
  /// Behind the last row.
  base::Result<void> finish();

 private:
  base::Result<void> begin(const RawRow* headers);
  base::Result<void> data(const RawRow& row);
  base::Result<void> keep(const RawRow& row);
  base::Result<void> odd(const RawRow& row, const CellFault& fault);
  base::Result<void> refuse(const RawRow& row, const CellFault& fault);
  base::Result<void> faulty(const RawRow& row);
  bool says_balance(const RawRow& row) const;
  base::Result<void> next_account(const RawRow& row);
  void around(const RawRow& row);
  void totals(const RawRow& row);
  void total_of(std::string_view field, std::optional<base::Int128> sum, const RawRow& row);
  bool whole(const RawRow& row) const;
  bool dated(const RawRow& row) const;
  base::Result<std::string> currency_in_headers() const;
  bool begins_with(const RawRow& row, const std::vector<std::string>& words) const;
  bool fits_width(const RawRow& row) const;
  void see_rounded(const RawRow& row);
  void remember_end(const RawRow& row);
  void passed_over(const RawRow& row, std::string_view what);
  void say_encoding(const RowSource& source);
  void say_checks();
  base::Result<void> frame();
  std::string where(const RawRow& row) const;
  std::string_view around_value(std::string_view field) const;

  const Map* map_;
  const Declared* declared_;
  Rows* rows_;
  std::string place_;
  std::optional<Plan> plan_;
  std::vector<std::string> headers_;
  std::uint64_t header_ = 0;
  std::uint64_t first_ = 1;
  Lanes lanes_;
  struct Locate {
    std::size_t place = 0;
    std::size_t row = 0;
    std::optional<std::size_t> offset;
    std::optional<std::size_t> bytes;
  } locate_;
  struct Money {
    std::size_t amount = 0;
    std::size_t balance = 0;
    std::size_t account = 0;
    std::size_t currency = 0;
  } money_;
  bool transfers_ = false;
  bool of_people_ = false;  ///< rows are of persons, and a row of totals looks like one
  std::vector<std::size_t>
      number_lanes_;           ///< texts that are numbers of telephones, devices, accounts
  std::uint64_t rounded_ = 0;  ///< how many of them a spreadsheet rounded
  std::string first_rounded_;
  bool other_table_ = false;  ///< headers stood in another order
  bool over_ = false;         ///< the table has ended
  TableChecks checks_;
  std::vector<Labelled> around_;
  std::array<char, 48> last_end_{};  ///< the last cell of the row before
  std::size_t last_end_size_ = 0;
  std::uint64_t passed_ = 0;  ///< rows that were passed over without a word each
};

}  // namespace redress::intake
