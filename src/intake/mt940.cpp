// The reader of SWIFT MT940 and MT942: its entry, and how it knows its files.
#include <algorithm>
#include <array>

#include "intake/all_readers.hpp"
#include "intake/bank_text.hpp"
#include "intake/mt940_rows.hpp"

namespace redress::intake {
namespace {

using base::Result;

constexpr std::uint64_t kFieldsAStep = 256;

Result<void> read_mt940(Reading& reading) {
  Mt940Fields fields = REDRESS_TRY(Mt940Fields::open(reading.input));
  Mt940Rows rows(reading);
  Mt940Field field;
  std::uint64_t count = 0;
  while (REDRESS_TRY(fields.next(field))) {
    REDRESS_TRY(rows.take(field));
    if (++count % kFieldsAStep == 0) REDRESS_TRY(reading.rows.passed(fields.stream().consumed()));
  }
  if (!rows.any_field())
    return base::fail(base::Error(base::ErrorKind::bad_input, "this is no MT940 or MT942")
                          .at({.file = reading.name})
                          .found("no line that begins with a tag such as :20:")
                          .expected("a SWIFT statement: :20:, :25:, :60F:, :61:, :86:, :62F:")
                          .fix("read it with the reader of its format"));
  REDRESS_TRY(rows.finish());
  bank::remark_on_encoding(reading.rows, fields.stream());
  if (rows.statements() == 0 && rows.bookings() == 0)
    reading.rows.remark(
        {.code = "no-transactions", .text = "The file has fields of MT940 and no statement."});
  return {};
}

Likeness recognise_mt940(const Sample& sample) {
  std::string_view rest = sample.text;
  bool reference = false;
  bool block = false;
  int frame = 0;
  int bookings = 0;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    const std::string_view line = bank::trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string_view tag = mt940_tag(line);
    block = block || line.starts_with("{1:F01");
    reference = reference || tag == "20";
    if (tag == "25" || tag == "28C" || tag == "28" || tag == "34F") ++frame;
    if ((tag.starts_with("60") || tag.starts_with("62")) &&
        mt940_balance(line.substr(tag.size() + 2)).bad == Mt940Bad::no)
      frame += 2;
    if (tag == "61" && mt940_line(line.substr(4)).bad != Mt940Bad::date) ++bookings;
  }
  if ((reference || block) && frame + bookings > 0)
    return {Sure::yes, "has the fields :20: and :25:, :60F: or :61: of MT940"};
  if (frame >= 2 || bookings > 0) return {Sure::maybe, "has fields of MT940"};
  return {};
}

}  // namespace

const Reader& mt940_reader() {
  static const Reader kReader{
      .name = "mt940",
      .version = "2",
      .help = "bank statements in SWIFT MT940 and interim reports in MT942",
      .kinds = "transfer, balance",
      .memory = 96U << 20U,
      .recognise = recognise_mt940,
      .read = read_mt940,
  };
  return kReader;
}

}  // namespace redress::intake
