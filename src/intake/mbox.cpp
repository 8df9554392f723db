// Mailbox files: many mails one after the other, each led by a From_ line (RFC 4155; mboxo,
// mboxrd).
#include "intake/all_readers.hpp"
#include "intake/mail.hpp"
#include "intake/mail_message.hpp"

namespace redress::intake {

namespace {

using base::ErrorKind;
using base::Result;

Likeness recognise_mbox(const Sample& sample) {
  const std::string_view head = base::as_text(sample.head);
  const std::size_t end = head.find('\n');
  if (end == std::string_view::npos || !is_from_line(head.substr(0, end))) return {};
  if (mail_likeness(head.substr(end + 1)).sure == Sure::no) return {};
  return {Sure::yes, "begins with a From_ line and the head of a mail"};
}

/// Cuts the lines into mails.
class Mailbox {
 public:
  Mailbox(Reading& reading, Clocks& clocks)
      : rows_(&reading.rows), message_(reading.rows, clocks, reading.declared) {}

  Result<void> line(const RawLine& line) {
    if (line.begins && separates(line)) {
      if (number_ > 0) REDRESS_TRY(message_.end(blank_ ? blank_at_ : line.offset, false));
      blank_ = false;
      message_.begin(++number_, line.next());
      return in_separator(line);
    }
    if (separator_open_) return in_separator(line);  // the rest of a very long From_ line
    REDRESS_TRY(give_blank());
    if (line.begins && line.text.empty() && !line.end.empty()) {
      blank_ = true;
      blank_at_ = line.offset;
      blank_end_ = line.end;
      return {};
    }
    return message_.line(line, unquoted(line));
  }

  Result<void> finish(std::uint64_t until) {
    if (number_ == 0) return {};
    REDRESS_TRY(give_blank());
    REDRESS_TRY(message_.end(until, true));
    if (unquoted_ > 0) {
      rows_->remark({"from-quoting",
                     std::to_string(unquoted_) +
                         " lines began with >From; one > was taken away, as mboxrd has it",
                     false});
    }
    return {};
  }

  bool empty() const { return number_ == 0; }

 private:
  bool separates(const RawLine& line) {
    if (number_ > 0 && !blank_) return false;
    bool dated = false;
    if (!is_from_line(line.text, &dated)) return false;
    if (number_ == 0) dated_ = dated;
    // Where the first has a clock, a sentence that begins with From has none.
    return dated || !dated_;
  }

  Result<void> in_separator(const RawLine& line) {
    separator_open_ = line.end.empty();
    if (separator_open_) message_.begin(number_, line.next());
    return {};
  }

  std::string_view unquoted(const RawLine& line) {
    if (!line.begins || !line.text.starts_with('>')) return line.text;
    const std::size_t quotes = line.text.find_first_not_of('>');
    if (quotes == std::string_view::npos || !line.text.substr(quotes).starts_with("From "))
      return line.text;
    ++unquoted_;
    return line.text.substr(1);
  }

  /// The empty line before a From_ line is no part of a mail; any other is.
  Result<void> give_blank() {
    if (!blank_) return {};
    blank_ = false;
    return message_.line({.text = {}, .end = blank_end_, .offset = blank_at_, .begins = true}, {});
  }

  Rows* rows_;
  MailMessage message_;
  std::int64_t number_ = 0;
  std::uint64_t unquoted_ = 0;
  std::uint64_t blank_at_ = 0;
  std::string blank_end_;
  bool blank_ = false;
  bool dated_ = false;
  bool separator_open_ = false;
};

Result<void> read_mbox(Reading& reading) {
  Clocks clocks = REDRESS_TRY(Clocks::of(reading.declared.zone));
  Mailbox mailbox(reading, clocks);
  RawLines lines(reading.input);
  RawLine line;
  std::uint64_t told = 0;
  while (REDRESS_TRY(lines.next(line))) {
    REDRESS_TRY(mailbox.line(line));
    if (mailbox.empty()) break;
    if (line.next() - told < ByteStream::kBuffer) continue;
    told = line.next();
    REDRESS_TRY(reading.rows.passed(told));
  }
  if (mailbox.empty()) {
    base::Place place;
    place.file = reading.name;
    place.line = 1;
    return base::fail(base::Error(ErrorKind::bad_input, "this is no mailbox file")
                          .at(std::move(place))
                          .expected("\"From \" and an address in the first line"));
  }
  REDRESS_TRY(mailbox.finish(line.next()));
  if (clocks.lacked_zone()) reading.rows.remark(no_zone_remark());
  return {};
}

}  // namespace

const Reader& mbox_reader() {
  static const Reader kReader{
      .name = "mbox",
      .version = "1",
      .help = "mailbox files (mboxrd, mboxo; Thunderbird, Google Takeout), with their documents",
      .kinds = "message, media_item",
      .memory = kMailMemory,
      .tools = mail_tools,
      .recognise = recognise_mbox,
      .prepare = nullptr,
      .read = read_mbox,
  };
  return kReader;
}

}  // namespace redress::intake
