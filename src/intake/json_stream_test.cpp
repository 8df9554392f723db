#include "intake/json_stream.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace redress::intake {
namespace {

/// Gives at most `most` bytes a call, so that every value is cut everywhere.
class SmallPieces final : public Input {
 public:
  SmallPieces(std::string_view bytes, std::size_t most) : bytes_(bytes), most_(most) {}
  std::uint64_t size() const override { return bytes_.size(); }
  base::Result<std::size_t> read(std::uint64_t offset,
                                 std::span<std::uint8_t> into) const override {
    const std::size_t from = std::min<std::size_t>(offset, bytes_.size());
    const std::size_t n = std::min({into.size(), most_, bytes_.size() - from});
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(from), n, into.begin());
    return n;
  }

 private:
  std::string_view bytes_;
  std::size_t most_;
};

struct Seen {
  std::vector<std::string> values;  ///< "path:text"
  JsonElements::Got got = JsonElements::Got::end;
  std::string why;
  std::uint64_t offset = 0;
};

Seen walk(std::string_view bytes, std::initializer_list<std::string_view> paths,
          std::size_t most = 1U << 20U) {
  const SmallPieces input(bytes, most);
  JsonElements elements(input, paths);
  JsonElements::Element element;
  Seen seen;
  while (true) {
    auto got = elements.next(element);
    if (!got) throw std::runtime_error(got.error().text());
    seen.got = *got;
    if (*got != JsonElements::Got::element) break;
    if (!element.too_long) {
      EXPECT_EQ(bytes.substr(element.offset, element.size), element.text);
    }
    seen.values.push_back(std::to_string(element.path) + ":" + std::string(element.text));
  }
  seen.why = elements.why();
  seen.offset = elements.offset();
  return seen;
}

using Values = std::vector<std::string>;

TEST(JsonStream, GivesTheValuesOfPathsInOrder) {
  const std::string_view bytes =
      R"({"name": "L\"n", "skip": {"messages": [1, 2]}, "messages": [{"a": [1, "]"]}, "x\\", 3, null],
          "chats": {"about": "", "list": [{"id": 7, "messages": []}, {"messages": [{}, [[]]]}]}})";
  const Seen seen =
      walk(bytes, {"messages[]", "name", "chats.list[].id", "chats.list[].messages[]"});
  EXPECT_EQ(seen.got, JsonElements::Got::end);
  EXPECT_EQ(seen.values, (Values{R"(1:"L\"n")", R"(0:{"a": [1, "]"]})", R"(0:"x\\")", "0:3",
                                 "0:null", "2:7", "3:{}", "3:[[]]"}));
}

TEST(JsonStream, CountsPositionsInArrays) {
  const std::string_view bytes = R"({"chats":{"list":[{"m":[1]},{"m":[2,3]}]}})";
  const SmallPieces input(bytes, 3);
  JsonElements elements(input, {"chats.list[].m[]"});
  JsonElements::Element element;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> at;
  while (*elements.next(element) == JsonElements::Got::element)
    at.emplace_back(element.index[0], element.index[1]);
  EXPECT_EQ(at, (std::vector<std::pair<std::uint64_t, std::uint64_t>>{{1, 1}, {2, 1}, {2, 2}}));
}

TEST(JsonStream, ReadsAnArrayAtTheTopAndSkipsAMark) {
  EXPECT_EQ(walk("\xEF\xBB\xBF [ {\"a\":1} , 2 ] ", {"[]"}).values, (Values{"0:{\"a\":1}", "0:2"}));
}

TEST(JsonStream, GivesWhatWasWholeOfACutDocument) {
  const std::string bytes =
      R"({"n": "x", "messages": [{"a": "\\\""}, {"b": [{"c": 1}]}, 17], "z": 1} )";
  const Seen full = walk(bytes, {"messages[]", "n"});
  ASSERT_EQ(full.values.size(), 4U);
  for (std::size_t cut = 0; cut + 1 < bytes.size(); ++cut) {
    for (const std::size_t most : {1U, 5U, 1000U}) {
      const Seen seen = walk(std::string_view(bytes).substr(0, cut), {"messages[]", "n"}, most);
      EXPECT_EQ(seen.got, JsonElements::Got::ends_early) << cut;
      ASSERT_LE(seen.values.size(), full.values.size());
      EXPECT_TRUE(std::equal(seen.values.begin(), seen.values.end(), full.values.begin())) << cut;
    }
  }
}

TEST(JsonStream, SaysWhereADocumentIsBroken) {
  const struct {
    const char* bytes;
    const char* why;
  } broken[] = {
      {R"({"m": [1 2]})", "no comma"},   {R"({"m" [1]})", "no colon"},
      {R"({m: [1]})", "no key"},         {R"({"m": [{"a": [1}]})", "do not fit"},
      {R"({"m": [,1]})", "no value"},    {R"({"m": [1]} x)", "behind the end"},
      {R"({"m": [$]})", "no value"},     {R"({"m": []]})", "no comma or bracket"},
      {"plain words", "behind the end"},
  };
  for (const auto& each : broken) {
    const Seen seen = walk(each.bytes, {"m[]"});
    EXPECT_EQ(seen.got, JsonElements::Got::broken) << each.bytes;
    EXPECT_NE(seen.why.find(each.why), std::string::npos) << each.bytes << ": " << seen.why;
  }
}

