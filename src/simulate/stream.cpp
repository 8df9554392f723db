#include "simulate/stream.hpp"

#include <algorithm>

#include "simulate/ordinary.hpp"
#include "simulate/write_bank_csv.hpp"

namespace redress::simulate {
namespace {

using base::Result;

constexpr std::uint32_t kBlockPeople = 120;
// Bookings of a person in a month, both sides counted: a first guess, corrected from block to
// block.
constexpr std::uint64_t kGuess = 20;

class Stream {
 public:
  Stream(Exhibits& exhibits, Tracks& tracks, const World& world)
      : exhibits_(exhibits),
        tracks_(tracks),
        world_(world),
        files_(exhibits, world.options.rows_a_file),
        block_books_(world.options.seed) {}

  Result<Streamed> run(std::uint64_t before, const Passed& passed);

 private:
  Result<void> core_account(std::uint32_t account);
  Result<void> block_account(std::uint32_t account);
  Result<void> plant(BankCsv& file, Layout layout, const Booking& booking,
                     const BankCsv::Place& place);
  Result<void> block(std::uint32_t people, std::size_t core_until);
  Result<void> finish();
  void note(std::string code, const BankCsv::Place& place, std::string what);

  Exhibits& exhibits_;
  Tracks& tracks_;
  const World& world_;
  Productions files_;
  Books block_books_;
  std::vector<std::uint32_t> core_;
  std::size_t core_done_ = 0;
  std::uint64_t blocks_ = 0;
  Streamed out_;
  std::array<bool, 3> planted_{};
};

Layout layout_of(const Account& account) {
  if (account.bank == kHarbour) return Layout::comma;
  return account.bank == kLinden ? Layout::semicolon : Layout::balance;
}

void Stream::note(std::string code, const BankCsv::Place& place, std::string what) {
  std::string where = "line ";
  put_number(where, static_cast<std::int64_t>(place.row));
  tracks_.planted.push_back(
      {std::move(code), exhibits_.at(place.file).name, std::move(where), std::move(what)});
}

Result<void> Stream::core_account(std::uint32_t account) {
  BankCsv& file = files_.of(world_.books.accounts()[account]);
  for (const std::uint32_t number : world_.books.of(account)) {
    const Booking& booking = world_.books.bookings()[number];
    const BankCsv::Place place = REDRESS_TRY(file.row(world_.books, booking));
    tracks_.saw(exhibits_, number, booking, place.file, place.row);
    ++out_.rows;
  }
  return {};
}

// After the first row of an ordinary person in each layout.
Result<void> Stream::plant(BankCsv& file, Layout layout, const Booking& booking,
                           const BankCsv::Place& place) {
  if (layout == Layout::balance) {
    note("two-digit-year", place, "the year of this row has two digits, those around it four");
    return {};
  }
  if (layout != Layout::comma) return {};
  note("repeated-row", REDRESS_TRY(file.repeat()), "the row above once more");
  const Account& own = block_books_.accounts()[booking.account];
  std::string line = own.iban + "," + own.holder + ",31/02/";
  put_number(line, civil_of(booking.day).year);
  line += ",12:00:00,-5.00,EUR,Correction Example,,Correction,HB0\n";
  note("31-february", REDRESS_TRY(file.line(line)), "no calendar has this day");
  return {};
}

Result<void> Stream::block_account(std::uint32_t account) {
  const Account& own = block_books_.accounts()[account];
  if (own.form == Form::none) return {};
  BankCsv& file = files_.of(own);
  const Layout layout = layout_of(own);
  bool& planted = planted_[static_cast<std::size_t>(layout)];
  for (const std::uint32_t number : block_books_.of(account)) {
    const Booking& booking = block_books_.bookings()[number];
    const bool due = !planted && world_.options.errors;
    const BankCsv::Place place =
        REDRESS_TRY(file.row(block_books_, booking, due && layout == Layout::balance));
    ++out_.rows;
    if (!due) continue;
    planted = true;
    REDRESS_TRY(plant(file, layout, booking, place));
  }
  return {};
}

// Writes one block, and the accounts of the core up to `core_until` spread among its own.
Result<void> Stream::block(std::uint32_t people, std::size_t core_until) {
  block_books_.clear();
  build_block(block_books_,
              {world_.options.seed, blocks_++, people, world_.shape.months + 1, world_.start},
              tracks_.look_alikes);
  out_.people += people;
  const std::size_t accounts = block_books_.accounts().size();
  const std::size_t core_from = core_done_;
  const std::size_t core = core_until - core_from;
  for (std::uint32_t account = 0; account < accounts; ++account) {
    while (core_done_ < core_until &&
           (core_done_ - core_from + 1) * accounts <= (account + 1) * (core + 1)) {
      REDRESS_TRY(core_account(core_[core_done_++]));
    }
    REDRESS_TRY(block_account(account));
  }
  return {};
}

Result<void> Stream::finish() {
  while (core_done_ < core_.size()) REDRESS_TRY(core_account(core_[core_done_++]));
  REDRESS_TRY(files_.at(Layout::comma).finish());
  REDRESS_TRY(files_.at(Layout::balance).finish());
  for (const Written& one : exhibits_.files()) {
    if (one.format != "bank csv, semicolons, windows-1252") continue;
    tracks_.planted.push_back({"code-page", one.name, "the whole file", "windows-1252, not UTF-8"});
    tracks_.planted.push_back({"lines-before-heading", one.name, "lines 1 to 3",
                               "the bank's words stand before the heading"});
  }
  const bool half = world_.options.errors && planted_[1];
  const auto place = REDRESS_TRY(files_.at(Layout::semicolon).finish(half ? "DE00999999" : ""));
  if (half && place) note("ends-early", *place, "the last line breaks off");
  return {};
}

Result<Streamed> Stream::run(std::uint64_t before, const Passed& passed) {
  for (std::uint32_t number = 0; number < world_.books.accounts().size(); ++number) {
    if (world_.books.accounts()[number].form == Form::production) core_.push_back(number);
  }
  std::uint64_t core_rows = 0;
  for (const std::uint32_t one : core_) core_rows += world_.books.of(one).size();
  const std::uint64_t size = world_.options.size;
  const std::uint64_t ordinary = size > before + core_rows ? size - before - core_rows : 0;
  const std::uint64_t months = world_.shape.months + 1;
  const std::uint64_t planned =
      std::max<std::uint64_t>(1, ordinary / kGuess / months / kBlockPeople);
  std::uint64_t written = 0;
  for (;;) {
    const std::uint64_t left = ordinary > written ? ordinary - written : 0;
    // Per person: what blocks so far gave, else the guess.
    const std::uint64_t each = out_.people == 0 ? kGuess * months : written / out_.people;
    const std::uint64_t people = (left + each / 2) / each;
    if (people < 2 && blocks_ > 0) break;
    const std::uint64_t block_number = std::min(blocks_ + 1, planned);
    const std::uint64_t rows_before = out_.rows;
    const std::size_t core_before = core_done_;
    const auto core_until = static_cast<std::size_t>(core_.size() * block_number / planned);
    REDRESS_TRY(
        block(static_cast<std::uint32_t>(std::clamp<std::uint64_t>(people, 2, kBlockPeople)),
              std::max(core_until, core_done_)));
    written += out_.rows - rows_before;
    for (std::size_t one = core_before; one < core_done_; ++one) {
      written -= world_.books.of(core_[one]).size();
    }
    if (passed) REDRESS_TRY(passed(std::min(before + out_.rows, size), size));
  }
  REDRESS_TRY(finish());
  return out_;
}

}  // namespace

Result<Streamed> stream_production(Exhibits& exhibits, Tracks& tracks, const World& world,
                                   std::uint64_t before, const Passed& passed) {
  return Stream(exhibits, tracks, world).run(before, passed);
}

}  // namespace redress::simulate
