// Any bytes as a report of a telephone: as bare XML, and as the report of an archive.
#include <string>

#include "intake/archive_testing.hpp"
#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using redress::fuzzing::read_with;
  constexpr redress::fuzzing::Rules kRules{.placed = true, .whole = true};
  const redress::intake::Reader& reader = redress::intake::ufdr_reader();
  read_with(reader, data, size, {.zone = "Europe/Vienna"}, kRules);
  const std::string report(reinterpret_cast<const char*>(data), size);
  const std::string zip = redress::intake::testing::zip_of({{"report.xml", report}});
  return read_with(reader, redress::base::as_bytes(zip), {}, kRules);
}
