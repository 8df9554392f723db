#include "intake/statement_lens.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "docket/records_money.hpp"

namespace redress::intake {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::Balance;
using docket::PageView;
using docket::RecordSchema;
using docket::TextPage;
using docket::Transfer;

/// Columns of a scan by name, in the order of the view.
template <std::size_t N>
std::vector<std::size_t> columns_of(const RecordSchema& schema,
                                    const std::array<std::string_view, N>& names) {
  std::vector<std::size_t> out;
  for (const std::string_view name : names) out.push_back(*schema.index_of(name));
  return out;
}

/// The codes of one column of texts of a page: each distinct text is looked up once.
class PageCodes {
 public:
  template <typename CodeOf>
  PageCodes(const TextPage& page, const CodeOf& code_of) : page_(page) {
    codes_.reserve(page.entries.size());
    for (const std::string_view entry : page.entries) codes_.push_back(code_of(entry));
  }
  Code operator[](std::size_t row) const { return codes_[page_.codes[row]]; }

 private:
  const TextPage& page_;
  std::vector<Code> codes_;
};

class Loading {
 public:
  Loading(CaseStatements& out, Code account) : out_(out), set_(out.set), account_(account) {}

  Result<void> balances(const docket::CaseRecords& records) {
    static constexpr std::array<std::string_view, 13> kColumns{
        "account", "currency",   "number",  "place",      "holder",   "from", "until",
        "opening", "opening_on", "closing", "closing_on", "bookings", "row"};
    const auto columns = columns_of(docket::record_schema_of<Balance>(), kColumns);
    for (const docket::ImportedRecords& one : records.imports()) {
      const Code label = import(one.import);
      const std::string& reader = one.import.value.reader;
      REDRESS_TRY(one.records.scan({.columns = columns, .ranges = {}}, [&](const PageView& page) {
        for (std::size_t row = 0; row < page.rows(); ++row) balance(page, row, label, reader);
        return Result<void>{};
      }));
    }
    return {};
  }

  Result<void> transfers(const docket::CaseRecords& records) {
    static constexpr std::array<std::string_view, 16> kColumns{
        "account",   "currency",     "place",   "counter_account", "counter_name", "other_currency",
        "reference", "text",         "row",     "booked_on",       "value_on",     "amount",
        "balance",   "other_amount", "pending", "booked_at"};
    const auto columns = columns_of(docket::record_schema_of<Transfer>(), kColumns);
    // Nothing is kept in reserve where one account alone is asked for.
    if (account_ == 0) set_.reserve(records.rows());
    for (const docket::ImportedRecords& one : records.imports()) {
      const Code label = import(one.import);
      REDRESS_TRY(one.records.scan({.columns = columns, .ranges = {}}, [&](const PageView& page) {
        bookings(page, label);
        return Result<void>{};
      }));
    }
    return {};
  }

 private:
  Code import(const docket::Kept<docket::Import>& kept) {
    const Code code = set_.names.imports.code(kept.value.label);
    if (code > out_.imports.size()) out_.imports.push_back(kept);
    return code;
  }

  /// The form is the reader, and of one that reads several messages which of them: "BkToCstmrStmt/Stmt[1]".
  void balance(const PageView& page, std::size_t row, Code label, const std::string& reader) {
    Statement one;
    one.import = label;
    const std::string_view place = page.texts(3)[row];
    const std::string_view message = place.substr(0, place.find_first_of("/ "));
    const bool named = message.size() < place.size() && place[message.size()] == '/';
    one.form = set_.names.forms.code(named ? reader + " " + std::string(message) : reader);
    one.account = set_.names.account(page.texts(0)[row]);
    if (account_ != 0 && one.account != account_) return;
    one.currency = set_.names.currencies.code(page.texts(1)[row]);
    one.number = set_.names.numbers.code(page.texts(2)[row]);
    one.sequence = sequence_of(page.texts(2)[row]);
    one.place = set_.names.places.code(page.texts(3)[row]);
    const Code holder = set_.names.person(page.texts(4)[row]);
    if (holder != 0) set_.holders.push_back({one.account, holder});
    const auto number = [&](std::size_t column) { return page.numbers(column)[row]; };
    one.from = date_code(number(5));
    one.until = date_code(number(6));
    one.opening = number(7);
    one.opening_on = date_code(number(8));
    one.closing = number(9);
    one.closing_on = date_code(number(10));
    one.bookings = number(11);
    one.row = number(12);
    set_.statement_ordinal.push_back(page.ordinals()[row]);
    set_.statements.push_back(one);
  }

