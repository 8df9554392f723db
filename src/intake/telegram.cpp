#include <algorithm>
#include <array>
#include <string>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/json_get.hpp"
#include "intake/json_report.hpp"
#include "intake/json_stream.hpp"
#include "intake/moments.hpp"
#include "intake/picture_kind.hpp"
#include "intake/telegram_message.hpp"

namespace redress::intake {

namespace {

using base::Result;

constexpr std::array<std::string_view, 15> kPaths = {
    "messages[]",
    "chats.list[].messages[]",
    "left_chats.list[].messages[]",
    "name",
    "type",
    "id",
    "chats.list[].name",
    "chats.list[].type",
    "chats.list[].id",
    "left_chats.list[].name",
    "left_chats.list[].type",
    "left_chats.list[].id",
    "contacts.list[]",
    "personal_information.user_id",
    "personal_information.phone_number",
};
enum Path : std::size_t { kMessages, kChats, kLeft, kName, kType, kId };
constexpr std::size_t kContacts = 12;
constexpr std::size_t kOwnerId = 13;
constexpr std::size_t kOwnerPhone = 14;

/// The conversation whose messages follow.
struct Chat {
  std::string name;
  std::string type;
  std::string id;
  std::uint64_t number = 0;
  std::size_t list = 0;

  std::string_view shown() const { return name.empty() ? std::string_view(id) : name; }
};

class Export {
 public:
  Export(Reading& reading, Clocks clocks) : reading_(&reading), clocks_(std::move(clocks)) {}
  Result<void> read();

 private:
  Result<void> take(const JsonElements::Element& element);
  void of_chat(const JsonElements::Element& element);
  Result<void> message(const JsonElements::Element& element);
  Result<void> keep(const JsonElements::Element& element, const Moment& moment);
  Result<void> keep_files(const docket::Message& message);
  Result<void> keep_call(const JsonElements::Element& element, const docket::Message& message);
  Result<void> contact(const JsonElements::Element& element);
  std::optional<Moment> moment_of(const TelegramMessage& m);
  void say_zone(std::int64_t minutes);
  void say_state();
  void say_text();
  bool is_owner(std::string_view id, std::string_view name) const;

