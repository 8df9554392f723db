// What the proof lens keeps: counts, origins, agreements, tellings, items and their bindings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docket/kinds.hpp"

namespace redress::proof {

using docket::Ref;

enum class CountStage : std::uint8_t { considered, charged, convicted, acquitted, dismissed };

/// An offence alleged against each of its defendants, for given survivors and dates.
struct Count {
  std::string label;
  std::int64_t number = 0;
  std::string offence;  ///< id of a law pack
  std::string version;  ///< of that offence; empty: picked by the dates
  std::string object;   ///< for conspiracy, attempt, laundering: the offence meant
  std::vector<Ref<docket::Party>> defendants;
  std::vector<Ref<docket::Party>> survivors;
  std::optional<base::PartialDate> from;
  std::optional<base::PartialDate> until;
  CountStage stage = CountStage::considered;
  std::string note;
};

enum class OriginSort : std::uint8_t { person, thing, institution, machine };

/// Whose knowledge, or which thing, evidence rests on. Origins are one and the same for counting
/// until a named person says why one stands apart.
struct Origin {
  std::string label;
  std::string title;
  OriginSort sort = OriginSort::thing;
  /// Whose knowledge it is. Several: the source does not say who said what, so it is lost with any one.
  std::vector<Ref<docket::Party>> parties;
  std::vector<Ref<Origin>> rests_on;  ///< what it only repeats
  std::string stands_apart;           ///< why it is independent of the others, in words
};

/// What a cooperating witness was promised or got: goes with every item of that witness.
struct Agreement {
  std::string label;
  Ref<docket::Party> witness;
  std::string terms;
  std::vector<std::string> benefits;
  Ref<docket::Exhibit> exhibit;
};

/// An occasion on which a survivor recounts what happened, held or only foreseen.
struct TellingOccasion {
  std::string label;
  Ref<docket::Party> survivor;
  std::string occasion;
  std::string to_whom;
  std::int64_t burden = 0;  ///< her own or a specialist's weight; 0 is read as 1
  std::optional<base::PartialDate> held;
};

enum class ItemStatus : std::uint8_t {
  undisputed,
  disputed_by_us,
  disputed_by_them,
  prospective,
  unsure
};
enum class Yes : std::uint8_t { unsure, yes, no };
enum class Certificate : std::uint8_t { not_needed, needed, served };

/// An accepted fact with its citation, its origins and its route to the jury.
struct Item {
  std::string label;
  std::string fact;
  std::string quote;  ///< the original words
  std::string quote_language;
  std::string translation;
  std::string translator;  ///< person or machine
  bool translation_reviewed = false;
  Ref<docket::Exhibit> exhibit;  ///< where it stands
  std::string locator;
  Ref<docket::Exhibit> described_in;  ///< or: the document that describes what it stands in
  std::string described_at;
  ItemStatus status = ItemStatus::unsure;
  Yes material = Yes::unsure;
  std::vector<Ref<Origin>> origins;  ///< all of them are needed
  std::string route;                 ///< code of a pack route
  Certificate certificate = Certificate::not_needed;
  std::optional<base::PartialDate> notice_due;
  Ref<Origin> sponsor;  ///< the witness through whom it comes in
  std::string hearsay;  ///< the rule that lets it in
  Yes testimonial = Yes::unsure;
  Yes unavailable = Yes::unsure;     ///< the declarant
  Yes cross_examined = Yes::unsure;  ///< earlier, by this defence
  std::vector<std::string> open_motions;
  std::vector<Ref<TellingOccasion>> tellings;  ///< that it needs
  Ref<Agreement> agreement;
  docket::Favour favours = docket::Favour::no;
  std::string accepted_because;    ///< empty: still a lead
  std::vector<std::string> shows;  ///< facts (packs/facts) that it shows beyond its bindings
  std::string note;
};

enum class Direction : std::uint8_t { supports, undermines };
enum class Independence : std::uint8_t { full, context, survivor };

/// What one item says to one element of some counts.
struct Binding {
  std::string label;
  Ref<Item> item;
  std::vector<Ref<Count>> counts;
  std::string element;  ///< id in the offence's version
  Direction direction = Direction::supports;
  Independence independence = Independence::survivor;
  Ref<Origin> explainer;  ///< context: who, not the survivor, makes its meaning plain
  std::vector<Ref<docket::Party>> defendants;  ///< empty: every defendant of the counts
  std::vector<Ref<docket::Party>> survivors;   ///< empty: every survivor of the counts
  std::string together;  ///< bindings of one element with the same word carry it only together
  std::string note;
};

}  // namespace redress::proof

