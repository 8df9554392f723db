// One decoded thing of a UFED report while it is read: its fields, and what was folded into it from
// things inside.
//
// Promises: memory of a frame is used again; texts over kMostKept are given back. Only fields that
// some record needs are kept. Bounds: kMostPeople people, kMostThings attachments and entries,
// kMostHeld bytes of one thing; beyond that `over` is set.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redress::intake::ufdr {

inline constexpr std::size_t kMostKept = 64U << 10U;
inline constexpr std::size_t kMostPeople = 5'000;
inline constexpr std::size_t kMostThings = 2'000;
inline constexpr std::size_t kMostHeld = 4U << 20U;

enum class Field : std::uint8_t {
  none,
  account,
  body,
  category,
  chat_name,
  content_type,
  date_time,       ///< "TimeStamp" as its value says
  date_formatted,  ///< the same as an attribute says
  direction,
  domain,
  duration,
  extracted_path,
  file_name,
  folder,
  from_is_owner,
  id,
  identifier,
  is_owner,
  name,
  notes,
  original_id,
  role,
  source,
  status,
  subject,
  title,
  type,
  url,
  value,
  video,
  count,
};
inline constexpr std::size_t kFields = static_cast<std::size_t>(Field::count);
Field field_named(std::string_view name);

/// What a model is here; `other` is nothing that a record is made of.
enum class Sort : std::uint8_t {
  other,
  call,
  chat,
  contact,
  mail,
  message,  ///< of a chat
  mms,
  sms,
  party,
  attachment,
  reply,
  phone,
  address,
  handle,
};
Sort sort_named(std::string_view type);
/// "Calls", "Chats": what holds all models of a sort.
std::string_view holder_of(Sort sort);

struct Person {
  std::string field;  ///< in which it stands: "From", "To", "Participants"
  std::string role;
  std::string identifier;
  std::string name;
  bool owner = false;
  bool owner_said = false;  ///< whether the report says it
};

struct Attached {
  std::string path;
  std::string type;
};

struct ContactEntry {
  Sort sort = Sort::other;
  std::string domain;
  std::string value;
};

struct Model {
  Sort sort = Sort::other;
  std::string type;
  std::string id;
  std::string state;
  std::string extraction;
  std::string in_field;  ///< of the model that holds it
  std::string field;     ///< that is open now
  std::uint64_t offset = 0;
  std::int64_t row = 0;     ///< in its holder, from 1
  std::int64_t inside = 0;  ///< messages that were met in it
  bool over = false;
  std::size_t held = 0;
  std::array<std::string, kFields> texts;
  std::vector<Person> people;
  std::vector<Attached> attached;
  std::vector<ContactEntry> entries;

  std::string_view text(Field which) const { return texts[static_cast<std::size_t>(which)]; }
  void clear();
  /// The first value counts; of notes all are lines.
  void put(Field which, std::string_view text);
  bool room_for(std::size_t bytes);
};

}  // namespace redress::intake::ufdr
