#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <thread>

#include "base/files.hpp"
#include "docket/kept_heads.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr const char* kNotRemembered = "the heads of this docket can not be remembered";
constexpr const char* kWhatToDo =
    "what was done is kept in the docket; run any command again once this is mended";

/// Some hundred heads are a tenth of it.
constexpr std::size_t kMostBytes = 1U << 20U;

std::filesystem::path file_of(const std::filesystem::path& state, const DocketId& docket) {
  return state / "heads" / base::to_hex(docket);
}

/// Held while the file is read and written again, so that no head of another program is lost.
class Turn {
 public:
  static Result<Turn> take(const std::filesystem::path& file) {
    if (auto made = base::make_folders(file.parent_path()); !made)
      return base::fail(std::move(made).error().context(kNotRemembered).fix(kWhatToDo));
    const std::string lock = file.string() + ".lock";
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
    Turn turn(::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    constexpr int kTries = 500;
    for (int i = 0; turn.fd_ >= 0 && i < kTries; ++i) {
      if (::flock(turn.fd_, LOCK_EX | LOCK_NB) == 0) return turn;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return base::fail(
        Error(ErrorKind::unavailable, kNotRemembered)
            .at({lock, 0, 0, {}})
            .found(turn.fd_ < 0 ? "the file can not be opened" : "another program holds this file")
            .fix(kWhatToDo));
  }
  Turn(Turn&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Turn& operator=(Turn&&) = delete;
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (fd_ >= 0) ::close(fd_);
  }

 private:
  explicit Turn(int fd) : fd_(fd) {}
  int fd_;
};

using Parse = Result<KeptHeads> (*)(std::string_view, const DocketId&, const std::string&);

Result<KeptHeads> read_with(Parse parse, const std::filesystem::path& file,
                            const DocketId& docket) {
  std::error_code code;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, code))) return KeptHeads{};
  const base::Bytes bytes = REDRESS_TRY(base::in_context(
      base::read_file(file, kMostBytes), "while reading the heads that were kept of this docket"));
  return parse(base::as_text(bytes), docket, file.string());
}

Result<void> write(const std::filesystem::path& file, const KeptHeads& kept,
                   const DocketId& docket) {
  const std::string text = text_of(kept, docket);
  return base::write_file_atomically(file, base::as_bytes(text));
}

/// False when the newest head says the same already.
bool add(std::vector<Head>& heads, const Head& now) {
  const auto same = [&](const Head& head) {
    return head.size == now.size && head.root == now.root;
  };
  if (std::ranges::any_of(heads, same)) return false;
  const auto at = std::ranges::upper_bound(heads, now.size, {}, &Head::size);
  heads.insert(at, now);
  heads = thinned(std::move(heads));
  return true;
}

}  // namespace

Result<KeptHeads> read_kept(const std::filesystem::path& state, const DocketId& docket) {
  if (state.empty()) return KeptHeads{};
  return read_with(parse_kept, file_of(state, docket), docket);
}

Result<void> keep_heads(const std::filesystem::path& state, const DocketId& docket,
                        const std::array<Head, 2>& now) {
  if (state.empty()) return {};
  const auto file = file_of(state, docket);
  const Turn turn = REDRESS_TRY(Turn::take(file));
  KeptHeads kept = REDRESS_TRY(read_with(parse_kept_unchecked, file, docket));
  bool changed = false;
  for (const Head& head : now)
    changed = add(kept.logs[static_cast<std::size_t>(head.log)], head) || changed;
  if (!changed) return {};
  return write(file, kept, docket);
}

Result<void> set_aside(const std::filesystem::path& state, const DocketId& docket,
                       const KeptHeads& still, const base::Instant& at) {
  if (state.empty()) return {};
  const auto file = file_of(state, docket);
  const Turn turn = REDRESS_TRY(Turn::take(file));
  const base::Bytes bytes = REDRESS_TRY(base::read_file(file, kMostBytes));
  const std::string name = file.string() + ".aside-" + std::to_string(at.micros());
  std::filesystem::path aside = name;
  std::error_code code;
  for (int i = 2; std::filesystem::exists(aside, code); ++i) aside = name + "-" + std::to_string(i);
  REDRESS_TRY(base::write_file_atomically(aside, bytes));
  return write(file, still, docket);
}

}  // namespace redress::docket
