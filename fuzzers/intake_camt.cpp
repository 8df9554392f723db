// Any bytes as an account statement of ISO 20022.
#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return redress::fuzzing::read_with(redress::intake::camt_reader(), data, size, {},
                                     {.placed = true, .whole = true, .dated = false});
}
