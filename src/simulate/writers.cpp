#include "simulate/writers.hpp"

#include <algorithm>

namespace redress::simulate {

const std::string& number_of(const Party& party, bool venture) {
  return venture ? party.phones.back() : party.phones.front();
}

std::string imei_of(std::uint32_t party) {
  // Reporting body 00 is for test devices (GSMA TS.06); the last digit is Luhn's.
  std::string out = "00440000";
  put_number(out, party, 6);
  int sum = 0;
  for (std::size_t at = 0; at < out.size(); ++at) {
    int digit = out[at] - '0';
    if (at % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  put_number(out, (10 - sum % 10) % 10);
  return out;
}

std::string imsi_of(std::uint32_t party) {
  std::string out = "00101";  // the test network of ITU-T E.212
  put_number(out, party, 10);
  return out;
}

Span messages_of(const World& world, std::uint32_t thread) {
  const auto by_thread = [](const Message& one, std::uint32_t number) {
    return one.thread < number;
  };
  const auto first =
      std::lower_bound(world.messages.begin(), world.messages.end(), thread, by_thread);
  const auto last =
      std::lower_bound(world.messages.begin(), world.messages.end(), thread + 1, by_thread);
  return {static_cast<std::size_t>(first - world.messages.begin()),
          static_cast<std::size_t>(last - world.messages.begin())};
}

const std::string& mail_of(const World& world, std::uint32_t party) {
  return world.parties[party].email;
}

}  // namespace redress::simulate
