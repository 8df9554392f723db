// Any bytes as a backup of a telephone's messages and calls.
#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return redress::fuzzing::read_with(redress::intake::sms_backup_reader(), data, size,
                                     {.owner = "+16055550102"}, {.placed = true, .whole = true});
}
