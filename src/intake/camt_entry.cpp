#include "intake/camt_entry.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "intake/bank_text.hpp"
#include "intake/figures.hpp"

namespace redress::intake::camt {

using base::Result;

namespace {

/// Of the joined texts of an entry that is not split; more details are told of by number.
constexpr std::size_t kMostJoined = 256U << 10U;

/// Equal but for blanks and the case of letters.
bool same_account(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  for (;;) {
    while (i < a.size() && a[i] == ' ') ++i;
    while (j < b.size() && b[j] == ' ') ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (small(a[i++]) != small(b[j++])) return false;
  }
}

bool means_nothing(std::string_view reference) {
  return reference.empty() || reference == "NOTPROVIDED" || reference == "NOT PROVIDED";
}

std::string_view first_of(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts)
    if (!means_nothing(text)) return text;
  return {};
}

/// +1 for money that came in, -1 for money that went out.
std::int64_t sign_of(std::string_view indicator) {
  if (indicator == "CRDT") return 1;
  return indicator == "DBIT" ? -1 : 0;
}

}  // namespace

std::optional<std::int64_t> amount_of(std::string_view text, const base::Currency& currency) {
  const bool plain = !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
    return c == '.' || bank::is_digit(c);
  }) && std::ranges::count(text, '.') <= 1;
  if (!plain) return std::nullopt;
  return parse_minor(text, FigureForm{'.'}, currency);
}

std::optional<docket::DateNumber> day_of(std::string_view text) {
  if (text.size() < 10) return std::nullopt;
  const std::string_view rest = text.substr(10);
  const bool zone = rest == "Z" || (rest.size() == 6 && (rest[0] == '+' || rest[0] == '-'));
  const auto written = parse_written(zone ? text.substr(0, 10) : text, {});
  if (!written || text[4] != '-') return std::nullopt;
  return written->on;
}

std::optional<base::Currency> EntryWriter::currency_of(std::string_view code) {
  if (has_last_ && code == last_.code()) return last_;
  const auto found = bank::currency_of(code);
  if (!found) return std::nullopt;
  last_ = *found;
  has_last_ = true;
  return last_;
}

std::optional<Trouble> EntryWriter::head_of(const EntryFacts& facts, Head& head) {
  const std::string_view code = facts.own(Fact::entry_currency);
  const auto currency = currency_of(code);
  if (!currency)
    return Trouble{"bad-currency", code.empty() ? "none" : base::in_quotes(code),
                   "an ISO 4217 code with the amount"};
  head.currency = *currency;
  const std::string_view amount = facts.own(Fact::entry_amount);
  const auto minor = amount_of(amount, *currency);
  if (!minor)
    return Trouble{"bad-amount", amount.empty() ? "none" : base::in_quotes(amount),
                   "digits with at most as many behind the point as the currency has"};
  const std::int64_t sign = sign_of(facts.own(Fact::entry_sign));
  if (sign == 0)
    return Trouble{"bad-sign", base::in_quotes(facts.own(Fact::entry_sign)), "CRDT or DBIT"};
  head.amount = sign * *minor;
  const std::string_view status = facts.own(Fact::entry_status);
  head.pending = status == "PDNG" || status == "INFO" || status == "FUTR";
  const std::string_view reversal = facts.own(Fact::entry_reversal);
  head.reversal = reversal == "true" || reversal == "1";
  return days_of(facts, head);
}

std::optional<Trouble> EntryWriter::days_of(const EntryFacts& facts, Head& head) {
  docket::Transfer& booking = head.booking;
  const std::string_view booked = facts.own(Fact::booked);
  if (booked.find('T') != std::string_view::npos) {
    const auto written = parse_written(booked, {});
    if (!written) return Trouble{"bad-date", base::in_quotes(booked), "a day and time of ISO 8601"};
    const Moment moment = clocks_->moment(*written);
    booking.booked_on = written->on;
    booking.booked_at = moment.at;
    booking.booked_wall = moment.wall;
    booking.zone = moment.zone;
  } else if (!booked.empty()) {
    const auto day = day_of(booked);
    if (!day) return Trouble{"bad-date", base::in_quotes(booked), "a day of the calendar"};
    booking.booked_on = *day;
  }
  const std::string_view valued = facts.own(Fact::valued);
  if (valued.empty()) return std::nullopt;
  const auto day = day_of(valued);
  if (!day) return Trouble{"bad-date", base::in_quotes(valued), "a day of the calendar"};
  booking.value_on = *day;
  return std::nullopt;
}

