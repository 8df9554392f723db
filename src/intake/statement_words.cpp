#include "intake/statement_words.hpp"

#include <array>

#include "base/counted.hpp"
#include "base/text.hpp"

namespace redress::intake {
namespace {

using base::counted;
using base::Int128;
using docket::kAbsent;

/// "12.00 EUR more" or "12.00 EUR less".
std::string more_or_less(Int128 difference, std::string_view currency) {
  return amount_text(difference < 0 ? -difference : difference, currency) +
         (difference < 0 ? " less" : " more");
}

class Telling {
 public:
  Telling(const StatementView& view, const Finding& finding)
      : view_(view),
        finding_(finding),
        check_(view.report.checks[finding.check]),
        currency_(view.set.names.currencies[check_.currency]) {}

  std::string text() const {
    switch (finding_.kind) {
      case FindingKind::sums_differ: return sums();
      case FindingKind::count_differs:
        return about(finding_.check) + " says that it has " +
               base::decimal_text(finding_.expected) + " bookings, but " +
               std::to_string(finding_.count) + " are there.";
      case FindingKind::balance_breaks: return breaks();
      case FindingKind::booked_outside:
        return about(finding_.check) + ": " + counted(finding_.count, "booking") +
               (finding_.count == 1 ? " lies" : " lie") + " outside its period " +
               days_text(check_.period) + first_record() + ".";
      case FindingKind::opening_differs:
        return about(finding_.check) +
               (check_.opening_taken ? " has no opening balance; its closing balance and bookings "
                                       "lead back to "
                                     : " opens with ") +
               opening(finding_.check) + ", but " + about(finding_.before) + " closed with " +
               closing(finding_.before) + ": " + more_or_less(finding_.difference, currency_) + ".";
      case FindingKind::gap: return gap();
      case FindingKind::number_gap: return number_gap();
      case FindingKind::overlap: return overlap();
      case FindingKind::duplicate:
        return about(finding_.check) + " is " + about(finding_.before) +
               " again: " + days_text(check_.period) + ", the same " +
               counted(finding_.count, "booking") + ". Whoever adds them up counts them twice.";
      case FindingKind::other_form:
        return about(finding_.check) + " is " + about(finding_.before) +
               " in another format: the same balances and, by day and amount, the same " +
               counted(finding_.count, "booking") + ". Whoever adds them up counts them twice.";
      case FindingKind::reissued: return reissued();
      case FindingKind::no_frame: return no_frame();
      case FindingKind::not_whole: return about(finding_.check) + " " + lacks() + ".";
    }
    return {};
  }

  /// What keeps a statement from being checked.
  std::string lacks() const {
    std::vector<std::string> parts;
    const Statement* const one = statement(finding_.check);
    if (one != nullptr && one->opening == kAbsent) parts.emplace_back("no opening balance");
    if (one != nullptr && one->closing == kAbsent) parts.emplace_back("no closing balance");
    if (!check_.period.known()) parts.emplace_back("no period");
    if (check_.lacks)
      parts.push_back((check_.missing > 0 ? counted(check_.missing, "booking") : "bookings") +
                      (check_.missing == 1 ? " that is" : " that are") +
                      " not read here (refused, in quarantine, or kept once from another "
                      "exhibit)");
    if (check_.without_amount > 0)
      parts.push_back(counted(check_.without_amount, "booking") + " without an amount");
    return "can not be checked whole: it has " + base::joined(parts, " and ");
  }

 private:
  const Statement* statement(std::uint32_t check) const {
    const std::uint32_t at = view_.report.checks[check].statement;
    return at == kNoIndex ? nullptr : &view_.set.statements[at];
  }
  std::string about(std::uint32_t check) const { return about_check(view_, check); }
  std::string opening(std::uint32_t check) const {
    return amount_text(view_.report.checks[check].opens_with, currency_);
  }
  std::string closing(std::uint32_t check) const {
    return amount_text(statement(check)->closing, currency_);
  }
  std::string first_record() const {
    return finding_.records.empty() ? ""
                                    : "; the first is " + where(view_.set, finding_.records[0]);
  }

  std::string sums() const {
    return about(finding_.check) + ": " + opening(finding_.check) + " and " +
           amount_text(check_.inflow, currency_) + " in, less " +
           amount_text(check_.outflow, currency_) + " out, is " +
           amount_text(Int128{statement(finding_.check)->closing} - finding_.difference,
                       currency_) +
           ", but the closing balance is " + closing(finding_.check) + ": " +
           more_or_less(finding_.difference, currency_) + ".";
  }

