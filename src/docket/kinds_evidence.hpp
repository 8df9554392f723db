// What was obtained: authorities, the exhibits under them, and who has held each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docket/kind.hpp"

namespace redress::docket {

enum class AuthorityForm : std::uint8_t {
  warrant,
  subpoena,
  court_order,
  consent,
  open_source,
  public_record,
  treaty_request,
  volunteered,
};
template <>
struct Words<AuthorityForm> {
  static constexpr std::array<std::string_view, 8> kWords{
      "warrant",     "subpoena",      "court-order",    "consent",
      "open-source", "public-record", "treaty-request", "volunteered"};
};

struct Exhibit;

struct Authority {
  std::string label;
  AuthorityForm form = AuthorityForm::warrant;
  std::string title;
  std::string issued_by;
  std::optional<base::PartialDate> issued;
  std::optional<base::PartialDate> from;  ///< scope in time of what may be obtained
  std::optional<base::PartialDate> until;
  std::vector<std::string> accounts;  ///< scope; an empty list does not limit
  std::vector<std::string> numbers;
  std::vector<std::string> places;
  std::vector<std::string> things;
  std::string regime;                ///< id of a pack regime; empty: none comes with it
  std::vector<Ref<Exhibit>> led_by;  ///< exhibits without which it would not have been asked for
  std::string note;
};

/// `contraband`: a reference whose bytes no docket may hold. `filtered`: sealed here, under a key that
/// stands behind the filter wall.
enum class Holding : std::uint8_t { sealed, reference, described, contraband, filtered };
template <>
struct Words<Holding> {
  static constexpr std::array<std::string_view, 5> kWords{"sealed", "reference", "described",
                                                          "contraband", "filtered"};
};

// In the order in which a person enters it.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
struct Exhibit {
  std::string label;
  std::string title;
  Holding holding = Holding::described;
  std::string file_name;
  std::optional<base::Digest> digest;
  std::int64_t size = 0;
  std::string giver;
  std::string custodian;  ///< reference: who has the bytes
  std::string place;      ///< reference: where
  Ref<Authority> authority;
  std::optional<base::PartialDate> obtained;
  std::optional<base::PartialDate> made;
  std::string language;
  std::string source;         ///< public address that was read
  Ref<Exhibit> described_in;  ///< described: where it is described
  std::string described_at;
  std::vector<Ref<Exhibit>> found_through;  ///< what led to it
  bool reviewed = false;
  std::string source_kind;  ///< id of an `ask` group of the evidence packs: "bank", "hotel"
  std::string note;
  std::string obtained_at;                  ///< RFC 3339; finer than `obtained`
  std::vector<std::string> about_accounts;  ///< what its records are of, to judge it by its scope
  std::vector<std::string> about_numbers;
  std::vector<std::string> about_places;
  std::string about_thing;
  bool locked = false;  ///< contraband that was found here: no reader opens it, until it is purged
  SealedText behind;    ///< filtered: the key of the bytes, and the words that tell what it is
  std::optional<base::Digest> sealed_digest;  ///< filtered: of the bytes as they are sealed
  SealedText prints;  ///< filtered: what the release check looks for, for those who may not read it
};

enum class FilterStep : std::uint8_t { behind, cleared, withheld, redacted };
template <>
struct Words<FilterStep> {
  static constexpr std::array<std::string_view, 4> kWords{"behind", "cleared", "withheld",
                                                          "redacted"};
};

/// What was decided about an exhibit at the filter wall, by the user of the act.
struct Filtering {
  std::string label;
  Ref<Exhibit> exhibit;
  FilterStep step = FilterStep::behind;
  std::string why;
  Ref<Exhibit> redacted_as;  ///< redacted: the exhibit that stands in its place
};

/// The giver's half of a hand-over: a user of the docket says whom it goes to, and when.
struct Handover {
  std::string label;
  Ref<Exhibit> exhibit;
  std::string to;
  std::string at;  ///< RFC 3339
  std::string purpose;
  std::string place;
};

struct Custody {
  std::string label;
  Ref<Exhibit> exhibit;
  std::string holder;
  std::optional<base::PartialDate> from;
  std::string handed_over_by;
  std::string place;
  std::string purpose;
  bool rehashed = false;  ///< somebody says that the digest was checked at this hand-over
  std::string at;         ///< RFC 3339; finer than `from`
  std::optional<base::PartialDate> until;
  std::string until_at;
  Ref<Handover> handover;              ///< the giver's half
  Ref<Exhibit> paper;                  ///< what a person outside signed
  std::optional<base::Digest> digest;  ///< taken by the program at this hand-over
};

template <>
struct Kind<Authority> {
  static constexpr KindInfo info{
      .name = "authority",
      .plural = "authorities",
      .prefix = "A",
      .log = Log::evidence,
      .disclosure = Disclosure::outside_material,
      .help = "what allowed us to obtain something, with scope and regime",
      .example =
          R"(--label warrant-1 --form warrant --title "Search of the hotel" --issued 2019-04-01)"};
  static constexpr auto fields =
      FieldList{field(1, "label", &Authority::label, "short name, unique in the case"),
                field(2, "form", &Authority::form, "what it is", kRequired),
                field(3, "title", &Authority::title, "what it says, in one line", kRequired),
                field(4, "issued_by", &Authority::issued_by, "court, office or person"),
                field(5, "issued", &Authority::issued, "when it was issued or given"),
                field(6, "from", &Authority::from, "first day of what may be obtained"),
                field(7, "until", &Authority::until, "last day of what may be obtained"),
                field(8, "accounts", &Authority::accounts, "scope: accounts"),
                field(9, "numbers", &Authority::numbers, "scope: telephone numbers and devices"),
                field(10, "places", &Authority::places, "scope: places"),
                field(11, "things", &Authority::things, "scope: kinds of records and things"),
                field(12, "regime", &Authority::regime, "pack regime that comes with the material"),
                field(13, "led_by", &Authority::led_by,
                      "exhibits without which it would not have been asked for"),
                field(14, "note", &Authority::note, "anything else")};
  static base::Result<void> check(const Authority& authority);
};

template <>
struct Kind<Exhibit> {
  static constexpr KindInfo info{
      .name = "exhibit",
      .plural = "exhibits",
      .prefix = "E",
      .version = 3,
      .log = Log::evidence,
      .disclosure = Disclosure::outside_material,
      .looked_up = "digest",
      .help = "a file as it was seized or received, or a reference to one",
      .example =
          R"(--label safe --holding reference --custodian "Evidence room" --title "Contents of the safe" --authority warrant-1 --obtained 2019-04-03)"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Exhibit::label, "short name, unique in the case"),
      field(2, "title", &Exhibit::title, "what it is", kRequired),
      field(3, "holding", &Exhibit::holding,
            "sealed here, held elsewhere (reference), only described in another document, "
            "contraband that may not be here, or filtered: sealed behind the filter wall",
            kRequired),
      field(4, "file_name", &Exhibit::file_name, "name of the file as received"),
      field(5, "digest", &Exhibit::digest, "SHA-256 of the bytes"),
      field(6, "size", &Exhibit::size, "bytes"),
      field(7, "giver", &Exhibit::giver, "who gave it"),
      field(8, "custodian", &Exhibit::custodian, "who has the bytes, when they are elsewhere"),
      field(9, "place", &Exhibit::place, "where the bytes are, when they are elsewhere"),
      field(10, "authority", &Exhibit::authority, "what allowed us to obtain it", kRequired),
      field(11, "obtained", &Exhibit::obtained, "when it was obtained"),
      field(12, "made", &Exhibit::made, "when the thing itself was made"),
      field(13, "language", &Exhibit::language, "ISO 639 code of its words"),
      field(14, "source", &Exhibit::source, "public address where it was read"),
      field(15, "described_in", &Exhibit::described_in, "the document that describes it"),
      field(16, "described_at", &Exhibit::described_at, "where in that document"),
      field(17, "found_through", &Exhibit::found_through, "exhibits that led to it"),
      field(18, "reviewed", &Exhibit::reviewed, "somebody has gone through it"),
      field(19, "note", &Exhibit::note, "anything else"),
      field(20, "source_kind", &Exhibit::source_kind,
            "kind of source: bank, telecom, hotel, platform ..."),
      field(21, "obtained_at", &Exhibit::obtained_at, "the moment it was obtained (RFC 3339)"),
      field(22, "about_accounts", &Exhibit::about_accounts, "accounts that its records are of"),
      field(23, "about_numbers", &Exhibit::about_numbers, "numbers that its records are of"),
      field(24, "about_places", &Exhibit::about_places, "places that it was taken from"),
      field(25, "about_thing", &Exhibit::about_thing, "kind of record or thing that it is"),
      field(26, "locked", &Exhibit::locked, "found here and closed to every reader"),
      field(27, "behind", &Exhibit::behind,
            "behind the filter wall: the key of the bytes, and what tells what it is"),
      field(28, "sealed_digest", &Exhibit::sealed_digest,
            "SHA-256 of the bytes as they are sealed behind the filter wall"),
      field(29, "prints", &Exhibit::prints,
            "what the release check looks for, for those who may not read what tells what it is")};
  static base::Result<void> check(const Exhibit& exhibit);
  static base::Result<void> complete(Exhibit& exhibit);
};

