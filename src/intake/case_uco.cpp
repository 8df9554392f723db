#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "docket/records_comms.hpp"
#include "intake/all_readers.hpp"
#include "intake/case_uco_index.hpp"
#include "intake/case_uco_object.hpp"
#include "intake/json_get.hpp"
#include "intake/json_report.hpp"
#include "intake/json_stream.hpp"
#include "intake/moments.hpp"
#include "intake/telegram_message.hpp"

namespace redress::intake {

namespace {

using base::Result;

constexpr std::array<std::string_view, 3> kPaths = {"@graph[]", "uco-core:object[]",
                                                    "core:object[]"};

class Graph {
 public:
  Graph(Reading& reading, Clocks clocks) : reading_(&reading), clocks_(std::move(clocks)) {}
  Result<void> read();

 private:
  Result<void> index();
  Result<void> take(const JsonElements::Element& element);
  Result<void> message(std::size_t facet);
  Result<void> mail(std::size_t facet);
  Result<void> call(std::size_t facet);
  Result<void> contact(std::size_t facet);
  Result<void> account();
  Result<void> device();
  Result<void> keep_message(docket::Message& message, std::size_t facet);
  bool time_of(std::size_t facet, std::initializer_list<std::string_view> names, Moment& out);
  Result<void> refuse_date();
  void locate(docket::Message& record) const;
  void recipients(std::size_t facet, std::string_view property, std::string_view lead);
  std::string_view shown(std::string_view value, bool reference) const;
  void add_line(std::string& out, std::string_view line) const;
  std::string_view service(std::size_t facet, std::string_view otherwise) const;
  std::string_view direction(std::string_view from) const;
  void count_unread();
  void remark();

