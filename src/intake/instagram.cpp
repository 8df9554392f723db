#include <algorithm>
#include <string>
#include <vector>

#include "base/short_bytes.hpp"
#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/instagram_message.hpp"
#include "intake/json_get.hpp"
#include "intake/json_report.hpp"
#include "intake/json_stream.hpp"
#include "intake/moments.hpp"
#include "intake/picture_kind.hpp"
#include "intake/telegram_message.hpp"

namespace redress::intake {

namespace {

using base::Result;

constexpr std::size_t kMostParticipants = 1024;
constexpr std::string_view kMessages = "messages[]";

/// What stands around the messages, some of it behind them.
struct Thread {
  std::string title;
  std::string path;
  std::vector<std::string> participants;
  bool any = false;
};

class Download {
 public:
  explicit Download(Reading& reading) : reading_(&reading), owner_(reading.declared.owner) {}
  Result<void> read();

 private:
  Result<void> look_around();
  Result<void> message(const JsonElements::Element& element);
  Result<void> keep(const JsonElements::Element& element, std::int64_t ms);
  Result<void> keep_files(const docket::Message& message);
  Result<void> keep_call(const JsonElements::Element& element, const docket::Message& message);
  std::string_view text();
  void say_state();
  std::string_view recipients();
  bool is_call() const { return m_.type == "Call" || !m_.call_duration.empty(); }

