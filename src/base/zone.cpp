#include "base/zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/uversion.h>

#include <optional>

#include "base/text.hpp"

namespace redress::base {
namespace {

constexpr std::int64_t kMillisecond = 1'000;
constexpr std::int64_t kMinute = 60'000'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "+02:00", "-0330", "+2", "UTC", "Z": minutes east of Greenwich.
std::optional<std::int32_t> fixed_offset(std::string_view name) {
  if (name == "UTC" || name == "Z" || name == "GMT") return 0;
  if (name.size() < 2 || (name[0] != '+' && name[0] != '-')) return std::nullopt;
  std::int32_t digits[4] = {};
  std::size_t count = 0;
  bool colon = false;
  for (const char c : name.substr(1)) {
    if (c == ':' && !colon && (count == 1 || count == 2)) {
      if (count == 1) {
        digits[1] = digits[0];
        digits[0] = 0;
        count = 2;
      }
      colon = true;
      continue;
    }
    if (!is_digit(c) || count == 4) return std::nullopt;
    digits[count++] = c - '0';
  }
  if (count == 1) {
    digits[1] = digits[0];
    digits[0] = 0;
  } else if (count != 2 && count != 4) {
    return std::nullopt;
  }
  const std::int32_t hours = digits[0] * 10 + digits[1];
  const std::int32_t minutes = digits[2] * 10 + digits[3];
  if (hours > 23 || minutes > 59 || (colon && count != 4)) return std::nullopt;
  const std::int32_t offset = hours * 60 + minutes;
  return name[0] == '-' ? -offset : offset;
}

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

}  // namespace

struct Zone::Rules {
  std::int64_t fixed = 0;  ///< microseconds, where there is no table
  std::unique_ptr<icu::BasicTimeZone> table;

  /// Offset of the clock, in microseconds, where a wall time that is not one to one is taken as before
  /// (`former`) or after the change.
  std::int64_t offset_of_wall(std::int64_t wall, bool former) const {
    std::int32_t raw = 0;
    std::int32_t saved = 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto option = former ? UCAL_TZ_LOCAL_FORMER : UCAL_TZ_LOCAL_LATTER;
    table->getOffsetFromLocal(static_cast<UDate>(floor_div(wall, kMillisecond)), option, option,
                              raw, saved, status);
    return (std::int64_t{raw} + saved) * kMillisecond;
  }
};

Zone::Zone(std::string name, std::shared_ptr<const Rules> rules)
    : name_(std::move(name)), rules_(std::move(rules)) {}
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;
Zone::Zone(const Zone&) = default;
Zone& Zone::operator=(const Zone&) = default;
Zone::~Zone() = default;

Result<Zone> Zone::parse(std::string_view name) {
  auto rules = std::make_shared<Rules>();
  if (const auto offset = fixed_offset(name)) {
    rules->fixed = std::int64_t{*offset} * kMinute;
    return Zone(std::string(name), std::move(rules));
  }
  const bool plausible = name.size() <= 64 && name.find('/') != std::string_view::npos;
  std::unique_ptr<icu::TimeZone> found;
  if (plausible && valid_utf8(name))
    found.reset(icu::TimeZone::createTimeZone(
        icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())})));
  if (!found || *found == icu::TimeZone::getUnknown())
    return fail(
        Error(ErrorKind::bad_input, "this is no zone of clocks")
            .found(in_quotes(name))
            .expected("a name of the IANA database (Europe/Vienna), UTC, or an offset (+02:00)"));
  auto* basic = dynamic_cast<icu::BasicTimeZone*>(found.get());
  if (basic == nullptr)
    return fail(Error(ErrorKind::internal, "a zone without rules").found(in_quotes(name)));
  static_cast<void>(found.release());
  rules->table.reset(basic);
  return Zone(std::string(name), std::move(rules));
}

Zone::Placed Zone::place(std::int64_t wall) const {
  if (!rules_->table) return {.micros = wall - rules_->fixed};
  const std::int64_t former = rules_->offset_of_wall(wall, true);
  const std::int64_t latter = rules_->offset_of_wall(wall, false);
  if (former == latter) return {.micros = wall - former};
  // Set back: the clock ran ahead before the change, so that the former instant is the first.
  if (former > latter) return {.micros = wall - former, .twice = true, .later = wall - latter};
  return {.micros = wall - former, .never = true};
}

std::int64_t Zone::wall_of(std::int64_t micros) const {
  if (!rules_->table) return micros + rules_->fixed;
  std::int32_t raw = 0;
  std::int32_t saved = 0;
  UErrorCode status = U_ZERO_ERROR;
  rules_->table->getOffset(static_cast<UDate>(floor_div(micros, kMillisecond)), 0, raw, saved,
                           status);
  return micros + (std::int64_t{raw} + saved) * kMillisecond;
}

std::string zone_data_version() {
  UErrorCode status = U_ZERO_ERROR;
  const char* version = icu::TimeZone::getTZDataVersion(status);
  return std::string("icu ") + U_ICU_VERSION + ", tz " +
         (U_SUCCESS(status) && version != nullptr ? version : "unknown");
}

}  // namespace redress::base
