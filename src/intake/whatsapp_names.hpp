// Who says a line of an exported chat, and where the name ends.
//
// Promises: a name ends at the first ": ", but where all lines of a sender and what the program
// writes show a name that holds ": " itself. A line of the service has no name.
// Cost: some tens of nanoseconds a line; see_line some hundreds where words go on with ": ".
// Bad input: a line without ": ", or with an endless name, is nobody's.
// Source: exports of WhatsApp for Android and iOS, 2016 to 2024.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace redress::intake {

/// U+200E, which iOS puts in front of what the program writes.
inline constexpr std::string_view kMark = "\xE2\x80\x8E";

/// "Ana Invented: words": where the name ends; nothing: a line of the service.
struct Said {
  std::string_view name;
  std::string_view text;
  bool by_person = false;
};

/// Of what stands behind the head.
Said split_name(std::string_view rest);

/// What the lines of one sender have in common, for names that hold ": " ("Dr: Example").
struct Sender {
  std::string next;  ///< words up to the second ": ", the same in all lines; empty: they differ
  std::uint64_t lines = 0;
  bool told = false;  ///< behind them stood what the program alone writes
};

void see_line(Sender& sender, std::string_view text);
/// Where every line of "Dr" goes on with "Example: ", and the program shows that the name ends
/// there.
bool has_longer_name(const Sender& sender);
/// "Dr: Example", where has_longer_name; `said` is split_name's of `rest`.
Said with_longer_name(const Said& said, const Sender& sender, std::string_view rest);

}  // namespace redress::intake
