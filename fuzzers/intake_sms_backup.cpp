// Any bytes as a backup of a telephone's messages and calls.
#include "intake/all_readers.hpp"
#include "intake_xml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return redress::fuzzing::read_xml(redress::intake::sms_backup_reader(), data, size,
                                    {.owner = "+16055550102"});
}
