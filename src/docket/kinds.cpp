#include "docket/kinds.hpp"

#include "base/keys.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<void> Kind<Party>::check(const Party& party) {
  if (party.protection == Protected::no) return {};
  if (!party.name.empty())
    return base::fail(
        Error(ErrorKind::not_allowed, "a protected person has no name in the open")
            .expected("a label such as S1, and the name behind the identity wall if at all")
            .fix("leave 'name' empty; 'redress party seal-name' keeps a name behind the wall"));
  if (party.sort != Sort::person)
    return base::fail(ErrorKind::bad_input, "only a person can be protected");
  return {};
}

Result<void> Kind<NonPunishment>::check(const NonPunishment& claim) {
  if (claim.outcome != ClaimOutcome::upheld) return {};
  if (claim.specialist.empty() || claim.reason.empty() || !claim.review)
    return base::fail(Error(ErrorKind::bad_input, "an upheld claim is a specialist's decision")
                          .expected("specialist, reason and a date of review"));
  return {};
}

namespace {

base::KeyKind key_kind(MentionSort sort) {
  switch (sort) {
    case MentionSort::name: return base::KeyKind::name;
    case MentionSort::phone: return base::KeyKind::phone;
    case MentionSort::account: return base::KeyKind::account;
    case MentionSort::address: return base::KeyKind::address;
    case MentionSort::email: return base::KeyKind::email;
    case MentionSort::other: return base::KeyKind::other;
  }
  return base::KeyKind::other;
}

}  // namespace

Result<void> Kind<Mention>::complete(Mention& mention) {
  auto key = base::normal_key(key_kind(mention.sort), mention.text, mention.region);
  mention.key = key ? *key : std::string{};
  return {};
}

Result<void> Kind<Judgement>::check(const Judgement& judgement) {
  if (static_cast<bool>(judgement.mention) == static_cast<bool>(judgement.other_party))
    return base::fail(Error(ErrorKind::bad_input, "a decision is about exactly two things")
                          .expected("a mention and a party, or two parties"));
  if (judgement.party == judgement.other_party)
    return base::fail(ErrorKind::bad_input, "a party can not be held against itself");
  return {};
}

Result<void> Kind<Authority>::check(const Authority& authority) {
  return check_period(authority.from, authority.until);
}

Result<void> Kind<Grant>::check(const Grant& grant) {
  const bool exact =
      (!grant.from || grant.from->is_exact()) && (!grant.until || grant.until->is_exact());
  if (!exact)
    return base::fail(Error(ErrorKind::bad_input, "a grant begins and ends on whole days")
                          .expected("--from and --until as 2026-05-12"));
  return check_period(grant.from, grant.until);
}

Result<void> Kind<Note>::check(const Note& note) {
  if (static_cast<bool>(note.party) == (note.wall != Wall::filter)) return {};
  return base::fail(Error(ErrorKind::bad_input, "a note stands behind a wall about somebody")
                        .expected("a protected person; nobody for the filter wall"));
}

Result<void> Kind<Demand>::check(const Demand& demand) {
  if (demand.status == DemandStatus::complied && !demand.counsel_told)
    return base::fail(
        Error(ErrorKind::not_allowed, "a demand is not complied with before counsel looked at it")
            .expected("counsel_told: the day on which counsel looked")
            .fix("'redress demand step CASE LABEL --what counsel' records it"));
  if (demand.status == DemandStatus::complied && !demand.survivors.empty() && !demand.notified &&
      demand.notice_forbidden_by.empty())
    return base::fail(
        Error(ErrorKind::not_allowed, "the survivors whom a demand is about are told of it first")
            .expected("notified, or notice_forbidden_by with the order that forbids it")
            .fix("'redress demand step CASE LABEL --what notify' records it"));
  if (demand.counsel_told && demand.counsel.empty())
    return base::fail(Error(ErrorKind::bad_input, "a look of counsel needs a name")
                          .expected("counsel: who looked at it"));
  if (demand.notified && demand.notified_whom.empty())
    return base::fail(Error(ErrorKind::bad_input, "a notice needs the person who was told")
                          .expected("notified_whom: the survivor, or her counsel"));
  if (demand.notice_forbidden_until && demand.notice_forbidden_by.empty())
    return base::fail(Error(ErrorKind::bad_input, "only an order forbids notice")
                          .expected("notice_forbidden_by: which order"));
  return {};
}

