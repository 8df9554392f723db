// Any bytes as a form of work and living.
#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  redress::intake::Declared declared;
  declared.currency = "EUR";
  declared.zone = "Europe/Vienna";
  return redress::fuzzing::read_with(redress::intake::work_form_reader(), data, size, declared);
}
