// Any bytes as an account statement of ISO 20022.
#include "intake/all_readers.hpp"
#include "intake_xml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return redress::fuzzing::read_xml(redress::intake::camt_reader(), data, size);
}
