#include "intake/whatsapp_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/utf8.hpp"
#include "intake/picture_kind.hpp"
#include "intake/whatsapp_head.hpp"
#include "intake/whatsapp_phrases.hpp"

namespace redress::intake {

namespace {

constexpr std::size_t kLongestNotice =
    160;  ///< bytes of a line of the service that is compared whole

bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (small(a[i]) != small(b[i])) return false;
  }
  return true;
}

bool holds_any(std::string_view text, std::span<const std::string_view> parts) {
  return std::ranges::any_of(
      parts, [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

std::string_view without_point(std::string_view text) {
  text = without_marks_in_front(text);
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.remove_suffix(1);
  return text;
}

/// "IMG-20240517-WA0003.jpg (...)" of any language, and any name before words that are known.
std::optional<ChatFile> attached_android(std::string_view line) {
  if (line.empty() || line.back() != ')') return std::nullopt;
  const std::size_t open = line.rfind(" (");
  if (open == std::string_view::npos || open == 0) return std::nullopt;
  const std::string_view name = line.substr(0, open);
  const std::string_view words = line.substr(open + 1);
  const bool of_program = name.find(' ') == std::string_view::npos && name.size() > 12 &&
                          name.find("-WA") != std::string_view::npos &&
                          name.find('.') != std::string_view::npos;
  if (!of_program && std::ranges::find(phrases::attached(), words) == phrases::attached().end())
    return std::nullopt;
  return ChatFile{name, sort_of_file({}, name), true};
}

/// "<attached: 00000012-PHOTO-2024-05-17-21-05-09.jpg>" in any language.
std::optional<ChatFile> attached_ios(std::string_view line) {
  if (line.size() < 8 || line.front() != '<' || line.back() != '>') return std::nullopt;
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos || colon > 60) return std::nullopt;
  const std::string_view name = line.substr(colon + 2, line.size() - colon - 3);
  const bool numbered =
      name.size() > 10 && name[8] == '-' &&
      std::all_of(name.begin(), name.begin() + 8, [](char c) { return c >= '0' && c <= '9'; });
  if (!numbered || ending_of(name).empty()) return std::nullopt;
  return ChatFile{name, sort_of_file({}, name), true};
}

/// "<Media omitted>" in brackets of any form, as "<" and ">" alone are in the table.
std::string_view in_brackets(std::string_view line, std::string& room) {
  struct Brackets {
    std::string_view open;
    std::string_view close;
  };
  constexpr Brackets kBrackets[] = {{"<", ">"}, {"‹", "›"}, {"＜", "＞"}, {"〈", "〉"}};
  for (const Brackets& each : kBrackets) {
    if (!line.starts_with(each.open) || !line.ends_with(each.close)) continue;
    if (line.size() <= each.open.size() + each.close.size()) return line;
    line = line.substr(each.open.size(), line.size() - each.open.size() - each.close.size());
    const std::size_t first = line.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    line = line.substr(first, line.find_last_not_of(' ') + 1 - first);
    room.assign("<").append(line).append(">");
    return room;
  }
  return line;
}

const phrases::LeftOut* left_out(std::string_view line) {
  if (line.size() > kLongestNotice) return nullptr;
  std::string room;
  const std::string_view words = in_brackets(line, room);
  for (const phrases::LeftOut& each : phrases::left_out())
    if (same(words, each.text)) return &each;
  return nullptr;
}

/// A name with an ending of a file: "lease.pdf", "Cy Sample.vcf".
bool is_file_name(std::string_view text) {
  const std::string ending = ending_of(text);
  return text.size() > ending.size() + 1 && ending.size() >= 2 && ending.size() <= 5 &&
         std::ranges::all_of(
             ending, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

std::string_view without_blanks_behind(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// What stands behind the last mark of iOS in a line: what the program adds to a person's words.
/// "lease.pdf • 3 pages document omitted", "words <attached: 00000014-PHOTO-2024.jpg>".
std::optional<ChatFile> behind_mark(std::string_view line) {
  constexpr std::string_view kMark = "\xE2\x80\x8E";
  constexpr std::string_view kPoint = " \xE2\x80\xA2 ";
  const std::size_t mark = line.rfind(kMark);
  if (mark == std::string_view::npos || mark == 0) return std::nullopt;
  const std::string_view words = line.substr(mark + kMark.size());
  if (auto file = attached_ios(words)) return file;
  const phrases::LeftOut* out = left_out(words);
  if (out == nullptr) return std::nullopt;
  std::string_view name = without_marks_around(without_blanks_behind(line.substr(0, mark)));
  name = name.substr(0, name.find(kPoint));
  return ChatFile{is_file_name(name) ? name : words, out->sort, false};
}

/// "Cy Sample.vcf contact card omitted": a name, and the words without a mark between them.
std::optional<ChatFile> named_and_left_out(std::string_view line) {
  for (const phrases::LeftOut& each : phrases::left_out()) {
    if (line.size() < each.text.size() + 5) continue;
    const std::size_t at = line.size() - each.text.size();
    if (line[at - 1] != ' ' || !same(line.substr(at), each.text)) continue;
    const std::string_view name = without_marks_around(without_blanks_behind(line.substr(0, at)));
    if (is_file_name(name)) return ChatFile{name, each.sort, false};
  }
  return std::nullopt;
}

}  // namespace

std::optional<ChatFile> chat_file(std::string_view line) {
  line = without_point(line);
  if (line.size() > 400) return behind_mark(line);
  if (auto file = attached_android(line)) return file;
  if (auto file = attached_ios(line)) return file;
  if (const phrases::LeftOut* out = left_out(line)) return ChatFile{line, out->sort, false};
  if (auto file = behind_mark(line)) return file;
  return named_and_left_out(line);
}

bool says_deleted(std::string_view text) {
  const std::string_view line = without_point(text);
  if (line.size() > kLongestNotice) return false;
  return std::ranges::any_of(phrases::deleted(),
                             [&](std::string_view each) { return same(line, each); });
}

std::optional<std::string_view> without_edit_mark(std::string_view text) {
  if (text.empty() || text.back() != '>') return std::nullopt;
  for (const std::string_view each : phrases::edited()) {
    if (!text.ends_with(each)) continue;
    std::string_view left = text.substr(0, text.size() - each.size());
    while (!left.empty()) {
      if (left.back() == ' ') {
        left.remove_suffix(1);
      } else if (left.ends_with("\xE2\x80\x8E")) {
        left.remove_suffix(3);
      } else {
        break;
      }
    }
    return left;
  }
  return std::nullopt;
}

bool says_encrypted(std::string_view text) {
  return text.size() < 600 && holds_any(text, phrases::encrypted());
}

bool is_encryption_notice(std::string_view text) {
  text = without_marks_in_front(text);
  return says_encrypted(text) && text.find('?') == std::string_view::npos &&
         std::ranges::any_of(phrases::encryption_openings(),
                             [&](std::string_view opening) { return text.starts_with(opening); });
}

bool says_of_group(std::string_view text) {
  return text.size() < 600 && holds_any(text, phrases::of_group());
}

GroupName group_name(std::string_view text) {
  if (text.size() > 600) return {};
  const bool created = holds_any(text, phrases::made());
  if (!created && !holds_any(text, phrases::renamed())) return {};
  struct Quotes {
    std::string_view open;
    std::string_view close;
  };
  constexpr Quotes kQuotes[] = {{"\"", "\""}, {"“", "”"}, {"„", "“"}, {"«", "»"}, {"'", "'"}};
  for (const Quotes& quotes : kQuotes) {
    const std::size_t close = text.rfind(quotes.close);
    if (close == std::string_view::npos || close == 0) continue;
    const std::size_t open = text.rfind(quotes.open, close - 1);
    if (open == std::string_view::npos) continue;
    const std::size_t from = open + quotes.open.size();
    if (from < close) return {text.substr(from, close - from), created};
  }
  return {};
}

}  // namespace redress::intake
