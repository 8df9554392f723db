// Any bytes as a ZIP archive: listed, gone through, and one member read as a stream. Nothing may
// crash or hang, and no more may come out than is allowed.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "base/text.hpp"
#include "intake/archive.hpp"

namespace base = redress::base;
namespace intake = redress::intake;

namespace {

constexpr std::uint64_t kLimit = 1U << 20U;

void require(bool holds) {
  if (!holds) std::abort();
}

void read_one(const intake::Input& archive, const intake::Member& member) {
  const auto opened = intake::MemberInput::open(archive, member.name, kLimit);
  if (!opened) return;
  intake::ByteStream stream(**opened);
  std::uint64_t given = 0;
  for (;;) {
    const auto piece = stream.piece();
    if (!piece || piece->empty()) break;
    given += piece->size();
  }
  require(given <= kLimit);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::ByteView bytes(data, size);
  const intake::MemoryInput input(bytes);
  (void)intake::looks_like_zip(bytes);
  const auto members = intake::members_of(input, 100);
  std::uint64_t given = 0;
  const intake::MemberVisit visit{
      .wanted = [](const intake::Member&) { return true; },
      .take = [&](const intake::Member& member, base::ByteView piece) -> base::Result<void> {
        require(base::valid_utf8(member.name));
        given += piece.size();
        return {};
      }};
  (void)intake::visit_members(input, visit, kLimit);
  require(given <= std::max<std::uint64_t>(intake::kMostRatio * size, 17U << 20U));
  if (members && !members->empty()) read_one(input, members->front());
  return 0;
}
