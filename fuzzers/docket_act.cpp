// Fuzz target: what a docket parses before it trusts it: acts, leaves, heads; and the words of an exhibit
// behind the filter wall.
#include <cstdlib>

#include "docket/act.hpp"
#include "docket/filter_words.hpp"
#include "docket/heads.hpp"
#include "docket/seal.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redress;
  const base::ByteView bytes(data, size);
  if (const auto act = docket::decode_act(bytes)) {
    const base::Bytes again = docket::encode(*act);
    if (again.size() != size || !std::equal(again.begin(), again.end(), data)) std::abort();
  }
  if (const auto leaf = docket::decode_leaf(bytes)) {
    if (docket::encode(*leaf).size() != size) std::abort();
  }
  if (const auto head = docket::parse_head(base::as_text(bytes))) {
    if (!docket::signature_holds(*head)) std::abort();
  }
  (void)docket::key_of_value(bytes);
  if (const auto words = docket::unpack(base::SecretBytes::copy_of(bytes)))
    if (!docket::unpack(docket::packed(words->key, words->words))) std::abort();
  return 0;
}