template <>
struct Kind<Filtering> {
  static constexpr KindInfo info{.name = "filtering",
                                 .plural = "filterings",
                                 .prefix = "FW",
                                 .log = Log::evidence,
                                 .disclosure = Disclosure::privileged_third_party,
                                 .in_folder = false,
                                 .help = "what was decided about an exhibit at the filter wall"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Filtering::label, "short name"),
      field(2, "exhibit", &Filtering::exhibit, "which exhibit", kRequired),
      field(3, "step", &Filtering::step, "what was done", kRequired),
      field(4, "why", &Filtering::why, "why; says nothing of what is in it", kRequired),
      field(5, "redacted_as", &Filtering::redacted_as, "the exhibit that stands in its place")};
  static base::Result<void> check(const Filtering& filtering);
};

template <>
struct Kind<Handover> {
  static constexpr KindInfo info{.name = "handover",
                                 .plural = "handovers",
                                 .prefix = "HO",
                                 .log = Log::evidence,
                                 .disclosure = Disclosure::outside_material,
                                 .in_folder = false,
                                 .help = "the giver's half of a hand-over"};
  static constexpr auto fields =
      FieldList{field(1, "label", &Handover::label, "short name"),
                field(2, "exhibit", &Handover::exhibit, "what is given", kRequired),
                field(3, "to", &Handover::to, "to whom", kRequired),
                field(4, "at", &Handover::at, "the moment (RFC 3339)", kRequired),
                field(5, "purpose", &Handover::purpose, "why it changes hands", kRequired),
                field(6, "place", &Handover::place, "where")};
  static base::Result<void> check(const Handover& handover);
};

