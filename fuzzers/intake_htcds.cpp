// Any bytes as a table of survivors' cases; and nothing that stands in a withheld column comes out.
#include <string>

#include "docket/records_text.hpp"
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A survivor's name in the first column, whatever stands behind it; a line break would begin a
  // row of its own.
  std::string cells(reinterpret_cast<const char*>(data), size);
  for (char& c : cells)
    if (c == '\n' || c == '\r' || c == '"' || c == '\0') c = ' ';
  if (redress::base::valid_utf8(cells))
    no_canary("prs_FirstName,prs_Gender,prs_Citizenship,cas_Status," + cells + "\n" +
              std::string(kCanary) + ",Feminine,XX,Active," + cells + "\n");
  return redress::fuzzing::read_with(intake::htcds_reader(), data, size);
}
