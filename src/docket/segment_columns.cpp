#include "docket/segment_columns.hpp"

#include <algorithm>

namespace redress::docket {
Columns::Columns(const RecordSchema& schema, std::int64_t first_ordinal)
    : schema_(&schema),
      next_ordinal_(first_ordinal),
      numbers_(schema.numbers),
      texts_(schema.texts) {}

bool Columns::full() const {
  if (rows() >= kSegmentRows) return true;
  if (pushed_bytes_ <= kMostColumnBytes) return false;
  return std::ranges::any_of(texts_,
                             [](const TextLane& lane) { return lane.bytes() > kMostColumnBytes; });
}

void Columns::make_room() {
  const std::size_t room = ordinals_.room();
  const std::size_t rows = room == 0 ? kPageRows : std::max(kSegmentRows, 2 * room);
  std::size_t lane = 0;
  ordinals_.make_room(rows, lane++);
  for (auto& numbers : numbers_) numbers.make_room(rows, lane++);
  for (TextLane& texts : texts_) texts.make_room(rows, lane++);
}

void Columns::skip_to(std::int64_t ordinal) {
  assert(ordinal >= next_ordinal_);
  next_ordinal_ = ordinal;
}

void Columns::clear() {
  pushed_bytes_ = 0;
  ordinals_.clear();
  for (auto& lane : numbers_) lane.clear();
  for (TextLane& lane : texts_) lane.clear();
}

void Columns::restart_at(std::int64_t ordinal) {
  assert(rows() == 0);
  next_ordinal_ = ordinal;
}

void Columns::push_row(const Columns& from, std::size_t row) {
  assert(schema_ == from.schema_ && rows() < kSegmentRows);
  if (rows() == ordinals_.room()) make_room();
  skip_to(from.ordinals_[row]);
  for (std::size_t lane = 0; lane < numbers_.size(); ++lane)
    numbers_[lane].push(from.numbers_[lane][row]);
  for (std::size_t lane = 0; lane < texts_.size(); ++lane) {
    const std::string_view text = from.texts_[lane].at(row);
    pushed_bytes_ += text.size();
    texts_[lane].push(text);
  }
  ordinals_.push(next_ordinal_++);
}

void Columns::push_lanes(std::int64_t ordinal, std::span<const std::int64_t> numbers,
                         std::span<const std::string_view> texts) {
  assert(numbers.size() == numbers_.size() && texts.size() == texts_.size());
  if (rows() == ordinals_.room()) make_room();
  skip_to(ordinal);
  for (std::size_t lane = 0; lane < numbers.size(); ++lane) numbers_[lane].push(numbers[lane]);
  for (std::size_t lane = 0; lane < texts.size(); ++lane) {
    pushed_bytes_ += texts[lane].size();
    texts_[lane].push(texts[lane]);
  }
  ordinals_.push(next_ordinal_++);
}

Split split(const Columns& columns, const std::vector<bool>& inside) {
  assert(inside.size() == columns.rows());
  Split out{Columns(columns.schema()), Columns(columns.schema())};
  for (std::size_t row = 0; row < columns.rows(); ++row)
    (inside[row] ? out.inside : out.outside).push_row(columns, row);
  return out;
}

bool same_rows(const Columns& a, const Columns& b) {
  if (&a.schema() != &b.schema() || !std::ranges::equal(a.ordinals(), b.ordinals())) return false;
  for (std::size_t lane = 0; lane < a.schema().numbers; ++lane)
    if (!std::ranges::equal(a.numbers(lane), b.numbers(lane))) return false;
  for (std::size_t lane = 0; lane < a.schema().texts; ++lane)
    for (std::size_t row = 0; row < a.rows(); ++row)
      if (a.texts(lane).at(row) != b.texts(lane).at(row)) return false;
  return true;
}

}  // namespace redress::docket