/// A detail's amount in the entry's currency, with its own sign, or else that of the entry.
std::optional<std::int64_t> EntryWriter::in_currency(const EntryFacts& facts, const Detail& detail,
                                                     const Head& head) {
  for (const Fact fact : {Fact::amount, Fact::transaction, Fact::counter_value, Fact::instructed}) {
    const Fact currency = static_cast<Fact>(static_cast<int>(fact) + 1);
    if (facts.view(detail.of(currency)) != head.currency.code()) continue;
    const auto minor = amount_of(facts.view(detail.of(fact)), head.currency);
    if (!minor) return std::nullopt;
    std::int64_t sign = sign_of(facts.view(detail.of(Fact::sign)));
    if (sign == 0) sign = head.amount < 0 ? -1 : 1;
    return sign * *minor;
  }
  return std::nullopt;
}

/// Whether the details' amounts come to the entry's; then they are in amounts_.
bool EntryWriter::amounts_of(const EntryFacts& facts, const Head& head) {
  amounts_.clear();
  base::Int128 sum = 0;
  for (const Detail& detail : facts.details()) {
    const auto amount = in_currency(facts, detail, head);
    if (!amount) return false;
    amounts_.push_back(*amount);
    sum += *amount;
  }
  return sum == head.amount;
}

void EntryWriter::other_amount(const EntryFacts& facts, const Detail& detail, const Head& head,
                               docket::Transfer& booking) {
  for (const Fact fact : {Fact::instructed, Fact::transaction, Fact::amount, Fact::counter_value}) {
    const Fact code = static_cast<Fact>(static_cast<int>(fact) + 1);
    const std::string_view other = facts.view(detail.of(code));
    if (other.empty() || other == head.currency.code()) continue;
    const auto currency = bank::currency_of(other);
    if (!currency) continue;
    const auto minor = amount_of(facts.view(detail.of(fact)), *currency);
    if (!minor) continue;
    booking.other_amount = {booking.amount.units < 0 ? -*minor : *minor};
    booking.other_currency = other;
    return;
  }
}

void EntryWriter::sides(const EntryFacts& facts, const Detail& detail, const Head& head,
                        std::string_view account, docket::Transfer& booking) const {
  const auto of = [&](Fact fact) { return facts.view(detail.of(fact)); };
  const bool ours_pays = same_account(of(Fact::debtor_account), account);
  const bool ours_gets = same_account(of(Fact::creditor_account), account);
  bool creditor = (booking.amount.units < 0) != head.reversal;
  if (!account.empty() && ours_pays != ours_gets) creditor = ours_pays;
  const auto named = [&](bool one) {
    return !of(one ? Fact::creditor : Fact::debtor).empty() ||
           !of(one ? Fact::creditor_account : Fact::debtor_account).empty();
  };
  if (!named(creditor) && named(!creditor) && !(creditor ? ours_pays : ours_gets))
    creditor = !creditor;
  booking.counter_name = of(creditor ? Fact::creditor : Fact::debtor);
  booking.counter_account = of(creditor ? Fact::creditor_account : Fact::debtor_account);
  booking.counter_bank = creditor
                             ? first_of({of(Fact::creditor_bank), of(Fact::creditor_bank_member),
                                         of(Fact::creditor_bank_name)})
                             : first_of({of(Fact::debtor_bank), of(Fact::debtor_bank_member),
                                         of(Fact::debtor_bank_name)});
}

void EntryWriter::code(const EntryFacts& facts, const Detail* detail) {
  code_.clear();
  const auto take = [&](const Detail& from) {
    for (const Fact fact : {Fact::domain, Fact::family, Fact::sub_family}) {
      const std::string_view part = facts.view(from.of(fact));
      if (part.empty()) break;
      if (!code_.empty()) code_ += '-';
      code_ += part;
    }
    if (code_.empty()) code_ = facts.view(from.of(Fact::own_code));
  };
  if (detail != nullptr) take(*detail);
  if (code_.empty()) take(facts.shared());
}

void EntryWriter::line(std::string_view label, std::string_view text) {
  if (text.empty()) return;
  if (!text_.empty()) text_ += '\n';
  if (!label.empty()) (text_ += label) += ' ';
  bank::append(text_, text);
}

/// `used`: the reference that stands in its own column.
void EntryWriter::words(const EntryFacts& facts, const Detail& detail, std::string_view used) {
  const auto of = [&](Fact fact) { return facts.view(detail.of(fact)); };
  line({}, of(Fact::words));
  line({}, of(Fact::creditor_reference));
  line({}, of(Fact::document_number));
  line({}, of(Fact::more_words));
  if (of(Fact::detail_info) != of(Fact::words)) line({}, of(Fact::detail_info));
  for (const auto& [label, fact] :
       {std::pair<std::string_view, Fact>{"end-to-end", Fact::end_to_end},
        {"mandate", Fact::mandate},
        {"cheque", Fact::cheque},
        {"return reason", Fact::return_reason}})
    if (!means_nothing(of(fact)) && of(fact) != used) line(label, of(fact));
  if (of(Fact::ultimate_debtor) != of(Fact::debtor))
    line("ultimate debtor", of(Fact::ultimate_debtor));
  if (of(Fact::ultimate_creditor) != of(Fact::creditor))
    line("ultimate creditor", of(Fact::ultimate_creditor));
}

