#include <algorithm>
#include <string>

#include "base/counted.hpp"
#include "base/text.hpp"
#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/encoding.hpp"
#include "intake/moments.hpp"
#include "intake/picture_kind.hpp"
#include "intake/signal_line.hpp"

namespace redress::intake {

namespace {

using base::Result;

/// A message while its lines are collected.
struct Open {
  SignalHead head;
  std::string rest;
  std::uint64_t line = 0;
  std::int64_t offset = docket::kAbsent;
  std::int64_t end = docket::kAbsent;
  bool here = false;
  bool ended = true;
};

class Text {
 public:
  Text(Reading& reading, Clocks clocks) : reading_(&reading), clocks_(std::move(clocks)) {}
  Result<void> read();

 private:
  Result<void> take(const LineReader::Line& line);
  Result<void> close();
  Result<void> keep(const Moment& moment);
  Result<void> keep_files(const docket::Message& message,
                          const std::vector<std::string_view>& files);
  Result<void> refuse(std::uint64_t line, std::string_view reason, std::string_view found,
                      std::string_view expected, std::string_view raw);
  void fill_person(docket::Message& message, const SignalWords& words) const;
  void say_state(const SignalWords& words, std::string_view reactions);

  Reading* reading_;
  Clocks clocks_;
  Open open_;
  std::string state_;
  std::string where_;
  std::uint64_t begun_ = 0;
};

Result<void> Text::read() {
  LineReader lines = REDRESS_TRY(LineReader::open(reading_->input));
  LineReader::Line line;
  std::uint64_t told = 0;
  while (REDRESS_TRY(lines.next(line))) {
    REDRESS_TRY(take(line));
    if (lines.stream().consumed() == told) continue;
    told = lines.stream().consumed();
    REDRESS_TRY(reading_->rows.passed(told));
  }
  REDRESS_TRY(close());
  if (lines.stream().replaced() > 0)
    reading_->rows.remark({"encoding",
                           base::counted(lines.stream().replaced(), "character") +
                               " could not be read and became U+FFFD",
                           true});
  if (clocks_.lacked_zone()) reading_->rows.remark(no_zone_remark());
  return {};
}

Result<void> Text::refuse(std::uint64_t line, std::string_view reason, std::string_view found,
                          std::string_view expected, std::string_view raw) {
  where_ = "line " + std::to_string(line);
  return reading_->rows.refuse({.where = where_,
                                .reason = reason,
                                .found = found,
                                .expected = expected,
                                .raw = raw.substr(0, docket::kMostText)});
}

Result<void> Text::take(const LineReader::Line& line) {
  auto head = parse_signal_head(line.text);
  // One export has one form; the other one's is part of a message.
  if (head && (begun_ == 0 || head->backup_tools == open_.head.backup_tools)) {
    REDRESS_TRY(close());
    open_.rest.assign(line.text.substr(head->length));
    open_.head = std::move(*head);
    open_.line = line.number;
    open_.offset = line.offset;
    open_.here = true;
    ++begun_;
  } else if (!open_.here) {
    if (base::is_blank(line.text)) return {};
    return refuse(line.number, "no-head", "a line before the first message",
                  "date, time and a name in front", line.text);
  } else if (open_.rest.size() <= docket::kMostText) {
    open_.rest.push_back('\n');
    open_.rest.append(line.text.substr(0, docket::kMostText + 1));
  }
  open_.ended = !line.last;
  // Blank lines behind a message are the tool's.
  if (line.offset != docket::kAbsent && !base::is_blank(line.text))
    open_.end = line.offset + line.bytes;
  return {};
}

Result<void> Text::close() {
  if (!open_.here) return {};
  open_.here = false;
  if (!open_.ended)
    return refuse(open_.line, "ends-early", "the file ends within the last line",
                  "a line's end behind the last message", open_.rest);
  if (open_.rest.size() > docket::kMostText)
    return refuse(open_.line, "too-long", "a message of more than a mebibyte",
                  "at most 1,048,576 bytes", open_.rest);
  const auto written = parse_written(open_.head.date, {DayOrder::year_first});
  if (!written)
    return refuse(open_.line, "bad-date", open_.head.date, "a day and time of the calendar",
                  open_.rest);
  return keep(clocks_.moment(*written));
}

/// How the programs name the person whose telephone it was.
bool is_self(std::string_view name) { return name == "Me" || name == "You"; }

void Text::fill_person(docket::Message& message, const SignalWords& words) const {
  const std::string& owner = reading_->declared.owner;
  message.sender_name = words.name;
  if (words.name.starts_with('+') && words.name.size() > 6) {
    message.sender = words.name;
    message.sender_name = {};
  }
  if (!open_.head.backup_tools && !words.name.empty()) {
    message.direction = is_self(words.name) ? "out" : "in";
    if (is_self(words.name)) message.sender = owner;
  } else if (!owner.empty() && words.name == owner) {
    message.direction = "out";
  }
}

void Text::say_state(const SignalWords& words, std::string_view reactions) {
  state_ = words.text == "(This message was deleted)" ? "deleted" : "";
  if (reactions.empty()) return;
  if (!state_.empty()) state_ += "; ";
  state_ += "reactions ";
  state_ += reactions;
}

Result<void> Text::keep(const Moment& moment) {
  const bool tools = open_.head.backup_tools;
  SignalWords words = split_signal(open_.rest, tools);
  SignalReactions parts{words.text, {}};
  if (!tools) parts = split_reactions(words.text);
  words.text = parts.text;
  const std::vector<std::string_view> files =
      words.by_program ? std::vector<std::string_view>{} : signal_files(words, tools);
  say_state(words, parts.reactions);
  docket::Message message;
  message.at = moment.at;
  message.wall = moment.wall;
  message.zone = moment.zone;
  message.within_s = moment.within_s;
  message.twice = moment.twice;
  message.on = moment.on;
  message.service = "signal";
  message.owner = reading_->declared.owner;
  message.text = words.text;
  message.state = state_;
  message.by_program = words.by_program;
  fill_person(message, words);
  if (!files.empty()) message.files = static_cast<std::int64_t>(files.size());
  message.row = static_cast<std::int64_t>(open_.line);
  message.offset = open_.offset;
  if (open_.offset != docket::kAbsent) message.bytes = open_.end - open_.offset;
  REDRESS_TRY(reading_->rows.keep(message));
  return keep_files(message, files);
}

Result<void> Text::keep_files(const docket::Message& message,
                              const std::vector<std::string_view>& files) {
  where_ = "line " + std::to_string(open_.line);
  for (const std::string_view path : files)
    REDRESS_TRY(reading_->rows.keep(docket::MediaItem{.path = path,
                                                      .sort = sort_of_file({}, path),
                                                      .at = message.at,
                                                      .of_message = where_,
                                                      .why = kNotOpened,
                                                      .row = message.row}));
  return {};
}

/// Whether one of the first lines is a head.
Result<bool> begins_as_signal(const Input& input) {
  LineReader lines = REDRESS_TRY(LineReader::open(input));
  LineReader::Line line;
  while (REDRESS_TRY(lines.next(line))) {
    if (parse_signal_head(line.text)) return true;
    if (line.number > 100) break;
  }
  return false;
}

Result<void> read_signal(Reading& reading) {
  Clocks clocks = REDRESS_TRY(Clocks::of(reading.declared.zone));
  if (!REDRESS_TRY(begins_as_signal(reading.input)))
    return base::fail(base::Error(base::ErrorKind::bad_input, "this is no text export of Signal")
                          .at({reading.name, 0, 0, {}})
                          .found("no message among the first hundred lines")
                          .expected("\"[2024-05-17 21:05:09] Name: words\" or \"[May 17, 2024 "
                                    "21:05:09] <Name> words\""));
  return Text(reading, std::move(clocks)).read();
}

/// What tells it from a chat of WhatsApp for iOS in a language that writes the year first.
bool marks_of_signal(std::string_view text) {
  return text.find("] Me: ") != std::string_view::npos ||
         text.find("(./media/") != std::string_view::npos ||
         text.find("  \n") != std::string_view::npos ||
         text.find("\n(- ") != std::string_view::npos;
}

Likeness recognise_signal(const Sample& sample) {
  const std::string_view text = sample.text;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '[') return {};
  const std::size_t end = std::min(text.find_first_of("\r\n", first), text.size());
  const std::string_view line = text.substr(first, end - first);
  const auto head = parse_signal_head(line);
  if (!head) return {};
  const SignalWords words = split_signal(line.substr(head->length), head->backup_tools);
  if (head->backup_tools) {
    const std::string_view rest = line.substr(head->length);
    if (!rest.starts_with("<") && !rest.starts_with("*** ")) return {};
    return {Sure::yes, "lines as signalbackup-tools writes them"};
  }
  if (words.name.empty() && words.by_program) return {};
  const bool seconds = std::ranges::count(head->date, ':') == 2;
  if (!seconds || marks_of_signal(text)) return {Sure::yes, "lines as signal-export writes them"};
  const bool apple = text.find("\xE2\x80\x8E") != std::string_view::npos ||
                     text.find('\r') != std::string_view::npos;
  if (apple) return {};
  return {Sure::maybe, "lines that signal-export may have written"};
}

}  // namespace

const Reader& signal_reader() {
  static const Reader kReader{
      .name = "signal",
      .version = "2",
      .help = "texts made of Signal: chat.md of signal-export, text of signalbackup-tools",
      .kinds = "message, media_item",
      .memory = LineReader::kMemory + (8U << 20U),
      .tools = nullptr,
      .recognise = recognise_signal,
      .prepare = nullptr,
      .read = read_signal};
  return kReader;
}

}  // namespace redress::intake
