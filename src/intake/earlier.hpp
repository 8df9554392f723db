// Rows that a case has already, kept up over the files of one run. Not for other rooms.
//
// Promises: before the rows of a kind are compared, every row of it that stands in the case is known: what was there when
// the run began, what the run published since, and, where somebody else made an act meanwhile, all of it read anew.
// Cost: each row of a kind that can repeat is read once a run, and once more for each time that others acted.
// Memory: as KnownRows.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "base/result.hpp"
#include "docket/imports.hpp"
#include "intake/repeats.hpp"

namespace redress::intake {

class EarlierRows {
 public:
  EarlierRows(const docket::Docket& docket, docket::CaseRef in_case, docket::ReadingRules rules)
      : docket_(&docket), in_case_(in_case), rules_(std::move(rules)), known_(docket.host().rng) {}

  base::Result<void> catch_up(const docket::RecordSchema& schema);
  KnownRows& rows() { return known_; }

  /// What this run did itself: so many acts; an import, which is one act.
  void acted(std::uint64_t acts) { acts_ += acts; }
  void published(docket::Kept<docket::Import> import);

  /// How often everything was read, for tests.
  std::uint64_t read_anew() const { return read_anew_; }

 private:
  base::Result<void> read_all(const docket::RecordSchema& schema);
  base::Result<void> read_own(const docket::RecordSchema& schema, std::size_t from);
  base::Result<void> take(const docket::Kept<docket::Import>& import,
                          const docket::Records& records);
  base::Result<std::string> regime_of(const docket::Import& import);

  const docket::Docket* docket_;
  docket::CaseRef in_case_;
  docket::ReadingRules rules_;
  KnownRows known_;
  std::uint64_t acts_ = 0;  ///< that the docket has, if nobody else acted
  std::vector<docket::Kept<docket::Import>> own_;
  /// Of each kind that is known, how many of the run's own imports are.
  std::map<const docket::RecordSchema*, std::size_t> caught_up_;
  std::map<std::uint64_t, std::string> regimes_;  ///< of authorities, by their number
  std::unique_ptr<docket::Bulk> bulk_;
  std::uint64_t read_anew_ = 0;
};

}  // namespace redress::intake
