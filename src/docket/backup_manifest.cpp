#include "docket/backup_manifest.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kFirst = "redress backup 1";

Error malformed(std::uint32_t line, std::string_view found, std::string expected) {
  return Error(ErrorKind::bad_input, "the manifest of this backup was altered or is damaged")
      .at({"MANIFEST", line, 0, {}})
      .found(std::string(found.substr(0, 80)))
      .expected(std::move(expected));
}

template <std::size_t N>
bool read_hex(std::string_view text, std::array<std::uint8_t, N>& out) {
  const auto bytes = base::from_hex(text);
  if (!bytes || bytes->size() != N) return false;
  std::ranges::copy(*bytes, out.begin());
  return true;
}

bool read_number(std::string_view text, std::uint64_t& out) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  return code == std::errc{} && end == text.data() + text.size() && !text.empty();
}

std::string_view word_of(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

/// Names joined by '/', none of them empty, "." or "..": it can not lead out of its folder.
bool is_inner_path(std::string_view path) {
  if (path.empty() || path.size() > 1024) return false;
  while (true) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view name = path.substr(0, end);
    if (name.empty() || name == "." || name == ".." || name.find('\0') != std::string_view::npos)
      return false;
    if (end == path.size()) return true;
    path.remove_prefix(end + 1);
  }
}

bool read_file_line(std::string_view line, BackupFile& out) {
  const auto digest = base::Digest::parse(word_of(line));
  if (!digest || !read_number(word_of(line), out.size) || !is_inner_path(line)) return false;
  out.digest = *digest;
  out.path = line;
  return true;
}

/// Takes the lines of a text one by one.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}
  bool next(std::string_view& line) {
    if (rest_.empty()) return false;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    begin_ = position_;
    line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    position_ += end + 1;
    ++number_;
    return true;
  }
  std::uint32_t number() const { return number_; }
  std::size_t begin() const { return begin_; }

 private:
  std::string_view rest_;
  std::size_t position_ = 0;
  std::size_t begin_ = 0;
  std::uint32_t number_ = 0;
};

bool signature_fits(std::string_view line, std::string_view before, BackupManifest& manifest) {
  std::array<std::uint8_t, crypto_sign_BYTES> signature{};
  return read_number(word_of(line), manifest.user) && read_hex(word_of(line), manifest.signer) &&
         read_hex(line, signature) &&
         crypto_sign_verify_detached(signature.data(), base::as_bytes(before).data(), before.size(),
                                     manifest.signer.data()) == 0;
}

}  // namespace

std::string body_of(const BackupManifest& manifest) {
  std::string text = std::string(kFirst) + "\ndocket " + base::to_hex(manifest.docket) + "\n";
  for (const Head& head : manifest.heads) text += "head " + text_of(head) + "\n";
  for (const BackupFile& file : manifest.files)
    text += "file " + file.digest.hex() + " " + std::to_string(file.size) + " " + file.path + "\n";
  return text;
}

std::string signature_line(const BackupManifest& manifest, const Signature& signature) {
  return "signed " + std::to_string(manifest.user) + " " + base::to_hex(manifest.signer) + " " +
         base::to_hex(signature) + "\n";
}

Result<BackupManifest> parse_backup_manifest(std::string_view text) {
  BackupManifest manifest;
  Lines lines(text);
  std::string_view line;
  if (!lines.next(line) || line != kFirst) {
    Error error = malformed(1, line, std::string(kFirst));
    if (line.starts_with("redress backup "))
      error = std::move(error).fix("use the version of Redress that made it, or a later one");
    return base::fail(std::move(error));
  }
  if (!lines.next(line) || word_of(line) != "docket" || !read_hex(line, manifest.docket))
    return base::fail(malformed(lines.number(), line, "docket <id>"));
  for (const Log log : kLogs) {
    if (!lines.next(line) || word_of(line) != "head")
      return base::fail(malformed(lines.number(), line, "head <line>"));
    const Head head = REDRESS_TRY(parse_head(line));
    if (head.log != log || head.docket != manifest.docket)
      return base::fail(malformed(lines.number(), line, "the heads of this docket's two logs"));
    manifest.heads[static_cast<std::size_t>(log)] = head;
  }
  while (lines.next(line)) {
    const std::string_view what = word_of(line);
    if (what == "signed") {
      if (!signature_fits(line, text.substr(0, lines.begin()), manifest))
        return base::fail(malformed(lines.number(), "a signature that does not hold",
                                    "the signature of the user who made the backup"));
      if (lines.next(line))
        return base::fail(malformed(lines.number(), line, "nothing after the signature"));
      return manifest;
    }
    BackupFile file;
    if (what != "file" || !read_file_line(line, file) || manifest.files.size() >= kMostFiles)
      return base::fail(malformed(lines.number(), line, "file <SHA-256> <size> <path>"));
    if (!manifest.files.empty() && file.path <= manifest.files.back().path)
      return base::fail(malformed(lines.number(), line, "paths in order, each once"));
    manifest.files.push_back(std::move(file));
  }
  return base::fail(malformed(lines.number() + 1, "the end", "signed <user> <key> <signature>"));
}

}  // namespace redress::docket
