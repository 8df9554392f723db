// Records of telephones, chats and mail: calls, cells, messages, contacts, and the files in them.
//
// Time: `at` is the first instant at which it may have been, absent where the zone of the source's clock
// is not known; it lies within `within_s` seconds from there (0: to the precision of `at`; 60 where only minutes were written);
// `twice` says that the clock showed this time twice on that day and that nothing tells which it was (`at`
// is the first of the two). `wall` is the clock of the source as written, as if it were UTC; `zone` its zone.
// A day without a time is `on` alone. Place, row, offset and bytes: see records_money.hpp.
// Pictures and video are never here: a media item lists what is held elsewhere.
#pragma once

#include "docket/record.hpp"

namespace redress::docket {

struct Call {
  Micros at;
  Micros wall;
  std::string_view zone;
  std::int64_t within_s = kAbsent;
  bool twice = false;
  DateNumber on;
  std::string_view service;
  std::string_view direction;
  std::string_view from;
  std::string_view to;
  std::string_view dialled;
  std::string_view owner;
  std::string_view name;
  std::int64_t duration_s = kAbsent;
  std::string_view outcome;
  std::string_view imei;
  std::string_view imsi;
  std::string_view cell;
  std::string_view last_cell;
  std::string_view place;
  std::int64_t row = kAbsent;
  std::int64_t offset = kAbsent;
  std::int64_t bytes = kAbsent;
  bool operator==(const Call&) const = default;
};

template <>
struct RecordKind<Call> {
  static constexpr RecordInfo info{
      .name = "call",
      .plural = "calls",
      .version = 1,
      .locator = "row",
      .help = "a call, short message or data session as a carrier or telephone lists it",
  };
  static constexpr auto columns = FieldList{
      column(1, "at", &Call::at, "first instant at which it may have begun", {.when = true}),
      column(2, "wall", &Call::wall, "clock of the source as written, as if it were UTC",
             {.when = true}),
      column(3, "zone", &Call::zone, "of that clock; empty: nobody said"),
      column(4, "within_s", &Call::within_s, "seconds after `at` in which it lies"),
      column(5, "twice", &Call::twice, "the clock showed this time twice that day"),
      column(6, "on", &Call::on, "day, where no time is written", {.when = true}),
      column(7, "service", &Call::service, "voice, sms, data, or the program used"),
      column(8, "direction", &Call::direction, "in, out, missed, or empty"),
      column(9, "from", &Call::from, "number that called, as written",
             {.lookup = Lookup::account, .names = Names::phone}),
      column(10, "to", &Call::to, "number that was called, as written",
             {.lookup = Lookup::account, .names = Names::phone}),
      column(11, "dialled", &Call::dialled, "digits as dialled, where the source has them"),
      column(12, "owner", &Call::owner, "number or device whose records these are",
             {.names = Names::phone, .own = true}),
      column(13, "name", &Call::name, "the other side's name in the telephone",
             {.names = Names::person, .searched = true}),
      column(14, "duration_s", &Call::duration_s, "seconds"),
      column(15, "outcome", &Call::outcome, "answered, missed ... as the source says"),
      column(16, "imei", &Call::imei, "of the device", {.names = Names::device}),
      column(17, "imsi", &Call::imsi, "of the card", {.names = Names::device}),
      column(18, "cell", &Call::cell, "first cell: an area, never a position",
             {.lookup = Lookup::exact}),
      column(19, "last_cell", &Call::last_cell, "last cell: an area, never a position"),
      column(20, "place", &Call::place, "what holds the row", {.locates = true}),
      column(21, "row", &Call::row, "locator: the row in its place, from 1", {.locates = true}),
      column(22, "offset", &Call::offset, "first byte in the exhibit", {.locates = true}),
      column(23, "bytes", &Call::bytes, "how many", {.locates = true}),
  };
};

/// Where a mast stands and which way its sector looks. A telephone in the cell may be anywhere in an area
/// of kilometres.
struct CellSite {
  std::string_view cell;
  std::int64_t mcc = kAbsent;
  std::int64_t mnc = kAbsent;
  std::int64_t area_code = kAbsent;
  std::string_view mast_latitude;
  std::string_view mast_longitude;
  std::int64_t azimuth_degrees = kAbsent;
  std::int64_t width_degrees = kAbsent;
  std::int64_t range_m = kAbsent;
  std::string_view mast_address;
  DateNumber from;
  DateNumber until;
  std::string_view place;
  std::int64_t row = kAbsent;
  std::int64_t offset = kAbsent;
  std::int64_t bytes = kAbsent;
  bool operator==(const CellSite&) const = default;
};

template <>
struct RecordKind<CellSite> {
  static constexpr RecordInfo info{
      .name = "cell_site",
      .plural = "cell sites",
      .version = 1,
      .locator = "row",
      .help = "the mast and sector of a cell: an area, never a position of a telephone",
  };
  static constexpr auto columns = FieldList{
      column(1, "cell", &CellSite::cell, "the carrier's name of the cell",
             {.lookup = Lookup::exact}),
      column(2, "mcc", &CellSite::mcc, "country code of the network"),
      column(3, "mnc", &CellSite::mnc, "code of the network"),
      column(4, "area_code", &CellSite::area_code, "location area or tracking area"),
      column(5, "mast_latitude", &CellSite::mast_latitude, "of the mast, as written"),
      column(6, "mast_longitude", &CellSite::mast_longitude, "of the mast, as written"),
      column(7, "azimuth_degrees", &CellSite::azimuth_degrees, "middle of the sector, from north"),
      column(8, "width_degrees", &CellSite::width_degrees, "of the sector"),
      column(9, "range_m", &CellSite::range_m, "how far it may reach, where the source says so"),
      column(10, "mast_address", &CellSite::mast_address, "of the mast", {.searched = true}),
      column(11, "from", &CellSite::from, "first day on which this held"),
      column(12, "until", &CellSite::until, "last day"),
      column(13, "place", &CellSite::place, "what holds the row", {.locates = true}),
      column(14, "row", &CellSite::row, "locator: the row in its place, from 1", {.locates = true}),
      column(15, "offset", &CellSite::offset, "first byte in the exhibit", {.locates = true}),
      column(16, "bytes", &CellSite::bytes, "how many", {.locates = true}),
  };
};

struct Message {
  Micros at;
  Micros wall;
  std::string_view zone;
  std::int64_t within_s = kAbsent;
  bool twice = false;
  DateNumber on;
  std::string_view service;
  std::string_view thread;
  std::string_view direction;
  std::string_view sender;
  std::string_view sender_name;
  std::string_view recipients;
  std::string_view owner;
  std::string_view subject;
  std::string_view text;
  std::string_view message_id;
  std::string_view reply_to;
  std::string_view state;
  std::int64_t files = kAbsent;
  bool by_program = false;
  std::string_view place;
  std::int64_t row = kAbsent;
  std::int64_t offset = kAbsent;
  std::int64_t bytes = kAbsent;
  bool operator==(const Message&) const = default;
};

template <>
struct RecordKind<Message> {
  static constexpr RecordInfo info{
      .name = "message",
      .plural = "messages",
      .version = 1,
      .locator = "row",
      .help = "one message of a chat, of a telephone or of mail, in its own words",
  };
  static constexpr auto columns = FieldList{
      column(1, "at", &Message::at, "first instant at which it may have been sent", {.when = true}),
      column(2, "wall", &Message::wall, "clock of the source as written, as if it were UTC",
             {.when = true}),
      column(3, "zone", &Message::zone, "of that clock; empty: nobody said"),
      column(4, "within_s", &Message::within_s, "seconds after `at` in which it lies"),
      column(5, "twice", &Message::twice, "the clock showed this time twice that day"),
      column(6, "on", &Message::on, "day, where no time is written", {.when = true}),
      column(7, "service", &Message::service, "sms, mail, whatsapp, telegram ..."),
      column(8, "thread", &Message::thread, "the conversation, as the source names it",
             {.lookup = Lookup::exact, .searched = true}),
      column(9, "direction", &Message::direction, "in, out, or empty"),
      column(10, "sender", &Message::sender, "number, address or user name of the sender",
             {.lookup = Lookup::account, .names = Names::handle}),
      column(11, "sender_name", &Message::sender_name, "the sender's name as the source shows it",
             {.names = Names::person, .searched = true}),
      column(12, "recipients", &Message::recipients, "one a line; of mail led by to, cc or bcc",
             {.names = Names::handle, .many = true}),
      column(13, "owner", &Message::owner, "number or account whose device it was",
             {.names = Names::handle, .own = true}),
      column(14, "subject", &Message::subject, "of mail", {.searched = true}),
      column(15, "text", &Message::text, "the words", {.searched = true}),
      column(16, "message_id", &Message::message_id, "the service's id of it",
             {.lookup = Lookup::exact}),
      column(17, "reply_to", &Message::reply_to, "id of what it answers"),
      column(18, "state", &Message::state, "read, deleted, edited ... as the source says"),
      column(19, "files", &Message::files, "how many files came with it"),
      column(20, "by_program", &Message::by_program, "a line of the service, not of a person"),
      column(21, "place", &Message::place, "what holds the message", {.locates = true}),
      column(22, "row", &Message::row, "locator: the message in its place, from 1",
             {.locates = true}),
      column(23, "offset", &Message::offset, "first byte in the exhibit", {.locates = true}),
      column(24, "bytes", &Message::bytes, "how many", {.locates = true}),
  };
};

/// A picture, video, sound or other file inside an exhibit, listed and never opened here.
struct MediaItem {
  std::string_view path;
  std::string_view sort;
  std::int64_t size = kAbsent;
  std::string_view sha256;
  Micros at;
  std::string_view of_message;
  std::string_view why;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const MediaItem&) const = default;
};

