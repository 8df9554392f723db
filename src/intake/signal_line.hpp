// The beginning of a message in a text that was made of Signal's store, and what its tool adds to
// the words.
//
// Promises: knows the forms of signal-export ("[2024-05-17 21:05:09] Name: words", older
// "[2024-05-17, 21:05] Name: words") and of signalbackup-tools ("[May 17, 2024 21:05:09] <Name>
// words", "***" for what is no person's).
// Cost: some tens of nanoseconds a line.
// Bad input: a line that does not begin so gives nothing; it goes on with the message before it.
// Source: signal-export 1.x to 3.x (chat.md), signalbackup-tools --exporttxt (2023 to 2024).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::intake {

struct SignalHead {
  bool backup_tools = false;  ///< the form of signalbackup-tools
  std::string date;           ///< "2024-05-17 21:05:09", or without seconds
  std::size_t length = 0;     ///< bytes of the line in front of the name
};
std::optional<SignalHead> parse_signal_head(std::string_view line);

struct SignalWords {
  std::string_view name;  ///< empty: nobody's
  std::string_view text;
  bool by_program = false;
};
/// What stands behind the head, with all lines of the message.
SignalWords split_signal(std::string_view rest, bool backup_tools);

/// Reactions behind the words, "(- Bo Example: +, Ana Invented: + -)"; the words without them.
struct SignalReactions {
  std::string_view text;
  std::string_view reactions;
};
SignalReactions split_reactions(std::string_view text);

/// Paths of files that came with a message; views into it.
std::vector<std::string_view> signal_files(const SignalWords& words, bool backup_tools);

}  // namespace redress::intake
