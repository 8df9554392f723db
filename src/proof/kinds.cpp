#include "proof/kinds.hpp"

namespace redress::docket {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<void> Kind<proof::Count>::check(const Count& count) {
  return check_period(count.from, count.until);
}

Result<void> Kind<proof::TellingOccasion>::check(const Telling& telling) {
  if (telling.burden < 0)
    return base::fail(
        Error(ErrorKind::bad_input, "a telling is never a relief to be counted against another")
            .expected("a burden of 1 or more, or none"));
  return {};
}

Result<void> Kind<proof::Item>::check(const Item& item) {
  if (!item.exhibit && !item.described_in)
    return base::fail(Error(ErrorKind::bad_input, "no fact without a source")
                          .expected("'exhibit' with a locator, or 'described_in'"));
  if (item.exhibit && item.locator.empty())
    return base::fail(Error(ErrorKind::bad_input, "a citation needs what a person can find again")
                          .expected("'locator': page, row, cell, time or element path"));
  if (!item.quote.empty() && item.quote_language.empty())
    return base::fail(Error(ErrorKind::bad_input, "original words need their language")
                          .expected("'quote_language' with an ISO 639 code, such as 'en'"));
  if (!item.translation.empty() && item.translator.empty())
    return base::fail(Error(ErrorKind::bad_input, "a translation needs its translator")
                          .expected("'translator': a person, or 'machine: ' and its name"));
  return {};
}

REDRESS_DEFINE_KIND(proof::Count);
REDRESS_DEFINE_KIND(proof::Origin);
REDRESS_DEFINE_KIND(proof::Agreement);
REDRESS_DEFINE_KIND(proof::TellingOccasion);
REDRESS_DEFINE_KIND(proof::Item);
REDRESS_DEFINE_KIND(proof::Binding);

}  // namespace redress::docket

namespace redress::proof {

std::vector<const docket::KindSchema*> own_kinds() {
  return {&docket::schema_of<Origin>(),
          &docket::schema_of<Agreement>(),
          &docket::schema_of<TellingOccasion>(),
          &docket::schema_of<Count>(),
          &docket::schema_of<Item>(),
          &docket::schema_of<Binding>()};
}

}  // namespace redress::proof
