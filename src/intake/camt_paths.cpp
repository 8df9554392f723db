#include "intake/camt_paths.hpp"

#include <algorithm>

namespace redress::intake::camt {

namespace {

Fact behind(Fact fact, int steps) { return static_cast<Fact>(static_cast<int>(fact) + steps); }

}  // namespace

const Paths& Paths::all() {
  static const Paths kPaths;
  return kPaths;
}

Paths::Paths() : nodes_(2) {
  const Node statement = kStatement;
  add(statement, "Id", Fact::id);
  add(statement, "ElctrncSeqNb", Fact::electronic_number);
  add(statement, "LglSeqNb", Fact::legal_number);
  add(statement, "TxsSummry/TtlNtries/NbOfNtries", Fact::entries_stated);
  for (const char* pages : {"StmtPgntn", "RptPgntn", "NtfctnPgntn"}) {
    add(reach(statement, pages), "PgNb", Fact::page_number);
    add(reach(statement, pages), "LastPgInd", Fact::page_is_last);
  }
  for (const char* path : {"FrToDt/FrDtTm", "FrToDt/FrDt"}) add(statement, path, Fact::from);
  for (const char* path : {"FrToDt/ToDtTm", "FrToDt/ToDt"}) add(statement, path, Fact::until);
  add(statement, "Acct/Id/IBAN", Fact::iban);
  for (const char* path :
       {"Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id", "Acct/Id/BBAN", "Acct/Id/UPIC"})
    add(statement, path, Fact::other_account);
  add(statement, "Acct/Ccy", Fact::account_currency);
  add(statement, "Acct/Nm", Fact::account_name);
  add_party(statement, "Acct/Ownr", Fact::owner);
  add_bank(statement, "Acct/Svcr", Fact::bank_bic);
  add_balance();
  add_entry();
}

/// The node of a path, made where it is new. Names are literals.
Paths::Node Paths::reach(Node from, std::string_view path) {
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view name = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    Node next = child(from, name);
    if (next == kUnknown) {
      next = static_cast<Node>(nodes_.size());
      nodes_.emplace_back();
      nodes_[from].children.push_back({name, next});
    }
    from = next;
  }
  return from;
}

void Paths::add(Node from, std::string_view path, Fact fact) {
  nodes_[reach(from, path)].fact = fact;
}

void Paths::add_amount(Node from, std::string_view path, Fact fact) {
  Inner& node = nodes_[reach(from, path)];
  node.fact = fact;
  node.currency = true;
}

/// BIC, number of a clearing system, name: three facts in this order.
void Paths::add_bank(Node from, std::string_view path, Fact bic) {
  const Node bank = reach(reach(from, path), "FinInstnId");
  for (const char* name : {"BIC", "BICFI", "BICOrBEI", "CmbndId/BIC"}) add(bank, name, bic);
  for (const char* name :
       {"ClrSysMmbId/MmbId", "ClrSysMmbId/Id", "CmbndId/ClrSysMmbId/Id", "Othr/Id", "PrtryId/Id"})
    add(bank, name, behind(bic, 1));
  for (const char* name : {"Nm", "NmAndAdr/Nm", "CmbndId/Nm"}) add(bank, name, behind(bic, 2));
}

void Paths::add_account(Node from, std::string_view path, Fact fact) {
  const Node account = reach(reach(from, path), "Id");
  for (const char* name : {"IBAN", "BBAN", "UPIC", "Othr/Id", "PrtryAcct/Id"})
    add(account, name, fact);
}

/// A person or organisation; since version 8 it may be a bank too.
void Paths::add_party(Node from, std::string_view path, Fact fact) {
  const Node party = reach(from, path);
  for (const char* name : {"Nm", "Pty/Nm", "Agt/FinInstnId/Nm"}) add(party, name, fact);
}

void Paths::add_balance() {
  add(kStatement, "Bal", Fact::balance);
  const Node at = reach(kStatement, "Bal");
  for (const char* path : {"Tp/CdOrPrtry/Cd", "Tp/Cd"}) add(at, path, Fact::balance_code);
  add_amount(at, "Amt", Fact::balance_amount);
  add(at, "CdtDbtInd", Fact::balance_sign);
  for (const char* path : {"Dt", "Dt/Dt", "Dt/DtTm"}) add(at, path, Fact::balance_day);
}

