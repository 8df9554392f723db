// One message of a download from Instagram or Messenger, out of its JSON.
//
// Promises: every field that the reader keeps. These downloads write the bytes of UTF-8 as if each
// were a character of Latin-1 ("\u00c3\u00bc"); texts that are so are repaired, and counted. Views
// live until the next parse.
// Cost: as simdjson's on-demand walk, once, and a copy of each text that is repaired.
// Bad input: what is no sound JSON object gives false and what the parser said.
// Source: downloads of 2018 to 2024 ("message_1.json"), and of Messenger's encrypted chats (2024).
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redress::intake {

struct InstagramFile {
  std::string path;
  std::string_view sort;
};

struct InstagramMessage {
  std::string_view sender;
  std::string_view content;
  std::string_view timestamp_ms;
  std::string_view type;
  std::string share;      ///< link and words, one a line
  std::string reactions;  ///< "❤ Bo Example", "; " between them
  std::string_view call_duration;
  bool unsent = false;
  bool missed = false;
  std::vector<InstagramFile> files;

  void clear();
};

class InstagramParser {
 public:
  InstagramParser();
  ~InstagramParser();
  InstagramParser(const InstagramParser&) = delete;
  InstagramParser& operator=(const InstagramParser&) = delete;

  /// `text` has JsonElements::kPadding bytes behind it that may be read.
  bool parse(std::string_view text, InstagramMessage& out);
  /// A string that stands alone, or the "name" of an object; repaired.
  std::string name(std::string_view text);
  std::string_view problem() const { return problem_; }
  /// How many texts were repaired.
  std::uint64_t repaired() const { return repaired_; }

 private:
  struct Simd;
  std::unique_ptr<Simd> simd_;
  std::string_view problem_;
  std::uint64_t repaired_ = 0;
  std::deque<std::string> kept_;  ///< the repaired texts of the last message
};

/// UTF-8 whose bytes were written as characters up to U+00FF, put right. False, and nothing
/// changed, where the text is not so.
bool repair_latin_bytes(std::string& text);

}  // namespace redress::intake
