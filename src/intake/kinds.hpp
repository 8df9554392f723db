// What the intake room keeps beside imports: transfers that a person accepted as two sides of one.
//
// A match names its two records by import and number ("IM-3 transfer 17"), never by index; the
// references to the imports carry regimes, so that who may not know of an import does not know of
// its matches. It is not written to case folders, as imports are not: there its records would be
// missing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "docket/kinds.hpp"

namespace redress::intake {

enum class MatchState : std::uint8_t { proposed, accepted, undone };

struct TransferMatch {
  std::string label;
  docket::Ref<docket::Import> out_import;
  std::string out_record;  ///< "IM-3 transfer 17", as the import was called then
  std::int64_t out_ordinal = 0;
  docket::Ref<docket::Import> in_import;
  std::string in_record;
  std::int64_t in_ordinal = 0;
  std::int64_t amount = 0;  ///< that left, minor units, without sign
  std::string currency;
  std::int64_t arrived = 0;  ///< minor units
  std::string arrived_currency;
  std::int64_t fee = 0;  ///< minor units of fee_currency
  std::string fee_currency;
  std::int64_t days = 0;  ///< day of arrival less day of leaving
  std::string tie;        ///< what ties the two
  MatchState state = MatchState::proposed;
  std::string reason;  ///< of the person who accepted or undid it
  std::string method;  ///< "transfer-matching 1"
};

}  // namespace redress::intake

namespace redress::docket {

template <>
struct Words<intake::MatchState> {
  static constexpr std::array<std::string_view, 3> kWords{"proposed", "accepted", "undone"};
};

template <>
struct Kind<intake::TransferMatch> {
  using Match = intake::TransferMatch;
  static constexpr KindInfo info{.name = "transfer_match",
                                 .plural = "transfer_matches",
                                 .prefix = "TM",
                                 .disclosure = Disclosure::work_product,
                                 .in_folder = false,
                                 .help =
                                     "an outflow and an inflow that a person accepted as one "
                                     "transfer"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Match::label, "short name, unique in the case"),
      field(2, "out_import", &Match::out_import, "the import with the outflow", kRequired),
      field(3, "out_record", &Match::out_record, "the outflow: import, kind and number", kRequired),
      field(4, "out_ordinal", &Match::out_ordinal, "its number in the import"),
      field(5, "in_import", &Match::in_import, "the import with the inflow", kRequired),
      field(6, "in_record", &Match::in_record, "the inflow: import, kind and number", kRequired),
      field(7, "in_ordinal", &Match::in_ordinal, "its number in the import"),
      field(8, "amount", &Match::amount, "what left, in minor units"),
      field(9, "currency", &Match::currency, "of what left"),
      field(10, "arrived", &Match::arrived, "what arrived, in minor units"),
      field(11, "arrived_currency", &Match::arrived_currency, "of what arrived"),
      field(12, "fee", &Match::fee, "what left less what arrived, in minor units"),
      field(13, "fee_currency", &Match::fee_currency, "in which the two were compared"),
      field(14, "days", &Match::days, "days from leaving to arriving; negative: before"),
      field(15, "tie", &Match::tie, "what ties the two accounts"),
      field(16, "state", &Match::state, "how it stands"),
      field(17, "reason", &Match::reason, "why it was accepted or undone"),
      field(18, "method", &Match::method, "method and version that compared them")};
  static base::Result<void> check(const Match& match);
};

REDRESS_DECLARE_KIND(intake::TransferMatch);

}  // namespace redress::docket

namespace redress::intake {

/// For the host; in the order of the data-model page.
std::vector<const docket::KindSchema*> own_kinds();

}  // namespace redress::intake
