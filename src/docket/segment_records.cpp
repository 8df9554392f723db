#include "docket/segment_records.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cassert>

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Error index_missing(const PostingPlace& place, const Error& why) {
  return Error(ErrorKind::unavailable, "the posting index of these records can not be used")
      .at({{}, 0, 0, place.text()})
      .found(why.text())
      .fix("make the index again: it is derived from the segments");
}

bool may_match(const Segment& segment, std::size_t page, std::span<const ZoneRange> ranges) {
  return std::ranges::all_of(ranges, [&](const ZoneRange& range) {
    return segment.zone(range.column, page).may_hold(range.low, range.high);
  });
}

/// Rules out nearly all entries by their last bytes: a form ends like its text where that ends in ASCII
/// letters and digits.
bool ends_differently(Lookup lookup, std::string_view text, std::string_view form) {
  if (text.empty() || form.empty()) return true;
  if (lookup != Lookup::account) return false;
  constexpr std::size_t kLast = 4;
  for (std::size_t i = 1; i <= std::min({kLast, text.size(), form.size()}); ++i) {
    const char one = text[text.size() - i];
    const bool letter = (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
    if (!letter && (one < '0' || one > '9')) return false;
    if ((letter ? static_cast<char>(one & ~0x20) : one) != form[form.size() - i]) return true;
  }
  return false;
}

}  // namespace

ScanQuery ScanQuery::of_all(const RecordSchema& schema) {
  ScanQuery query;
  for (std::size_t i = 0; i < schema.columns.size(); ++i) query.columns.push_back(i);
  return query;
}

Result<Records> Records::open(const BulkFolder& folder, const Manifest& manifest,
                              const RecordSchema& schema) {
  Records records(folder, schema, manifest.of.exhibit);
  const ManifestGroup* group = manifest.find(schema.info.name, Shelf::open);
  if (group == nullptr) return records;
  if (group->version > schema.info.version)
    return base::fail(
        Error(ErrorKind::bad_input, "these records are of a newer version of their kind")
            .found("version " + std::to_string(group->version))
            .expected("version " + std::to_string(schema.info.version) + " or older")
            .fix("open the docket with a newer redress"));
  records.group_ = *group;
  records.rows_ = group->rows();
  return records;
}

Result<Segment> Records::segment(std::size_t index) const {
  const ManifestSegment& kept = group_.segments[index];
  const SegmentPlace place{folder_->docket(), exhibit_, schema_, static_cast<std::uint32_t>(index),
                           Shelf::open};
  BulkFile file = REDRESS_TRY(folder_->file(folder_->name_of_segment(kept.digest)));
  const auto known = directories_.find(index);
  Segment opened =
      REDRESS_TRY(Segment::open(place, std::move(file), folder_->keys().open,
                                known == directories_.end() ? nullptr : known->second));
  if (opened.rows() != kept.rows || opened.directory()->first_ordinal != kept.first_ordinal)
    return base::fail(Error(ErrorKind::bad_input, "a segment is not the one of its manifest")
                          .at({{}, 0, 0, place.text()}));
  if (known == directories_.end()) {
    if (directories_.size() >= kDirectories) directories_.clear();
    directories_[index] = opened.directory();
  }
  return opened;
}

Result<const Segment*> Records::kept_open(std::size_t index) const {
  const auto known = open_.find(index);
  if (known != open_.end()) return &known->second;
  Segment opened = REDRESS_TRY(segment(index));
  if (open_.size() >= kOpenSegments) open_.clear();
  return &open_.emplace(index, std::move(opened)).first->second;
}

Result<void> Records::load(const Segment& segment, std::size_t index, std::size_t page,
                           std::span<const std::size_t> columns, PageView& view) const {
  view.numbers_.resize(columns.size());
  view.texts_.resize(columns.size());
  view.segment_ = index;
  view.first_row_ = page * kPageRows;
  view.ordinals_ = REDRESS_TRY(segment.ordinals(page, view.ordinal_values_, scratch_));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (is_text(schema_->columns[columns[i]].type)) {
      REDRESS_TRY(segment.texts(columns[i], page, view.texts_[i], scratch_));
    } else {
      REDRESS_TRY(segment.numbers(columns[i], page, view.numbers_[i], scratch_));
    }
  }
  return {};
}