/// One booking for several transactions: what all agree on stands in the columns, the rest in the
/// text.
void EntryWriter::joined(const EntryFacts& facts, const Head& head, std::string_view account,
                         docket::Transfer& booking) {
  std::size_t told = 0;
  bool first = true;
  for (const Detail& detail : facts.details()) {
    docket::Transfer side = booking;
    sides(facts, detail, head, account, side);
    const auto agree = [&](std::string_view& column, std::string_view value) {
      if (first)
        column = value;
      else if (column != value)
        column = {};
    };
    agree(booking.counter_name, side.counter_name);
    agree(booking.counter_account, side.counter_account);
    agree(booking.counter_bank, side.counter_bank);
    first = false;
    if (text_.size() > kMostJoined) continue;
    ++told;
    line({}, side.counter_name);
    line({}, side.counter_account);
    for (const Fact fact : {Fact::amount, Fact::transaction}) {
      if (detail.of(fact).size == 0) continue;
      line(facts.view(detail.of(static_cast<Fact>(static_cast<int>(fact) + 1))),
           facts.view(detail.of(fact)));
      break;
    }
    words(facts, detail, {});
  }
  if (told < facts.details().size())
    line(std::to_string(facts.details().size() - told), "more transactions in the exhibit");
}

Result<void> EntryWriter::keep_one(const EntryFacts& facts, const Head& head, const Detail* detail,
                                   bool split, bank::BankStatement& statement) {
  docket::Transfer booking = head.booking;
  text_.clear();
  code(facts, detail);
  booking.code = code_;
  const std::string_view of_entry = facts.own(Fact::bank_reference);
  if (detail != nullptr) {
    const auto of = [&](Fact fact) { return facts.view(detail->of(fact)); };
    const std::string_view own = of(Fact::detail_bank_reference);
    booking.reference =
        first_of({split ? own : of_entry, own, of(Fact::end_to_end), of(Fact::transaction_id),
                  of(Fact::instruction_id), of_entry, facts.own(Fact::entry_reference)});
    sides(facts, *detail, head, statement.account, booking);
    other_amount(facts, *detail, head, booking);
    words(facts, *detail, booking.reference);
  } else {
    booking.reference = first_of({of_entry, facts.own(Fact::entry_reference)});
    joined(facts, head, statement.account, booking);
  }
  if (booking.other_currency.empty()) other_amount(facts, facts.shared(), head, booking);
  line({}, facts.own(Fact::entry_info));
  if (head.reversal) line({}, "reversal");
  booking.text = text_;
  return statement.keep(*rows_, booking);
}

Result<void> EntryWriter::refuse(const Trouble& trouble, bank::BankStatement& statement,
                                 std::uint64_t number, std::uint64_t offset, std::uint64_t end) {
  std::vector<std::uint8_t> raw(
      static_cast<std::size_t>(std::min<std::uint64_t>(end - offset, bank::kMostRaw)));
  raw.resize(REDRESS_TRY(input_->read(offset, raw)));
  ++statement.row;
  return statement.refuse(*rows_,
                          {.reason = trouble.reason,
                           .found = trouble.found,
                           .expected = trouble.expected,
                           .raw = base::as_text(raw)},
                          "Ntry[" + std::to_string(number) + "]");
}

Result<void> EntryWriter::write(const EntryFacts& facts, bank::BankStatement& statement,
                                std::uint64_t number, std::uint64_t offset, std::uint64_t end) {
  Head head;
  if (const auto trouble = head_of(facts, head))
    return refuse(*trouble, statement, number, offset, end);
  if (!statement.currency) statement.currency = head.currency;
  const std::vector<Detail>& details = facts.details();
  head.booking.currency = head.currency.code();
  head.booking.pending = head.pending;
  if (facts.over()) ++too_many_;
  const bool split = details.size() > 1 && !facts.over() && amounts_of(facts, head);
  if (!split) {
    if (details.size() > 1) ++unsplit_;
    head.booking.amount = {head.amount};
    head.booking.offset = static_cast<std::int64_t>(offset);
    head.booking.bytes = static_cast<std::int64_t>(end - offset);
    ++statement.row;
    return keep_one(facts, head, details.size() == 1 ? &details.front() : nullptr, false,
                    statement);
  }
  for (std::size_t i = 0; i < details.size(); ++i) {
    head.booking.amount = {amounts_[i]};
    head.booking.offset = static_cast<std::int64_t>(details[i].offset);
    head.booking.bytes = static_cast<std::int64_t>(details[i].end - details[i].offset);
    ++statement.row;
    REDRESS_TRY(keep_one(facts, head, &details[i], true, statement));
  }
  return {};
}

}  // namespace redress::intake::camt
