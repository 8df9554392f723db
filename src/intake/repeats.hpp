// Rows that stand already: a longer copy of the same export, a statement that was issued again.
//
// Promises: a row of an exhibit repeats a row that the case has from another exhibit when all of its columns agree but
// the locator and what a later copy may say otherwise (of a message: conversation, owner, direction, state); of equal
// rows, as many repeat as were kept before (two equal purchases of one day stay two). Times agree as instants where the
// source says their offset or gives the message an id, else as its clock wrote them.
// The same words at the same minute in two chats are two messages: without an id of the service, messages repeat only
// where the two exhibits agree in nine of ten messages of the time that both cover. So do lines of pay, shifts, debts,
// stays and journeys, and only where they say a day and a person: "rent 50" stands on many lists, and two employers may
// pay the same on the same day. So do bookings that say no account: two accounts pay the same fee. Answers of a table of cases repeat where the two exhibits agree in nine of ten answers of
// the cases that both have: two houses number their cases from 1. Files that an exhibit lists repeat where their digest
// is told, or their time and the two exhibits hold the same conversation.
// Rows under another regime (grand jury, bank secrecy) are not compared: who may read the one may not read the other.
// Within one exhibit, rows repeat only where the statement that holds them says the same of itself as an earlier one of
// the exhibit (account, number, period, balances). What repeats is counted and noted with its place, and kept once.
// Two telephones that hold the same chat in the same words are two exhibits: the rows are kept once, and the note of
// repeated rows says that the second has them too.
// Compared are 128 bits of a keyed hash under a key of the moment, so that nobody can make two rows collide.
// Cost: a hash a row of a kind that the case has already (about 0.2 microseconds); memory about 70 bytes for each row
// of the case that is known.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "docket/segment_columns.hpp"

namespace redress::intake {

struct RowKey {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  bool operator==(const RowKey&) const = default;
};

/// What a row says apart from its key, by which two exhibits are found to hold the same.
struct RowSays {
  std::int64_t when =
      0;  ///< of a message microseconds, of a line of work or a booking without account a day; kAbsent: nothing
  std::uint64_t of_case = 0;  ///< of an answer: a hash of the case's number; else 0
  bool has_id = false;        ///< of a message: it has an id of its service
  bool has_account = false;   ///< of a booking
};

/// What the rows of one kind in an exhibit cover: times, or cases with so many answers each.
struct Cover {
  std::vector<std::int64_t> times;
  std::unordered_map<std::uint64_t, std::uint32_t> cases;

  void add(const RowSays& says);
  void add(const Cover& other);
};

/// Hashes of whole rows, without their locators and without what was made of a declared zone.
class RowHasher {
 public:
  explicit RowHasher(base::Rng& rng);
  RowKey of(const docket::Columns& columns, std::size_t row);
  RowSays says(const docket::Columns& columns, std::size_t row);
  /// Whether the row says enough to be told from another one that happens to agree.
  bool tells_enough(const docket::Columns& columns, std::size_t row);
  bool has_digest(const docket::Columns& columns, std::size_t row);

 private:
  /// How a column of a kind is compared.
  enum class Role : std::uint8_t { number, text, wall, instant, name };
  struct Compared {
    Role role = Role::number;
    std::size_t lane = 0;
  };
  void know(const docket::RecordSchema& schema);
  bool tells_instant(const docket::Columns& columns, std::size_t row) const;
  bool has_wall(const docket::Columns& columns, std::size_t row) const;
  bool has_text(std::optional<std::size_t> lane, const docket::Columns& columns,
                std::size_t row) const;
  std::uint64_t of_case(const docket::Columns& columns, std::size_t row) const;
  void number(std::uint64_t value);
  void text(std::string_view value);

  std::array<std::uint8_t, 16> key_{};
  std::string bytes_;
  const docket::RecordSchema* schema_ = nullptr;  ///< that the lists below are of
  std::vector<Compared> compared_;
  std::optional<std::size_t> zone_;
  std::optional<std::size_t> at_;
  std::optional<std::size_t> message_id_;
  std::optional<std::size_t> sender_;
  bool of_work_ = false;
  bool of_media_ = false;
  std::vector<std::size_t> times_;      ///< lanes of days and clocks
  std::vector<std::size_t> days_;       ///< of work: lanes of the days that it is of
  std::optional<std::size_t> account_;  ///< of a booking
  std::optional<std::size_t> case_id_;
  std::vector<std::size_t> persons_;  ///< lanes of people's names
  std::optional<std::size_t> digest_;
};

/// Records whose content tells that it is the same thing again.
bool can_repeat(const docket::RecordSchema& schema);

/// The rows that stand, of every kind that was asked for, with the imports that keep them.
class KnownRows {
 public:
  explicit KnownRows(base::Rng& rng) : hasher_(rng) {}