Result<void> Records::load_few(std::span<const Found> found, std::span<const std::size_t> columns,
                               PageView& view) const {
  assert(!found.empty() && found.size() <= kFewRows);
  const std::size_t index = found.front().segment;
  const std::size_t page = found.front().row / kPageRows;
  std::array<std::uint16_t, kFewRows> few{};
  for (std::size_t i = 0; i < found.size(); ++i)
    few[i] = static_cast<std::uint16_t>(found[i].row % kPageRows);
  const auto rows = std::span<const std::uint16_t>(few).first(found.size());
  const Segment& opened = *REDRESS_TRY(kept_open(index));
  const auto hit = hits_.pages.find({index, page});
  view.numbers_.resize(columns.size());
  view.texts_.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!is_text(schema_->columns[columns[i]].type)) {
      REDRESS_TRY(opened.numbers_at(columns[i], page, rows, view.numbers_[i], scratch_));
    } else if (columns[i] == hits_.column && hit != hits_.pages.end()) {
      view.hit_ = hit->second;
      TextPage& into = view.texts_[i];
      into.codes.resize(rows.size());
      into.entries.resize(rows.size());
      for (std::size_t k = 0; k < rows.size(); ++k) {
        into.codes[k] = static_cast<std::uint16_t>(k);
        into.entries[k] = (*hit->second)[rows[k]];
      }
    } else {
      REDRESS_TRY(opened.texts_at(columns[i], page, rows, view.texts_[i], scratch_));
    }
  }
  return {};
}

Result<ScanReport> Records::scan(const ScanQuery& query, const Visit& visit) const {
  ScanReport report;
  PageView view;
  for (std::size_t index = 0; index < group_.segments.size(); ++index) {
    const Segment opened = REDRESS_TRY(segment(index));
    for (std::size_t page = 0; page < opened.pages(); ++page) {
      if (!may_match(opened, page, query.ranges)) {
        ++report.skipped;
        continue;
      }
      REDRESS_TRY(load(opened, index, page, query.columns, view));
      REDRESS_TRY(visit(view));
      ++report.pages;
    }
  }
  return report;
}

// ---- look-ups ----------------------------------------------------------------------------------

Result<const std::vector<Postings>*> Records::postings(std::size_t column) const {
  const auto known = postings_.find(column);
  if (known != postings_.end()) return &known->second;
  std::vector<Postings> runs;
  for (const PostingFile& file : posting_files(*folder_, group_, *schema_, column)) {
    const PostingPlace place{folder_->docket(), schema_, column, file.segments};
    auto opened = folder_->file(file.name);
    if (!opened) return base::fail(index_missing(place, opened.error()));
    auto run = Postings::open(place, std::move(*opened), folder_->keys().open);
    if (!run) return base::fail(index_missing(place, run.error()));
    runs.push_back(std::move(*run));
  }
  return &(postings_[column] = std::move(runs));
}

Result<std::vector<Found>> Records::find(std::size_t column, std::string_view key) const {
  const Lookup lookup = schema_->columns[column].lookup;
  assert(lookup != Lookup::none);
  std::vector<Found> out;
  std::string memory;
  const auto form = lookup_form(lookup, key, memory);
  if (!form) return out;
  const std::vector<Postings>& runs = *REDRESS_TRY(postings(column));
  hits_ = {column, 0, {}};
  for (std::size_t run = 0; run < runs.size(); ++run) {
    for (const std::uint32_t at : REDRESS_TRY(runs[run].find(*form, key_))) {
      const std::size_t index = run * kRunSegments + at / kMostPages;
      const std::size_t page = at % kMostPages;
      if (index >= group_.segments.size() || page >= pages_of(group_.segments[index].rows))
        return base::fail(Error(ErrorKind::internal, "a posting index names a page that is not")
                              .at({{}, 0, 0, std::string(schema_->info.plural)}));
      REDRESS_TRY(find_in_page(index, page, column, *form, out));
    }
  }
  return out;
}

