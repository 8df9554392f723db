// Fuzz target: what segments, posting indexes and manifests are read from, out of any bytes. Once as
// files, which must be refused; once as the plain bytes that lie behind the seals, so that every
// parser is reached: pages, directories (sealed here under the right key), manifests.
#include <array>
#include <cstdlib>
#include <vector>

#include "docket/postings.hpp"
#include "docket/records_money.hpp"
#include "docket/segment.hpp"
#include "docket/staging_manifest.hpp"

namespace {

using namespace redress;
using namespace redress::docket;

const base::SecretBytes& key() {
  static const base::SecretBytes made = base::SecretBytes::of_size(32);
  return made;
}

struct WholePage {
  std::size_t rows = 0;
  const std::vector<std::int64_t>* values = nullptr;  ///< null: it did not decode
  const TextPage* texts = nullptr;
};

/// First, middle and last row by themselves: what decodes whole gives the same rows.
void some_rows(base::ByteView bytes, const WholePage& whole) {
  const std::uint16_t rows[] = {0, static_cast<std::uint16_t>(whole.rows / 2),
                                static_cast<std::uint16_t>(whole.rows - 1)};
  std::array<std::int64_t, 3> values{};
  const bool numbers = decode_numbers_at(bytes, whole.rows, rows, values);
  TextPage page;
  page.bytes.assign(bytes.begin(), bytes.end());
  const bool texts = decode_texts_at(whole.rows, rows, page);
  if (numbers != (whole.values != nullptr) || (whole.texts != nullptr && !texts)) std::abort();
  for (std::size_t i = 0; i < 3; ++i) {
    if (numbers && values[i] != (*whole.values)[rows[i]]) std::abort();
    if (whole.texts != nullptr && page[i] != (*whole.texts)[rows[i]]) std::abort();
  }
}

void as_pages(base::ByteView bytes) {
  for (const std::size_t rows : {std::size_t{1}, std::size_t{7}, kPageRows}) {
    std::vector<std::int64_t> values(rows);
    const bool numbers = decode_numbers(bytes, values);
    TextPage page;
    page.bytes.assign(bytes.begin(), bytes.end());
    const bool texts = decode_texts(rows, page);
    if (texts)
      for (const std::uint16_t code : page.codes)
        if (code >= page.entries.size()) std::abort();
    some_rows(bytes, {rows, numbers ? &values : nullptr, texts ? &page : nullptr});
  }
  base::Bytes out;
  (void)Unpacker().unpack(bytes, bytes.size() * 3, out);
}

/// A file with a head that says whatever the bytes say.
void as_sealed_head(std::string_view magic, base::ByteView bytes) {
  const SegmentPlace place{{}, 1, &record_schema_of<Transfer>(), 0, Shelf::open};
  const PostingPlace posting{{}, place.schema, 4, {}};
  const bool segment = magic == "redress segment 1\n";
  const FileKey file_key(magic, key(), Salt{}, segment ? place.bytes() : posting.bytes());
  base::Bytes file = make_prelude(magic, file_key, Salt{}, bytes);
  file.resize(file.size() + 300);
  if (!segment) {
    if (auto index = Postings::open(posting, BulkFile(file), key())) (void)index->check();
    return;
  }
  if (const auto opened = Segment::open(place, BulkFile(file), key())) (void)check_pages(*opened);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView bytes(data, size);
  const SegmentPlace place{{}, 1, &record_schema_of<Transfer>(), 0, Shelf::open};
  (void)Segment::open(place, BulkFile(bytes), key());
  as_pages(bytes);
  as_sealed_head("redress segment 1\n", bytes);
  as_sealed_head("redress posting 1\n", bytes);
  if (const auto manifest = decode_manifest(bytes)) {
    const base::Bytes again = encode(*manifest);
    if (again.size() != size || !std::equal(again.begin(), again.end(), data)) std::abort();
  }
  return 0;
}