template <>
struct RecordKind<MediaItem> {
  static constexpr RecordInfo info{
      .name = "media_item",
      .plural = "media items",
      .version = 1,
      .locator = "path",
      .help = "a file inside an exhibit that was listed, and neither unpacked nor opened",
  };
  static constexpr auto columns = FieldList{
      column(1, "path", &MediaItem::path, "locator: where it is inside the exhibit"),
      column(2, "sort", &MediaItem::sort, "image, video, audio, document, other"),
      column(3, "size", &MediaItem::size, "bytes"),
      column(4, "sha256", &MediaItem::sha256, "of its bytes, hexadecimal, where they were read",
             {.lookup = Lookup::exact}),
      column(5, "at", &MediaItem::at, "time of the file", {.when = true}),
      column(6, "of_message", &MediaItem::of_message, "the message it came with"),
      column(7, "why", &MediaItem::why, "why it was not opened"),
      column(8, "place", &MediaItem::place, "what lists it", {.locates = true}),
      column(9, "row", &MediaItem::row, "its number there, from 1", {.locates = true}),
  };
};

struct Contact {
  std::string_view name;
  std::string_view numbers;
  std::string_view emails;
  std::string_view handles;
  std::string_view service;
  std::string_view owner;
  std::string_view note;
  std::string_view state;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const Contact&) const = default;
};

template <>
struct RecordKind<Contact> {
  static constexpr RecordInfo info{
      .name = "contact",
      .plural = "contacts",
      .version = 1,
      .locator = "row",
      .help = "an entry of an address book",
  };
  static constexpr auto columns = FieldList{
      column(1, "name", &Contact::name, "as the owner wrote it",
             {.names = Names::person, .searched = true}),
      column(2, "numbers", &Contact::numbers, "one a line", {.names = Names::phone, .many = true}),
      column(3, "emails", &Contact::emails, "one a line", {.names = Names::email, .many = true}),
      column(4, "handles", &Contact::handles, "user names, one a line",
             {.names = Names::handle, .many = true}),
      column(5, "service", &Contact::service, "the program whose address book it is"),
      column(6, "owner", &Contact::owner, "number or account whose device it was",
             {.names = Names::handle, .own = true}),
      column(7, "note", &Contact::note, "anything else that stands there", {.searched = true}),
      column(8, "state", &Contact::state, "deleted ... as the source says"),
      column(9, "place", &Contact::place, "what holds the entry", {.locates = true}),
      column(10, "row", &Contact::row, "locator: the entry in its place, from 1",
             {.locates = true}),
  };
};

}  // namespace redress::docket
