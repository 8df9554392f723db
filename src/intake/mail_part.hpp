// One part of a mail while its lines come: the transfer encoding taken away, measured, and kept
// only where it is words or a document.
//
// Promises: pictures, video and sound are digested as they stream and never kept; a document is
// kept up to kMostDocument bytes, words up to the limit that is given. What a part is, is decided
// by its declared type and name, and by its first bytes against both: a picture that says it is a
// document is still a picture.
// Cost: linear, one buffer of a line. Memory: what is kept. Bad input:
// characters that the encoding does not have are passed over, as GMime does.
// Source: RFC 2045,
// section 6; GMime 3.2 for base64, quoted-printable and uuencode.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "intake/mail_headers.hpp"

namespace redress::intake {

/// What becomes of a part.
enum class PartUse : std::uint8_t {
  words,     ///< of the mail itself
  document,  ///< an exhibit of its own
  listed,    ///< named and measured, no more
};

class MailPart {
 public:
  static constexpr std::size_t kMostDocument = 64U << 20U;
  static constexpr std::size_t kMostWords = 16U << 20U;

  explicit MailPart(ContentType content);
  ~MailPart();
  MailPart(MailPart&&) noexcept;
  MailPart& operator=(MailPart&&) noexcept;
  MailPart(const MailPart&) = delete;
  MailPart& operator=(const MailPart&) = delete;

  void add(std::string_view bytes);
  /// No more comes.
  void finish();

  PartUse use() const { return use_; }
  bool html() const { return content_.subtype == "html"; }
  const ContentType& content() const { return content_; }
  std::uint64_t size() const { return size_; }
  /// image, video, audio, document, other
  std::string_view sort() const { return sort_; }
  /// Why it is listed only.
  std::string_view why() const;
  std::string_view bytes() const { return bytes_; }
  /// Of all decoded bytes; once, after `finish`.
  std::string digest() { return digest_.finish().hex(); }
  /// Words as UTF-8, by their declared encoding or what they are found to be.
  std::string words() const;
  /// There was more of it than is kept.
  bool too_long() const { return too_long_; }
  /// Its Base64 ends within a group of four characters: bytes are missing.
  bool cut() const { return base64_ % 4 != 0; }

 private:
  struct Decoder;
  void take(std::string_view decoded);
  void settle();

  ContentType content_;
  std::unique_ptr<Decoder> decoder_;
  std::string head_;
  std::string bytes_;
  base::Sha256 digest_;
  std::uint64_t size_ = 0;
  std::uint64_t base64_ = 0;  ///< characters of it so far
  std::string_view sort_ = "other";
  PartUse use_ = PartUse::listed;
  bool settled_ = false;
  bool too_long_ = false;
};

}  // namespace redress::intake