namespace redress::docket {

template <>
struct Words<proof::CountStage> {
  static constexpr std::array<std::string_view, 5> kWords{"considered", "charged", "convicted",
                                                          "acquitted", "dismissed"};
};
template <>
struct Words<proof::OriginSort> {
  static constexpr std::array<std::string_view, 4> kWords{"person", "thing", "institution",
                                                          "machine"};
};
template <>
struct Words<proof::ItemStatus> {
  static constexpr std::array<std::string_view, 5> kWords{
      "undisputed", "disputed-by-us", "disputed-by-them", "prospective", "unsure"};
};
template <>
struct Words<proof::Yes> {
  static constexpr std::array<std::string_view, 3> kWords{"unsure", "yes", "no"};
};
template <>
struct Words<proof::Certificate> {
  static constexpr std::array<std::string_view, 3> kWords{"not-needed", "needed", "served"};
};
template <>
struct Words<proof::Direction> {
  static constexpr std::array<std::string_view, 2> kWords{"supports", "undermines"};
};
template <>
struct Words<proof::Independence> {
  static constexpr std::array<std::string_view, 3> kWords{"full", "context", "survivor"};
};

template <>
struct Kind<proof::Count> {
  using Count = proof::Count;
  static constexpr KindInfo info{
      .name = "count",
      .plural = "counts",
      .prefix = "N",
      .disclosure = Disclosure::work_product,
      .help = "an offence alleged against defendants, for survivors and dates",
      .example =
          R"(--label N1 --number 1 --offence us/1592 --defendants F1 --survivors S1 --from 2019-01-01 --until 2019-03-31)"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Count::label, "short name, unique in the case"),
      field(2, "number", &Count::number, "as in the indictment"),
      field(3, "offence", &Count::offence, "id of a law pack, such as us/1581", kRequired),
      field(4, "version", &Count::version,
            "version of the offence; picked by the dates when left out"),
      field(5, "object", &Count::object, "the offence meant, for conspiracy and the like"),
      field(6, "defendants", &Count::defendants, "against whom", kRequired),
      field(7, "survivors", &Count::survivors, "persons harmed"),
      field(8, "from", &Count::from, "first day of the conduct"),
      field(9, "until", &Count::until, "last day of the conduct"),
      field(10, "stage", &Count::stage, "how far it is"),
      field(11, "note", &Count::note, "anything else")};
  static base::Result<void> check(const Count& count);
};

template <>
struct Kind<proof::Origin> {
  using Origin = proof::Origin;
  static constexpr KindInfo info{
      .name = "origin",
      .plural = "origins",
      .prefix = "G",
      .disclosure = Disclosure::work_product,
      .help = "whose knowledge, or which thing, evidence rests on",
      .example =
          R"(--label safe --title "The manager's safe" --sort thing --stands-apart "The things themselves; they repeat nobody's account.")"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Origin::label, "short name, unique in the case"),
      field(2, "title", &Origin::title, "who or what it is", kRequired),
      field(3, "sort", &Origin::sort, "person, thing, institution or machine", kRequired),
      field(4, "parties", &Origin::parties, "whose knowledge it is; several are all needed"),
      field(5, "rests_on", &Origin::rests_on, "origins that it only repeats"),
      field(6, "stands_apart", &Origin::stands_apart, "why it is independent of the others")};
};

template <>
struct Kind<proof::Agreement> {
  using Agreement = proof::Agreement;
  static constexpr KindInfo info{
      .name = "agreement",
      .plural = "agreements",
      .prefix = "B",
      .disclosure = Disclosure::impeachment_or_benefit,
      .help = "what a cooperating witness was promised or got",
      .example =
          R"(--label A1 --witness W1 --terms "Testifies; one count is dropped." --benefits "one count dropped")"};
  static constexpr auto fields =
      FieldList{field(1, "label", &Agreement::label, "short name, unique in the case"),
                field(2, "witness", &Agreement::witness, "who", kRequired),
                field(3, "terms", &Agreement::terms, "what was agreed", kRequired),
                field(4, "benefits", &Agreement::benefits, "each benefit"),
                field(5, "exhibit", &Agreement::exhibit, "the paper")};
};

template <>
struct Kind<proof::TellingOccasion> {
  using Telling = proof::TellingOccasion;
  static constexpr KindInfo info{
      .name = "telling",
      .plural = "tellings",
      .prefix = "L",
      .disclosure = Disclosure::work_product,
      .help = "an occasion on which a survivor recounts what happened",
      .example =
          R"(--label T1 --survivor S1 --occasion "interview" --to-whom "victim specialist" --held 2019-05-02)"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Telling::label, "short name, unique in the case"),
      field(2, "survivor", &Telling::survivor, "who tells", kRequired),
      field(3, "occasion", &Telling::occasion, "trial testimony, interview, hearing", kRequired),
      field(4, "to_whom", &Telling::to_whom, "who asks"),
      field(5, "burden", &Telling::burden,
            "weight given by her or her specialist; 1 when left out"),
      field(6, "held", &Telling::held, "when it took place; empty while it is only foreseen")};
  static base::Result<void> check(const Telling& telling);
};

