#include "simulate/truth.hpp"

#include <algorithm>

#include "simulate/letters.hpp"

namespace redress::simulate {
namespace {

using base::Result;

// Objects and lists with their commas; values go straight to the file.
class Json {
 public:
  explicit Json(OutFile& file) : file_(file) {}

  void begin(char bracket) {
    separate();
    file_.text() += bracket;
    first_ = true;
    ++depth_;
  }
  void end(char bracket) {
    --depth_;
    file_.text() += bracket;
    first_ = false;
    if (depth_ < 3) file_.text() += '\n';
    file_.flush_some();
  }
  void key(std::string_view name) {
    separate();
    put_json(file_.text(), name);
    file_.text() += ':';
    first_ = true;
  }
  void text(std::string_view value) {
    separate();
    put_json(file_.text(), value);
  }
  void number(std::int64_t value) {
    separate();
    put_number(file_.text(), value);
  }
  void count(std::uint64_t value) { number(static_cast<std::int64_t>(value)); }
  void truth(bool value) {
    separate();
    file_.text() += value ? "true" : "false";
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }
  void number(std::string_view name, std::int64_t value) {
    key(name);
    number(value);
  }
  void truth(std::string_view name, bool value) {
    key(name);
    truth(value);
  }
  void list(std::string_view name, const std::vector<std::string>& values) {
    key(name);
    begin('[');
    for (const std::string& one : values) text(one);
    end(']');
  }
  void ranges(std::string_view name, const RowRanges& rows) {
    key(name);
    begin('[');
    for (const RowRanges::Range& one : rows.ranges()) {
      begin('[');
      count(one.first);
      count(one.last);
      end(']');
    }
    end(']');
  }

 private:
  void separate() {
    if (!first_) file_.text() += ',';
    first_ = false;
  }
  OutFile& file_;
  bool first_ = true;
  int depth_ = 0;
};

class Truth {
 public:
  Truth(OutFile& file, const World& world, const Exhibits& exhibits, const Tracks& tracks,
        const Report& report)
      : json_(file), world_(world), exhibits_(exhibits), tracks_(tracks), report_(report) {}

  void run() {
    json_.begin('{');
    head();
    files();
    people();
    accounts();
    owed();
    same_money();
    planted();
    look_alikes();
    json_.end('}');
  }

 private:
  void head();
  void files();
  void people();
  void person(std::uint32_t number);
  void accounts();
  void owed();
  void period(const PayPeriod& one);
  void same_money();
  void planted();
  void look_alikes();
  /// Who has the account in hand: not always in whose name it stands.
  std::uint32_t controller(std::uint32_t account) const;