  /// Rows that an import of an exhibit keeps; `regime`: of its authority.
  void add(const docket::Columns& columns, std::uint64_t import, std::uint64_t exhibit,
           std::string_view regime = {});
  /// What an import kept stands no more.
  void forget(std::uint64_t import);
  void clear();

  /// How often a row stands in other exhibits than this one, and in which of them it came last.
  struct Standing {
    std::uint32_t times = 0;
    std::uint64_t exhibit = 0;
  };
  Standing find(const docket::RecordSchema& schema, const RowKey& key,
                std::uint64_t without_exhibit, std::string_view regime = {},
                const std::vector<std::uint64_t>* only = nullptr) const;
  /// Calls each(exhibit) for every exhibit that has the row.
  template <class Each>
  void each_exhibit(const docket::RecordSchema& schema, const RowKey& key, std::string_view regime,
                    Each each) const {
    const auto of_kind = first_.find(&schema);
    if (of_kind == first_.end()) return;
    const auto first = of_kind->second.find(key);
    if (first == of_kind->second.end()) return;
    for (std::uint32_t at = first->second; at != 0; at = keepers_[at - 1].next) {
      const ImportOf& import = imports_[keepers_[at - 1].import];
      if (import.stands && import.regime == regime) each(import.exhibit);
    }
  }
  /// What the rows of a kind in an exhibit cover; times in order.
  Cover cover_of(const docket::RecordSchema& schema, std::uint64_t exhibit) const;
  bool has(const docket::RecordSchema& schema) const { return first_.contains(&schema); }
  RowKey key_of(const docket::Columns& columns, std::size_t row) {
    return hasher_.of(columns, row);
  }
  RowSays says(const docket::Columns& columns, std::size_t row) {
    return hasher_.says(columns, row);
  }
  bool tells_enough(const docket::Columns& columns, std::size_t row) {
    return hasher_.tells_enough(columns, row);
  }
  bool has_digest(const docket::Columns& columns, std::size_t row) {
    return hasher_.has_digest(columns, row);
  }

  struct Hash {
    std::size_t operator()(const RowKey& key) const { return static_cast<std::size_t>(key.low); }
  };

 private:
  /// An import that keeps a row; several that keep the same follow each other, the last one first.
  struct Keeper {
    std::uint32_t import = 0;  ///< place in imports_
    std::uint32_t times = 0;
    std::uint32_t next = 0;  ///< place in keepers_, plus one; 0: none
  };
  struct ImportOf {
    std::uint64_t number = 0;
    std::uint64_t exhibit = 0;
    std::string regime;
    bool stands = true;
    std::map<const docket::RecordSchema*, Cover> covers;
  };
  std::uint32_t place_of(std::uint64_t import, std::uint64_t exhibit, std::string_view regime);

  RowHasher hasher_;
  std::vector<ImportOf> imports_;
  std::vector<Keeper> keepers_;
  std::unordered_map<const docket::RecordSchema*, std::unordered_map<RowKey, std::uint32_t, Hash>>
      first_;
};

/// Which rows of one new exhibit stand already.
class Repeats {
 public:
  Repeats(KnownRows& known, std::uint64_t exhibit, std::string regime = {})
      : known_(&known), exhibit_(exhibit), regime_(std::move(regime)) {}

  /// For each row the number of the exhibit that has it; 0: it is new. Empty: all are new.
  std::vector<std::uint64_t> of(const docket::Columns& columns);

 private:
  std::vector<std::uint64_t> copies(const docket::Columns& columns,
                                    const std::vector<RowKey>& keys) const;
  bool repeats_in_copies_only(const docket::Columns& columns, std::size_t row) const;

  KnownRows* known_;
  std::uint64_t exhibit_;
  std::string regime_;
  /// Exhibits that hold the same as the rows so far, in order.
  std::vector<std::uint64_t> same_;
  /// How often rows of this exhibit repeated one that stands.
  std::unordered_map<const docket::RecordSchema*,
                     std::unordered_map<RowKey, std::uint32_t, KnownRows::Hash>>
      used_;
};

}  // namespace redress::intake
