// Pictures, video and sound as exhibits: listed, and opened by nobody unless a person declared that
// still pictures may be read for their words.
#include <array>

#include "docket/records_comms.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/picture_kind.hpp"
#include "intake/picture_recognition.hpp"

namespace redress::intake {

namespace {

using base::ErrorKind;
using base::Result;

constexpr std::uint64_t kMostPicture = 128U << 20U;

Likeness recognise_picture(const Sample& sample) {
  const auto kind = picture_kind(sample.head);
  if (!kind) return {};
  // "P5 3 ..." and "BM" stand at the beginning of texts too.
  const bool weak = kind->name == "pnm" || kind->name == "bmp" || kind->name == "mp3";
  return {weak ? Sure::maybe : Sure::yes, "begins with the mark of " + std::string(kind->name)};
}

Result<void> list(Reading& reading, const PictureKind& kind, std::string_view why) {
  return reading.rows.keep(
      docket::MediaItem{.path = reading.name.empty() ? "file" : std::string_view(reading.name),
                        .sort = kind.sort,
                        .size = static_cast<std::int64_t>(reading.input.size()),
                        .why = why,
                        .place = kind.name,
                        .row = 1});
}

Result<void> read_words(Reading& reading) {
  const std::string language = recognition_language(reading.declared.language);
  REDRESS_TRY(check_recognition(language));
  const MemoryFile picture = REDRESS_TRY(MemoryFile::of(bytes_of(reading.input), kMostPicture));
  std::int64_t row = 0;
  bool stopped = false;
  auto done = recognise_words(picture, language, [&](const RecognisedBlock& block) {
    const std::string box = std::to_string(block.left) + " " + std::to_string(block.top) + " " +
                            std::to_string(block.right) + " " + std::to_string(block.bottom);
    auto kept = reading.rows.keep(docket::TextBlock{.text = block.text,
                                                    .method = "character recognition",
                                                    .confidence = block.confidence,
                                                    .language = language,
                                                    .page = block.page,
                                                    .box = box,
                                                    .row = ++row});
    stopped = !kept;
    return kept;
  });
  if (done || stopped || done.error().kind() == ErrorKind::not_found) return done;
  return reading.rows.refuse({.where = "picture",
                              .reason = "not-recognised",
                              .found = done.error().message(),
                              .expected = "a picture that character recognition can read",
                              .raw = {}});
}

Result<void> read_picture(Reading& reading) {
  std::array<std::uint8_t, kPictureMark> head{};
  const std::size_t got = REDRESS_TRY(reading.input.read(0, head));
  const auto kind = picture_kind(base::ByteView(head.data(), got));
  if (!kind)
    return base::fail(base::Error(ErrorKind::bad_input, "this is no picture, video or sound")
                          .expected("the mark of a known format in the first bytes"));
  if (!reading.declared.open_media) return list(reading, *kind, kNotOpened);
  if (!kind->recognisable)
    return list(reading, *kind, "not opened: no still picture that character recognition reads");
  REDRESS_TRY(
      list(reading, *kind, "opened for its words only: character recognition was declared"));
  return read_words(reading);
}

}  // namespace

const Reader& picture_reader() {
  static const Reader kReader{
      .name = "picture",
      .version = "1",
      .help =
          "pictures, video and sound: listed only; words of still pictures where that is declared",
      .kinds = "media_item, text_block",
      .memory = 256U << 20U,
      .tools = recognition_version,
      .recognise = recognise_picture,
      .prepare = nullptr,
      .read = read_picture,
  };
  return kReader;
}

}  // namespace redress::intake
