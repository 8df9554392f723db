#include "intake/add.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "docket/contraband.hpp"
#include "docket/exhibits.hpp"
#include "intake/files_below.hpp"
#include "intake/one_file.hpp"

namespace redress::intake {

using base::Result;

std::string_view name_of(Fate fate) {
  static constexpr std::string_view kNames[] = {"taken",  "known",    "sealed",
                                                "listed", "filtered", "refused"};
  return kNames[static_cast<std::size_t>(fate)];
}

bool FileReport::needs_attention() const {
  return fate == Fate::refused || fate == Fate::filtered || refused > 0 || quarantined > 0 ||
         std::ranges::any_of(remarks, &Remark::grave);
}

bool AddReport::clean() const {
  return left_out.empty() &&
         std::ranges::none_of(files, [](const FileReport& one) { return one.needs_attention(); });
}

std::string options_text(const Declared& declared, std::string_view counsel) {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += (out.empty() ? "" : "; ") + std::string(name) + "=" + base::one_line(value);
  };
  add("zone", declared.zone);
  add("currency", declared.currency);
  add("region", declared.region);
  add("account", declared.account);
  add("owner", declared.owner);
  add("language", declared.language);
  switch (declared.days) {
    case DayOrder::unsaid: break;
    case DayOrder::day_first: add("days", "day-first"); break;
    case DayOrder::month_first: add("days", "month-first"); break;
    case DayOrder::year_first: add("days", "year-first"); break;
  }
  if (declared.open_media) add("media", "opened");
  add("counsel", counsel);
  return out;
}

Result<AddReport> add(docket::Docket& docket, const std::filesystem::path& folder,
                      const AddOptions& options) {
  FilesBelow below = REDRESS_TRY(files_below(folder));
  AddReport report;
  for (const LeftOut& one : below.left_out) report.left_out.push_back(one.name + ": " + one.why);
  Adding adding = REDRESS_TRY(Adding::begin(docket, options, below));
  for (const FileBelow& file : below.files) REDRESS_TRY(adding.file(file, report.files));
  return report;
}

}  // namespace redress::intake
