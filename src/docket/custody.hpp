// Custody: whether somebody is known to have held each exhibit at every moment since it was obtained.
//
// Promises: a chain is `whole` only when every boundary is a known moment and the links tile the time
// from obtaining to now, one holder at a time, each named as giver by the next. A boundary known only
// to the day (or month, or year) leaves that span open: `not_shown`, never `whole`, also where the
// order is plain. `broken`: in whatever way partial dates are filled in, some moment has no holder or
// two. Papers and signatures are said apart: they never make a chain whole, and lacking they never
// make it broken.
//
// Moments are spans of microseconds since 1970 (UTC), first and last inclusive; a known one has
// first == last. A link without `until` lasts until the next one begins. Links of one exhibit need no
// order. n log n in links; nothing is read but the arguments.
// Source: ISO/IEC 27037:2012, 6.1 (chain of custody); RFC 3227, section 3.1.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"
#include "docket/regime.hpp"

namespace redress::docket {

/// What is known of a moment.
struct Moment {
  std::int64_t first = 0;
  std::int64_t last = 0;
  bool known() const { return first == last; }
  bool operator==(const Moment&) const = default;
};

/// A moment as entered: the text where there is one, else the days that the date may be. In UTC; days
/// of an unknown zone are widened by 14 hours on each side, since a day begins somewhere that early.
std::optional<Moment> moment_of(const std::string& at,
                                const std::optional<base::PartialDate>& date);

enum class Signed : std::uint8_t { no, by_user, on_paper };
enum class Rehash : std::uint8_t { no, said, matched, differs };

/// One holder from one moment on.
struct Link {
  std::string label;
  std::string holder;
  std::string giver;  ///< empty: not said
  std::optional<Moment> from;
  std::optional<Moment> until;
  Signed by_giver = Signed::no;
  Signed by_holder = Signed::no;
  Rehash rehash = Rehash::no;
};

struct Held {
  std::string label;
  std::optional<Moment> obtained;
  bool has_digest = false;  ///< whether there is something to hash again
  std::vector<Link> links;
};

enum class Fault : std::uint8_t {
  gap,             ///< nobody held it in the span
  overlap,         ///< two held it in the span
  open,            ///< the span is not shown to have one holder
  holder_unknown,  ///< given by somebody who is not the holder before
  no_holder,       ///< no link at all
  not_obtained,    ///< when it was obtained is not known
  impossible,      ///< a link that begins before obtaining or after now, or ends before it begins
  giver_unsigned,
  holder_unsigned,
  not_rehashed,
  rehash_differs,
};
std::string_view name_of(Fault fault);

struct Finding {
  Fault fault = Fault::open;
  std::string link;  ///< label of the link; empty for the whole chain
  std::optional<Moment> span;
  std::string text;
};

enum class Chain : std::uint8_t { whole, not_shown, broken };
std::string_view name_of(Chain chain);

struct CustodyOf {
  std::string exhibit;
  Chain chain = Chain::not_shown;
  std::vector<std::string> holders;  ///< in the order of time
  std::vector<Finding> findings;
};

/// The engine. `now` in microseconds.
CustodyOf custody_of(const Held& held, std::int64_t now);
std::vector<CustodyOf> custody_report(std::span<const Held> held, std::int64_t now);

/// "2024-05-12T10:11:12Z" or "2024-05-12T00:00:00Z to 2024-05-12T23:59:59Z".
std::string text_of(const Moment& moment);

/// What the docket holds of a case for the engine: sealed, referenced and locked exhibits that were
/// not withdrawn. A link is signed by a user when that user's own act is the newest on it and the user
/// bears the name that stands in it; whoever amends it takes the signature away.
base::Result<std::vector<Held>> holdings(const Docket& docket, CaseRef in_case,
                                         const Hidden& hidden = {});

}  // namespace redress::docket
