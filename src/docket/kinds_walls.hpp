// What stands behind walls and who may read it: grants, notes, openings; duties to keep and acts of
// erasing. The rules of each wall are in wall_rules.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "docket/kinds_people.hpp"

namespace redress::docket {

enum class Wall : std::uint8_t {
  identity,
  location,
  medical,
  immigration,
  service_notes,
  legal_advice,
  filter,
};
template <>
struct Words<Wall> {
  static constexpr std::array<std::string_view, 7> kWords{
      "identity", "location", "medical", "immigration", "service-notes", "legal-advice", "filter"};
};
inline constexpr std::size_t kWallCount = Words<Wall>::kWords.size();

/// What a reading is for. Free text beside it says more.
enum class Aim : std::uint8_t {
  safety,
  notice,
  services,
  status,
  testimony,
  restitution,
  review,
  advice,
};
template <>
struct Words<Aim> {
  static constexpr std::array<std::string_view, 8> kWords{
      "safety", "notice", "services", "status", "testimony", "restitution", "review", "advice"};
};

enum class Ground : std::uint8_t { consent, authority, legal_duty, court_order, public_facts };
template <>
struct Words<Ground> {
  static constexpr std::array<std::string_view, 5> kWords{"consent", "authority", "legal-duty",
                                                          "court-order", "public-facts"};
};

struct User;

/// That a user may read behind a wall of a case. It stands until it is withdrawn or its last day
/// has gone by; the key goes with it.
struct Grant {
  std::string label;
  Wall wall = Wall::identity;
  Ref<User> reader;
  std::optional<base::PartialDate> from;
  std::optional<base::PartialDate> until;  ///< last day, UTC
  std::string why;
  bool checks = false;  ///< reads nothing: the release check may look for what stands there
};

/// Something about a survivor, or for the filter wall about the case, that only readers see.
struct Note {
  std::string label;
  Ref<Party> party;  ///< none: about the case, behind the filter wall only
  Wall wall = Wall::identity;
  SealedText text;
  SealedText prints;  ///< what the release check looks for, for those who may not read
};

/// Somebody read what stands behind a wall. Durable before the first byte is shown.
struct Opening {
  std::string label;
  Ref<Party> party;  ///< none: the case's own matter behind the filter wall
  Wall wall = Wall::identity;
  Aim aim = Aim::safety;
  Ground ground = Ground::authority;
  std::string why;
  bool prints = false;  ///< nothing was read: the release check looked for it
};

/// A duty to preserve that is stronger than any wish to delete; withdrawn when it has ended.
struct Hold {
  std::string label;
  Ref<Party> party;  ///< none: the whole case
  std::string why;
  std::optional<base::PartialDate> until;  ///< empty: until it is withdrawn
};

/// The keys to what was entered about a person were destroyed. Never withdrawn.
struct Shred {
  std::string label;
  Ref<Party> party;
  std::string why;
  std::optional<base::Digest> entered_by;  ///< leaf hash of the act that entered the party
};

/// That a copy of the docket, or of its stored keys, was made: what an erasure can not reach is listed.
struct Backup {
  std::string label;
  std::string place;
  bool keys = false;  ///< the stored keys of walls, in a file of their own
  std::optional<base::Digest> digest;
};

/// That the docket got new keys. Each key is named, and signs what is said in signers.hpp.
struct Rotation {
  std::string label;
  std::string why;
  std::string before;  ///< public key that signed heads until now, in hexadecimal
  std::string signer;  ///< and from now on
  std::int64_t evidence_acts = 0;
  std::int64_t work_acts = 0;
  std::string before_signature;
  std::string signature;
};

template <>
struct Kind<Grant> {
  static constexpr KindInfo info{.name = "grant",
                                 .plural = "grants",
                                 .prefix = "G",
                                 .disclosure = Disclosure::housekeeping,
                                 .in_folder = false,
                                 .help = "that a user may read behind a wall of a case"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Grant::label, "short name"),
      field(2, "wall", &Grant::wall, "which wall", kRequired),
      field(3, "reader", &Grant::reader, "who may read", kRequired),
      field(4, "from", &Grant::from, "first day"),
      field(5, "until", &Grant::until, "last day, in UTC; nothing: until withdrawn"),
      field(6, "why", &Grant::why, "why this person needs it", kRequired),
      field(7, "checks", &Grant::checks, "does not read: may have what leaves searched for it")};
  static base::Result<void> check(const Grant& grant);
};

