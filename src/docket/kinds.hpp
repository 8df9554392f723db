// What the docket itself keeps: users, cases, authorities, exhibits and their custody, parties with
// their mentions and the decisions that join them, protection, marks, releases and openings.
// long because: the kinds of this room are one list, a struct and its fields each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "docket/kind.hpp"

namespace redress::docket {

enum class Role : std::uint8_t {
  prosecutor,
  investigator,
  financial_analyst,
  victim_specialist,
  disclosure_reviewer,
  supervisor,
  analyst,
};
template <>
struct Words<Role> {
  static constexpr std::array<std::string_view, 7> kWords{
      "prosecutor", "investigator", "financial-analyst", "victim-specialist", "disclosure-reviewer",
      "supervisor", "analyst"};
};

struct User {
  std::string label;
  Role role = Role::prosecutor;
  std::string sign_key;  ///< Ed25519 public key, hexadecimal
  std::string box_key;   ///< X25519 public key, hexadecimal
};

enum class Stage : std::uint8_t { open, charged, tried, on_appeal, closed };
template <>
struct Words<Stage> {
  static constexpr std::array<std::string_view, 5> kWords{"open", "charged", "tried", "on-appeal",
                                                          "closed"};
};

struct Case {
  std::string label;
  std::string title;
  std::string court;
  Stage stage = Stage::open;
  std::string outcome;
  std::vector<std::string> sources;  ///< where public facts were read
  std::string note;
};

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

enum class Holding : std::uint8_t { sealed, reference, described };
template <>
struct Words<Holding> {
  static constexpr std::array<std::string_view, 3> kWords{"sealed", "reference", "described"};
};

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
};

struct Custody {
  std::string label;
  Ref<Exhibit> exhibit;
  std::string holder;
  std::optional<base::PartialDate> from;
  std::string handed_over_by;
  std::string place;
  std::string purpose;
  bool rehashed = false;  ///< the digest was checked at this hand-over
};

enum class Sort : std::uint8_t { person, organisation, account, place, venture };
template <>
struct Words<Sort> {
  static constexpr std::array<std::string_view, 5> kWords{"person", "organisation", "account",
                                                          "place", "venture"};
};

enum class Protected : std::uint8_t { no, survivor, child, witness };
template <>
struct Words<Protected> {
  static constexpr std::array<std::string_view, 4> kWords{"no", "survivor", "child", "witness"};
};

struct Party {
  std::string label;
  Sort sort = Sort::person;
  Protected protection = Protected::no;
  std::string name;      ///< empty for a protected person: who she is stays behind a wall
  SealedText true_name;  ///< behind the identity wall
  std::string role;
  std::string note;
};

enum class ClaimOutcome : std::uint8_t { claimed, upheld, refused, withdrawn };
template <>
struct Words<ClaimOutcome> {
  static constexpr std::array<std::string_view, 4> kWords{"claimed", "upheld", "refused",
                                                          "withdrawn"};
};

struct NonPunishment {
  std::string label;
  Ref<Party> party;
  std::string about;
  ClaimOutcome outcome = ClaimOutcome::claimed;
  std::string specialist;
  std::string reason;
  std::optional<base::PartialDate> review;
};

/// A person whom a named user put up for a target list, under an authority.
struct Listing {
  std::string label;
  Ref<Party> party;
  Ref<Authority> authority;
  std::string purpose;
};

enum class MentionSort : std::uint8_t { name, phone, account, address, email, other };
template <>
struct Words<MentionSort> {
  static constexpr std::array<std::string_view, 6> kWords{"name",    "phone", "account",
                                                          "address", "email", "other"};
};

struct Mention {
  std::string label;
  Ref<Exhibit> exhibit;
  MentionSort sort = MentionSort::name;
  std::string text;    ///< as it stands in the source
  std::string key;     ///< normalised; equal keys are proposed, never joined by themselves
  std::string region;  ///< for national telephone numbers
  std::string locator;
};

enum class Verdict : std::uint8_t { same, different, unsure };
template <>
struct Words<Verdict> {
  static constexpr std::array<std::string_view, 3> kWords{"same", "different", "unsure"};
};

/// Joins or splits: a mention and a party, or two parties. The newest decision on a pair holds.
struct Judgement {
  std::string label;
  Ref<Mention> mention;
  Ref<Party> party;
  Ref<Party> other_party;
  Verdict verdict = Verdict::unsure;
  std::string reason;
};

