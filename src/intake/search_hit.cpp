#include "intake/search_hit.hpp"

#include <algorithm>
#include <array>

namespace redress::intake {
namespace {

using base::Result;
using docket::ColumnSchema;
using docket::ColumnType;
using docket::MarkedPlace;
using docket::Segment;

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

/// The nearest place before `at` (not before `least`) where a character begins, at a blank if there
/// is one near.
std::size_t back_to_blank(std::string_view text, std::size_t at, std::size_t least) {
  constexpr std::size_t kNear = 20;
  for (std::size_t i = at; i > least && at - i < kNear; --i)
    if (text[i - 1] == ' ' || text[i - 1] == '\n') return i;
  while (at > least && at < text.size() && !begins_character(text[at])) --at;
  return at;
}

/// One row of one segment.
class RowReader {
 public:
  RowReader(const Segment& segment, std::uint32_t row, docket::PageScratch& scratch)
      : segment_(segment),
        page_(row / docket::kPageRows),
        row_{static_cast<std::uint16_t>(row % docket::kPageRows)},
        scratch_(scratch) {}

  Result<std::string> text(std::size_t column) {
    REDRESS_TRY(segment_.texts_at(column, page_, row_, texts_, scratch_));
    return std::string(texts_[0]);
  }
  Result<std::int64_t> number(std::size_t column) {
    REDRESS_TRY(segment_.numbers_at(column, page_, row_, numbers_, scratch_));
    return numbers_.values.at(0);
  }
  Result<std::int64_t> ordinal() {
    const auto all = REDRESS_TRY(segment_.ordinals(page_, numbers_, scratch_));
    return all[row_[0]];
  }

 private:
  const Segment& segment_;
  std::size_t page_;
  std::array<std::uint16_t, 1> row_;
  docket::PageScratch& scratch_;
  docket::TextPage texts_;
  docket::NumberPage numbers_;
};

/// The first time that is written, as it is written.
Result<void> read_when(RowReader& row, std::size_t index, const ColumnSchema& column,
                       SearchHit& hit) {
  const std::int64_t value = REDRESS_TRY(row.number(index));
  if (value == docket::kAbsent) return {};
  if (column.type == ColumnType::date) {
    const auto date = docket::DateNumber{value}.date();
    if (!date || !*date) return {};
    hit.when = (*date)->text();
  } else {
    // The clock of a source is no UTC: its text has no Z.
    const std::string zone = column.name.ends_with("wall") ? "" : "UTC";
    hit.when = base::Instant(value, base::Precision::second, zone).text();
  }
  hit.clock = column.name;
  return {};
}

}  // namespace

void cut_snippet(std::string_view text, const std::vector<MarkedPlace>& places, SearchHit& hit) {
  const std::size_t first = places.empty() ? 0 : places.front().begin;
  std::size_t begin = first > kBefore ? back_to_blank(text, first - kBefore, 0) : 0;
  while (begin < first && !begins_character(text[begin])) ++begin;
  std::size_t end = std::min(begin + kSnippet, text.size());
  if (!places.empty()) end = std::min(std::max(end, places.front().end), text.size());
  const std::size_t least = places.empty() ? begin : places.front().end;
  if (end < text.size()) end = back_to_blank(text, end, least);
  hit.cut_before = begin > 0;
  hit.cut_behind = end < text.size();
  hit.words.clear();
  const auto add = [&](std::size_t from, std::size_t to, bool found) {
    if (from < to) hit.words.push_back({std::string(text.substr(from, to - from)), found});
  };
  std::size_t at = begin;
  for (const MarkedPlace& place : places) {
    if (place.end > end) break;
    add(at, place.begin, false);
    add(place.begin, place.end, true);
    at = place.end;
  }
  add(at, end, false);
}

Result<SearchHit> HitReader::read(const docket::ImportedRecords& imported,
                                  const docket::SearchRow& row) {
  const docket::RecordSchema& schema = imported.records.schema();
  const Segment segment = REDRESS_TRY(imported.records.segment(row.segment));
  RowReader reader(segment, row.row, scratch_);
  SearchHit hit;
  hit.import = imported.import.ref;
  hit.import_label = imported.import.value.label;
  hit.exhibit = imported.import.value.exhibit;
  hit.kind = schema.info.name;
  hit.by_sound = row.by_sound;
  hit.ordinal = REDRESS_TRY(reader.ordinal());
  std::string best;
  std::vector<MarkedPlace> best_places;
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    const ColumnSchema& column = schema.columns[i];
    const docket::ColumnOptions& options = column.options;
    const bool names =
        options.names != docket::Names::nothing && options.names != docket::Names::address;
    const bool locates = options.locates || column.name == schema.info.locator;
    if (docket::is_text(column.type)) {
      if (!locates && !options.searched && !names) continue;
      std::string text = REDRESS_TRY(reader.text(i));
      if (text.empty()) continue;
      if (locates) hit.locator.emplace_back(column.name, text);
      if (names) hit.people.emplace_back(column.name, text);
      if (!options.searched) continue;
      auto places = docket::marked_places(words_, text, marks_, kMostMarks);
      if (!hit.column.empty() && places.size() < best_places.size()) continue;
      hit.column = column.name;
      best = std::move(text);
      best_places = std::move(places);
    } else if (locates) {
      const std::int64_t value = REDRESS_TRY(reader.number(i));
      if (value != docket::kAbsent) hit.locator.emplace_back(column.name, std::to_string(value));
    } else if (options.when && hit.when.empty()) {
      REDRESS_TRY(read_when(reader, i, column, hit));
    }
  }
  cut_snippet(best, best_places, hit);
  return hit;
}

}  // namespace redress::intake
