#include "intake/signal_line.hpp"

#include <array>
#include <charconv>

#include "intake/moments.hpp"
#include "intake/whatsapp_head.hpp"

namespace redress::intake {

namespace {

constexpr std::size_t kMostFiles = 256;

bool digits(std::string_view text) {
  for (const char c : text)
    if (c < '0' || c > '9') return false;
  return !text.empty();
}

/// "[May 17, 2024 21:05:09] ": the month as the exporter's language has it.
std::optional<SignalHead> backup_head(std::string_view line) {
  if (line.size() < 20 || line.front() != '[') return std::nullopt;
  const std::size_t close = line.find("] ");
  if (close == std::string_view::npos || close > 48) return std::nullopt;
  const std::string_view inner = line.substr(1, close - 1);
  const std::size_t blank = inner.find(' ');
  // Behind the month: "17, 2024 21:05:09".
  if (blank == std::string_view::npos || inner.size() - blank != 18) return std::nullopt;
  const unsigned month = month_named(inner.substr(0, blank));
  const std::string_view day = inner.substr(blank + 1, 2);
  const std::string_view year = inner.substr(blank + 5, 4);
  const std::string_view clock = inner.substr(blank + 10);
  const bool marks = inner.substr(blank + 3, 2) == ", " && inner[blank + 9] == ' ';
  if (month == 0 || !marks || !digits(day) || !digits(year)) return std::nullopt;
  SignalHead head;
  head.backup_tools = true;
  head.date = year;
  head.date += month < 10 ? "-0" : "-";
  head.date += std::to_string(month);
  head.date += '-';
  head.date += day;
  head.date += ' ';
  head.date += clock;
  head.length = close + 2;
  return head;
}

/// "Incoming voice call (accepted, 1m 5s)", "Missed video call".
bool is_call_line(std::string_view text) {
  bool begins = false;
  for (const std::string_view word : {"Incoming ", "Outgoing ", "Missed "}) {
    if (!text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    begins = true;
    break;
  }
  for (const std::string_view word : {"voice ", "video ", "group "})
    if (begins && text.starts_with(word)) text.remove_prefix(word.size());
  if (!begins || !text.starts_with("call")) return false;
  text.remove_prefix(4);
  return text.empty() || (text.starts_with(" (") && text.ends_with(")") && text.size() < 60);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

SignalWords split_backup(std::string_view rest) {
  if (rest.starts_with("*** ")) {
    rest.remove_prefix(4);
    // "*** <Name> sent file": a person did.
    const std::size_t sent = rest.find("> sent file");
    if (rest.starts_with("<") && sent != std::string_view::npos)
      return {rest.substr(1, sent - 1), trimmed(rest.substr(sent + 2)), false};
    return {{}, trimmed(rest), true};
  }
  const std::size_t close = rest.find("> ");
  if (!rest.starts_with("<") || close == std::string_view::npos || close > 200)
    return {{}, trimmed(rest), true};
  return {rest.substr(1, close - 1), trimmed(rest.substr(close + 2)), false};
}

}  // namespace

std::optional<SignalHead> parse_signal_head(std::string_view line) {
  if (auto head = backup_head(line)) return head;
  const auto chat = parse_chat_head(line);
  if (!chat || !chat->shape.bracket || !chat->shape.year_first || chat->shape.half ||
      chat->shape.separator != '-')
    return std::nullopt;
  SignalHead head;
  date_and_clock_text(*chat, true, head.date);
  head.length = chat->length;
  return head;
}

SignalWords split_signal(std::string_view rest, bool backup_tools) {
  if (backup_tools) return split_backup(rest);
  std::size_t colon = rest.find(": ");
  if (colon == std::string_view::npos) colon = rest.find(":\n");
  if (colon == std::string_view::npos && rest.ends_with(":")) colon = rest.size() - 1;
  if (colon == std::string_view::npos || colon > 200) return {{}, trimmed(rest), true};
  SignalWords words;
  words.name = rest.substr(0, colon);
  words.text = trimmed(rest.substr(std::min(colon + 2, rest.size())));
  while (words.text.starts_with('\n')) words.text.remove_prefix(1);
  if (words.name == "No-Sender") words.name = {};
  words.by_program = is_call_line(words.text);
  return words;
}

SignalReactions split_reactions(std::string_view text) {
  if (!text.ends_with(" -)")) return {text, {}};
  const std::size_t begin = text.rfind("\n(- ");
  const bool alone = begin == std::string_view::npos && text.starts_with("(- ");
  if (begin == std::string_view::npos && !alone) return {text, {}};
  const std::size_t from = alone ? 3 : begin + 4;
  if (from + 3 > text.size()) return {text, {}};
  const std::string_view words = alone ? std::string_view{} : trimmed(text.substr(0, begin));
  return {words, text.substr(from, text.size() - from - 3)};
}

std::vector<std::string_view> signal_files(const SignalWords& words, bool backup_tools) {
  std::vector<std::string_view> out;
  std::string_view text = words.text;
  if (backup_tools) {
    if (!text.starts_with("sent file")) return out;
    const std::size_t open = text.find('"');
    const std::size_t close = text.rfind('"');
    const bool named = open != std::string_view::npos && close > open + 1;
    out.push_back(named ? text.substr(open + 1, close - open - 1) : text);
    return out;
  }
  while (out.size() < kMostFiles) {
    const std::size_t at = text.find("](./");
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 4);
    const std::size_t close = text.find(')');
    if (close == std::string_view::npos) break;
    out.push_back(text.substr(0, close));
    text.remove_prefix(close);
  }
  return out;
}

}  // namespace redress::intake
