// Fuzz target: an index behind a wall out of any bytes, and out of a good one with a piece written over. It is
// refused, or answers within its texts, or says that it is damaged.
#include <algorithm>
#include <cstdlib>
#include <vector>

#include "docket/word_index.hpp"

namespace {

using namespace redress;

const std::string kStamp = "stamp";

base::SecretBytes made() {
  std::vector<base::SecretBytes> texts;
  for (const std::string_view text :
       {"Ada said nothing", "Bela wrote to Ada", "nothing, Cara said"})
    texts.push_back(base::SecretBytes::copy_of(base::as_bytes(text)));
  const auto index = docket::WordIndex::of(texts, kStamp);
  if (!index) std::abort();
  auto bytes = index->bytes();
  if (!bytes) std::abort();
  return std::move(*bytes);
}

void ask(base::ByteView bytes) {
  const auto index = docket::WordIndex::from(bytes, kStamp);
  if (!index) std::abort();
  if (!*index) return;
  for (const char* words : {"ada", "nothing said", "\"*", "zz"}) (void)(*index)->with(words);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const base::SecretBytes good = made();
  const base::ByteView bytes(data, size);
  ask(bytes);
  // Pieces: two bytes of place, one of length, then what is written there.
  base::Bytes altered(good.view().begin(), good.view().end());
  for (std::size_t at = 0; at + 3 < size;) {
    const std::size_t place = (std::size_t{data[at]} << 8U | data[at + 1]) % altered.size();
    const std::size_t length =
        std::min({std::size_t{data[at + 2]} + 1, size - at - 3, altered.size() - place});
    std::copy_n(data + at + 3, length, altered.data() + place);
    at += 3 + length;
  }
  ask(altered);
  return 0;
}
