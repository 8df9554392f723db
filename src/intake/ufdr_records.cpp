#include "intake/ufdr_records.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "intake/bank_text.hpp"
#include "intake/ufdr_values.hpp"

namespace redress::intake::ufdr {

using base::Result;

namespace {

constexpr std::size_t kMostDevices = 100;

std::string_view sort_of_file(std::string_view type) {
  for (const std::string_view sort : {"image", "video", "audio"})
    if (type.starts_with(sort)) return sort;
  if (type == "application/pdf" || type.starts_with("text/")) return "document";
  return "other";
}

const Person* person_in(const Model& model, std::string_view field) {
  for (const Person& each : model.people)
    if (each.field == field || each.role == field) return &each;
  return nullptr;
}

const Person* owner_among(const Model& model) {
  for (const Person& each : model.people)
    if (each.owner) return &each;
  return nullptr;
}

/// In or out by the direction that is told; "missed" where that alone is.
std::string_view way_of(std::string_view direction, std::string_view type,
                        std::string_view status) {
  if (direction == "Incoming") return "in";
  if (direction == "Outgoing") return "out";
  for (const std::string_view said : {status, type, direction})
    if (said == "Missed") return "missed";
  if (type == "Incoming") return "in";
  return type == "Outgoing" ? "out" : "";
}

/// A call that was missed says so, whichever field has it.
std::string outcome_of(std::string_view direction, std::string_view type, std::string_view status) {
  if (status == "Unknown" || status == "Default") status = {};
  const bool missed = type == "Missed" || direction == "Missed";
  if (status.empty()) return std::string(missed ? "Missed" : type);
  return std::string(status) + (missed && status != "Missed" ? ", Missed" : "");
}

template <typename Record>
void set_time(Record& record, const Moment& moment) {
  record.at = moment.at;
  record.wall = moment.wall;
  record.zone = moment.zone;
  record.within_s = moment.within_s;
  record.twice = moment.twice;
  record.on = moment.on;
}

template <typename Record>
void set_standing(Record& record, const Standing& at) {
  record.place = at.place;
  record.row = at.row;
  record.offset = at.offset;
  record.bytes = at.bytes;
}

}  // namespace

void Devices::see(std::string_view extraction, std::string_view name, std::string_view value) {
  std::string Device::* to = nullptr;
  if (name == "MSISDN" || name == "LastUsedMSISDN" || name == "DeviceInfoMSISDN")
    to = &Device::msisdn;
  if (name == "IMEI" || name == "DeviceInfoIMEI") to = &Device::imei;
  if (name == "IMSI" || name == "DeviceInfoIMSI") to = &Device::imsi;
  value = bank::trimmed(value);
  if (to == nullptr || value.empty() || value.size() > 200 || extraction.size() > 200) return;
  auto found = std::find_if(devices_.begin(), devices_.end(),
                            [&](const Device& each) { return each.extraction == extraction; });
  if (found == devices_.end()) {
    if (devices_.size() >= kMostDevices) return;
    devices_.push_back({std::string(extraction), {}, {}, {}});
    found = devices_.end() - 1;
  }
  if (((*found).*to).empty()) (*found).*to = value;
}

const Device& Devices::of(std::string_view extraction) const {
  for (const Device& each : devices_)
    if (each.extraction == extraction) return each;
  for (const Device& each : devices_)
    if (each.extraction.empty()) return each;
  // One telephone alone: then it is this one.
  return devices_.size() == 1 ? devices_.front() : none_;
}

Result<bool> Writer::time(const Model& model, const Standing& at, Moment& moment) {
  const std::string_view value = model.text(Field::date_time);
  if (value.empty() && model.text(Field::date_formatted).empty()) {
    ++undated_;
    return true;
  }
  const auto written = time_of(value, model.text(Field::date_formatted), reading_->declared.days);
  if (written) {
    moment = clocks_->moment(*written);
    return true;
  }
  REDRESS_TRY(refuse(at, "bad-date", base::in_quotes(value),
                     "a day and time; where day and month could be either, declare their order",
                     value));
  return false;
}

Result<void> Writer::refuse(const Standing& at, std::string_view reason, std::string_view found,
                            std::string_view expected, std::string_view raw) {
  const std::string where = std::string(at.place) + ", row " + std::to_string(at.row);
  return reading_->rows.refuse(
      {.where = where, .reason = reason, .found = found, .expected = expected, .raw = raw});
}

std::string_view Writer::owner(const Model& model, const Model* chat) const {
  const Device& device = devices_.of(model.extraction);
  if (!device.msisdn.empty()) return device.msisdn;
  const Person* person = owner_among(model);
  if (person == nullptr && chat != nullptr) person = owner_among(*chat);
  if (person != nullptr && !person->identifier.empty()) return person->identifier;
  return reading_->declared.owner;
}

/// "deleted, read".
std::string_view Writer::state(const Model& model, std::string_view more) {
  state_ = small(model.state);
  if (state_ == "intact" || state_ == "unknown") state_.clear();
  if (more.empty() || more == "Unknown" || more == "Default") return state_;
  if (!state_.empty()) state_ += ", ";
  state_ += small(more);
  return state_;
}

std::string_view Writer::service(const Model& model, const Model* chat) {
  std::string_view source = model.text(Field::source);
  if (source.empty() && chat != nullptr) source = chat->text(Field::source);
  service_ = small(source);
  return service_;
}

std::string_view Writer::thread(const Model& model, const Model* chat) {
  const Model& from = chat == nullptr ? model : *chat;
  std::string_view name = chat == nullptr ? model.text(Field::chat_name) : chat->text(Field::name);
  std::string_view id = chat == nullptr ? std::string_view{} : from.text(Field::id);
  if (chat != nullptr && id.empty()) id = chat->id;
  if (name.empty() || id.empty()) return name.empty() ? id : name;
  thread_.assign(name).append(" (").append(id).append(")");
  return thread_;
}

/// In or out, as far as the report tells.
void Writer::direct(const Model& model, const Model* chat, docket::Message& message) {
  const std::string_view direction = model.text(Field::direction);
  const std::string_view folder = model.text(Field::folder);
  if (direction == "Incoming" || folder == "Inbox") message.direction = "in";
  if (direction == "Outgoing" || folder == "Sent" || folder == "Outbox") message.direction = "out";
  if (!message.direction.empty()) return;
  const std::string_view said = model.text(Field::from_is_owner);
  const Person* from = person_in(model, "From");
  if (is_true(said) || (from != nullptr && from->owner)) {
    message.direction = "out";
    return;
  }
  if (is_false(said) || (from != nullptr && from->owner_said)) {
    message.direction = "in";
    return;
  }
  const Person* owner = chat == nullptr ? nullptr : owner_among(*chat);
  if (owner == nullptr || from == nullptr || owner->identifier.empty()) return;
  message.direction = owner->identifier == from->identifier ? "out" : "in";
}

/// Those to whom it went: as the message says, or everybody else in the conversation.
void Writer::receivers(const Model& model, const Model* chat, docket::Message& message) {
  lines_.clear();
  const auto add = [&](const Person& person) {
    bank::append_line(lines_, person.identifier.empty() ? std::string_view(person.name)
                                                        : std::string_view(person.identifier));
  };
  for (const Person& each : model.people)
    if (each.field == "To" || each.role == "To") add(each);
  if (lines_.empty() && chat != nullptr && !message.sender.empty()) {
    for (const Person& each : chat->people)
      if (each.identifier != message.sender) add(each);
  }
  message.recipients = lines_;
}

Result<void> Writer::keep(const Model& model, docket::Message& message, const Standing& at) {
  set_standing(message, at);
  message.message_id = model.id;
  message.files = static_cast<std::int64_t>(model.attached.size());
  message.text = model.text(Field::body);
  message.subject = model.text(Field::subject);
  REDRESS_TRY(reading_->rows.keep(message));
  const std::string named = std::string(at.place) + ", row " + std::to_string(at.row);
  std::int64_t number = 0;
  for (const Attached& file : model.attached) {
    REDRESS_TRY(reading_->rows.keep(docket::MediaItem{
        .path = file.path,
        .sort = sort_of_file(file.type),
        .at = message.at,
        .of_message = model.id.empty() ? std::string_view(named) : std::string_view(model.id),
        .why = kWhy,
        .place = named,
        .row = ++number}));
  }
  return {};
}

Result<void> Writer::message(const Model& model, const Model* chat, const Standing& at) {
  if (model.over) return refuse(at, "too-large", "more than can be held", "a message", {});
  Moment moment;
  if (!REDRESS_TRY(time(model, at, moment))) return {};
  docket::Message message;
  set_time(message, moment);
  message.service = model.sort == Sort::sms   ? "sms"
                    : model.sort == Sort::mms ? "mms"
                                              : service(model, chat);
  message.owner = owner(model, chat);
  message.thread = thread(model, chat);
  direct(model, chat, message);
  if (const Person* from = person_in(model, "From")) {
    message.sender = from->identifier;
    message.sender_name = from->name;
    message.by_program = from->name == "System Message" || from->identifier == "System Message";
  } else if (message.direction == "out") {
    message.sender = message.owner;
  }
  receivers(model, chat, message);
  if (message.recipients.empty() && message.direction == "in") message.recipients = message.owner;
  // Short messages outside of a conversation: that with the other side.
  if (message.thread.empty())
    message.thread = message.direction == "out" ? message.recipients : message.sender;
  message.reply_to = model.text(Field::original_id);
  message.state = state(model, model.text(Field::status));
  return keep(model, message, at);
}

void Writer::lead(std::string_view label, std::string_view text) {
  if (!lines_.empty()) lines_ += '\n';
  bank::append(lines_, label);
  bank::append(lines_, text);
}

Result<void> Writer::mail(const Model& model, const Standing& at) {
  if (model.over) return refuse(at, "too-large", "more than can be held", "a mail", {});
  Moment moment;
  if (!REDRESS_TRY(time(model, at, moment))) return {};
  docket::Message message;
  set_time(message, moment);
  message.service = "mail";
  message.owner = owner(model, nullptr);
  direct(model, nullptr, message);
  if (const Person* from = person_in(model, "From")) {
    message.sender = from->identifier;
    message.sender_name = from->name;
  }
  lines_.clear();
  for (const auto& [field, label] : {std::pair<std::string_view, std::string_view>{"To", "to: "},
                                     {"Cc", "cc: "},
                                     {"Bcc", "bcc: "}})
    for (const Person& each : model.people)
      if (each.field == field) lead(label, each.identifier.empty() ? each.name : each.identifier);
  message.recipients = lines_;
  message.state = state(model, model.text(Field::status));
  return keep(model, message, at);
}

Result<void> Writer::call(const Model& model, const Standing& at) {
  if (model.over) return refuse(at, "too-large", "more than can be held", "a call", {});
  Moment moment;
  if (!REDRESS_TRY(time(model, at, moment))) return {};
  docket::Call call;
  set_time(call, moment);
  const std::string_view duration = model.text(Field::duration);
  if (!duration.empty()) {
    const auto seconds = seconds_of(duration);
    if (!seconds)
      return refuse(at, "bad-duration", base::in_quotes(duration), "hours:minutes:seconds",
                    duration);
    call.duration_s = *seconds;
  }
  const std::string_view source = service(model, nullptr);
  call.service = source.empty() || source == "phone" || source == "native" ? "voice" : source;
  call.owner = owner(model, nullptr);
  const Device& device = devices_.of(model.extraction);
  call.imei = device.imei;
  call.imsi = device.imsi;
  const std::string_view type = model.text(Field::type);
  const std::string_view direction = model.text(Field::direction);
  const std::string_view status = model.text(Field::status);
  call.direction = way_of(direction, type, status);
  call.outcome = state(model, outcome_of(direction, type, status));
  const bool outward = call.direction == "out";
  for (const Person& each : model.people) {
    const bool from = each.role == "From" || (each.role != "To" && (each.owner == outward));
    std::string_view& side = from ? call.from : call.to;
    if (side.empty()) side = each.identifier;
    if (!each.owner && call.name.empty()) call.name = each.name;
  }
  if (outward && call.from.empty()) call.from = call.owner;
  if (!outward && !call.direction.empty() && call.to.empty()) call.to = call.owner;
  set_standing(call, at);
  return reading_->rows.keep(call);
}

Result<void> Writer::contact(const Model& model, const Standing& at) {
  if (model.over) return refuse(at, "too-large", "more than can be held", "a contact", {});
  auto& [numbers, addresses, handles, note] = texts_;
  for (std::string* each : {&numbers, &addresses, &handles, &note}) each->clear();
  for (const ContactEntry& each : model.entries) {
    const bool phone = each.sort == Sort::phone || each.domain.find("Phone") != std::string::npos;
    const bool mail = each.sort == Sort::address || each.domain.find("mail") != std::string::npos;
    bank::append_line(phone ? numbers : (mail ? addresses : handles), each.value);
  }
  bank::append_line(note, model.text(Field::notes));
  docket::Contact contact;
  contact.name = model.text(Field::name);
  contact.numbers = numbers;
  contact.emails = addresses;
  contact.handles = handles;
  contact.service = service(model, nullptr);
  contact.owner = owner(model, nullptr);
  contact.note = note;
  contact.state = state(model, {});
  contact.place = at.place;
  contact.row = at.row;
  return reading_->rows.keep(contact);
}

}  // namespace redress::intake::ufdr
