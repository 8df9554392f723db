// The end of a value, by 64 bytes at a time and one by one, with either width of registers.
#include "intake/json_nesting.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace redress::intake {
namespace {

using State = JsonNesting::State;

struct Ended {
  State state = State::open;
  std::size_t at = 0;
  bool operator==(const Ended&) const = default;
};

/// Character by character, as the grammar says.
Ended by_hand(const std::string& text) {
  std::string open;
  bool in_string = false;
  bool escaped = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool plain = !std::exchange(escaped, c == '\\' && !escaped);
    if (c == '"' && plain) in_string = !in_string;
    if (in_string) continue;
    if (c == '{' || c == '[') {
      if (open.size() == JsonNesting::kDeepest) return {State::too_deep, i + 1};
      open.push_back(c);
    } else if (c == '}' || c == ']') {
      if (open.empty() || open.back() != (c == '}' ? '{' : '[')) return {State::unfit, i + 1};
      open.pop_back();
      if (open.empty()) return {State::ended, i + 1};
    }
  }
  return {State::open, text.size()};
}

using Pass = const char* (JsonNesting::*)(const char*, const char*);

/// In pieces of some sizes, one behind the other; behind each stands what must not count.
Ended in_pieces(Pass pass, const std::string& text, const std::vector<std::size_t>& sizes) {
  JsonNesting nesting;
  nesting.begin(0);
  std::size_t at = 0;
  for (std::size_t piece = 0; at < text.size() && nesting.state() == State::open; ++piece) {
    const std::size_t size = std::min(sizes[piece % sizes.size()], text.size() - at);
    const std::string part = text.substr(at, size) + std::string(64, '}');
    const char* const end = (nesting.*pass)(part.data(), part.data() + size);
    at += static_cast<std::size_t>(end - part.data());
  }
  return {nesting.state(), at};
}

std::string any_nested() {
  const auto parts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::weightedElement<std::string>({{6, "{"},
                                             {4, "["},
                                             {5, "}"},
                                             {3, "]"},
                                             {9, "\""},
                                             {4, "\\"},
                                             {2, "\\\\"},
                                             {2, "\\\""},
                                             {3, "abc"},
                                             {2, std::string(31, 'x')},
                                             {1, std::string(64, 'y')},
                                             {1, "ü"}}));
  std::string text = *rc::gen::element<std::string>("{", "[");
  for (const std::string& part : parts) text += part;
  return text;
}

RC_GTEST_PROP(JsonNesting, EndsWhereTheGrammarSays, ()) {
  const std::string text = any_nested();
  const auto sizes = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::size_t>>(
      rc::gen::element<std::size_t>(1, 2, 63, 64, 65, 200)));
  const Ended wanted = by_hand(text);
  RC_ASSERT(in_pieces(&JsonNesting::pass, text, sizes) == wanted);
  RC_ASSERT(in_pieces(&JsonNesting::pass_narrow, text, sizes) == wanted);
}

TEST(JsonNesting, RefusesMoreLevelsThanAllowed) {
  const std::string deepest(JsonNesting::kDeepest, '[');
  for (const Pass pass : {&JsonNesting::pass, &JsonNesting::pass_narrow}) {
    EXPECT_EQ(in_pieces(pass, deepest, {1000}), (Ended{State::open, deepest.size()}));
    EXPECT_EQ(in_pieces(pass, deepest + "[", {1000}), (Ended{State::too_deep, deepest.size() + 1}));
  }
}

}  // namespace
}  // namespace redress::intake
