#include "intake/picture_kind.hpp"

#include <algorithm>
#include <array>

namespace redress::intake {

namespace {

using namespace std::string_view_literals;

struct Mark {
  std::size_t at;
  std::string_view bytes;
  PictureKind kind;
};

constexpr std::array kMarks = {
    Mark{0, "\x89PNG\r\n\x1a\n"sv, {"png", "image", true}},
    Mark{0, "\xff\xd8\xff"sv, {"jpeg", "image", true}},
    Mark{0, "II*\0"sv, {"tiff", "image", true}},
    Mark{0, "MM\0*"sv, {"tiff", "image", true}},
    Mark{0, "II+\0"sv, {"bigtiff", "image", false}},
    Mark{0, "MM\0+"sv, {"bigtiff", "image", false}},
    Mark{0, "GIF87a"sv, {"gif", "image", false}},
    Mark{0, "GIF89a"sv, {"gif", "image", false}},
    Mark{8, "WEBP"sv, {"webp", "image", true}},
    Mark{8, "WAVE"sv, {"wav", "audio", false}},
    Mark{8, "AVI "sv, {"avi", "video", false}},
    Mark{0, "\0\0\0\x0cjP  \r\n\x87\n"sv, {"jpeg2000", "image", false}},
    Mark{0, "\xff\x4f\xff\x51"sv, {"jpeg2000", "image", false}},
    Mark{0, "\xff\x0a"sv, {"jpegxl", "image", false}},
    Mark{0, "\0\0\0\x0cJXL \r\n\x87\n"sv, {"jpegxl", "image", false}},
    Mark{0, "8BPS"sv, {"psd", "image", false}},
    Mark{0, "\0\0\1\0"sv, {"ico", "image", false}},
    Mark{0, "\x1a\x45\xdf\xa3"sv, {"matroska", "video", false}},
    Mark{0, "OggS"sv, {"ogg", "audio", false}},
    Mark{0, "fLaC"sv, {"flac", "audio", false}},
    Mark{0, "ID3"sv, {"mp3", "audio", false}},
    Mark{0, "#!AMR"sv, {"amr", "audio", false}},
    Mark{0, "#!SILK"sv, {"silk", "audio", false}},
    Mark{0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11"sv, {"asf", "video", false}},
    Mark{0, "FLV\1"sv, {"flv", "video", false}},
    Mark{0, "\0\0\1\xba"sv, {"mpeg", "video", false}},
    Mark{0, "\0\0\1\xb3"sv, {"mpeg", "video", false}},
    Mark{4, "moov"sv, {"quicktime", "video", false}},
    Mark{4, "mdat"sv, {"quicktime", "video", false}},
};

bool stands(std::string_view head, const Mark& mark) {
  if (head.size() < mark.at + mark.bytes.size()) return false;
  if (head.substr(mark.at, mark.bytes.size()) != mark.bytes) return false;
  // These stand inside RIFF, and elsewhere mean nothing.
  return mark.at != 8 || head.starts_with("RIFF");
}

/// Brands of ISO 14496-12: what a file in that family holds.
PictureKind of_brand(std::string_view brand) {
  for (const std::string_view still : {"heic"sv, "heix"sv, "heim"sv, "heis"sv, "mif1"sv, "msf1"sv})
    if (brand == still) return {"heic", "image", false};
  if (brand == "avif" || brand == "avis") return {"avif", "image", false};
  if (brand == "crx ") return {"cr3", "image", false};
  if (brand == "M4A " || brand == "M4B ") return {"m4a", "audio", false};
  return {"mp4", "video", false};
}

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& all) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

std::string_view sort_of_ending(std::string_view ending) {
  constexpr std::array kImages = {
      "jpg"sv,  "jpeg"sv, "jpe"sv,  "png"sv, "gif"sv, "bmp"sv, "tif"sv, "tiff"sv, "webp"sv,
      "heic"sv, "heif"sv, "avif"sv, "svg"sv, "ico"sv, "psd"sv, "raw"sv, "cr2"sv,  "cr3"sv,
      "nef"sv,  "arw"sv,  "dng"sv,  "jp2"sv, "jxl"sv, "emf"sv, "wmf"sv, "jfif"sv};
  constexpr std::array kVideos = {"mp4"sv, "m4v"sv, "mov"sv,  "avi"sv,  "mkv"sv, "webm"sv,
                                  "wmv"sv, "flv"sv, "mpg"sv,  "mpeg"sv, "3gp"sv, "3g2"sv,
                                  "mts"sv, "vob"sv, "m2ts"sv, "asf"sv};
  constexpr std::array kSounds = {"mp3"sv, "m4a"sv, "wav"sv,  "ogg"sv, "oga"sv, "opus"sv, "aac"sv,
                                  "amr"sv, "wma"sv, "flac"sv, "caf"sv, "aif"sv, "aiff"sv};
  constexpr std::array kDocuments = {
      "pdf"sv,  "doc"sv,   "docx"sv,   "docm"sv,  "odt"sv,  "rtf"sv,   "txt"sv,
      "text"sv, "csv"sv,   "tsv"sv,    "xls"sv,   "xlsx"sv, "xlsm"sv,  "ods"sv,
      "ppt"sv,  "pptx"sv,  "odp"sv,    "htm"sv,   "html"sv, "xml"sv,   "json"sv,
      "eml"sv,  "msg"sv,   "mbox"sv,   "ics"sv,   "vcf"sv,  "md"sv,    "log"sv,
      "toml"sv, "yaml"sv,  "yml"sv,    "sta"sv,   "940"sv,  "ofx"sv,   "qfx"sv,
      "bai"sv,  "jsonl"sv, "ndjson"sv, "xhtml"sv, "tab"sv,  "pages"sv, "numbers"sv};
  constexpr std::array kArchives = {"zip"sv, "rar"sv, "7z"sv, "tar"sv, "gz"sv,
                                    "tgz"sv, "bz2"sv, "xz"sv, "zst"sv, "iso"sv};
  if (among(ending, kImages)) return "image";
  if (among(ending, kVideos)) return "video";
  if (among(ending, kSounds)) return "audio";
  if (among(ending, kDocuments)) return "document";
  if (among(ending, kArchives)) return "archive";
  return "other";
}

bool document_type(std::string_view type) {
  constexpr std::array kTypes = {"application/pdf"sv,         "application/msword"sv,
                                 "application/rtf"sv,         "application/json"sv,
                                 "application/xml"sv,         "application/xhtml+xml"sv,
                                 "application/mbox"sv,        "message/rfc822"sv,
                                 "message/global"sv,          "application/csv"sv,
                                 "application/x-ofx"sv,       "message/delivery-status"sv,
                                 "message/feedback-report"sv, "message/disposition-notification"sv};
  return type.starts_with("text/") || type.starts_with("application/vnd.openxmlformats-") ||
         type.starts_with("application/vnd.oasis.opendocument.") ||
         type.starts_with("application/vnd.ms-excel") ||
         type.starts_with("application/vnd.ms-powerpoint") || among(type, kTypes);
}

}  // namespace

std::optional<PictureKind> picture_kind(base::ByteView head) {
  const std::string_view text = base::as_text(head);
  for (const Mark& mark : kMarks)
    if (stands(text, mark)) return mark.kind;
  if (text.size() >= 12 && text.substr(4, 4) == "ftyp") return of_brand(text.substr(8, 4));
  // "BM", the size of the file, four zero bytes.
  if (text.size() >= 14 && text.starts_with("BM") && text.substr(6, 4) == "\0\0\0\0"sv)
    return PictureKind{"bmp", "image", true};
  // Portable anymap: "P5", a blank, a number.
  if (text.size() >= 4 && text[0] == 'P' && text[1] >= '1' && text[1] <= '6' &&
      (text[2] == '\n' || text[2] == ' ') && text[3] >= '0' && text[3] <= '9')
    return PictureKind{"pnm", "image", true};
  return std::nullopt;
}

std::string ending_of(std::string_view name) {
  const std::size_t point = name.rfind('.');
  if (point == std::string_view::npos || name.find('/', point) != std::string_view::npos) return {};
  std::string out(name.substr(point + 1));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_media_or_archive(std::string_view name) {
  const std::string_view sort = sort_of_file({}, name);
  return sort != "document" && sort != "other";
}

std::string_view sort_of_file(std::string_view media_type, std::string_view name) {
  const std::string_view by_name = sort_of_ending(ending_of(name));
  for (const std::string_view sort : {"image"sv, "video"sv, "audio"sv}) {
    const bool by_type = media_type.starts_with(sort) && media_type.substr(sort.size(), 1) == "/";
    if (by_type || by_name == sort) return sort;
  }
  if (by_name != "other") return by_name;
  return document_type(media_type) ? "document" : "other";
}

}  // namespace redress::intake
