#include "intake/propose.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "intake/figures.hpp"
#include "intake/map_fields.hpp"
#include "intake/propose_bookings.hpp"
#include "intake/propose_calls.hpp"
#include "intake/propose_words.hpp"

namespace redress::intake {
namespace {

/// Below this share of certainty a column is not mapped.
constexpr unsigned kLeast = 40;
/// Six digits that may be a day: a guess, whatever the header says.
constexpr unsigned kBareDay = 45;

struct Candidate {
  const KindSpec* kind = nullptr;
  std::vector<Match> matches;
  unsigned score = 0;
  bool whole = false;

  bool has(std::string_view field) const {
    return std::ranges::any_of(matches,
                               [&](const Match& one) { return one.words->field == field; });
  }
};

/// Fields without which nothing speaks for a kind: a date and an amount alone are no call.
bool tells(std::string_view kind, std::string_view field) {
  static constexpr std::pair<std::string_view, std::string_view> kTelling[] = {
      {"transfer", "amount"},
      {"transfer", "debit"},
      {"transfer", "credit"},
      {"call", "from"},
      {"call", "to"},
      {"call", "other"},
      {"wallet_transfer", "transaction"},
      {"wallet_transfer", "from"},
      {"wallet_transfer", "to"},
      {"cell_site", "cell"},
      {"message", "text"},
      {"payslip", "worker"},
      {"shift", "worker"},
      {"charge_entry", "person"},
      {"agreement", "worker"},
      {"stay", "guest"},
      {"stay", "house"},
      {"journey", "traveller"},
      {"identity_paper", "number"},
      {"identity_paper", "holder"},
      {"contact", "name"},
      {"balance", "closing"},
      {"balance", "opening"}};
  return std::ranges::find(kTelling, std::pair(kind, field)) != std::end(kTelling);
}

std::size_t known_in(const HeadRow& row) {
  return static_cast<std::size_t>(std::ranges::count_if(row.folded, is_known_header));
}

/// "DateTime (UTC)"
bool says_utc(std::string_view header) {
  const std::string folded = folded_header(header);
  const std::size_t at = folded.find("utc");
  const auto letter = [&](std::size_t i) {
    return i < folded.size() && folded[i] >= 'a' && folded[i] <= 'z';
  };
  return at != std::string::npos && (at == 0 || !letter(at - 1)) && !letter(at + 3);
}

class Proposer {
 public:
  explicit Proposer(const TableHead& head) : head_(head) {}
  Proposal propose();

 private:
  void find_headers();
  void measure();
  Candidate candidate(const KindSpec& kind) const;
  void settle_other(Candidate& call) const;
  bool is_headed(std::string_view kind, std::string_view field, bool fits) const;
  bool speaks_against(const Candidate& one) const;
  void choose();
  void guess_without_headers();
  void fill(Proposal& out);
  void describe(Proposal& out) const;
  void lacks(Proposal& out) const;
  void few_known(Proposal& out) const;
  void unfit(Proposal& out) const;
  bool speaks_of_survivors() const;
  std::string reason(const Match& match) const;
  std::string_view header_of(std::size_t column) const {
    return header_ != nullptr && column < header_->cells.size()
               ? std::string_view(header_->cells[column])
               : std::string_view();
  }

