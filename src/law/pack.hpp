// Packs as plain structs: offences with their versions and element trees, facts, limitation
// rules, regimes and evidence patterns. The form of the files is docs/packs.md.
//
// Promises: values only, nothing computed and nothing read here. Every struct that came from a
// table of a file knows its place (file, line, column) and its standing; a standing that was left
// out has been taken from the table around it. Order is reading order: files by path (offences: by
// id, which is the path), then tables as they stand. A look-up costs log n; nullptr = unknown id.
// Elements refer to one another by index into `Version::elements`. After loading, an index is in
// range, there is no circle, and no chain is longer than `kDeepestTree`; two elements may share a
// child, so a walk that does not remember where it was can be exponential.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace redress::law {

using Date = std::chrono::sys_days;

inline constexpr std::uint32_t kDeepestTree = 32;

/// How sure the pack is of a statement; later is weaker.
enum class Standing : std::uint8_t { confirmed, derived, unconfirmed };
/// Which date picks the version of a rule.
enum class SelectedBy : std::uint8_t { conduct, filing, decision, unexpired };
/// Must jurors agree which alternative was proved.
enum class Unanimity : std::uint8_t { unsure, yes, no };
enum class Join : std::uint8_t { leaf, all, any };
/// For whom an element is proved: each survivor, once for the venture, each defendant.
enum class About : std::uint8_t { venture, survivor, defendant };
enum class Kind : std::uint8_t { offence, definition, attempt, conspiracy };
enum class RunsFrom : std::uint8_t { last_day, child_18, never };
enum class MayLeave : std::uint8_t { never, order, yes };
/// How far a kind of evidence stands without the survivor's testimony.
enum class Independence : std::uint8_t { full, context, survivor };

std::string_view name_of(Standing value);
std::string_view name_of(SelectedBy value);
std::string_view name_of(Unanimity value);
std::string_view name_of(About value);
std::string_view name_of(Kind value);
std::string_view name_of(RunsFrom value);
std::string_view name_of(MayLeave value);
std::string_view name_of(Independence value);

inline Standing weaker(Standing a, Standing b) { return a < b ? b : a; }

/// "2008-12-23".
std::string text_of(Date date);

/// What every table may say.
struct Cited {
  std::string citation;
  std::string source;  ///< the address that was read
  std::string note;
  std::string verbatim;  ///< the words of the law; every other text is ours
  Standing standing = Standing::unconfirmed;
  base::Place place;
};

struct Element : Cited {
  std::string id;
  std::string text;
  Join join = Join::leaf;
  std::vector<std::uint32_t> children;  ///< indexes into Version::elements
  std::vector<std::string> facts;       ///< any of these shows it
  std::vector<std::string> families;    ///< of evidence
  About about = About::venture;
  Unanimity unanimity = Unanimity::unsure;
  std::string unanimity_source;
};

struct Penalty : Cited {
  std::string tier;
  std::string text;
  std::optional<std::int64_t> minimum_months;  ///< none, or not known
  std::optional<std::int64_t> maximum_months;
  bool life = false;  ///< the maximum is life
};

struct Enhancement : Cited {
  std::string text;
  std::optional<std::int64_t> maximum_months;
  bool life = false;
};

/// Why a child that an element names is not among its children.
enum class ChildFault : std::uint8_t { missing, circle, too_deep };

/// A child that was left out of the tree; `check` reports it.
struct LostChild {
  std::string element;
  std::string child;
  ChildFault fault = ChildFault::missing;
  base::Place place;
};

/// An offence as it stood from one day to another, with `like` already worked in.
struct Version : Cited {
  std::string id;
  std::optional<Date> from;  ///< first day in force; nothing = not recorded, open
  std::optional<Date> to;    ///< last day in force; nothing = open
  std::string like;          ///< id of the version it was written on top of
  std::string change;
  std::string law;  ///< what made it
  std::string mens_rea;
  std::string nexus;
  std::string child_rule;
  std::vector<Element> elements;
  std::string root_name;              ///< as written; empty = none
  std::optional<std::uint32_t> root;  ///< index of the whole offence; nothing = no such element
  std::vector<Penalty> penalties;
  std::vector<Enhancement> enhancements;
  std::vector<LostChild> lost_children;

