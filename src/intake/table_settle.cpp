#include "intake/table_settle.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "intake/figures.hpp"
#include "intake/map_fields.hpp"
#include "intake/table_split.hpp"

namespace redress::intake {

using base::Result;

namespace {

constexpr std::array kSeparators = {',', ';', '\t', '|'};

Result<TableHead> head_with(const Input& input, const MapTable& table, char separator) {
  const SplitForm form{separator, table.quote.value_or('"'), table.fixed};
  auto rows = REDRESS_TRY(TextRows::open(input, form, table.encoding));
  return read_head(*rows);
}

/// `input` outlives it.
ScanRows scan_of(const Input& input) {
  return [&input](const Map& map, const EachRow& each) -> Result<void> {
    const auto rows = REDRESS_TRY(open_text_rows(input, map));
    RawRow row;
    while (REDRESS_TRY(rows->next(row)))
      if (!REDRESS_TRY(each(row))) break;
    return {};
  };
}

base::Error no_table() {
  return base::Error(base::ErrorKind::bad_input, "this is no table that can be taken apart")
      .found("no separator gives the same number of cells in most lines")
      .expected(
          "columns separated by comma, semicolon, tab or |, or a map that says how they stand")
      .fix("give a map: --map FILE (docs/maps.md)");
}

std::string certainties(const Proposal& proposal) {
  std::string out;
  for (const ProposedColumn& column : proposal.columns) {
    if (column.field.empty()) continue;
    if (!out.empty()) out += "; ";
    out += "column " + std::to_string(column.number);
    if (!column.header.empty()) out += " " + base::in_quotes(column.header);
    out += " is " + column.field + " (" + std::string(name_of(column.certainty)) + ": " +
           column.reason + ")";
  }
  return out;
}

std::string unmapped(const Proposal& proposal) {
  std::string out;
  for (const ProposedColumn& column : proposal.columns) {
    if (!column.field.empty()) continue;
    if (!out.empty()) out += ", ";
    out += column.header.empty() ? "column " + std::to_string(column.number)
                                 : base::in_quotes(column.header);
  }
  return out;
}

/// "; the first row is ..."
std::string first_row(const TableHead& head) {
  std::string out;
  for (const HeadRow& row : head) {
    for (const std::string& cell : row.cells) {
      if (base::is_blank(cell)) continue;
      if (out.size() > 400) return out + " ...";
      out += out.empty() ? "; the first row is " : ", ";
      out += base::in_quotes(cell);
    }
    if (!out.empty()) break;
  }
  return out;
}

}  // namespace

Result<std::unique_ptr<RowSource>> open_text_rows(const Input& input, const Map& map) {
  const SplitForm form{map.table.separator.value_or(','), map.table.quote.value_or('"'),
                       map.table.fixed};
  auto rows = REDRESS_TRY(TextRows::open(input, form, map.table.encoding));
  return std::unique_ptr<RowSource>(std::move(rows));
}

Result<Separated> find_separator(const Input& input, const MapTable& table,
                                 const std::vector<std::string>& headers) {
  if (table.separator || !table.fixed.empty()) {
    const char separator = table.separator.value_or('\n');
    return Separated{separator, REDRESS_TRY(head_with(input, table, separator))};
  }
  std::optional<Separated> best;
  std::size_t best_score = 0;
  for (const char separator : kSeparators) {
    TableHead head = REDRESS_TRY(head_with(input, table, separator));
    const Evenness even = evenness(head);
    std::size_t score = even.of == 0 ? 0 : even.rows * 1'000 / even.of;
    // More cells are better, since letters of a text make uneven rows and few cells.
    score = score * std::min<std::size_t>(even.cells, 20);
    if (even.cells >= 3 && known_headers(head) >= 3) score += 100'000;
    if (row_with_headers(head, headers)) score += 1'000'000;
    if (score <= best_score) continue;
    best_score = score;
    best = Separated{separator, std::move(head)};
  }
  if (!best) return base::fail(no_table());
  return std::move(*best);
}

namespace {

/// Takes columns out of a map of the packs that a table with all its marking headers does not have ("Note"); `unused`:
/// what the table has instead. False: it needs one of them.
bool without_missing(Map& map, const HeadRow& header, std::string& unused) {
  const std::size_t before = map.columns.size();
  std::erase_if(map.columns, [&](const MapField& field) {
    return std::ranges::any_of(field.from, [&](const MapColumn& column) {
      return column.number == 0 &&
             std::ranges::count(header.folded, folded_header(column.header)) == 0;
    });
  });
  if (map.columns.size() < before)
    for (const std::string& cell : header.cells) {
      const auto reads = [&](const MapField& field) {
        return std::ranges::any_of(field.from, [&](const MapColumn& column) {
          return folded_header(column.header) == folded_header(cell);
        });
      };
      if (base::is_blank(cell) || std::ranges::any_of(map.columns, reads)) continue;
      unused += (unused.empty() ? "" : ", ") + base::in_quotes(without_blanks(cell));
    }
  const KindSpec* kind = map_kind(map.gives);
  return std::ranges::all_of(kind->needed, [&](const auto& group) {
    return std::ranges::any_of(group,
                               [&](std::string_view name) { return map.field(name) != nullptr; });
  });
}

}  // namespace

std::optional<FirstMap> shipped_map(const TableHead& head, const Declared& declared,
                                    std::optional<char> separator) {
  std::optional<FirstMap> best;
  std::size_t most = 0;
  std::vector<Remark> broken;
  std::string left;
  for (const std::string& text : declared.maps) {
    auto map = parse_map(text, "a map of the packs");
    if (!map) {
      broken.push_back({"map", "a map of the packs can not be used: " + map.error().text(), true});
      continue;
    }
    const bool other = separator && map->table.separator && *map->table.separator != *separator;
    if (map->recognise.empty() || other || !map->table.fixed.empty()) continue;
    const auto row = row_with_headers(head, map->recognise);
    if (!row || map->recognise.size() <= most) continue;
    std::string unused;
    if (!without_missing(*map, *std::ranges::find(head, *row, &HeadRow::number), unused)) continue;
    most = map->recognise.size();
    if (!map->table.header) map->table.header = *row;
    best = FirstMap{.map = std::move(*map), .remarks = {}};
    left = std::move(unused);
  }
  if (!best) return best;
  best->remarks = std::move(broken);
  if (!left.empty())
    best->remarks.push_back({"map", "these columns are in no field of the map: " + left, false});
  best->remarks.push_back({"map",
                           "read with the map " + base::in_quotes(best->map.name) +
                               " of the packs, whose " + std::to_string(most) +
                               " headers all stand in row " +
                               std::to_string(*best->map.table.header),
                           false});
  return best;
}

Result<FirstMap> proposed_map(const TableHead& head) {
  Proposal proposal = propose_map(head);
  if (!proposal.usable()) {
    base::Error error(base::ErrorKind::bad_input,
                      "no map is known for this table, and none can be proposed");
    std::string found = base::joined(proposal.lacks, "; ");
    const std::string known = certainties(proposal);
    if (known.empty()) found += first_row(head);
    if (!known.empty())
      found += "; what is thought of it as a " + proposal.map.gives + ": " + known;
    return base::fail(std::move(error)
                          .found(std::move(found))
                          .expected("columns whose headers say what they are")
                          .fix("write a map and give it: --map FILE (docs/maps.md)"));
  }
  FirstMap out{.map = std::move(proposal.map), .remarks = {}, .proposed = true};
  out.remarks.push_back({"map-proposed",
                         "no map is known for this table; it was read as " + out.map.gives +
                             " records with a proposed one: " + certainties(proposal),
                         true});
  for (const std::string& doubt : proposal.doubts)
    out.remarks.push_back({"direction", doubt, true});
  const std::string left = unmapped(proposal);
  if (!left.empty())
    out.remarks.push_back({"map-proposed", "these columns are in no field: " + left, false});
  return out;
}

Result<Settled> settle_table(const Input& input, const Declared& declared) {
  Settled out;
  TableHead head;
  if (!declared.map.empty()) {
    out.map = REDRESS_TRY(parse_map(declared.map));
    Separated found = REDRESS_TRY(find_separator(input, out.map.table, headers_of(out.map)));
    if (out.map.table.fixed.empty()) out.map.table.separator = found.separator;
    head = std::move(found.head);
  } else {
    std::optional<FirstMap> first;
    for (const char separator : kSeparators) {
      if (declared.maps.empty()) break;
      const TableHead with = REDRESS_TRY(head_with(input, {}, separator));
      auto one = shipped_map(with, declared, separator);
      if (!one || (first && first->map.recognise.size() >= one->map.recognise.size())) continue;
      first = std::move(one);
      first->map.table.separator = separator;
    }
    if (first) {
      head = REDRESS_TRY(head_with(input, first->map.table, *first->map.table.separator));
    } else {
      Separated found = REDRESS_TRY(find_separator(input, {}, {}));
      if (evenness(found.head).cells < 2) return base::fail(no_table());
      head = std::move(found.head);
      first = REDRESS_TRY(proposed_map(head));
      first->map.table.separator = found.separator;
    }
    out.map = std::move(first->map);
    out.remarks = std::move(first->remarks);
  }
  if (!out.map.table.quote && out.map.table.fixed.empty()) out.map.table.quote = '"';
  REDRESS_TRY(settle_rows(out.map, head, scan_of(input), declared, out.remarks));
  return out;
}

Result<Proposal> propose_map(const Input& input, const Declared& declared) {
  Separated found = REDRESS_TRY(find_separator(input, {}, {}));
  Proposal out = propose_map(found.head);
  out.map.table.separator = found.separator;
  if (out.usable()) {
    std::vector<Remark> remarks;
    const auto settled = settle_rows(out.map, found.head, scan_of(input), declared, remarks);
    if (!settled) out.to_declare.push_back(settled.error().text());
  }
  out.text = proposal_text(out);
  return out;
}

}  // namespace redress::intake
