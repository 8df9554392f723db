#include "intake/telegram_message.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "intake/json_get.hpp"
#include "intake/json_stream.hpp"

namespace redress::intake {

namespace od = simdjson::ondemand;

static_assert(JsonElements::kPadding >= simdjson::SIMDJSON_PADDING);

struct TelegramParser::Simd {
  od::parser parser;
  od::document document;
  simdjson::padded_string copy;  ///< of a scalar
};

namespace {

using simdjson::error_code;

/// A string; anything else but null as it is written.
std::string_view words_of_any(od::value& value) {
  const std::string_view token = json_token(value);
  if (token.starts_with('"')) return json_string(value);
  const bool holds = token.starts_with('[') || token.starts_with('{');
  return holds || token == "null" ? std::string_view{} : token;
}

/// A string, or an object with a "text" and perhaps an "href" of its own: "here
/// (https://example.org)".
error_code append_piece(od::value& piece, std::string& out) {
  od::object object;
  if (piece.get_object().get(object)) {
    out += words_of_any(piece);
    return simdjson::SUCCESS;
  }
  std::string text;
  std::string href;
  const error_code error = json_fields(object, [&](std::string_view key, od::value& inner) {
    if (key == "text") text = words_of_any(inner);
    if (key == "href") href = json_string(inner);
    return simdjson::SUCCESS;
  });
  out += text;
  if (!href.empty() && href != text) out += (text.empty() ? "(" : " (") + href + ")";
  return error;
}

/// "text": a piece, or a list of them.
error_code append_text(od::value& value, std::string& out) {
  od::array pieces;
  if (value.get_array().get(pieces)) return append_piece(value, out);
  for (auto result : pieces) {
    od::value piece;
    if (const error_code error = std::move(result).get(piece)) return error;
    if (const error_code error = append_piece(piece, out)) return error;
  }
  return simdjson::SUCCESS;
}

/// Fields of an object that are texts and numbers: "phone_number +1 605 ...; first_name Ana". What
/// is true is named alone.
template <class Other>
error_code append_fields(od::object object, std::string& out, Other other) {
  char before = ':';
  return json_fields(object, [&](std::string_view key, od::value& inner) {
    const std::string_view text = json_written(inner);
    bool said = false;
    if (text.empty() && (inner.get_bool().get(said) || !said)) return other(key, inner);
    (out += before) += ' ';
    out += key;
    if (!text.empty()) (out += ' ') += text;
    before = ';';
    return simdjson::SUCCESS;
  });
}

/// Answers of a poll, one a line: "answer: text yes; voters 2; chosen".
error_code append_answers(od::value& value, std::string& out) {
  od::array answers;
  if (value.get_array().get(answers)) return simdjson::SUCCESS;
  for (auto result : answers) {
    od::value answer;
    if (const error_code error = std::move(result).get(answer)) return error;
    out += "\nanswer";
    od::object object;
    if (answer.get_object().get(object)) {
      (out += ": ") += words_of_any(answer);
      continue;
    }
    const error_code error =
        append_fields(object, out, [](std::string_view, od::value&) { return simdjson::SUCCESS; });
    if (error) return error;
  }
  return simdjson::SUCCESS;
}

/// "members": ["Ana Invented", null].
error_code append_names(od::value& value, std::string& out) {
  od::array names;
  if (value.get_array().get(names)) return simdjson::SUCCESS;
  for (auto result : names) {
    od::value name;
    if (const error_code error = std::move(result).get(name)) return error;
    const std::string_view text = json_string(name);
    if (text.empty()) continue;
    if (!out.empty()) out += ", ";
    out += text;
  }
  return simdjson::SUCCESS;
}

/// A contact, place or poll in the message.
error_code append_object(od::value& value, std::string_view name, std::string& out) {
  od::object object;
  if (value.get_object().get(object)) return simdjson::SUCCESS;
  if (!out.empty()) out += '\n';
  out += name;
  std::string answers;
  const error_code error = append_fields(object, out, [&](std::string_view key, od::value& inner) {
    return key == "answers" ? append_answers(inner, answers) : simdjson::SUCCESS;
  });
  out += answers;
  return error;
}

struct PlainField {
  std::string_view key;
  std::string_view TelegramMessage::* member;
};

constexpr PlainField kFields[] = {
    {"id", &TelegramMessage::id},
    {"type", &TelegramMessage::type},
    {"date", &TelegramMessage::date},
    {"date_unixtime", &TelegramMessage::date_unixtime},
    {"from", &TelegramMessage::from},
    {"from_id", &TelegramMessage::from_id},
    {"actor", &TelegramMessage::from},
    {"actor_id", &TelegramMessage::from_id},
    {"edited", &TelegramMessage::edited},
    {"edited_unixtime", &TelegramMessage::edited},
    {"forwarded_from", &TelegramMessage::forwarded_from},
    {"saved_from", &TelegramMessage::forwarded_from},
    {"reply_to_message_id", &TelegramMessage::reply_to},
    {"action", &TelegramMessage::action},
    {"title", &TelegramMessage::title},
    {"discard_reason", &TelegramMessage::discard_reason},
    {"photo", &TelegramMessage::photo},
    {"photo_file_size", &TelegramMessage::photo_size},
    {"file", &TelegramMessage::file},
    {"file_name", &TelegramMessage::file_name},
    {"file_size", &TelegramMessage::file_size},
    {"media_type", &TelegramMessage::media_type},
    {"mime_type", &TelegramMessage::mime_type},
    {"duration_seconds", &TelegramMessage::duration},
    {"duration", &TelegramMessage::duration},
    {"contact_vcard", &TelegramMessage::vcard},
};

constexpr JsonNames kNames([] {
  std::array<std::string_view, std::size(kFields)> names;
  std::ranges::transform(kFields, names.begin(), &PlainField::key);
  return names;
}());

error_code take_field(std::string_view key, od::value& value, TelegramMessage& out) {
  if (key == "text") return append_text(value, out.text);
  if (const std::size_t at = kNames.find(key); at < std::size(kFields)) {
    out.*kFields[at].member = json_written(value);
    return simdjson::SUCCESS;
  }
  if (key == "members") return append_names(value, out.members);
  if (key == "contact_information" || key == "location_information" || key == "poll")
    return append_object(value, key, out.extra);
  return simdjson::SUCCESS;
}

error_code take_field(std::string_view key, od::value& value, TelegramContact& out) {
  if (key == "user_id") out.user_id = json_written(value);
  if (key == "first_name") out.first_name = json_string(value);
  if (key == "last_name") out.last_name = json_string(value);
  if (key == "phone_number") out.phone_number = json_string(value);
  if (key == "username") out.username = json_string(value);
  return simdjson::SUCCESS;
}

template <class Out>
error_code walk(od::document& document, Out& out) {
  od::object object;
  if (const error_code error = document.get_object().get(object)) return error;
  return json_fields(
      object, [&](std::string_view key, od::value& value) { return take_field(key, value, out); });
}

error_code iterate(od::parser& parser, std::string_view text, od::document& document) {
  return parser.iterate(text.data(), text.size(), text.size() + JsonElements::kPadding)
      .get(document);
}

std::string_view words_of(error_code error) {
  return error == simdjson::SUCCESS ? std::string_view{}
                                    : std::string_view(simdjson::error_message(error));
}

}  // namespace

TelegramParser::TelegramParser() : simd_(std::make_unique<Simd>()) {}
TelegramParser::~TelegramParser() = default;

bool TelegramParser::parse(std::string_view text, TelegramMessage& out) {
  // The strings keep their memory.
  std::string members = std::move(out.members);
  std::string words = std::move(out.text);
  std::string extra = std::move(out.extra);
  out = {};
  members.clear();
  words.clear();
  extra.clear();
  out.members = std::move(members);
  out.text = std::move(words);
  out.extra = std::move(extra);
  error_code error = iterate(simd_->parser, text, simd_->document);
  if (!error) error = walk(simd_->document, out);
  problem_ = words_of(error);
  return !error;
}

bool TelegramParser::parse(std::string_view text, TelegramContact& out) {
  out = {};
  error_code error = iterate(simd_->parser, text, simd_->document);
  if (!error) error = walk(simd_->document, out);
  problem_ = words_of(error);
  return !error;
}

std::string_view TelegramParser::scalar(std::string_view text) {
  if (text.empty()) return {};
  if (text.front() != '"') return text == "null" ? std::string_view{} : text;
  if (iterate(simd_->parser, text, simd_->document)) return {};
  std::string_view out;
  if (simd_->document.get_string().get(out)) return {};
  return out;
}

std::string simdjson_version() {
  return "simdjson " + std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
         std::to_string(simdjson::SIMDJSON_VERSION_MINOR) + "." +
         std::to_string(simdjson::SIMDJSON_VERSION_REVISION);
}

}  // namespace redress::intake
