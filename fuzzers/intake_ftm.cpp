// Any bytes as lines of FollowTheMoney. Nothing may crash, hang or be lost: what was read is what
// was kept and what was refused.
#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return redress::fuzzing::read_with(redress::intake::ftm_reader(), data, size,
                                     {.zone = "UTC", .currency = "EUR"}, {.dated = false});
}
