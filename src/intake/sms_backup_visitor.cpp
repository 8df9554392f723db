#include "intake/sms_backup_visitor.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "intake/bank_text.hpp"

namespace redress::intake::sms_backup {

using base::Result;

namespace {

constexpr std::string_view kWhy = "not opened: pictures and video stay where they are";
/// A time in milliseconds before 1973 is none of a telephone of this kind: it is in seconds.
constexpr std::int64_t kLeastMillis = 100'000'000'000;
constexpr std::int64_t kMostMillis = 253'402'300'799'999;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto done = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || done.ec != std::errc{} || done.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

/// What the phone writes where it has nothing.
std::string_view said(std::string_view text) {
  if (text == "null" || text == "(Unknown)" || text == "insert-address-token") return {};
  return text;
}
/// Private and unknown numbers are written as negative ones.
std::string_view number_said(std::string_view text) {
  if (text == "-1" || text == "-2" || text == "-3") return {};
  return said(text);
}

std::string_view sort_of(std::string_view type) {
  for (const std::string_view sort : {"image", "video", "audio"})
    if (type.starts_with(sort)) return sort;
  if (type == "application/pdf" || type.starts_with("text/")) return "document";
  return "other";
}

std::uint64_t base64_letters(std::string_view text) {
  return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '-' || c == '_';
  }));
}

}  // namespace

void Visitor::Mms::clear() {
  for (std::string* each :
       {&address, &contact, &date, &subject, &id, &box, &read, &text, &from, &to})
    each->clear();
  parts = 0;
  used = 0;
}

Result<void> Visitor::begin(std::string_view name, std::string_view space,
                            std::span<const XmlAttribute> attributes) {
  static_cast<void>(space);
  ++depth_;
  if (depth_ == 1) return begin_root(name, attributes);
  if (depth_ == 2) return begin_row(name, attributes);
  if (!in_mms_ || depth_ != 4) return {};
  if (name == "part") part(attributes);
  if (name == "addr") address(attributes);
  return {};
}

Result<void> Visitor::begin_root(std::string_view name, std::span<const XmlAttribute> attributes) {
  if (name != "smses" && name != "calls")
    return base::fail(
        base::Error(base::ErrorKind::bad_input, "this is no backup of SMS Backup & Restore")
            .found("the element " + base::in_quotes(name))
            .expected("smses or calls"));
  root_ = name;
  for (const XmlAttribute& each : attributes) {
    if (each.name != "count") continue;
    const auto count = whole_number(each.value);
    if (count && *count >= 0) said_ = static_cast<std::uint64_t>(*count);
  }
  return {};
}

Result<void> Visitor::begin_row(std::string_view name, std::span<const XmlAttribute> attributes) {
  ++row_;
  if (name == "sms") return sms(attributes);
  if (name == "call") return call(attributes);
  if (name == "mms")
    begin_mms(attributes);
  else
    ++others_;
  return {};
}

Result<void> Visitor::end(std::string_view name, std::string_view text, bool cut) {
  static_cast<void>(name);
  static_cast<void>(text);
  static_cast<void>(cut);
  --depth_;
  if (depth_ == 0) ended_ = true;
  if (depth_ != 1 || !in_mms_) return {};
  in_mms_ = false;
  return end_mms();
}

