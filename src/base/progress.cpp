#include "base/progress.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace redress::base {

namespace {

constexpr std::int64_t kTerminalGap = 100'000;  // microseconds: 10 redraws a second
constexpr std::int64_t kPlainGap = 5'000'000;
constexpr std::uint64_t kBarWidth = 24;

// "1 234 567": groups of three parted by a space, which reads the same in every country.
std::string grouped(std::uint64_t value) {
  std::string out = std::to_string(value);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, 1, ' ');
  return out;
}

// done * scale / total without overflow.
std::uint64_t scaled(std::uint64_t done, std::uint64_t total, std::uint64_t scale) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>(Wide{std::min(done, total)} * scale / total);
}

}  // namespace

Progress::Progress(ProgressOptions options, const Clock& clock)
    : options_(std::move(options)), clock_(clock) {
  options_.label = one_line(options_.label);
  options_.quiet = options_.quiet || options_.out == nullptr;
  // The first line waits a gap like every other: short work shows no bar at all.
  started_micros_ = shown_micros_ = options_.quiet ? 0 : clock_.now().micros();
}

Progress::~Progress() {
  if (!line_open_) return;
  std::fputc('\n', options_.out);
  std::fflush(options_.out);
}

std::string Progress::amount(std::uint64_t value) const {
  if (!options_.bytes) return grouped(value);
  constexpr std::uint64_t kMebibyte = 1U << 20U;
  return grouped(value / kMebibyte) + "." + std::to_string(value % kMebibyte * 10 / kMebibyte) +
         " MiB";
}

/// "110.0 MiB/s, 0:21 left", once a second has gone by.
std::string Progress::pace() const {
  const std::int64_t micros = shown_micros_ - started_micros_;
  if (!options_.bytes || micros < 1'000'000 || done_ == 0) return {};
  const auto seconds = static_cast<std::uint64_t>(micros) / 1'000'000;
  std::string out = ", " + amount(done_ / seconds) + "/s";
  if (options_.total <= done_) return out;
  __extension__ using Wide = unsigned __int128;
  const auto rest = static_cast<std::uint64_t>(Wide{options_.total - done_} * seconds / done_);
  const std::string tail = std::to_string(rest % 60);
  return out + ", " + std::to_string(rest / 60) + ":" + (tail.size() < 2 ? "0" : "") + tail +
         " left";
}

std::string Progress::line() const {
  std::string out = options_.label + ": ";
  const std::string detail = detail_.empty() ? "" : ", " + detail_;
  if (options_.total == 0) return out + amount(done_) + detail + pace();
  if (options_.is_terminal) {
    const std::uint64_t filled = scaled(done_, options_.total, kBarWidth);
    out += '[' + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] ";
  }
  out += amount(done_) + " of " + amount(options_.total);
  return out + " (" + std::to_string(scaled(done_, options_.total, 100)) + " %)" + detail + pace();
}

void Progress::redraw() {
  if (options_.is_terminal) {
    // Back to the first column, then erase what a longer line left (ECMA-48 EL).
    std::fprintf(options_.out, "\r%s\x1b[K", line().c_str());
    line_open_ = true;
  } else {
    std::fprintf(options_.out, "%s\n", line().c_str());
  }
  std::fflush(options_.out);
}

void Progress::advance(std::uint64_t steps) {
  if (__builtin_add_overflow(done_, steps, &done_)) done_ = ~std::uint64_t{0};
  if (options_.quiet || finished_) return;
  const std::int64_t now = clock_.now().micros();
  // The machine's clock may step back; then the gap starts anew instead of lasting for hours.
  shown_micros_ = std::min(now, shown_micros_);
  if (now - shown_micros_ < (options_.is_terminal ? kTerminalGap : kPlainGap)) return;
  shown_micros_ = now;
  redraw();
}

void Progress::at(std::uint64_t done, std::string detail) {
  detail_ = one_line(detail);
  const std::uint64_t before = done_;
  done_ = std::max(before, done);
  advance(0);
}

void Progress::finish() {
  if (finished_) return;
  finished_ = true;
  if (options_.quiet) return;
  const std::int64_t micros = std::max<std::int64_t>(0, clock_.now().micros() - started_micros_);
  const std::string took =
      std::to_string(micros / 1'000'000) + "." + std::to_string(micros / 100'000 % 10) + " s";
  std::fprintf(options_.out, "%s%s: %s done in %s%s\n", options_.is_terminal ? "\r" : "",
               options_.label.c_str(), amount(done_).c_str(), took.c_str(),
               options_.is_terminal ? "\x1b[K" : "");
  std::fflush(options_.out);
  line_open_ = false;
}

}  // namespace redress::base
