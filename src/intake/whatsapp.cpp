#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "base/counted.hpp"
#include "base/text.hpp"
#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/encoding.hpp"
#include "intake/moments.hpp"
#include "intake/picture_kind.hpp"
#include "intake/whatsapp_head.hpp"
#include "intake/whatsapp_names.hpp"
#include "intake/whatsapp_words.hpp"

namespace redress::intake {

namespace {

using base::Result;

constexpr std::size_t kMostNames = 4096;

/// What a first walk over the whole file settles.
struct Survey {
  ChatShape shape;
  DayOrderVote vote;
  std::string group;        ///< its name
  bool group_made = false;  ///< from the line that made it: no later name is taken
  std::map<std::string, Sender, std::less<>> names;
  std::uint64_t first_line = 0;
  std::uint64_t odd_years = 0;    ///< dates whose year is none of an export
  std::uint64_t long_years = 0;   ///< of the Buddhist era
  std::uint64_t short_years = 0;  ///< of two digits that are of that era, if all are
  std::uint64_t heads = 0;
  bool year_first = false;
  bool owner_speaks = false;
  bool any = false;

  bool knows(std::string_view name) const { return names.find(name) != names.end(); }
  bool mixes_years() const { return short_years > 0 && short_years < heads; }
};

void survey_line(Survey& survey, ChatHead head, std::string_view line, std::string& room) {
  ++survey.heads;
  const Era era = era_of(head, survey.year_first);
  if (era == Era::buddhist) ++survey.long_years;
  if (era == Era::buddhist_short) ++survey.short_years;
  to_common_era(head, survey.year_first);
  survey.vote.see(date_text(head, survey.year_first, room));
  if (!plausible_year(head, survey.year_first)) ++survey.odd_years;
  const std::string_view rest = line.substr(head.length);
  const Said said = split_name(rest);
  if (said.by_person) {
    auto known = survey.names.find(said.name);
    if (known == survey.names.end() && survey.names.size() < kMostNames)
      known = survey.names.emplace(said.name, Sender{}).first;
    if (known != survey.names.end()) see_line(known->second, said.text);
    if (!said.text.starts_with(kMark)) return;
    if (head.shape.bracket && survey.group.empty() && says_encrypted(said.text))
      survey.group = said.name;
  }
  const GroupName group = group_name(said.text);
  if (group.name.empty() || survey.group_made) return;
  survey.group = group.name;
  survey.group_made = group.created;
}

/// Whether somebody of this name or number says something.
bool speaks(const Survey& survey, std::string_view owner, std::string& room) {
  return std::ranges::any_of(survey.names, [&](const auto& known) {
    const auto& [name, sender] = known;
    if (has_longer_name(sender)) return name + ": " + sender.next == owner;
    return name == owner || plain_number(name, room) == owner;
  });
}

Result<Survey> survey_of(const Input& input, const Declared& declared) {
  Survey survey;
  std::string room;
  LineReader lines = REDRESS_TRY(LineReader::open(input));
  LineReader::Line line;
  while (REDRESS_TRY(lines.next(line))) {
    const auto head = parse_chat_head(line.text);
    if (!head) continue;
    if (!survey.any) {
      survey.shape = head->shape;
      survey.year_first = head->shape.year_first || declared.days == DayOrder::year_first;
      survey.first_line = line.number;
    }
    survey.any = true;
    if (head->shape == survey.shape) survey_line(survey, *head, line.text, room);
  }
  survey.owner_speaks = !declared.owner.empty() && speaks(survey, declared.owner, room);
  return survey;
}

/// A message while its lines are collected.
struct Open {
  ChatHead head;
  std::string written;  ///< the head as it stands
  std::string rest;     ///< the first line behind the head, and those that follow it
  std::uint64_t line = 0;
  std::int64_t offset = docket::kAbsent;
  std::int64_t end = docket::kAbsent;
  bool here = false;
  bool ended = true;  ///< a line's end stands behind it
};

class Chat {
 public:
  Chat(Reading& reading, Survey survey, Clocks clocks, DayForm form)
      : reading_(&reading), survey_(std::move(survey)), clocks_(std::move(clocks)), form_(form) {
    if (plain_number(survey_.group, thread_).empty()) thread_ = survey_.group;
  }