Result<bool> Visitor::time(std::string_view date, Moment& moment) {
  date = said(date);
  if (date.empty() || date == "0") {
    ++undated_;
    return true;
  }
  const auto millis = whole_number(date);
  if (millis && *millis >= kLeastMillis && *millis <= kMostMillis) {
    moment = clocks_->instant(*millis * 1'000);
    return true;
  }
  REDRESS_TRY(refuse("bad-date", base::in_quotes(date),
                     "milliseconds since 1970, of the years 1973 to 9999", date));
  return false;
}

Result<void> Visitor::refuse(std::string_view reason, std::string_view found,
                             std::string_view expected, std::string_view raw) {
  return reading_->rows.refuse(
      {.where = where(), .reason = reason, .found = found, .expected = expected, .raw = raw});
}

/// "Mira Sample (+16055550101)": one for each number, and found by the name.
std::string_view Visitor::conversation(std::string_view address, std::string_view contact) {
  if (contact.empty()) return address;
  thread_.assign(contact).append(" (").append(address).append(")");
  return thread_;
}

/// Groups are written with ~ between their numbers.
std::string_view Visitor::one_a_line(std::string_view addresses) {
  if (addresses.find('~') == std::string_view::npos) return addresses;
  lines_ = addresses;
  std::replace(lines_.begin(), lines_.end(), '~', '\n');
  return lines_;
}

void Visitor::direct(docket::Message& message, std::string_view box, std::string_view read) {
  const auto outward = [&](std::string_view state) {
    message.direction = "out";
    message.state = state;
  };
  if (box == "1") {
    message.direction = "in";
    message.state = read == "1" ? "read" : (read == "0" ? "unread" : "");
  } else if (box == "2") {
    outward("");
  } else if (box == "3") {
    message.state = "draft";
  } else if (box == "4") {
    outward("outbox");
  } else if (box == "5") {
    outward("failed");
  } else if (box == "6") {
    outward("queued");
  } else {
    state_.assign("type ").append(box);
    message.state = state_;
  }
}

namespace {

void set_time(docket::Message& message, const Moment& moment) {
  message.at = moment.at;
  message.wall = moment.wall;
  message.zone = moment.zone;
  message.within_s = moment.within_s;
}

}  // namespace

Result<void> Visitor::sms(std::span<const XmlAttribute> attributes) {
  std::string_view address;
  std::string_view contact;
  std::string_view date;
  std::string_view type;
  std::string_view read;
  docket::Message message;
  for (const XmlAttribute& each : attributes) {
    if (each.name == "address")
      address = number_said(each.value);
    else if (each.name == "date")
      date = each.value;
    else if (each.name == "type")
      type = each.value;
    else if (each.name == "body")
      message.text = each.value == "null" ? "" : each.value;
    else if (each.name == "read")
      read = each.value;
    else if (each.name == "contact_name")
      contact = said(each.value);
    else if (each.name == "subject")
      message.subject = said(each.value);
  }
  Moment moment;
  if (!REDRESS_TRY(time(date, moment))) return {};
  set_time(message, moment);
  message.service = "sms";
  message.owner = owner();
  message.thread = conversation(address, contact);
  direct(message, type, read);
  if (message.direction == "in") {
    message.sender = address;
    message.sender_name = contact;
    message.recipients = owner();
  } else if (message.direction == "out" || type == "3") {
    message.sender = owner();
    message.recipients = one_a_line(address);
  }
  message.place = root_;
  message.row = row_;
  message.offset = static_cast<std::int64_t>(xml_->offset());
  message.bytes = static_cast<std::int64_t>(xml_->end_offset() - xml_->offset());
  return reading_->rows.keep(message);
}

Result<void> Visitor::call(std::span<const XmlAttribute> attributes) {
  std::string_view number;
  std::string_view date;
  std::string_view type;
  std::string_view duration;
  std::string_view more_digits;
  docket::Call call;
  for (const XmlAttribute& each : attributes) {
    if (each.name == "number")
      number = number_said(each.value);
    else if (each.name == "date")
      date = each.value;
    else if (each.name == "type")
      type = each.value;
    else if (each.name == "duration")
      duration = said(each.value);
    else if (each.name == "post_dial_digits")
      more_digits = said(each.value);
    else if (each.name == "contact_name")
      call.name = said(each.value);
  }
  Moment moment;
  if (!REDRESS_TRY(time(date, moment))) return {};
  if (!duration.empty()) {
    const auto seconds = whole_number(duration);
    if (!seconds || *seconds < 0)
      return refuse("bad-duration", base::in_quotes(duration), "whole seconds", duration);
    call.duration_s = *seconds;
  }
  call.at = moment.at;
  call.wall = moment.wall;
  call.zone = moment.zone;
  call.within_s = moment.within_s;
  call.service = "voice";
  call.owner = owner();
  constexpr std::string_view kOutcomes[] = {
      "", "", "missed", "voicemail", "rejected", "blocked", "answered elsewhere"};
  const bool known = type.size() == 1 && type[0] >= '1' && type[0] <= '7';
  if (known)
    call.outcome = kOutcomes[type[0] - '1'];
  else
    call.outcome = state_.assign("type ").append(type);
  if (type == "2") {
    call.direction = "out";
    call.from = owner();
    call.to = number;
    if (!more_digits.empty()) call.dialled = dialled_.assign(number).append(more_digits);
  } else if (known) {
    call.direction = type == "3" ? "missed" : "in";
    call.from = number;
    call.to = owner();
  } else {
    call.from = number;
  }
  call.place = root_;
  call.row = row_;
  call.offset = static_cast<std::int64_t>(xml_->offset());
  call.bytes = static_cast<std::int64_t>(xml_->end_offset() - xml_->offset());
  return reading_->rows.keep(call);
}

void Visitor::begin_mms(std::span<const XmlAttribute> attributes) {
  mms_.clear();
  in_mms_ = true;
  mms_.offset = xml_->offset();
  for (const XmlAttribute& each : attributes) {
    if (each.name == "address")
      mms_.address = said(each.value);
    else if (each.name == "contact_name")
      mms_.contact = said(each.value);
    else if (each.name == "date")
      mms_.date = each.value;
    else if (each.name == "sub")
      mms_.subject = said(each.value);
    else if (each.name == "m_id")
      mms_.id = said(each.value);
    else if (each.name == "msg_box")
      mms_.box = each.value;
    else if (each.name == "read")
      mms_.read = each.value;
  }
}

void Visitor::part(std::span<const XmlAttribute> attributes) {
  std::string_view type;
  std::string_view text;
  std::string_view name;
  std::string_view data;
  for (const XmlAttribute& each : attributes) {
    if (each.name == "ct")
      type = said(each.value);
    else if (each.name == "text")
      text = each.value == "null" ? "" : each.value;
    else if (each.name == "cl" || each.name == "fn" || each.name == "name")
      name = name.empty() ? said(each.value) : name;
    else if (each.name == "data")
      data = said(each.value);
  }
  ++mms_.parts;
  if (type == "text/plain") return bank::append_line(mms_.text, text);
  if (type == "application/smil" || mms_.used >= kMostParts) return;
  if (mms_.used == mms_.files.size()) mms_.files.emplace_back();
  Part& file = mms_.files[mms_.used++];
  file.name = first_bytes(name, 1'000);
  file.type = first_bytes(type, 200);
  file.number = mms_.parts;
  const std::uint64_t letters = base64_letters(data) + xml_->passed_over().base64;
  file.size = letters == 0 ? docket::kAbsent : static_cast<std::int64_t>(letters * 3 / 4);
}

void Visitor::address(std::span<const XmlAttribute> attributes) {
  std::string_view address;
  std::string_view type;
  for (const XmlAttribute& each : attributes) {
    if (each.name == "address")
      address = each.value == "insert-address-token" ? owner() : said(each.value);
    if (each.name == "type") type = each.value;
  }
  if (type == "137" && mms_.from.empty()) mms_.from = address;
  if (type == "151" || type == "130" || type == "129") bank::append_line(mms_.to, address);
}

Result<void> Visitor::end_mms() {
  Moment moment;
  if (!REDRESS_TRY(time(mms_.date, moment))) return {};
  docket::Message message;
  set_time(message, moment);
  message.service = "mms";
  message.owner = owner();
  const bool group = mms_.address.find('~') != std::string::npos;
  message.thread = conversation(mms_.address, mms_.contact);
  direct(message, mms_.box, mms_.read);
  if (message.direction == "in") {
    message.sender = mms_.from.empty() && !group ? mms_.address : mms_.from;
    if (!group) message.sender_name = mms_.contact;
    message.recipients = mms_.to.empty() ? owner() : std::string_view(mms_.to);
  } else if (message.direction == "out" || mms_.box == "3") {
    message.sender = mms_.from.empty() ? owner() : std::string_view(mms_.from);
    message.recipients = mms_.to.empty() ? one_a_line(mms_.address) : std::string_view(mms_.to);
  }
  message.subject = mms_.subject;
  message.text = mms_.text;
  message.message_id = mms_.id;
  message.files = static_cast<std::int64_t>(mms_.used);
  message.place = root_;
  message.row = row_;
  message.offset = static_cast<std::int64_t>(mms_.offset);
  message.bytes = static_cast<std::int64_t>(xml_->end_offset() - mms_.offset);
  REDRESS_TRY(reading_->rows.keep(message));
  return files_of_mms(message);
}

Result<void> Visitor::files_of_mms(const docket::Message& message) {
  const std::string place = root_ + "/*[" + std::to_string(row_) + "]";
  const std::string named = root_ + ", row " + std::to_string(row_);
  for (std::size_t i = 0; i < mms_.used; ++i) {
    const Part& file = mms_.files[i];
    path_ = place + "/parts/part[" + std::to_string(file.number) + "]";
    if (!file.name.empty()) path_.append(" ").append(file.name);
    REDRESS_TRY(reading_->rows.keep(docket::MediaItem{
        .path = path_,
        .sort = sort_of(file.type),
        .size = file.size,
        .at = message.at,
        .of_message = message.message_id.empty() ? std::string_view(named) : message.message_id,
        .why = kWhy,
        .place = place,
        .row = file.number}));
  }
  if (mms_.used == kMostParts)
    reading_->rows.remark(
        {.code = "too-many-parts",
         .text = named + ": only its first " + std::to_string(kMostParts) + " files are listed.",
         .grave = true});
  return {};
}

std::string Visitor::where() const {
  if (row_ == 0) return root_;
  return root_ + ", row " + std::to_string(row_);
}

void Visitor::last_remarks() {
  Rows& rows = reading_->rows;
  const auto found = static_cast<std::uint64_t>(row_);
  if (ended_ && said_ && *said_ != found)
    rows.remark({.code = "count",
                 .text = "The file says that " + std::to_string(*said_) + " rows stand in it; " +
                         std::to_string(found) + " do."});
  if (others_ > 0)
    rows.remark({.code = "not-taken",
                 .text = std::to_string(others_) +
                         " elements are neither sms, mms nor call and were not taken."});
  if (undated_ > 0)
    rows.remark(
        {.code = "no-date",
         .text = std::to_string(undated_) + " rows have no date and were kept without one."});
  if (xml_->mended() > 0)
    rows.remark({.code = "mended",
                 .text = std::to_string(xml_->mended()) +
                         " characters were not written as XML has them and were read as what they "
                         "must be, or as U+FFFD."});
}

}  // namespace redress::intake::sms_backup
