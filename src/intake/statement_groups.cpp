// Which booking belongs to which statement. Bookings of one statement mostly stand together, so the
// look-up is made where the key changes only.
#include <algorithm>
#include <unordered_map>

#include "intake/statement_parts.hpp"

namespace redress::intake::statements {
namespace {

struct Key {
  Code import = 0;
  Code place = 0;
  Code account = 0;
  Code currency = 0;
  auto operator<=>(const Key&) const = default;
};
struct KeyHash {
  std::size_t operator()(const Key& key) const {
    std::uint64_t high = (std::uint64_t{key.import} << 32U) | key.place;
    std::uint64_t low = (std::uint64_t{key.account} << 32U) | key.currency;
    high ^= low * 0x9E3779B97F4A7C15U;
    high = (high ^ (high >> 31U)) * 0xBF58476D1CE4E5B9U;
    return high ^ (high >> 27U);
  }
};

/// Where the statements of one key stand in the sorted list; for bookings without one, their check.
struct Found {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t loose = kNoIndex;
};

class Grouping {
 public:
  Grouping(std::span<const Statement> statements, const Bookings& bookings)
      : statements_(statements), bookings_(bookings) {}

  Groups run() {
    take_statements();
    assign();
    gather();
    count_places();
    return std::move(out_);
  }

 private:
  void take_statements() {
    sorted_.resize(statements_.size());
    out_.checks.reserve(statements_.size());
    for (std::uint32_t i = 0; i < sorted_.size(); ++i) {
      sorted_[i] = i;
      const Statement& one = statements_[i];
      out_.checks.push_back({.statement = i,
                             .import = one.import,
                             .account = one.account,
                             .currency = one.currency,
                             .place = one.place});
    }
    std::ranges::sort(sorted_, [&](std::uint32_t a, std::uint32_t b) {
      const Key left = key_of(a);
      const Key right = key_of(b);
      if (left != right) return left < right;
      if (statements_[a].row != statements_[b].row) return statements_[a].row < statements_[b].row;
      return a < b;
    });
    for (std::uint32_t i = 0; i < sorted_.size();) {
      const std::uint32_t begin = i;
      const Key key = key_of(sorted_[i]);
      while (i < sorted_.size() && key_of(sorted_[i]) == key) ++i;
      found_[key] = {begin, i, kNoIndex};
    }
  }

  Key key_of(std::uint32_t statement) const {
    const Statement& one = statements_[statement];
    return {one.import, one.place, one.account, one.currency};
  }
  Key key_at(std::size_t booking) const {
    return {bookings_.import[booking], bookings_.place[booking], bookings_.account[booking],
            bookings_.currency[booking]};
  }

  void assign() {
    out_.check_of.resize(bookings_.size());
    Key last;
    Found* found = nullptr;
    for (std::size_t i = 0; i < bookings_.size(); ++i) {
      const Key key = key_at(i);
      if (found == nullptr || key != last) {
        found = &found_[key];
        last = key;
      }
      out_.check_of[i] = check_for(*found, i);
    }
  }

  std::uint32_t check_for(Found& found, std::size_t booking) {
    if (found.end - found.begin == 1) return sorted_[found.begin];
    if (found.end == found.begin) {
      if (found.loose == kNoIndex) found.loose = add_loose(booking);
      return found.loose;
    }
    const auto begin = sorted_.begin() + found.begin;
    const auto end = sorted_.begin() + found.end;
    const auto behind = std::upper_bound(
        begin, end, bookings_.row[booking],
        [&](std::int64_t row, std::uint32_t one) { return row < statements_[one].row; });
    return behind == begin ? *begin : *(behind - 1);
  }

  std::uint32_t add_loose(std::size_t booking) {
    const auto check = static_cast<std::uint32_t>(out_.checks.size());
    out_.checks.push_back({.import = bookings_.import[booking],
                           .account = bookings_.account[booking],
                           .currency = bookings_.currency[booking],
                           .place = bookings_.place[booking]});
    return check;
  }

  /// Counting sort by check, which keeps the order of the input, then by row where it is not that.
  void gather() {
    out_.begin.assign(out_.checks.size() + 1, 0);
    for (const std::uint32_t check : out_.check_of) ++out_.begin[check + 1];
    for (std::size_t c = 1; c < out_.begin.size(); ++c) out_.begin[c] += out_.begin[c - 1];
    std::vector<std::uint32_t> next(out_.begin.begin(), out_.begin.end() - 1);
    out_.order.resize(out_.check_of.size());
    for (std::size_t i = 0; i < out_.check_of.size(); ++i)
      out_.order[next[out_.check_of[i]]++] = static_cast<std::uint32_t>(i);
    const auto row = [&](std::uint32_t booking) { return bookings_.row[booking]; };
    for (std::size_t c = 0; c + 1 < out_.begin.size(); ++c) {
      const std::span rows =
          std::span(out_.order).subspan(out_.begin[c], out_.begin[c + 1] - out_.begin[c]);
      if (!std::ranges::is_sorted(rows, {}, row)) std::ranges::stable_sort(rows, {}, row);
      if (!rows.empty()) out_.checks[c].first_booking = rows.front();
    }
  }

  /// A source counts what stands at a place, whatever its currency; where several statements share
  /// it, their own.
  void count_places() {
    struct Counted {
      std::uint32_t bookings = 0;
      std::uint32_t statements = 0;
    };
    std::unordered_map<std::uint64_t, Counted> places;
    const auto key = [](const StatementCheck& one) {
      return (std::uint64_t{one.import} << 32U) | one.place;
    };
    for (std::uint32_t c = 0; c < out_.checks.size(); ++c) {
      Counted& counted = places[key(out_.checks[c])];
      counted.bookings += out_.begin[c + 1] - out_.begin[c];
      counted.statements += out_.checks[c].statement != kNoIndex ? 1U : 0U;
    }
    for (std::uint32_t c = 0; c < out_.checks.size(); ++c) {
      const Counted& counted = places[key(out_.checks[c])];
      out_.at_place.push_back(counted.statements == 1 ? counted.bookings
                                                      : out_.begin[c + 1] - out_.begin[c]);
    }
  }

  std::span<const Statement> statements_;
  const Bookings& bookings_;
  std::vector<std::uint32_t> sorted_;
  std::unordered_map<Key, Found, KeyHash> found_;
  Groups out_;
};

}  // namespace

Groups group(std::span<const Statement> statements, const Bookings& bookings) {
  return Grouping(statements, bookings).run();
}

}  // namespace redress::intake::statements
