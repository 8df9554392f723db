// Any bytes as the text of a column map: read, written, read again, and used on a small table.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "intake/map.hpp"
#include "intake_reading.hpp"

namespace intake = redress::intake;
namespace base = redress::base;
using redress::fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 65'536) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto map = intake::parse_map(text);
  if (!map) {
    (void)map.error().text();
    return 0;
  }
  const auto again = intake::parse_map(intake::map_text(*map));
  require(again.has_value() && *again == *map);
  constexpr std::string_view kTable =
      "IBAN: XX00 INVENTED 1\nDate,Amount,Currency,Text,Out,In,From,To,Cell\n"
      "2024-05-17,12.50,EUR,rent,1.00,,+447700900101,+447700900102,1101\n"
      "18.05.2024,-7,USD,\"a, \"\"b\"\"\",,2.00,,,\n1715979909,0x1,,,,,,,\nTotal,5.50,,,,,,,\n";
  intake::Declared declared;
  declared.map = text;
  declared.currency = "EUR";
  (void)redress::fuzzing::read_all(intake::table_reader(), base::as_bytes(kTable), declared);
  return 0;
}