  std::string breaks() const {
    const RecordAt& at = finding_.records.front();
    const std::string found = amount_text(finding_.expected + finding_.difference, currency_);
    const std::string follows = amount_text(finding_.expected, currency_);
    const std::string rest =
        finding_.count == 1
            ? ""
            : " It is the first of " + std::to_string(finding_.count) + " such places.";
    if (!at.booking)
      return about(finding_.check) + ": the running balances lead to " + follows + ", but its " +
             (check_.newest_first ? "opening" : "closing") + " balance is " + found + "." + rest;
    return where(view_.set, at) + ": the balance is " + found + ", but " + follows +
           " follows from the booking before (" + more_or_less(finding_.difference, currency_) +
           ")." + rest;
  }

  std::string gap() const {
    const auto days = static_cast<std::uint64_t>(finding_.days.last - finding_.days.first + 1);
    std::string text = "No statement of account " +
                       account_text(view_.set, check_.account, check_.currency) + " covers " +
                       days_text(finding_.days) + " (" + counted(days, "day") + "), between " +
                       about(finding_.before) + " and " + about(finding_.check) + ". ";
    if (finding_.agree == Follows::yes)
      return text + "The balance goes on at " + opening(finding_.check) + ".";
    if (finding_.agree == Follows::no)
      return text + "The balance goes from " + closing(finding_.before) + " to " +
             opening(finding_.check) + ": bookings of that time are missing.";
    return text + "Whether the balance goes on can not be checked.";
  }

  std::string number_gap() const {
    const std::int64_t first = statement(finding_.before)->sequence + 1;
    const std::int64_t last = statement(finding_.check)->sequence - 1;
    std::string text = "Between " + about(finding_.before) + " and " + about(finding_.check) + " ";
    text += first == last
                ? "number " + std::to_string(first) + " is"
                : "numbers " + std::to_string(first) + " to " + std::to_string(last) + " are";
    text += " not there. ";
    if (finding_.agree == Follows::yes)
      return text + "The balance goes on at " + opening(finding_.check) +
             ": nothing was booked there, or what came and what left are equal.";
    if (finding_.agree == Follows::no) return text + "The balance does not go on.";
    return text + "Whether the balance goes on can not be checked.";
  }

  std::string overlap() const {
    std::string text = about(finding_.before) + " and " + about(finding_.check) + " both cover " +
                       days_text(finding_.days) + ". ";
    if (finding_.agree == Follows::unknown)
      return text + "Bookings that stand in both were kept once.";
    if (finding_.agree == Follows::no)
      return text + "Their bookings of those days differ: " + std::to_string(finding_.removed) +
             " in the first, " + std::to_string(finding_.added) + " in the second.";
    if (finding_.added == 0) return text + "Neither has a booking on those days.";
    return text + "The " + counted(finding_.added, "booking") + " of those days " +
           (finding_.added == 1 ? "is" : "are") +
           " the same. Whoever adds them up counts them twice.";
  }

  std::string reissued() const {
    std::string text = about(finding_.check) + " covers the period of " + about(finding_.before) +
                       ", " + days_text(check_.period) + ", ";
    if (finding_.agree == Follows::unknown)
      return text + "and adds " + counted(finding_.added, "booking") +
             "; those that stand in both were kept once.";
    if (finding_.added == 0 && finding_.removed == 0)
      return text + "with the same bookings and other balances.";
    return text + "with other bookings: " + std::to_string(finding_.added) + " added, " +
           std::to_string(finding_.removed) + " removed.";
  }

  std::string no_frame() const {
    std::string text =
        about(finding_.check) + " has " + counted(finding_.count, "booking") + " of account " +
        account_text(view_.set, check_.account, check_.currency) +
        " and no statement with opening and closing balance: whether bookings are missing ";
    if (check_.running == Follows::unknown) return text + "can not be checked.";
    if (check_.lacks) text += "(some rows of this import are not read here) ";
    return text + "can be seen from the running balances alone, which " +
           (check_.running == Follows::yes ? "follow." : "do not follow.");
  }

