// What an exhibit, a hand-over and a link of custody must hold to make sense by themselves.
#include "base/time.hpp"
#include "docket/kinds.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::PartialDate;
using base::Result;

constexpr std::size_t kDay = 10;  // characters of "2024-05-12"

/// Seconds and a zone, or nothing: an hour that nobody can place shows no chain.
Result<base::Instant> moment(const std::string& text, std::string_view field) {
  auto parsed = base::Instant::parse(text);
  if (parsed && parsed->zone_known() && parsed->precision() >= base::Precision::second)
    return std::move(*parsed);
  return base::fail(Error(ErrorKind::bad_input, "'" + std::string(field) + "' is not a moment")
                        .found(text)
                        .expected("RFC 3339 with seconds and zone: 2024-05-12T10:11:12+02:00"));
}

/// The day that a moment names in its own zone is the day that stands beside it.
Result<void> agree(const std::optional<PartialDate>& date, const std::string& at,
                   std::string_view field) {
  if (at.empty()) return {};
  REDRESS_TRY(moment(at, field));
  const PartialDate day = REDRESS_TRY(PartialDate::parse(std::string_view(at).substr(0, kDay)));
  if (!date || day.possibly_within(*date)) return {};
  return base::fail(
      Error(ErrorKind::bad_input, "the moment is not on the day that stands beside it")
          .at({{}, 0, 0, "field '" + std::string(field) + "'"})
          .found(at)
          .expected(date->text()));
}

Result<void> fill(std::optional<PartialDate>& date, const std::string& at, std::string_view field) {
  if (date || at.empty()) return {};
  REDRESS_TRY(moment(at, field));
  date = REDRESS_TRY(PartialDate::parse(std::string_view(at).substr(0, kDay)));
  return {};
}

Result<void> check_contraband(const Exhibit& exhibit) {
  if (exhibit.locked) return {};  // its custodian is not known yet
  if (exhibit.custodian.empty() || exhibit.place.empty())
    return base::fail(
        Error(ErrorKind::bad_input, "contraband is entered by reference alone")
            .expected(
                "custodian and place: who has the bytes and where; size and digest if known"));
  return {};
}

Result<void> check_filtered(const Exhibit& exhibit) {
  if (exhibit.digest && exhibit.sealed_digest && !exhibit.behind.ciphertext.empty()) return {};
  return base::fail(
      Error(ErrorKind::bad_input, "only bytes that were sealed behind the filter wall stand there")
          .fix("'redress exhibit add --file F --filter', or 'redress exhibit filter' for one that "
               "is here"));
}

}  // namespace

Result<void> Kind<Filtering>::check(const Filtering& filtering) {
  if ((filtering.step == FilterStep::redacted) == static_cast<bool>(filtering.redacted_as))
    return {};
  return base::fail(Error(ErrorKind::bad_input, "a redaction is an exhibit of its own")
                        .expected("redacted_as with that exhibit, for this step and no other"));
}

Result<void> Kind<Exhibit>::complete(Exhibit& exhibit) {
  return fill(exhibit.obtained, exhibit.obtained_at, "obtained_at");
}

Result<void> Kind<Exhibit>::check(const Exhibit& exhibit) {
  REDRESS_TRY(agree(exhibit.obtained, exhibit.obtained_at, "obtained_at"));
  if (exhibit.holding == Holding::contraband) return check_contraband(exhibit);
  if (exhibit.holding == Holding::filtered) return check_filtered(exhibit);
  if (exhibit.locked)
    return base::fail(ErrorKind::bad_input, "only contraband that was found here is locked");
  if (exhibit.holding == Holding::described && !exhibit.described_in && exhibit.source.empty())
    return base::fail(
        Error(ErrorKind::bad_input,
              "a thing that is only described needs the place of that description")
            .expected("described_in with an exhibit, or source with a public address"));
  if (exhibit.holding == Holding::sealed && !exhibit.digest)
    return base::fail(
        Error(ErrorKind::bad_input, "a sealed exhibit needs the file that was sealed")
            .fix("add it with 'redress exhibit add', or name its file in the case folder"));
  if (exhibit.holding == Holding::reference && exhibit.custodian.empty())
    return base::fail(Error(ErrorKind::bad_input, "an exhibit held elsewhere needs its custodian")
                          .expected("custodian: who has the bytes"));
  return {};
}

Result<void> Kind<Handover>::check(const Handover& handover) {
  REDRESS_TRY(moment(handover.at, "at"));
  return {};
}

Result<void> Kind<Custody>::complete(Custody& custody) {
  REDRESS_TRY(fill(custody.from, custody.at, "at"));
  return fill(custody.until, custody.until_at, "until_at");
}

Result<void> Kind<Custody>::check(const Custody& custody) {
  REDRESS_TRY(agree(custody.from, custody.at, "at"));
  REDRESS_TRY(agree(custody.until, custody.until_at, "until_at"));
  bool backwards = custody.from && custody.until && custody.until->certainly_before(*custody.from);
  if (!custody.at.empty() && !custody.until_at.empty())
    backwards = REDRESS_TRY(moment(custody.until_at, "until_at")).micros() <=
                REDRESS_TRY(moment(custody.at, "at")).micros();
  if (!backwards) return {};
  return base::fail(ErrorKind::bad_input, "a holder can not give up a thing before having it");
}

Result<void> Kind<Named>::check(const Named& named) {
  if (static_cast<bool>(named.notified) != !named.notified_by.empty())
    return base::fail(Error(ErrorKind::bad_input, "telling the court has a date and a person")
                          .expected("'notified' and 'notified_by', or neither"));
  return {};
}

}  // namespace redress::docket