  void bookings(const PageView& page, Code label) {
    Names& names = set_.names;
    const auto as_written = [](Texts& texts) {
      return [&texts](std::string_view text) { return texts.code(text); };
    };
    const auto as_account = [&](std::string_view text) { return names.account(text); };
    const PageCodes account(page.texts(0), as_account);
    const PageCodes currency(page.texts(1), as_written(names.currencies));
    const PageCodes place(page.texts(2), as_written(names.places));
    const PageCodes counter(page.texts(3), as_account);
    const PageCodes name(page.texts(4), [&](std::string_view text) { return names.person(text); });
    const PageCodes other(page.texts(5), as_written(names.currencies));
    for (std::size_t row = 0; row < page.rows(); ++row) {
      if (account_ != 0 && account[row] != account_) continue;
      const auto number = [&](std::size_t column) { return page.numbers(column)[row]; };
      set_.import.push_back(label);
      set_.account.push_back(account[row]);
      set_.currency.push_back(currency[row]);
      set_.place.push_back(place[row]);
      set_.counter_account.push_back(counter[row]);
      set_.counter_name.push_back(name[row]);
      set_.other_currency.push_back(other[row]);
      set_.print.push_back(print_of(page.texts(6)[row], page.texts(7)[row]));
      set_.row.push_back(number(8));
      set_.booked_on.push_back(day(number(9), number(15)));
      set_.value_on.push_back(date_code(number(10)));
      set_.amount.push_back(number(11));
      set_.balance.push_back(number(12));
      set_.other_amount.push_back(number(13));
      set_.pending.push_back(number(14) == 1 ? 1 : 0);
      set_.ordinal.push_back(page.ordinals()[row]);
    }
  }

  /// As written; where only an instant is known, its day in UTC.
  static DateCode day(std::int64_t booked_on, std::int64_t booked_at) {
    if (booked_on != docket::kAbsent || booked_at == docket::kAbsent) return date_code(booked_on);
    const auto date = base::PartialDate::of_day(base::Instant(booked_at).day());
    return date ? date_code(docket::DateNumber::of(*date).yyyymmdd) : 0;
  }

  CaseStatements& out_;
  StatementSet& set_;
  Code account_;
};

Result<void> check_account(const CaseStatements& loaded, const std::string& account, Code code) {
  const auto has = [&](const auto& list, const auto& of) {
    return std::ranges::any_of(list, [&](const auto& one) { return of(one) == code; });
  };
  if (code != 0 && (has(loaded.set.account, [](Code one) { return one; }) ||
                    has(loaded.set.statements, [](const Statement& one) { return one.account; })))
    return {};
  return base::fail(Error(ErrorKind::not_found, "no statement of the case is of this account")
                        .found(base::in_quotes(account))
                        .fix("leave --account out: every account is listed then"));
}

}  // namespace

Result<CaseStatements> load_statements(const docket::Docket& docket, docket::CaseRef in_case,
                                       const docket::ReadingRules& rules,
                                       const std::string& account) {
  CaseStatements out;
  const Code only = account.empty() ? 0 : out.set.names.account(account);
  Loading loading(out, only);
  const auto transfers =
      REDRESS_TRY(records_of(docket, in_case, docket::record_schema_of<Transfer>(), rules));
  const auto balances =
      REDRESS_TRY(records_of(docket, in_case, docket::record_schema_of<Balance>(), rules));
  if (account.empty() || only != 0) {
    REDRESS_TRY(loading.balances(balances));
    REDRESS_TRY(loading.transfers(transfers));
  }
  if (!account.empty()) REDRESS_TRY(check_account(out, account, only));
  out.not_read = transfers.not_read();
  return out;
}

Result<StatementReport> check_case(const CaseStatements& loaded, std::uint32_t most_listed) {
  StatementOptions options{.most_listed = most_listed, .incomplete = {}};
  for (const docket::Kept<docket::Import>& one : loaded.imports)
    if (one.value.refused + one.value.quarantined + one.value.repeated > 0)
      options.incomplete.push_back(loaded.set.names.imports.known(one.value.label));
  return statement_checks(loaded.set.statements, loaded.set.bookings(), options);
}

}  // namespace redress::intake
