#include "docket/kept_heads.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>

#include "base/text.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view kFirstWord = "redress-heads";

std::string acts_text(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " act" : " acts");
}

std::string time_text(const Head& head) {
  return base::Instant(head.at_microseconds, base::Precision::second).text();
}

/// Acts counted from 1 for reading aloud, positions from 0 for `journal show`.
std::string range_text(std::uint64_t after, std::uint64_t last) {
  if (after + 1 == last)
    return "act " + std::to_string(last) + " (position " + std::to_string(after) + ")";
  return "acts " + std::to_string(after + 1) + " to " + std::to_string(last) + " (positions " +
         std::to_string(after) + " to " + std::to_string(last - 1) + ")";
}

bool earlier(const Head& a, const Head& b) {
  return a.size != b.size ? a.size < b.size : a.at_microseconds < b.at_microseconds;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// What the first line says; `lines` is how many must follow.
struct Opening {
  bool present = false;
  std::string version;
  std::string docket;
  std::uint64_t lines = 0;
  bool whole = false;
};

Opening opening_of(const std::string& line) {
  std::istringstream in(line.substr(0, 256));
  const std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
  Opening out;
  out.present = !words.empty() && words[0] == kFirstWord;
  if (words.size() > 1) out.version = words[1];
  if (words.size() != 4) return out;
  out.docket = words[2];
  const char* end = words[3].data() + words[3].size();
  const auto read = std::from_chars(words[3].data(), end, out.lines);
  out.whole = read.ec == std::errc{} && read.ptr == end;
  return out;
}

class Reader {
 public:
  Reader(const DocketId& docket, const std::string& place) : docket_(docket), place_(place) {}

  Result<void> open(const std::vector<std::string>& lines) {
    if (lines.empty()) {
      damaged(0, "the file of kept heads is empty", "nothing");
      return {};
    }
    const Opening opening = opening_of(lines.front());
    if (!opening.present) return {};
    begin_ = 1;
    if (!opening.version.empty() && opening.version != "1" && is_number(opening.version))
      return base::fail(
          Error(ErrorKind::bad_input, "this file of kept heads is of a later version")
              .at({place_, 1, 0, {}})
              .found("version " + base::one_line(opening.version.substr(0, 20)))
              .expected("version 1")
              .fix("use the version of Redress that wrote it, or a later one; it was left alone"));
    if (!opening.whole || opening.version != "1" || opening.docket != base::to_hex(docket_))
      damaged(1, "the first line of the kept heads is damaged", lines.front());
    else if (opening.lines != lines.size() - 1)
      damaged(1, "the file of kept heads has not the number of lines that it was written with",
              std::to_string(lines.size() - 1) + " lines, and " + std::to_string(opening.lines) +
                  " were written");
    return {};
  }

  void read(const std::vector<std::string>& lines, Result<Head> (*parse)(std::string_view)) {
    for (std::size_t i = begin_; i < lines.size(); ++i) {
      auto head = parse(lines[i]);
      if (head && head->docket == docket_) {
        kept_.logs[static_cast<std::size_t>(head->log)].push_back(*head);
        continue;
      }
      damaged(i + 1,
              head ? "a kept head is one of another docket"
                   : "a kept head can not be read: " + head.error().message(),
              lines[i]);
      kept_.unread.push_back(lines[i]);
    }
    for (auto& heads : kept_.logs) {
      std::ranges::stable_sort(heads, earlier);
      const auto same = [](const Head& a, const Head& b) {
        return a.size == b.size && a.root == b.root;
      };
      const auto rest = std::ranges::unique(heads, same);
      heads.erase(rest.begin(), rest.end());
    }
  }

  KeptHeads take() { return std::move(kept_); }

 private:
  static bool is_number(const std::string& word) {
    return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
  }
  void damaged(std::size_t line, std::string message, const std::string& found) {
    kept_.damage.push_back(
        Error(ErrorKind::bad_input, std::move(message))
            .at({place_, static_cast<std::uint32_t>(line), 0, {}})
            .found(base::one_line(found.substr(0, 80)))
            .expected("what Redress wrote: one signed head of this docket a line"));
  }

  const DocketId& docket_;
  const std::string& place_;
  std::size_t begin_ = 0;
  KeptHeads kept_;
};

Result<KeptHeads> parse_with(Result<Head> (*parse)(std::string_view), std::string_view text,
                             const DocketId& docket, const std::string& place) {
  const std::vector<std::string> lines = lines_of(text);
  Reader reader(docket, place);
  REDRESS_TRY(reader.open(lines));
  reader.read(lines, parse);
  return reader.take();
}

}  // namespace

