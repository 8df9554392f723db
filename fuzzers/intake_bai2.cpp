// Any bytes as a file of the reader bai2. Nothing may crash, hang or be lost.
#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  redress::intake::Declared declared;
  if (size % 2 == 0) declared.currency = "EUR";
  return redress::fuzzing::read_with(redress::intake::bai2_reader(), data, size, declared,
                                     {.placed = true});
}