Result<void> Records::find_in_page(std::size_t index, std::size_t page, std::size_t column,
                                   std::string_view form, std::vector<Found>& out) const {
  const Segment& segment = *REDRESS_TRY(kept_open(index));
  const Lookup lookup = schema_->columns[column].lookup;
  TextPage texts;
  REDRESS_TRY(segment.texts(column, page, texts, scratch_));
  std::bitset<kPageRows> equal;
  std::string memory;
  for (std::size_t code = 0; code < texts.entries.size(); ++code) {
    if (ends_differently(lookup, texts.entries[code], form)) continue;
    const auto other = lookup_form(lookup, texts.entries[code], memory);
    equal[code] = other && *other == form;
  }
  if (equal.none()) return {};
  NumberPage numbers;
  const auto ordinals = REDRESS_TRY(segment.ordinals(page, numbers, scratch_));
  for (std::size_t row = 0; row < texts.codes.size(); ++row)
    if (equal[texts.codes[row]])
      out.push_back({static_cast<std::uint32_t>(index),
                     static_cast<std::uint32_t>(page * kPageRows + row), ordinals[row]});
  if (hits_.bytes + texts.bytes.size() <= kKeptBytes) {
    hits_.bytes += texts.bytes.size();
    hits_.pages[{index, page}] = std::make_shared<const TextPage>(std::move(texts));
  }
  return {};
}

Result<Found> Records::locate(std::int64_t ordinal) const {
  const auto missing = [&] {
    return base::fail(Error(ErrorKind::not_found, "there is no such record")
                          .found(std::string(schema_->info.name) + " " + std::to_string(ordinal) +
                                 " of exhibit " + std::to_string(exhibit_)));
  };
  const auto after =
      std::ranges::upper_bound(group_.segments, ordinal, {}, &ManifestSegment::first_ordinal);
  if (after == group_.segments.begin()) return missing();
  const auto index = static_cast<std::size_t>(after - group_.segments.begin() - 1);
  const Segment opened = REDRESS_TRY(segment(index));
  NumberPage numbers;
  for (std::size_t page = 0; page < opened.pages(); ++page) {
    const auto& entries = opened.directory()->ordinals;
    if (!entries.empty() && !entries[page].zone.may_hold(ordinal, ordinal)) continue;
    const auto ordinals = REDRESS_TRY(opened.ordinals(page, numbers, scratch_));
    const auto at = std::ranges::lower_bound(ordinals, ordinal);
    if (at == ordinals.end() || *at != ordinal) continue;
    return Found{static_cast<std::uint32_t>(index),
                 static_cast<std::uint32_t>(page * kPageRows +
                                            static_cast<std::size_t>(at - ordinals.begin())),
                 ordinal};
  }
  return missing();
}

// ---- the index itself --------------------------------------------------------------------------

Result<void> Records::rebuild_postings(base::Rng& rng) const {
  postings_.clear();
  for (std::size_t column = 0; column < schema_->columns.size(); ++column) {
    if (schema_->columns[column].lookup == Lookup::none) continue;
    for (const PostingFile& file : posting_files(*folder_, group_, *schema_, column)) {
      PostingBuilder builder(schema_->columns[column].lookup, key_);
      TextPage texts;
      for (std::size_t i = 0; i < file.segment_count; ++i) {
        const Segment opened = REDRESS_TRY(segment(file.first_segment + i));
        for (std::size_t page = 0; page < opened.pages(); ++page) {
          REDRESS_TRY(opened.texts(column, page, texts, scratch_));
          builder.add_page(i * kMostPages + page, texts.entries);
        }
      }
      const PostingPlace place{folder_->docket(), schema_, column, file.segments};
      REDRESS_TRY(
          folder_->keep(file.name, builder.finish(place, folder_->keys().open, draw_salt(rng))));
    }
  }
  return {};
}

Result<void> Records::check_postings() const {
  for (std::size_t column = 0; column < schema_->columns.size(); ++column) {
    if (schema_->columns[column].lookup == Lookup::none) continue;
    for (const Postings& run : *REDRESS_TRY(postings(column))) REDRESS_TRY(run.check());
  }
  return {};
}

}  // namespace redress::docket
