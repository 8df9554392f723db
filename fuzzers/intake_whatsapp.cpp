// Any bytes as an exported chat of WhatsApp, under each order of the day. Nothing may crash, hang
// or be lost: what was read is what was kept and what was refused.
#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using redress::intake::DayOrder;
  if (size == 0) return 0;
  constexpr DayOrder kOrders[] = {DayOrder::unsaid, DayOrder::day_first, DayOrder::month_first,
                                  DayOrder::year_first};
  redress::intake::Declared declared;
  declared.days = kOrders[data[0] % 4];
  declared.owner = "Ana Invented";
  if (data[0] % 8 > 3) declared.zone = "Europe/Vienna";
  return redress::fuzzing::read_with(redress::intake::whatsapp_reader(), data + 1, size - 1,
                                     declared);
}
