// The parts of the check: each adds the faults it finds.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "law/pack.hpp"

namespace redress::law::detail {

class Faults {
 public:
  void add(const base::Place& place, std::string message, std::string found = {},
           std::string expected = {}, std::string fix = {});
  /// In the order of places, each once: `like` brings the same row into several versions.
  std::vector<base::Error> take() &&;

 private:
  std::vector<base::Error> all_;
};

/// A confirmed row names a source, itself or by the table around it.
void need_source(const Cited& row, std::string_view what, bool source_around, Faults& faults);
void need_citation(const Cited& row, std::string_view what, Faults& faults);

/// A reference by id; empty ids are the loader's.
template <typename Row>
void need(const Table<Row>& table, const std::string& id, std::string_view what,
          const base::Place& place, Faults& faults) {
  if (!id.empty() && table.find(id) == nullptr)
    faults.add(place, "there is no " + std::string(what) + " of this name", "\"" + id + "\"");
}

void check_offence(const Library& library, const Offence& offence, Faults& faults);
void check_dates(const Offence& offence, Faults& faults);
void check_tree(const Library& library, const Offence& offence, const Version& version,
                Faults& faults);
void check_rules(const Library& library, Faults& faults);
void check_evidence(const Library& library, Faults& faults);

}  // namespace redress::law::detail