  Reading* reading_;
  Clocks clocks_;
  TelegramParser parser_;
  TelegramMessage m_;
  Chat chat_;
  std::string owner_id_;
  std::string owner_;
  std::string place_;
  std::string zone_;
  std::string state_;
  std::string text_;
  std::string room_;
  std::string peer_;
  std::uint64_t found_ = 0;
  std::uint64_t differing_ = 0;  ///< messages whose two times no zone explains
  bool differs_ = false;
  std::string first_differing_;
};

Result<void> Export::read() {
  owner_ = reading_->declared.owner;
  JsonElements elements(
      reading_->input,
      {kPaths[0], kPaths[1], kPaths[2], kPaths[3], kPaths[4], kPaths[5], kPaths[6], kPaths[7],
       kPaths[8], kPaths[9], kPaths[10], kPaths[11], kPaths[12], kPaths[13], kPaths[14]});
  JsonElements::Element element;
  JsonElements::Got got = JsonElements::Got::element;
  std::uint64_t told = 0;
  while ((got = REDRESS_TRY(elements.next(element))) == JsonElements::Got::element) {
    REDRESS_TRY(take(element));
    if (elements.offset() - told < (256U << 10U)) continue;
    told = elements.offset();
    REDRESS_TRY(reading_->rows.passed(told));
  }
  if (found_ == 0 && got != JsonElements::Got::end)
    return base::fail(
        base::Error(base::ErrorKind::bad_input, "this is no export of Telegram")
            .at({reading_->name, 0, 0, {}})
            .found(std::string(elements.why()))
            .expected("result.json of Telegram Desktop, with \"messages\" or \"chats\""));
  REDRESS_TRY(report_end(reading_->rows, elements, got));
  if (differing_ > 0)
    reading_->rows.remark({"dates-differ",
                           std::to_string(differing_) +
                               " messages have a \"date\" and a \"date_unixtime\" that no zone "
                               "explains; the second was taken, the first such is " +
                               first_differing_,
                           true});
  if (clocks_.lacked_zone()) reading_->rows.remark(no_zone_remark());
  return {};
}

Result<void> Export::take(const JsonElements::Element& element) {
  if (element.path != kContacts && element.path > kLeft) {
    of_chat(element);
    return {};
  }
  ++found_;
  if (element.path == kContacts) return contact(element);
  return message(element);
}

void Export::of_chat(const JsonElements::Element& element) {
  const std::string_view value = parser_.scalar(element.text);
  if (element.path == kOwnerId) {
    owner_id_ = "user" + std::string(value);
  } else if (element.path == kOwnerPhone) {
    if (owner_.empty()) owner_ = value;
  } else {
    const std::size_t list = (element.path - kName) / 3;
    if (list != chat_.list || element.index[0] != chat_.number)
      chat_ = {{}, {}, {}, element.index[0], list};
    std::string& field = element.path % 3 == kName % 3   ? chat_.name
                         : element.path % 3 == kType % 3 ? chat_.type
                                                         : chat_.id;
    field = value;
  }
}

/// "+02:00".
void Export::say_zone(std::int64_t minutes) {
  const std::int64_t size = minutes < 0 ? -minutes : minutes;
  zone_ = minutes < 0 ? "-" : "+";
  for (const std::int64_t part : {size / 60, size % 60}) {
    zone_.push_back(static_cast<char>('0' + part / 10));
    zone_.push_back(static_cast<char>('0' + part % 10));
  }
  zone_.insert(3, ":");
}

/// The clock of the export's computer shows its offset by the difference to the UNIX time. Clocks of
/// the years of Telegram differ from UTC by quarters of an hour, -12:00 to +14:00.
std::optional<Moment> Export::moment_of(const TelegramMessage& m) {
  const auto written = parse_written(m.date, {DayOrder::year_first});
  const auto seconds = whole_number(m.date_unixtime);
  constexpr std::int64_t kMost = 253'402'300'799;  // the end of the year 9999
  if (!seconds || *seconds < 0 || *seconds > kMost) {
    if (!written || !written->clock) return std::nullopt;
    return clocks_.moment(*written);
  }
  Moment moment = clocks_.instant(*seconds * 1'000'000);
  if (!written || !written->clock) return moment;
  const std::int64_t wall = micros_of_day(written->on) + *written->clock;
  constexpr std::int64_t kMinute = 60'000'000;
  // A date without seconds is of the whole minute.
  const std::int64_t at = moment.at.since_1970;
  const std::int64_t apart = wall - (written->within_s == 0 ? at : at - at % kMinute);
  const std::int64_t minutes = apart / kMinute;
  differs_ = apart % (15 * kMinute) != 0 || minutes < -12 * 60 || minutes > 14 * 60;
  if (differs_) return moment;
  moment.wall.since_1970 = wall;
  if (minutes == 0) return moment;
  say_zone(minutes);
  moment.zone = zone_;
  return moment;
}

Result<void> Export::message(const JsonElements::Element& element) {
  if (element.path != kMessages && (element.path != chat_.list || element.index[0] != chat_.number))
    chat_ = {{}, {}, {}, element.index[0], element.path};
  const std::string_view path = kPaths[element.path];
  if (element.too_long) return refuse_element(reading_->rows, path, element, {});
  if (!parser_.parse(element.text, m_))
    return refuse_element(reading_->rows, path, element, parser_.problem());
  differs_ = false;
  const auto moment = moment_of(m_);
  if (differs_ && differing_++ == 0) first_differing_ = json_place(path, element);
  if (moment) return keep(element, *moment);
  return refuse_field(reading_->rows, path, element, "bad-date",
                      m_.date.empty() ? m_.date_unixtime : m_.date,
                      "\"date_unixtime\" in seconds, or \"date\" as 2024-05-17T21:05:09");
}

bool Export::is_owner(std::string_view id, std::string_view name) const {
  if (!owner_id_.empty() && id == owner_id_) return true;
  return !reading_->declared.owner.empty() &&
         (id == reading_->declared.owner || name == reading_->declared.owner);
}

void Export::say_state() {
  state_.clear();
  // Versions of 2018 write the beginning of 1970 where nothing was edited.
  if (!m_.edited.empty() && !m_.edited.starts_with("1970-")) state_ = "edited";
  if (m_.forwarded_from.empty()) return;
  if (!state_.empty()) state_ += "; ";
  state_ += "forwarded from ";
  state_ += m_.forwarded_from;
}

/// What the message says: a person's words, or what the service tells.
void Export::say_text() {
  text_ = m_.text;
  const auto add = [&](std::string_view before, std::string_view what) {
    if (what.empty()) return;
    if (!text_.empty()) text_ += before.empty() ? "\n" : "; ";
    text_ += before;
    text_ += what;
  };
  if (!m_.action.empty()) {
    add({}, m_.action);
    add("title ", m_.title);
    add("members ", m_.members);
    add("duration_seconds ", m_.duration);
    add("discard_reason ", m_.discard_reason);
  }
  add({}, m_.extra);
}

Result<void> Export::keep(const JsonElements::Element& element, const Moment& moment) {
  const bool single = element.path == kMessages;
  place_ = single ? std::string() : json_holder(kPaths[element.path], element);
  say_state();
  say_text();
  docket::Message message;
  message.at = moment.at;
  message.wall = moment.wall;
  message.zone = moment.zone;
  message.within_s = moment.within_s;
  message.twice = moment.twice;
  message.service = "telegram";
  message.thread = chat_.shown();
  message.sender = m_.from_id;
  message.sender_name = m_.from;
  message.owner = owner_;
  const bool owner_known = !owner_id_.empty() || !reading_->declared.owner.empty();
  if (owner_known && !m_.from_id.empty())
    message.direction = is_owner(m_.from_id, m_.from) ? "out" : "in";
  message.text = text_;
  message.message_id = m_.id;
  message.reply_to = m_.reply_to;
  message.state = state_;
  const int files =
      (m_.photo.empty() ? 0 : 1) + (m_.file.empty() ? 0 : 1) + (m_.vcard.empty() ? 0 : 1);
  if (files > 0) message.files = files;
  message.by_program = !m_.type.empty() && m_.type != "message";
  message.place = place_;
  message.row = static_cast<std::int64_t>(element.index[single ? 0 : 1]);
  message.offset = static_cast<std::int64_t>(element.offset);
  message.bytes = static_cast<std::int64_t>(element.size);
  REDRESS_TRY(reading_->rows.keep(message));
  if (files > 0) REDRESS_TRY(keep_files(message));
  if (m_.action == "phone_call") REDRESS_TRY(keep_call(element, message));
  return {};
}

std::string_view sort_of_media(std::string_view media_type, std::string_view mime,
                               std::string_view path) {
  if (media_type == "voice_message" || media_type == "audio_file") return "audio";
  if (media_type.starts_with("video") || media_type == "animation") return "video";
  if (media_type == "sticker") return "image";
  return sort_of_file(mime, path);
}

/// Bytes; what is below zero says nothing.
std::int64_t size_of(std::string_view written) {
  const auto size = whole_number(written);
  return size && *size >= 0 ? *size : docket::kAbsent;
}

Result<void> Export::keep_files(const docket::Message& message) {
  const auto keep = [&](std::string_view path, std::string_view sort, std::string_view size) {
    if (path.empty()) return Result<void>{};
    // "(File not included. Change data exporting settings to download.)"
    const bool absent = path.front() == '(';
    return reading_->rows.keep(
        docket::MediaItem{.path = absent && !m_.file_name.empty() ? m_.file_name : path,
                          .sort = sort,
                          .size = size_of(size),
                          .at = message.at,
                          .of_message = message.message_id,
                          .why = absent ? std::string_view("not in the export") : kNotOpened,
                          .place = message.place,
                          .row = message.row});
  };
  REDRESS_TRY(keep(m_.photo, "image", m_.photo_size));
  const std::string_view name = m_.file_name.empty() ? m_.file : m_.file_name;
  REDRESS_TRY(keep(m_.file, sort_of_media(m_.media_type, m_.mime_type, name), m_.file_size));
  return keep(m_.vcard, "document", {});
}

Result<void> Export::keep_call(const JsonElements::Element& element,
                               const docket::Message& message) {
  const auto seconds = whole_seconds(m_.duration);
  if (!m_.duration.empty() && !seconds)
    return refuse_duration(reading_->rows, kPaths[element.path], element, m_.duration);
  const bool out = message.direction == "out";
  const bool pair = chat_.type == "personal_chat" && !chat_.id.empty();
  if (pair) peer_ = "user" + chat_.id;
  docket::Call call;
  call.at = message.at;
  call.wall = message.wall;
  call.zone = message.zone;
  call.within_s = message.within_s;
  call.twice = message.twice;
  call.service = "telegram";
  call.direction = message.direction;
  call.from = m_.from_id;
  if (pair && m_.from_id != peer_) call.to = peer_;
  if (pair && m_.from_id == peer_) call.to = owner_id_;
  call.owner = owner_;
  call.name = out ? message.thread : message.sender_name;
  call.duration_s = seconds.value_or(docket::kAbsent);
  call.outcome = m_.discard_reason;
  call.place = message.place;
  call.row = message.row;
  call.offset = message.offset;
  call.bytes = message.bytes;
  return reading_->rows.keep(call);
}

Result<void> Export::contact(const JsonElements::Element& element) {
  const std::string_view path = kPaths[kContacts];
  TelegramContact contact;
  if (element.too_long) return refuse_element(reading_->rows, path, element, {});
  if (!parser_.parse(element.text, contact))
    return refuse_element(reading_->rows, path, element, parser_.problem());
  text_ = contact.first_name;
  if (!text_.empty() && !contact.last_name.empty()) text_ += ' ';
  text_ += contact.last_name;
  room_ = contact.username;
  const bool known = !contact.user_id.empty() && contact.user_id != "0";
  if (known) {
    if (!room_.empty()) room_ += '\n';
    room_ += "user";
    room_ += contact.user_id;
  }
  return reading_->rows.keep(docket::Contact{.name = text_,
                                             .numbers = contact.phone_number,
                                             .handles = room_,
                                             .service = "telegram",
                                             .owner = owner_,
                                             .place = "contacts.list",
                                             .row = static_cast<std::int64_t>(element.index[0])});
}

Result<void> read_telegram(Reading& reading) {
  Clocks clocks = REDRESS_TRY(Clocks::of(reading.declared.zone));
  return Export(reading, std::move(clocks)).read();
}

Likeness recognise_telegram(const Sample& sample) {
  const std::string_view text = sample.text;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') return {};
  const auto has = [&](std::string_view what) { return text.find(what) != std::string_view::npos; };
  const bool whole_account = has("\"personal_information\"") && has("Telegram");
  const bool messages = has("\"messages\"") && !has("\"sender_name\"") && !has("@context");
  const bool fields = has("\"date_unixtime\"") || has("\"from_id\"") || has("\"text_entities\"") ||
                      has("\"actor_id\"");
  if (whole_account) return {Sure::yes, "an account's data as Telegram exports it"};
  if (messages && fields) return {Sure::yes, "messages with the fields of Telegram Desktop"};
  return {};
}

}  // namespace

const Reader& telegram_reader() {
  static const Reader kReader{
      .name = "telegram",
      .version = "2",
      .help = "result.json of Telegram Desktop: one chat, or a whole account with contacts",
      .kinds = "message, media_item, call, contact",
      .memory = JsonElements::kMemory + (80U << 20U),
      .tools = simdjson_version,
      .recognise = recognise_telegram,
      .prepare = nullptr,
      .read = read_telegram};
  return kReader;
}

}  // namespace redress::intake
