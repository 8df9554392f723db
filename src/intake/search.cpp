#include "intake/search.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "intake/search_hit.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::CaseRecords;
using docket::ImportedRecords;
using docket::RecordSchema;
using docket::SearchGroup;
using docket::SearchIndex;

namespace {

bool is_searched(const RecordSchema& schema) {
  return std::ranges::any_of(schema.columns,
                             [](const auto& column) { return column.options.searched; });
}

/// The first and the last second of a period as the index counts them.
std::int64_t first_second(const base::PartialDate& date) {
  constexpr std::int64_t kDay = 86'400'000'000;
  return docket::search_second(date.earliest().time_since_epoch().count() * kDay);
}
std::int64_t last_second(const base::PartialDate& date) {
  constexpr std::int64_t kDay = 86'400'000'000;
  return docket::search_second((date.latest().time_since_epoch().count() + 1) * kDay - 1);
}

}  // namespace

struct Search::Open {
  SearchIndex index;
  CaseRecords records;
  std::map<std::int64_t, const ImportedRecords*> groups;  ///< those that are asked
};

Result<void> Search::check_kinds(const SearchWanted& wanted) const {
  std::vector<std::string> known;
  for (const RecordSchema* schema : docket::record_kinds(*docket_))
    if (is_searched(*schema)) known.emplace_back(schema->info.name);
  for (const std::string& kind : wanted.kinds)
    if (std::ranges::find(known, kind) == known.end())
      return base::fail(Error(ErrorKind::bad_input, "there are no words of this kind of record")
                            .found(base::in_quotes(kind))
                            .expected("one of " + base::joined(known)));
  return {};
}

Result<SearchFound> Search::find(const SearchWanted& wanted, const TakingIn& taking_in) {
  const docket::SearchNode words = REDRESS_TRY(docket::parse_search(wanted.words));
  std::optional<docket::SearchNode> person;
  if (!wanted.person.empty())
    person = REDRESS_TRY(base::in_context(docket::parse_person(wanted.person), "in the person"));
  REDRESS_TRY(check_kinds(wanted));
  if (wanted.page == 0 || wanted.page > kMostPagesOfHits)
    return base::fail(Error(ErrorKind::bad_input, "there is no such page")
                          .found(std::to_string(wanted.page))
                          .expected("1 to " + std::to_string(kMostPagesOfHits)));
  const docket::SearchNode* named = person ? &*person : nullptr;
  auto found = find_once(wanted, words, named, taking_in);
  if (found || !docket::is_damaged_index(found.error())) return found;
  // The records are whole: the index is made again out of them, once.
  REDRESS_TRY(forget(*docket_, in_case_));
  return find_once(wanted, words, named, taking_in);
}

Result<SearchFound> Search::find_once(const SearchWanted& wanted, const docket::SearchNode& words,
                                      const docket::SearchNode* person, const TakingIn& taking_in) {
  Open open{REDRESS_TRY(SearchIndex::open(*docket_, in_case_)), {}, {}};
  const std::set<std::string> kinds = REDRESS_TRY(open.index.kinds(*docket_, in_case_));
  std::vector<const RecordSchema*> schemas;
  for (const RecordSchema* schema : docket::record_kinds(*docket_)) {
    const std::string name(schema->info.name);
    const bool asked =
        wanted.kinds.empty() || std::ranges::find(wanted.kinds, name) != wanted.kinds.end();
    if (asked && is_searched(*schema) && kinds.contains(name)) schemas.push_back(schema);
  }
  open.records = REDRESS_TRY(docket::records_of(*docket_, in_case_, schemas, rules_));
  SearchFound found;
  // What a newer reading replaced is searched in that one.
  std::ranges::copy_if(open.records.not_read(), std::back_inserter(found.not_read),
                       [](const docket::NotRead& one) { return !one.replaced; });
  std::uint64_t missing = 0;
  std::vector<const ImportedRecords*> all;
  for (const ImportedRecords& one : open.records.imports()) {
    all.push_back(&one);
    const SearchGroup* group =
        open.index.group_of(one.import.ref.number, one.records.schema().info.name);
    missing += one.records.rows() - (group == nullptr ? 0 : group->done);
    if (!wanted.exhibit || one.import.value.exhibit == wanted.exhibit)
      found.records += one.records.rows();
  }
  std::uint64_t done = 0;
  const SearchIndex::Advance advance = [&](std::uint64_t rows) -> Result<void> {
    done += rows;
    return taking_in ? taking_in(done, missing) : Result<void>{};
  };
  docket::SearchAsk ask{.words = &words, .person = person, .order = wanted.order};
  REDRESS_TRY(open.index.fill(all, advance));
  for (const ImportedRecords* one : all) {
    const bool asked = !wanted.exhibit || one->import.value.exhibit == wanted.exhibit;
    const SearchGroup* group =
        open.index.group_of(one->import.ref.number, one->records.schema().info.name);
    if (!asked || group == nullptr) continue;
    open.groups[group->id] = one;
    ask.groups.push_back(group->id);
  }
  if (wanted.from) ask.from = first_second(*wanted.from);
  if (wanted.until) ask.until = last_second(*wanted.until);
  ask.skip = (wanted.page - 1) * kPageOfHits;
  ask.most = kPageOfHits;
  const docket::SearchAnswer answer = REDRESS_TRY(open.index.ask(ask));
  found.more = answer.more;
  found.weighed_all = answer.weighed_all;
  HitReader reader(answer.marks);
  for (const docket::SearchRow& row : answer.rows)
    found.hits.push_back(REDRESS_TRY(reader.read(*open.groups.at(row.group), row)));
  return found;
}

}  // namespace redress::intake