TEST(JsonStream, RefusesADepthBomb) {
  const std::string bomb = "{\"m\":[" + std::string(1'000'000, '[');
  EXPECT_NE(walk(bomb, {"m[]"}).why.find("512 levels"), std::string::npos);
  EXPECT_NE(walk(std::string(1'000'000, '['), {"m[]"}).why.find("512 levels"), std::string::npos);
  const std::string deep = "[" + std::string(500, '[') + std::string(500, ']') + "]";
  EXPECT_EQ(walk(deep, {"[]"}).values.size(), 1U);
}

TEST(JsonStream, PassesOverWhatIsTooLong) {
  const std::string large(9U << 20U, 'x');
  const std::string bytes =
      "{\"m\":[1,\"" + large + "\",{\"a\":\"" + large + "\"},2],\"" + large + "\":3,\"n\":4}";
  const Seen seen = walk(bytes, {"m[]", "n"});
  EXPECT_EQ(seen.got, JsonElements::Got::end);
  EXPECT_EQ(seen.values, (Values{"0:1", "0:", "0:", "0:2", "1:4"}));
}

TEST(JsonStream, GivesAValueOfSomeMebibytesWhole) {
  const std::string large(7U << 20U, 'x');
  const Seen seen = walk("{\"m\":[\"" + large + "\"]}", {"m[]"}, 70'000);
  ASSERT_EQ(seen.values.size(), 1U);
  EXPECT_EQ(seen.values[0].size(), large.size() + 4);
}

/// Any JSON, drawn from a number.
class Drawn {
 public:
  explicit Drawn(std::uint32_t seed) : state_(seed) {}

  std::uint32_t below(std::uint32_t limit) {
    state_ = state_ * 1'664'525U + 1'013'904'223U;
    return (state_ >> 16U) % limit;
  }
  std::string text() {
    constexpr std::string_view kParts[] = {"a", "\\\"", "\\\\", "[", "]",      "{",
                                           "}", ",",    ":",    " ", "\\u00fc"};
    std::string out = "\"";
    const std::uint32_t most = below(8) == 0 ? 150 : 6;  // some over several blocks of 64 bytes
    for (std::uint32_t n = below(most); n > 0; --n) out += kParts[below(std::size(kParts))];
    return out + "\"";
  }
  std::string json(int depth) {
    constexpr std::string_view kLeaves[] = {"1", "-2.5e3", "true", "null", "[]", "{}", "[ ]"};
    const std::uint32_t sort = below(depth == 0 ? 2 : 4);
    if (sort == 0) return text();
    if (sort == 1) return std::string(kLeaves[below(std::size(kLeaves))]);
    std::string out(1, sort == 2 ? '[' : '{');
    for (std::uint32_t n = below(4); n > 0; --n) {
      if (sort == 3) out += text() + " :";
      out += json(depth - 1) + (n > 1 ? ", " : "\n");
    }
    return out + (sort == 2 ? "]" : "}");
  }

 private:
  std::uint32_t state_;
};

TEST(JsonStream, FindsTheElementsOfAnyDocumentWhateverThePieces) {
  rc::check([](std::uint32_t seed) {
    Drawn drawn(seed);
    const std::size_t most = drawn.below(2) == 0 ? 100'000 : 1 + drawn.below(40);
    std::string bytes = "{\"noise\":" + drawn.json(3) + ",\"messages\":[";
    Values expected;
    for (std::uint32_t n = drawn.below(6); n > 0; --n) {
      if (!expected.empty()) bytes += " ,";
      const std::string one = drawn.json(3);
      bytes += one;
      expected.push_back("0:" + one);
    }
    bytes += "]}";
    const Seen seen = walk(bytes, {"messages[]"}, most);
    RC_ASSERT(seen.got == JsonElements::Got::end);
    RC_ASSERT(seen.values == expected);
  });
}

TEST(JsonStream, SizesOfAnEarlierWalkGiveTheSameElements) {
  const std::string bytes = R"({"m": [{"a": "}"}, 17, [1, [2]], "x"], "n": 1, "o": [{}]})";
  const auto walk_by = [&](std::span<const std::uint32_t> sizes, std::size_t most) {
    const SmallPieces input(bytes, most);
    JsonElements elements(input, {"m[]", "o[]"});
    elements.reuse(sizes);
    JsonElements::Element element;
    std::vector<std::string> values;
    std::vector<std::uint32_t> found;
    while (*elements.next(element) == JsonElements::Got::element) {
      values.emplace_back(element.text);
      found.push_back(static_cast<std::uint32_t>(element.size));
    }
    return std::pair(values, found);
  };
  const auto [values, sizes] = walk_by({}, 1000);
  ASSERT_EQ(sizes.size(), 5U);
  for (const std::size_t most : {1U, 7U, 1000U}) {
    EXPECT_EQ(walk_by(sizes, most).first, values);
    EXPECT_EQ(walk_by(std::span(sizes).first(2), most).first, values) << "the rest is looked for";
  }
}

TEST(JsonStream, SizesThatAreWrongEndTheWalk) {
  rc::check([](const std::vector<std::uint32_t>& sizes) {
    const std::string bytes = R"({"m": [{"a": "}"}, 17, [1, [2]], "x"]})";
    const SmallPieces input(bytes, 5);
    JsonElements elements(input, {"m[]"});
    elements.reuse(sizes);
    JsonElements::Element element;
    std::size_t count = 0;
    while (*elements.next(element) == JsonElements::Got::element) RC_ASSERT(++count < 100);
  });
}

}  // namespace
}  // namespace redress::intake
