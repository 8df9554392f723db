// Any bytes as a mailbox file; a From_ line is put in front of what has none, so that mails are
// reached.
#include <string>

#include "intake_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  if (!text.starts_with("From ")) text.insert(0, "From a@mail.example Fri May 17 21:05:09 2024\n");
  const auto bytes = redress::base::as_bytes(text);
  return redress::fuzzing::read_with(redress::intake::mbox_reader(), bytes.data(), bytes.size());
}
