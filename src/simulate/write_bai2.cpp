// BAI2: one group a month, the day of each booking in the value date of its funds type.

#include "simulate/letters.hpp"
#include "simulate/statements.hpp"

namespace redress::simulate {
namespace {

// A record ends with a slash; text of record 16 runs to the end of the line.
class Records {
 public:
  explicit Records(std::string& out) : out_(out) {}
  void add(const std::string& record) {
    out_ += record;
    out_ += '\n';
    ++count_;
  }
  std::int64_t count() const { return count_; }

 private:
  std::string& out_;
  std::int64_t count_ = 0;
};

std::string yymmdd(Day day) {
  std::string out;
  put_yymmdd(out, day);
  return out;
}

std::string without_marks(std::string_view words) {
  std::string out = capitals_of(words);
  for (char& one : out) {
    if (one == ',' || one == '/') one = ' ';
  }
  return out;
}

void put_detail(Records& records, const Statement& statement, std::uint32_t number) {
  const Booking& booking = statement.books->bookings()[number];
  const Account& other = statement.books->accounts()[booking.counter];
  std::string record = booking.minor < 0 ? "16,495," : "16,195,";
  put_number(record, booking.minor < 0 ? -booking.minor : booking.minor);
  record += ",V," + yymmdd(booking.day) + ",";
  std::string clock;
  put_hhmmss(clock, booking.second);
  record += clock.substr(0, 4) + ",B";
  put_number(record, std::int64_t{number} + 1, 9);
  record += "," + other.iban + "," + without_marks(other.holder);
  records.add(record);
  records.add("88," + without_marks(statement.books->words(booking)));
}

}  // namespace

void put_bai2(std::string& out, std::span<const Statement> statements) {
  if (statements.empty()) return;
  Records file(out);
  const Day sent = statements.back().last + 1;
  file.add("01,PLHTBANK,AUTHORITY," + yymmdd(sent) + ",0600,1,,,2/");
  std::int64_t file_total = 0;
  std::int64_t records_inside = 0;
  for (const Statement& statement : statements) {
    Records group(out);
    group.add("02,AUTHORITY,PLHTBANK,1," + yymmdd(statement.last) + ",2400,EUR,2/");
    std::string account = "03," + statement.own().iban + ",EUR,010,";
    put_number(account, statement.opening);
    account += ",,,015,";
    put_number(account, statement.closing);
    group.add(account + ",,/");
    std::int64_t total = statement.opening + statement.closing;
    for (const std::uint32_t one : statement.bookings) {
      const std::int64_t minor = statement.books->bookings()[one].minor;
      total += minor < 0 ? -minor : minor;
      put_detail(group, statement, one);
    }
    // The account's count leaves the group's heading out and takes its own line in.
    std::string end = "49,";
    put_number(end, total);
    end += ",";
    put_number(end, group.count());
    group.add(end + "/");
    end = "98,";
    put_number(end, total);
    end += ",1,";
    put_number(end, group.count() + 1);
    group.add(end + "/");
    file_total += total;
    records_inside += group.count();
  }
  std::string end = "99,";
  put_number(end, file_total);
  end += ",";
  put_number(end, static_cast<std::int64_t>(statements.size()));
  end += ",";
  put_number(end, records_inside + 2);
  file.add(end + "/");
}

}  // namespace redress::simulate
