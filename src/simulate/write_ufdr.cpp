// A telephone report of the UFDR form: a ZIP archive with report.xml and nothing else.

#include <algorithm>

#include "simulate/letters.hpp"
#include "simulate/writers.hpp"
#include "simulate/zip.hpp"

namespace redress::simulate {
namespace {

using base::Result;

class PhoneReport {
 public:
  explicit PhoneReport(const World& world, std::uint32_t owner) : world_(world), owner_(owner) {}

  std::string make() {
    head();
    open("decodedData");
    calls();
    chats();
    contacts();
    close("decodedData");
    out_ += "</project>\n";
    return std::move(out_);
  }
  std::uint64_t rows() const { return rows_; }
  const RowRanges& venture() const { return venture_; }

 private:
  void open(std::string_view tag) {
    out_ += '<';
    out_ += tag;
    out_ += ">\n";
  }
  void close(std::string_view tag) {
    out_ += "</";
    out_ += tag;
    out_ += ">\n";
  }
  void model(std::string_view type) {
    out_ += "<model type=\"";
    out_ += type;
    out_ += "\" id=\"";
    put_number(out_, ++ids_, 8);
    out_ += "\" deleted_state=\"Intact\" extractionId=\"0\">\n";
  }
  void field(std::string_view name, std::string_view type, std::string_view value) {
    out_ += "<field name=\"";
    out_ += name;
    out_ += "\" type=\"";
    out_ += type;
    out_ += "\"><value type=\"";
    out_ += type;
    out_ += "\"><![CDATA[";
    out_ += value;
    out_ += "]]></value></field>\n";
  }
  void party(std::string_view role, std::uint32_t who, bool venture_phone, bool is_owner) {
    model("Party");
    field("Identifier", "String", number_of(world_.parties[who], venture_phone));
    field("Role", "PartyRole", role);
    field("Name", "String", is_owner ? std::string() : world_.parties[who].name.latin);
    field("IsPhoneOwner", "Boolean", is_owner ? "True" : "False");
    close("model");
  }
  std::string stamp(When when) const {
    std::string out = iso(when.day) + "T";
    put_time(out, when.second);
    return out + (offset_at(when.day, when.second) == 7200 ? ".000+02:00" : ".000+01:00");
  }
  void row(bool of_venture) {
    ++rows_;
    if (of_venture) venture_.add(rows_);
  }

  void head();
  void files();
  void calls();
  void chats();
  void chat(std::uint32_t thread);
  void message(const Message& one, const Thread& thread);
  void contacts();
  bool mine(const Thread& thread) const {
    return std::find(thread.members.begin(), thread.members.end(), owner_) != thread.members.end();
  }

