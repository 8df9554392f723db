// Any bytes as a table of survivors' cases; and nothing that stands in a withheld column comes out.
#include <string>

#include "docket/records_text.hpp"
#include "intake/archive_testing.hpp"
#include "intake/collect_testing.hpp"
#include "intake_reading.hpp"

namespace intake = redress::intake;
using redress::fuzzing::require;

namespace {

constexpr std::string_view kCanary = "Qxzzyq";

void no_canary(const std::string& text) {
  const auto got = intake::testing::collect(intake::htcds_reader(), text);
  for (const auto& each : got.all<redress::docket::CaseField>()) {
    require(each.value.find(kCanary) == std::string_view::npos);
    require(each.case_id.find(kCanary) == std::string_view::npos);
  }
  for (const auto& each : got.refused) require(each.raw.empty());
  for (const auto& each : got.remarks) require(each.text.find(kCanary) == std::string::npos);
}

/// The same in a workbook, with any XML behind her row.
std::string sheet_with(const std::string& xml) {
  const auto cell = [](std::string_view at, std::string_view text) {
    return "<c r=\"" + std::string(at) + "\" t=\"str\"><v>" + std::string(text) + "</v></c>";
  };
  return intake::testing::workbook_of(
      {{"S", intake::testing::sheet_of("<row r=\"1\">" + cell("A1", "prs_FirstName") +
                                       cell("B1", "prs_Gender") + cell("C1", "cas_Status") +
                                       "</row><row r=\"2\">" + cell("A2", kCanary) +
                                       cell("B2", "Feminine") + "</row>" + xml)}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A survivor's name in the first column, whatever stands behind it; a line break would begin a
  // row of its own.
  std::string cells(reinterpret_cast<const char*>(data), size);
  if (cells.find(kCanary) != std::string::npos) return 0;
  const std::string sheet = sheet_with(cells);
  for (char& c : cells)
    if (c == '\n' || c == '\r' || c == '"' || c == '\0') c = ' ';
  if (redress::base::valid_utf8(cells))
    no_canary("prs_FirstName,prs_Gender,prs_Citizenship,cas_Status," + cells + "\n" +
              std::string(kCanary) + ",Feminine,XX,Active," + cells + "\n");
  no_canary(sheet);
  return redress::fuzzing::read_with(intake::htcds_reader(), data, size);
}