  const Element* element(std::string_view element_id) const;
};

struct Definition : Cited {
  std::string term;
  std::string text;
};

/// An attempt or a conspiracy on the offence: covered or not, and by what.
struct Inchoate : Cited {
  std::optional<bool> covered;  ///< nothing = not recorded
  std::string by;               ///< a citation, or the id of an offence
  std::string text;
};

struct LimitationLink : Cited {
  std::string rule;  ///< id of a LimitationRule; empty = not recorded
  std::string text;
};

/// Restitution or forfeiture.
struct Consequence : Cited {
  std::optional<bool> follows;  ///< nothing = not recorded
  std::string by;
  std::string text;
};

struct Exemption : Cited {
  std::string text;
};

struct Instruction : Cited {
  std::string name;
  std::string text;
};

struct DefenceTheme : Cited {
  std::string theme;
  std::string answer;
};

struct Trap : Cited {
  std::string text;
};

struct Offence : Cited {
  std::string id;  ///< "us/1591"
  std::string title;
  std::string jurisdiction;
  Kind kind = Kind::offence;
  std::string group;
  std::string chapter;
  SelectedBy selected_by = SelectedBy::conduct;
  bool reaches_back = false;
  bool needs_object = false;
  std::vector<std::string> objects;  ///< ids; empty with needs_object = any offence
  std::string text;
  std::vector<Definition> definitions;
  std::vector<Version> versions;  ///< by first day, those without one first
  std::vector<Inchoate> attempts;
  std::vector<Inchoate> conspiracies;
  std::vector<LimitationLink> limitations;
  std::optional<Consequence> restitution;
  std::optional<Consequence> forfeiture;
  std::vector<Exemption> exemptions;
  std::vector<Instruction> instructions;
  std::vector<DefenceTheme> defence_themes;
  std::vector<Trap> traps;
  std::string path_id;  ///< the id that its path gives; `check` compares

  const Version* version(std::string_view version_id) const;
};

struct LimitationRule : Cited {
  std::string id;
  std::string text;
  std::optional<std::int64_t> years;
  bool unlimited = false;
  RunsFrom runs_from = RunsFrom::last_day;
  bool life_of_child = false;  ///< the life of the child, or `years`, whichever is longer
  SelectedBy selected_by = SelectedBy::conduct;
  bool reaches_back = false;
  std::optional<Date> from;
  std::optional<Date> to;
};

struct Tolling : Cited {
  std::string id;
  std::string text;
  std::optional<Date> from;
  std::optional<Date> to;
};

struct Fact : Cited {
  std::string id;
  std::string text;
  std::string not_this;  ///< what looks like it and is not
};

/// From which date of the docket a clock of a regime runs; `by_hand`: the docket does not hold it.
enum class ClockStart : std::uint8_t { by_hand, issued, until, obtained, named };

struct Clock : Cited {
  std::string id;  ///< unique in its regime
  std::string what;
  ClockStart runs_from = ClockStart::by_hand;
  std::optional<std::int64_t> days;
};

/// The rules that come with material. What a file leaves out has the strictest value.
struct Regime : Cited {
  std::string id;
  std::string title;
  std::string text;
  std::vector<std::string> who;
  std::vector<std::string> roles;  ///< words of a docket's roles that are among `who`
  std::vector<std::string> purposes;
  bool existence_may_be_told = false;
  bool may_back_item = false;  ///< false: a lead only, never an item
  MayLeave may_leave = MayLeave::never;
  bool named_list = false;
  std::vector<Clock> clocks;
  bool inherited = true;
  bool ends_with_own_process = false;  ///< what was obtained by process of its own does not inherit
  std::optional<Date> from;
  std::optional<Date> to;
};

