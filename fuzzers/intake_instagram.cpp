// Any bytes as a download of Instagram. Nothing may crash, hang or be lost: what was read is what
// was kept and what was refused.
#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return redress::fuzzing::read_with(redress::intake::instagram_reader(), data, size);
}
