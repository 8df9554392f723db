// One mail a file (RFC 5322 with MIME): what mail programs save as .eml.
#include "intake/all_readers.hpp"
#include "intake/mail.hpp"
#include "intake/mail_message.hpp"

namespace redress::intake {

namespace {

using base::ErrorKind;
using base::Result;

constexpr std::string_view kMark = "\xEF\xBB\xBF";

Likeness recognise_eml(const Sample& sample) { return mail_likeness(base::as_text(sample.head)); }

base::Error no_mail(const Reading& reading) {
  base::Place place;
  place.file = reading.name;
  place.line = 1;
  return base::Error(ErrorKind::bad_input, "this is no mail")
      .at(std::move(place))
      .expected("a field such as \"From: ...\" in the first line");
}

Result<void> read_eml(Reading& reading) {
  Clocks clocks = REDRESS_TRY(Clocks::of(reading.declared.zone));
  MailMessage message(reading.rows, clocks, reading.declared);
  RawLines lines(reading.input);
  RawLine line;
  std::uint64_t told = 0;
  bool first = true;
  while (REDRESS_TRY(lines.next(line))) {
    std::string_view text = line.text;
    if (first) {
      if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
      if (!begins_field(text)) return base::fail(no_mail(reading));
      message.begin(1, line.offset + (line.text.size() - text.size()));
      first = false;
    }
    REDRESS_TRY(message.line(line, text));
    if (line.next() - told < ByteStream::kBuffer) continue;
    told = line.next();
    REDRESS_TRY(reading.rows.passed(told));
  }
  if (first) return base::fail(no_mail(reading));
  REDRESS_TRY(message.end(line.next(), true));
  if (clocks.lacked_zone()) reading.rows.remark(no_zone_remark());
  return {};
}

}  // namespace

const Reader& eml_reader() {
  static const Reader kReader{
      .name = "eml",
      .version = "1",
      .help = "one mail as saved by a mail program (RFC 5322, MIME), with its documents",
      .kinds = "message, media_item",
      .memory = kMailMemory,
      .tools = mail_tools,
      .recognise = recognise_eml,
      .prepare = nullptr,
      .read = read_eml,
  };
  return kReader;
}

}  // namespace redress::intake
