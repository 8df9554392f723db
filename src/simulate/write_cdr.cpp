// Call detail records of two carriers, and the list of their cells.

#include <set>

#include "simulate/letters.hpp"
#include "simulate/talk.hpp"
#include "simulate/writers.hpp"

namespace redress::simulate {
namespace {

using base::Result;

std::string cell_name(std::uint32_t cell) {
  std::string out = "00101-";
  put_number(out, 100 + cell / 3, 4);
  out += '-';
  put_number(out, cell + 1, 5);
  return out;
}

// Times in UTC, both cells, one row a call.
void utc_row(std::string& out, const World& world, const Call& one, std::uint32_t owner) {
  const bool calls = one.from == owner;
  out += number_of(world.parties[one.from], one.venture);
  out += ',';
  out += number_of(world.parties[one.to], one.venture);
  out += ',';
  put_utc(out, utc_of(one.when.day, one.when.second), ' ', false);
  out += ',';
  put_number(out, one.duration);
  out += calls ? ",MO," : ",MT,";
  out += one.sms ? "SMS," : "VOICE,";
  out += imei_of(owner);
  out += ',';
  out += imsi_of(owner);
  out += ',';
  out += cell_name(calls ? one.from_cell : one.to_cell);
  out += ',';
  if (!one.sms) out += cell_name(calls ? one.from_cell : one.to_cell);
  out += '\n';
}

// Wall clock of the country, beginning and end.
void local_row(std::string& out, const World& world, const Call& one, std::uint32_t owner) {
  const bool calls = one.from == owner;
  const std::int64_t end = std::int64_t{one.when.day} * 86'400 + one.when.second + one.duration;
  out += number_of(world.parties[one.from], one.venture);
  out += ';';
  out += number_of(world.parties[one.to], one.venture);
  out += ';';
  put_de(out, one.when.day);
  out += ' ';
  put_time(out, one.when.second);
  out += ';';
  put_de(out, static_cast<Day>(end / 86'400));
  out += ' ';
  put_time(out, static_cast<Second>(end % 86'400));
  out += ';';
  put_number(out, one.duration);
  out += one.sms ? ";SMS;" : ";Sprache;";
  out += calls ? "gehend;" : "kommend;";
  out += one.answered ? "verbunden;" : "nicht angenommen;";
  out += imei_of(owner);
  out += ';';
  out += cell_name(calls ? one.from_cell : one.to_cell);
  out += "\r\n";
}

Result<void> write_number(Exhibits& exhibits, const World& world, std::uint32_t owner,
                          bool venture_phone, bool utc) {
  const Party& party = world.parties[owner];
  const std::string& number = number_of(party, venture_phone);
  const bool both = party.phones.size() < 2;
  std::string out = utc ? "Calling Number,Called Number,Start Time (UTC),Duration (s),Direction,"
                          "Type,IMEI,IMSI,First Cell,Last Cell\n"
                        : "Rufnummer A;Rufnummer B;Beginn;Ende;Dauer in s;Dienst;Richtung;"
                          "Ergebnis;IMEI;Funkzelle\r\n";
  RowRanges venture;
  std::uint64_t rows = 0;
  for (const Call& one : world.calls) {
    if (one.from != owner && one.to != owner) continue;
    if (!both && one.venture != venture_phone) continue;
    if (utc) {
      utc_row(out, world, one, owner);
    } else {
      local_row(out, world, one, owner);
    }
    ++rows;
    if (one.venture) venture.add(rows + 1);
  }
  if (rows == 0) return {};
  const std::size_t file =
      REDRESS_TRY(exhibits.put("carriers/" + number.substr(1) + ".csv",
                               utc ? "cdr, utc" : "cdr, wall clock of Europe/Vienna",
                               "records of the number " + number, out, rows));
  exhibits.at(file).head_rows = 1;
  exhibits.at(file).venture = venture;
  return {};
}

Result<void> write_cells(Exhibits& exhibits) {
  std::string out = "Cell,MCC,MNC,LAC,Latitude,Longitude,Azimuth,Beam Width,Range (m),Address\n";
  for (std::uint32_t number = 0; number < kCells; ++number) {
    const Cell cell = cell_at(number);
    out += cell_name(number);
    out += ",1,1,";
    put_number(out, 100 + static_cast<std::int64_t>(cell.town), 4);
    // An island at sea where there is none: about 0.1 to 0.9 degrees from the zero of both.
    out += ",0.";
    put_number(out, 1001 + static_cast<std::int64_t>(cell.town) * 1013, 4);
    out += ",0.";
    put_number(out, 2003 + static_cast<std::int64_t>(cell.town) * 907, 4);
    out += ',';
    put_number(out, cell.azimuth);
    out += ",120,";
    put_number(out, 1500 + static_cast<std::int64_t>(number % 4) * 700);
    out += ",\"Mast ";
    put_number(out, static_cast<std::int64_t>(cell.town) + 1);
    out += ", ";
    out += town(cell.town);
    out += "\"\n";
  }
  const std::size_t file = REDRESS_TRY(
      exhibits.put("carriers/cells.csv", "cell sites", "cells of both carriers", out, kCells));
  exhibits.at(file).head_rows = 1;
  return {};
}

}  // namespace

Result<void> write_cdr(Exhibits& exhibits, const World& world) {
  REDRESS_TRY(write_number(exhibits, world, world.organiser, true, true));
  REDRESS_TRY(write_number(exhibits, world, world.organiser, false, true));
  std::set<std::uint32_t> done;
  for (const std::uint32_t lookout : world.lookouts) {
    if (done.size() >= kMostExports || !done.insert(lookout).second) continue;
    REDRESS_TRY(write_number(exhibits, world, lookout, true, true));
  }
  for (const std::uint32_t driver : world.drivers) {
    if (done.size() >= kMostExports || !done.insert(driver).second) continue;
    REDRESS_TRY(write_number(exhibits, world, driver, true, false));
  }
  return write_cells(exhibits);
}

}  // namespace redress::simulate
