// Word processor documents (.docx, .docm): words of the document, its headers, notes and comments;
// what lies in it besides is listed.
#include <algorithm>

#include "base/text.hpp"
#include "docket/records_comms.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive.hpp"
#include "intake/docx_part.hpp"
#include "intake/picture_kind.hpp"

namespace redress::intake {

namespace {

using base::ErrorKind;
using base::Result;

constexpr std::uint64_t kMostPart = 512U << 20U;
constexpr std::uint64_t kMostEmbedded = 64U << 20U;
constexpr std::size_t kMostParts = 500;
constexpr std::size_t kMostMembers = 20'000;
constexpr std::string_view kDocument = "word/document.xml";

Likeness recognise_docx(const Sample& sample) {
  const bool there = std::ranges::find(sample.members, kDocument) != sample.members.end();
  return there ? Likeness{Sure::yes, "a ZIP archive with word/document.xml"} : Likeness{};
}

/// "header1" of "word/header1.xml", where it is a part with words.
std::string part_of(std::string_view name) {
  if (!name.starts_with("word/") || !name.ends_with(".xml")) return {};
  const std::string_view part = name.substr(5, name.size() - 9);
  for (const std::string_view kind : {"header", "footer", "footnotes", "endnotes", "comments"}) {
    if (!part.starts_with(kind)) continue;
    const std::string_view rest = part.substr(kind.size());
    if (rest.size() <= 6 && rest.find_first_not_of("0123456789") == std::string_view::npos)
      return std::string(part);
  }
  return {};
}

/// What the document says of itself: title, who wrote and changed it, when.
class Properties final : public XmlVisitor {
 public:
  Result<void> begin(std::string_view, std::string_view, std::span<const XmlAttribute>) override {
    return {};
  }
  Result<void> end(std::string_view name, std::string_view text, bool) override {
    if (base::is_blank(text) || lines.size() > (32U << 10U)) return {};
    const std::string value = base::one_line(text.substr(0, 1000));
    if (name == "title") title = base::repair_utf8(value);
    if (name == "coreProperties") return {};
    if (!lines.empty()) lines += '\n';
    lines += base::repair_utf8(std::string(name) + ": " + value);
    return {};
  }
  std::string title;
  std::string lines;
};

class Docx {
 public:
  explicit Docx(Reading& reading) : reading_(&reading) {}

  Result<void> read() {
    const std::vector<Member> members = REDRESS_TRY(members_of(reading_->input, kMostMembers));
    REDRESS_TRY(check(members));
    REDRESS_TRY(properties(members));
    std::vector<std::pair<std::string, std::string>> parts{{std::string(kDocument), "document"}};
    for (const Member& each : members) {
      const std::string part = part_of(each.name);
      if (!part.empty() && parts.size() < kMostParts) parts.emplace_back(each.name, part);
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      REDRESS_TRY(reading_->rows.passed(reading_->input.size() / parts.size() * i));
      REDRESS_TRY(words_of(parts[i].first, parts[i].second));
    }
    remark_on_changes();
    return others();
  }

 private:
  Result<void> check(const std::vector<Member>& members) const {
    const auto at =
        std::ranges::find_if(members, [](const Member& each) { return each.name == kDocument; });
    if (at != members.end() && !at->encrypted) return {};
    base::Place place;
    place.file = reading_->name;
    const bool locked = at != members.end();
    return base::fail(
        base::Error(ErrorKind::bad_input, "this is no word processor document that can be read")
            .at(std::move(place))
            .found(locked ? "a document that is locked by a password" : "no word/document.xml")
            .expected("a ZIP archive with word/document.xml"));
  }

  Result<void> properties(const std::vector<Member>& members) {
    const bool there = std::ranges::any_of(
        members, [](const Member& each) { return each.name == "docProps/core.xml"; });
    if (!there) return {};
    Properties found;
    const auto input = MemberInput::open(reading_->input, "docProps/core.xml", 1U << 20U);
    if (!input) return {};
    XmlReader xml(**input, found);
    (void)xml.run([](std::uint64_t) -> Result<void> { return {}; });
    title_ = found.title;
    if (found.lines.empty()) return {};
    return block("properties", 1, found.lines);
  }

  Result<void> block(std::string_view place, std::int64_t row, std::string_view text) {
    return reading_->rows.keep(docket::TextBlock{
        .text = text, .title = title_, .method = "markup", .place = place, .row = row});
  }

