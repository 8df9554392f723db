// The tags of OFX 1.x (SGML) and 2.x (XML), one after the other, from hostile bytes.
//
// Promises: "<TAG>value" with or without "</TAG>" behind it; names come in capitals, attributes are
// passed over. A value ends at the next tag, is trimmed, and its references are resolved: &amp;
// &lt; &gt; &quot; &apos; &nbsp; &#8364; &#x20AC;; other ones stay as they stand ("AT&T"). "<" that
// begins no tag is text. <![CDATA[..]]>, comments and processing instructions are understood.
// Bounds: a name has 64 bytes, a value kMostField; one tag is looked ahead.
// Cost: a few nanoseconds a byte, no allocation beyond strings that are reused.
// Bad input: <!DOCTYPE, <!ENTITY and the like are an error: nothing of them is expanded or fetched.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/ofx_text.hpp"

namespace redress::intake {

struct OfxToken {
  enum class Sort : std::uint8_t { open, close };
  Sort sort = Sort::open;
  std::string name;          ///< in capitals
  std::string value;         ///< of an opening tag: the text up to the next tag
  bool value_whole = true;   ///< false: the file ends in it
  std::uint64_t offset = 0;  ///< of "<" in the text
  std::uint64_t end = 0;     ///< behind ">"
};

class OfxTokens {
 public:
  explicit OfxTokens(OfxText text) : text_(std::move(text)) {}
  /// False at the end. `token` keeps its memory between calls.
  base::Result<bool> next(OfxToken& token);
  const OfxText& text() const { return text_; }

 private:
  static constexpr int kEnd = -1;

  base::Result<bool> refill();
  base::Result<int> peek();
  void advance() { ++at_; }
  std::uint64_t position() const { return before_ + at_; }

  base::Result<bool> find_tag(OfxToken& tag, std::string* text);
  base::Result<bool> take_text(std::string* to);
  base::Result<bool> take_name(OfxToken& tag, std::string* text);
  base::Result<void> take_declaration(std::string* text);
  base::Result<bool> skip_to(std::string_view end, std::string* to);

  OfxText text_;
  std::string_view piece_;
  std::size_t at_ = 0;
  std::uint64_t before_ = 0;  ///< bytes of pieces that are done
  bool ended_ = false;
  bool has_ahead_ = false;
  OfxToken ahead_;
  std::string markup_;
};

/// Resolves references in place.
void ofx_resolve(std::string& value);

}  // namespace redress::intake
