// The parts of the loader: each reads the tables of one kind of pack from the root of a document.
// Faults go to the reading's problems; good rows go into the library.
#pragma once

#include <string>

#include "law/fields.hpp"
#include "law/pack.hpp"

namespace redress::law::detail {

void read_offence(Fields& root, Library& library);
void read_limitations(Fields& root, Library& library);
void read_facts(Fields& root, Library& library);
void read_regimes(Fields& root, Library& library);
void read_evidence(Fields& root, Library& library);

/// Adds a row under its id; reports an id that is held already, saying where.
template <typename Row>
void keep(Table<Row>& table, const std::string& id, Row row, Fields& fields,
          std::string_view key = "id") {
  if (id.empty()) return;
  if (const Row* held = table.add(id, std::move(row)))
    fields.report(key, "this id is held already", "\"" + id + "\"", "an id of its own",
                  "the first stands at " + held->place.text());
}

}  // namespace redress::law::detail
