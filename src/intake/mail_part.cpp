#include "intake/mail_part.hpp"

#include <gmime/gmime.h>

#include <algorithm>

#include "base/text.hpp"
#include "intake/encoding.hpp"
#include "intake/picture_kind.hpp"

namespace redress::intake {

struct MailPart::Decoder {
  GMimeEncoding state{};
  std::string out;
};

namespace {

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/' || c == '=';
}

GMimeContentEncoding encoding_named(std::string_view name) {
  if (name == "base64") return GMIME_CONTENT_ENCODING_BASE64;
  if (name == "quoted-printable") return GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  if (name == "x-uuencode" || name == "uuencode" || name == "x-uue")
    return GMIME_CONTENT_ENCODING_UUENCODE;
  return GMIME_CONTENT_ENCODING_DEFAULT;
}

}  // namespace

MailPart::MailPart(ContentType content) : content_(std::move(content)) {
  const GMimeContentEncoding encoding = encoding_named(content_.encoding);
  if (encoding == GMIME_CONTENT_ENCODING_DEFAULT) return;
  decoder_ = std::make_unique<Decoder>();
  g_mime_encoding_init_decode(&decoder_->state, encoding);
}

MailPart::~MailPart() = default;
MailPart::MailPart(MailPart&&) noexcept = default;
MailPart& MailPart::operator=(MailPart&&) noexcept = default;

void MailPart::add(std::string_view bytes) {
  if (!decoder_) return take(bytes);
  if (content_.encoding == "base64")
    base64_ += static_cast<std::uint64_t>(std::ranges::count_if(bytes, is_base64));
  std::string& out = decoder_->out;
  out.resize(g_mime_encoding_outlen(&decoder_->state, bytes.size()) + 16);
  const std::size_t made =
      g_mime_encoding_step(&decoder_->state, bytes.data(), bytes.size(), out.data());
  take(std::string_view(out).substr(0, made));
}

void MailPart::finish() {
  if (decoder_) {
    std::string& out = decoder_->out;
    out.resize(256);
    const std::size_t made = g_mime_encoding_flush(&decoder_->state, "", 0, out.data());
    take(std::string_view(out).substr(0, made));
    decoder_.reset();
  }
  settle();
}

void MailPart::take(std::string_view decoded) {
  if (decoded.empty()) return;
  size_ += decoded.size();
  digest_.update(decoded);
  if (!settled_) {
    head_ += decoded;
    if (head_.size() >= kPictureMark) settle();
    return;
  }
  if (use_ == PartUse::listed) return;
  const std::size_t most = use_ == PartUse::words ? kMostWords : kMostDocument;
  if (bytes_.size() + decoded.size() <= most) {
    bytes_ += decoded;
    return;
  }
  too_long_ = true;
  if (use_ == PartUse::document) {
    use_ = PartUse::listed;
    bytes_ = std::string();
  }
}

void MailPart::settle() {
  if (settled_) return;
  settled_ = true;
  const std::string type = content_.type + "/" + content_.subtype;
  const auto picture = picture_kind(base::as_bytes(head_));
  sort_ = picture ? picture->sort : sort_of_file(type, content_.name);
  const bool words =
      (type == "text/plain" || type == "text/html") && !content_.attached && content_.name.empty();
  if (sort_ == "document") use_ = words ? PartUse::words : PartUse::document;
  if (use_ == PartUse::listed) return;
  bytes_ = std::move(head_);
  head_.clear();
}

std::string_view MailPart::why() const {
  if (sort_ == "image" || sort_ == "video" || sort_ == "audio") return kNotOpened;
  if (too_long_) return "not taken out: larger than 64 MiB";
  if (sort_ == "archive") return "not unpacked: an archive; import its documents by themselves";
  if (content_.subtype.find("pkcs7-mime") != std::string::npos ||
      content_.subtype.find("pgp") != std::string::npos || content_.subtype == "encrypted") {
    return "not opened: encrypted or signed data";
  }
  return "not taken out: neither its type nor its name says that it is a document";
}

std::string MailPart::words() const {
  const base::ByteView bytes = base::as_bytes(bytes_);
  std::string name = content_.charset;
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  // The name comes from the mail: what is no name of an encoding is not asked for.
  const bool odd =
      name.size() > 40 ||
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.:+") != std::string::npos;
  const bool plain = odd || name.empty() || name == "us-ascii" || name == "ascii" ||
                     name == "utf-8" || name == "utf8" || name == "unknown-8bit";
  if (plain && base::valid_utf8(bytes_)) return bytes_;
  if (plain) {
    const FoundEncoding found = find_encoding(bytes, true);
    if (found.name.empty()) return base::repair_utf8(bytes_);
    return to_utf8(bytes.subspan(found.mark_bytes), found.name);
  }
  return to_utf8(bytes, content_.charset);
}

}  // namespace redress::intake
