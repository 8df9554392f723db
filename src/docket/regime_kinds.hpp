// What regimes and quarantine ask people to do: who is on a named list, which duty was done, what was
// closed and who opened it again, whose bytes were removed under whose receipt.
//
// None is written to case folders: they rest on who signed the act, and a folder has no signatures.
#pragma once

#include <optional>
#include <string>

#include "docket/kinds_evidence.hpp"

namespace redress::docket {

/// A user who may read what stands under a regime with a named list.
struct Named {
  std::string label;
  std::string regime;
  std::string person;  ///< name of a user of the docket
  std::optional<base::PartialDate> from;
  std::optional<base::PartialDate> notified;  ///< when the court was told
  std::string notified_by;
  Ref<Authority> authority;  ///< empty: every authority of the case with this regime
};

/// A duty of a regime that was done: sealing, an inventory, a notice.
struct Duty {
  std::string label;
  Ref<Authority> authority;
  std::string clock;  ///< id of a clock of the authority's regime
  std::optional<base::PartialDate> done;
  std::string by;
  std::string note;
};

/// Something that no lens may use until two others have looked at it.
struct QuarantineOrder {
  std::string label;
  std::string about;  ///< "exhibit E-3", "mention M-1"
  std::string why;
  std::string found_by;
  std::optional<base::PartialDate> on;
};

/// One person's half of letting it be used; it takes two.
struct QuarantineReleaseOrder {
  std::string label;
  std::string about;
  std::string why;
};

/// One person's half of removing bytes that may not be here; the second confirms the first.
struct Purge {
  std::string label;
  Ref<Exhibit> exhibit;
  std::string custodian;
  std::string receipt;
  Ref<Purge> confirms;
  std::string place;  ///< where they are then; empty in acts of 0.1
};

template <>
struct Kind<Named> {
  static constexpr KindInfo info{.name = "named",
                                 .plural = "named_lists",
                                 .prefix = "NL",
                                 .log = Log::evidence,
                                 .disclosure = Disclosure::outside_material,
                                 .in_folder = false,
                                 .help = "a person on the named list of a regime"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Named::label, "short name"),
      field(2, "regime", &Named::regime, "id of the regime", kRequired),
      field(3, "person", &Named::person, "name of a user of the docket", kRequired),
      field(4, "from", &Named::from, "first day on the list", kRequired),
      field(5, "notified", &Named::notified, "when the court was told"),
      field(6, "notified_by", &Named::notified_by, "who told it"),
      field(7, "authority", &Named::authority, "left out: every authority with this regime")};
  static base::Result<void> check(const Named& named);
};

template <>
struct Kind<Duty> {
  static constexpr KindInfo info{.name = "duty",
                                 .plural = "duties",
                                 .prefix = "DU",
                                 .log = Log::evidence,
                                 .disclosure = Disclosure::outside_material,
                                 .in_folder = false,
                                 .help = "a duty of a regime that was done"};
  static constexpr auto fields =
      FieldList{field(1, "label", &Duty::label, "short name"),
                field(2, "authority", &Duty::authority, "under which authority", kRequired),
                field(3, "clock", &Duty::clock, "id of the regime's clock", kRequired),
                field(4, "done", &Duty::done, "when it was done", kRequired),
                field(5, "by", &Duty::by, "who did it", kRequired),
                field(6, "note", &Duty::note, "anything else")};
};

template <>
struct Kind<QuarantineOrder> {
  static constexpr KindInfo info{.name = "quarantine",
                                 .plural = "quarantines",
                                 .prefix = "Q",
                                 .log = Log::evidence,
                                 .disclosure = Disclosure::outside_material,
                                 .in_folder = false,
                                 .help = "what no lens may use until two others have looked at it"};
  static constexpr auto fields =
      FieldList{field(1, "label", &QuarantineOrder::label, "short name"),
                field(2, "about", &QuarantineOrder::about, "kind and label, such as 'exhibit E-3'",
                      kRequired),
                field(3, "why", &QuarantineOrder::why, "why", kRequired),
                field(4, "found_by", &QuarantineOrder::found_by, "who found it", kRequired),
                field(5, "on", &QuarantineOrder::on, "when it was found", kRequired)};
};

template <>
struct Kind<QuarantineReleaseOrder> {
  static constexpr KindInfo info{.name = "quarantine_release",
                                 .plural = "quarantine_releases",
                                 .prefix = "QR",
                                 .log = Log::evidence,
                                 .disclosure = Disclosure::outside_material,
                                 .in_folder = false,
                                 .help = "one person's half of ending a quarantine"};
  static constexpr auto fields = FieldList{
      field(1, "label", &QuarantineReleaseOrder::label, "short name"),
      field(2, "about", &QuarantineReleaseOrder::about, "what may be used again", kRequired),
      field(3, "why", &QuarantineReleaseOrder::why, "why", kRequired)};
};

template <>
struct Kind<Purge> {
  static constexpr KindInfo info{
      .name = "purge",
      .plural = "purges",
      .prefix = "PU",
      .log = Log::evidence,
      .disclosure = Disclosure::outside_material,
      .in_folder = false,
      .help = "one person's half of removing bytes that may not be here"};
  static constexpr auto fields =
      FieldList{field(1, "label", &Purge::label, "short name"),
                field(2, "exhibit", &Purge::exhibit, "whose bytes", kRequired),
                field(3, "custodian", &Purge::custodian, "who has taken them over", kRequired),
                field(4, "receipt", &Purge::receipt, "the custodian's receipt", kRequired),
                field(5, "confirms", &Purge::confirms, "the first person's half"),
                field(6, "place", &Purge::place, "where they are then")};
};

REDRESS_DECLARE_KIND(Named);
REDRESS_DECLARE_KIND(Duty);
REDRESS_DECLARE_KIND(QuarantineOrder);
REDRESS_DECLARE_KIND(QuarantineReleaseOrder);
REDRESS_DECLARE_KIND(Purge);

}  // namespace redress::docket
