// Any bytes as a table of text, under maps of several kinds and under none. Nothing may crash, hang
// or be lost, every record has its place, and a map that was settled once is settled.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "intake_reading.hpp"

namespace intake = redress::intake;
namespace base = redress::base;
using redress::fuzzing::require;

namespace {

constexpr std::array<std::string_view, 6> kMaps = {
    "",
    "[map]\ngives = \"transfer\"\n[columns]\ndate = 1\namount = 2\ntext = [3, 4]\nbalance = 5\n",
    "[map]\ngives = \"transfer\"\n[table]\ndecimal = \",\"\ndays = \"day-first\"\n[columns]\ndate "
    "= \"Date\"\n"
    "debit = \"Out\"\ncredit = \"In\"\ncurrency = \"Currency\"\n",
    "[map]\ngives = \"call\"\n[table]\nseparator = \";\"\n[columns]\ndate = 1\ntime = 2\noffset = "
    "3\nduration = 4\n",
    "[map]\ngives = \"wallet_transfer\"\n[table]\nquote = \"\"\n[columns]\nunix = 1\nvalue_in = "
    "2\nvalue_out = 3\n"
    "fee = 4\n[constants]\ndecimals = 8\n",
    "[map]\ngives = \"shift\"\n[table]\nfixed = [[1, 10], [11, 16], [17, 22], [23, "
    "30]]\n[columns]\non = 1\n"
    "begins = 2\nends = 3\nhours = 4\n"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const base::ByteView bytes(data + 1, size - 1);
  intake::Declared declared;
  declared.map = kMaps[data[0] % kMaps.size()];
  if ((data[0] & 64U) != 0) declared.currency = "EUR";
  if ((data[0] & 128U) != 0) declared.zone = "Europe/Vienna";
  const intake::MemoryInput input(bytes);
  const auto once = intake::table_reader().prepare(input, declared);
  const bool read = redress::fuzzing::read_all(intake::table_reader(), bytes, declared);
  if (once) {
    declared.map = once->map;
    const auto again = intake::table_reader().prepare(input, declared);
    require(again.has_value() && again->map == once->map);
    require(redress::fuzzing::read_all(intake::table_reader(), bytes, declared) == read);
  } else {
    require(!read);
  }
  intake::Sample sample;
  sample.head = bytes;
  sample.text = base::as_text(bytes);
  sample.size = bytes.size();
  (void)intake::table_reader().recognise(sample);
  return 0;
}