template <>
struct Kind<Note> {
  static constexpr KindInfo info{
      .name = "note",
      .plural = "notes",
      .prefix = "N",
      .disclosure = Disclosure::privileged_third_party,
      .in_folder = false,
      .help = "something about a survivor behind a wall, or about the case behind the filter wall"};
  static constexpr auto fields =
      FieldList{field(1, "label", &Note::label, "short name; says nothing of what is in it"),
                field(2, "party", &Note::party, "about whom; nobody for the filter wall"),
                field(3, "wall", &Note::wall, "behind which wall", kRequired),
                field(4, "text", &Note::text, "what it says"),
                field(5, "prints", &Note::prints, "what the release check looks for")};
  static base::Result<void> check(const Note& note);
};

template <>
struct Kind<Opening> {
  static constexpr KindInfo info{.name = "opening",
                                 .plural = "openings",
                                 .prefix = "O",
                                 .disclosure = Disclosure::housekeeping,
                                 .in_folder = false,
                                 .help = "somebody read what stands behind a wall"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Opening::label, "short name"),
      field(2, "party", &Opening::party, "about whom; nobody for the filter wall"),
      field(3, "wall", &Opening::wall, "which wall", kRequired),
      field(4, "aim", &Opening::aim, "what for", kRequired),
      field(5, "ground", &Opening::ground, "on which ground", kRequired),
      field(6, "why", &Opening::why, "more about it", kRequired),
      field(7, "prints", &Opening::prints, "nothing was read: the release check looked for it")};
};

template <>
struct Kind<Hold> {
  static constexpr KindInfo info{
      .name = "hold",
      .plural = "holds",
      .prefix = "HD",
      .log = Log::evidence,
      .disclosure = Disclosure::housekeeping,
      .help = "a duty to preserve that is stronger than any wish to delete",
      .example = R"(--why "The defence asked for everything about the hotel to be kept.")"};
  static constexpr auto fields =
      FieldList{field(1, "label", &Hold::label, "short name"),
                field(2, "party", &Hold::party, "about whom; nobody: the whole case"),
                field(3, "why", &Hold::why, "which duty, and who asked", kRequired),
                field(4, "until", &Hold::until, "last day; nothing: until it is withdrawn")};
};

template <>
struct Kind<Shred> {
  static constexpr KindInfo info{
      .name = "shred",
      .plural = "shreds",
      .prefix = "SH",
      .disclosure = Disclosure::housekeeping,
      .in_folder = false,
      .help = "the keys to what was entered about a person were destroyed"};
  static constexpr auto fields =
      FieldList{field(1, "label", &Shred::label, "short name"),
                field(2, "party", &Shred::party, "about whom", kRequired),
                field(3, "why", &Shred::why, "why, and at whose wish", kRequired),
                field(4, "entered_by", &Shred::entered_by,
                      "leaf hash of the act that entered the person", kRequired)};
};

template <>
struct Kind<Backup> {
  static constexpr KindInfo info{
      .name = "backup",
      .plural = "backups",
      .prefix = "B",
      .disclosure = Disclosure::housekeeping,
      .in_case = false,
      .in_folder = false,
      .help = "that a copy of the docket or of its stored keys was made"};
  static constexpr auto fields =
      FieldList{field(1, "label", &Backup::label, "short name"),
                field(2, "place", &Backup::place, "where it was written", kRequired),
                field(3, "keys", &Backup::keys, "it holds the stored keys of walls"),
                field(4, "digest", &Backup::digest, "SHA-256 of its manifest or file", kRequired)};
};

template <>
struct Kind<Rotation> {
  static constexpr KindInfo info{.name = "rotation",
                                 .plural = "rotations",
                                 .prefix = "RT",
                                 .disclosure = Disclosure::housekeeping,
                                 .in_case = false,
                                 .in_folder = false,
                                 .help = "that the docket got new keys"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Rotation::label, "short name"),
      field(2, "why", &Rotation::why, "why", kRequired),
      field(3, "before", &Rotation::before, "key that signed heads until now", kRequired),
      field(4, "signer", &Rotation::signer, "key that signs heads from now on", kRequired),
      field(5, "evidence_acts", &Rotation::evidence_acts, "acts of the evidence log until now"),
      field(6, "work_acts", &Rotation::work_acts, "acts of the work log until now"),
      field(7, "before_signature", &Rotation::before_signature, "made with the key until now",
            kRequired),
      field(8, "signature", &Rotation::signature, "made with the key from now on", kRequired)};
};

REDRESS_DECLARE_KIND(Grant);
REDRESS_DECLARE_KIND(Note);
REDRESS_DECLARE_KIND(Opening);
REDRESS_DECLARE_KIND(Hold);
REDRESS_DECLARE_KIND(Shred);
REDRESS_DECLARE_KIND(Backup);
REDRESS_DECLARE_KIND(Rotation);

}  // namespace redress::docket
