// Any bytes as a workbook: as the whole archive, or as the XML of one sheet in a sound one.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "intake/archive_testing.hpp"
#include "intake_reading.hpp"

namespace intake = redress::intake;
namespace base = redress::base;
using redress::fuzzing::require;

namespace {

constexpr std::string_view kMap =
    "[map]\ngives = \"transfer\"\n[columns]\ndate = 1\namount = 2\ntext = 3\n[constants]\ncurrency "
    "= \"EUR\"\n";

std::string around(std::string sheet) {
  return intake::testing::workbook_of(
      {{"S", std::move(sheet)}},
      {{"xl/styles.xml",
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
        "numFmtId=\"22\"/></cellXfs></styleSheet>"},
       {"xl/sharedStrings.xml", "<sst><si><t>Date</t></si><si><t>17.05.2024</t></si></sst>"}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::string bytes = data[0] % 2 == 0 ? std::string(text) : around(std::string(text));
  intake::Declared declared;
  if (data[0] % 4 < 2) declared.map = kMap;
  const base::ByteView view = base::as_bytes(std::string_view(bytes));
  const intake::MemoryInput input(view);
  const auto once = intake::workbook_reader().prepare(input, declared);
  (void)redress::fuzzing::read_all(intake::workbook_reader(), view, declared);
  if (!once) return 0;
  declared.map = once->map;
  const auto again = intake::workbook_reader().prepare(input, declared);
  require(again.has_value() && again->map == once->map);
  return 0;
}
