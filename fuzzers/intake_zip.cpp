// Any bytes as an archive whose members become exhibits.
#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return redress::fuzzing::read_with(redress::intake::zip_reader(), data, size);
}