  Reading* reading_;
  Clocks clocks_;
  CaseParser parser_;
  CaseObject object_;
  CaseIndex index_;
  std::vector<std::uint32_t> sizes_;  ///< of the objects, by the first walk
  JsonElements::Element element_;
  std::string holder_;
  std::string owner_;
  std::string recipients_;
  std::string bad_;
  std::string text_;
  std::map<std::string, std::uint64_t, std::less<>> unread_;
  std::uint64_t other_unread_ = 0;
};

Result<void> Graph::index() {
  JsonElements elements(reading_->input, {kPaths[0], kPaths[1], kPaths[2]});
  JsonElements::Element element;
  while (REDRESS_TRY(elements.next(element)) == JsonElements::Got::element) {
    if (sizes_.size() < JsonElements::kMostSizes)
      sizes_.push_back(element.too_long ? 0 : static_cast<std::uint32_t>(element.size));
    if (!element.too_long && index_.may_add(element.text) && parser_.parse(element.text, object_))
      index_.add(object_);
  }
  return {};
}

Result<void> Graph::read() {
  REDRESS_TRY(index());
  owner_ = reading_->declared.owner.empty() ? std::string(index_.only_msisdn())
                                            : reading_->declared.owner;
  JsonElements elements(reading_->input, {kPaths[0], kPaths[1], kPaths[2]});
  elements.reuse(sizes_);
  JsonElements::Got got = JsonElements::Got::element;
  std::uint64_t told = 0;
  bool any = false;
  while ((got = REDRESS_TRY(elements.next(element_))) == JsonElements::Got::element) {
    any = true;
    REDRESS_TRY(take(element_));
    if (elements.offset() - told < (256U << 10U)) continue;
    told = elements.offset();
    REDRESS_TRY(reading_->rows.passed(told));
  }
  if (!any)
    return base::fail(
        base::Error(base::ErrorKind::bad_input, "this is no graph of CASE/UCO")
            .at({reading_->name, 0, 0, {}})
            .found(elements.why().empty() ? "no objects" : std::string(elements.why()))
            .expected("JSON-LD with \"@graph\""));
  REDRESS_TRY(report_end(reading_->rows, elements, got));
  remark();
  return {};
}

void Graph::remark() {
  if (clocks_.lacked_zone()) reading_->rows.remark(no_zone_remark());
  if (index_.full())
    reading_->rows.remark({"too-many",
                           "the graph has more ids than fit in 64 MiB: some accounts "
                           "stand as ids",
                           true});
  std::string types;
  for (const auto& [type, count] : unread_)
    types += (types.empty() ? "" : ", ") + type + " " + std::to_string(count);
  if (other_unread_ > 0) types += ", others " + std::to_string(other_unread_);
  if (!types.empty())
    reading_->rows.remark({"not-read", "objects that give no record here: " + types});
}

void Graph::count_unread() {
  const std::string_view own = object_.own_type();
  const std::string_view type = own.empty() ? "untyped" : own;
  const auto found = unread_.find(type);
  if (found != unread_.end()) {
    ++found->second;
  } else if (unread_.size() < 40 && type.size() < 80) {
    unread_.emplace(type, 1);
  } else {
    ++other_unread_;
  }
}

Result<void> Graph::take(const JsonElements::Element& element) {
  const std::string_view path = kPaths[element.path];
  if (element.too_long) return refuse_element(reading_->rows, path, element, {});
  if (!parser_.parse(element.text, object_))
    return refuse_element(reading_->rows, path, element, parser_.problem());
  holder_ = json_holder(path, element);
  if (const std::size_t facet = object_.facet_of("MessageFacet")) return message(facet);
  if (const std::size_t facet = object_.facet_of("EmailMessageFacet")) return mail(facet);
  if (const std::size_t facet = object_.facet_of("CallFacet")) return call(facet);
  if (const std::size_t facet = object_.facet_of("ContactFacet")) return contact(facet);
  if (object_.facet_of("PhoneAccountFacet") != 0) return account();
  if (object_.facet_of("MobileDeviceFacet") != 0 || object_.facet_of("SIMCardFacet") != 0)
    return device();
  count_unread();
  return {};
}

std::string_view Graph::shown(std::string_view value, bool reference) const {
  if (!reference) return value;
  const CaseIndex::Named named = index_.resolve(value);
  return named.number.empty() ? named.name : named.number;
}

void Graph::add_line(std::string& out, std::string_view line) const {
  if (line.empty()) return;
  if (!out.empty()) out += '\n';
  out += line;
}

void Graph::recipients(std::size_t facet, std::string_view property, std::string_view lead) {
  for (const CaseFact& fact : object_.facts) {
    if (fact.facet != facet || fact.property != property) continue;
    const std::string_view who = shown(fact.value, fact.reference);
    if (who.empty()) continue;
    if (!recipients_.empty()) recipients_ += '\n';
    recipients_ += lead;
    recipients_ += who;
  }
}

std::string_view Graph::service(std::size_t facet, std::string_view otherwise) const {
  const std::string_view application = object_.first(facet, "application");
  if (application.empty()) return otherwise;
  const CaseIndex::Named named = index_.resolve(application);
  if (!named.name.empty()) return named.name;
  return named.number == application ? otherwise : named.number;
}

std::string_view Graph::direction(std::string_view from) const {
  if (owner_.empty() || from.empty()) return {};
  return from == owner_ ? "out" : "in";
}

/// False: it stands there and is no time.
bool Graph::time_of(std::size_t facet, std::initializer_list<std::string_view> names, Moment& out) {
  for (const std::string_view name : names) {
    const std::string_view text = object_.first(facet, name);
    if (text.empty()) continue;
    const auto written = parse_written(text, {DayOrder::year_first});
    bad_ = text;
    if (!written) return false;
    out = clocks_.moment(*written);
    return true;
  }
  return true;
}

Result<void> Graph::refuse_date() {
  return refuse_field(reading_->rows, kPaths[element_.path], element_, "bad-date", bad_,
                      "an xsd:dateTime");
}

void Graph::locate(docket::Message& record) const {
  record.place = holder_;
  record.row = static_cast<std::int64_t>(element_.index[0]);
  record.offset = static_cast<std::int64_t>(element_.offset);
  record.bytes = static_cast<std::int64_t>(element_.size);
}

Result<void> Graph::keep_message(docket::Message& message, std::size_t facet) {
  Moment when;
  if (!time_of(facet, {"sentTime", "receivedTime"}, when)) return refuse_date();
  message.at = when.at;
  message.wall = when.wall;
  message.zone = when.zone;
  message.within_s = when.within_s;
  message.twice = when.twice;
  message.on = when.on;
  const std::string_view from = object_.first(facet, "from");
  const CaseIndex::Named sender = from.empty() ? CaseIndex::Named{} : index_.resolve(from);
  message.sender = sender.number;
  message.sender_name = sender.name;
  message.recipients = recipients_;
  message.owner = owner_;
  message.direction = direction(sender.number);
  message.thread = index_.thread_of(object_.id);
  const std::string_view id = object_.first(facet, "messageID");
  message.message_id = id.empty() ? object_.id : id;
  message.reply_to = object_.first(facet, "inReplyTo");
  if (object_.any("isRead") == "true") message.state = "read";
  if (const std::int64_t files = index_.files_of(object_.id)) message.files = files;
  locate(message);
  return reading_->rows.keep(message);
}

Result<void> Graph::message(std::size_t facet) {
  recipients_.clear();
  recipients(facet, "to", {});
  docket::Message message;
  const bool sms = object_.is("SMSMessage") || object_.facet_of("SMSMessageFacet") != 0;
  message.service = service(facet, sms ? "sms" : "message");
  message.text = object_.first(facet, "messageText");
  return keep_message(message, facet);
}

Result<void> Graph::mail(std::size_t facet) {
  recipients_.clear();
  recipients(facet, "to", "to ");
  recipients(facet, "cc", "cc ");
  recipients(facet, "bcc", "bcc ");
  docket::Message message;
  message.service = "mail";
  message.subject = object_.first(facet, "subject");
  message.text = object_.first(facet, "body");
  return keep_message(message, facet);
}

/// One record for each side that was called; a call without sides is one record.
Result<void> Graph::call(std::size_t facet) {
  Moment when;
  if (!time_of(facet, {"startTime", "endTime"}, when)) return refuse_date();
  const std::string_view duration = object_.first(facet, "duration");
  const auto seconds = whole_seconds(duration);
  if (!duration.empty() && !seconds)
    return refuse_duration(reading_->rows, kPaths[element_.path], element_, duration);
  docket::Call call;
  call.at = when.at;
  call.wall = when.wall;
  call.zone = when.zone;
  call.within_s = when.within_s;
  call.twice = when.twice;
  call.on = when.on;
  call.service = service(facet, "voice");
  const std::string_view type = object_.first(facet, "callType");
  if (type == "outgoing") call.direction = "out";
  if (type == "incoming") call.direction = "in";
  if (type == "missed") call.direction = "missed";
  call.outcome = type;
  const std::string_view from = object_.first(facet, "from");
  const CaseIndex::Named caller = from.empty() ? CaseIndex::Named{} : index_.resolve(from);
  call.from = caller.number.empty() ? caller.name : caller.number;
  call.owner = owner_;
  call.duration_s = seconds.value_or(docket::kAbsent);
  call.place = holder_;
  call.row = static_cast<std::int64_t>(element_.index[0]);
  call.offset = static_cast<std::int64_t>(element_.offset);
  call.bytes = static_cast<std::int64_t>(element_.size);
  bool any = false;
  for (const CaseFact& fact : object_.facts) {
    const bool side = fact.property == "to" || fact.property == "participant";
    if (fact.facet != facet || !side) continue;
    any = true;
    const CaseIndex::Named called =
        fact.reference ? index_.resolve(fact.value) : CaseIndex::Named{fact.value, {}};
    call.to = called.number.empty() ? called.name : called.number;
    call.name = call.direction == "in" ? caller.name : called.name;
    REDRESS_TRY(reading_->rows.keep(call));
  }
  if (any) return {};
  call.name = caller.name;
  return reading_->rows.keep(call);
}

Result<void> Graph::contact(std::size_t facet) {
  std::string name(object_.first(facet, "displayName"));
  if (name.empty()) {
    for (const std::string_view part : {"firstName", "middleName", "lastName"}) {
      const std::string_view value = object_.first(facet, part);
      if (value.empty()) continue;
      if (!name.empty()) name += ' ';
      name += value;
    }
  }
  std::string numbers;
  std::string emails;
  std::string handles;
  for (const CaseFact& fact : object_.facts) {
    if (fact.facet != facet) continue;
    const std::string_view value = shown(fact.value, fact.reference);
    // An id that leads nowhere is no number; what it stands for may be written beside it.
    if (fact.reference && value == fact.value) continue;
    const std::string_view p = fact.property;
    if (p == "contactPhone" || p == "contactPhoneNumber" || p == "phoneNumber")
      add_line(numbers, value);
    if (p == "contactEmail" || p == "emailAddress") add_line(emails, value);
    if (p == "contactMessaging" || p == "contactMessagingPlatform" || p == "nickname")
      add_line(handles, value);
  }
  return reading_->rows.keep(docket::Contact{.name = name,
                                             .numbers = numbers,
                                             .emails = emails,
                                             .handles = handles,
                                             .service = service(facet, {}),
                                             .owner = owner_,
                                             .note = object_.first(facet, "contactNote"),
                                             .place = holder_,
                                             .row = static_cast<std::int64_t>(element_.index[0])});
}

Result<void> Graph::account() {
  const std::string_view name = object_.any("displayName");
  const std::string_view issuer = object_.any("accountIssuer");
  const CaseIndex::Named company = issuer.empty() ? CaseIndex::Named{} : index_.resolve(issuer);
  return reading_->rows.keep(docket::Contact{.name = name.empty() ? object_.first(0, "name") : name,
                                             .numbers = object_.any("phoneNumber"),
                                             .handles = object_.any("accountIdentifier"),
                                             .service = company.name,
                                             .owner = owner_,
                                             .place = holder_,
                                             .row = static_cast<std::int64_t>(element_.index[0])});
}

/// A telephone or card: its number as a contact, what is known of it as a note.
Result<void> Graph::device() {
  text_.clear();
  for (const CaseFact& fact : object_.facts) {
    if (fact.facet == 0 || fact.property == "MSISDN" || text_.size() > 4096) continue;
    const bool secret = fact.property == "PIN" || fact.property == "PUK";
    if (secret || fact.value.size() > 200) continue;
    if (!text_.empty()) text_ += "; ";
    text_ += fact.property;
    text_ += ' ';
    text_ += shown(fact.value, fact.reference);
  }
  const std::string_view name = object_.first(0, "name");
  return reading_->rows.keep(
      docket::Contact{.name = name,
                      .numbers = object_.any("MSISDN"),
                      .service = object_.facet_of("SIMCardFacet") != 0 ? "sim card" : "device",
                      .owner = owner_,
                      .note = text_,
                      .place = holder_,
                      .row = static_cast<std::int64_t>(element_.index[0])});
}

Result<void> read_case_uco(Reading& reading) {
  Clocks clocks = REDRESS_TRY(Clocks::of(reading.declared.zone));
  return Graph(reading, std::move(clocks)).read();
}

Likeness recognise_case_uco(const Sample& sample) {
  const std::string_view text = sample.text;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') return {};
  const auto has = [&](std::string_view what) { return text.find(what) != std::string_view::npos; };
  const bool graph = has("\"@graph\"") || has("core:object\"");
  if (!graph || !has("\"@context\"")) return {};
  if (has("unifiedcyberontology.org") || has("caseontology.org") || has("uco-observable:"))
    return {Sure::yes, "JSON-LD with the ontology of CASE/UCO"};
  return {};
}

}  // namespace

const Reader& case_uco_reader() {
  static const Reader kReader{
      .name = "case_uco",
      .version = "1",
      .help = "CASE/UCO graphs as JSON-LD: messages, mail, calls, contacts, accounts, telephones",
      .kinds = "message, call, contact",
      .memory = JsonElements::kMemory + CaseIndex::kMostBytes + 4 * JsonElements::kMostSizes +
                (96U << 20U),
      .tools = simdjson_version,
      .recognise = recognise_case_uco,
      .prepare = nullptr,
      .read = read_case_uco};
  return kReader;
}

}  // namespace redress::intake
