// PDF documents: their text layer by pdftotext; pages without one by character recognition, where
// that was declared.
#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/outside.hpp"
#include "intake/pdf_boxes.hpp"
#include "intake/picture_recognition.hpp"

namespace redress::intake {

namespace {

using base::ErrorKind;
using base::Result;

constexpr std::uint64_t kMostPdf = 512U << 20U;
constexpr std::uint64_t kMostPage = 96U << 20U;  // of one page as a picture
constexpr std::int64_t kMostPages = 100'000;
/// Dots an inch at which character recognition is told to work; fewer for very large pages.
constexpr std::int64_t kDots = 300;
constexpr std::int64_t kMostDots = 8'000;  // along one side

bool looks_like_pdf(base::ByteView head) {
  // Readers of PDF allow other bytes before the mark, within the first KiB (ISO 32000-2, annex).
  return base::as_text(head).substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

Likeness recognise_pdf(const Sample& sample) {
  if (base::as_text(sample.head).starts_with("%PDF-")) return {Sure::yes, "begins with %PDF-"};
  if (looks_like_pdf(sample.head)) return {Sure::maybe, "has %PDF- near its beginning"};
  return {};
}

Outside poppler(std::string program, std::vector<std::string> arguments) {
  return {.program = std::move(program),
          .arguments = std::move(arguments),
          .limits = {},
          .package = "poppler-utils"};
}

/// Keeps blocks as they come, and which pages had none.
class Blocks final : public PdfBoxSink {
 public:
  explicit Blocks(Rows& rows) : rows_(&rows) {}

  Result<void> block(std::int64_t page, std::string_view text, std::string_view box) override {
    return keep(docket::TextBlock{.text = text,
                                  .title = boxes_ == nullptr ? "" : boxes_->title(),
                                  .method = "text layer",
                                  .page = page,
                                  .box = box,
                                  .row = ++row_});
  }
  Result<void> page_ends(const PdfPage& page, std::uint64_t blocks) override {
    if (page.number > kMostPages)
      return base::fail(ErrorKind::bad_input, "more than 100,000 pages");
    if (blocks == 0) empty_.push_back(page);
    return noted(rows_->passed(0));
  }
  Result<void> recognised(const PdfPage& page, std::int64_t dots, const std::string& language,
                          const RecognisedBlock& block) {
    const auto tenths = [dots](std::int64_t pixels) { return (pixels * 1440 / dots + 1) / 2; };
    const std::string box =
        box_text(tenths(block.left), tenths(block.top), tenths(block.right), tenths(block.bottom));
    return keep(docket::TextBlock{.text = block.text,
                                  .title = boxes_ == nullptr ? "" : boxes_->title(),
                                  .method = "character recognition",
                                  .confidence = block.confidence,
                                  .language = language,
                                  .page = page.number,
                                  .box = box,
                                  .row = ++row_});
  }

  void title_from(const PdfBoxes& boxes) { boxes_ = &boxes; }
  const std::vector<PdfPage>& empty() const { return empty_; }
  /// Who takes the records said to stop: no fault of the document.
  bool stopped() const { return stopped_; }

 private:
  Result<void> noted(Result<void> done) {
    stopped_ = stopped_ || !done;
    return done;
  }
  Result<void> keep(const docket::TextBlock& block) { return noted(rows_->keep(block)); }

  Rows* rows_;
  const PdfBoxes* boxes_ = nullptr;
  std::vector<PdfPage> empty_;
  std::int64_t row_ = 0;
  bool stopped_ = false;
};

/// "1-3, 7"
std::string ranges(const std::vector<PdfPage>& pages) {
  std::string out;
  for (std::size_t i = 0; i < pages.size();) {
    std::size_t last = i;
    while (last + 1 < pages.size() && pages[last + 1].number == pages[last].number + 1) ++last;
    if (!out.empty()) out += ", ";
    if (out.size() > 200) return out + "...";
    out += std::to_string(pages[i].number);
    if (last > i) out += "-" + std::to_string(pages[last].number);
    i = last + 1;
  }
  return out;
}

Result<void> recognise_page(const MemoryFile& pdf, const PdfPage& page, const std::string& language,
                            Blocks& blocks) {
  const std::int64_t side = std::max({page.width, page.height, std::int64_t{1}});
  const std::int64_t dots = std::clamp<std::int64_t>(kMostDots * 720 / side, 1, kDots);
  const std::string number = std::to_string(page.number);
  Outside render = poppler(
      "pdftoppm", {"-r", std::to_string(dots), "-gray", "-f", number, "-l", number, "{input}"});
  render.limits.output = kMostPage;
  const MemoryFile picture = REDRESS_TRY(MemoryFile::of(
      [&](const TakeBytes& take) { return run_outside(render, pdf, take); }, kMostPage));
  return recognise_words(picture, language, [&](const RecognisedBlock& block) {
    return blocks.recognised(page, dots, language, block);
  });
}

Result<void> recognise_pages(Reading& reading, const MemoryFile& pdf, Blocks& blocks) {
  const std::string language = recognition_language(reading.declared.language);
  REDRESS_TRY(check_recognition(language));
  const std::vector<PdfPage>& pages = blocks.empty();
  const std::uint64_t size = reading.input.size();
  for (std::size_t i = 0; i < pages.size(); ++i) {
    REDRESS_TRY(reading.rows.passed(size / 2 + size / 2 / pages.size() * i));
    auto done = recognise_page(pdf, pages[i], language, blocks);
    if (done) continue;
    if (blocks.stopped() || done.error().kind() == ErrorKind::not_found) return done;
    const std::string where = "page " + std::to_string(pages[i].number);
    REDRESS_TRY(reading.rows.refuse({.where = where,
                                     .reason = "not-recognised",
                                     .found = done.error().message(),
                                     .expected = "a page that can be drawn and read",
                                     .raw = {}}));
  }
  return {};
}

void remark_on_empty(Reading& reading, const Blocks& blocks, std::int64_t pages) {
  const bool all = static_cast<std::int64_t>(blocks.empty().size()) == pages;
  const std::string which =
      all ? "no page of " + std::to_string(pages) + " has"
          : "pages " + ranges(blocks.empty()) + " of " + std::to_string(pages) + " do not have";
  reading.rows.remark(
      {"no-text-layer",
       which + " a text layer: blank, or a picture of a page. To read pictures of pages by "
               "character recognition, declare that pictures may be opened, and their "
               "language",
       all});
}

/// What to do where pdftotext gave nothing.
base::Error not_read(const Reading& reading, base::Error&& error) {
  if (error.kind() != ErrorKind::bad_input) return std::move(error);
  base::Place place;
  place.file = reading.name;
  return base::Error(ErrorKind::bad_input, "this PDF can not be read: " + error.message())
      .at(std::move(place))
      .expected("a PDF that is whole and not locked")
      .fix(
          "where it is locked, import a copy that was unlocked with its password; where it is "
          "damaged, "
          "a copy that was repaired");
}

Result<void> read_pdf(Reading& reading) {
  std::vector<std::uint8_t> head(1024);
  const std::size_t got = REDRESS_TRY(reading.input.read(0, head));
  if (!looks_like_pdf(base::ByteView(head.data(), got)))
    return base::fail(base::Error(ErrorKind::bad_input, "this is no PDF")
                          .expected("%PDF- in the first 1,024 bytes"));
  const MemoryFile pdf = REDRESS_TRY(MemoryFile::of(bytes_of(reading.input), kMostPdf));
  Blocks blocks(reading.rows);
  PdfBoxes boxes(blocks);
  blocks.title_from(boxes);
  Outside text = poppler("pdftotext", {"-bbox-layout", "-enc", "UTF-8", "{input}", "-"});
  text.limits.time = std::chrono::seconds(600);
  text.limits.output = 4ULL << 30U;
  auto done = run_outside(text, pdf, [&](base::ByteView bytes) -> Result<void> {
    return boxes.feed(base::as_text(bytes));
  });
  if (blocks.stopped()) return done;
  if (boxes.pages() == 0) {
    if (!done) return base::fail(not_read(reading, std::move(done.error())));
    return base::fail(not_read(reading, base::Error(ErrorKind::bad_input, "it has no page")));
  }
  if (!done || !boxes.complete()) {
    const std::string where = "page " + std::to_string(boxes.pages());
    REDRESS_TRY(reading.rows.refuse({.where = where,
                                     .reason = "broken",
                                     .found = done ? "the text ends here" : done.error().message(),
                                     .expected = "all pages of the document",
                                     .raw = {}}));
  }
  if (blocks.empty().empty()) return {};
  if (reading.declared.open_media) return recognise_pages(reading, pdf, blocks);
  remark_on_empty(reading, blocks, boxes.pages());
  return {};
}

std::string pdf_tools() {
  const std::string said = version_of("pdftotext", "-v");
  return (said.empty() ? "pdftotext: not installed" : said) + "; " + recognition_version();
}

}  // namespace

const Reader& pdf_reader() {
  static const Reader kReader{
      .name = "pdf",
      .version = "1",
      .help =
          "PDF: the text layer with page and box; pages that are pictures where that is declared",
      .kinds = "text_block",
      .memory = 640U << 20U,
      .tools = pdf_tools,
      .recognise = recognise_pdf,
      .prepare = nullptr,
      .read = read_pdf,
  };
  return kReader;
}

}  // namespace redress::intake
