// Helpers of the tests of search: messages as a reader of chats gives them, taken in, and what a
// search finds of them.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "docket/imports_testing.hpp"
#include "docket/records_comms.hpp"
#include "intake/search.hpp"

namespace redress::intake::testing {

struct Line {
  std::string text;
  std::string sender = "+43 660 555 0100";
  std::string name = "Ana Invented";
  std::string day = "2024-05-17";  ///< empty: no time
};

class SearchTest : public docket::testing::ImportsTest {
 protected:
  using Lines = std::vector<Line>;

  static docket::Columns messages(const Lines& lines, std::int64_t first) {
    docket::Columns columns(docket::record_schema_of<docket::Message>(), first);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::int64_t row = first + static_cast<std::int64_t>(i) + 1;
      docket::Message message{.sender = lines[i].sender,
                              .sender_name = lines[i].name,
                              .text = lines[i].text,
                              .place = "chat.txt",
                              .row = row};
      if (!lines[i].day.empty())
        message.at = {base::Instant::parse(lines[i].day + "T10:00:00Z")->micros() + row};
      EXPECT_TRUE(columns.push(message));
    }
    return columns;
  }

  /// Publishes the lines as one import; `outside` are rows outside the authority.
  base::Result<docket::Ref<docket::Import>> take_lines(docket::Ref<docket::Exhibit> of_exhibit,
                                                       const Lines& lines,
                                                       const Lines& outside = {},
                                                       docket::Ref<docket::Import> replaces = {}) {
    docket::Docket& docket = as(docket::Role::prosecutor);
    docket::Import import = of(of_exhibit, replaces ? "2" : "1");
    import.replaces = replaces;
    const auto bulk = REDRESS_TRY(docket::Bulk::for_import(docket));
    const auto description = REDRESS_TRY(docket::describe(docket, import));
    auto staging = REDRESS_TRY(docket::Staging::begin_or_resume(bulk->folder(), description, rng_));
    constexpr std::size_t kEach = 50'000;
    for (std::size_t done = 0; done < lines.size(); done += kEach) {
      const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(done);
      const std::size_t many = std::min(kEach, lines.size() - done);
      docket::Columns open = messages({begin, begin + static_cast<std::ptrdiff_t>(many)},
                                      static_cast<std::int64_t>(done));
      REDRESS_TRY(staging.add(open));
    }
    docket::Columns closed = messages(outside, static_cast<std::int64_t>(lines.size()));
    REDRESS_TRY(staging.add(closed, docket::Shelf::quarantine));
    REDRESS_TRY(staging.finish(lines.size() + outside.size()));
    return docket::publish(docket, *bulk, staging, import, {in_case, "a test"});
  }
  base::Result<docket::Ref<docket::Import>> take_lines(const Lines& lines) {
    return take_lines(exhibit, lines);
  }
  static Lines texts(const std::vector<std::string>& all) {
    Lines lines;
    for (const std::string& text : all) lines.push_back({.text = text});
    return lines;
  }

  SearchFound find(const SearchWanted& wanted, docket::Role role = docket::Role::prosecutor,
                   docket::ReadingRules rules = {}) {
    auto found = Search(as(role), in_case, std::move(rules)).find(wanted);
    EXPECT_TRUE(found) << found.error().text();
    return found ? std::move(*found) : SearchFound{};
  }

  static std::string shown(const SearchHit& hit) {
    std::string text;
    for (const HitPart& part : hit.words) text += part.found ? "[" + part.text + "]" : part.text;
    return text;
  }
  /// The hits as texts with marks, joined by " / ".
  std::string found(const SearchWanted& wanted, docket::Role role = docket::Role::prosecutor) {
    std::string text;
    for (const SearchHit& hit : find(wanted, role).hits) {
      if (!text.empty()) text += " / ";
      text += (hit.by_sound ? "~" : "") + shown(hit);
    }
    return text;
  }
  std::string hits(const std::string& words) { return found(SearchWanted{.words = words}); }
};

}  // namespace redress::intake::testing
