// What the docket itself keeps: users, cases, marks and incidents here; evidence, people, what stands
// behind walls and what leaves in headers of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docket/kinds_evidence.hpp"
#include "docket/kinds_import.hpp"
#include "docket/kinds_intake.hpp"
#include "docket/kinds_people.hpp"
#include "docket/kinds_release.hpp"
#include "docket/kinds_walls.hpp"
#include "docket/regime_kinds.hpp"

namespace redress::docket {

enum class Role : std::uint8_t {
  prosecutor,
  investigator,
  financial_analyst,
  victim_specialist,
  disclosure_reviewer,
  supervisor,
  analyst,
  counsel,   ///< a survivor's own or a clean-slate lawyer, on a provider's docket
  recovery,  ///< two officers with their shares; may only let people in again
};
template <>
struct Words<Role> {
  static constexpr std::array<std::string_view, 9> kWords{
      "prosecutor", "investigator", "financial-analyst", "victim-specialist", "disclosure-reviewer",
      "supervisor", "analyst",      "counsel",           "recovery"};
};

enum class Actor : std::uint8_t { person, machine, recovery };
template <>
struct Words<Actor> {
  static constexpr std::array<std::string_view, 3> kWords{"person", "machine", "recovery"};
};

struct User {
  std::string label;
  Role role = Role::prosecutor;
  std::string sign_key;  ///< Ed25519 public key, hexadecimal
  std::string box_key;   ///< X25519 public key, hexadecimal
  Actor actor = Actor::person;
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
  std::optional<base::PartialDate> keep_until;  ///< last day of the duty to keep, once closed
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
  static constexpr auto fields =
      FieldList{field(1, "label", &User::label, "name, unique in the docket", kRequired),
                field(2, "role", &User::role, "what the person may do", kRequired),
                field(3, "sign_key", &User::sign_key, "Ed25519 public key, hexadecimal", kRequired),
                field(4, "box_key", &User::box_key, "X25519 public key, hexadecimal", kRequired),
                field(5, "actor", &User::actor, "what acts under this name")};
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
      FieldList{field(1, "label", &Case::label, "short name, unique in the docket", kRequired),
                field(2, "title", &Case::title, "what it is called", kRequired),
                field(3, "court", &Case::court, "court and docket number, where there is one"),
                field(4, "stage", &Case::stage, "how far it is"),
                field(5, "outcome", &Case::outcome, "what the court decided, in one paragraph"),
                field(6, "sources", &Case::sources, "where public facts about it were read"),
                field(7, "note", &Case::note, "anything else"),
                field(8, "keep_until", &Case::keep_until,
                      "last day of the duty to keep it, once it is closed")};
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
  static constexpr auto fields =
      FieldList{field(1, "label", &Mark::label, "short name"),
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
struct Kind<Incident> {
  static constexpr KindInfo info{.name = "incident",
                                 .plural = "incidents",
                                 .prefix = "X",
                                 .disclosure = Disclosure::housekeeping,
                                 .in_case = false,
                                 .in_folder = false,
                                 .help = "something about the docket that a person had to explain"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Incident::label, "short name"),
      field(2, "what", &Incident::what, "what happened", kRequired),
      field(3, "explanation", &Incident::explanation, "what the person says of it", kRequired)};
};

REDRESS_DECLARE_KIND(User);
REDRESS_DECLARE_KIND(Case);
REDRESS_DECLARE_KIND(Mark);
REDRESS_DECLARE_KIND(Incident);

using CaseRef = Ref<Case>;

/// The docket's own kinds, in the order of case folders.
std::vector<const KindSchema*> own_kinds();

}  // namespace redress::docket