Result<void> Kind<Import>::check(const Import& import) {
  for (const std::int64_t count :
       {import.rows_read, import.records, import.refused, import.quarantined, import.repeated})
    if (count < 0)
      return base::fail(Error(ErrorKind::bad_input, "an import has a count below zero")
                            .found(std::to_string(count)));
  if (import.options.size() > kMostImportText || import.map.size() > kMostImportText)
    return base::fail(Error(ErrorKind::bad_input, "options or map text of an import are too long")
                          .expected("at most " + std::to_string(kMostImportText) + " bytes each"));
  if (import.options.find('\0') != std::string::npos)
    return base::fail(ErrorKind::bad_input, "options of an import can not hold a zero byte");
  return {};
}

REDRESS_DEFINE_KIND(User);
REDRESS_DEFINE_KIND(Case);
REDRESS_DEFINE_KIND(Mark);
REDRESS_DEFINE_KIND(Incident);
REDRESS_DEFINE_KIND(Demand);
REDRESS_DEFINE_KIND(DemandStep);
REDRESS_DEFINE_KIND(Release);
REDRESS_DEFINE_KIND(Named);
REDRESS_DEFINE_KIND(Duty);
REDRESS_DEFINE_KIND(QuarantineOrder);
REDRESS_DEFINE_KIND(QuarantineReleaseOrder);
REDRESS_DEFINE_KIND(Purge);
REDRESS_DEFINE_KIND(Grant);
REDRESS_DEFINE_KIND(Note);
REDRESS_DEFINE_KIND(Opening);
REDRESS_DEFINE_KIND(Hold);
REDRESS_DEFINE_KIND(Shred);
REDRESS_DEFINE_KIND(Backup);
REDRESS_DEFINE_KIND(Rotation);
REDRESS_DEFINE_KIND(Authority);
REDRESS_DEFINE_KIND(Exhibit);
REDRESS_DEFINE_KIND(Filtering);
REDRESS_DEFINE_KIND(Handover);
REDRESS_DEFINE_KIND(Custody);
REDRESS_DEFINE_KIND(Import);
REDRESS_DEFINE_KIND(Counsel);
REDRESS_DEFINE_KIND(Party);
REDRESS_DEFINE_KIND(NonPunishment);
REDRESS_DEFINE_KIND(Listing);
REDRESS_DEFINE_KIND(Mention);
REDRESS_DEFINE_KIND(Judgement);

std::vector<const KindSchema*> own_kinds() {
  return {&schema_of<User>(),
          &schema_of<Case>(),
          &schema_of<Party>(),
          &schema_of<NonPunishment>(),
          &schema_of<Authority>(),
          &schema_of<Listing>(),
          &schema_of<Exhibit>(),
          &schema_of<Custody>(),
          &schema_of<Mention>(),
          &schema_of<Judgement>(),
          &schema_of<Mark>(),
          &schema_of<Demand>(),
          &schema_of<DemandStep>(),
          &schema_of<Release>(),
          &schema_of<Grant>(),
          &schema_of<Note>(),
          &schema_of<Opening>(),
          &schema_of<Hold>(),
          &schema_of<Shred>(),
          &schema_of<Backup>(),
          &schema_of<Import>(),
          &schema_of<Counsel>(),
          &schema_of<Incident>(),
          &schema_of<Handover>(),
          &schema_of<Named>(),
          &schema_of<Duty>(),
          &schema_of<QuarantineOrder>(),
          &schema_of<QuarantineReleaseOrder>(),
          &schema_of<Purge>(),
          &schema_of<Rotation>(),
          &schema_of<Filtering>()};
}

}  // namespace redress::docket
