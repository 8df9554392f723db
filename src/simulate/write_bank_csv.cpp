#include "simulate/write_bank_csv.hpp"

#include "simulate/letters.hpp"

namespace redress::simulate {
namespace {

using base::Result;

struct Look {
  std::string_view stem;
  std::string_view format;
  std::string_view before;  ///< windows-1252 where the layout is
  std::string_view heading;
};
constexpr std::array<Look, 3> kLooks{{
    {"harbour", "bank csv, commas", "",
     "Account,Account holder,Date,Time,Amount,Currency,Counterparty,Counterparty account,"
     "Description,Reference\n"},
    {"lindenbank", "bank csv, semicolons, windows-1252",
     "Lindenbank Beispiel;Auskunft \xFC"
     "ber mehrere Konten\r\n"
     "Zeichensatz;wie gef\xFChrt\r\n"
     "\r\n",
     "Auftragskonto;Kontoinhaber;Buchungstag;Valutadatum;Buchungstext;Verwendungszweck;"
     "Beg\xFCnstigter/Zahlungspflichtiger;Kontonummer/IBAN;BIC;Betrag;W\xE4hrung\r\n"},
    {"juniper", "bank csv, running balance", "",
     "\"Account\",\"Account holder\",\"Date\",\"Details\",\"Money out\",\"Money "
     "in\",\"Balance\"\n"},
}};

std::uint64_t lines_in(std::string_view text) {
  std::uint64_t lines = 0;
  for (const char one : text) lines += one == '\n' ? 1 : 0;
  return lines;
}

}  // namespace

BankCsv::BankCsv(Exhibits& exhibits, Layout layout, std::uint64_t rows_a_file)
    : exhibits_(&exhibits), layout_(layout), rows_a_file_(rows_a_file) {}

Result<void> BankCsv::make_room() {
  const Look& look = kLooks[static_cast<std::size_t>(layout_)];
  if (open_ && exhibits_->at(open_->number).rows >= rows_a_file_) {
    REDRESS_TRY(exhibits_->close(*open_));
    open_.reset();
  }
  if (open_) return {};
  std::string name = "bank/" + std::string(look.stem) + "-";
  put_number(name, ++parts_, 3);
  open_.emplace(REDRESS_TRY(exhibits_->open(name + ".csv", std::string(look.format),
                                            "statements of several accounts at one bank")));
  open_->file.put(look.before);
  open_->file.put(look.heading);
  exhibits_->at(open_->number).head_rows = lines_in(look.before) + lines_in(look.heading);
  return {};
}

// The line number of the row that was just written.
Result<BankCsv::Place> BankCsv::count() {
  Written& written = exhibits_->at(open_->number);
  ++written.rows;
  return Place{open_->number, written.head_rows + written.rows};
}

Result<BankCsv::Place> BankCsv::row(const Books& books, const Booking& booking, bool short_year) {
  REDRESS_TRY(make_room());
  open_->file.flush_some();
  std::string& out = open_->file.text();
  last_ = out.size();
  switch (layout_) {
    case Layout::comma: comma_row(out, books, booking); break;
    case Layout::semicolon: semicolon_row(out, books, booking); break;
    case Layout::balance: balance_row(out, books, booking, short_year); break;
  }
  return count();
}

Result<BankCsv::Place> BankCsv::line(std::string_view bytes) {
  REDRESS_TRY(make_room());
  open_->file.flush_some();
  last_ = open_->file.text().size();
  open_->file.text() += bytes;
  return count();
}

Result<BankCsv::Place> BankCsv::repeat() {
  const std::string again = open_->file.text().substr(last_);
  return line(again);
}

Result<std::optional<BankCsv::Place>> BankCsv::finish(std::string_view rest) {
  std::optional<Place> place;
  if (!open_) return place;
  if (!rest.empty()) place = REDRESS_TRY(line(rest));
  REDRESS_TRY(exhibits_->close(*open_));
  open_.reset();
  return place;
}

void BankCsv::comma_row(std::string& out, const Books& books, const Booking& booking) {
  const Account& own = books.accounts()[booking.account];
  const Account& other = books.accounts()[booking.counter];
  out += own.iban;
  out += ',';
  put_field(out, own.holder);
  out += ',';
  put_uk(out, booking.day);
  out += ',';
  put_time(out, booking.second);
  out += ',';
  put_amount(out, booking.minor);
  out += ",EUR,";
  put_field(out, other.holder);
  out += ',';
  out += other.iban;
  out += ',';
  put_field(out, books.words(booking));
  out += ",HB";
  put_number(out, static_cast<std::int64_t>(++numbers_), 9);
  out += '\n';
}

void BankCsv::semicolon_row(std::string& out, const Books& books, const Booking& booking) {
  const Account& own = books.accounts()[booking.account];
  const Account& other = books.accounts()[booking.counter];
  const bool cash = other.external && other.holder == "Cash machine";
  out += own.iban;
  out += ';';
  put_windows_1252(out, own.holder);
  out += ';';
  put_de(out, booking.day);
  out += ';';
  put_de(out, booking.day);
  if (cash) {
    out += booking.minor > 0 ? ";EINZAHLUNG AUTOMAT " : ";AUSZAHLUNG AUTOMAT ";
    put_minutes(out, booking.second);
  } else if (other.external) {
    out += ";KARTENZAHLUNG";
  } else {
    out += booking.minor > 0 ? ";GUTSCHRIFT"
                             : ";\xDC"
                               "BERWEISUNG";
  }
  out += ';';
  put_windows_1252(out, books.words(booking));
  out += ';';
  put_windows_1252(out, other.holder);
  out += ';';
  out += other.iban;
  out += ';';
  if (!other.external) out += kBanks[other.bank].bic;
  out += ';';
  put_amount(out, booking.minor, ',');
  out += ";EUR\r\n";
}

void BankCsv::balance_row(std::string& out, const Books& books, const Booking& booking,
                          bool short_year) {
  const Account& own = books.accounts()[booking.account];
  const Account& other = books.accounts()[booking.counter];
  out += '"';
  out += own.iban;
  out += "\",\"";
  out += own.holder;
  out += "\",\"";
  if (short_year) {
    put_de_short(out, booking.day);
  } else {
    put_de(out, booking.day);
  }
  out += "\",\"";
  out += other.holder;
  out += ' ';
  out += other.iban;
  out += other.iban.empty() ? "" : " ";
  out += books.words(booking);
  out += "\",\"";
  if (booking.minor < 0) put_grouped(out, -booking.minor, ',', '.');
  out += "\",\"";
  if (booking.minor >= 0) put_grouped(out, booking.minor, ',', '.');
  out += "\",\"";
  put_grouped(out, booking.balance, ',', '.');
  out += "\"\n";
}

Productions::Productions(Exhibits& exhibits, std::uint64_t rows_a_file)
    : files_{BankCsv(exhibits, Layout::comma, rows_a_file),
             BankCsv(exhibits, Layout::semicolon, rows_a_file),
             BankCsv(exhibits, Layout::balance, rows_a_file)} {}

BankCsv& Productions::of(const Account& account) {
  if (account.bank == kHarbour) return at(Layout::comma);
  if (account.bank == kLinden) return at(Layout::semicolon);
  return at(Layout::balance);
}

}  // namespace redress::simulate
