#include "intake/media_inside.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive.hpp"
#include "intake/picture_kind.hpp"

namespace redress::intake {
namespace {

constexpr std::string_view kEndings[] = {".ufdr", ".dmg", ".ufd", ".ab"};
/// What a packed file of text is called.
constexpr std::string_view kPackedText[] = {".csv.gz", ".txt.gz",  ".json.gz", ".jsonl.gz",
                                            ".xml.gz", ".mbox.gz", ".eml.gz",  ".html.gz",
                                            ".ofx.gz", ".md.gz",   ".tsv.gz",  ".sta.gz"};

bool ends_as(std::string_view name, std::span<const std::string_view> endings) {
  const std::string folded = base::fold(name);
  return std::ranges::any_of(endings, [&](std::string_view end) { return folded.ends_with(end); });
}

bool is_media_name(std::string_view name) {
  return is_media_or_archive(name) || ends_as(name, kEndings);
}

bool begins(std::string_view bytes, std::string_view mark, std::size_t at = 0) {
  return bytes.size() >= at + mark.size() && bytes.substr(at, mark.size()) == mark;
}

/// Archives that no reader opens.
bool is_closed_archive(const Sample& sample) {
  using std::string_view_literals::operator""sv;
  constexpr std::size_t kTarMark = 257;
  const std::string_view head = base::as_text(sample.head);
  if (begins(head, "\x1F\x8B"sv)) return !ends_as(sample.name, kPackedText);
  return begins(head, "Rar!"sv) || begins(head, "7z\xBC\xAF\x27\x1C"sv) || begins(head, "BZh"sv) ||
         begins(head,
                "\xFD"
                "7zXZ\0"sv) ||
         begins(head, "\x28\xB5\x2F\xFD"sv) || begins(head, "ustar"sv, kTarMark);
}

}  // namespace

bool is_cut_archive(const Sample& sample) {
  constexpr std::string_view kEmpty =
      "PK\x05\x06";  // the end of a directory, and nothing before it
  return looks_like_zip(sample.head) && sample.members.empty() &&
         !begins(base::as_text(sample.head), kEmpty);
}

bool may_hold_media(const Sample& sample) {
  if (is_cut_archive(sample) || is_closed_archive(sample)) return true;
  return sample.members.size() >= kMostNames || std::ranges::any_of(sample.members, is_media_name);
}

bool stays_where_it_is(const Sample& sample, const Reader* reader) {
  return may_hold_media(sample) || (reader != nullptr && reader->name == zip_reader().name);
}

}  // namespace redress::intake
