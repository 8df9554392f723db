#include "intake/picture_recognition.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/text.hpp"
#include "intake/pdf_boxes.hpp"

namespace redress::intake {

using base::ErrorKind;
using base::Result;

namespace {

constexpr std::size_t kMostRow = 1U << 20U;
constexpr std::size_t kMostBlock = 64U << 10U;
constexpr std::size_t kColumns = 12;

bool number(std::string_view text, std::int64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out >= 0 &&
         out < 1'000'000'000;
}

Outside tesseract(std::vector<std::string> arguments) {
  Outside out{.program = "tesseract",
              .arguments = std::move(arguments),
              .limits = {},
              .package = "tesseract-ocr"};
  out.limits.time = std::chrono::seconds(180);
  out.limits.output = 64U << 20U;
  return out;
}

bool plain_language(std::string_view language) {
  return !language.empty() && language.size() <= 100 &&
         std::all_of(language.begin(), language.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '+';
         });
}

}  // namespace

Result<void> RecognisedTable::feed(std::string_view piece) {
  while (!piece.empty()) {
    const std::size_t end = std::min(piece.find('\n'), piece.size());
    if (held_.size() < kMostRow) held_ += piece.substr(0, std::min(end, kMostRow));
    if (end == piece.size()) return {};
    piece.remove_prefix(end + 1);
    REDRESS_TRY(row(held_));
    held_.clear();
  }
  return {};
}

Result<void> RecognisedTable::finish() { return give(); }

Result<void> RecognisedTable::row(std::string_view row) {
  std::array<std::string_view, kColumns> cells;
  for (std::size_t i = 0; i + 1 < kColumns; ++i) {
    const std::size_t tab = row.find('\t');
    if (tab == std::string_view::npos) return {};
    cells[i] = row.substr(0, tab);
    row.remove_prefix(tab + 1);
  }
  cells[kColumns - 1] = row;
  std::array<std::int64_t, 10> n{};
  for (std::size_t i = 0; i < n.size(); ++i)
    if (!number(cells[i], n[i])) return {};
  const std::array<std::int64_t, 3> at = {n[1], n[2], n[3]};
  constexpr std::int64_t kParagraph = 3;
  constexpr std::int64_t kWord = 5;
  if (n[0] <= kParagraph) {
    REDRESS_TRY(give());
    at_ = at;
    block_ = {n[1], {}, 0, n[6], n[7], n[6] + n[8], n[7] + n[9]};
  }
  const std::string_view word = cells[kColumns - 1];
  if (n[0] != kWord || at != at_ || base::is_blank(word)) return {};
  std::int64_t tenths = 0;
  if (!tenths_of(cells[10], tenths) || tenths < 0 || tenths > 1000) return {};
  if (!text_.empty()) text_ += n[4] == line_ ? ' ' : '\n';
  line_ = n[4];
  text_ += base::repair_utf8(word);
  hundredths_ += tenths;
  ++words_;
  return text_.size() < kMostBlock ? Result<void>{} : give();
}

Result<void> RecognisedTable::give() {
  if (!text_.empty()) {
    block_.text = text_;
    block_.confidence = hundredths_ / words_ / 10;
    REDRESS_TRY(take_(block_));
  }
  text_.clear();
  hundredths_ = 0;
  words_ = 0;
  line_ = 0;
  return {};
}

std::string recognition_language(std::string_view declared) {
  return declared.empty() ? "eng" : std::string(declared);
}

Result<void> check_recognition(const std::string& language) {
  if (!plain_language(language)) {
    return base::fail(base::Error(ErrorKind::bad_input, "no language of character recognition")
                          .found(base::in_quotes(language))
                          .expected("names as tesseract has them: \"eng\", \"deu+fra\""));
  }
  std::string list;
  REDRESS_TRY(run_outside(
      tesseract({"--list-langs"}), [](const TakeBytes&) -> Result<void> { return {}; },
      [&list](base::ByteView bytes) -> Result<void> {
        list += base::as_text(bytes);
        return {};
      }));
  std::string_view rest = language;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('+'), rest.size());
    const std::string one(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (one.empty() || list.find("\n" + one + "\n") != std::string::npos) continue;
    std::string package = one;
    std::replace(package.begin(), package.end(), '_', '-');
    return base::fail(
        base::Error(ErrorKind::not_found, "tesseract has no data of the language " + one)
            .fix("install the package tesseract-ocr-" + package));
  }
  return {};
}

Result<void> recognise_words(const MemoryFile& picture, const std::string& language,
                             const TakeBlock& take) {
  RecognisedTable table(take);
  REDRESS_TRY(run_outside(
      tesseract({"{input}", "stdout", "-l", language, "tsv"}), picture,
      [&table](base::ByteView bytes) -> Result<void> { return table.feed(base::as_text(bytes)); }));
  return table.finish();
}

std::string recognition_version() {
  const std::string said = version_of("tesseract", "--version");
  return said.empty() ? "tesseract: not installed" : said;
}

}  // namespace redress::intake