  const TableHead& head_;
  const HeadRow* header_ = nullptr;
  std::uint64_t first_ = 1;
  std::size_t width_ = 0;
  std::vector<ColumnShape> shapes_;
  Candidate best_;
  bool balance_runs_ = false;
};

/// The row whose cells are the most known words, at least two.
void Proposer::find_headers() {
  std::size_t most = 1;
  for (const HeadRow& row : head_) {
    const std::size_t known = known_in(row);
    if (known <= most) continue;
    most = known;
    header_ = &row;
  }
  if (header_ != nullptr) first_ = header_->number + 1;
}

void Proposer::measure() {
  width_ = header_ != nullptr ? header_->cells.size() : evenness(head_).cells;
  for (std::size_t i = 0; i < width_; ++i) shapes_.push_back(shape_of_column(head_, i, first_));
}

/// Each field gets the column whose header names it best, each column one field.
Candidate Proposer::candidate(const KindSpec& kind) const {
  std::vector<Match> all;
  for (std::size_t column = 0; column < width_; ++column) {
    const std::string& header = header_->folded[column];
    for (const HeaderWords& words : header_words()) {
      if (words.kind != kind.name) continue;
      unsigned named = header_fits(header, words);
      if (kind.name == "transfer") named = booking_fits(header, words.field, named);
      const FieldSpec* spec = kind.field(words.field);
      if (named == 0 || spec == nullptr) continue;
      unsigned percent = named * shape_fits(*spec, shapes_[column]) / 100;
      const bool day = spec->sort == FieldSort::day || spec->part == FieldPart::date;
      if (day && shapes_[column].mostly(shapes_[column].bare))
        percent = std::min(percent, kBareDay);
      if (percent >= kLeast) all.push_back({column, &words, percent});
    }
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &Match::percent);
  Candidate out{.kind = &kind};
  for (const Match& match : all) {
    const bool taken = std::ranges::any_of(out.matches, [&](const Match& one) {
      // What is written about a booking often stands in several columns.
      const bool several = match.words->field == "text" && kind.name == "transfer";
      return one.column == match.column || (one.words->field == match.words->field && !several);
    });
    if (taken) continue;
    out.matches.push_back(match);
    out.score += match.percent;
  }
  if (kind.name == "call") settle_other(out);
  out.whole = std::ranges::all_of(kind.needed, [&](const auto& group) {
    return std::ranges::any_of(group, [&](std::string_view field) { return out.has(field); });
  });
  return out;
}

/// A bare number is the other side of a call on bills and in lists of calls alone.
void Proposer::settle_other(Candidate& call) const {
  if (!call.has("other")) return;
  const bool of_others = is_headed("stay", "guest", true) || is_headed("shift", "worker", true) ||
                         is_headed("charge_entry", "person", true) ||
                         is_headed("contact", "name", true) ||
                         is_headed("transfer", "currency", true);
  const CallTable table{head_, first_, shapes_, call.matches};
  if (table.says_ways() || (table.is_bill() && !of_others)) return;
  const auto at =
      std::ranges::find(call.matches, "other", [](const Match& one) { return one.words->field; });
  call.score -= at->percent;
  call.matches.erase(at);
}

/// Whether some column is headed as a field of a kind; `fits`: and has such values.
bool Proposer::is_headed(std::string_view kind, std::string_view field, bool fits) const {
  constexpr unsigned kNamed = 88;
  const FieldSpec* spec = map_kind(kind)->field(field);
  for (const HeaderWords& words : header_words()) {
    if (words.kind != kind || words.field != field) continue;
    for (std::size_t i = 0; i < width_; ++i)
      if (shapes_[i].values > 0 && header_fits(header_->folded[i], words) >= kNamed &&
          (!fits || shape_fits(*spec, shapes_[i]) > 0))
        return true;
  }
  return false;
}

/// What a table of another kind has and one of this kind has not.
bool Proposer::speaks_against(const Candidate& one) const {
  const std::string_view kind = one.kind->name;
  const bool money =
      is_headed("transfer", "amount", false) ||
      (is_headed("transfer", "debit", false) && is_headed("transfer", "credit", false));
  const bool words = is_headed("message", "text", true);
  if (kind == "message") return money;
  if (kind == "call") return (money || words) && !one.has("duration");
  if (kind == "wallet_transfer") return money && !one.has("transaction");
  // A mast has no time; a call at a mast has.
  if (kind == "cell_site")
    return is_headed("call", "date", true) && is_headed("call", "duration", true);
  return false;
}

void Proposer::choose() {
  for (const KindSpec& kind : map_kinds()) {
    Candidate one = candidate(kind);
    if (speaks_against(one)) continue;
    const bool speaks = std::ranges::any_of(
        one.matches, [&](const Match& match) { return tells(kind.name, match.words->field); });
    if (!speaks) continue;
    const bool better =
        one.score != best_.score ? one.score > best_.score : one.whole && !best_.whole;
    if (best_.kind == nullptr || better) best_ = std::move(one);
  }
}

/// A column of dates and one of amounts: perhaps bookings. Only that, and only as a guess.
void Proposer::guess_without_headers() {
  best_ = {.kind = map_kind("transfer")};
  std::vector<std::size_t> amounts;
  std::optional<std::size_t> date;
  for (std::size_t i = 0; i < width_; ++i) {
    const ColumnShape& shape = shapes_[i];
    if (!date && shape.mostly(shape.dates)) date = i;
    const bool figures = shape.mostly(shape.figures) && !shape.mostly(shape.whole);
    if (figures && !shape.mostly(shape.dates)) amounts.push_back(i);
  }
  if (!date || amounts.empty()) return;
  best_.matches.push_back({*date, words_of_booking("date"), 35});
  std::size_t amount = amounts[0];
  for (const std::size_t a : amounts)
    for (const std::size_t b : amounts)
      if (a != b && runs_with(head_, a, b, first_).does()) {
        amount = a;
        best_.matches.push_back({b, words_of_booking("balance"), 65});
        balance_runs_ = true;
      }
  best_.matches.push_back({amount, words_of_booking("amount"), balance_runs_ ? 65U : 35U});
  for (std::size_t i = 0; i < width_; ++i)
    if (shapes_[i].mostly(shapes_[i].currencies))
      best_.matches.push_back({i, words_of_booking("currency"), 60});
  best_.whole = true;
}

std::string Proposer::reason(const Match& match) const {
  const ColumnShape& shape = shapes_[match.column];
  std::string out;
  if (!match.why.empty()) {
    out = match.why;
  } else if (header_ != nullptr) {
    const unsigned named = header_fits(header_->folded[match.column], *match.words);
    out = named >= 88 ? "the header says so" : "the header has the word among others";
  } else {
    out = "from the form of its values alone";
  }
  if (shape.values == 0) return out + "; it has no values";
  const auto all = [&](std::size_t count, std::string_view what) {
    if (shape.mostly(count)) out += "; its values are " + std::string(what);
  };
  // 12.30 is an amount and a time; the column tells.
  const std::string_view field = match.words->field;
  const bool is_money = field == "amount" || field == "debit" || field == "credit" ||
                        field == "balance" || field == "fee";
  if (shape.mostly(shape.bare)) {
    all(shape.bare, "six digits, which may be a day or a number");
  } else if (shape.mostly(shape.dates)) {
    all(shape.dates, "dates");
  } else if (shape.mostly(shape.ibans)) {
    all(shape.ibans, "IBANs with right check digits");
  } else if (shape.mostly(shape.currencies)) {
    all(shape.currencies, "currency codes");
  } else if (shape.mostly(shape.clocks) && !(is_money && shape.mostly(shape.figures))) {
    all(shape.clocks, "times");
  } else if (shape.mostly(shape.figures)) {
    all(shape.figures, "figures");
  }
  if (balance_runs_ && (match.words->field == "balance" || match.words->field == "amount"))
    out += "; amount and balance of the rows add up";
  return out;
}

void Proposer::describe(Proposal& out) const {
  for (std::size_t i = 0; i < width_; ++i) {
    ProposedColumn column{
        .number = static_cast<std::uint32_t>(i + 1),
        .header = std::string(without_blanks(header_of(i))),
        .field = {},
        .percent = 0,
        .certainty = Certainty::guess,
        .reason = "no field of a " + std::string(best_.kind->name) + " is known for it"};
    for (const Match& match : best_.matches) {
      if (match.column != i) continue;
      column.field = match.words->field;
      column.percent = match.percent;
      column.reason = reason(match);
      if (match.words->field == "balance" && balance_runs_) column.percent = 99;
    }
    column.certainty = column.percent >= 85   ? Certainty::sure
                       : column.percent >= 60 ? Certainty::likely
                                              : Certainty::guess;
    out.columns.push_back(std::move(column));
  }
}

void Proposer::fill(Proposal& out) {
  out.map.gives = best_.kind->name;
  out.map.name = "proposed";
  out.map.table.header = header_ != nullptr ? header_->number : 0;
  std::vector<Match> matches = best_.matches;
  std::ranges::sort(matches, {}, &Match::column);
  for (const Match& match : matches) {
    MapField field{.field = std::string(match.words->field)};
    const std::string_view header = without_blanks(header_of(match.column));
    const bool once = header_ != nullptr && !header.empty() &&
                      std::ranges::count(header_->folded, header_->folded[match.column]) == 1;
    if (once) {
      field.from.push_back({std::string(header), 0});
    } else {
      field.from.push_back({{}, static_cast<std::uint32_t>(match.column + 1)});
    }
    const auto same = std::ranges::find(out.map.columns, field.field, &MapField::field);
    if (same != out.map.columns.end()) {
      same->from.push_back(std::move(field.from.front()));
    } else {
      out.map.columns.push_back(std::move(field));
    }
    const bool clock = match.words->field == "date" || match.words->field == "time";
    if (clock && says_utc(header) && out.map.constant("zone").empty())
      out.map.constants.push_back({"zone", "UTC"});
    const std::string_view code = code_in_header(header);
    const bool money = match.words->field == "amount" || match.words->field == "debit";
    const bool has_currency = std::ranges::any_of(
        matches, [](const Match& one) { return one.words->field == "currency"; });
    if (money && !code.empty() && !has_currency && out.map.constant("currency").empty())
      out.map.constants.push_back({"currency", std::string(code)});
  }
}

/// Headers of a table about persons who were harmed. Their names and numbers are nobody's contacts.
bool Proposer::speaks_of_survivors() const {
  const HeadRow* row = header_;
  if (row == nullptr && !head_.empty()) row = head_.data();
  if (row == nullptr) return false;
  constexpr std::array kWords = {"trafficking", "exploitation", "survivor", "victim", "opfer",
                                 "victime",     "victima",      "vitima",   "vittima"};
  return std::ranges::any_of(row->folded, [&](const std::string& header) {
    return std::ranges::any_of(
        kWords, [&](const char* word) { return header.find(word) != std::string::npos; });
  });
}

/// Columns that are headed as what a booking needs, and have no such values.
void Proposer::unfit(Proposal& out) const {
  constexpr unsigned kNamed = 88;
  for (const std::string_view field : {"date", "amount", "debit", "credit"}) {
    const FieldSpec& spec = *map_kind("transfer")->field(field);
    for (std::size_t i = 0; i < width_; ++i) {
      const bool named = header_fits(header_->folded[i], *words_of_booking(field)) >= kNamed;
      if (!named || shapes_[i].values == 0 || shape_fits(spec, shapes_[i]) > 0) continue;
      const std::size_t good = field == "date" ? shapes_[i].dates : shapes_[i].figures;
      out.lacks.push_back(base::in_quotes(without_blanks(header_of(i))) + " is headed as the " +
                          std::string(field) + ", but only " + std::to_string(good) + " of its " +
                          std::to_string(shapes_[i].values) + " values can be read as one");
    }
  }
}

/// Of kinds that need little, more must be known: a table with a column "name" is not a list of
/// contacts.
void Proposer::few_known(Proposal& out) const {
  const auto good = std::ranges::count_if(best_.matches, [&](const Match& one) {
    return one.percent >= 60 && shapes_[one.column].values > 0;
  });
  std::size_t headed = 0;
  for (std::size_t i = 0; i < width_; ++i)
    if (!without_blanks(header_of(i)).empty()) ++headed;
  if (good >= 2 && best_.matches.size() * 3 >= headed) return;
  out.lacks.push_back("only " + std::to_string(good) + " of " + std::to_string(headed) +
                      " columns are known as those of a " + std::string(best_.kind->name));
}

void Proposer::lacks(Proposal& out) const {
  for (const auto& group : best_.kind->needed) {
    const bool has = std::ranges::any_of(
        group, [&](std::string_view name) { return out.map.field(name) != nullptr; });
    if (!has)
      out.lacks.push_back("no column is known for " + base::joined(std::span(group), " or "));
  }
  if (best_.kind->name != "transfer") few_known(out);
  if (best_.kind->name == "call" && is_headed("message", "text", true))
    out.lacks.push_back(
        "its rows have words beside durations: calls and messages in one table are "
        "read with two maps, one of each");
  if (speaks_of_survivors())
    out.lacks.push_back(
        "its headers speak of survivors' cases, and no map is ever proposed for these: the reader "
        "htcds takes such a table in without what tells who or where somebody is");
  for (const std::string_view field : {"date", "amount", "debit", "credit"})
    for (const ProposedColumn& column : out.columns)
      if (column.field == field && column.certainty == Certainty::guess)
        out.lacks.push_back("column " + std::to_string(column.number) + " is only a guess for " +
                            column.field);
}

Proposal Proposer::propose() {
  Proposal out;
  find_headers();
  measure();
  if (header_ != nullptr) choose();
  if (header_ == nullptr || best_.kind == nullptr || best_.matches.empty()) {
    if (header_ != nullptr) unfit(out);
    header_ = nullptr;
    first_ = 1;
    shapes_.clear();
    measure();
    guess_without_headers();
  }
  if (header_ != nullptr && best_.kind->name == "transfer") {
    const auto column = [&](std::string_view field) -> std::optional<std::size_t> {
      for (const Match& match : best_.matches)
        if (match.words->field == field) return match.column;
      return std::nullopt;
    };
    for (std::string& one : settle_bookings({head_, *header_, first_, shapes_}, best_.matches))
      out.lacks.push_back(std::move(one));
    const auto amount = column("amount");
    if (amount && shapes_[*amount].above && !shapes_[*amount].negative && !column("sign") &&
        !column("debit") && !column("credit"))
      out.doubts.emplace_back(
          "no amount has a sign, and nothing says which way the money went: all of it was taken as "
          "money that came");
    if (column("amount") && column("balance"))
      balance_runs_ = runs_with(head_, *column("amount"), *column("balance"), first_).does();
  }
  if (header_ != nullptr && best_.has("other") &&
      !CallTable{head_, first_, shapes_, best_.matches}.says_ways())
    out.doubts.emplace_back(
        "one number stands in each row, and nothing says which way the calls went: all were taken "
        "as calls to it, as telephone bills list them");
  describe(out);
  fill(out);
  lacks(out);
  return out;
}

}  // namespace

std::string_view name_of(Certainty certainty) {
  switch (certainty) {
    case Certainty::guess: return "guess";
    case Certainty::likely: return "likely";
    case Certainty::sure: break;
  }
  return "sure";
}

std::string proposal_text(const Proposal& proposal) {
  std::string out;
  const std::string plain = map_text(proposal.map);
  std::string_view rest = plain;
  bool columns = false;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    out += line;
    if (line.starts_with('[')) columns = line == "[columns]";
    for (const ProposedColumn& column : proposal.columns)
      if (columns && !column.field.empty() && line.starts_with(column.field + " = "))
        out += "  # " + std::string(name_of(column.certainty)) + ": " + column.reason;
    out.push_back('\n');
  }
  return out;
}

std::size_t known_headers(const TableHead& head) {
  std::size_t most = 0;
  for (const HeadRow& row : head) most = std::max(most, known_in(row));
  return most;
}

Proposal propose_map(const TableHead& head) {
  Proposal out = Proposer(head).propose();
  out.text = proposal_text(out);
  return out;
}

}  // namespace redress::intake
