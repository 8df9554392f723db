// For tests of tables: short forms of reading a text with a map, and of what came out.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"
#include "docket/records_work.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"
#include "intake/encoding.hpp"

namespace redress::intake::testing {

inline Declared with_map(std::string_view map, std::string currency = {}, std::string zone = {}) {
  Declared out;
  out.map = map;
  out.currency = std::move(currency);
  out.zone = std::move(zone);
  return out;
}

/// The text of the prepared map, or of the error.
inline std::string prepared(std::string_view table, const Declared& declared = {}) {
  const MemoryInput input(table);
  auto done = table_reader().prepare(input, declared);
  return done ? done->map : done.error().text();
}
inline std::vector<Remark> remarks_of(std::string_view table, const Declared& declared = {}) {
  const MemoryInput input(table);
  auto done = table_reader().prepare(input, declared);
  return done ? done->remarks : std::vector<Remark>{{"error", done.error().text(), true}};
}

inline bool has_remark(const std::vector<Remark>& remarks, std::string_view code,
                       std::string_view part = {}) {
  return std::ranges::any_of(remarks, [&](const Remark& one) {
    return one.code == code && one.text.find(part) != std::string::npos;
  });
}

/// What a reader sees of these bytes when it is asked whether they are its own; they outlive it.
inline Sample sample_from(std::string_view bytes, std::string_view name = "x.csv") {
  Sample out;
  out.name = name;
  out.head = base::as_bytes(bytes.substr(0, kSample));
  out.size = bytes.size();
  const FoundEncoding found = find_encoding(out.head, true);
  out.encoding = found.name;
  if (!found.name.empty()) out.text = to_utf8(out.head.subspan(found.mark_bytes), found.name);
  return out;
}

/// A map of bookings with these lines in its [columns].
inline std::string bookings(std::string_view columns, std::string_view more = {}) {
  return "[map]\ngives = \"transfer\"\n[columns]\n" + std::string(columns) + std::string(more);
}

inline constexpr std::string_view kPlainMap = R"([map]
gives = "transfer"
[columns]
date = "Date"
amount = "Amount"
currency = "Currency"
text = "Text"
)";
inline constexpr std::string_view kPlainTable =
    "Date,Amount,Currency,Text\n"
    "2024-05-17,12.50,EUR,rent\n"
    "2024-05-18,-7.00,EUR,\"food, \"\"cheap\"\"\"\n";

}  // namespace redress::intake::testing
