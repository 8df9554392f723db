// Reader sms_backup: XML backups of the Android program SMS Backup & Restore. See
// docs/readers/sms_backup.md.
#include <expat.h>

#include "intake/all_readers.hpp"
#include "intake/sms_backup_visitor.hpp"

namespace redress::intake {

using base::Result;

namespace {

/// The parts of mms carry pictures and video as text in an attribute: of each no more than the
/// beginning is read.
constexpr XmlLimits kLimits{.depth = 30,
                            .text = 64U << 10U,
                            .token = 4U << 20U,
                            .names = 1'000,
                            .mend = true,
                            .cut_attribute = "data",
                            .cut_beyond = 4'096};

std::string tools() { return XML_ExpatVersion(); }

/// Where the first element begins: behind declaration, comments and instructions.
std::string_view first_element(std::string_view text) {
  for (;;) {
    const auto at = text.find('<');
    if (at == std::string_view::npos || at + 1 >= text.size()) return {};
    text.remove_prefix(at);
    if (text.starts_with("<!--")) {
      const auto end = text.find("-->");
      if (end == std::string_view::npos) return {};
      text.remove_prefix(end);
    } else if (text[1] != '?' && text[1] != '!') {
      return text;
    } else {
      text.remove_prefix(2);
    }
  }
}

bool is_element(std::string_view text, std::string_view name) {
  if (!text.starts_with(name)) return false;
  return text.size() == name.size() ||
         std::string_view(" \t\r\n/>").find(text[name.size()]) != std::string_view::npos;
}

Likeness recognise(const Sample& sample) {
  const std::string_view first = first_element(sample.text);
  if (is_element(first, "<smses")) return {Sure::yes, "its first element is smses"};
  if (!is_element(first, "<calls")) return {};
  if (first.find("<call ") == std::string_view::npos)
    return {Sure::maybe, "its first element is calls"};
  return {Sure::yes, "its first element is calls, with call in it"};
}

Result<void> read(Reading& reading) {
  Clocks clocks = REDRESS_TRY(Clocks::of(reading.declared.zone));
  sms_backup::Visitor visitor(reading, clocks);
  XmlReader xml(reading.input, visitor, kLimits);
  visitor.reads_with(xml);
  auto done = xml.run([&](std::uint64_t offset) { return reading.rows.passed(offset); });
  if (!done) {
    if (!visitor.met() || !xml.broken()) return done;
    REDRESS_TRY(refuse_rest(reading.rows, xml, done.error(), visitor.where()));
  }
  visitor.last_remarks();
  return {};
}

}  // namespace

const Reader& sms_backup_reader() {
  static const Reader kReader{
      .name = "sms_backup",
      .version = "1",
      .help = "messages and calls out of an Android telephone, as XML of SMS Backup & Restore",
      .kinds = "message, call, media_item",
      .memory = 40U << 20U,
      .tools = tools,
      .recognise = recognise,
      .read = read,
  };
  return kReader;
}

}  // namespace redress::intake