  Json json_;
  const World& world_;
  const Exhibits& exhibits_;
  const Tracks& tracks_;
  const Report& report_;
};

std::string id_of(std::uint32_t party) {
  std::string out = "P";
  put_number(out, std::int64_t{party} + 1);
  return out;
}

std::uint32_t Truth::controller(std::uint32_t account) const {
  for (std::size_t group = 0; group < world_.collectors.size(); ++group) {
    if (world_.collectors[group] == account) return world_.lookouts[group];
  }
  return world_.books.accounts()[account].owner;
}

void Truth::head() {
  json_.text("what", "A case that never happened. Every person, number and paper is invented.");
  json_.text("form", "redress-simulate-truth/1");
  json_.text("kind", name_of(world_.options.kind));
  json_.text("seed", std::to_string(world_.options.seed));
  json_.number("size", static_cast<std::int64_t>(world_.options.size));
  json_.text("zone", kZone);
  json_.text("currency", "EUR");
  json_.text("from", iso(world_.start));
  json_.text("until", iso(world_.end));
  json_.number("transfers", static_cast<std::int64_t>(report_.transfers));
  json_.number("people", static_cast<std::int64_t>(report_.people));
}

void Truth::files() {
  json_.key("files");
  json_.begin('[');
  for (const Written& one : exhibits_.files()) {
    json_.begin('{');
    json_.text("file", one.name);
    json_.text("format", one.format);
    json_.text("about", one.about);
    json_.number("rows", static_cast<std::int64_t>(one.rows));
    json_.number("head_rows", static_cast<std::int64_t>(one.head_rows));
    json_.text("sha256", one.digest.hex());
    json_.ranges("venture", one.venture);
    json_.ranges("proceeds_in", one.proceeds_in);
    json_.ranges("proceeds_on", one.proceeds_on);
    json_.end('}');
  }
  json_.end(']');
}

std::vector<std::string> writings(const Name& name) {
  std::vector<std::string> out;
  const std::string capitals = capitals_of(name.latin);
  for (const std::string& one : {name.latin, name.native, name.other, capitals}) {
    if (!one.empty() && std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
  }
  return out;
}

void Truth::person(std::uint32_t number) {
  const Party& one = world_.parties[number];
  json_.begin('{');
  json_.text("id", id_of(number));
  if (one.survivor != 0) json_.text("label", "S" + std::to_string(one.survivor));
  json_.text("role", name_of(one.role));
  json_.truth("company", one.company);
  json_.truth("venture", one.venture);
  json_.truth("made_to", one.made_to);
  const bool drives =
      std::find(world_.drivers.begin(), world_.drivers.end(), number) != world_.drivers.end();
  json_.truth("drives", drives);
  json_.list("names", writings(one.name));
  if (!one.name.short_native.empty()) json_.text("called", one.name.short_native);
  json_.list("phones", one.phones);
  json_.text("email", one.email);
  if (!one.handle.empty()) json_.text("handle", one.handle);
  json_.text("address", one.address);
  if (!one.paper.empty()) json_.text("passport", one.paper);
  json_.end('}');
}

void Truth::people() {
  json_.key("parties");
  json_.begin('[');
  for (std::uint32_t number = 0; number < world_.parties.size(); ++number) person(number);
  json_.end(']');
}

void Truth::accounts() {
  json_.key("accounts");
  json_.begin('[');
  for (std::uint32_t number = 0; number < world_.books.accounts().size(); ++number) {
    const Account& one = world_.books.accounts()[number];
    if (one.owner == kNone) continue;
    json_.begin('{');
    json_.text("iban", one.iban);
    json_.text("number", one.number);
    json_.text("bank", kBanks[one.bank].name);
    json_.text("currency", one.foreign ? "RON" : "EUR");
    json_.text("in_name_of", id_of(one.owner));
    json_.text("in_hand_of", id_of(controller(number)));
    json_.truth("statement", one.form != Form::none);
    json_.end('}');
  }
  json_.end(']');
}

void Truth::period(const PayPeriod& one) {
  json_.begin('{');
  json_.text("from", iso(one.from));
  json_.text("until", iso(one.until));
  json_.number("minutes", one.minutes);
  json_.number("promised", one.promised);
  json_.number("taken_off_on_sheet", one.sheet_taken);
  json_.number("paid", one.paid);
  json_.number("handed_back", one.handed_back);
  json_.number("deductions_unlawful", one.sheet_taken + one.handed_back);
  json_.number("owed", one.owed());
  json_.end('}');
}

void Truth::owed() {
  json_.key("owed");
  json_.begin('[');
  for (const Survivor& one : world_.survivors) {
    std::int64_t total = 0;
    for (const PayPeriod& period : one.periods) total += period.owed();
    json_.begin('{');
    json_.text("survivor", "S" + std::to_string(world_.parties[one.party].survivor));
    json_.text("party", id_of(one.party));
    json_.text("branch", name_of(one.branch));
    json_.text("arrived", iso(one.arrives));
    json_.text("left", iso(one.leaves));
    json_.number("wage", one.wage);
    json_.text("per", one.per == Per::hour ? "hour" : "month");
    json_.number("debt_said", one.debt);
    if (one.account != kNone) json_.text("account", world_.books.accounts()[one.account].iban);
    json_.number("owed", total);
    json_.key("periods");
    json_.begin('[');
    for (const PayPeriod& each : one.periods) period(each);
    json_.end(']');
    json_.end('}');
  }
  json_.end(']');
}

void Truth::same_money() {
  json_.text("same_money_columns",
             "file, row, file, row (files counted from 0), minor units out, minor units in, "
             "between accounts of one hand");
  json_.key("same_money");
  json_.begin('[');
  for (std::uint32_t number = 0; number < world_.books.bookings().size(); ++number) {
    const Booking& one = world_.books.bookings()[number];
    if (one.twin == kNone || one.twin < number) continue;
    const Where& out = tracks_.where()[number];
    const Where& in = tracks_.where()[one.twin];
    if (out.file == kNone || in.file == kNone) continue;
    json_.begin('[');
    json_.count(out.file);
    json_.count(out.row);
    json_.count(in.file);
    json_.count(in.row);
    json_.number(-one.minor);
    json_.number(world_.books.bookings()[one.twin].minor);
    json_.truth(controller(one.account) == controller(one.counter));
    json_.end(']');
  }
  json_.end(']');
}

void Truth::planted() {
  json_.key("planted");
  json_.begin('[');
  for (const Planted& one : tracks_.planted) {
    json_.begin('{');
    json_.text("code", one.code);
    json_.text("file", one.file);
    json_.text("where", one.where);
    json_.text("what", one.what);
    json_.end('}');
  }
  json_.end(']');
}

void Truth::look_alikes() {
  json_.key("look_alikes");
  json_.begin('[');
  for (const LookAlike& one : tracks_.look_alikes) {
    json_.begin('{');
    json_.text("looks_like", one.looks_like);
    json_.text("is", one.is);
    json_.list("accounts", one.accounts);
    json_.end('}');
  }
  json_.end(']');
}

}  // namespace

Result<base::Digest> write_truth(const std::filesystem::path& path, const World& world,
                                 const Exhibits& exhibits, const Tracks& tracks,
                                 const Report& report) {
  OutFile file = REDRESS_TRY(OutFile::open(path));
  Truth(file, world, exhibits, tracks, report).run();
  file.put("\n");
  return REDRESS_TRY(file.close()).digest;
}

}  // namespace redress::simulate