enum class Favour : std::uint8_t { no, defence, prosecution, both, unsure };
template <>
struct Words<Favour> {
  static constexpr std::array<std::string_view, 5> kWords{"no", "defence", "prosecution", "both",
                                                          "unsure"};
};

/// What the other side is owed about one thing: a mark on any entity ("exhibit E-3", "item pay").
struct Mark {
  std::string label;
  std::string about;
  Favour favours = Favour::unsure;
  std::string why;
  bool reviewed = false;
  std::optional<base::PartialDate> due;
  std::optional<base::PartialDate> disclosed;
  std::string disclosed_to;
  std::string withheld_because;
};

enum class ReleaseForm : std::uint8_t { brief, case_folder, exhibit, proof };
template <>
struct Words<ReleaseForm> {
  static constexpr std::array<std::string_view, 4> kWords{"brief", "case-folder", "exhibit",
                                                          "proof"};
};

enum class Ground : std::uint8_t { consent, authority, legal_duty, court_order, public_facts };
template <>
struct Words<Ground> {
  static constexpr std::array<std::string_view, 5> kWords{"consent", "authority", "legal-duty",
                                                          "court-order", "public-facts"};
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
};

/// Somebody read a walled value. Durable before the first byte is shown.
struct Opening {
  std::string label;
  Ref<Party> party;
  std::string wall;
  std::string purpose;
  Ground ground = Ground::authority;
};

/// Something about the docket that a person had to explain: an older state that was opened.
struct Incident {
  std::string label;
  std::string what;
  std::string explanation;
};

// ---- declarations ------------------------------------------------------------------------------

template <>
struct Kind<User> {
  static constexpr KindInfo info{.name = "user",
                                 .plural = "users",
                                 .prefix = "U",
                                 .disclosure = Disclosure::housekeeping,
                                 .in_case = false,
                                 .in_folder = false,
                                 .help = "a person or machine that may act"};
  static constexpr auto fields = std::tuple{
      field(1, "label", &User::label, "name, unique in the docket", kRequired),
      field(2, "role", &User::role, "what the person may do", kRequired),
      field(3, "sign_key", &User::sign_key, "Ed25519 public key, hexadecimal", kRequired),
      field(4, "box_key", &User::box_key, "X25519 public key, hexadecimal", kRequired)};
};

