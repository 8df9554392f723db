#include "intake/instagram_message.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "intake/json_get.hpp"
#include "intake/json_stream.hpp"

namespace redress::intake {

namespace od = simdjson::ondemand;

struct InstagramParser::Simd {
  od::parser parser;
  od::document document;
};

void InstagramMessage::clear() {
  for (std::string_view* text : {&sender, &content, &timestamp_ms, &type, &call_duration})
    *text = {};
  share.clear();
  reactions.clear();
  unsent = missed = false;
  files.clear();
}

bool repair_latin_bytes(std::string& text) {
  if (base::is_ascii(text)) return false;
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint next = base::decode(text, at);
    if (!next.valid || next.code > 0xFF) return false;
    bytes.push_back(static_cast<char>(next.code));
    at += next.length;
  }
  if (!base::valid_utf8(bytes)) return false;
  text = std::move(bytes);
  return true;
}

namespace {

using simdjson::error_code;

/// Calls visit(object) for each object of a list; other things in it are passed over.
template <class Visit>
error_code each_object(od::value& value, Visit visit) {
  od::array list;
  if (value.get_array().get(list)) return simdjson::SUCCESS;
  for (auto result : list) {
    od::value one;
    if (const error_code error = std::move(result).get(one)) return error;
    od::object object;
    if (one.get_object().get(object)) continue;
    if (const error_code error = visit(object)) return error;
  }
  return simdjson::SUCCESS;
}

enum class Field : std::uint8_t {
  none,
  sender,
  content,
  time,
  type,
  share,
  reactions,
  duration,
  unsent,
  missed,
  images,
  videos,
  audio,
  files,
  sticker
};
/// By their names in downloads, and those in Messenger's encrypted chats.
constexpr auto kFields = std::to_array<std::pair<std::string_view, Field>>({
    {"sender_name", Field::sender},  {"senderName", Field::sender},
    {"content", Field::content},     {"text", Field::content},
    {"timestamp_ms", Field::time},   {"timestamp", Field::time},
    {"type", Field::type},           {"share", Field::share},
    {"reactions", Field::reactions}, {"call_duration", Field::duration},
    {"is_unsent", Field::unsent},    {"isUnsent", Field::unsent},
    {"missed", Field::missed},       {"photos", Field::images},
    {"gifs", Field::images},         {"videos", Field::videos},
    {"audio_files", Field::audio},   {"files", Field::files},
    {"media", Field::files},         {"sticker", Field::sticker},
});
constexpr JsonNames kNames = [] {
  std::array<std::string_view, kFields.size()> names;
  std::ranges::transform(kFields, names.begin(), [](const auto& field) { return field.first; });
  return JsonNames(names);
}();

class Filler {
 public:
  Filler(InstagramMessage& out, std::deque<std::string>& kept, std::uint64_t& repaired)
      : out_(&out), kept_(&kept), repaired_(&repaired) {}

  error_code field(std::string_view key, od::value& value) {
    InstagramMessage& out = *out_;
    const std::size_t at = kNames.find(key);
    switch (at < kFields.size() ? kFields[at].second : Field::none) {
      case Field::sender: return text(value, out.sender);
      case Field::content: return text(value, out.content);
      case Field::time: return written(value, out.timestamp_ms);
      case Field::type: return text(value, out.type);
      case Field::share: return share(value);
      case Field::reactions: return reactions(value);
      case Field::duration: return written(value, out.call_duration);
      case Field::unsent: return flag(value, out.unsent);
      case Field::missed: return flag(value, out.missed);
      case Field::images: return files(value, "image");
      case Field::videos: return files(value, "video");
      case Field::audio: return files(value, "audio");
      case Field::files: return files(value, {});
      case Field::sticker: return sticker(value);
      case Field::none: break;
    }
    return simdjson::SUCCESS;
  }