struct SourceAddress : Cited {
  std::string key;
  std::string name;
  std::string url;
};

/// How a thing reaches the jury.
struct Route : Cited {
  std::string code;
  std::string name;
  std::string rule;
  bool needs_notice = false;
  bool live = false;  ///< needs a witness in court
  std::string hearsay;
  std::string key;  ///< of a SourceAddress
};

struct Family : Cited {
  std::string id;
  std::string text;
};

struct AcceptedCase : Cited {
  std::string text;
  std::string key;
};

struct EvidenceKind : Cited {
  std::string id;
  std::string family;
  std::string text;
  Independence independence = Independence::survivor;
  std::string where;
  std::vector<std::string> routes;   ///< codes
  std::vector<std::string> sources;  ///< ids of Ask
  std::vector<AcceptedCase> cases;
};

struct Weakness : Cited {
  std::string id;
  std::string text;
  std::string how;
  std::string examples;
  std::string answer;
  std::string key;
  std::vector<std::string> families;
};

struct Failure : Cited {
  std::string id;
  std::string text;
  std::string decided_in;  ///< `case` in the file
  std::string lesson;
  std::string key;
  std::vector<std::string> families;
};

struct Harmful : Cited {
  std::string id;
  std::string text;
  std::string harm;
  std::string instead;
  std::string key;
};

struct AskItem : Cited {
  std::string text;
  std::string elements;
};

/// What to ask one source for.
struct Ask : Cited {
  std::string id;
  std::string name;
  std::vector<std::string> families;
  std::vector<AskItem> items;
};

/// Rows in reading order with a look-up by id. An id is held once: `add` refuses a second row.
template <typename Row>
class Table {
 public:
  const Row* find(std::string_view id) const {
    const auto at = index_.find(id);
    return at == index_.end() ? nullptr : &rows_[at->second];
  }
  /// The row that was there before under this id, or nullptr when `row` was added.
  const Row* add(const std::string& id, Row row) {
    const auto [at, fresh] = index_.try_emplace(id, rows_.size());
    if (!fresh) return &rows_[at->second];
    rows_.push_back(std::move(row));
    return nullptr;
  }
  bool empty() const { return rows_.empty(); }
  std::size_t size() const { return rows_.size(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<Row> rows_;
  std::map<std::string, std::size_t, std::less<>> index_;
};

/// Everything that was read. Plain data: copy it, pass it by const reference.
struct Library {
  Table<Offence> offences;
  Table<Fact> facts;
  Table<LimitationRule> limitations;
  Table<Tolling> tollings;
  Table<Regime> regimes;
  Table<SourceAddress> sources;
  Table<Route> routes;
  Table<Family> families;
  Table<EvidenceKind> kinds;
  Table<Weakness> weaknesses;
  Table<Failure> failures;
  Table<Harmful> harmful;
  Table<Ask> asks;

  const Offence* offence(std::string_view id) const { return offences.find(id); }
  const Fact* fact(std::string_view id) const { return facts.find(id); }
  const LimitationRule* limitation(std::string_view id) const { return limitations.find(id); }
  const Tolling* tolling(std::string_view id) const { return tollings.find(id); }
  const Regime* regime(std::string_view id) const { return regimes.find(id); }
  const SourceAddress* source(std::string_view key) const { return sources.find(key); }
  const Route* route(std::string_view code) const { return routes.find(code); }
  const Family* family(std::string_view id) const { return families.find(id); }
  const EvidenceKind* kind(std::string_view id) const { return kinds.find(id); }
  const Ask* ask(std::string_view id) const { return asks.find(id); }

  /// The kinds of evidence that courts accepted for a family, in reading order.
  std::vector<const EvidenceKind*> kinds_of(std::string_view family_id) const;
};

}  // namespace redress::law
