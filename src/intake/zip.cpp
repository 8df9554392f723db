// Reader zip: an archive as the folder that was packed: its documents become exhibits, the rest is listed.
// See docs/readers/zip.md.
#include <archive.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive.hpp"
#include "intake/mail_part.hpp"
#include "intake/picture_kind.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// More documents are a dump of a whole device, whose files mean nothing one by one.
constexpr std::size_t kMostDocuments = 2'000;
constexpr std::uint64_t kMostMember = std::uint64_t{1} << 40U;
/// All members together unpack to this many times the archive at most, and kFree more.
constexpr std::uint64_t kMostTimes = 100;
constexpr std::uint64_t kFree = 256U << 20U;
constexpr std::size_t kMostName = 512;
constexpr std::string_view kTooMany = "not taken out: there are more than 2,000 documents";

std::string tools() { return archive_version_string(); }

/// What only one program packs and only it understands.
bool is_of_a_program(std::string_view name) {
  return name == "[Content_Types].xml" || name == "AndroidManifest.xml" ||
         name == "META-INF/MANIFEST.MF";
}

/// What one computer packs beside each file, for itself.
bool is_of_the_packer(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('/') + 1);
  return name.starts_with("__MACOSX/") || last.starts_with("._") || last == ".DS_Store";
}

/// A file without an ending that is known, which a reader knows by its content.
bool is_known_by_content(base::ByteView bytes, std::string_view name) {
  const MemoryInput input(bytes);
  const auto sample = sample_of(input, name);
  return sample && recognise(*sample).reader != nullptr;
}

bool is_document(std::string_view name) {
  return !is_of_the_packer(name) && sort_of_file({}, name) == "document";
}

Likeness recognise(const Sample& sample) {
  const auto& members = sample.members;
  if (members.empty() || members.size() >= kMostNames) return {};
  // Open documents begin with a member of this name.
  if (members.front() == "mimetype" || std::ranges::any_of(members, is_of_a_program)) return {};
  const auto documents = static_cast<std::size_t>(std::ranges::count_if(members, is_document));
  if (documents > kMostDocuments) return {};
  return {Sure::maybe, "a ZIP archive of files, " + std::to_string(documents) + " of " +
                           std::to_string(members.size()) + " documents by their names"};
}

/// Remembers how far an archive was read.
class Watched final : public Input {
 public:
  explicit Watched(const Input& input) : input_(&input) {}
  std::uint64_t size() const override { return input_->size(); }
  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) const override {
    const std::size_t got = REDRESS_TRY(input_->read(offset, into));
    read_to_ = std::min(offset + got, size());
    return got;
  }
  std::uint64_t read_to() const { return read_to_; }

 private:
  const Input* input_;
  mutable std::uint64_t read_to_ = 0;
};

class Zip {
 public:
  explicit Zip(Reading& reading) : reading_(&reading), input_(reading.input) {}

  Result<void> read() {
    const MemberVisit visit{
        .wanted = [this](const Member& member) { return begin(member); },
        .take = [this](const Member& member, base::ByteView piece) { return take(member, piece); },
        .failed = [this](const Member& member,
                         const Error& error) { return failed(member, error); }};
    auto done = visit_members(input_, visit, kMostMember);
    if (!taken_) return std::move(taken_);
    if (!done && number_ == 0) return done;
    if (!done) REDRESS_TRY(refuse_rest(done.error()));
    remark();
    return {};
  }

 private:
  Rows& rows() { return reading_->rows; }
  std::string place() const { return "member " + std::to_string(number_); }

  bool begin(const Member& member) {
    if (member.folder) return false;
    ++number_;
    last_failed_ = false;
    // What its name does not tell may still be words: it is looked at when it is there.
    const bool listed = is_of_the_packer(member.name) || is_media_or_archive(member.name);
    part_.emplace(ContentType{.type = listed ? "" : "text",
                              .name = is_of_the_packer(member.name) ? std::string() : member.name,
                              .attached = true});
    return true;
  }

  Result<void> take(const Member& member, base::ByteView piece) {
    taken_ = rows().passed(input_.read_to());
    if (taken_ && piece.empty()) taken_ = settle(member);
    if (!taken_) return stop();
    if (piece.empty()) return {};
    unpacked_ += piece.size();
    const std::uint64_t most = kFree + kMostTimes * input_.size();
    if (unpacked_ > most)
      return base::fail(Error(ErrorKind::bad_input, "the archive unpacks to too much")
                            .found("more than " + std::to_string(most) + " bytes"));
    part_->add(base::as_text(piece));
    return {};
  }

  /// Ends the visit; what the taker said stands in `taken_`.
  static Result<void> stop() {
    return base::fail(ErrorKind::unavailable, "the records were not taken");
  }