Result<KeptHeads> parse_kept(std::string_view text, const DocketId& docket,
                             const std::string& place) {
  return parse_with(parse_head, text, docket, place);
}

Result<KeptHeads> parse_kept_unchecked(std::string_view text, const DocketId& docket,
                                       const std::string& place) {
  return parse_with(parse_head_unchecked, text, docket, place);
}

std::string text_of(const KeptHeads& kept, const DocketId& docket) {
  const std::size_t lines = kept.logs[0].size() + kept.logs[1].size() + kept.unread.size();
  std::string text =
      std::string(kFirstWord) + " 1 " + base::to_hex(docket) + " " + std::to_string(lines) + "\n";
  for (const auto& heads : kept.logs)
    for (const Head& head : heads) text += text_of(head) + "\n";
  for (const std::string& line : kept.unread) text += line + "\n";
  return text;
}

std::vector<Head> thinned(std::vector<Head> heads) {
  if (heads.size() <= kNewestKept) return heads;
  const std::uint64_t newest = heads.back().size;
  std::vector<Head> kept;  // newest first
  for (std::size_t i = heads.size(); i-- > 0;) {
    if (kept.size() >= kNewestKept && i > 0) {
      const std::uint64_t last = newest - kept.back().size;
      const std::uint64_t next = newest - heads[i - 1].size;
      if (next - last <= last) continue;  // without this one the gap is no wider than its distance
    }
    kept.push_back(heads[i]);
  }
  std::ranges::reverse(kept);
  return kept;
}

Result<Standing> compare(Log log, std::span<const Head> heads, std::uint64_t size,
                         const RootOf& root_of) {
  std::vector<Head> sorted(heads.begin(), heads.end());
  std::ranges::stable_sort(sorted, earlier);
  Standing out{.log = log, .size = size, .heads = sorted.size()};
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const Head& head = sorted[i];
    if (i > 0 && head.size > sorted[i - 1].size &&
        head.at_microseconds < sorted[i - 1].at_microseconds)
      out.clock_back.emplace_back(sorted[i - 1], head);
    if (head.size > size)
      out.beyond = head;
    else if (REDRESS_TRY(root_of(head.size)) == head.root)
      out.agrees = head;
    else if (!out.differs)
      out.differs = head;
  }
  return out;
}

std::string text_of(const Standing& standing) {
  const std::uint64_t agreed = standing.agrees ? standing.agrees->size : 0;
  std::string text =
      "the " + std::string(name_of(standing.log)) + " log has " + acts_text(standing.size);
  if (agreed > 0)
    text += "; the first " + acts_text(agreed) + (agreed == 1 ? " is the one" : " are the ones") +
            " seen before (head of " + time_text(*standing.agrees) + ")";
  else if (!standing.good())
    text += "; of none of them is it known that it was seen before";
  if (standing.differs && agreed >= standing.differs->size)
    text += "; the heads contradict each other: it does not begin with the smaller one of " +
            acts_text(standing.differs->size) + " (head of " + time_text(*standing.differs) + ")";
  else if (standing.differs)
    text += (agreed + 1 == standing.differs->size ? "; with " : "; in ") +
            range_text(agreed, standing.differs->size) +
            " it turns into another history (head of " + time_text(*standing.differs) + ")";
  if (standing.beyond && !standing.differs && agreed < standing.size)
    text += "; " + range_text(agreed, standing.size) + " could not be compared";
  if (standing.beyond)
    text += "; " + range_text(standing.size, standing.beyond->size) + ", seen before (head of " +
            time_text(*standing.beyond) + "), " +
            (standing.size + 1 == standing.beyond->size ? "is missing" : "are missing");
  return text;
}

std::string clock_text(const std::pair<Head, Head>& neighbours) {
  const auto& [smaller, larger] = neighbours;
  return "the head of " + acts_text(larger.size) + " has an earlier time (" + time_text(larger) +
         ") than the one of " + acts_text(smaller.size) + " (" + time_text(smaller) +
         "): the clock went back between them; the order of acts is that of their positions";
}

}  // namespace redress::docket
