// Mail: the post box of an office as mbox, single messages as eml, attachments of plain text only.

#include "base/bytes.hpp"
#include "simulate/letters.hpp"
#include "simulate/writers.hpp"

namespace redress::simulate {
namespace {

using base::Result;

constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Attachment {
  std::string name;
  std::string text;
};

struct Letter {
  When when;
  std::uint32_t from = kNone;
  std::uint32_t to = kNone;
  std::string subject;
  std::string body;
  std::vector<Attachment> attachments;
  bool venture = false;
};

bool plain(std::string_view text) {
  for (const char one : text) {
    if (static_cast<unsigned char>(one) >= 0x80) return false;
  }
  return true;
}

// RFC 2047 where it is not ASCII.
std::string header(std::string_view text) {
  if (plain(text)) return std::string(text);
  return "=?UTF-8?B?" + base::to_base64(base::as_bytes(text)) + "?=";
}

std::string address(const World& world, std::uint32_t party) {
  return header(world.parties[party].name.native) + " <" + mail_of(world, party) + ">";
}

// "Wed, 17 May 2024 21:05:09 +0200"
std::string date(When when) {
  const Civil day = civil_of(when.day);
  std::string out(kDays[weekday_of(when.day)]);
  out += ", ";
  put_number(out, day.day);
  out += ' ';
  out += kMonths[day.month - 1];
  out += ' ';
  put_number(out, day.year);
  out += ' ';
  put_time(out, when.second);
  return out + (offset_at(when.day, when.second) == 7200 ? " +0200" : " +0100");
}

std::string message(const World& world, const Letter& letter, std::size_t number) {
  const std::string boundary = "=_part_" + std::to_string(number);
  std::string out = "From: " + address(world, letter.from) + "\n";
  out += "To: " + address(world, letter.to) + "\n";
  out += "Subject: " + header(letter.subject) + "\n";
  out += "Date: " + date(letter.when) + "\n";
  out += "Message-ID: <" + std::to_string(number) + ".invented@mail.example>\n";
  out += "MIME-Version: 1.0\n";
  const std::string text_head =
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";
  if (letter.attachments.empty()) return out + text_head + letter.body + "\n";
  out += "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n";
  out += "--" + boundary + "\n" + text_head + letter.body + "\n";
  for (const Attachment& one : letter.attachments) {
    out += "--" + boundary + "\nContent-Type: text/plain; charset=utf-8; name=\"" + one.name +
           "\"\nContent-Disposition: attachment; filename=\"" + one.name +
           "\"\nContent-Transfer-Encoding: 8bit\n\n" + one.text + "\n";
  }
  return out + "--" + boundary + "--\n";
}

// What the office of the venture wrote: to the employer and the landlord, and to nobody in
// particular.
std::vector<Letter> office(const World& world) {
  const std::uint32_t from = world.agency != kNone ? world.agency : world.organiser;
  std::vector<Letter> out;
  for (std::uint32_t month = 0; month < world.shape.months; ++month) {
    const Day first = month_start(world.start, static_cast<int>(month));
    std::string people;
    std::int64_t minutes = 0;
    for (const Survivor& one : world.survivors) {
      if (one.branch != Branch::labour) continue;
      for (const PayPeriod& period : one.periods) {
        if (month_start(period.from) != first) continue;
        people += name_at(world, one.party) + ": ";
        put_number(people, period.minutes / 60);
        people += " hours\n";
        minutes += period.minutes;
      }
    }
    if (!people.empty()) {
      std::string body = "Dear Sir or Madam,\n\nplease find the hours of " + month_text(first) +
                         " below. The sum is EUR " + amount_text(minutes * 1'900 / 60) +
                         ".\n\nKind regards\n";
      std::uint32_t employer = kNone;
      for (std::uint32_t party = 0; party < world.parties.size() && employer == kNone; ++party) {
        const Party& one = world.parties[party];
        if (one.role == Role::employer && one.company) employer = party;
      }
      out.push_back({{month_end(first) + 1, 34'000},
                     from,
                     employer,
                     "Hours " + month_text(first),
                     body,
                     {{"hours.txt", people}},
                     true});
    }
    out.push_back({{first + 9, 36'000},
                   world.clinic,
                   from,
                   "Appointment list",
                   "Good morning,\n\nthe list for next week is attached.\n",
                   {{"list.txt", "Tuesday 10:00\nThursday 14:30\n"}},
                   false});
    out.push_back({{first + 15, 40'000},
                   world.hotel,
                   from,
                   "Ihre Anfrage für Zimmer",
                   "Guten Tag,\n\ndie Zimmer sind frei. Frühstück ist dabei.\n",
                   {},
                   false});
  }
  return out;
}

Result<void> write_box(Exhibits& exhibits, const World& world, std::size_t& number) {
  std::string out;
  RowRanges venture;
  std::uint64_t rows = 0;
  for (const Letter& one : office(world)) {
    const Civil day = civil_of(one.when.day);
    out += "From " + mail_of(world, one.from) + " ";
    out += kDays[weekday_of(one.when.day)];
    out += ' ';
    out += kMonths[day.month - 1];
    out += day.day < 10 ? "  " : " ";
    put_number(out, day.day);
    out += ' ';
    put_time(out, one.when.second);
    out += ' ';
    put_number(out, day.year);
    out += "\n" + message(world, one, ++number) + "\n";
    ++rows;
    if (one.venture) venture.add(rows);
  }
  const std::size_t file =
      REDRESS_TRY(exhibits.put("mail/office.mbox", "mbox", "post box of an office", out, rows));
  exhibits.at(file).venture = venture;
  return {};
}

}  // namespace

Result<void> write_mail(Exhibits& exhibits, const World& world) {
  std::size_t number = 0;
  REDRESS_TRY(write_box(exhibits, world, number));
  const std::uint32_t first = world.survivors.front().party;
  const Day asked = world.end - 20;
  const std::vector<Letter> to_counsel{
      {{asked, 72'000},
       first,
       world.lawyer,
       "Question about my papers",
       "Dear counsel,\n\nI write from a friend's telephone. My passport is with them. What can I "
       "do?\n",
       {},
       false},
      {{asked + 1, 32'400},
       world.lawyer,
       first,
       "Re: Question about my papers",
       "Privileged and confidential: advice of counsel.\n\nYou can ask for a new paper at the "
       "consulate. We can meet on Friday. What you write to me stays between us.\n",
       {},
       false}};
  std::size_t letter = 0;
  for (const Letter& one : to_counsel) {
    const std::string bytes = message(world, one, ++number);
    REDRESS_TRY(exhibits.put("mail/counsel-" + std::to_string(++letter) + ".eml", "eml, privileged",
                             "between a survivor and a lawyer", bytes, 1));
  }
  const std::uint32_t second = world.survivors[1].party;
  Letter bill{{world.start + 40, 50'000},
              world.clinic,
              second,
              "Invoice",
              "Dear patient,\n\nplease find our invoice for the treatment of a hand. Somebody "
              "else had said that he would pay.\n",
              {},
              false};
  bill.attachments.push_back({"invoice.txt", "Invoice 2041\nPatient: " + name_at(world, second) +
                                                 "\nDay: " + iso(world.start + 38) +
                                                 "\nTreatment of a hand\nTotal EUR 184.50\n"});
  REDRESS_TRY(exhibits.put("mail/clinic-invoice.eml", "eml, health", "a clinic's bill",
                           message(world, bill, ++number), 1));
  return {};
}

}  // namespace redress::simulate