  Result<void> settle(const Member& member) {
    part_->finish();
    const base::ByteView bytes = base::as_bytes(part_->bytes());
    const bool document = part_->use() == PartUse::document &&
                          (is_document(member.name) || is_known_by_content(bytes, member.name));
    if (document && documents_ < kMostDocuments) {
      ++documents_;
      return rows().part(name_of_part(member), place(), bytes);
    }
    if (document || part_->too_long())
      unread_.push_back(base::one_line(member.name.substr(0, 100)));
    ++listed_;
    const std::string digest = part_->digest();
    const bool told =
        part_->sort() == "document" ? is_document(member.name) : part_->sort() != "archive";
    return rows().keep(docket::MediaItem{.path = member.name,
                                         .sort = told ? part_->sort() : "other",
                                         .size = static_cast<std::int64_t>(part_->size()),
                                         .sha256 = digest,
                                         .why = document ? kTooMany : part_->why(),
                                         .place = place(),
                                         .row = number_});
  }

  /// Its path, as far as it is one that stays inside.
  static std::string name_of_part(const Member& member) {
    std::string name = base::repair_utf8(member.name.substr(0, kMostName));
    if (member.odd_name || name.size() != member.name.size())
      std::ranges::replace_if(name, [](char c) { return c == '/' || c == '\\'; }, '_');
    return name.empty() ? "without a name" : name;
  }

  Result<void> failed(const Member& member, const Error& error) {
    last_failed_ = true;
    if (member.encrypted) {
      taken_ = list_locked(member);
    } else {
      taken_ = refuse(member, error);
    }
    if (!taken_) return stop();
    return {};
  }

  Result<void> list_locked(const Member& member) {
    ++locked_;
    const std::string_view sort = sort_of_file({}, member.name);
    return rows().keep(docket::MediaItem{.path = member.name,
                                         .sort = sort_of_listed(sort),
                                         .size = static_cast<std::int64_t>(std::min<std::uint64_t>(
                                             member.size, std::uint64_t{1} << 62U)),
                                         .why = "not opened: locked by a password",
                                         .place = place(),
                                         .row = number_});
  }

  Result<void> refuse(const Member& member, const Error& error) {
    return rows().refuse({.where = place() + ", " + base::one_line(member.name.substr(0, 100)),
                          .reason = "broken",
                          .found = error.found().empty() ? error.message() : error.found(),
                          .expected = "a member that can be unpacked whole",
                          .raw = {}});
  }

  Result<void> refuse_rest(const Error& error) {
    // A member that could not be read on is refused already, and nothing is known to follow.
    if (last_failed_) return {};
    return rows().refuse({.where = "from " + place() + " on",
                          .reason = "ends-early",
                          .found = error.message(),
                          .expected = "an archive that is whole",
                          .raw = {}});
  }

  void remark() {
    if (!has_directory(reading_->input))
      rows().remark(
          {"archive",
           "the directory at the end of the archive is missing: it was cut off or damaged; "
           "what was found one behind the other was read; look for a whole copy",
           true});
    rows().remark(
        {"members",
         "files in the archive: " + std::to_string(number_) +
             "; documents, which are exhibits of their own: " + std::to_string(documents_) +
             "; listed and not opened: " + std::to_string(listed_),
         false});
    if (!unread_.empty())
      rows().remark(
          {"unread",
           "documents in the archive that were not read, since they are larger than 64 MiB "
           "or more than 2,000: " +
               std::to_string(unread_.size()) + ", first " + base::in_quotes(unread_.front()) +
               "; unpack it, and take the folder in",
           true});
    if (locked_ > 0)
      rows().remark(
          {"locked",
           "files in the archive that are locked by a password: " + std::to_string(locked_) +
               "; unpack it with its password, and take the folder in",
           true});
  }

  Reading* reading_;
  Watched input_;
  std::optional<MailPart> part_;
  Result<void> taken_;  ///< of whoever takes the records: an error there is no fault of the archive
  std::int64_t number_ = 0;
  std::uint64_t unpacked_ = 0;
  std::uint64_t documents_ = 0;
  std::uint64_t listed_ = 0;
  std::uint64_t locked_ = 0;
  std::vector<std::string> unread_;
  bool last_failed_ = false;
};

Result<void> read_zip(Reading& reading) {
  std::vector<std::uint8_t> head(4);
  head.resize(REDRESS_TRY(reading.input.read(0, head)));
  if (!looks_like_zip(head))
    return base::fail(
        Error(ErrorKind::bad_input, "this is no ZIP archive")
            .found(std::to_string(reading.input.size()) + " bytes that do not begin as one")
            .expected("a file that begins with PK"));
  return Zip(reading).read();
}

}  // namespace

const Reader& zip_reader() {
  static const Reader kReader{
      .name = "zip",
      .version = "2",
      .help = "ZIP archives of files: documents become exhibits of their own, the rest is listed",
      .kinds = "media_item",
      .memory = 192U << 20U,
      .tools = tools,
      .recognise = recognise,
      .read = read_zip,
  };
  return kReader;
}

}  // namespace redress::intake
