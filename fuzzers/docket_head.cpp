// Fuzz target: heads and the file of kept heads out of any bytes. What has the form of a head is
// signed anew with a fixed key, so that what lies behind the signatures is reached.
#include <cstdlib>

#include "base/random.hpp"
#include "docket/kept_heads.hpp"

namespace {

using namespace redress;
using namespace redress::docket;

void must(bool holds) {
  if (!holds) std::abort();
}

Head signed_anew(Head head) {
  static const base::SecretBytes seed = base::SecretBytes::of_size(32);
  static const UserKeys keys = [] {
    base::SeededRng rng(1);
    return make_user_keys(rng);
  }();
  sign(head, seed, head.maker ? head.maker->user : 1, keys);
  return head;
}

void one_line(std::string_view text) {
  if (const auto head = parse_head(text)) must(signature_holds(*head));
  const auto form = parse_head_unchecked(text);
  if (!form) return;
  must(*parse_head_unchecked(text_of(*form)) == *form);
  const Head head = signed_anew(*form);
  must(*parse_head(text_of(head)) == head);
}

/// Written and read again it says the same, thinned it stays in order and keeps its ends.
void whole_file(const KeptHeads& kept, const DocketId& docket) {
  const std::string text = text_of(kept, docket);
  const auto again = parse_kept_unchecked(text, docket, "f");
  must(again && again->logs == kept.logs && again->unread == kept.unread);
  for (const Log log : kLogs) {
    const auto& heads = kept.logs[static_cast<std::size_t>(log)];
    const std::vector<Head> few = thinned(heads);
    must(few.size() <= heads.size() && few.empty() == heads.empty());
    if (!few.empty()) must(few.front() == heads.front() && few.back() == heads.back());
    const std::uint64_t size = heads.empty() ? 0 : heads[heads.size() / 2].size;
    const auto standing = compare(log, heads, size, [&](std::uint64_t leaves) {
      return base::Result<base::Digest>(leaves % 3 == 0 ? base::Digest{} : heads.front().root);
    });
    must(standing.has_value());
    (void)text_of(*standing);
    for (const auto& neighbours : standing->clock_back) (void)clock_text(neighbours);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = base::as_text({data, size});
  one_line(text);
  // The docket of the kept input; any file that names it passes the first check.
  const DocketId docket{0xe6, 0x4f, 0xcb, 0x19, 0x82, 0x27, 0xe8, 0xfa,
                        0x16, 0xd6, 0xc2, 0x8a, 0xf6, 0x2c, 0x0e, 0x1f};
  if (const auto kept = parse_kept(text, docket, "f")) must(kept->unread.size() <= size);
  if (const auto kept = parse_kept_unchecked(text, docket, "f")) whole_file(*kept, docket);
  return 0;
}
