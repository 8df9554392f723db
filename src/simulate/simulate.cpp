#include "simulate/simulate.hpp"

#include <algorithm>

#include "simulate/branches.hpp"
#include "simulate/people.hpp"
#include "simulate/statements.hpp"
#include "simulate/stream.hpp"
#include "simulate/talk.hpp"
#include "simulate/truth.hpp"
#include "simulate/writers.hpp"

namespace redress::simulate {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

Result<void> check(const Options& options) {
  if (options.size < kLeastSize || options.size > kMostSize) {
    return fail(base::Error(ErrorKind::bad_input, "a case of this size is not made")
                    .found(std::to_string(options.size) + " transfers")
                    .expected("200 to 20000000"));
  }
  if (options.rows_a_file < 1'000) {
    return fail(base::Error(ErrorKind::bad_input, "files of this size are not made")
                    .found(std::to_string(options.rows_a_file) + " rows a file")
                    .expected("1000 or more"));
  }
  return {};
}

void build_branches(World& world) {
  const std::uint32_t all = world.shape.survivors;
  switch (world.options.kind) {
    case Kind::labour: build_labour(world, all); break;
    case Kind::sex: build_venue(world, all); break;
    case Kind::domestic: build_household(world, all); break;
    case Kind::mixed: {
      const std::uint32_t household = std::max(1U, all / 5);
      const std::uint32_t venue = std::max(1U, all * 3 / 10);
      build_labour(world, all - household - venue);
      build_venue(world, venue);
      build_household(world, household);
      break;
    }
  }
}

void build(World& world) {
  Chance chance(world.options.seed, Purpose::shape);
  world.start = day_of(2023, static_cast<unsigned>(chance.between(1, 12)), 1);
  world.end = month_start(world.start, static_cast<int>(world.shape.months)) - 1;
  world.books_end = month_end(world.end + 1);
  build_people(world);
  build_branches(world);
  spend_gain(world);
  live_on(world);
  world.books.finish();
  build_talk(world);
  build_calls(world);
}

Result<void> write_small_ones(Exhibits& exhibits, Tracks& tracks, const World& world) {
  REDRESS_TRY(write_statements(exhibits, tracks, world));
  REDRESS_TRY(write_whatsapp(exhibits, tracks, world));
  REDRESS_TRY(write_telegram(exhibits, world));
  REDRESS_TRY(write_sms(exhibits, world));
  REDRESS_TRY(write_ufdr(exhibits, world));
  REDRESS_TRY(write_cdr(exhibits, world));
  REDRESS_TRY(write_mail(exhibits, world));
  REDRESS_TRY(write_agreements(exhibits, world));
  REDRESS_TRY(write_paysheet(exhibits, world));
  REDRESS_TRY(write_timesheets(exhibits, world));
  REDRESS_TRY(write_hotel(exhibits, world));
  REDRESS_TRY(write_journeys(exhibits, world));
  return write_wallet(exhibits, world);
}

void summarise(Report& report, const Exhibits& exhibits, const World& world,
               const base::Digest& truth) {
  base::Sha256 hash;
  for (const Written& one : exhibits.files()) {
    report.files.push_back({one.name, one.format, one.rows, one.bytes, one.digest});
    hash.update(std::string_view(one.name)).update(one.digest.view());
  }
  hash.update(truth.view());
  report.digest = hash.finish();
  report.survivors = world.survivors.size();
  report.messages = world.messages.size();
  report.calls = world.calls.size();
}

}  // namespace

Result<Report> simulate(const Options& options, const std::filesystem::path& out,
                        const Passed& passed) {
  REDRESS_TRY(check(options));
  REDRESS_TRY(Exhibits::begin(out));
  Exhibits exhibits = REDRESS_TRY(Exhibits::begin(out / "exhibits"));
  World world(options);
  build(world);
  Tracks tracks(world.books.bookings().size());
  REDRESS_TRY(write_small_ones(exhibits, tracks, world));
  const Streamed streamed =
      REDRESS_TRY(stream_production(exhibits, tracks, world, tracks.seen(), passed));
  Report report;
  std::uint64_t outside = 0;  // seen in files of their own, not in those of the banks' tables
  for (const Where& one : tracks.where()) {
    if (one.file == kNone) continue;
    if (!exhibits.files()[one.file].format.starts_with("bank csv")) ++outside;
  }
  report.transfers = streamed.rows + outside;
  report.people = streamed.people;
  for (const Party& one : world.parties) report.people += one.company ? 0 : 1;
  const base::Digest truth =
      REDRESS_TRY(write_truth(out / "truth.json", world, exhibits, tracks, report));
  summarise(report, exhibits, world, truth);
  return report;
}

}  // namespace redress::simulate
