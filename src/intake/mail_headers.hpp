// The head of a mail or of one of its parts: fields, decoded.
//
// Promises: names of fields without case, folded lines joined, encoded words (RFC 2047) and
// parameters (RFC 2231) decoded by GMime, every text valid UTF-8. Of a field that stands several
// times the first counts; addresses of all are joined. A date is read by RFC 5322 and its obsolete
// zones, or not at all.
// Cost: linear. Memory: a few times the head, which the caller bounds. Bad
// input: what is no field is passed over; nothing throws.
// Source: RFC 5322, 2045 to 2049, 2183,
// 2231, 3834; GMime 3.2 for the decoding.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/moments.hpp"

namespace redress::intake {

struct MailAddress {
  std::string name;
  std::string address;
};

struct ContentType {
  std::string type;      ///< "text", lower case
  std::string subtype;   ///< "plain"
  std::string boundary;  ///< of multipart
  std::string charset;
  std::string name;  ///< of a file, from Content-Type or Content-Disposition
  bool attached = false;
  std::string encoding;  ///< of transfer: "base64", lower case
};

class MailHead {
 public:
  /// `block`: the lines of the head, without the empty one.
  explicit MailHead(std::string_view block);

  /// The first field of this name (lower case), unfolded, as it stands; empty: there is none.
  std::string_view field(std::string_view name) const;
  bool has(std::string_view name) const;
  /// Decoded, as one line of UTF-8.
  std::string text(std::string_view name) const;
  std::vector<MailAddress> addresses(std::string_view name) const;
  /// The first of the ids in it, without its angle brackets.
  std::string id(std::string_view name) const;
  ContentType content() const;
  std::size_t fields() const { return fields_.size(); }
  /// Every field as "name: value", encoded words decoded and nothing else changed; behind one with addresses each
  /// of them as name and address, without quotes and escapes. For who looks for somebody in the head.
  std::vector<std::string> lines() const;

 private:
  struct Field {
    std::string name;
    std::string value;
  };
  std::vector<Field> fields_;
};

/// Whether a line begins a field: "Name:", printable ASCII without blanks.
bool begins_field(std::string_view line);

/// "Fri, 17 May 2024 21:05:09 +0200 (CEST)". Nothing where it is no date of RFC 5322.
std::optional<Written> mail_date(std::string_view text);

/// Name and version of the library: "gmime 3.2.13".
std::string gmime_version();

}  // namespace redress::intake
