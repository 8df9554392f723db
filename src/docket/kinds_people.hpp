// Who: parties and their protection, claims and listings, mentions in sources, and the decisions that
// join or part them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docket/kinds_evidence.hpp"

namespace redress::docket {

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
  SealedText
      name_prints;  ///< what the release check looks for, for those who may not read the name
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
  static constexpr auto fields = FieldList{
      field(1, "label", &Party::label, "short name, unique in the case; S1, S2 ... for survivors"),
      field(2, "sort", &Party::sort, "what it is", kRequired),
      field(3, "protected", &Party::protection, "a protected person is never a target"),
      field(4, "name", &Party::name, "as public record has it; never for a protected person"),
      field(5, "true_name", &Party::true_name,
            "who a protected person is, behind the identity wall"),
      field(6, "role", &Party::role, "part in the events"),
      field(7, "note", &Party::note, "anything else"),
      field(8, "name_prints", &Party::name_prints,
            "what the release check looks for in place of the name")};
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
      FieldList{field(1, "label", &NonPunishment::label, "short name"),
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
      FieldList{field(1, "label", &Listing::label, "short name"),
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
      FieldList{field(1, "label", &Mention::label, "short name"),
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
      FieldList{field(1, "label", &Judgement::label, "short name"),
                field(2, "mention", &Judgement::mention, "a mention"),
                field(3, "party", &Judgement::party, "the party it is held against", kRequired),
                field(4, "other_party", &Judgement::other_party, "or a second party"),
                field(5, "verdict", &Judgement::verdict, "same, different or unsure", kRequired),
                field(6, "reason", &Judgement::reason, "why", kRequired)};
  static base::Result<void> check(const Judgement& judgement);
};

REDRESS_DECLARE_KIND(Party);
REDRESS_DECLARE_KIND(NonPunishment);
REDRESS_DECLARE_KIND(Listing);
REDRESS_DECLARE_KIND(Mention);
REDRESS_DECLARE_KIND(Judgement);

}  // namespace redress::docket