  const StatementView& view_;
  const Finding& finding_;
  const StatementCheck& check_;
  std::string_view currency_;
};

constexpr std::array<std::string_view, 3> kSums{
    "bookings that were announced and not booked stand in one and not in the other",
    "a credit card statement carries payments of the next cycle, or interest without a row",
    "rows were left out when the statement was exported or cut, without anybody's intent"};
constexpr std::array<std::string_view, 2> kCount{
    "the source counts announced bookings, or one row for several parts",
    "the source counts rows that are no bookings"};
constexpr std::array<std::string_view, 3> kBreaks{
    "the source orders the rows of one day in another way than its balances",
    "announced bookings are in some balances and not in others",
    "an account in several currencies has one balance for each"};
constexpr std::array<std::string_view, 3> kOutside{
    "the bank booked on a working day before or behind a holiday",
    "a credit card shows the day of purchase, before the cycle in which it was billed",
    "the period is that of value days"};
constexpr std::array<std::string_view, 4> kOpening{
    "the file's balance is of the moment of its download, and not of its last booking",
    "the bank booked between the two, or changed the balance by interest and fees without a row",
    "one of the two is a preliminary or a corrected statement",
    "the account was moved to other software, or its currency changed"};
constexpr std::array<std::string_view, 3> kGap{
    "the bank makes statements only when something was booked, or on working days",
    "the statement of that time was not asked for, or stands in an exhibit that is not read",
    "the account was closed and opened again"};
constexpr std::array<std::string_view, 2> kNumbers{
    "the bank counts statements that it does not send, or those of other accounts with them",
    "the statement was not asked for, or stands in an exhibit that is not read"};
constexpr std::array<std::string_view, 3> kOverlap{
    "an export of many months beside monthly statements",
    "the bank ends a statement on the day on which the next one begins",
    "booking days in one and value days in the other"};
constexpr std::array<std::string_view, 2> kDuplicate{
    "the same file was received twice, or once as a paper and once as a file",
    "the bank sends one statement by two ways"};
constexpr std::array<std::string_view, 3> kReissued{
    "a preliminary statement of the day and the final one", "the bank corrected its statement",
    "one was exported with another filter"};
constexpr std::array<std::string_view, 2> kNoFrame{
    "many exports have no balances; the bank's own statements do",
    "an account in several currencies: the statement is of one of them"};

}  // namespace

std::string sentence(const StatementView& view, const Finding& finding) {
  return Telling(view, finding).text();
}

std::span<const std::string_view> benign(FindingKind kind) {
  switch (kind) {
    case FindingKind::sums_differ: return kSums;
    case FindingKind::count_differs: return kCount;
    case FindingKind::balance_breaks: return kBreaks;
    case FindingKind::booked_outside: return kOutside;
    case FindingKind::opening_differs: return kOpening;
    case FindingKind::gap: return kGap;
    case FindingKind::number_gap: return kNumbers;
    case FindingKind::overlap: return kOverlap;
    case FindingKind::duplicate:
    case FindingKind::other_form: return kDuplicate;
    case FindingKind::reissued: return kReissued;
    case FindingKind::no_frame:
    case FindingKind::not_whole: return kNoFrame;
  }
  return {};
}

std::string where(const StatementSet& set, const RecordAt& record) {
  const Statement* const one = record.booking ? nullptr : &set.statements[record.index];
  const Code label = one != nullptr ? one->import : set.import[record.index];
  const Code place = one != nullptr ? one->place : set.place[record.index];
  std::string text = base::one_line(set.names.imports[label]);
  if (place != 0) text += ", " + base::one_line(set.names.places[place]);
  if (one != nullptr && one->number != 0 &&
      set.names.places[place].find(set.names.numbers[one->number]) == std::string_view::npos)
    text += ", statement " + base::one_line(set.names.numbers[one->number]);
  if (one == nullptr && set.row[record.index] != kAbsent)
    text += ", row " + std::to_string(set.row[record.index]);
  return text;
}

std::string about_check(const StatementView& view, std::uint32_t check) {
  const StatementCheck& one = view.report.checks[check];
  if (one.statement != kNoIndex) return where(view.set, {false, one.statement});
  std::string text = base::one_line(view.set.names.imports[one.import]);
  if (one.place != 0) text += ", " + base::one_line(view.set.names.places[one.place]);
  return text;
}

std::string account_text(const StatementSet& set, Code account, Code currency) {
  const std::string name =
      account == 0 ? "(not named)" : base::one_line(set.names.accounts[account]);
  return currency == 0 ? name + " in an unknown currency"
                       : name + " in " + base::one_line(set.names.currencies[currency]);
}

std::string verdict(const StatementView& view, std::uint32_t check) {
  const StatementCheck& one = view.report.checks[check];
  const std::string_view currency = view.set.names.currencies[one.currency];
  if (one.sums == Follows::no)
    return "does not follow by " +
           amount_text(one.difference < 0 ? -one.difference : one.difference, currency);
  if (one.running == Follows::no)
    return "does not follow: " + counted(one.breaks, "running balance") +
           (one.breaks == 1 ? " breaks" : " break");
  if (one.from_before) return "follows from the closing balance of the statement before";
  if (one.of_pages) return "follows, with the other pages of its statement";
  if (one.with_others) return "follows, with bookings that were kept from other exhibits";
  if (one.sums == Follows::yes) return "follows";
  const std::string_view balances =
      one.running == Follows::yes ? "; its running balances follow" : "";
  if (one.statement == kNoIndex)
    return "can not be checked: it has no opening and closing balance" + std::string(balances);
  Finding finding;
  finding.check = check;
  return Telling(view, finding).lacks() + std::string(balances);
}

}  // namespace redress::intake
