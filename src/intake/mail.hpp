// What the readers of mail share: how a head is known, and what they run.
//
// Promises: `mail_likeness` counts the fields of a mail that stand in the first lines of a text; no
// file is taken for mail because of its name. Cost: the sample.
// Bad input: says no.
#pragma once

#include <string>
#include <string_view>

#include "intake/reader.hpp"

namespace redress::intake {

/// Of a text that begins with the head of a mail.
Likeness mail_likeness(std::string_view text);

/// A From_ line: what begins each mail in a mailbox file. `dated`: a clock stands in it.
bool is_from_line(std::string_view line, bool* dated = nullptr);

/// Most bytes that a reader of mail takes: words twice (as they stand and as text), a document, a
/// head.
inline constexpr std::size_t kMailMemory = 256U << 20U;

std::string mail_tools();

}  // namespace redress::intake
