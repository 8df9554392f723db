#include "docket/segment_reread.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <compare>
#include <cstring>
#include <tuple>

#include "docket/segment_bytes.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

using Hash = std::array<std::uint64_t, 2>;
using HashKey = std::array<std::uint8_t, crypto_shorthash_siphashx24_KEYBYTES>;

struct Entry {
  Hash locator;
  Hash content;
  std::int64_t ordinal;
  auto place() const { return std::tie(locator, ordinal); }
};

Hash hash_of(base::ByteView bytes, const HashKey& key) {
  static_assert(sizeof(Hash) == crypto_shorthash_siphashx24_BYTES);
  std::array<std::uint8_t, sizeof(Hash)> out{};
  crypto_shorthash_siphashx24(out.data(), bytes.data(), bytes.size(), key.data());
  Hash hash{};
  std::memcpy(hash.data(), out.data(), sizeof hash);
  return hash;
}

void put(const ColumnSchema& column, const PageView& page, std::size_t at, std::size_t row,
         ByteWriter& out) {
  if (is_text(column.type)) {
    out.text(page.texts(at)[row]);
  } else {
    out.number(page.numbers(at)[row]);
  }
}

Result<std::vector<Entry>> entries_of(const Records& records, const HashKey& key) {
  const RecordSchema& schema = records.schema();
  const std::size_t locator = *schema.index_of(schema.info.locator);
  std::vector<Entry> out;
  out.reserve(records.rows());
  ByteWriter bytes;
  REDRESS_TRY(records.scan(ScanQuery::of_all(schema), [&](const PageView& page) -> Result<void> {
    for (std::size_t row = 0; row < page.rows(); ++row) {
      Entry entry{{}, {}, page.ordinals()[row]};
      bytes.clear();
      put(schema.columns[locator], page, locator, row, bytes);
      entry.locator = hash_of(bytes.view(), key);
      bytes.clear();
      for (std::size_t i = 0; i < schema.columns.size(); ++i)
        put(schema.columns[i], page, i, row, bytes);
      entry.content = hash_of(bytes.view(), key);
      out.push_back(entry);
    }
    return {};
  }));
  std::ranges::sort(out, {}, &Entry::place);
  return out;
}

/// A number or text as it stands in a row of columns.
void put(const ColumnSchema& column, const Columns& columns, std::size_t row, ByteWriter& out) {
  if (is_text(column.type)) {
    out.text(columns.texts(column.lane).at(row));
  } else {
    out.number(columns.numbers(column.lane)[row]);
  }
}

std::string in_words(const ColumnSchema& column, const PageView& page, std::size_t at,
                     std::size_t row) {
  if (is_text(column.type)) return std::string(page.texts(at)[row]);
  return std::to_string(page.numbers(at)[row]);
}

}  // namespace

ReadingAgain::ReadingAgain(const RecordSchema& schema, base::Rng& rng) : schema_(&schema) {
  rng.fill(key_);
}

void ReadingAgain::see(const Columns& columns) {
  assert(&columns.schema() == schema_);
  ByteWriter bytes;
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    bytes.clear();
    for (const ColumnSchema& column : schema_->columns) put(column, columns, row, bytes);
    seen_.emplace_back(columns.ordinals()[row], hash_of(bytes.view(), key_));
  }
}

Result<std::vector<ReadingAgain::Differing>> ReadingAgain::against(const Records& published,
                                                                   std::size_t most) const {
  assert(&published.schema() == schema_);
  const std::size_t locator = *schema_->index_of(schema_->info.locator);
  std::vector<Differing> out;
  auto at = seen_.begin();
  ByteWriter bytes;
  REDRESS_TRY(
      published.scan(ScanQuery::of_all(*schema_), [&](const PageView& page) -> Result<void> {
        for (std::size_t row = 0; row < page.rows() && out.size() < most; ++row) {
          const std::int64_t ordinal = page.ordinals()[row];
          while (at != seen_.end() && at->first < ordinal) ++at;
          const bool missing = at == seen_.end() || at->first != ordinal;
          bytes.clear();
          for (std::size_t i = 0; i < schema_->columns.size(); ++i)
            put(schema_->columns[i], page, i, row, bytes);
          if (!missing && at->second == hash_of(bytes.view(), key_)) continue;
          out.push_back(
              {ordinal, in_words(schema_->columns[locator], page, locator, row), missing});
        }
        return {};
      }));
  return out;
}

Result<Reread> compare_readings(const Records& older, const Records& newer, base::Rng& rng) {
  if (&older.schema() != &newer.schema() || older.exhibit() != newer.exhibit())
    return base::fail(
        Error(ErrorKind::bad_input, "two readings of different things can not be compared")
            .found(std::string(newer.schema().info.plural) + " of exhibit " +
                   std::to_string(newer.exhibit()))
            .expected(std::string(older.schema().info.plural) + " of exhibit " +
                      std::to_string(older.exhibit())));
  HashKey key{};
  rng.fill(key);
  const std::vector<Entry> before = REDRESS_TRY(entries_of(older, key));
  const std::vector<Entry> after = REDRESS_TRY(entries_of(newer, key));
  Reread out;
  auto a = before.begin();
  auto b = after.begin();
  while (a != before.end() || b != after.end()) {
    if (b == after.end() || (a != before.end() && a->locator < b->locator)) {
      out.missing.push_back((a++)->ordinal);
    } else if (a == before.end() || b->locator < a->locator) {
      out.added.push_back((b++)->ordinal);
    } else {
      (a->content == b->content ? out.equal : out.changed).emplace_back(a->ordinal, b->ordinal);
      ++a;
      ++b;
    }
  }
  std::ranges::sort(out.equal);
  std::ranges::sort(out.changed);
  std::ranges::sort(out.missing);
  std::ranges::sort(out.added);
  return out;
}

}  // namespace redress::docket
