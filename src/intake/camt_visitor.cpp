#include "intake/camt_visitor.hpp"

#include <algorithm>

#include "base/counted.hpp"
#include "base/text.hpp"
#include "intake/bank_text.hpp"

namespace redress::intake::camt {

using base::Result;

namespace {

constexpr std::array<std::string_view, 3> kStatementNames = {"Stmt", "Rpt", "Ntfctn"};

bool is_container(std::string_view name) {
  return name.starts_with("BkToCstmr") && name.size() < 40;
}

}  // namespace

bool is_camt_space(std::string_view space) {
  for (const std::string_view message : {"camt.052.", "camt.053.", "camt.054."})
    if (space.find(message) != std::string_view::npos) return true;
  return false;
}

Result<void> Visitor::begin(std::string_view name, std::string_view space,
                            std::span<const XmlAttribute> attributes) {
  ++depth_;
  if (!path_.empty()) {
    const Paths::Node node = Paths::all().child(path_.back(), name);
    path_.push_back(node);
    if (node == Paths::kUnknown) return {};
    const Fact fact = Paths::all().fact(node);
    if (fact == Fact::entry) {
      frame();
      ++entry_;
      entry_offset_ = xml_->offset();
      facts_.clear();
    } else if (fact == Fact::detail) {
      facts_.begin_detail(xml_->offset());
    } else if (Paths::all().has_currency(node)) {
      for (const XmlAttribute& each : attributes)
        if (each.name == "Ccy") put(static_cast<Fact>(static_cast<int>(fact) + 1), each.value);
    }
    return {};
  }
  if (depth_ == 1) {
    root_ =
        std::string(name) + (space.empty() ? "" : " of " + std::string(first_bytes(space, 200)));
    // A message of another sort says so itself; an envelope has a space of its own.
    if (name == "Document" && space.find(":iso:20022:") != std::string_view::npos &&
        !is_camt_space(space))
      return base::fail(base::Error(base::ErrorKind::bad_input, "this is no account statement")
                            .found(base::in_quotes(root_))
                            .expected("a Document of camt.052, camt.053 or camt.054"));
  }
  if (is_container(name)) {
    container_ = name;
    container_depth_ = depth_;
    counts_ = {};
  } else if (depth_ == container_depth_ + 1 && container_depth_ > 0) {
    begin_statement(name);
  }
  return {};
}

void Visitor::begin_statement(std::string_view name) {
  const auto found = std::ranges::find(kStatementNames, name);
  if (found == kStatementNames.end()) return;
  std::uint64_t& count = counts_[static_cast<std::size_t>(found - kStatementNames.begin())];
  ++count;
  ++statements_all_;
  statement_.clear();
  for (std::string& text : texts_) text.clear();
  opening_ = previous_ = closing_ = interim_first_ = interim_last_ = {};
  statement_.place = container_ + "/" + std::string(name) + "[" + std::to_string(count) + "]";
  path_.push_back(Paths::kStatement);
  framed_ = false;
  entry_ = 0;
}

Result<void> Visitor::end(std::string_view name, std::string_view text, bool cut) {
  static_cast<void>(name);
  --depth_;
  if (path_.empty()) {
    if (depth_ < container_depth_) container_depth_ = 0;
    return {};
  }
  const Paths::Node node = path_.back();
  path_.pop_back();
  if (node == Paths::kUnknown) return {};
  if (node == Paths::kStatement) return end_statement();
  const Fact fact = Paths::all().fact(node);
  switch (fact) {
    case Fact::none: return {};
    case Fact::entry:
      return entries_.write(facts_, statement_, entry_, entry_offset_, xml_->end_offset());
    case Fact::detail: facts_.end_detail(xml_->end_offset()); return {};
    case Fact::balance: end_balance(); return {};
    default: put(fact, cut ? text : bank::trimmed(text)); return {};
  }
}

void Visitor::put(Fact fact, std::string_view text) {
  if (fact > Fact::entry) return facts_.put(fact, text);
  std::string& to = texts_[static_cast<std::size_t>(fact)];
  if (to.empty()) bank::append(to, text);
}

void Visitor::end_balance() {
  const auto take = [&](Fact fact) -> std::string& {
    return texts_[static_cast<std::size_t>(fact)];
  };
  const std::string_view code = text_of(Fact::balance_code);
  Dated dated;
  dated.currency = entries_.currency_of(text_of(Fact::balance_currency));
  if (dated.currency) dated.amount = amount_of(text_of(Fact::balance_amount), *dated.currency);
  const std::string_view sign = text_of(Fact::balance_sign);
  if (sign == "DBIT" && dated.amount) dated.amount = -*dated.amount;
  if (sign != "DBIT" && sign != "CRDT") dated.amount.reset();
  if (const auto day = day_of(text_of(Fact::balance_day))) dated.on = *day;
  const auto first = [&](Dated& into) {
    if (!into.amount) {
      into = dated;
    } else if (dated.amount && dated.currency != into.currency) {
      reading_->rows.remark({.code = "balance-currency",
                             .text = statement_.place + ": a second balance " + std::string(code) +
                                     " is in " + std::string(dated.currency->code()) +
                                     "; it is left out.",
                             .grave = true});
    }
  };
  if (code == "OPBD") first(opening_);
  if (code == "PRCD") first(previous_);
  if (code == "CLBD") first(closing_);
  if (code == "ITBD") {
    if (interim_first_.amount)
      interim_last_ = dated;
    else
      interim_first_ = dated;
  }
  const bool counts = code == "OPBD" || code == "PRCD" || code == "CLBD" || code == "ITBD";
  if (counts && !dated.amount)
    reading_->rows.remark({.code = "balance-unread",
                           .text = statement_.place + ": its balance " + std::string(code) +
                                   " has no amount, sign or currency that can be read.",
                           .grave = true});
  for (const Fact fact : {Fact::balance_code, Fact::balance_amount, Fact::balance_currency,
                          Fact::balance_sign, Fact::balance_day})
    take(fact).clear();
}

/// What the bookings of a statement take from it; before the first of them.
void Visitor::frame() {
  if (framed_) return;
  framed_ = true;
  const auto first = [&](std::initializer_list<Fact> facts) {
    for (const Fact fact : facts)
      if (!text_of(fact).empty()) return text_of(fact);
    return std::string_view{};
  };
  statement_.account = first({Fact::iban, Fact::other_account});
  if (statement_.account.empty()) statement_.account = reading_->declared.account;
  statement_.bank = first({Fact::bank_bic, Fact::bank_member, Fact::bank_name});
  statement_.holder = first({Fact::owner, Fact::account_name});
  statement_.number = first({Fact::id, Fact::electronic_number, Fact::legal_number});
  statement_.currency = entries_.currency_of(text_of(Fact::account_currency));
  choose_balances();
}

void Visitor::choose_balances() {
  Dated opening = opening_.amount ? opening_ : previous_;
  Dated closing = closing_;
  if (!opening.amount && (closing.amount || interim_last_.amount)) opening = interim_first_;
  const bool interim = !closing.amount;
  if (interim) closing = interim_last_.amount ? interim_last_ : interim_first_;
  if (!statement_.currency) {
    statement_.currency = opening.currency ? opening.currency : closing.currency;
  }
  statement_.checked = !interim || container_.find("AcctRpt") == std::string::npos;
  take_balance(opening, true);
  take_balance(closing, false);
}

void Visitor::take_balance(const Dated& from, bool opening) {
  if (!from.amount) return;
  if (from.currency != statement_.currency) {
    reading_->rows.remark({.code = "balance-currency",
                           .text = statement_.place + ": its " + (opening ? "opening" : "closing") +
                                   " balance is in " + std::string(from.currency->code()) +
                                   ", its account in " + std::string(statement_.currency_code()) +
                                   "; that balance is left out.",
                           .grave = true});
    return;
  }
  (opening ? statement_.opening : statement_.closing) = from.amount;
  (opening ? statement_.opening_on : statement_.closing_on) = from.on;
}

Result<void> Visitor::end_statement() {
  frame();
  // Some banks put balances behind the entries.
  if (!statement_.opening || !statement_.closing) choose_balances();
  if (const auto day = day_of(text_of(Fact::from))) statement_.from = *day;
  if (const auto day = day_of(text_of(Fact::until))) statement_.until = *day;
  compare_count();
  return statement_.finish(reading_->rows);
}

/// What the statement says of how many entries it has; a page of several may count those of all.
void Visitor::compare_count() {
  const auto stated = bank::number_of(text_of(Fact::entries_stated));
  const std::string_view page = text_of(Fact::page_number);
  const bool whole = text_of(Fact::page_is_last) != "false" && (page.empty() || page == "1");
  if (!whole || !stated || *stated == entry_) return;
  reading_->rows.remark({.code = "entries",
                         .text = statement_.place + ": its summary counts " +
                                 base::counted(*stated, "entry", "entries") + ", and " +
                                 std::to_string(entry_) + (entry_ == 1 ? " stands" : " stand") +
                                 " in it: ask whether this is all that the bank gave.",
                         .grave = true});
}

std::string Visitor::where() const {
  if (path_.empty()) return container_.empty() ? root_ : container_;
  std::string out = statement_.place;
  const bool in_entry = path_.size() > 1 && Paths::all().fact(path_[1]) == Fact::entry;
  if (in_entry) out += ", Ntry[" + std::to_string(entry_) + "]";
  return out;
}

}  // namespace redress::intake::camt
