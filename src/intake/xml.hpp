// XML as a stream of elements, from hostile bytes.
//
// Promises: expat behind it, with every internal subset and declaration of an entity refused (no
// expansion, no file, no network); depth, tags, different names and texts bounded. What was whole
// before an error stays with the visitor; the error says line, column and byte.
// Encodings: UTF-8, UTF-16, and the code pages of encoding.hpp (one byte a character) by their
// declared names.
// Memory: at most about six times XmlLimits.token, once XmlLimits.text, and 1 MiB.
// Cost: expat's, plus about 40 ns an element and 8 ns an attribute.
// Bad input: an error of `run`, and `broken` is true. Source: XML 1.0 (Fifth Edition), Namespaces
// in XML 1.0.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "intake/input.hpp"

namespace redress::intake {

class Rows;

struct XmlAttribute {
  std::string_view name;  ///< without its prefix
  std::string_view value;
};

struct XmlLimits {
  std::size_t depth = 200;
  /// Bytes of the texts of all open elements together; what is longer is cut and marked.
  std::size_t text = 8U << 20U;
  /// Bytes of one tag, comment or the like; what is longer is broken.
  std::size_t token = 4U << 20U;
  /// Different names of elements and attributes; more are broken.
  std::size_t names = 4'096;
  /// Repairs what exporting programs get wrong, and counts it: bytes before the first tag, control
  /// characters, ill-formed UTF-8, references to no character, halves of a surrogate pair as two
  /// references, a lone &.
  bool mend = false;
  /// Only the first `cut_beyond` bytes of the values of attributes of this name are taken, of any
  /// length; empty: none. See XmlReader::passed_over.
  std::string_view cut_attribute;
  std::size_t cut_beyond = 4'096;
};

/// What is told while reading. Names come without prefix; `space` is the namespace's address.
/// Views live for the call.
class XmlVisitor {
 public:
  virtual ~XmlVisitor() = default;
  virtual base::Result<void> begin(std::string_view name, std::string_view space,
                                   std::span<const XmlAttribute> attributes) = 0;
  /// `text`: the characters directly in the element that ends, without those of elements in it.
  virtual base::Result<void> end(std::string_view name, std::string_view text, bool cut) = 0;
};

/// Where the parser is.
struct XmlPlace {
  std::uint64_t offset = 0;  ///< bytes from the beginning of the input
  std::uint64_t line = 0;    ///< from 1
  std::uint64_t column = 0;  ///< from 1, in bytes
};

/// The first bytes of a text, not more than `most`, whole characters.
std::string_view first_bytes(std::string_view text, std::size_t most);

/// "line 3, column 7, byte 120"
std::string in_words(const XmlPlace& place);

/// What was left out of the cut attribute of an element.
struct XmlPassedOver {
  std::uint64_t bytes = 0;
  std::uint64_t base64 = 0;  ///< those of them that are letters, digits, + / - _
};

class XmlReader {
 public:
  /// `input` and `visitor` must outlive it.
  XmlReader(const Input& input, XmlVisitor& visitor, XmlLimits limits = {});
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// To the end, or to the first error: of the XML (`broken`), of the visitor or of the input.
  /// Once. `passed` is called with each piece's offset; it may be empty.
  base::Result<void> run(const std::function<base::Result<void>(std::uint64_t)>& passed);
  /// Whether the error of `run` was the XML's own: what came before is whole.
  bool broken() const;
  /// Whether it was that the bytes end too early.
  bool ends_early() const;

  /// During a visit: where the tag begins; after `run`: where it stopped. Counts lines: not for
  /// every element.
  XmlPlace place() const;
  /// The same offset alone, at once.
  std::uint64_t offset() const;
  /// During a visit: the first byte behind the tag.
  std::uint64_t end_offset() const;
  /// During `begin`.
  XmlPassedOver passed_over() const;
  /// How many characters were mended so far.
  std::uint64_t mended() const;

  struct State;  ///< defined in xml.cpp

 private:
  std::unique_ptr<State> state_;
};

/// Refuses what a file has behind the place at which `run` gave up with `error`, as one row with
/// the reason "ends-early" or "broken"; `where` is what a person finds the last row by.
base::Result<void> refuse_rest(Rows& rows, const XmlReader& xml, const base::Error& error,
                               std::string_view where);

}  // namespace redress::intake
