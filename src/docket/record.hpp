// Record kinds: the rows that readers take out of exhibits, declared once.
//
// A reader's room writes a struct of one record and one RecordKind<Struct> with the columns' numbers,
// names and help. From that come the columns of segments, typed spans for the lenses, look-ups and
// the page about record kinds. Column numbers are for ever: a number is never used again for another
// meaning, since sealed segments carry it. A new column needs a new version of its kind; a segment
// of an older version reads as absent there.
//
// A record's id is (exhibit, kind, ordinal). One column of every kind is its locator: what a person
// can find again in the exhibit (row, sheet and cell, page and box, element path).
//
// Absent: kAbsent in a column of numbers, the empty text in a column of texts. The smallest int64 is
// therefore no value. A flag is 0 or 1. Texts are the caller's bytes, UTF-8 by agreement, at most
// kMostText of them; views of a record read back live as long as the page they came from.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "docket/field_list.hpp"

namespace redress::docket {

inline constexpr std::int64_t kAbsent = std::numeric_limits<std::int64_t>::min();
inline constexpr std::size_t kMostText = 1U << 20U;  ///< bytes of one text

/// Minor units of the currency that stands in the record's currency column.
struct Minor {
  std::int64_t units = kAbsent;
  auto operator<=>(const Minor&) const = default;
};

/// Microseconds since 1970-01-01T00:00:00Z.
struct Micros {
  std::int64_t since_1970 = kAbsent;
  auto operator<=>(const Micros&) const = default;
};

/// A day, month or year of the calendar as one number that sorts: 20240517, 20240500, 20240000.
struct DateNumber {
  std::int64_t yyyymmdd = kAbsent;
  auto operator<=>(const DateNumber&) const = default;

  static DateNumber of(const base::PartialDate& date);
  /// Nothing where it is absent; an error where the number is no date.
  base::Result<std::optional<base::PartialDate>> date() const;
};

enum class ColumnType : std::uint8_t { text, integer, money, instant, date, flag };
std::string_view name_of(ColumnType type);
constexpr bool is_text(ColumnType type) { return type == ColumnType::text; }

/// Under which form a column can be looked up; the posting index is kept for it.
enum class Lookup : std::uint8_t {
  none,
  exact,    ///< the bytes as they stand
  account,  ///< base::normal_key(KeyKind::account): without separators, capitals
};
std::string_view name_of(Lookup lookup);

/// What the texts of a column name: intake takes mentions out of it.
enum class Names : std::uint8_t {
  nothing,
  person,  ///< a person or organisation, as written
  phone,
  account,  ///< of a bank or the like
  email,
  address,  ///< of a place
  handle,   ///< a user name of a service
  device,   ///< IMEI, IMSI
  paper,    ///< number of an identity document
  wallet,
};
std::string_view name_of(Names names);

/// What the steps that are common to all readers need to know of a column.
struct ColumnOptions {
  Lookup lookup = Lookup::none;
  std::string_view currency;  ///< money: the text column with its ISO 4217 code
  Names names = Names::nothing;
  bool many = false;      ///< several values, one a line
  bool own = false;       ///< whose record it is: an authority's scope is asked of it first
  bool when = false;      ///< when it happened, for an authority's dates
  bool searched = false;  ///< words that a search finds
  bool locates = false;   ///< part of the locator: says where it stands, not what it says
};

struct ColumnSchema {
  std::uint16_t number = 0;  ///< from 1
  std::string_view name;
  std::string_view help;
  ColumnType type = ColumnType::text;
  Lookup lookup = Lookup::none;
  std::string_view currency;  ///< as in the options
  ColumnOptions options;
  std::size_t lane = 0;  ///< position among the columns of texts, or among those of numbers
};

struct RecordInfo {
  std::string_view name;
  std::string_view plural;
  std::uint16_t version = 1;
  std::string_view locator;  ///< the column that is the locator
  std::string_view help;
  bool derived = false;  ///< what intake notes of other records: not counted among them
};

struct RecordSchema {
  RecordInfo info;
  std::vector<ColumnSchema> columns;
  std::size_t numbers = 0;  ///< how many columns hold numbers
  std::size_t texts = 0;

  std::optional<std::size_t> index_of(std::string_view column) const;
};

/// Numbers rise, names differ, the locator exists and is a text or integer, money names its currency,
/// only texts are looked up. For the test of each kind.
base::Result<void> check_schema(const RecordSchema& schema);

// ---- declaring -------------------------------------------------------------------------------

template <typename T, typename M>
struct Column {
  std::uint16_t number = 0;
  std::string_view name;
  M T::* member = nullptr;
  std::string_view help;
  ColumnOptions options;
};

template <typename T, typename M>
constexpr Column<T, M> column(std::uint16_t number, std::string_view name, M T::* member,
                              std::string_view help, ColumnOptions options = {}) {
  return {number, name, member, help, options};
}

template <typename T>
struct RecordKind;  // specialised beside each struct, with `info` and `columns`

namespace detail {

template <typename M>
struct Lane;

template <>
struct Lane<std::string_view> {
  static constexpr ColumnType kType = ColumnType::text;
};
template <>
struct Lane<std::int64_t> {
  static constexpr ColumnType kType = ColumnType::integer;
  static std::int64_t number(std::int64_t v) { return v; }
  static void set(std::int64_t& out, std::int64_t v) { out = v; }
};
template <>
struct Lane<Minor> {
  static constexpr ColumnType kType = ColumnType::money;
  static std::int64_t number(Minor v) { return v.units; }
  static void set(Minor& out, std::int64_t v) { out.units = v; }
};
template <>
struct Lane<Micros> {
  static constexpr ColumnType kType = ColumnType::instant;
  static std::int64_t number(Micros v) { return v.since_1970; }
  static void set(Micros& out, std::int64_t v) { out.since_1970 = v; }
};
template <>
struct Lane<DateNumber> {
  static constexpr ColumnType kType = ColumnType::date;
  static std::int64_t number(DateNumber v) { return v.yyyymmdd; }
  static void set(DateNumber& out, std::int64_t v) { out.yyyymmdd = v; }
};
template <>
struct Lane<bool> {
  static constexpr ColumnType kType = ColumnType::flag;
  static std::int64_t number(bool v) { return v ? 1 : 0; }
  static void set(bool& out, std::int64_t v) { out = v == 1; }
};

}  // namespace detail

/// The schema of a record kind, built once; safe to keep the pointer.
template <typename T>
const RecordSchema& record_schema_of() {
  static const RecordSchema schema = [] {
    RecordSchema made{RecordKind<T>::info, {}, 0, 0};
    const auto add = [&]<typename M>(const Column<T, M>& c) {
      constexpr ColumnType kType = detail::Lane<M>::kType;
      std::size_t& lane = is_text(kType) ? made.texts : made.numbers;
      made.columns.push_back({c.number, c.name, c.help, kType, c.options.lookup, c.options.currency,
                              c.options, lane++});
    };
    RecordKind<T>::columns.each(add);
    return made;
  }();
  return schema;
}

}  // namespace redress::docket