  const World& world_;
  std::uint32_t owner_;
  std::string out_;
  std::int64_t ids_ = 0;
  std::uint64_t rows_ = 0;
  RowRanges venture_;
};

void PhoneReport::head() {
  out_ +=
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<project id=\"00000000-0000-4000-8000-000000000001\" name=\"Invented telephone\" "
      "reportVersion=\"5.5.0.0\" licenseID=\"0\" containsGarbage=\"False\" "
      "extractionType=\"Logical\" xmlns=\"http://pa.cellebrite.com/report/2.0\">\n"
      "<sourceExtractions><extractionInfo id=\"0\" name=\"Logical\" isCustomName=\"False\" "
      "type=\"Logical\" /></sourceExtractions>\n"
      "<metadata section=\"Device Info\">\n<item name=\"MSISDN\"><![CDATA[";
  out_ += number_of(world_.parties[owner_], true);
  out_ += "]]></item>\n<item name=\"IMEI\"><![CDATA[";
  out_ += imei_of(owner_);
  out_ += "]]></item>\n</metadata>\n";
  files();
}

// Listed only: the archive has none of them.
void PhoneReport::files() {
  open("taggedFiles");
  Chance chance(world_.options.seed, Purpose::talk, 40'000);
  for (int number = 1; number <= 6; ++number) {
    const When when{world_.start + chance.between32(5, 60), 43'200};
    std::string name = "IMG_";
    put_number(name, number, 4);
    name += number % 3 == 0 ? ".mp4" : ".jpg";
    out_ += "<file fs=\"data\" path=\"/DCIM/Camera/" + name + "\" size=\"" +
            std::to_string(chance.between(90'000, 4'000'000)) + "\" id=\"f" +
            std::to_string(number) +
            "\" extractionId=\"0\" deleted=\"Intact\" embedded=\"false\" "
            "isrelated=\"False\">\n<accessInfo><timestamp name=\"CreationTime\" "
            "format=\"TimeStampKnown\">" +
            stamp(when) + "</timestamp></accessInfo>\n<metadata section=\"File\">" +
            "<item name=\"Local Path\"><![CDATA[files\\Image\\" + name +
            "]]></item><item name=\"Tags\"><![CDATA[" + (number % 3 == 0 ? "Video" : "Image") +
            "]]></item></metadata>\n</file>\n";
    row(false);
  }
  close("taggedFiles");
}

void PhoneReport::calls() {
  out_ += "<modelType type=\"Call\">\n";
  for (const Call& one : world_.calls) {
    if (one.sms || (one.from != owner_ && one.to != owner_)) continue;
    const bool out_going = one.from == owner_;
    model("Call");
    field("Source", "String", "Call Log");
    field("Type", "CallType", out_going ? "Outgoing" : one.answered ? "Incoming" : "Missed");
    field("TimeStamp", "TimeStamp", stamp(one.when));
    std::string duration;
    put_time(duration, one.duration);
    field("Duration", "TimeSpan", duration);
    out_ += "<multiModelField name=\"Parties\" type=\"Party\">\n";
    party(out_going ? "To" : "From", out_going ? one.to : one.from, one.venture, false);
    close("multiModelField");
    close("model");
    row(one.venture);
  }
  close("modelType");
}

void PhoneReport::message(const Message& one, const Thread& thread) {
  model("InstantMessage");
  field("Source", "String", thread.service == Service::telegram ? "Telegram" : "WhatsApp");
  out_ += "<modelField name=\"From\" type=\"Party\">\n";
  if (one.from != kNone) party("From", one.from, one.venture, one.from == owner_);
  close("modelField");
  field("Body", "String", one.text);
  field("Status", "MessageStatus", one.from == owner_ ? "Sent" : "Read");
  field("TimeStamp", "TimeStamp", stamp(one.when));
  if (one.picture) {
    out_ += "<multiModelField name=\"Attachments\" type=\"Attachment\">\n";
    model("Attachment");
    field("Filename", "String", "IMG_0001.jpg");
    field("ContentType", "String", "image/jpeg");
    close("model");
    close("multiModelField");
  }
  close("model");
  row(one.venture && one.from != kNone);
}

void PhoneReport::chat(std::uint32_t number) {
  const Thread& thread = world_.threads[number];
  const Span all = messages_of(world_, number);
  if (all.first == all.last) return;
  model("Chat");
  field("Source", "String", thread.service == Service::telegram ? "Telegram" : "WhatsApp");
  field("Name", "String", thread.group ? thread.title : std::string());
  out_ += "<multiModelField name=\"Participants\" type=\"Party\">\n";
  for (const std::uint32_t member : thread.members) {
    party("General", member, thread.venture, member == owner_);
  }
  close("multiModelField");
  out_ += "<multiModelField name=\"Messages\" type=\"InstantMessage\">\n";
  for (std::size_t at = all.first; at < all.last; ++at) message(world_.messages[at], thread);
  close("multiModelField");
  close("model");
}

void PhoneReport::chats() {
  out_ += "<modelType type=\"Chat\">\n";
  for (std::uint32_t number = 0; number < world_.threads.size(); ++number) {
    const Thread& thread = world_.threads[number];
    if (thread.service != Service::sms && mine(thread)) chat(number);
  }
  close("modelType");
  out_ += "<modelType type=\"SMS\">\n";
  for (std::uint32_t number = 0; number < world_.threads.size(); ++number) {
    const Thread& thread = world_.threads[number];
    if (thread.service != Service::sms || !mine(thread)) continue;
    const Span all = messages_of(world_, number);
    for (std::size_t at = all.first; at < all.last; ++at) {
      const Message& one = world_.messages[at];
      const bool sent = one.from == owner_;
      const std::uint32_t other = thread.members[thread.members[0] == owner_ ? 1 : 0];
      model("SMS");
      field("Body", "String", one.text);
      field("Folder", "String", sent ? "Sent" : "Inbox");
      field("TimeStamp", "TimeStamp", stamp(one.when));
      out_ += "<multiModelField name=\"Parties\" type=\"Party\">\n";
      party(sent ? "To" : "From", other, one.venture, false);
      close("multiModelField");
      close("model");
      row(one.venture);
    }
  }
  close("modelType");
}

void PhoneReport::contacts() {
  out_ += "<modelType type=\"Contact\">\n";
  std::vector<std::uint32_t> known{world_.organiser, world_.neighbours.front()};
  for (const Thread& thread : world_.threads) {
    if (!mine(thread)) continue;
    for (const std::uint32_t member : thread.members) {
      const bool listed = std::find(known.begin(), known.end(), member) != known.end();
      if (member != owner_ && !listed) known.push_back(member);
    }
  }
  for (const std::uint32_t one : known) {
    const Party& who = world_.parties[one];
    if (one == owner_) continue;
    model("Contact");
    field("Source", "String", "Phone");
    // Names as one writes them in a telephone: given names, a word for the place.
    field("Name", "String",
          who.role == Role::survivor ? who.name.short_native + " " + who.name.family_native
                                     : who.name.latin);
    out_ += "<multiModelField name=\"Entries\" type=\"ContactEntry\">\n";
    model("PhoneNumber");
    field("Category", "String", "Mobile");
    field("Value", "String", number_of(who, who.venture));
    close("model");
    close("multiModelField");
    close("model");
    row(false);
  }
  close("modelType");
}

}  // namespace

Result<void> write_ufdr(Exhibits& exhibits, const World& world) {
  if (world.lookouts.empty()) return {};
  const std::uint32_t owner = world.lookouts.front();
  PhoneReport report(world, owner);
  StoredZip zip;
  zip.add("report.xml", report.make());
  const std::size_t file = REDRESS_TRY(
      exhibits.put("phones/seized-" + number_of(world.parties[owner], true).substr(1) + ".ufdr",
                   "ufdr", "telephone of " + name_at(world, owner), zip.finish(), report.rows()));
  exhibits.at(file).venture = report.venture();
  return {};
}

}  // namespace redress::simulate