  Result<void> read();

 private:
  Result<void> take(const LineReader::Line& line);
  void begin(const LineReader::Line& line, const ChatHead& head);
  Result<void> close();
  Result<void> keep(const Moment& moment);
  void fill_person(docket::Message& message, const Said& said);
  Result<void> keep_file(const docket::Message& message, const ChatFile& file);
  Result<void> refuse(std::string_view reason, std::string_view found, std::string_view expected);
  Said said_in(std::string_view rest) const;
  void say_remarks(const LineReader& lines);
  bool is_notice(std::string_view text, std::string_view words) const;

  Reading* reading_;
  Survey survey_;
  Clocks clocks_;
  DayForm form_;
  Open open_;
  std::string room_;
  std::string where_;
  std::string number_;
  std::string thread_;
  std::uint64_t odd_heads_ = 0;
  std::uint64_t first_odd_ = 0;
};

Result<void> Chat::read() {
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
  say_remarks(lines);
  return {};
}

void Chat::say_remarks(const LineReader& lines) {
  Rows& rows = reading_->rows;
  const FoundEncoding& encoding = lines.stream().encoding();
  if (encoding.name != "UTF-8")
    rows.remark(
        {"encoding", "the text is " + encoding.name + " (" + encoding.why + ")", !encoding.sure});
  if (lines.stream().replaced() > 0)
    rows.remark({"encoding",
                 base::counted(lines.stream().replaced(), "character") +
                     " could not be read and became U+FFFD",
                 true});
  if (odd_heads_ > 0)
    rows.remark({"odd-heads",
                 std::to_string(odd_heads_) +
                     " lines begin with a date, a time and a name, but not as the messages of this "
                     "file do; they stand within the messages before them, the first on line " +
                     std::to_string(first_odd_),
                 true});
  const std::uint64_t years =
      survey_.long_years + (survey_.mixes_years() ? 0 : survey_.short_years);
  if (years > 0)
    rows.remark({"buddhist-era", std::to_string(years) +
                                     " dates have a year of the Buddhist era and were read as 543 "
                                     "years earlier (2567 is 2024)"});
  if (clocks_.lacked_zone()) rows.remark(no_zone_remark());
}

Result<void> Chat::take(const LineReader::Line& line) {
  const auto head = parse_chat_head(line.text);
  if (head && head->shape == survey_.shape) {
    REDRESS_TRY(close());
    begin(line, *head);
    return {};
  }
  if (!open_.here) {
    if (base::is_blank(line.text)) return {};
    where_ = "line " + std::to_string(line.number);
    return reading_->rows.refuse({.where = where_,
                                  .reason = "no-head",
                                  .found = "a line before the first message",
                                  .expected = "date, time and a name in front",
                                  .raw = line.text.substr(0, docket::kMostText)});
  }
  if (looks_like_head(line.text) && odd_heads_++ == 0) first_odd_ = line.number;
  if (open_.rest.size() <= docket::kMostText) {
    open_.rest.push_back('\n');
    open_.rest.append(line.text.substr(0, docket::kMostText + 1));
  }
  open_.ended = !line.last;
  if (line.offset != docket::kAbsent) open_.end = line.offset + line.bytes;
  return {};
}

void Chat::begin(const LineReader::Line& line, const ChatHead& head) {
  open_.head = head;
  open_.written.assign(line.text.substr(0, head.length));
  open_.rest.assign(line.text.substr(head.length));
  open_.line = line.number;
  open_.offset = line.offset;
  open_.end = line.offset == docket::kAbsent ? docket::kAbsent : line.offset + line.bytes;
  open_.here = true;
  open_.ended = !line.last;
}

Result<void> Chat::refuse(std::string_view reason, std::string_view found,
                          std::string_view expected) {
  where_ = "line " + std::to_string(open_.line);
  std::string raw = open_.written;
  raw.append(open_.rest, 0, docket::kMostText);
  return reading_->rows.refuse(
      {.where = where_, .reason = reason, .found = found, .expected = expected, .raw = raw});
}

Result<void> Chat::close() {
  if (!open_.here) return {};
  open_.here = false;
  if (!open_.ended)
    return refuse("ends-early", "the file ends within the last line",
                  "a line's end behind the last message");
  if (open_.rest.size() > docket::kMostText)
    return refuse("too-long", "a message of more than a mebibyte", "at most 1,048,576 bytes");
  if (survey_.mixes_years() && era_of(open_.head, survey_.year_first) == Era::buddhist_short)
    return refuse("bad-date", open_.written,
                  "a year from 2009, or of the Buddhist era in all of the file");
  to_common_era(open_.head, survey_.year_first);
  const std::string_view text = date_and_clock_text(open_.head, survey_.year_first, room_);
  const auto written =
      plausible_year(open_.head, survey_.year_first) ? parse_written(text, form_) : std::nullopt;
  if (!written)
    return refuse("bad-date", std::string(text),
                  "a day and time of the calendar, in the file's order");
  return keep(clocks_.moment(*written));
}

/// A name without ": " behind it is known from other lines.
Said Chat::said_in(std::string_view rest) const {
  const Said said = split_name(rest);
  const auto sender = survey_.names.find(said.name);
  if (said.by_person)
    return sender == survey_.names.end() ? said : with_longer_name(said, sender->second, rest);
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos) return said;
  const std::string_view name = without_marks_around(rest.substr(0, colon));
  if (!survey_.knows(name)) return said;
  return {name, rest.substr(colon + 1), true};
}

/// iOS puts a mark in front of what the program says, and the chat's name where a sender stands;
/// older versions have the notice of encryption alone, without the mark, as the first message.
/// A mark stands in front of what a person sent too ("POLL:"): the first line tells.
bool Chat::is_notice(std::string_view text, std::string_view words) const {
  const std::string_view first = words.substr(0, words.find('\n'));
  if (text.starts_with(kMark)) return says_encrypted(first) || says_of_group(first);
  return open_.head.shape.bracket && open_.line == survey_.first_line &&
         is_encryption_notice(words);
}

void Chat::fill_person(docket::Message& message, const Said& said) {
  const std::string_view number = plain_number(said.name, number_);
  if (number.empty()) {
    message.sender_name = said.name;
  } else {
    message.sender = number;
  }
  const std::string& owner = reading_->declared.owner;
  if (survey_.owner_speaks)
    message.direction = said.name == owner || number == owner ? "out" : "in";
}

/// The file of a message: in its first line, or behind the words of several lines in the last.
std::optional<ChatFile> file_in(std::string_view text) {
  if (auto file = chat_file(text.substr(0, text.find('\n')))) return file;
  const std::size_t last = text.rfind('\n');
  if (last == std::string_view::npos || text.find(kMark, last) == std::string_view::npos)
    return std::nullopt;
  return chat_file(text.substr(last + 1));
}

Result<void> Chat::keep(const Moment& moment) {
  const Said said = said_in(open_.rest);
  docket::Message message;
  message.at = moment.at;
  message.wall = moment.wall;
  message.zone = moment.zone;
  message.within_s = moment.within_s;
  message.twice = moment.twice;
  message.on = moment.on;
  message.service = "whatsapp";
  message.thread = thread_;
  message.owner = reading_->declared.owner;
  message.text = without_marks_in_front(said.text);
  message.row = static_cast<std::int64_t>(open_.line);
  message.offset = open_.offset;
  if (open_.offset != docket::kAbsent) message.bytes = open_.end - open_.offset;
  if (said.by_person) {
    if (const auto words = without_edit_mark(message.text)) {
      message.text = *words;
      message.state = "edited";
    }
    if (says_deleted(message.text)) message.state = "deleted";
  }
  const auto file = said.by_person ? file_in(message.text) : std::nullopt;
  message.by_program =
      !said.by_person || (!file && message.state.empty() && is_notice(said.text, message.text));
  if (said.by_person && !(message.by_program && said.name == survey_.group))
    fill_person(message, said);
  if (file) message.files = 1;
  REDRESS_TRY(reading_->rows.keep(message));
  if (file) REDRESS_TRY(keep_file(message, *file));
  return {};
}

Result<void> Chat::keep_file(const docket::Message& message, const ChatFile& file) {
  where_ = "line " + std::to_string(open_.line);
  return reading_->rows.keep(
      docket::MediaItem{.path = file.path,
                        .sort = file.sort,
                        .at = message.at,
                        .of_message = where_,
                        .why = file.attached ? kNotOpened : std::string_view("not in the export"),
                        .row = message.row});
}

Result<DayForm> day_form(const Survey& survey, const Declared& declared) {
  if (survey.year_first) return DayForm{DayOrder::year_first};
  if (declared.days != DayOrder::unsaid) {
    // What was declared for a whole folder gives way to what all dates of one chat prove.
    return DayForm{survey.vote.disproves(declared.days) ? survey.vote.order() : declared.days};
  }
  // "24/05/17" with the year in front would be read as the 24th of a year that never was.
  if (survey.odd_years * 10 > survey.vote.seen())
    return base::fail(
        base::Error(base::ErrorKind::bad_input, "the dates of this chat are of no year of WhatsApp")
            .found(std::to_string(survey.odd_years) + " years before 2009 or after 2051")
            .expected(
                "day, month and year of the Gregorian calendar, the year last or of four digits")
            .fix("say the order with --days year-first where the year stands in front"));
  const DayOrder order = survey.vote.order();
  const bool told = order != DayOrder::unsaid || !survey.vote.order_needed();
  if (told && !survey.vote.contradicts()) return DayForm{order};
  return base::fail(
      base::Error(base::ErrorKind::bad_input, "the dates of this chat can be read in two ways")
          .found(survey.vote.contradicts() ? "days above 12 in both places"
                                           : "no day above 12 in any date")
          .expected("a date that tells which number is the day")
          .fix("say it with --days day-first or --days month-first, as the telephone was set"));
}

Result<void> read_whatsapp(Reading& reading) {
  Clocks clocks = REDRESS_TRY(Clocks::of(reading.declared.zone));
  Survey survey = REDRESS_TRY(survey_of(reading.input, reading.declared));
  if (!survey.any)
    return base::fail(
        base::Error(base::ErrorKind::bad_input, "this is no exported chat of WhatsApp")
            .at({reading.name, 0, 0, {}})
            .found("no line that begins with date, time and a name")
            .expected("\"17.05.24, 21:05 - Name: text\" or \"[17.05.24, 21:05:09] Name: text\""));
  const DayForm form = REDRESS_TRY(day_form(survey, reading.declared));
  const DayOrder declared = reading.declared.days;
  if (declared != DayOrder::unsaid && !survey.year_first && form.order != declared)
    reading.rows.remark(other_days_remark(declared, form.order));
  return Chat(reading, std::move(survey), std::move(clocks), form).read();
}

/// Texts made of Signal's store have this shape too: without seconds WhatsApp never writes
/// brackets, and with them the other tool leaves marks of its own.
bool is_of_signal(const ChatShape& shape, std::string_view text) {
  if (!shape.bracket || !shape.year_first || shape.separator != '-' || shape.half) return false;
  if (!shape.seconds) return true;
  for (const std::string_view mark : {"] Me: ", "(./media/", "  \n", "\n(- "})
    if (text.find(mark) != std::string_view::npos) return true;
  return false;
}

Likeness recognise_whatsapp(const Sample& sample) {
  std::string_view text = sample.text;
  for (int i = 0; i < 20 && !text.empty(); ++i) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (base::is_blank(without_marks_in_front(line))) continue;
    const auto head = parse_chat_head(line);
    if (!head || is_of_signal(head->shape, sample.text)) return {};
    const std::string_view rest = line.substr(head->length);
    const bool named = split_name(rest).by_person;
    const bool notice = says_encrypted(rest) || says_of_group(rest);
    if (!named && !notice) return {};
    // Logs of programs have seconds and a dash; chats of Android have no seconds.
    if (head->shape.seconds && !head->shape.bracket)
      return {Sure::maybe, "begins like a chat, with seconds"};
    return {Sure::yes, "its first line has date, time and name as an exported chat has them"};
  }
  return {};
}

}  // namespace

const Reader& whatsapp_reader() {
  static const Reader kReader{
      .name = "whatsapp",
      .version = "2",
      .help = "chats that WhatsApp exported as text, Android and iOS, in fifteen languages",
      .kinds = "message, media_item",
      .memory = LineReader::kMemory + (8U << 20U),
      .tools = nullptr,
      .recognise = recognise_whatsapp,
      .prepare = nullptr,
      .read = read_whatsapp};
  return kReader;
}

}  // namespace redress::intake
