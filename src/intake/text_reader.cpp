// Any text that no other reader knows: paragraphs, each with the line on which it begins.
#include "base/counted.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/encoding.hpp"

namespace redress::intake {

namespace {

using base::Result;

constexpr std::size_t kMostBlock = 64U << 10U;

Likeness recognise_text(const Sample& sample) {
  if (sample.encoding.empty() || sample.size == 0) return {};
  return {Sure::maybe, "is text (" + sample.encoding + ")"};
}

bool blank(std::string_view line) {
  return line.find_first_not_of(" \t\f\v") == std::string_view::npos;
}

class Paragraphs {
 public:
  explicit Paragraphs(Rows& rows) : rows_(&rows) {}

  Result<void> line(std::string_view text, std::uint64_t number) {
    if (blank(text)) return give();
    if (!text_.empty() && text_.size() + text.size() + 1 > kMostBlock) REDRESS_TRY(give());
    if (text_.empty()) first_ = number;
    // A line that fills blocks by itself: several, which begin on the same line.
    while (text.size() > kMostBlock) {
      std::size_t cut = kMostBlock;
      while (cut > kMostBlock - 4 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U)
        --cut;
      text_ = text.substr(0, cut);
      text.remove_prefix(cut);
      REDRESS_TRY(give());
      first_ = number;
    }
    if (!text_.empty()) text_ += '\n';
    text_ += text;
    return {};
  }

  Result<void> give() {
    if (text_.empty()) return {};
    auto kept = rows_->keep(docket::TextBlock{
        .text = text_, .method = "text", .row = static_cast<std::int64_t>(first_)});
    text_.clear();
    return kept;
  }

 private:
  Rows* rows_;
  std::string text_;
  std::uint64_t first_ = 0;
};

Result<void> read_text(Reading& reading) {
  LineReader lines = REDRESS_TRY(LineReader::open(reading.input));
  Paragraphs paragraphs(reading.rows);
  LineReader::Line line;
  std::uint64_t told = 0;
  while (REDRESS_TRY(lines.next(line))) {
    if (line.cut) {
      REDRESS_TRY(paragraphs.give());
      const std::string where = "line " + std::to_string(line.number);
      REDRESS_TRY(reading.rows.refuse({.where = where,
                                       .reason = "too-long",
                                       .found = "a line of more than 16 MiB",
                                       .expected = "lines of at most 16 MiB",
                                       .raw = line.text.substr(0, kMostBlock)}));
    } else {
      REDRESS_TRY(paragraphs.line(line.text, line.number));
    }
    const std::uint64_t consumed = lines.stream().consumed();
    if (consumed == told) continue;
    told = consumed;
    REDRESS_TRY(reading.rows.passed(told));
  }
  REDRESS_TRY(paragraphs.give());
  const FoundEncoding& found = lines.stream().encoding();
  const std::uint64_t replaced = lines.stream().replaced();
  if (found.name != "UTF-8" || replaced > 0) {
    reading.rows.remark({"encoding",
                         "read as " + found.name + " (" + found.why + "); " +
                             base::counted(replaced, "character") + " could not be read",
                         replaced > 0 || !found.sure});
  }
  return {};
}

}  // namespace

const Reader& text_reader() {
  static const Reader kReader{
      .name = "text",
      .version = "2",
      .help = "any text, by paragraphs",
      .kinds = "text_block",
      .memory = 48U << 20U,
      .tools = nullptr,
      .recognise = recognise_text,
      .prepare = nullptr,
      .read = read_text,
  };
  return kReader;
}

}  // namespace redress::intake
