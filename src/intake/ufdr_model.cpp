#include "intake/ufdr_model.hpp"

#include <algorithm>
#include <utility>

namespace redress::intake::ufdr {

namespace {

constexpr std::pair<std::string_view, Field> kNames[] = {
    {"Account", Field::account},
    {"AttachmentExtractedPath", Field::extracted_path},
    {"Body", Field::body},
    {"Category", Field::category},
    {"ChatName", Field::chat_name},
    {"ContentType", Field::content_type},
    {"Direction", Field::direction},
    {"Domain", Field::domain},
    {"Duration", Field::duration},
    {"Filename", Field::file_name},
    {"Folder", Field::folder},
    {"FromIsOwner", Field::from_is_owner},
    {"Id", Field::id},
    {"Identifier", Field::identifier},
    {"IsPhoneOwner", Field::is_owner},
    {"Name", Field::name},
    {"Notes", Field::notes},
    {"OriginalMessageID", Field::original_id},
    {"OriginalMessageId", Field::original_id},
    {"Role", Field::role},
    {"Source", Field::source},
    {"SourceApplication", Field::source},
    {"Status", Field::status},
    {"Subject", Field::subject},
    {"TimeStamp", Field::date_time},
    {"Title", Field::title},
    {"Type", Field::type},
    {"URL", Field::url},
    {"Value", Field::value},
    {"VideoCall", Field::video},
};

constexpr std::pair<std::string_view, Sort> kSorts[] = {
    {"Call", Sort::call},
    {"Chat", Sort::chat},
    {"Contact", Sort::contact},
    {"Email", Sort::mail},
    {"InstantMessage", Sort::message},
    {"MMS", Sort::mms},
    {"SMS", Sort::sms},
    {"Party", Sort::party},
    {"Attachment", Sort::attachment},
    {"ReplyMessageData", Sort::reply},
    {"PhoneNumber", Sort::phone},
    {"EmailAddress", Sort::address},
    {"UserID", Sort::handle},
    {"ContactEntry", Sort::handle},
};

void empty(std::string& text) {
  if (text.capacity() > kMostKept)
    std::string().swap(text);
  else
    text.clear();
}

}  // namespace

Field field_named(std::string_view name) {
  for (const auto& [known, field] : kNames)
    if (known == name) return field;
  return Field::none;
}

Sort sort_named(std::string_view type) {
  for (const auto& [known, sort] : kSorts)
    if (known == type) return sort;
  return Sort::other;
}

std::string_view holder_of(Sort sort) {
  switch (sort) {
    case Sort::call: return "Calls";
    case Sort::chat: return "Chats";
    case Sort::contact: return "Contacts";
    case Sort::mail: return "Emails";
    case Sort::message: return "InstantMessages";
    case Sort::mms: return "MMS";
    case Sort::sms: return "SMS";
    default: return {};
  }
}

void Model::clear() {
  sort = Sort::other;
  for (std::string* each : {&type, &id, &state, &extraction, &in_field, &field}) empty(*each);
  for (std::string& each : texts) empty(each);
  offset = 0;
  row = inside = 0;
  over = false;
  held = 0;
  const bool large = people.size() + attached.size() + entries.size() > 100;
  people.clear();
  attached.clear();
  entries.clear();
  if (!large) return;
  people.shrink_to_fit();
  attached.shrink_to_fit();
  entries.shrink_to_fit();
}

bool Model::room_for(std::size_t bytes) {
  if (held + bytes > kMostHeld)
    over = true;
  else
    held += bytes;
  return !over;
}

void Model::put(Field which, std::string_view text) {
  std::string& to = texts[static_cast<std::size_t>(which)];
  if (text.empty() || (!to.empty() && which != Field::notes) || !room_for(text.size())) return;
  if (!to.empty()) to += '\n';
  to += text;
}

}  // namespace redress::intake::ufdr