  Reading* reading_;
  std::string_view owner_;
  Thread thread_;
  bool owner_speaks_ = false;
  std::string_view service_ = "meta";
  InstagramParser parser_;
  InstagramMessage m_;
  std::string text_;
  std::string state_;
  struct Said {
    std::string sender;
    std::string recipients;
  };
  static constexpr std::size_t kMostSaid = 16;
  std::vector<Said> said_;
};

/// Whose download it is, from the paths of its files.
Result<std::string_view> service_of(const Input& input) {
  std::vector<std::uint8_t> head(kSample);
  head.resize(REDRESS_TRY(input.read(0, head)));
  const std::string_view text = base::as_text(head);
  const auto has = [&](std::string_view what) { return text.find(what) != std::string_view::npos; };
  if (has("your_instagram_activity") || has("instagram.com")) return "instagram";
  if (has("your_facebook_activity") || has("your_activity_across_facebook") || has("threadName") ||
      has("facebook.com"))
    return "messenger";
  return "meta";
}

Result<void> Download::look_around() {
  JsonElements elements(reading_->input, {"title", "thread_path", "threadName", "participants[]"});
  JsonElements::Element element;
  while (REDRESS_TRY(elements.next(element)) == JsonElements::Got::element) {
    std::string value = parser_.name(element.text);
    thread_.any = true;
    if (element.path == 1) {
      thread_.path = std::move(value);
    } else if (element.path != 3) {
      thread_.title = std::move(value);
    } else if (!value.empty() && thread_.participants.size() < kMostParticipants) {
      thread_.participants.push_back(std::move(value));
    }
  }
  owner_speaks_ = !owner_.empty() &&
                  std::ranges::find(thread_.participants, owner_) != thread_.participants.end();
  return {};
}

Result<void> Download::read() {
  service_ = REDRESS_TRY(service_of(reading_->input));
  REDRESS_TRY(look_around());
  JsonElements elements(reading_->input, {kMessages});
  JsonElements::Element element;
  JsonElements::Got got = JsonElements::Got::element;
  std::uint64_t told = 0;
  bool any = false;
  while ((got = REDRESS_TRY(elements.next(element))) == JsonElements::Got::element) {
    any = true;
    REDRESS_TRY(message(element));
    if (elements.offset() - told < (256U << 10U)) continue;
    told = elements.offset();
    REDRESS_TRY(reading_->rows.passed(told));
  }
  if (!any && (!thread_.any || got != JsonElements::Got::end))
    return base::fail(
        base::Error(base::ErrorKind::bad_input, "this is no download of Instagram or Messenger")
            .at({reading_->name, 0, 0, {}})
            .found(elements.why().empty() ? "no messages" : std::string(elements.why()))
            .expected(R"(message_1.json with "participants" and "messages")"));
  REDRESS_TRY(report_end(reading_->rows, elements, got));
  if (parser_.repaired() > 0)
    reading_->rows.remark(
        {"encoding",
         std::to_string(parser_.repaired()) +
             " texts had bytes of UTF-8 written as characters of Latin-1, and were repaired"});
  return {};
}

Result<void> Download::message(const JsonElements::Element& element) {
  if (element.too_long) return refuse_element(reading_->rows, kMessages, element, {});
  if (!parser_.parse(element.text, m_))
    return refuse_element(reading_->rows, kMessages, element, parser_.problem());
  const auto ms = whole_number(m_.timestamp_ms);
  // Facebook began in 2004: what would be earlier is in seconds.
  constexpr std::int64_t kLeast = 1'072'915'200'000;
  constexpr std::int64_t kMost = 253'402'300'799'999;  // the end of the year 9999
  if (ms && *ms >= kLeast && *ms <= kMost) return keep(element, *ms);
  return refuse_field(reading_->rows, kMessages, element, "bad-date", m_.timestamp_ms,
                      "\"timestamp_ms\" in milliseconds since 1970, of the years 2004 to 9999");
}

std::string_view Download::text() {
  if (m_.share.empty()) return m_.content;
  text_ = m_.content;
  if (!text_.empty()) text_ += '\n';
  text_ += m_.share;
  return text_;
}

void Download::say_state() {
  state_ = m_.unsent ? "unsent" : "";
  if (m_.reactions.empty()) return;
  if (!state_.empty()) state_ += "; ";
  state_ += m_.reactions;
}

/// Everybody but the sender, one a line. A few senders write nearly everything.
std::string_view Download::recipients() {
  for (const Said& one : said_)
    if (base::same_text(one.sender, m_.sender)) return one.recipients;
  if (said_.size() == kMostSaid) said_.clear();
  Said said{std::string(m_.sender), {}};
  for (const std::string& name : thread_.participants) {
    if (name == m_.sender) continue;
    if (!said.recipients.empty()) said.recipients += '\n';
    said.recipients += name;
  }
  said_.push_back(std::move(said));
  return said_.back().recipients;
}

Result<void> Download::keep(const JsonElements::Element& element, std::int64_t ms) {
  say_state();
  docket::Message message;
  message.at.since_1970 = ms * 1000;
  message.wall.since_1970 = ms * 1000;
  message.zone = "UTC";
  message.within_s = 0;
  message.service = service_;
  message.thread = thread_.title.empty() ? thread_.path : thread_.title;
  message.sender_name = m_.sender;
  message.recipients = recipients();
  message.owner = owner_;
  if (owner_speaks_ && !m_.sender.empty()) message.direction = m_.sender == owner_ ? "out" : "in";
  message.text = text();
  message.state = state_;
  if (!m_.files.empty()) message.files = static_cast<std::int64_t>(m_.files.size());
  message.by_program = is_call() || m_.type == "Subscribe" || m_.type == "Unsubscribe";
  message.place = thread_.path;
  message.row = static_cast<std::int64_t>(element.index[0]);
  message.offset = static_cast<std::int64_t>(element.offset);
  message.bytes = static_cast<std::int64_t>(element.size);
  using M = docket::Message;
  // All others are the same for the whole download.
  REDRESS_TRY(
      (reading_->rows.keep_changed<&M::at, &M::wall, &M::direction, &M::sender_name, &M::recipients,
                                   &M::text, &M::state, &M::files, &M::by_program, &M::row,
                                   &M::offset, &M::bytes>(message)));
  REDRESS_TRY(keep_files(message));
  return is_call() ? keep_call(element, message) : Result<void>{};
}

Result<void> Download::keep_files(const docket::Message& message) {
  const std::string of_message =
      m_.files.empty() ? "" : "messages[" + std::to_string(message.row) + "]";
  for (const InstagramFile& file : m_.files)
    REDRESS_TRY(reading_->rows.keep(
        docket::MediaItem{.path = file.path,
                          .sort = file.sort.empty() ? sort_of_file({}, file.path) : file.sort,
                          .at = message.at,
                          .of_message = of_message,
                          .why = kNotOpened,
                          .place = message.place,
                          .row = message.row}));
  return {};
}

Result<void> Download::keep_call(const JsonElements::Element& element,
                                 const docket::Message& message) {
  const auto seconds = whole_seconds(m_.call_duration);
  if (!m_.call_duration.empty() && !seconds)
    return refuse_duration(reading_->rows, kMessages, element, m_.call_duration);
  docket::Call call;
  call.at = message.at;
  call.wall = message.wall;
  call.zone = message.zone;
  call.within_s = message.within_s;
  call.service = message.service;
  call.direction = message.direction;
  call.owner = message.owner;
  call.name = message.direction == "out" ? message.thread : message.sender_name;
  call.duration_s = seconds.value_or(docket::kAbsent);
  call.outcome = m_.missed ? "missed" : "";
  call.place = message.place;
  call.row = message.row;
  call.offset = message.offset;
  call.bytes = message.bytes;
  return reading_->rows.keep(call);
}

Result<void> read_instagram(Reading& reading) { return Download(reading).read(); }

Likeness recognise_instagram(const Sample& sample) {
  const std::string_view text = sample.text;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') return {};
  const auto has = [&](std::string_view what) { return text.find(what) != std::string_view::npos; };
  if (!has("\"messages\"")) return {};
  const bool download = has("\"sender_name\"") && has("\"timestamp_ms\"");
  const bool encrypted = has("\"senderName\"") && has("\"isUnsent\"");
  if (download || encrypted)
    return {Sure::yes, "messages with the fields of Instagram and Messenger"};
  return {};
}

}  // namespace

const Reader& instagram_reader() {
  static const Reader kReader{.name = "instagram",
                              .version = "2",
                              .help =
                                  "message_1.json of a download from Instagram or Messenger, "
                                  "repaired where its letters are broken",
                              .kinds = "message, media_item, call",
                              .memory = JsonElements::kMemory + (96U << 20U),
                              .tools = simdjson_version,
                              .recognise = recognise_instagram,
                              .prepare = nullptr,
                              .read = read_instagram};
  return kReader;
}

}  // namespace redress::intake
