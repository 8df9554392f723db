// Zones of clocks: from what a clock on the wall showed to the instant that it was.
//
// Promises: where a clock showed a time twice (it was set back) both are known and neither is chosen; a time that no
// clock of the zone showed (it was set forward) is said to be none. Nothing is guessed: without a zone there
// is no instant. Safe from several threads. Cost: about 0.3 microseconds, less for times near the last one.
// Bad input: a name that is no zone of the IANA database, and an offset beyond 23:59, are errors.
// Source: IANA time zone database as ICU 72 has it (with Debian's updates of it); ISO 8601-1:2019 for offsets.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace redress::base {

class Zone {
 public:
  /// "Europe/Vienna", "UTC", "Z", "+02:00", "-0330".
  static Result<Zone> parse(std::string_view name);
  Zone(Zone&& other) noexcept;
  Zone& operator=(Zone&& other) noexcept;
  Zone(const Zone& other);
  Zone& operator=(const Zone& other);
  ~Zone();

  struct Placed {
    std::int64_t micros =
        0;  ///< since 1970, UTC; of two the first; of a time that never was, as if the clock
            ///< had not been set forward yet
    bool twice = false;
    bool never = false;
    std::int64_t later = 0;  ///< twice: the second
  };
  /// `wall`: microseconds since 1970 of the clock, as if it were UTC.
  Placed place(std::int64_t wall) const;
  /// What a clock of the zone showed at an instant.
  std::int64_t wall_of(std::int64_t micros) const;

  const std::string& name() const { return name_; }

 private:
  struct Rules;
  Zone(std::string name, std::shared_ptr<const Rules> rules);
  std::string name_;
  std::shared_ptr<const Rules>
      rules_;  ///< shared: immutable, and a zone is copied into each reader
};

/// "icu 72.1, tz 2024a": for what an import says of its tools.
std::string zone_data_version();

}  // namespace redress::base
