#include "docket/sealed_bytes.hpp"

#include "docket/exhibits.hpp"
#include "docket/seal.hpp"
#include "docket/testing.hpp"

namespace redress::docket {
namespace {

using testing::read;
using testing::TemporaryFolder;
using testing::write;

constexpr std::size_t kChunk = 1U << 20U;

struct SealedBytesTest : ::testing::Test {
  SealedBytesTest() {
    key = base::SecretBytes::of_size(32);
    rng.fill(key.span());
  }
  std::string plain(std::size_t size) {
    std::string out(size, '\0');
    rng.fill({reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
    return out;
  }
  std::filesystem::path seal(std::string_view bytes) {
    const auto file = folder.path() / ("sealed-" + std::to_string(++files));
    EXPECT_TRUE(seal_bytes(base::as_bytes(bytes), file, key));
    return file;
  }
  static base::Result<std::string> part(SealedBytes& bytes, std::uint64_t offset,
                                        std::size_t size) {
    std::string out(size, '?');
    const std::size_t got =
        REDRESS_TRY(bytes.read(offset, {reinterpret_cast<std::uint8_t*>(out.data()), out.size()}));
    out.resize(got);
    return out;
  }

  TemporaryFolder folder;
  base::SeededRng rng{17};
  base::SecretBytes key;
  int files = 0;
};

TEST_F(SealedBytesTest, AnyPartOfAFileOfAnySize) {
  for (const std::size_t size : {0UL, 1UL, kChunk - 1, kChunk, kChunk + 1, 7 * kChunk + 99}) {
    const std::string all = plain(size);
    auto bytes = SealedBytes::open(seal(all), key);
    ASSERT_TRUE(bytes) << bytes.error().text();
    EXPECT_EQ((*bytes)->size(), size);
    EXPECT_EQ(*part(**bytes, size, 10), "");
    EXPECT_EQ(*part(**bytes, ~std::uint64_t{0}, 10), "");
    EXPECT_EQ(*part(**bytes, size - std::min<std::size_t>(size, 5), 10),
              all.substr(size - std::min<std::size_t>(size, 5)));
    // Back and forth, over borders of chunks, more of them than are kept.
    for (int i = 0; i < 60 && size > 0; ++i) {
      const std::size_t at = static_cast<std::size_t>(base::draw_below(rng, size));
      const std::size_t many = static_cast<std::size_t>(base::draw_below(rng, 2 * kChunk));
      const auto got = part(**bytes, at, many);
      ASSERT_TRUE(got) << got.error().text();
      EXPECT_TRUE(*got == all.substr(at, many)) << size << " at " << at << ", " << many;
    }
    EXPECT_TRUE(*part(**bytes, 0, size + 1) == all);
  }
}

TEST_F(SealedBytesTest, EveryFlipAndCutOfASmallFileIsFound) {
  const auto file = seal("a page of a contract");
  const std::string whole = read(file);
  const auto opens = [&] {
    auto bytes = SealedBytes::open(file, key);
    return bytes && part(**bytes, 0, 20);
  };
  ASSERT_TRUE(opens());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    write(file, changed);
    EXPECT_FALSE(opens()) << i;
    write(file, whole.substr(0, i));
    EXPECT_FALSE(opens()) << i;
  }
  write(file, whole + "x");
  EXPECT_FALSE(opens());
}

TEST_F(SealedBytesTest, ChunksThatAreMissingChangedOrMovedAreFoundWhereTheyStand) {
  const auto file = seal(plain(3 * kChunk + 7));
  const std::string whole = read(file);
  const std::size_t sealed = kChunk + 17;
  const std::size_t head = whole.size() - 3 * sealed - (7 + 17);
  const auto second = [&]() -> base::Result<std::string> {
    auto bytes = SealedBytes::open(file, key);
    if (!bytes) return base::fail(std::move(bytes).error());
    return part(**bytes, kChunk, 10);
  };
  ASSERT_TRUE(second());
  std::string changed = whole;
  changed[head + sealed + 5] = static_cast<char>(changed[head + sealed + 5] ^ 1);
  write(file, changed);
  ASSERT_FALSE(second());
  EXPECT_NE(second().error().text().find("at byte 1048576"), std::string::npos);
  std::string moved = whole;
  moved.replace(head, sealed, whole, head + sealed, sealed);
  moved.replace(head + sealed, sealed, whole, head, sealed);
  write(file, moved);
  EXPECT_FALSE(second());
  // A whole chunk gone from the end: what is last then is not the marked one.
  write(file, whole.substr(0, head + 2 * sealed) + whole.substr(head + 3 * sealed));
  auto bytes = SealedBytes::open(file, key);
  ASSERT_TRUE(bytes);
  EXPECT_TRUE(part(**bytes, 0, 10));
  EXPECT_FALSE(part(**bytes, 2 * kChunk, 1));
}

TEST_F(SealedBytesTest, AnotherKeyOpensNothing) {
  const auto file = seal("words");
  base::SecretBytes other = base::SecretBytes::of_size(32);
  EXPECT_FALSE(SealedBytes::open(file, other));
  EXPECT_FALSE(SealedBytes::open(folder.path() / "none", key));
}

}  // namespace
}  // namespace redress::docket
