// Bank statements as tables, in the layouts of three banks, many accounts in one file, any number
// of rows.
//
// Promises: rows stream; a file is closed at `rows_a_file` rows and the next begins with the same
// heading. The layouts are: commas, days as 31/12/2024 with a clock; semicolons, windows-1252,
// decimal comma, lines before the heading; running balance, money out and in apart, groups of
// thousands. The bank of the account decides.
// Cost: about half a microsecond a row. Memory: one piece of a mebibyte a bank.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "simulate/tracks.hpp"

namespace redress::simulate {

enum class Layout : std::uint8_t { comma, semicolon, balance };

class BankCsv {
 public:
  BankCsv(Exhibits& exhibits, Layout layout, std::uint64_t rows_a_file);

  struct Place {
    std::size_t file = 0;
    std::uint64_t row = 0;
  };
  base::Result<Place> row(const Books& books, const Booking& booking, bool short_year = false);
  /// A line as it is, for what is planted.
  base::Result<Place> line(std::string_view bytes);
  /// The last row once more.
  base::Result<Place> repeat();
  /// Closes the last file; `rest` goes behind it without a line break.
  base::Result<std::optional<Place>> finish(std::string_view rest = {});

  const std::string& name_of(std::size_t file) const { return exhibits_->at(file).name; }

 private:
  base::Result<void> make_room();
  base::Result<Place> count();
  void comma_row(std::string& out, const Books& books, const Booking& booking);
  void semicolon_row(std::string& out, const Books& books, const Booking& booking);
  void balance_row(std::string& out, const Books& books, const Booking& booking, bool short_year);

  Exhibits* exhibits_;
  Layout layout_;
  std::uint64_t rows_a_file_;
  std::optional<Exhibits::Open> open_;
  std::uint32_t parts_ = 0;
  std::uint64_t numbers_ = 0;  ///< of bookings, as the bank counts them
  std::size_t last_ = 0;       ///< where the last row begins in the text that is not written yet
};

/// One for each bank whose statements come as tables.
class Productions {
 public:
  Productions(Exhibits& exhibits, std::uint64_t rows_a_file);
  BankCsv& of(const Account& account);
  BankCsv& at(Layout layout) { return files_[static_cast<std::size_t>(layout)]; }

 private:
  std::array<BankCsv, 3> files_;
};

}  // namespace redress::simulate