template <>
struct Kind<Case> {
  static constexpr KindInfo info{.name = "case",
                                 .plural = "cases",
                                 .prefix = "C",
                                 .log = Log::evidence,
                                 .disclosure = Disclosure::work_product,
                                 .in_case = false,
                                 .help = "one matter"};
  static constexpr auto fields =
      std::tuple{field(1, "label", &Case::label, "short name, unique in the docket", kRequired),
                 field(2, "title", &Case::title, "what it is called", kRequired),
                 field(3, "court", &Case::court, "court and docket number, where there is one"),
                 field(4, "stage", &Case::stage, "how far it is"),
                 field(5, "outcome", &Case::outcome, "what the court decided, in one paragraph"),
                 field(6, "sources", &Case::sources, "where public facts about it were read"),
                 field(7, "note", &Case::note, "anything else")};
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
  static constexpr auto fields = std::tuple{
      field(1, "label", &Authority::label, "short name, unique in the case"),
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
};

template <>
struct Kind<Exhibit> {
  static constexpr KindInfo info{
      .name = "exhibit",
      .plural = "exhibits",
      .prefix = "E",
      .log = Log::evidence,
      .disclosure = Disclosure::outside_material,
      .help = "a file as it was seized or received, or a reference to one",
      .example =
          R"(--label safe --holding reference --custodian "Evidence room" --title "Contents of the safe" --authority warrant-1 --obtained 2019-04-03)"};
  static constexpr auto fields = std::tuple{
      field(1, "label", &Exhibit::label, "short name, unique in the case"),
      field(2, "title", &Exhibit::title, "what it is", kRequired),
      field(3, "holding", &Exhibit::holding,
            "sealed here, held elsewhere (reference), or only described in another document",
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
            "kind of source: bank, telecom, hotel, platform ...")};
  static base::Result<void> check(const Exhibit& exhibit);
};

template <>
struct Kind<Custody> {
  static constexpr KindInfo info{
      .name = "custody",
      .plural = "custody",
      .prefix = "H",
      .log = Log::evidence,
      .disclosure = Disclosure::outside_material,
      .within = "exhibit",
      .help = "who holds an exhibit from a day on",
      .example =
          R"(--exhibit safe --holder "Evidence room" --from 2019-04-03 --handed-over-by "Search team" --purpose "storage")"};
  static constexpr auto fields = std::tuple{
      field(1, "label", &Custody::label, "short name"),
      field(2, "exhibit", &Custody::exhibit, "what is held", kRequired),
      field(3, "holder", &Custody::holder, "who holds it", kRequired),
      field(4, "from", &Custody::from, "from when", kRequired),
      field(5, "handed_over_by", &Custody::handed_over_by, "who gave it up"),
      field(6, "place", &Custody::place, "where it is kept"),
      field(7, "purpose", &Custody::purpose, "why it changed hands"),
      field(8, "rehashed", &Custody::rehashed, "the digest was checked at this hand-over")};
};

template <>
struct Kind<Party> {
  static constexpr KindInfo info{
      .name = "party",
      .plural = "parties",
      .prefix = "P",
      .disclosure = Disclosure::work_product,
      .help = "a person, organisation, account, place or venture",
      .example =
          R"(--label F1 --sort person --name "Moss Invented" --role "manager of the hotel")"};
  static constexpr auto fields = std::tuple{
      field(1, "label", &Party::label, "short name, unique in the case; S1, S2 ... for survivors"),
      field(2, "sort", &Party::sort, "what it is", kRequired),
      field(3, "protected", &Party::protection, "a protected person is never a target"),
      field(4, "name", &Party::name, "as public record has it; never for a protected person"),
      field(5, "true_name", &Party::true_name,
            "who a protected person is, behind the identity wall"),
      field(6, "role", &Party::role, "part in the events"),
      field(7, "note", &Party::note, "anything else")};
  static base::Result<void> check(const Party& party);
};

template <>
struct Kind<NonPunishment> {
  static constexpr KindInfo info{
      .name = "claim",
      .plural = "claims",
      .prefix = "NP",
      .disclosure = Disclosure::impeachment_or_benefit,
      .within = "party",
      .help = "a claim that a person must not be punished for what she was made to do",
      .example =
          R"(--label NP1 --party P1 --about "keeping the door locked at night" --outcome claimed)"};
  static constexpr auto fields =
      std::tuple{field(1, "label", &NonPunishment::label, "short name"),
                 field(2, "party", &NonPunishment::party, "for whom", kRequired),
                 field(3, "about", &NonPunishment::about, "for which conduct", kRequired),
                 field(4, "outcome", &NonPunishment::outcome, "how it stands", kRequired),
                 field(5, "specialist", &NonPunishment::specialist, "who decided"),
                 field(6, "reason", &NonPunishment::reason, "why"),
                 field(7, "review", &NonPunishment::review, "when it is looked at again")};
  static base::Result<void> check(const NonPunishment& claim);
};

template <>
struct Kind<Listing> {
  static constexpr KindInfo info{
      .name = "listing",
      .plural = "listings",
      .prefix = "T",
      .disclosure = Disclosure::work_product,
      .within = "party",
      .help = "a person put up for a target list under an authority",
      .example = R"(--party F1 --authority order-1 --purpose "who held the accounts")"};
  static constexpr auto fields =
      std::tuple{field(1, "label", &Listing::label, "short name"),
                 field(2, "party", &Listing::party, "who", kRequired),
                 field(3, "authority", &Listing::authority, "under which authority", kRequired),
                 field(4, "purpose", &Listing::purpose, "for what", kRequired)};
};

template <>
struct Kind<Mention> {
  static constexpr KindInfo info{
      .name = "mention",
      .plural = "mentions",
      .prefix = "M",
      .disclosure = Disclosure::work_product,
      .within = "exhibit",
      .help = "a name, phone, account or address as it stands in a source",
      .example =
          R"(--label M1 --exhibit listing --sort phone --text "+1 605 555 0142" --locator "line 3")"};
  static constexpr auto fields =
      std::tuple{field(1, "label", &Mention::label, "short name"),
                 field(2, "exhibit", &Mention::exhibit, "where it stands", kRequired),
                 field(3, "sort", &Mention::sort, "what it is", kRequired),
                 field(4, "text", &Mention::text, "as it stands there", kRequired),
                 field(5, "key", &Mention::key, "normalised form, made by the docket"),
                 field(6, "region", &Mention::region, "country of a national telephone number"),
                 field(7, "locator", &Mention::locator, "what finds it again")};
  /// Makes the key; a text that has no normal form keeps none and is never proposed.
  static base::Result<void> complete(Mention& mention);
};

template <>
struct Kind<Judgement> {
  static constexpr KindInfo info{
      .name = "judgement",
      .plural = "judgements",
      .prefix = "J",
      .disclosure = Disclosure::work_product,
      .help = "a person's decision that two are the same, or are not",
      .example =
          R"(--mention M1 --party F1 --verdict same --reason "The register of firms names one manager.")"};
  static constexpr auto fields =
      std::tuple{field(1, "label", &Judgement::label, "short name"),
                 field(2, "mention", &Judgement::mention, "a mention"),
                 field(3, "party", &Judgement::party, "the party it is held against", kRequired),
                 field(4, "other_party", &Judgement::other_party, "or a second party"),
                 field(5, "verdict", &Judgement::verdict, "same, different or unsure", kRequired),
                 field(6, "reason", &Judgement::reason, "why", kRequired)};
  static base::Result<void> check(const Judgement& judgement);
};

template <>
struct Kind<Mark> {
  static constexpr KindInfo info{
      .name = "mark",
      .plural = "marks",
      .prefix = "K",
      .disclosure = Disclosure::work_product,
      .help = "what the other side is owed about one thing",
      .example =
          R"(--about "exhibit safe" --favours both --due 2019-09-01 --why "One passport was not in the safe.")"};
  static constexpr auto fields = std::tuple{
      field(1, "label", &Mark::label, "short name"),
      field(2, "about", &Mark::about, "kind and label, such as 'exhibit E-3'", kRequired),
      field(3, "favours", &Mark::favours, "whom it helps", kRequired),
      field(4, "why", &Mark::why, "in one sentence"),
      field(5, "reviewed", &Mark::reviewed, "a person has looked at it for disclosure"),
      field(6, "due", &Mark::due, "when it must be disclosed"),
      field(7, "disclosed", &Mark::disclosed, "when it was"),
      field(8, "disclosed_to", &Mark::disclosed_to, "to whom"),
      field(9, "withheld_because", &Mark::withheld_because,
            "the rule or order it is withheld under")};
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
  static constexpr auto fields =
      std::tuple{field(1, "label", &Release::label, "short name"),
                 field(2, "form", &Release::form, "what left", kRequired),
                 field(3, "receiver", &Release::receiver, "to whom", kRequired),
                 field(4, "purpose", &Release::purpose, "for what", kRequired),
                 field(5, "ground", &Release::ground, "on which ground", kRequired),
                 field(6, "profile", &Release::profile, "redaction profile", kRequired),
                 field(7, "digest", &Release::digest, "SHA-256 of what left", kRequired),
                 field(8, "size", &Release::size, "bytes")};
};

template <>
struct Kind<Opening> {
  static constexpr KindInfo info{.name = "opening",
                                 .plural = "openings",
                                 .prefix = "O",
                                 .disclosure = Disclosure::housekeeping,
                                 .in_folder = false,
                                 .help = "somebody read a walled value"};
  static constexpr auto fields =
      std::tuple{field(1, "label", &Opening::label, "short name"),
                 field(2, "party", &Opening::party, "about whom", kRequired),
                 field(3, "wall", &Opening::wall, "which wall", kRequired),
                 field(4, "purpose", &Opening::purpose, "for what", kRequired),
                 field(5, "ground", &Opening::ground, "on which ground", kRequired)};
};

template <>
struct Kind<Incident> {
  static constexpr KindInfo info{.name = "incident",
                                 .plural = "incidents",
                                 .prefix = "X",
                                 .disclosure = Disclosure::housekeeping,
                                 .in_case = false,
                                 .in_folder = false,
                                 .help = "something about the docket that a person had to explain"};
  static constexpr auto fields = std::tuple{
      field(1, "label", &Incident::label, "short name"),
      field(2, "what", &Incident::what, "what happened", kRequired),
      field(3, "explanation", &Incident::explanation, "what the person says of it", kRequired)};
};

/// The docket's own kinds, in the order of case folders.
std::vector<const KindSchema*> own_kinds();

}  // namespace redress::docket
