// Time sheets of the farm: who came and went when, as its foreman wrote it, and of the lawful staff
// beside them.

#include <algorithm>

#include "simulate/letters.hpp"
#include "simulate/writers.hpp"

namespace redress::simulate {
namespace {

using base::Result;

struct Line {
  Day day = 0;
  std::string worker;
  Second begins = 0;
  std::int64_t minutes = 0;
  std::int64_t pause = 30;
  bool venture = false;
};

std::vector<Line> lines_of(const World& world) {
  std::vector<Line> out;
  for (const Shift& one : world.shifts) {
    out.push_back({one.day, name_at(world, world.survivors[one.survivor].party), one.begins,
                   one.minutes, one.pause, true});
  }
  // Two of the neighbours work there five days a week, as agreed.
  for (Day day = world.start; day <= world.end; ++day) {
    if (weekday_of(day) == 0 || weekday_of(day) == 6) continue;
    for (std::size_t number = 0; number < 2; ++number) {
      out.push_back({day, name_at(world, world.neighbours[number]), 8 * 3600, 480, 30, false});
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Line& a, const Line& b) { return a.day < b.day; });
  return out;
}

}  // namespace

Result<void> write_timesheets(Exhibits& exhibits, const World& world) {
  if (world.shifts.empty()) return {};
  std::string out = "Worker,Workplace,Date,Begin,End,Break (min),Minutes\n";
  RowRanges venture;
  std::uint64_t rows = 0;
  for (const Line& one : lines_of(world)) {
    const auto end = one.begins + static_cast<Second>((one.minutes + one.pause) * 60);
    put_field(out, one.worker);
    out += ",Field and hall,";
    put_iso(out, one.day);
    out += ',';
    put_minutes(out, one.begins);
    out += ',';
    put_minutes(out, end);
    out += ',';
    put_number(out, one.pause);
    out += ',';
    put_number(out, one.minutes);
    out += '\n';
    ++rows;
    if (one.venture) venture.add(rows + 1);
  }
  const std::size_t file = REDRESS_TRY(exhibits.put("papers/timesheet.csv", "time sheet",
                                                    "kept by the foreman of a farm", out, rows));
  exhibits.at(file).head_rows = 1;
  exhibits.at(file).venture = venture;
  return {};
}

}  // namespace redress::simulate