  error_code text(od::value& value, std::string& out) {
    out = json_string(value);
    if (repair_latin_bytes(out)) ++*repaired_;
    return simdjson::SUCCESS;
  }
  error_code text(od::value& value, std::string_view& out) {
    out = json_string(value);
    if (base::is_ascii(out)) return simdjson::SUCCESS;
    std::string words(out);
    if (!repair_latin_bytes(words)) return simdjson::SUCCESS;
    ++*repaired_;
    out = kept_->emplace_back(std::move(words));
    return simdjson::SUCCESS;
  }

 private:
  static error_code written(od::value& value, std::string_view& out) {
    out = json_written(value);
    return simdjson::SUCCESS;
  }
  static error_code flag(od::value& value, bool& out) {
    bool said = false;
    if (!value.get_bool().get(said)) out = said;
    return simdjson::SUCCESS;
  }

  error_code share(od::value& value) {
    od::object object;
    if (value.get_object().get(object)) return simdjson::SUCCESS;
    return json_fields(object, [&](std::string_view key, od::value& inner) {
      if (key != "link" && key != "share_text" && key != "original_content_owner")
        return simdjson::SUCCESS;
      std::string words;
      text(inner, words);
      if (words.empty()) return simdjson::SUCCESS;
      if (!out_->share.empty()) out_->share += '\n';
      out_->share += words;
      return simdjson::SUCCESS;
    });
  }

  error_code reactions(od::value& value) {
    return each_object(value, [&](od::object object) {
      std::string reaction;
      std::string actor;
      const error_code error = json_fields(object, [&](std::string_view key, od::value& inner) {
        if (key == "reaction") text(inner, reaction);
        if (key == "actor") text(inner, actor);
        return simdjson::SUCCESS;
      });
      if (error || reaction.empty()) return error;
      if (!out_->reactions.empty()) out_->reactions += "; ";
      out_->reactions += "reaction " + reaction;
      if (!actor.empty()) out_->reactions += " " + actor;
      return simdjson::SUCCESS;
    });
  }

  error_code uri(od::object object, std::string_view sort) {
    return json_fields(object, [&](std::string_view key, od::value& inner) {
      if (key != "uri") return simdjson::SUCCESS;
      std::string path;
      text(inner, path);
      if (!path.empty()) out_->files.push_back({std::move(path), sort});
      return simdjson::SUCCESS;
    });
  }
  error_code files(od::value& value, std::string_view sort) {
    return each_object(value, [&](od::object object) { return uri(object, sort); });
  }
  error_code sticker(od::value& value) {
    od::object object;
    if (value.get_object().get(object)) return simdjson::SUCCESS;
    return uri(object, "image");
  }

  InstagramMessage* out_;
  std::deque<std::string>* kept_;
  std::uint64_t* repaired_;
};

error_code iterate(od::parser& parser, std::string_view text, od::document& document) {
  return parser.iterate(text.data(), text.size(), text.size() + JsonElements::kPadding)
      .get(document);
}

}  // namespace

InstagramParser::InstagramParser() : simd_(std::make_unique<Simd>()) {}
InstagramParser::~InstagramParser() = default;

bool InstagramParser::parse(std::string_view text, InstagramMessage& out) {
  out.clear();
  if (!kept_.empty()) kept_.clear();
  Filler filler(out, kept_, repaired_);
  error_code error = iterate(simd_->parser, text, simd_->document);
  od::object object;
  if (!error) error = simd_->document.get_object().get(object);
  if (!error)
    error = json_fields(
        object, [&](std::string_view key, od::value& value) { return filler.field(key, value); });
  problem_ = error ? std::string_view(simdjson::error_message(error)) : std::string_view{};
  return !error;
}

std::string InstagramParser::name(std::string_view text) {
  std::string out;
  if (iterate(simd_->parser, text, simd_->document)) return out;
  std::string_view words;
  if (!simd_->document.get_string().get(words)) {
    out = words;
  } else {
    od::object object;
    if (simd_->document.get_object().get(object)) return out;
    const error_code error = json_fields(object, [&](std::string_view key, od::value& value) {
      if (key == "name") out = json_string(value);
      return simdjson::SUCCESS;
    });
    if (error) return {};
  }
  if (repair_latin_bytes(out)) ++repaired_;
  return out;
}

}  // namespace redress::intake
