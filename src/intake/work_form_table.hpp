// One table of a form in TOML, asked key by key: what it has, what was wrong, what nobody asked
// for.
//
// Promises: each getter marks its key as known; the first thing that is wrong is kept with its
// line, and later getters go on quietly, so that a caller fills a whole record and asks `problem`
// once. Amounts are exact, in the table's own currency or the declared one, never guessed. Cost:
// linear in keys.
// Bad input: a problem.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "base/toml.hpp"
#include "docket/record.hpp"
#include "intake/reader.hpp"

namespace redress::intake {

struct FormProblem {
  std::uint32_t line = 0;
  std::string reason;
  std::string found;
  std::string expected;
};

class FormTable {
 public:
  /// `table` and `declared` must outlive it and all texts that it gives.
  FormTable(const base::toml::Node& table, const Declared& declared);

  std::string_view text(std::string_view key);
  /// One of the words; anything else is a problem.
  std::string_view word(std::string_view key, std::initializer_list<std::string_view> words);
  docket::DateNumber date(std::string_view key);
  /// A whole number from 0.
  std::int64_t number(std::string_view key, std::int64_t most);
  /// Hundredths: 40, "37.5", "7.25".
  std::int64_t hundredths(std::string_view key, std::int64_t most);
  docket::Minor money(std::string_view key);
  /// Asked before `money`: the table's, else the declared one; empty where there is neither.
  std::string_view currency();
  /// Microseconds since 1970 of a clock: "2024-05-17 21:00", or "21:00" of the day that is given.
  struct Clock {
    docket::Micros wall;
    bool own_day = false;  ///< the text names its day
  };
  Clock clock(std::string_view key, docket::DateNumber on);

  void fail(std::string_view key, std::string reason, std::string expected);
  /// Also of a key that nobody asked for. Call last.
  const std::optional<FormProblem>& problem();

 private:
  const base::toml::Entry* take(std::string_view key);
  void fail_at(const base::toml::Entry& entry, std::string reason, std::string expected);

  const base::toml::Node* table_;
  const Declared* declared_;
  std::vector<bool> known_;
  std::optional<base::Currency> currency_;
  std::string_view currency_code_;
  std::optional<FormProblem> problem_;
};

}  // namespace redress::intake
