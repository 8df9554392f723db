#include "simulate/statements.hpp"

#include <algorithm>

#include "simulate/letters.hpp"

namespace redress::simulate {
namespace {

using base::Result;

struct File {
  std::string name;
  std::string format;
  std::string bytes;
  std::vector<std::uint32_t> bookings;  ///< in the order of the file
};

std::string about(const World& world, std::uint32_t account) {
  return "account " + world.books.accounts()[account].iban + " of " +
         world.books.accounts()[account].holder;
}

// Of the first account in MT940 one month was never sent, and one statement was sent twice.
void mt940_with_errors(File& file, Tracks& tracks, const std::vector<Statement>& statements) {
  const std::size_t missing = statements.size() / 2;
  const std::size_t again = statements.size() > 3 ? 1 : 0;
  for (std::size_t at = 0; at < statements.size(); ++at) {
    if (at == missing) continue;
    put_mt940(file.bytes, statements[at]);
    file.bookings.insert(file.bookings.end(), statements[at].bookings.begin(),
                         statements[at].bookings.end());
  }
  tracks.planted.push_back({"missing-month", file.name,
                            "statement " + std::to_string(statements[missing].number),
                            "the statement of " + month_text(statements[missing].first) +
                                " is not there; the next one opens with another balance"});
  put_mt940(file.bytes, statements[again]);
  tracks.planted.push_back(
      {"repeated-statement", file.name,
       "the last " + std::to_string(statements[again].bookings.size()) + " bookings",
       "statement " + std::to_string(statements[again].number) + " was issued a second time"});
}

File file_of(const Account& own, const std::vector<Statement>& statements) {
  File file;
  std::string stem = "bank/" + own.number;
  for (const Statement& one : statements) {
    file.bookings.insert(file.bookings.end(), one.bookings.begin(), one.bookings.end());
  }
  switch (own.form) {
    case Form::mt940:
      file.name = stem + ".sta";
      file.format = "mt940";
      for (const Statement& one : statements) put_mt940(file.bytes, one);
      break;
    case Form::camt:
      file.name = stem + ".xml";
      file.format = "camt.053";
      put_camt(file.bytes, statements);
      break;
    case Form::ofx:
      file.name = stem + ".ofx";
      file.format = "ofx";
      put_ofx(file.bytes, statements);
      break;
    default:
      file.name = stem + ".bai";
      file.format = "bai2";
      put_bai2(file.bytes, statements);
  }
  return file;
}

}  // namespace

std::vector<Statement> statements_of(const Books& books, std::uint32_t account, Day start,
                                     Day end) {
  const std::span<const std::uint32_t> all = books.of(account);
  std::vector<Statement> out;
  std::int64_t balance = books.accounts()[account].opening;
  std::size_t at = 0;
  // What lies before or behind the case goes into the first and the last month.
  for (Day first = start; first <= end; first = month_start(first, 1)) {
    Statement one;
    one.books = &books;
    one.account = account;
    one.number = static_cast<int>(out.size()) + 1;
    one.first = first;
    one.last = month_end(first);
    one.opening = balance;
    const std::size_t from = at;
    const bool is_last = one.last >= end;
    while (at < all.size() && (is_last || books.bookings()[all[at]].day <= one.last)) {
      balance = books.bookings()[all[at]].balance;
      ++at;
    }
    one.closing = balance;
    one.bookings = all.subspan(from, at - from);
    if (!one.bookings.empty()) {
      one.first = std::min(one.first, books.bookings()[one.bookings.front()].day);
      one.last = std::max(one.last, books.bookings()[one.bookings.back()].day);
    }
    out.push_back(one);
  }
  return out;
}

Result<void> write_statements(Exhibits& exhibits, Tracks& tracks, const World& world) {
  bool errors_due = world.options.errors;
  for (std::uint32_t account = 0; account < world.books.accounts().size(); ++account) {
    const Account& own = world.books.accounts()[account];
    if (own.form == Form::none || own.form == Form::production) continue;
    const std::vector<Statement> statements =
        statements_of(world.books, account, world.start, world.books_end);
    File file;
    std::uint64_t copies = 0;
    if (errors_due && own.form == Form::mt940) {
      errors_due = false;
      file.name = "bank/" + own.number + ".sta";
      file.format = "mt940";
      mt940_with_errors(file, tracks, statements);
      copies = statements[statements.size() > 3 ? 1 : 0].bookings.size();
    } else {
      file = file_of(own, statements);
    }
    const std::size_t number = REDRESS_TRY(exhibits.put(
        file.name, file.format, about(world, account), file.bytes, file.bookings.size() + copies));
    std::uint64_t row = 0;
    for (const std::uint32_t one : file.bookings) {
      tracks.saw(exhibits, one, world.books.bookings()[one], number, ++row);
    }
  }
  return {};
}

}  // namespace redress::simulate
