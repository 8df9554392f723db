// One message, contact or scalar of a Telegram export, out of its JSON.
//
// Promises: every field that the reader keeps, as it stands; a text in pieces (bold, links) is
// joined, with the address of a link behind its words. Views live until the next parse.
// Cost: as simdjson's on-demand walk over the fields, once.
// Memory: the parser's buffers, about six times the largest element.
// Bad input: what is no sound JSON object gives false and what the parser said; a text of another
// type stands as it is written, other fields of another type than expected are left out.
// Source: exports of Telegram Desktop 1.5 to 5.x, result.json.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace redress::intake {

struct TelegramMessage {
  std::string_view id;
  std::string_view type;
  std::string_view date;  ///< "2024-05-17T21:05:09", the clock of the computer that exported
  std::string_view date_unixtime;
  std::string_view edited;
  std::string_view from;  ///< or `actor` of a service message
  std::string_view from_id;
  std::string_view forwarded_from;
  std::string_view reply_to;
  std::string_view action;
  std::string_view title;
  std::string_view discard_reason;
  std::string_view photo;
  std::string_view photo_size;
  std::string_view file;
  std::string_view file_name;
  std::string_view file_size;
  std::string_view media_type;
  std::string_view mime_type;
  std::string_view duration;
  std::string_view vcard;
  std::string members;  ///< of a service message, ", " between them
  std::string text;
  std::string extra;  ///< contact, place or poll that was sent, in words; answers one a line
};

struct TelegramContact {
  std::string_view user_id;
  std::string_view first_name;
  std::string_view last_name;
  std::string_view phone_number;
  std::string_view username;
};

class TelegramParser {
 public:
  TelegramParser();
  ~TelegramParser();
  TelegramParser(const TelegramParser&) = delete;
  TelegramParser& operator=(const TelegramParser&) = delete;

  /// `text` has JsonElements::kPadding bytes behind it that may be read.
  bool parse(std::string_view text, TelegramMessage& out);
  bool parse(std::string_view text, TelegramContact& out);
  /// A string or number that stands alone; empty for null and everything else.
  std::string_view scalar(std::string_view text);
  /// What was wrong where `parse` gave false.
  std::string_view problem() const { return problem_; }

 private:
  struct Simd;
  std::unique_ptr<Simd> simd_;
  std::string_view problem_;
};

/// "simdjson 3.0.1", for what an import says of its tools.
std::string simdjson_version();

}  // namespace redress::intake
