// ISO 20022 camt.053.001.02: one document, one Stmt a month.

#include "simulate/letters.hpp"
#include "simulate/statements.hpp"

namespace redress::simulate {
namespace {

std::string stamp(Day day, Second second) {
  std::string out = iso(day) + "T";
  put_time(out, second);
  return out + (offset_at(day, second) == 7200 ? "+02:00" : "+01:00");
}

void put_money(std::string& out, const char* currency, std::int64_t minor, std::size_t indent) {
  out.append(indent, ' ');
  out += "<Amt Ccy=\"";
  out += currency;
  out += "\">";
  put_amount(out, minor < 0 ? -minor : minor);
  out += "</Amt>\n";
  put_element(out, "CdtDbtInd", minor < 0 ? "DBIT" : "CRDT", indent);
}

void put_balance(std::string& out, const Statement& statement, std::string_view code,
                 std::int64_t minor, Day day) {
  out += "      <Bal>\n        <Tp><CdOrPrtry><Cd>";
  out += code;
  out += "</Cd></CdOrPrtry></Tp>\n";
  put_money(out, statement.currency(), minor, 8);
  out += "        <Dt><Dt>" + iso(day) + "</Dt></Dt>\n      </Bal>\n";
}

void put_parties(std::string& out, const Account& other, bool paid_out) {
  out += "            <RltdPties>\n";
  const std::string side = paid_out ? "Cdtr" : "Dbtr";
  out += "              <" + side + "><Nm>";
  put_xml(out, other.holder);
  out += "</Nm></" + side + ">\n";
  if (!other.external) {
    out += "              <" + side + "Acct><Id><IBAN>" + other.iban + "</IBAN></Id></" + side +
           "Acct>\n";
  }
  out += "            </RltdPties>\n";
  if (!other.external) {
    out += "            <RltdAgts><" + side + "Agt><FinInstnId><BIC>";
    out += kBanks[other.bank].bic;
    out += "</BIC></FinInstnId></" + side + "Agt></RltdAgts>\n";
  }
}

void put_entry(std::string& out, const Statement& statement, std::uint32_t number) {
  const Booking& booking = statement.books->bookings()[number];
  const Account& other = statement.books->accounts()[booking.counter];
  out += "      <Ntry>\n";
  put_money(out, statement.currency(), booking.minor, 8);
  put_element(out, "Sts", "BOOK", 8);
  out += "        <BookgDt><DtTm>" + stamp(booking.day, booking.second) + "</DtTm></BookgDt>\n";
  out += "        <ValDt><Dt>" + iso(booking.day) + "</Dt></ValDt>\n";
  std::string reference = "C";
  put_number(reference, std::int64_t{number} + 1, 9);
  put_element(out, "AcctSvcrRef", reference, 8);
  out += "        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>";
  out += booking.minor < 0 ? "ICDT" : "RCDT";
  out += "</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\n";
  out += "        <NtryDtls>\n          <TxDtls>\n";
  put_parties(out, other, booking.minor < 0);
  out += "            <RmtInf><Ustrd>";
  put_xml(out, statement.books->words(booking));
  out += "</Ustrd></RmtInf>\n          </TxDtls>\n        </NtryDtls>\n      </Ntry>\n";
}

void put_statement(std::string& out, const Statement& statement) {
  const Account& own = statement.own();
  std::string id = own.number + "-";
  put_number(id, statement.number, 3);
  out += "    <Stmt>\n";
  put_element(out, "Id", id, 6);
  put_element(out, "ElctrncSeqNb", std::to_string(statement.number), 6);
  put_element(out, "CreDtTm", stamp(statement.last + 1, 6 * 3600), 6);
  out += "      <FrToDt><FrDtTm>" + stamp(statement.first, 0) + "</FrDtTm><ToDtTm>" +
         stamp(statement.last, 86'399) + "</ToDtTm></FrToDt>\n";
  out += "      <Acct><Id><IBAN>" + own.iban + "</IBAN></Id><Ccy>";
  out += statement.currency();
  out += "</Ccy><Ownr><Nm>";
  put_xml(out, own.holder);
  out += "</Nm></Ownr><Svcr><FinInstnId><BIC>";
  out += kBanks[own.bank].bic;
  out += "</BIC></FinInstnId></Svcr></Acct>\n";
  put_balance(out, statement, "OPBD", statement.opening, statement.first);
  put_balance(out, statement, "CLBD", statement.closing, statement.last);
  for (const std::uint32_t one : statement.bookings) put_entry(out, statement, one);
  out += "    </Stmt>\n";
}

}  // namespace

void put_camt(std::string& out, std::span<const Statement> statements) {
  out +=
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">\n"
      "  <BkToCstmrStmt>\n    <GrpHdr>\n";
  if (!statements.empty()) {
    put_element(out, "MsgId", "M" + statements.front().own().number, 6);
    put_element(out, "CreDtTm", stamp(statements.back().last + 1, 6 * 3600), 6);
  }
  out += "    </GrpHdr>\n";
  for (const Statement& one : statements) put_statement(out, one);
  out += "  </BkToCstmrStmt>\n</Document>\n";
}

}  // namespace redress::simulate