template <>
struct Kind<proof::Item> {
  using Item = proof::Item;
  static constexpr KindInfo info{
      .name = "item",
      .plural = "items",
      .prefix = "I",
      .disclosure = Disclosure::work_product,
      .help = "an accepted fact with citation, origins and route to the jury",
      .example =
          R"(--label passports --exhibit safe --locator "envelope 2" --fact "Two passports of workers lay in the safe." --status undisputed --favours prosecution --origins safe --route REAL --sponsor officer --testimonial no --accepted-because "Seen and listed at the search.")"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Item::label, "short name, unique in the case"),
      field(2, "fact", &Item::fact, "what it shows, in our words", kRequired),
      field(3, "quote", &Item::quote, "the original words"),
      field(4, "quote_language", &Item::quote_language, "ISO 639 code of the original words"),
      field(5, "translation", &Item::translation, "into the court's language"),
      field(6, "translator", &Item::translator, "person or machine"),
      field(7, "translation_reviewed", &Item::translation_reviewed,
            "a person checked the translation"),
      field(8, "exhibit", &Item::exhibit, "where it stands"),
      field(9, "locator", &Item::locator, "page, row, cell, time: what finds it again"),
      field(10, "described_in", &Item::described_in, "the document that describes it"),
      field(11, "described_at", &Item::described_at, "where in that document"),
      field(12, "status", &Item::status, "whether it is disputed", kRequired),
      field(13, "material", &Item::material, "whether it matters to the count"),
      field(14, "origins", &Item::origins, "what it rests on; all are needed", kRequired),
      field(15, "route", &Item::route, "code of the route to the jury"),
      field(16, "certificate", &Item::certificate,
            "whether a custodian's certificate is needed or served"),
      field(17, "notice_due", &Item::notice_due, "last day for its notice"),
      field(18, "sponsor", &Item::sponsor, "the witness through whom it comes in"),
      field(19, "hearsay", &Item::hearsay, "the rule that lets it in"),
      field(20, "testimonial", &Item::testimonial, "whether it is testimonial"),
      field(21, "unavailable", &Item::unavailable, "whether the declarant is unavailable"),
      field(22, "cross_examined", &Item::cross_examined, "whether the defence had cross-examined"),
      field(23, "open_motions", &Item::open_motions, "motions that are not decided"),
      field(24, "tellings", &Item::tellings, "tellings that it needs"),
      field(25, "agreement", &Item::agreement, "the cooperating witness's agreement"),
      field(26, "favours", &Item::favours, "whom it helps", kRequired),
      field(27, "accepted_because", &Item::accepted_because,
            "why it was accepted; empty: still a lead"),
      field(28, "note", &Item::note, "anything else"),
      field(29, "shows", &Item::shows, "facts of packs/facts that it shows beyond its bindings")};
  static base::Result<void> check(const Item& item);
};

template <>
struct Kind<proof::Binding> {
  using Binding = proof::Binding;
  static constexpr KindInfo info{
      .name = "binding",
      .plural = "bindings",
      .prefix = "D",
      .disclosure = Disclosure::work_product,
      .within = "item",
      .help = "what one item says to one element of some counts",
      .example = R"(--item passports --counts N1 --element possesses --independence full)"};
  static constexpr auto fields = FieldList{
      field(1, "label", &Binding::label, "short name"),
      field(2, "item", &Binding::item, "the item", kRequired),
      field(3, "counts", &Binding::counts, "the counts", kRequired),
      field(4, "element", &Binding::element, "id of the element in the offence's version",
            kRequired),
      field(5, "direction", &Binding::direction, "supports or undermines"),
      field(6, "independence", &Binding::independence,
            "full, context or survivor: whether it stands without any word from the survivor",
            kRequired),
      field(7, "explainer", &Binding::explainer, "context: who, not the survivor, explains it"),
      field(8, "defendants", &Binding::defendants, "left out: every defendant of the counts"),
      field(9, "survivors", &Binding::survivors, "left out: every survivor of the counts"),
      field(10, "together", &Binding::together,
            "bindings with the same word carry the element only together"),
      field(11, "note", &Binding::note, "anything else")};
};

REDRESS_DECLARE_KIND(proof::Count);
REDRESS_DECLARE_KIND(proof::Origin);
REDRESS_DECLARE_KIND(proof::Agreement);
REDRESS_DECLARE_KIND(proof::TellingOccasion);
REDRESS_DECLARE_KIND(proof::Item);
REDRESS_DECLARE_KIND(proof::Binding);

}  // namespace redress::docket

namespace redress::proof {

/// The kinds of this room, in the order of case folders.
std::vector<const docket::KindSchema*> own_kinds();

}  // namespace redress::proof
