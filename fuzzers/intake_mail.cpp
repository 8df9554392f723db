// Any bytes as one mail. Nothing may crash, hang, lose a record or give a text that is not UTF-8.
#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  redress::intake::Declared declared;
  declared.owner = "ana@mail.example";
  return redress::fuzzing::read_with(redress::intake::eml_reader(), data, size, declared);
}
