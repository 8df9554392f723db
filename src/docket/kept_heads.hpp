// Heads kept outside a docket: a thinned history of each log, one small text file a docket.
//
// A docket alone can not tell that it was put back, or that a copy of it went on separately. So the
// heads that were seen are kept in the user's state folder, and whoever opens the docket there
// compares it with all of them. Where they differ, the heads on either side of the difference say
// between which acts it lies.
//
// The file STATE/heads/DOCKET is text: "redress-heads 1 <docket> <number of lines>", then one head
// a line, by log and rising size. A file without that first line (what earlier versions wrote: the
// last head of each log) is read too. A line that can not be read does not take the others with
// it: it is reported, kept as it stands when the file is written again, and whoever opens the
// docket decides. A file of a later version is refused and left alone.
//
// Kept of each log: the newest 16, and of the older ones as few as leave no gap wider than its
// distance to the newest head. So a difference that lies D acts before the newest head is shown to
// within D acts, and a log of n acts keeps at most 18 + 2 log2(n) heads.
//
// Writers take turns (a lock file beside it); the file is replaced as a whole or not at all.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "docket/heads.hpp"

namespace redress::docket {

inline constexpr std::size_t kNewestKept = 16;

struct KeptHeads {
  std::array<std::vector<Head>, 2> logs;  ///< by log; rising size, equal sizes by time
  std::vector<base::Error> damage;        ///< what could not be read, each with its line
  std::vector<std::string> unread;        ///< those lines as they stand
  bool empty() const { return logs[0].empty() && logs[1].empty() && damage.empty(); }
};

/// `place` is named in errors. Fails as a whole only for a later version of the file.
base::Result<KeptHeads> parse_kept(std::string_view text, const DocketId& docket,
                                   const std::string& place);
/// Without checking signatures: for a writer, who changes nothing of what it read.
base::Result<KeptHeads> parse_kept_unchecked(std::string_view text, const DocketId& docket,
                                             const std::string& place);
std::string text_of(const KeptHeads& kept, const DocketId& docket);

/// What is kept of `heads`, which are of one log, by rising size. Keeps first and last.
std::vector<Head> thinned(std::vector<Head> heads);

/// The heads kept in a state folder; none where it or the file does not exist.
base::Result<KeptHeads> read_kept(const std::filesystem::path& state, const DocketId& docket);
/// Adds the present heads, thins, and writes. Nothing is written when nothing is new.
base::Result<void> keep_heads(const std::filesystem::path& state, const DocketId& docket,
                              const std::array<Head, 2>& now);
/// Puts the file out of the way under a name with this time; then keeps only `still`.
base::Result<void> set_aside(const std::filesystem::path& state, const DocketId& docket,
                             const KeptHeads& still, const base::Instant& at);

/// How a log stands against heads that were kept of it.
struct Standing {
  Log log = Log::evidence;
  std::uint64_t size = 0;       ///< acts that the log has
  std::size_t heads = 0;        ///< that it was compared with
  std::optional<Head> agrees;   ///< the largest that the log begins with
  std::optional<Head> differs;  ///< the smallest of at most `size` acts that it does not begin with
  std::optional<Head> beyond;   ///< the largest of more acts than the log has
  /// Neighbours of which the larger has the earlier time: a clock that went back, not a fork.
  std::vector<std::pair<Head, Head>> clock_back;
  bool good() const { return !differs && !beyond; }
};

using RootOf = std::function<base::Result<base::Digest>(std::uint64_t size)>;
/// `heads` are of one log, in any order. Reads one root a head of at most `size` acts.
base::Result<Standing> compare(Log log, std::span<const Head> heads, std::uint64_t size,
                               const RootOf& root_of);

/// "the evidence log has 160 acts; the first 120 are the ones seen before (head of ...); the first
/// that differs is one of the acts 121 to 150 (positions 120 to 149; head of ...)".
std::string text_of(const Standing& standing);
/// "the head of 4 acts has an earlier time (...) than the one of 3 acts (...): the clock went back".
std::string clock_text(const std::pair<Head, Head>& neighbours);

}  // namespace redress::docket
