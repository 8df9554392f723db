#include "base/secret.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>

namespace redress::base {
namespace {

template <class T>
concept Streams = requires(std::ostream& out, const T& value) { out << value; };
template <class T>
concept Compares = requires(const T& a, const T& b) { a == b; };
template <class T>
concept Orders = requires(const T& a, const T& b) { a < b; };
template <class T>
concept Hashes = requires(const T& value) { std::hash<T>{}(value); };

// What must stay impossible, asked of the compiler. std::string shows that the questions are real.
template <class T>
constexpr bool kMute =
    !fmt::is_formattable<T>::value && !Streams<T> && !Compares<T> && !Orders<T> && !Hashes<T> &&
    !std::is_convertible_v<T, std::string> && !std::is_convertible_v<T, std::string_view> &&
    !std::is_convertible_v<T, bool> && !std::is_constructible_v<nlohmann::json, T> &&
    !std::is_constructible_v<nlohmann::json, const T&>;

static_assert(fmt::is_formattable<std::string>::value && Streams<std::string> &&
              Compares<std::string> && Orders<std::string> && Hashes<std::string> &&
              std::is_constructible_v<nlohmann::json, std::string>);
static_assert(kMute<Secret<std::string>>);
static_assert(kMute<Walled<std::string>>);
static_assert(kMute<Secret<int>>);
static_assert(kMute<Walled<int>>);
static_assert(kMute<Walled<std::vector<std::string>>>);
static_assert(kMute<SecretBytes>);
static_assert(!std::is_convertible_v<std::string, Walled<std::string>>, "wrapping is written out");
static_assert(!std::is_convertible_v<Walled<std::string>, Secret<std::string>>);
static_assert(!std::is_copy_constructible_v<SecretBytes>);
static_assert(!std::is_copy_assignable_v<SecretBytes>);

TEST(Secret, RevealIsTheOnlyWay) {
  const Secret<std::string> secret(std::string("open sesame"));
  EXPECT_EQ(secret.reveal(), "open sesame");
  Walled<std::string> walled(std::string("S1"));
  EXPECT_EQ(std::move(walled).reveal(), "S1");
}

TEST(SecretBytes, StartsAtZeroAndCopiesExactly) {
  SecretBytes zero = SecretBytes::of_size(33);
  ASSERT_EQ(zero.size(), 33U);
  for (const std::uint8_t byte : zero.view()) EXPECT_EQ(byte, 0);
  zero.span()[32] = 9;
  const SecretBytes copy = SecretBytes::copy_of(zero.view());
  EXPECT_EQ(copy.view()[32], 9);
  EXPECT_NE(copy.view().data(), zero.view().data());
  EXPECT_TRUE(SecretBytes().empty());
  EXPECT_TRUE(SecretBytes::of_size(0).empty());
  EXPECT_TRUE(SecretBytes::copy_of({}).empty());
}

TEST(SecretBytes, MovesLeaveNothingBehind) {
  SecretBytes a = SecretBytes::of_size(4);
  a.span()[0] = 1;
  SecretBytes b = std::move(a);
  EXPECT_TRUE(a.empty());  // NOLINT(bugprone-use-after-move): what is tested
  EXPECT_EQ(b.view()[0], 1);
  SecretBytes c = SecretBytes::of_size(8);
  c = std::move(b);
  EXPECT_TRUE(b.empty());  // NOLINT(bugprone-use-after-move): what is tested
  EXPECT_EQ(c.size(), 4U);
}

TEST(SecretBytesDeathTest, FreedMemoryCanNotBeRead) {
  EXPECT_DEATH(
      {
        const std::uint8_t* stale = nullptr;
        {
          const SecretBytes bytes = SecretBytes::of_size(16);
          stale = bytes.view().data();
        }
        std::cerr << static_cast<int>(*static_cast<const volatile std::uint8_t*>(stale));
      },
      "");
}

}  // namespace
}  // namespace redress::base
