#include "law/check_parts.hpp"

namespace redress::law::detail {
namespace {

// Evidence names its source by key; a row that is confirmed needs that or an address of its own.
void need_key(const Library& library, const Cited& row, const std::string& key,
              const std::string& what, Faults& faults) {
  need(library.sources, key, "source key", row.place, faults);
  need_source(row, what, !key.empty(), faults);
}

void need_families(const Library& library, const std::vector<std::string>& families,
                   const base::Place& place, Faults& faults) {
  for (const std::string& family : families)
    need(library.families, family, "family", place, faults);
}

void check_kind(const Library& library, const EvidenceKind& kind, Faults& faults) {
  need(library.families, kind.family, "family", kind.place, faults);
  for (const std::string& route : kind.routes)
    need(library.routes, route, "route", kind.place, faults);
  for (const std::string& ask : kind.sources)
    need(library.asks, ask, "[[ask]] group", kind.place, faults);
  bool keyed = false;
  for (const AcceptedCase& each : kind.cases) {
    keyed = keyed || !each.key.empty();
    need_key(library, each, each.key, "a case of " + kind.id, faults);
  }
  need_source(kind, "the kind " + kind.id, keyed, faults);
}

}  // namespace

void check_evidence(const Library& library, Faults& faults) {
  for (const Route& route : library.routes)
    need_key(library, route, route.key, "the route " + route.code, faults);
  for (const EvidenceKind& kind : library.kinds) check_kind(library, kind, faults);
  for (const Weakness& weakness : library.weaknesses) {
    need_key(library, weakness, weakness.key, "the weakness " + weakness.id, faults);
    need_families(library, weakness.families, weakness.place, faults);
  }
  for (const Failure& failure : library.failures) {
    need_key(library, failure, failure.key, "the failure " + failure.id, faults);
    need_families(library, failure.families, failure.place, faults);
  }
  for (const Harmful& harmful : library.harmful)
    need_key(library, harmful, harmful.key, "the harmful evidence " + harmful.id, faults);
  for (const Ask& ask : library.asks) need_families(library, ask.families, ask.place, faults);
}

}  // namespace redress::law::detail
