// What leaves, and who demands it: releases, demands for our data, and what was done about each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docket/kinds_evidence.hpp"
#include "docket/kinds_people.hpp"
#include "docket/kinds_walls.hpp"

namespace redress::docket {

enum class ReleaseForm : std::uint8_t { brief, case_folder, exhibit, proof };
template <>
struct Words<ReleaseForm> {
  static constexpr std::array<std::string_view, 4> kWords{"brief", "case-folder", "exhibit",
                                                          "proof"};
};

enum class DemandForm : std::uint8_t {
  subpoena,
  warrant,
  court_order,
  administrative_request,
  treaty_request,
  other,
};
template <>
struct Words<DemandForm> {
  static constexpr std::array<std::string_view, 6> kWords{
      "subpoena", "warrant", "court-order", "administrative-request", "treaty-request", "other"};
};

enum class DemandStatus : std::uint8_t {
  received,
  narrowed,
  objected,
  sealed,
  complied,
  withdrawn,
  decided,
};
template <>
struct Words<DemandStatus> {
  static constexpr std::array<std::string_view, 7> kWords{
      "received", "narrowed", "objected", "sealed", "complied", "withdrawn", "decided"};
};

/// Somebody demands data of ours. Nothing leaves by it: bytes leave by a release that names it.
struct Demand {
  std::string label;
  DemandForm form = DemandForm::subpoena;
  std::string from;
  std::optional<base::PartialDate> received;
  std::optional<base::PartialDate> due;
  std::string asks;
  std::vector<Ref<Party>> survivors;
  std::vector<Ref<Exhibit>> exhibits;
  std::vector<std::string> walls;  ///< walls behind which something of what is asked stands
  std::string counsel;
  std::optional<base::PartialDate> counsel_told;  ///< empty: counsel has not looked at it
  std::optional<base::PartialDate> notified;      ///< the survivors, or their counsel
  std::string notified_whom;
  std::string notice_forbidden_by;  ///< the order; empty: none is known
  std::optional<base::PartialDate> notice_forbidden_until;
  DemandStatus status = DemandStatus::received;
  std::string note;
};

enum class DemandMove : std::uint8_t {
  counsel,
  notify,
  narrow,
  object,
  seal,
  comply,
  withdraw,
  decide,
};
template <>
struct Words<DemandMove> {
  static constexpr std::array<std::string_view, 8> kWords{
      "counsel", "notify", "narrow", "object", "seal", "comply", "withdraw", "decide"};
};

/// One thing that was done about a demand, by whom and when.
struct DemandStep {
  std::string label;
  Ref<Demand> demand;
  DemandMove what = DemandMove::counsel;
  std::optional<base::PartialDate> on;
  std::string who;
  std::string text;
};

struct Release {
  std::string label;
  ReleaseForm form = ReleaseForm::brief;
  std::string receiver;
  std::string purpose;
  Ground ground = Ground::authority;
  std::string profile;
  std::optional<base::Digest> digest;
  std::int64_t size = 0;
  Ref<Demand> demand;
  std::string looked_at;                  ///< why weaker hits of the release check may leave
  std::vector<std::string> not_searched;  ///< whose values the release check could not look for
  std::string not_sent;  ///< the act came first, and then the bytes could not be written: why
};

// ---- declarations ------------------------------------------------------------------------------

template <>
struct Kind<Demand> {
  static constexpr KindInfo info{
      .name = "demand",
      .plural = "demands",
      .prefix = "DM",
      .log = Log::evidence,
      .disclosure = Disclosure::work_product,
      .in_folder = false,
      .help = "a subpoena, warrant or request for what this docket keeps",
      .example =
          R"(--label DM1 --form subpoena --from "Court of the example" --received 2024-03-01 --due 2024-03-15 --asks "all records about S1")"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Demand::label, "short name"),
      field(2, "form", &Demand::form, "what it is", kRequired),
      field(3, "from", &Demand::from, "who demands", kRequired),
      field(4, "received", &Demand::received, "when it came", kRequired),
      field(5, "due", &Demand::due, "last day to answer"),
      field(6, "asks", &Demand::asks, "what is asked, in its own words", kRequired),
      field(7, "survivors", &Demand::survivors, "about which survivors"),
      field(8, "exhibits", &Demand::exhibits, "about which exhibits"),
      field(9, "walls", &Demand::walls, "walls behind which something of it stands"),
      field(10, "counsel", &Demand::counsel, "counsel who looks at it"),
      field(11, "counsel_told", &Demand::counsel_told, "when counsel looked at it"),
      field(12, "notified", &Demand::notified, "when the survivors or their counsel were told"),
      field(13, "notified_whom", &Demand::notified_whom, "who was told"),
      field(14, "notice_forbidden_by", &Demand::notice_forbidden_by,
            "the order that forbids to tell them"),
      field(15, "notice_forbidden_until", &Demand::notice_forbidden_until, "when that order ends"),
      field(16, "status", &Demand::status, "how it stands"),
      field(17, "note", &Demand::note, "anything else")};
  /// Without counsel's look nothing is complied with; notice is given, or forbidden by an order.
  static base::Result<void> check(const Demand& demand);
};

template <>
struct Kind<DemandStep> {
  static constexpr KindInfo info{.name = "demand_step",
                                 .plural = "demand_steps",
                                 .prefix = "DS",
                                 .log = Log::evidence,
                                 .disclosure = Disclosure::work_product,
                                 .within = "demand",
                                 .in_folder = false,
                                 .help = "what was done about a demand"};
  static constexpr auto fields =
      FieldList{field(1, "label", &DemandStep::label, "short name"),
                field(2, "demand", &DemandStep::demand, "which demand", kRequired),
                field(3, "what", &DemandStep::what, "what was done", kRequired),
                field(4, "on", &DemandStep::on, "when", kRequired),
                field(5, "who", &DemandStep::who, "who did it", kRequired),
                field(6, "text", &DemandStep::text, "what was done, in words", kRequired)};
};

template <>
struct Kind<Release> {
  static constexpr KindInfo info{.name = "release",
                                 .plural = "releases",
                                 .prefix = "R",
                                 .log = Log::evidence,
                                 .disclosure = Disclosure::outside_material,
                                 .in_folder = false,
                                 .help = "bytes that left the docket"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Release::label, "short name"),
      field(2, "form", &Release::form, "what left", kRequired),
      field(3, "receiver", &Release::receiver, "to whom", kRequired),
      field(4, "purpose", &Release::purpose, "for what", kRequired),
      field(5, "ground", &Release::ground, "on which ground", kRequired),
      field(6, "profile", &Release::profile, "redaction profile", kRequired),
      field(7, "digest", &Release::digest, "SHA-256 of what left", kRequired),
      field(8, "size", &Release::size, "bytes"),
      field(9, "demand", &Release::demand, "the demand that it answers"),
      field(10, "looked_at", &Release::looked_at,
            "why weaker hits of the release check may leave: who looked"),
      field(11, "not_searched", &Release::not_searched,
            "whose values the release check could not look for"),
      field(12, "not_sent", &Release::not_sent, "why the bytes never left, where they did not")};
};

REDRESS_DECLARE_KIND(Demand);
REDRESS_DECLARE_KIND(DemandStep);
REDRESS_DECLARE_KIND(Release);

}  // namespace redress::docket
