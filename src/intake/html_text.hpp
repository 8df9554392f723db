// The words of a page in HTML, block by block, from hostile bytes.
//
// Promises: text between tags in the order of the source, one block for each paragraph, heading,
// item or row of a table (cells apart by " | "); white space as a browser shows it; character
// references resolved; script, style and comments passed over; the target of a link in brackets
// behind its words. Words that a style would hide are kept: what was hidden may be what matters.
// Nothing is fetched and nothing is run.
// Cost: one pass. Memory: one block (kMostBlock) and one tag
// (kMostTag), whatever the depth or size.
// Bad input: any bytes are some page; `unfinished` says
// that it ended inside a tag, a comment or a script.
// Source: HTML Living Standard, section 13.2.5
// (tokens), 13.5 (names of characters), 15.3 (what is a block).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace redress::intake {

class HtmlSink {
 public:
  virtual ~HtmlSink() = default;
  virtual base::Result<void> block(std::string_view text) = 0;
  /// A picture, video or sound that the page names: `size` of one that stands in the page itself,
  /// else 0.
  virtual base::Result<void> media(std::string_view element, std::string_view source,
                                   std::uint64_t size) = 0;
};

class HtmlText {
 public:
  static constexpr std::size_t kMostBlock = 64U << 10U;
  static constexpr std::size_t kMostTag = 64U << 10U;

  /// `sink` must outlive it.
  explicit HtmlText(HtmlSink& sink) : sink_(&sink) {}

  /// UTF-8, cut anywhere.
  base::Result<void> feed(std::string_view piece);
  base::Result<void> finish();

  bool unfinished() const { return unfinished_; }
  const std::string& title() const { return title_; }
  const std::string& language() const { return language_; }

 private:
  enum class In : std::uint8_t { text, opened, tag, markup, comment, raw };

  base::Result<void> step(char c);
  base::Result<void> in_text(char c);
  base::Result<void> in_opened(char c);
  base::Result<void> in_tag(char c);
  base::Result<void> in_markup(char c);
  base::Result<void> in_raw(char c);
  void in_comment(char c);
  base::Result<void> tag_ends();
  base::Result<void> element_begins(std::string_view name, std::string_view attributes);
  base::Result<void> element_ends(std::string_view name);
  base::Result<void> apart(std::string_view text);
  base::Result<void> answer(std::string_view attributes);
  base::Result<void> list_media(std::string_view name, std::string_view attributes);
  base::Result<bool> reference_ends();
  base::Result<void> words(std::string_view text);
  base::Result<void> letter(char c);
  base::Result<void> flush();
  bool into_title() const { return raw_ == "title"; }

  HtmlSink* sink_;
  In in_ = In::text;
  std::string text_;
  std::string title_;
  std::string language_;
  std::string link_;
  std::string tag_;
  std::string reference_;  ///< behind an ampersand, while it may be one
  std::string raw_;        ///< name of the element whose text is no markup
  std::size_t matched_ = 0;
  std::uint64_t beyond_ = 0;  ///< bytes of the value at which a tag was cut
  char quote_ = 0;
  bool after_equals_ = false;
  bool space_ = false;  ///< white space waits for a word
  bool in_reference_ = false;
  bool unfinished_ = false;
  bool title_done_ = false;
  bool cut_ends_ = false;    ///< the value at which a tag was cut has ended
  unsigned kept_as_is_ = 0;  ///< depth of pre
};

/// A whole page or part of one as lines of text.
std::string html_to_text(std::string_view html);

/// Character references (&amp; &#8217;) resolved: for values of attributes and other markup.
std::string resolve_references(std::string_view text);
/// The text of one reference without its ampersand and semicolon ("amp", "#8217"); empty: unknown.
std::string reference_text(std::string_view name);

/// The value of an attribute in the inside of a tag, resolved; empty: it is not there.
std::string html_attribute(std::string_view attributes, std::string_view name);
bool html_has_attribute(std::string_view attributes, std::string_view name);

}  // namespace redress::intake
