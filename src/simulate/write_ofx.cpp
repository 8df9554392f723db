// OFX 1.02: SGML with open tags, one STMTRS over the whole time.

#include "simulate/letters.hpp"
#include "simulate/statements.hpp"

namespace redress::simulate {
namespace {

constexpr const char* kHead =
    "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\n"
    "CHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n";

void put_tag(std::string& out, std::string_view name, std::string_view value) {
  out += '<';
  out += name;
  out += '>';
  std::string escaped;
  put_xml(escaped, value);
  put_windows_1252(out, escaped);
  out += "\r\n";
}

std::string stamp(Day day, Second second) {
  std::string out;
  put_yyyymmdd(out, day);
  put_hhmmss(out, second);
  return out + (offset_at(day, second) == 7200 ? "[+2:CEST]" : "[+1:CET]");
}

void put_transaction(std::string& out, const Statement& statement, std::uint32_t number) {
  const Booking& booking = statement.books->bookings()[number];
  const Account& other = statement.books->accounts()[booking.counter];
  out += "<STMTTRN>\r\n";
  const char* sort = booking.minor < 0 ? "DEBIT" : "CREDIT";
  if (other.external) sort = other.holder == "Cash machine" ? "ATM" : "POS";
  put_tag(out, "TRNTYPE", sort);
  put_tag(out, "DTPOSTED", stamp(booking.day, booking.second));
  put_tag(out, "TRNAMT", amount_text(booking.minor));
  std::string id = "F";
  put_number(id, std::int64_t{number} + 1, 9);
  put_tag(out, "FITID", id);
  // NAME has room for 32 characters.
  put_tag(out, "NAME", ascii_of(other.holder).substr(0, 32));
  if (!other.external) {
    out += "<BANKACCTTO>\r\n";
    put_tag(out, "BANKID", kBanks[other.bank].code);
    put_tag(out, "ACCTID", other.iban);
    put_tag(out, "ACCTTYPE", "CHECKING");
    out += "</BANKACCTTO>\r\n";
  }
  put_tag(out, "MEMO", statement.books->words(booking));
  out += "</STMTTRN>\r\n";
}

}  // namespace

void put_ofx(std::string& out, std::span<const Statement> statements) {
  if (statements.empty()) return;
  const Statement& first = statements.front();
  const Statement& last = statements.back();
  out += kHead;
  out +=
      "<OFX>\r\n<SIGNONMSGSRSV1>\r\n<SONRS>\r\n<STATUS>\r\n<CODE>0\r\n<SEVERITY>INFO\r\n"
      "</STATUS>\r\n";
  put_tag(out, "DTSERVER", stamp(last.last + 1, 6 * 3600));
  out +=
      "<LANGUAGE>ENG\r\n</SONRS>\r\n</SIGNONMSGSRSV1>\r\n<BANKMSGSRSV1>\r\n<STMTTRNRS>\r\n"
      "<TRNUID>1\r\n<STATUS>\r\n<CODE>0\r\n<SEVERITY>INFO\r\n</STATUS>\r\n<STMTRS>\r\n";
  put_tag(out, "CURDEF", first.currency());
  out += "<BANKACCTFROM>\r\n";
  put_tag(out, "BANKID", kBanks[first.own().bank].code);
  put_tag(out, "ACCTID", first.own().iban);
  put_tag(out, "ACCTTYPE", "CHECKING");
  out += "</BANKACCTFROM>\r\n<BANKTRANLIST>\r\n";
  put_tag(out, "DTSTART", stamp(first.first, 0));
  put_tag(out, "DTEND", stamp(last.last, 86'399));
  for (const Statement& statement : statements) {
    for (const std::uint32_t one : statement.bookings) put_transaction(out, statement, one);
  }
  out += "</BANKTRANLIST>\r\n<LEDGERBAL>\r\n";
  put_tag(out, "BALAMT", amount_text(last.closing));
  put_tag(out, "DTASOF", stamp(last.last, 86'399));
  out += "</LEDGERBAL>\r\n</STMTRS>\r\n</STMTTRNRS>\r\n</BANKMSGSRSV1>\r\n</OFX>\r\n";
}

}  // namespace redress::simulate
