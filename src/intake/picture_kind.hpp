// What sort of file some bytes or a name are: found by marks at the beginning, never by decoding
// anything.
//
// Promises: pictures, video and sound are known by their first bytes, whatever their name says.
// Cost: constant.
// Bad input: what is not known gives nothing.
// Source: the registered marks of each format (PNG, JPEG, TIFF 6.0, RIFF, ISO 14496-12 brands,
// EBML, Ogg ...).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace redress::intake {

struct PictureKind {
  std::string_view name;      ///< "png", "jpeg", "mp4"
  std::string_view sort;      ///< image, video, audio
  bool recognisable = false;  ///< a still picture that character recognition takes
};

/// How many first bytes `picture_kind` looks at.
inline constexpr std::size_t kPictureMark = 32;
std::optional<PictureKind> picture_kind(base::ByteView head);

/// "image", "video", "audio", "document", "archive" from a media type ("image/png") and a file's
/// name, of which pictures, video and sound are believed first; "other": neither tells.
std::string_view sort_of_file(std::string_view media_type, std::string_view name);

/// The same as an item that is listed: archives are not told from other files.
inline std::string_view sort_of_listed(std::string_view sort) {
  return sort == "archive" ? "other" : sort;
}

/// Whether a name is that of a picture, video, sound or archive.
bool is_media_or_archive(std::string_view name);

/// The ending of a name in lower case, without its point: "jpeg". Empty: it has none.
std::string ending_of(std::string_view name);

/// The reason that every listed item carries.
inline constexpr std::string_view kNotOpened = "not opened: pictures and video stay where they are";

}  // namespace redress::intake