  Result<void> words_of(const std::string& name, const std::string& part) {
    DocxPart visitor(part, [this](std::string_view place, std::int64_t row, std::string_view text) {
      return block(place, row, text);
    });
    auto done = read_part(name, visitor);
    deleted_ += visitor.deleted();
    inserted_ += visitor.inserted();
    if (visitor.cut())
      reading_->rows.remark(
          {"long-words", "words of " + part + " are longer than 8 MiB, and were cut", true});
    if (done || visitor.stopped()) return done;
    return reading_->rows.refuse({.where = part,
                                  .reason = "broken",
                                  .found = done.error().message(),
                                  .expected = "XML to the end of " + std::string(name),
                                  .raw = {}});
  }

  Result<void> read_part(const std::string& name, DocxPart& visitor) {
    const auto input = REDRESS_TRY(MemberInput::open(reading_->input, name, kMostPart));
    XmlReader xml(*input, visitor);
    return xml.run([](std::uint64_t) -> Result<void> { return {}; });
  }

  void remark_on_changes() {
    if (deleted_ + inserted_ == 0) return;
    reading_->rows.remark({"tracked-changes",
                           "the document keeps its changes: " + std::to_string(deleted_) +
                               " deletions (in brackets) and " + std::to_string(inserted_) +
                               " insertions (as plain words)",
                           false});
  }

  Result<void> list(const Member& member) {
    const std::string_view sort = sort_of_file({}, member.name);
    const bool picture = sort == "image" || sort == "video" || sort == "audio";
    const auto size = static_cast<std::int64_t>(std::min<std::uint64_t>(member.size, 1ULL << 62U));
    return reading_->rows.keep(docket::MediaItem{
        .path = member.name,
        .sort = sort_of_listed(sort),
        .size = size,
        .why =
            picture ? kNotOpened : std::string_view("not taken out: no document of a known sort"),
        .place = "document",
        .row = ++listed_});
  }

  /// Pictures are listed; documents inside the document become files of their own.
  Result<void> others() {
    std::string bytes;
    Result<void> taken;  // of whoever takes the records: an error there is no fault of the archive
    MemberVisit visit;
    visit.wanted = [&](const Member& member) {
      bytes.clear();
      const bool embedded = member.name.starts_with("word/embeddings/");
      const bool inside = embedded || member.name.starts_with("word/media/") ||
                          member.name.ends_with("vbaProject.bin");
      if (member.folder || !inside || !taken) return false;
      const bool document = embedded && !member.encrypted && member.size <= kMostEmbedded &&
                            sort_of_file({}, member.name) == "document";
      if (!document) taken = list(member);
      return document;
    };
    visit.take = [&](const Member& member, base::ByteView piece) -> Result<void> {
      bytes += base::as_text(piece);
      if (!piece.empty()) return {};
      if (picture_kind(base::as_bytes(bytes))) {
        taken = list(member);
      } else {
        taken = reading_->rows.part(member.name.substr(member.name.rfind('/') + 1), member.name,
                                    base::as_bytes(bytes));
      }
      if (taken) return {};
      return base::fail(ErrorKind::unavailable, "the records were not taken");
    };
    const auto done = visit_members(reading_->input, visit, kMostEmbedded);
    if (!taken) return taken;
    if (done) return {};
    return reading_->rows.refuse({.where = "embedded files",
                                  .reason = "broken",
                                  .found = done.error().message(),
                                  .expected = "an archive that is whole",
                                  .raw = {}});
  }

  Reading* reading_;
  std::string title_;
  std::uint64_t deleted_ = 0;
  std::uint64_t inserted_ = 0;
  std::int64_t listed_ = 0;
};

Result<void> read_docx(Reading& reading) { return Docx(reading).read(); }

}  // namespace

const Reader& docx_reader() {
  static const Reader kReader{
      .name = "docx",
      .version = "1",
      .help = "word processor documents (ISO/IEC 29500): words, notes, comments, tracked deletions",
      .kinds = "text_block, media_item",
      .memory = 192U << 20U,
      .tools = nullptr,
      .recognise = recognise_docx,
      .prepare = nullptr,
      .read = read_docx,
  };
  return kReader;
}

}  // namespace redress::intake
