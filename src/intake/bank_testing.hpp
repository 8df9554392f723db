// For tests of the readers of bank statements.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "docket/records_money.hpp"
#include "intake/collect_testing.hpp"

namespace redress::intake::testing {

/// As collect, and that nothing is lost: what was read is what was kept and what was refused.
inline Collected collect_whole(const Reader& reader, std::string_view bytes,
                               Declared declared = {}) {
  Collected out;
  Rows rows(out);
  const MemoryInput input(bytes);
  Reading reading{input, "sample", std::move(declared), rows};
  auto done = reader.read(reading);
  if (done) done = rows.finish();
  if (!done) out.error = done.error().text();
  out.remarks = rows.remarks();
  EXPECT_EQ(rows.read(), out.count() + out.refused.size());
  EXPECT_EQ(rows.refused(), out.refused.size());
  return out;
}

template <typename T>
void expect_prefix(const Collected& part, const Collected& whole, std::size_t cut) {
  const std::vector<T> some = part.all<T>();
  const std::vector<T> all = whole.all<T>();
  ASSERT_LE(some.size(), all.size()) << "cut at " << cut;
  for (std::size_t i = 0; i < some.size(); ++i)
    EXPECT_TRUE(some[i] == all[i]) << "record " << i << " differs, cut at " << cut;
}

/// Cut at every byte, a sample gives what was whole before the cut, and at most one refusal more.
inline void expect_whole_rows_at_every_cut(const Reader& reader, std::string_view sample,
                                           const Declared& declared = {}) {
  const Collected whole = collect_whole(reader, sample, declared);
  ASSERT_EQ(whole.error, "");
  for (std::size_t cut = 0; cut < sample.size(); ++cut) {
    const Collected part = collect_whole(reader, sample.substr(0, cut), declared);
    expect_prefix<docket::Transfer>(part, whole, cut);
    expect_prefix<docket::Balance>(part, whole, cut);
    EXPECT_LE(part.refused.size(), whole.refused.size() + 1) << "cut at " << cut;
    if (part.refused.size() > whole.refused.size()) {
      EXPECT_EQ(part.refused.back().reason, "ends-early") << "cut at " << cut;
    }
    if (::testing::Test::HasFailure()) return;
  }
}

inline bool has_remark(const Collected& collected, std::string_view code, bool grave) {
  for (const Remark& one : collected.remarks)
    if (one.code == code && one.grave == grave) return true;
  return false;
}

inline std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

inline Sample sample_from(std::string_view text) {
  Sample out;
  out.name = "sample";
  out.head = base::as_bytes(text.substr(0, kSample));
  out.text = std::string(text.substr(0, kSample));
  out.encoding = "UTF-8";
  out.size = text.size();
  return out;
}

}  // namespace redress::intake::testing
