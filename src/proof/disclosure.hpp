// The review list: what is unreviewed, favourable to the defence, disclosed, withheld, with clocks.
//
// Promises: what could help the other side enters by itself: undermining bindings, items that favour
// the defence or may, items we dispute, the smaller of two readings, every cooperation agreement and
// benefit, exhibits that nobody reviewed, and material under quarantine rules. A mark by a person adds
// to it and never takes away: only disclosure or a stated ground for withholding settles an entry.
// Each entry carries the disclosure class of its kind; work product carries its legend, and a
// favourable fact inside it must become an item of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proof/view.hpp"

namespace redress::proof {

enum class DisclosureState : std::uint8_t { unreviewed, favourable, due, disclosed, withheld };
std::string_view name_of(DisclosureState state);

struct DisclosureEntry {
  DisclosureState state = DisclosureState::unreviewed;
  std::string about;  ///< "item pay-half"
  std::string what;
  std::string why;
  docket::Disclosure klass = docket::Disclosure::outside_material;
  std::optional<base::PartialDate> due;
  std::string settled;  ///< "disclosed 2007-09-01 to ...", "withheld: ..."
};

/// Open entries first, those with the earliest due date on top.
std::vector<DisclosureEntry> disclosure_list(const CaseView& view);

inline constexpr std::string_view kWorkProductLegend =
    "Attorney work product. Favourable facts are not protected by it: each one in here must also "
    "stand as an item of its own.";

}  // namespace redress::proof
