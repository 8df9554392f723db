// Pages in HTML: their words by blocks, their pictures listed.
#include <algorithm>

#include "base/text.hpp"
#include "docket/records_comms.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/encoding.hpp"
#include "intake/html_text.hpp"
#include "intake/picture_kind.hpp"

namespace redress::intake {

namespace {

using base::Result;

constexpr std::size_t kDeclaredWithin = 4096;
constexpr std::uint64_t kMostConverted = 64U << 20U;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

Likeness recognise_html(const Sample& sample) {
  std::string_view text = sample.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '<') return {};
  const std::string head = lower(text.substr(first, 2048));
  if (head.starts_with("<!doctype html") || head.starts_with("<html"))
    return {Sure::yes, "begins as HTML"};
  if (head.find("<html") != std::string::npos) return {Sure::yes, "has <html near its beginning"};
  for (const std::string_view tag : {"<head", "<body", "<table", "<div", "<p>", "<p "})
    if (head.find(tag) != std::string::npos)
      return {Sure::maybe, "has " + std::string(tag) + " near its beginning"};
  return {};
}

/// The encoding that a page says of itself: <meta charset=...>.
std::string declared_encoding(std::string_view head) {
  const std::string text = lower(head.substr(0, kDeclaredWithin));
  const std::size_t at = text.find("charset=");
  if (at == std::string::npos || text.rfind("<meta", at) == std::string::npos) return {};
  std::size_t begin = at + 8;
  if (begin < text.size() && (text[begin] == '"' || text[begin] == '\'')) ++begin;
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.:", begin);
  return text.substr(begin, std::min<std::size_t>(end - begin, 40));
}

class Page final : public HtmlSink {
 public:
  explicit Page(Rows& rows) : rows_(&rows), text_(*this) {}

  Result<void> block(std::string_view text) override {
    return rows_->keep(
        docket::TextBlock{.text = text, .title = title(), .method = "markup", .row = ++row_});
  }
  Result<void> media(std::string_view element, std::string_view source,
                     std::uint64_t size) override {
    const bool inside = source.starts_with("data:");
    std::string type = inside ? std::string(source.substr(5, source.find_first_of(";,") - 5)) : "";
    if (element == "img") type = "image/";
    if (element == "video" || element == "audio") type = std::string(element) + "/";
    const std::string_view sort = sort_of_file(type, inside ? std::string_view() : source);
    const std::string path = base::repair_utf8(source);
    return rows_->keep(docket::MediaItem{
        .path = path,
        .sort = sort_of_listed(sort),
        .size = inside ? static_cast<std::int64_t>(size) : docket::kAbsent,
        .why = inside ? kNotOpened : std::string_view("not here: the page names it only"),
        .place = "document",
        .row = ++media_});
  }

  HtmlText& text() { return text_; }

 private:
  std::string_view title() {
    title_ = base::repair_utf8(text_.title());
    return title_;
  }

  Rows* rows_;
  HtmlText text_;
  std::string title_;
  std::int64_t row_ = 0;
  std::int64_t media_ = 0;
};

/// Of a page in another encoding than its bytes tell: all of it, since such text can not be cut
/// anywhere.
Result<std::string> whole_text(const Input& input, const std::string& encoding) {
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(input.size()));
  const std::size_t got = REDRESS_TRY(input.read(0, bytes));
  return to_utf8(base::ByteView(bytes.data(), got), encoding);
}

Result<void> feed_stream(Reading& reading, TextStream& stream, Page& page) {
  for (;;) {
    const std::string_view piece = REDRESS_TRY(stream.piece());
    if (piece.empty()) return {};
    REDRESS_TRY(page.text().feed(piece));
    REDRESS_TRY(reading.rows.passed(stream.consumed()));
  }
}

Result<void> read_html(Reading& reading) {
  std::vector<std::uint8_t> head(kDeclaredWithin);
  head.resize(REDRESS_TRY(reading.input.read(0, head)));
  TextStream stream = REDRESS_TRY(TextStream::open(reading.input));
  const FoundEncoding found = stream.encoding();
  Page page(reading.rows);
  std::string used = found.name;
  const std::string declared = declared_encoding(base::as_text(head));
  const bool by_declared = found.name != "UTF-8" && found.mark_bytes == 0 && !declared.empty() &&
                           declared != "utf-8" && reading.input.size() <= kMostConverted;
  if (by_declared) {
    used = declared;
    const std::string whole = REDRESS_TRY(whole_text(reading.input, declared));
    REDRESS_TRY(page.text().feed(whole));
  } else {
    REDRESS_TRY(feed_stream(reading, stream, page));
  }
  REDRESS_TRY(page.text().finish());
  if (used != "UTF-8")
    reading.rows.remark(
        {"encoding",
         "read as " + used + (by_declared ? " (as the page says)" : " (" + found.why + ")"),
         !by_declared && !found.sure});
  if (!page.text().unfinished()) return {};
  return reading.rows.refuse({.where = "end of the page",
                              .reason = "ends-early",
                              .found = "a tag, comment or script that nothing ends",
                              .expected = "a page that is whole",
                              .raw = {}});
}

}  // namespace

const Reader& html_reader() {
  static const Reader kReader{
      .name = "html",
      .version = "2",
      .help = "pages in HTML of any version: words by blocks, pictures listed",
      .kinds = "text_block, media_item",
      .memory = 192U << 20U,
      .tools = nullptr,
      .recognise = recognise_html,
      .prepare = nullptr,
      .read = read_html,
  };
  return kReader;
}

}  // namespace redress::intake
