// Reader of tables as text: CSV, TSV, fixed places, through a column map.
#include <algorithm>

#include "base/text.hpp"
#include "intake/all_readers.hpp"
#include "intake/table_run.hpp"
#include "intake/table_settle.hpp"

namespace redress::intake {

using base::Result;

namespace {

/// What other readers know better.
bool of_another_format(std::string_view text) {
  text = text.substr(0, 4'096);
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  if (text.empty()) return true;
  const char first = text.front();
  if (first == '<' || first == '{' || first == '[') return true;
  for (const std::string_view begin :
       {":20:", "{1:", "OFXHEADER", "%PDF", "From ", "01,", "BEGIN:V"})
    if (text.starts_with(begin)) return true;
  return false;
}

Likeness recognise(const Sample& sample) {
  if (sample.text.empty() || !sample.members.empty() || of_another_format(sample.text)) return {};
  std::string_view text = sample.text;
  const bool goes_on = sample.size > sample.head.size();
  if (goes_on) {
    const std::size_t whole = text.rfind('\n');
    if (whole == std::string_view::npos) return {};
    text = text.substr(0, whole + 1);
  }
  const MemoryInput input(text);
  auto found = find_separator(input, MapTable{.encoding = "UTF-8"}, {});
  if (!found) return {};
  const Evenness even = evenness(found->head);
  if (goes_on && even.rows == 1 && even.cells >= 3 && known_headers(found->head) >= 3)
    return {Sure::yes, "headers of a table, and a first row longer than what was looked at"};
  if (even.rows < 2 || even.cells < 2) return {};
  // A short statement has more lines around its table than in it; its headers tell.
  const bool headed = even.cells >= 3 && known_headers(found->head) >= 3;
  if (even.rows * 2 < even.of && !headed) return {};
  const Proposal proposal = propose_map(found->head);
  const std::string cells = std::to_string(even.cells) + " cells in " + std::to_string(even.rows) +
                            " of " + std::to_string(even.of) + " rows";
  if (proposal.usable() && even.cells >= 3)
    return {Sure::yes, "a table: " + cells + ", with headers of a " + proposal.map.gives};
  const bool comma = found->separator == ',';
  if (even.rows * 2 < even.of) return {};
  if (even.cells < (comma ? 3U : 2U)) return {};
  return {Sure::maybe, "looks like a table: " + cells};
}

Result<Prepared> prepare(const Input& input, const Declared& declared) {
  Settled settled = REDRESS_TRY(settle_table(input, declared));
  return Prepared{map_text(settled.map), std::move(settled.remarks)};
}

Result<void> read(Reading& reading) {
  Settled settled = REDRESS_TRY(settle_table(reading.input, reading.declared));
  for (Remark& remark : settled.remarks) reading.rows.remark(std::move(remark));
  const auto rows = REDRESS_TRY(open_text_rows(reading.input, settled.map));
  TableRun run(settled.map, reading.declared, reading.rows);
  return run.run(*rows);
}

}  // namespace

const Reader& table_reader() {
  static const Reader kReader{
      .name = "table",
      .version = "4",
      .help = "tables as text (CSV, TSV, fixed places) through a column map",
      .kinds =
          "transfer, balance, call, cell_site, wallet_transfer, message, payslip, shift, "
          "charge_entry, agreement, stay, journey, identity_paper, contact",
      .memory = 48U << 20U,
      .tools = nullptr,
      .recognise = &recognise,
      .prepare = &prepare,
      .read = &read,
  };
  return kReader;
}

}  // namespace redress::intake
