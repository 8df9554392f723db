// A large JSON document without holding it: the bytes of the values that stand at given paths, one
// by one.
//
// Promises: values come in the order of the document, byte for byte, with their offset, in a buffer
// that simdjson may read (kPadding bytes behind each). Strings, escapes and brackets are told apart
// exactly; what is inside a value is not looked at (simdjson does, UTF-8 too). A value longer than
// kMostElement is passed over and said to be too long. A document that ends too early gives every
// value that was whole.
// Paths: "messages[]" (each element), "name" (a member), "chats.list[].messages[]", "[]" (of an
// array at the top); keys as written, without escapes.
// Cost: as JsonNesting inside values.
// Memory: one buffer, kMemory at most; containers on the way to a path, and one byte a level inside
// a value.
// Bad input: brackets that do not fit, more than kDeepest levels, bytes that are no JSON between
// values, bytes behind the end: `broken`, with the offset; nothing behind that is read.
// Source: RFC 8259.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/input.hpp"
#include "intake/json_nesting.hpp"

namespace redress::intake {

class JsonElements {
 public:
  static constexpr std::size_t kMostElement = 8U << 20U;
  static constexpr std::size_t kPadding = ByteStream::kPadding;  ///< SIMDJSON_PADDING
  static constexpr std::size_t kDeepest = JsonNesting::kDeepest;
  static constexpr std::size_t kMemory = 18U << 20U;
  static constexpr std::size_t kMostArrays = 4;

  JsonElements(const Input& input, std::initializer_list<std::string_view> paths);

  struct Element {
    std::size_t path = 0;      ///< which of the paths
    std::string_view text;     ///< lives until the next call; empty where it is too long
    std::uint64_t offset = 0;  ///< in the input
    std::uint64_t size = 0;
    /// The position in each array on the way, from 1: of a message its chat, then itself.
    std::array<std::uint64_t, kMostArrays> index{};
    bool too_long = false;
  };
  /// Sizes of the elements in their order, as an earlier walk over the same bytes gave them, so that no end is
  /// looked for again; 0, or none: it is. They must outlive the walk.
  void reuse(std::span<const std::uint32_t> sizes) { sizes_ = sizes; }
  static constexpr std::size_t kMostSizes = 4U << 20U;

  enum class Got : std::uint8_t { element, end, ends_early, broken };
  base::Result<Got> next(Element& element);

  /// How far it is.
  std::uint64_t offset() const { return base_ + pos_; }
  /// What was found where it is broken.
  std::string_view why() const { return why_; }
  /// Where the value began that does not end.
  std::uint64_t begun_at() const { return begun_; }

 private:
  struct Node {
    std::string key;
    bool each = false;  ///< stands for the elements of an array
    bool wanted = false;
    std::size_t path = 0;
    std::vector<std::size_t> below;
  };
  struct Level {
    bool array = false;
    std::size_t node = 0;
    std::size_t each = 0;  ///< of an array: the node of its elements; kNone: nobody wants them
    std::uint64_t index = 0;
  };
  enum class Expect : std::uint8_t { value, first_key, key, first_value, after, done };
  enum class Step : std::uint8_t { going, element, stop };

  void add(std::string_view path, std::size_t number);
  std::size_t below(std::size_t node, std::string_view key, bool each);
  std::size_t find(std::size_t node, std::string_view key, bool each) const;
  base::Result<bool> more();
  base::Result<bool> blanks();
  base::Result<Step> step(Element& element);
  base::Result<Step> value(Element& element);
  base::Result<Step> key();
  base::Result<Step> after();
  base::Result<Step> take(Element& element);
  bool at_next_element();
  void open(bool array, std::size_t node);
  void close();
  base::Result<bool> pass();
  base::Result<bool> jump(std::size_t size);
  std::size_t next_size();
  base::Result<bool> pass_string();
  base::Result<bool> pass_container();
  base::Result<bool> pass_scalar();
  Step stop(Got got, std::string_view why);
  bool too_long() const { return dropped_; }

  const Input* input_;
  std::vector<Node> nodes_;
  std::vector<Level> levels_;
  std::vector<char> buffer_;
  JsonNesting nesting_;     ///< inside the value that is passed
  std::uint64_t base_ = 0;  ///< offset of the buffer's first byte
  std::size_t pos_ = 0;
  std::size_t end_ = 0;
  std::size_t keep_ = 0;  ///< where the value begins that must stay in the buffer
  std::uint64_t begun_ = 0;
  bool keeping_ = false;
  bool dropped_ = false;
  bool at_end_ = false;
  std::size_t node_ = 0;  ///< of the value that comes next; kNone: nobody wants it
  Expect expect_ = Expect::value;
  Got got_ = Got::end;
  std::string_view why_;
  std::span<const std::uint32_t> sizes_;  ///< of what comes
};

}  // namespace redress::intake
