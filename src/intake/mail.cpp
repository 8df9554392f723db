#include "intake/mail.hpp"

#include <algorithm>
#include <array>

#include "intake/mail_headers.hpp"

namespace redress::intake {

namespace {

using namespace std::string_view_literals;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

Likeness mail_likeness(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  constexpr std::array kOwn = {"from"sv,        "date"sv,         "message-id"sv,  "received"sv,
                               "return-path"sv, "delivered-to"sv, "mime-version"sv};
  constexpr std::array kOther = {"to"sv,           "subject"sv,  "cc"sv,
                                 "bcc"sv,          "reply-to"sv, "in-reply-to"sv,
                                 "content-type"sv, "sender"sv,   "references"sv};
  std::size_t own = 0;
  std::size_t other = 0;
  for (int lines = 0; lines < 200 && !text.empty(); ++lines) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') {
      if (lines == 0) return {};
      continue;
    }
    if (!begins_field(line)) {
      if (!text.empty()) return {};  // not the last line, which may be cut
      break;
    }
    const std::string name = lower(line.substr(0, line.find_first_of(": \t")));
    own += std::find(kOwn.begin(), kOwn.end(), name) != kOwn.end() ? 1U : 0U;
    other += std::find(kOther.begin(), kOther.end(), name) != kOther.end() ? 1U : 0U;
  }
  if (own == 0 || own + other < 2) return {};
  return {own >= 2 ? Sure::yes : Sure::maybe, "begins with the head of a mail"};
}

bool is_from_line(std::string_view line, bool* dated) {
  if (!line.starts_with("From ")) return false;
  bool clock = false;
  for (std::size_t i = 0; !clock && i + 4 < line.size(); ++i) {
    const auto digit = [&](std::size_t at) { return line[at] >= '0' && line[at] <= '9'; };
    clock = digit(i) && digit(i + 1) && line[i + 2] == ':' && digit(i + 3) && digit(i + 4);
  }
  if (dated != nullptr) *dated = clock;
  return true;
}

std::string mail_tools() { return gmime_version(); }

}  // namespace redress::intake