template <>
struct Kind<Custody> {
  static constexpr KindInfo info{
      .name = "custody",
      .plural = "custody",
      .prefix = "H",
      .version = 2,
      .log = Log::evidence,
      .disclosure = Disclosure::outside_material,
      .within = "exhibit",
      .help = "who holds an exhibit from a day on",
      .example =
          R"(--exhibit safe --holder "Evidence room" --from 2019-04-03 --handed-over-by "Search team" --purpose "storage")"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Custody::label, "short name"),
      field(2, "exhibit", &Custody::exhibit, "what is held", kRequired),
      field(3, "holder", &Custody::holder, "who holds it", kRequired),
      field(4, "from", &Custody::from, "from when", kRequired),
      field(5, "handed_over_by", &Custody::handed_over_by, "who gave it up"),
      field(6, "place", &Custody::place, "where it is kept"),
      field(7, "purpose", &Custody::purpose, "why it changed hands"),
      field(8, "rehashed", &Custody::rehashed, "the digest was checked at this hand-over"),
      field(9, "at", &Custody::at, "the moment from which (RFC 3339)"),
      field(10, "until", &Custody::until, "until when; left out: until the next holder"),
      field(11, "until_at", &Custody::until_at, "the moment until which (RFC 3339)"),
      field(12, "handover", &Custody::handover, "the giver's half, when the giver is a user"),
      field(13, "paper", &Custody::paper, "the paper that a person outside signed"),
      field(14, "digest", &Custody::digest, "SHA-256 that the program took at this hand-over")};
  static base::Result<void> check(const Custody& custody);
  static base::Result<void> complete(Custody& custody);
};

REDRESS_DECLARE_KIND(Authority);
REDRESS_DECLARE_KIND(Exhibit);
REDRESS_DECLARE_KIND(Filtering);
REDRESS_DECLARE_KIND(Handover);
REDRESS_DECLARE_KIND(Custody);

}  // namespace redress::docket
