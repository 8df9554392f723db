#include "world.hpp"

#include <unistd.h>

#include <cstdlib>

#include "docket/imports.hpp"
#include "docket/records_money.hpp"

namespace redress::docket::faults {

using base::Result;

namespace {

Columns transfers(std::int64_t first, std::int64_t many) {
  Columns columns(record_schema_of<Transfer>(), first);
  for (std::int64_t row = first + 1; row <= first + many; ++row) {
    const std::string account = "AT " + std::to_string(row % 7);
    (void)columns.push(
        Transfer{.amount = {kAmount}, .currency = "EUR", .account = account, .row = row});
  }
  return columns;
}

}  // namespace

void report(const std::string& line) {
  const std::string whole = line + "\n";
  if (::write(STDOUT_FILENO, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size()))
    std::_Exit(3);
}

Passphrase words() { return Passphrase::copy_of(base::as_bytes(std::string_view("open sesame"))); }

std::string content_of(long number) {
  const long which = number % 3;
  return "page " + std::to_string(which) + "\n" +
         std::string(static_cast<std::size_t>(which) * 9000, static_cast<char>('a' + which));
}

std::string letter_of(const std::string& label) {
  return "letter " + label + "\n" + std::string(9000, 'l');
}

Result<Docket> World::open(std::string_view user) {
  return Docket::open({folder / "docket", std::string(user), {}}, words(), host());
}

Result<Docket> World::create() {
  return Docket::create(
      {folder / "docket", Side::prosecution, true, std::string(kFirstUser), Role::prosecutor},
      words(), host());
}

Result<void> take_in(Docket& docket, CaseRef in_case, const std::string& label, base::Rng& rng) {
  const auto exhibit = REDRESS_TRY(docket.named<Exhibit>(label, in_case));
  Import import;
  import.exhibit = exhibit.ref;
  import.authority = exhibit.value.authority;
  import.reader = "bank-csv";
  import.reader_version = "1";
  import.tools = "none";
  const auto bulk = REDRESS_TRY(Bulk::for_import(docket));
  const ImportDescription description = REDRESS_TRY(describe(docket, import));
  Staging staging = REDRESS_TRY(Staging::begin_or_resume(bulk->folder(), description, rng));
  for (std::int64_t first = 0; first < kRows; first += kRows / 3) {
    Columns rows = transfers(first, kRows / 3);
    REDRESS_TRY(staging.add(rows));
  }
  Columns outside = transfers(kRows, kOutside);
  REDRESS_TRY(staging.add(outside, Shelf::quarantine));
  REDRESS_TRY(staging.refuse({"row 99", "bad-date", "99;31.02.2024"}));
  REDRESS_TRY(staging.finish(kRows + kOutside + 1));
  REDRESS_TRY(publish(docket, *bulk, staging, import, {in_case, "a test"}));
  return {};
}

}  // namespace redress::docket::faults
