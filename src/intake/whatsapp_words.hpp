// What WhatsApp itself writes into an exported chat, in the languages that it is exported in.
//
// Promises: knows the lines for media that were left out, files that were attached, messages that
// were deleted or edited, and lines of the service (encryption, who joined, left, was added,
// changed number or subject). Words that a person typed are hardly ever taken for these: media and
// deletion are known only where they are the whole message.
// Cost: a few hundred nanoseconds for a short message, nothing for a long one.
// Limits: a language or wording that is not listed stays a person's words. Languages: English,
// German, French, Spanish, Portuguese, Italian, Dutch, Russian, Ukrainian, Polish, Romanian,
// Turkish, Arabic, Hindi, Indonesian; for left out media also Finnish, Danish, Swedish, Norwegian,
// Hungarian, Czech, Slovak, Japanese, Korean, Chinese, Vietnamese, Hebrew.
// Source: exports of WhatsApp for Android and iOS, 2016 to 2024.
#pragma once

#include <optional>
#include <string_view>

namespace redress::intake {

/// A file that a message speaks of; views into the message.
struct ChatFile {
  std::string_view path;  ///< the file's name; where none is told, the words that say so
  std::string_view sort;  ///< image, video, audio, document, other
  bool attached = false;  ///< the export has it beside the chat
};
/// From the first line of a message, or from the last, where words stand in front of the file.
std::optional<ChatFile> chat_file(std::string_view line);

/// The whole message says that it was deleted.
bool says_deleted(std::string_view text);
/// The text in front of a mark of editing at its end; nothing: there is none.
std::optional<std::string_view> without_edit_mark(std::string_view text);

/// A notice of the service that nobody types: that the chat is encrypted.
bool says_encrypted(std::string_view text);
/// The whole text is that notice, word for word as it begins, and nobody's question about it.
bool is_encryption_notice(std::string_view text);
/// A line of the service on members, subject, numbers.
bool says_of_group(std::string_view text);
/// The subject that a line on a group's making or renaming sets; empty: it does not.
struct GroupName {
  std::string_view name;
  bool created = false;
};
GroupName group_name(std::string_view text);

}  // namespace redress::intake
