// Any bytes as a report of a telephone: as bare XML, and as the report of an archive.
#include <string>

#include "intake/all_readers.hpp"
#include "intake/archive_testing.hpp"
#include "intake_xml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using redress::fuzzing::read_xml;
  const redress::intake::Reader& reader = redress::intake::ufdr_reader();
  read_xml(reader, data, size, {.zone = "Europe/Vienna"});
  const std::string report(reinterpret_cast<const char*>(data), size);
  const std::string zip = redress::intake::testing::zip_of({{"report.xml", report}});
  return read_xml(reader, redress::base::as_bytes(zip).data(), zip.size());
}
