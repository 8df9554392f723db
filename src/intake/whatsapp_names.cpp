#include "intake/whatsapp_names.hpp"

#include <algorithm>

#include "intake/whatsapp_head.hpp"
#include "intake/whatsapp_words.hpp"

namespace redress::intake {

namespace {

constexpr std::size_t kLongestName = 160;

std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos;
       at = text.find(what, at + what.size()))
    ++count;
  return count;
}

/// 'Ana Invented changed the subject from "a', cut at the ": " of a subject: a quotation is open.
/// 'Bo "the left" Example' is a name.
bool names_subject(std::string_view name) {
  const std::size_t curly = count_of(name, "“") + count_of(name, "”") + count_of(name, "„");
  const bool open =
      count_of(name, "\"") % 2 == 1 || curly % 2 == 1 || count_of(name, "«") != count_of(name, "»");
  return open && says_of_group(name);
}

/// "Example" of "Example: words".
std::string_view words_before_colon(std::string_view text) {
  const std::size_t colon = text.find(": ");
  const bool ends = colon == std::string_view::npos && text.ends_with(':');
  const std::size_t end = ends ? text.size() - 1 : colon;
  return end > kLongestName ? std::string_view{} : text.substr(0, end);
}

}  // namespace

Said split_name(std::string_view rest) {
  const std::size_t colon = rest.find(": ");
  const bool ends = colon == std::string_view::npos && rest.size() > 1 && rest.back() == ':';
  const std::size_t end = ends ? rest.size() - 1 : colon;
  if (end == std::string_view::npos || end == 0 || end > kLongestName) return {{}, rest, false};
  const std::string_view name = rest.substr(0, end);
  // A name stands on the first line; the subject of a group may hold ": " too.
  if (name.find('\n') != std::string_view::npos) return {{}, rest, false};
  if (names_subject(name)) return {{}, rest, false};
  if (says_encrypted(name)) return {{}, rest, false};
  const std::string_view shown = without_marks_around(name);
  if (shown.empty()) return {{}, rest, false};
  return {shown, ends ? std::string_view{} : rest.substr(end + 2), true};
}

void see_line(Sender& sender, std::string_view text) {
  const std::string_view next = words_before_colon(text);
  if (sender.lines++ == 0) sender.next = next;
  if (sender.next != next) sender.next.clear();
  if (sender.next.empty()) return;
  const std::string_view behind = text.substr(std::min(next.size() + 2, text.size()));
  sender.told =
      sender.told || behind.starts_with(kMark) || chat_file(behind) || says_deleted(behind);
}

bool has_longer_name(const Sender& sender) {
  return sender.lines > 1 && sender.told && !sender.next.empty();
}

Said with_longer_name(const Said& said, const Sender& sender, std::string_view rest) {
  if (!has_longer_name(sender) || !said.text.starts_with(sender.next)) return said;
  const std::size_t next = sender.next.size();
  const auto from = static_cast<std::size_t>(said.name.data() - rest.data());
  const auto until = static_cast<std::size_t>(said.text.data() - rest.data()) + next;
  return {rest.substr(from, until - from), said.text.substr(std::min(next + 2, said.text.size())),
          true};
}

}  // namespace redress::intake
