#include <algorithm>

#include "law/check_parts.hpp"

namespace redress::law::detail {
namespace {

/// "us/1594c" is an id; "18 U.S.C. 1594(c)" is a citation.
bool looks_like_id(std::string_view text) {
  const std::size_t slash = text.find('/');
  return slash != std::string_view::npos && slash != 0 && slash + 1 < text.size() &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/';
         });
}

void check_by(const Library& library, const std::string& by, const base::Place& place,
              Faults& faults) {
  if (looks_like_id(by)) need(library.offences, by, "offence", place, faults);
}

void check_needed_tables(const Offence& offence, Faults& faults) {
  if (offence.kind == Kind::definition) return;
  const auto lacks = [&](bool there, const char* table) {
    if (!there)
      faults.add(offence.place, "the offence says nothing about " + std::string(table), "nothing",
                 {}, R"(where it is not known: text = "not recorded", standing = "unconfirmed")");
  };
  lacks(!offence.attempts.empty(), "[[attempt]]");
  lacks(!offence.conspiracies.empty(), "[[conspiracy]]");
  lacks(!offence.limitations.empty(), "[[limitation]]");
  lacks(offence.restitution.has_value(), "[restitution]");
  lacks(offence.forfeiture.has_value(), "[forfeiture]");
}

template <typename Rows>
void need_sources(const Rows& rows, const std::string& what, bool around, Faults& faults) {
  for (const auto& row : rows) need_source(row, what, around, faults);
}

void check_sources(const Offence& offence, Faults& faults) {
  need_source(offence, "the offence " + offence.id, false, faults);
  const bool around = !offence.source.empty();
  for (const Version& version : offence.versions) {
    const bool near = around || !version.source.empty();
    need_source(version, "the version " + version.id, around, faults);
    need_sources(version.penalties, "a penalty", near, faults);
    need_sources(version.enhancements, "an enhancement", near, faults);
  }
  need_sources(offence.definitions, "a definition", around, faults);
  need_sources(offence.attempts, "the attempt", around, faults);
  need_sources(offence.conspiracies, "the conspiracy", around, faults);
  need_sources(offence.limitations, "the limitation", around, faults);
  need_sources(offence.exemptions, "an exemption", around, faults);
  need_sources(offence.instructions, "an instruction", around, faults);
  need_sources(offence.defence_themes, "a defence theme", around, faults);
  need_sources(offence.traps, "a trap", around, faults);
  if (offence.restitution) need_source(*offence.restitution, "restitution", around, faults);
  if (offence.forfeiture) need_source(*offence.forfeiture, "forfeiture", around, faults);
}

void check_references(const Library& library, const Offence& offence, Faults& faults) {
  for (const std::string& object : offence.objects)
    need(library.offences, object, "offence", offence.place, faults);
  if (!offence.objects.empty() && !offence.needs_object)
    faults.add(offence.place, "`objects` has no meaning here", "needs_object is not true");
  for (const LimitationLink& link : offence.limitations)
    need(library.limitations, link.rule, "limitation rule", link.place, faults);
  for (const Inchoate& each : offence.attempts) check_by(library, each.by, each.place, faults);
  for (const Inchoate& each : offence.conspiracies) check_by(library, each.by, each.place, faults);
  for (const auto* each : {&offence.restitution, &offence.forfeiture})
    if (*each) check_by(library, (*each)->by, (*each)->place, faults);
}

void check_neighbours(const Version& earlier, const Version& later, Faults& faults) {
  const std::string pair = "\"" + earlier.id + "\" and \"" + later.id + "\"";
  if (!later.from) {
    faults.add(later.place, "only the first version may leave `from` out", pair);
    return;
  }
  const Date before = *later.from - std::chrono::days(1);
  if (!earlier.to || *earlier.to > before) {
    faults.add(later.place, "two versions are in force on the same day", pair,
               "the earlier one ends on " + text_of(before),
               "set `to` of \"" + earlier.id + "\" to " + text_of(before));
  } else if (*earlier.to < before) {
    faults.add(
        later.place, "no version is in force between these two", pair,
        "the earlier one ends on " + text_of(before),
        "add the version that was in force from " + text_of(*earlier.to + std::chrono::days(1)));
  }
}

}  // namespace

void check_dates(const Offence& offence, Faults& faults) {
  for (const Version& version : offence.versions)
    if (version.from && version.to && *version.to < *version.from)
      faults.add(version.place, "the version ends before it begins", text_of(*version.to),
                 text_of(*version.from) + " or later");
  for (std::size_t i = 1; i < offence.versions.size(); ++i)
    check_neighbours(offence.versions[i - 1], offence.versions[i], faults);
}

void check_offence(const Library& library, const Offence& offence, Faults& faults) {
  if (offence.id != offence.path_id)
    faults.add(offence.place, "the id is not that of the path", "\"" + offence.id + "\"",
               "\"" + offence.path_id + "\"");
  need_citation(offence, "the offence " + offence.id, faults);
  if (offence.versions.empty() && offence.kind != Kind::definition)
    faults.add(offence.place, "the offence has no version", "no [[version]]");
  check_needed_tables(offence, faults);
  check_sources(offence, faults);
  check_references(library, offence, faults);
  check_dates(offence, faults);
  for (const Version& version : offence.versions) check_tree(library, offence, version, faults);
}

}  // namespace redress::law::detail
