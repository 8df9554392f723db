// Which map a table is read with, and what the map leaves open: separator, headers, order of days,
// decimal mark.
//
// Promises: a map that a person gave is used; else the one of the packs whose headers all stand in
// the table; else a proposal, of which is said how sure it is of each column. What the map does not
// say is taken from the values of the whole column, or it is an error that says what to declare:
// never a silent guess. A settled map read again is settled the same.
// Cost: the head of the file; the whole file once more where a map says neither order of days nor
// decimal mark and the first rows do not tell.
#pragma once

#include <string>
#include <vector>

#include "intake/map.hpp"
#include "intake/propose.hpp"
#include "intake/table_head.hpp"

namespace redress::intake {

struct Settled {
  Map map;
  std::vector<Remark> remarks;
};

/// Of a text.
base::Result<Settled> settle_table(const Input& input, const Declared& declared);

/// The map to begin with, for a table whose cells are known: given, shipped, or proposed.
struct FirstMap {
  Map map;
  std::vector<Remark> remarks;
  bool proposed = false;
};
/// The shipped map that fits best, if one does.
std::optional<FirstMap> shipped_map(const TableHead& head, const Declared& declared,
                                    std::optional<char> separator);
/// An error where the proposal can not be used as it is.
base::Result<FirstMap> proposed_map(const TableHead& head);

/// What the map leaves open, from the rows themselves.
base::Result<void> settle_rows(Map& map, const TableHead& head, const ScanRows& scan,
                               const Declared& declared, std::vector<Remark>& remarks);

/// Separator and quote of a text under which it is most like a table.
struct Separated {
  char separator = ',';
  TableHead head;
};
base::Result<Separated> find_separator(const Input& input, const MapTable& table,
                                       const std::vector<std::string>& headers);
base::Result<std::unique_ptr<RowSource>> open_text_rows(const Input& input, const Map& map);

}  // namespace redress::intake
