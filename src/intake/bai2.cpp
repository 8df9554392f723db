// The reader of BAI2 and BTRS: its entry, and how it knows its files.
#include <algorithm>

#include "intake/all_readers.hpp"
#include "intake/bai2_rows.hpp"
#include "intake/bank_text.hpp"

namespace redress::intake {
namespace {

using base::Result;

constexpr std::uint64_t kRecordsAStep = 256;

Result<void> read_bai2(Reading& reading) {
  Bai2Records records = REDRESS_TRY(Bai2Records::open(reading.input));
  Bai2Rows rows(reading);
  Bai2Record record;
  std::uint64_t count = 0;
  while (REDRESS_TRY(records.next(record))) {
    if (count == 0 && record.code != 1 && record.code != 2 && record.code != 3)
      return base::fail(base::Error(base::ErrorKind::bad_input, "this is no BAI2")
                            .at({.file = reading.name, .line = 1})
                            .found("a first record that is no file header 01")
                            .expected("BAI2 or BTRS: 01, 02, 03, 16, 88, 49, 98, 99")
                            .fix("read it with the reader of its format"));
    REDRESS_TRY(rows.take(record));
    if (++count % kRecordsAStep == 0) REDRESS_TRY(reading.rows.passed(records.stream().consumed()));
  }
  if (!rows.any_record())
    return base::fail(base::Error(base::ErrorKind::bad_input, "this is no BAI2")
                          .at({.file = reading.name})
                          .found("no record")
                          .expected("BAI2 or BTRS: 01, 02, 03, 16, 88, 49, 98, 99")
                          .fix("read it with the reader of its format"));
  REDRESS_TRY(rows.finish());
  bank::remark_on_encoding(reading.rows, records.stream());
  return {};
}

/// "01,sender,receiver,YYMMDD,HHMM,number,...,2/" and a 02 behind it.
Likeness recognise_bai2(const Sample& sample) {
  const std::string_view text = bank::trimmed(sample.text);
  const std::string_view first = bank::trimmed(text.substr(0, text.find_first_of("\r\n")));
  if (!first.starts_with("01,")) return {};
  Bai2Fields fields(first.substr(3));
  fields.next();
  fields.next();
  const std::string_view day = fields.next();
  const std::string_view clock = fields.next();
  const bool dated = bank::day_of_digits(day).yyyymmdd != docket::kAbsent;
  const bool timed = clock.empty() || bank::all_digits(clock);
  const bool group =
      text.find("\n02,") != std::string_view::npos || text.find("\r02,") != std::string_view::npos;
  if (dated && timed && group) return {Sure::yes, "begins with the records 01 and 02 of BAI2"};
  if (dated && timed) return {Sure::maybe, "begins with a record 01"};
  return {};
}

}  // namespace

const Reader& bai2_reader() {
  static const Reader kReader{
      .name = "bai2",
      .version = "1",
      .help = "balance and transaction reports of banks in BAI2 and BTRS",
      .kinds = "transfer, balance",
      .memory = 96U << 20U,
      .recognise = recognise_bai2,
      .read = read_bai2,
  };
  return kReader;
}

}  // namespace redress::intake
