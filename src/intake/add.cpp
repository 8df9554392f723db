#include "intake/add.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "docket/contraband.hpp"
#include "docket/exhibits.hpp"
#include "docket/kinds_people.hpp"
#include "intake/files_below.hpp"
#include "intake/one_file.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
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
  if (declared.open_media) add("media", "opened: " + declared.media_word);
  add("counsel", counsel);
  return out;
}

namespace {

/// One exhibit at a time, by a person's word, and never in a case in which a minor is known.
Result<void> may_open_media(const docket::Docket& docket, const std::filesystem::path& file,
                            const AddOptions& options) {
  std::error_code code;
  if (!std::filesystem::is_regular_file(file, code))
    return base::fail(Error(ErrorKind::bad_input, "pictures are opened one exhibit at a time")
                          .found(base::in_quotes(file.filename().string()) + ", which is no file")
                          .expected("the one file that somebody has looked at"));
  if (options.declared.media_word.find_first_not_of(" \t") == std::string::npos)
    return base::fail(
        Error(ErrorKind::bad_input, "opening pictures needs a person's word")
            .expected("--open-media \"who has looked, and how no minor can be shown\""));
  for (const auto& party : REDRESS_TRY(docket.all<docket::Party>(options.in_case)))
    if (!party.withdrawn && party.value.protection == docket::Protected::child)
      return base::fail(
          Error(ErrorKind::not_allowed, "pictures are not read in this case: a minor may be shown")
              .fix("have a person write down what the page says, and take that in as text"));
  return {};
}

}  // namespace

Result<AddReport> add(docket::Docket& docket, const std::filesystem::path& folder,
                      const AddOptions& options) {
  if (options.declared.open_media) REDRESS_TRY(may_open_media(docket, folder, options));
  const FilesBelow below = REDRESS_TRY(files_below(folder));
  AddReport report;
  for (const LeftOut& one : below.left_out) report.left_out.push_back(one.name + ": " + one.why);
  Adding adding = REDRESS_TRY(Adding::begin(docket, options, below));
  for (const FileBelow& file : below.files) REDRESS_TRY(adding.file(file, report.files));
  return report;
}

}  // namespace redress::intake