void Paths::add_entry() {
  add(kStatement, "Ntry", Fact::entry);
  const Node at = reach(kStatement, "Ntry");
  add_amount(at, "Amt", Fact::entry_amount);
  add(at, "CdtDbtInd", Fact::entry_sign);
  add(at, "RvslInd", Fact::entry_reversal);
  for (const char* path : {"Sts", "Sts/Cd", "Sts/Prtry"}) add(at, path, Fact::entry_status);
  for (const char* path : {"BookgDt/Dt", "BookgDt/DtTm"}) add(at, path, Fact::booked);
  for (const char* path : {"ValDt/Dt", "ValDt/DtTm"}) add(at, path, Fact::valued);
  add(at, "AcctSvcrRef", Fact::bank_reference);
  add(at, "NtryRef", Fact::entry_reference);
  add(at, "AddtlNtryInf", Fact::entry_info);
  // Used where the details have none.
  add(at, "BkTxCd/Domn/Cd", Fact::domain);
  add(at, "BkTxCd/Domn/Fmly/Cd", Fact::family);
  add(at, "BkTxCd/Domn/Fmly/SubFmlyCd", Fact::sub_family);
  add(at, "BkTxCd/Prtry/Cd", Fact::own_code);
  add_amount(at, "AmtDtls/InstdAmt/Amt", Fact::instructed);
  add_amount(at, "AmtDtls/TxAmt/Amt", Fact::transaction);
  add_amount(at, "AmtDtls/CntrValAmt/Amt", Fact::counter_value);
  for (const char* path : {"NtryDtls/TxDtls", "TxDtls"}) {
    add(at, path, Fact::detail);
    add_detail(reach(at, path));
  }
}

void Paths::add_detail(Node at) {
  add(at, "BkTxCd/Domn/Cd", Fact::domain);
  add(at, "BkTxCd/Domn/Fmly/Cd", Fact::family);
  add(at, "BkTxCd/Domn/Fmly/SubFmlyCd", Fact::sub_family);
  add(at, "BkTxCd/Prtry/Cd", Fact::own_code);
  add_amount(at, "Amt", Fact::amount);
  add(at, "CdtDbtInd", Fact::sign);
  add_amount(at, "AmtDtls/InstdAmt/Amt", Fact::instructed);
  add_amount(at, "AmtDtls/TxAmt/Amt", Fact::transaction);
  add_amount(at, "AmtDtls/CntrValAmt/Amt", Fact::counter_value);
  add(at, "Refs/AcctSvcrRef", Fact::detail_bank_reference);
  add(at, "Refs/EndToEndId", Fact::end_to_end);
  for (const char* path : {"Refs/TxId", "Refs/Prtry/Ref"}) add(at, path, Fact::transaction_id);
  add(at, "Refs/InstrId", Fact::instruction_id);
  add(at, "Refs/MndtId", Fact::mandate);
  add(at, "Refs/ChqNb", Fact::cheque);
  add_party(at, "RltdPties/Dbtr", Fact::debtor);
  add_party(at, "RltdPties/UltmtDbtr", Fact::ultimate_debtor);
  add_party(at, "RltdPties/Cdtr", Fact::creditor);
  add_party(at, "RltdPties/UltmtCdtr", Fact::ultimate_creditor);
  add_account(at, "RltdPties/DbtrAcct", Fact::debtor_account);
  add_account(at, "RltdPties/CdtrAcct", Fact::creditor_account);
  add_bank(at, "RltdAgts/DbtrAgt", Fact::debtor_bank);
  add_bank(at, "RltdAgts/CdtrAgt", Fact::creditor_bank);
  add(at, "RmtInf/Ustrd", Fact::words);
  for (const char* path : {"RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/CdtrRefInf/CdtrRef"})
    add(at, path, Fact::creditor_reference);
  for (const char* path : {"RmtInf/Strd/RfrdDocInf/Nb", "RmtInf/Strd/RfrdDocInf/RfrdDocNb"})
    add(at, path, Fact::document_number);
  add(at, "RmtInf/Strd/AddtlRmtInf", Fact::more_words);
  for (const char* path : {"RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry", "RtrInf/RtrRsn/Cd"})
    add(at, path, Fact::return_reason);
  add(at, "AddtlTxInf", Fact::detail_info);
}

}  // namespace redress::intake::camt
