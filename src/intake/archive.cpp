#include "intake/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>  // NOLINT: uselocale is POSIX's

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <optional>
#include <span>

#include "base/text.hpp"
#include "intake/encoding.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::size_t kLeastBlock = 4U << 10U;
constexpr std::size_t kMostBlock = 256U << 10U;
/// What every archive may give, however small it is.
constexpr std::uint64_t kFreeBytes = 16U << 20U;

/// libarchive reads names by the locale of the thread; the program's own stays as it is.
class Utf8Names {
 public:
  Utf8Names() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", static_cast<locale_t>(nullptr))) {}
  ~Utf8Names() {
    if (locale_ != static_cast<locale_t>(nullptr)) freelocale(locale_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

  /// While it lives, the thread has that locale.
  class Use {
   public:
    explicit Use(const Utf8Names& names) {
      if (names.locale_ != static_cast<locale_t>(nullptr)) before_ = uselocale(names.locale_);
    }
    ~Use() {
      if (before_ != static_cast<locale_t>(nullptr)) uselocale(before_);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    locale_t before_ = static_cast<locale_t>(nullptr);
  };

 private:
  locale_t locale_;
};

struct FreeArchive {
  void operator()(struct archive* archive) const noexcept { archive_read_free(archive); }
};

bool odd(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.front() == '\\') return true;
  if (name.size() > 1 && name[1] == ':') return true;
  if (name.find('\0') != std::string_view::npos) return true;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("/\\", begin), name.size());
    if (name.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

std::string utf8_name(const char* raw) {
  const std::string_view bytes = raw == nullptr ? std::string_view{} : std::string_view(raw);
  if (base::valid_utf8(bytes)) return std::string(bytes);
  return to_utf8(base::as_bytes(bytes), "IBM437");
}

/// An archive that is open, and where it is in it.
class Opened {
 public:
  explicit Opened(const Input& input) : input_(&input) {}

  Result<void> open();
  /// The next member; nothing at the end.
  Result<std::optional<Member>> next();
  /// The next bytes of the member, empty at its end.
  Result<base::ByteView> piece(const Member& member, std::uint64_t limit);
  /// More was unpacked than any archive of this size packs.
  bool is_bomb() const { return given_ > kFreeBytes && given_ / kMostRatio > input_->size(); }

 private:
  static la_ssize_t on_read(struct archive*, void* user, const void** bytes);
  static la_int64_t on_seek(struct archive*, void* user, la_int64_t offset, int whence);
  static la_int64_t on_skip(struct archive*, void* user, la_int64_t bytes);
  Error failed(std::string message, std::string_view member);

  const Input* input_;
  Utf8Names names_;
  std::vector<std::uint8_t> block_;
  std::size_t block_size_ = kLeastBlock;
  std::uint64_t at_ = 0;
  std::uint64_t given_ = 0;      ///< bytes unpacked, of all members
  std::uint64_t of_member_ = 0;  ///< of this one
  std::size_t members_ = 0;
  std::optional<Error> failure_;  ///< of the input
  std::optional<Error> later_;    ///< of the member, when its bytes were given
  std::unique_ptr<struct archive, FreeArchive> archive_;
};

la_ssize_t Opened::on_read(struct archive*, void* user, const void** bytes) {
  Opened& self = *static_cast<Opened*>(user);
  if (self.block_.size() < self.block_size_) self.block_.resize(self.block_size_);
  auto got = self.input_->read(self.at_, std::span(self.block_).first(self.block_size_));
  if (!got) {
    self.failure_.emplace(std::move(got).error());
    return ARCHIVE_FATAL;
  }
  // A jump costs little when few bytes are read behind it; a member is read in large blocks.
  self.block_size_ = std::min(self.block_size_ * 2, kMostBlock);
  self.at_ += *got;
  *bytes = self.block_.data();
  return static_cast<la_ssize_t>(*got);
}

la_int64_t Opened::on_seek(struct archive*, void* user, la_int64_t offset, int whence) {
  Opened& self = *static_cast<Opened*>(user);
  const auto size = static_cast<la_int64_t>(self.input_->size());
  la_int64_t from = 0;
  if (whence == SEEK_CUR) from = static_cast<la_int64_t>(self.at_);
  if (whence == SEEK_END) from = size;
  la_int64_t to = 0;
  if (__builtin_add_overflow(from, offset, &to) || to < 0) return ARCHIVE_FATAL;
  to = std::min(to, size);
  self.at_ = static_cast<std::uint64_t>(to);
  self.block_size_ = kLeastBlock;
  return to;
}

la_int64_t Opened::on_skip(struct archive*, void* user, la_int64_t bytes) {
  Opened& self = *static_cast<Opened*>(user);
  const std::uint64_t left = self.input_->size() - std::min(self.input_->size(), self.at_);
  const auto step = std::min(static_cast<std::uint64_t>(std::max<la_int64_t>(bytes, 0)), left);
  self.at_ += step;
  self.block_size_ = kLeastBlock;
  return static_cast<la_int64_t>(step);
}

Error Opened::failed(std::string message, std::string_view member) {
  if (failure_) return std::move(*failure_);
  const char* said = archive_error_string(archive_.get());
  Error error(ErrorKind::bad_input, std::move(message));
  error = std::move(error).found(said == nullptr ? "no reason given" : base::one_line(said));
  if (!member.empty()) error = std::move(error).at({{}, 0, 0, std::string(member)});
  return error;
}

/// Bytes from an offset on, fewer at the end; none where they can not be read.
std::vector<std::uint8_t> bytes_at(const Input& input, std::uint64_t from, std::size_t size) {
  std::vector<std::uint8_t> out(size);
  const auto got = input.read(from, out);
  out.resize(got ? *got : 0);
  return out;
}

bool begins_with_member(const Input& input) {
  constexpr std::array<std::uint8_t, 4> kMember = {'P', 'K', 3, 4};
  return std::ranges::equal(bytes_at(input, 0, kMember.size()), kMember);
}

std::uint64_t number_at(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t size) {
  std::uint64_t out = 0;
  for (std::size_t i = size; i > 0; --i) out = out << 8U | bytes[at + i - 1];
  return out;
}

Result<void> Opened::open() {
  const Utf8Names::Use names(names_);
  archive_.reset(archive_read_new());
  if (archive_ == nullptr) throw std::bad_alloc();
  struct archive* a = archive_.get();
  // Looked for from its end, another archive's directory would be taken for its own.
  const bool one_by_one = begins_with_member(*input_) && !has_directory(*input_);
  if (one_by_one)
    archive_read_support_format_zip_streamable(a);
  else
    archive_read_support_format_zip(a);
  archive_read_set_read_callback(a, on_read);
  if (!one_by_one) archive_read_set_seek_callback(a, on_seek);
  archive_read_set_skip_callback(a, on_skip);
  archive_read_set_callback_data(a, this);
  if (archive_read_open1(a) == ARCHIVE_OK) return {};
  return base::fail(failed("this can not be opened as a ZIP archive", {})
                        .expected("a ZIP archive with its directory at the end"));
}

Result<std::optional<Member>> Opened::next() {
  const Utf8Names::Use names(names_);
  struct archive_entry* entry = nullptr;
  const int status = archive_read_next_header(archive_.get(), &entry);
  if (status == ARCHIVE_EOF) return std::optional<Member>{};
  if (status < ARCHIVE_WARN || entry == nullptr)
    return base::fail(failed("the ZIP archive can not be read on", {})
                          .fix("what stands before is whole; ask for the file again"));
  if (++members_ > kMostMembers)
    return base::fail(Error(ErrorKind::bad_input, "the ZIP archive has too many members")
                          .expected("at most " + std::to_string(kMostMembers)));
  of_member_ = 0;
  later_.reset();
  Member member;
  member.name = utf8_name(archive_entry_pathname(entry));
  if (archive_entry_size_is_set(entry) != 0)
    member.size = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
  member.folder = archive_entry_filetype(entry) == AE_IFDIR;
  member.encrypted = archive_entry_is_encrypted(entry) != 0;
  member.odd_name = odd(member.name);
  return std::optional<Member>(std::move(member));
}

Result<base::ByteView> Opened::piece(const Member& member, std::uint64_t limit) {
  if (member.encrypted)
    return base::fail(Error(ErrorKind::not_allowed, "a member of the ZIP archive is encrypted")
                          .at({{}, 0, 0, member.name})
                          .fix("give the archive as it is after opening it with its password"));
  const void* bytes = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  int status = ARCHIVE_OK;
  do {
    status = archive_read_data_block(archive_.get(), &bytes, &size, &offset);
  } while (status == ARCHIVE_OK && size == 0);
  if (status == ARCHIVE_EOF && !later_) return base::ByteView{};
  if (later_) return base::fail(std::move(*later_));
  if (status != ARCHIVE_OK) {
    Error error = failed("a member of the ZIP archive can not be read on", member.name)
                      .fix("ask for the file again; what came before is kept");
    if (status != ARCHIVE_WARN || size == 0) return base::fail(std::move(error));
    // A wrong sum or size, told with the last bytes: these are given first.
    later_.emplace(std::move(error));
  }
  of_member_ += size;
  given_ += size;
  const bool bomb = is_bomb();
  if (of_member_ > limit || bomb)
    return base::fail(
        Error(ErrorKind::bad_input, "a member of the ZIP archive unpacks to too much")
            .at({{}, 0, 0, member.name})
            .found("more than " + std::to_string(bomb ? given_ : limit) + " bytes")
            .expected(bomb ? "at most " + std::to_string(kMostRatio) + " times the archive's size"
                           : "no more than that"));
  return base::ByteView(static_cast<const std::uint8_t*>(bytes), size);
}

}  // namespace

bool has_directory(const Input& archive) {
  constexpr std::array<std::uint8_t, 4> kEnd = {'P', 'K', 5, 6};
  constexpr std::size_t kRecord = 22;  // APPNOTE 4.3.16, without the comment
  constexpr std::size_t kFarthest = kRecord + 65'535;
  const std::uint64_t from = archive.size() - std::min<std::uint64_t>(archive.size(), kFarthest);
  const auto tail = bytes_at(archive, from, kFarthest);
  for (std::size_t at = tail.size() < kRecord ? 0 : tail.size() - kRecord + 1; at > 0; --at) {
    const std::span<const std::uint8_t> record(tail.data() + at - 1, tail.size() - at + 1);
    if (!std::ranges::equal(record.first(kEnd.size()), kEnd)) continue;
    const std::uint64_t comment = number_at(record, 20, 2);
    const std::uint64_t behind = number_at(record, 12, 4) + number_at(record, 16, 4);
    // It ends the file, or stands behind its directory where it says: bytes were added behind it.
    if (kRecord + comment == record.size() || behind == from + at - 1) return true;
  }
  return false;
}

bool looks_like_zip(base::ByteView head) {
  const std::string_view text = base::as_text(head);
  return text.starts_with("PK\x03\x04") || text.starts_with("PK\x05\x06");
}

Result<std::vector<Member>> members_of(const Input& archive, std::size_t most) {
  Opened opened(archive);
  REDRESS_TRY(opened.open());
  std::vector<Member> members;
  while (members.size() < most) {
    std::optional<Member> member = REDRESS_TRY(opened.next());
    if (!member) break;
    members.push_back(std::move(*member));
  }
  return members;
}

Result<void> visit_members(const Input& archive, const MemberVisit& visit, std::uint64_t limit) {
  Opened opened(archive);
  REDRESS_TRY(opened.open());
  for (;;) {
    const std::optional<Member> member = REDRESS_TRY(opened.next());
    if (!member) return {};
    if (!visit.wanted(*member)) continue;
    for (;;) {
      auto piece = opened.piece(*member, limit);
      if (!piece && (!visit.failed || opened.is_bomb()))
        return base::fail(std::move(piece).error());
      if (!piece) {
        REDRESS_TRY(visit.failed(*member, piece.error()));
        break;
      }
      REDRESS_TRY(visit.take(*member, *piece));
      if (piece->empty()) break;
    }
  }
}

struct MemberInput::State {
  State(const Input& archive, std::uint64_t most) : opened(archive), limit(most) {}

  Opened opened;
  std::uint64_t limit;
  Member member;
  /// What was unpacked last: [from, from + held.size()).
  std::vector<std::uint8_t> held;
  std::uint64_t from = 0;
  bool ended = false;
  std::optional<Error> failure;

  Result<void> more();
};

/// Unpacks the next bytes and lets go of those that are further back than a piece.
Result<void> MemberInput::State::more() {
  const base::ByteView piece = REDRESS_TRY(opened.piece(member, limit));
  if (piece.empty()) {
    ended = true;
    return {};
  }
  if (held.size() > 2 * ByteStream::kBuffer) {
    const std::size_t drop = held.size() - ByteStream::kBuffer;
    held.erase(held.begin(), held.begin() + static_cast<std::ptrdiff_t>(drop));
    from += drop;
  }
  held.insert(held.end(), piece.begin(), piece.end());
  return {};
}

MemberInput::MemberInput(std::unique_ptr<State> state) : state_(std::move(state)) {}
MemberInput::~MemberInput() = default;

Result<std::unique_ptr<MemberInput>> MemberInput::find(
    const Input& archive, const std::function<bool(const Member&)>& is_it, std::uint64_t limit) {
  auto state = std::make_unique<State>(archive, limit);
  REDRESS_TRY(state->opened.open());
  for (;;) {
    std::optional<Member> member = REDRESS_TRY(state->opened.next());
    if (!member) return std::unique_ptr<MemberInput>();
    if (!is_it(*member)) continue;
    state->member = std::move(*member);
    return std::unique_ptr<MemberInput>(new MemberInput(std::move(state)));
  }
}

Result<std::unique_ptr<MemberInput>> MemberInput::open(const Input& archive,
                                                       const std::string& name,
                                                       std::uint64_t limit) {
  auto found =
      REDRESS_TRY(find(archive, [&](const Member& member) { return member.name == name; }, limit));
  if (found == nullptr)
    return base::fail(Error(ErrorKind::not_found, "the ZIP archive has no such member")
                          .found(base::in_quotes(name)));
  return found;
}

const std::string& MemberInput::name() const { return state_->member.name; }
std::uint64_t MemberInput::size() const { return state_->member.size; }

Result<std::size_t> MemberInput::read(std::uint64_t offset, std::span<std::uint8_t> into) const {
  State& state = *state_;
  if (offset < state.from)
    return base::fail(ErrorKind::internal, "a member of a ZIP archive is read in order only");
  std::size_t done = 0;
  while (done < into.size()) {
    const std::uint64_t wanted = offset + done;
    if (wanted < state.from + state.held.size()) {
      const auto at = static_cast<std::size_t>(wanted - state.from);
      const std::size_t count = std::min(state.held.size() - at, into.size() - done);
      std::copy_n(state.held.begin() + static_cast<std::ptrdiff_t>(at), count,
                  into.begin() + static_cast<std::ptrdiff_t>(done));
      done += count;
      continue;
    }
    if (state.ended) break;
    if (!state.failure) {
      auto more = state.more();
      if (more) continue;
      state.failure.emplace(std::move(more).error());
    }
    // What came before the damage is given first.
    if (done > 0) break;
    state.ended = true;
    return base::fail(std::move(*state.failure));
  }
  return done;
}

}  // namespace redress::intake
