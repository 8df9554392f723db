// The beginning of a message in an exported chat: date, time, and where the name begins.
//
// Promises: reads "17.05.24, 21:05 - ", "5/17/24, 9:05 PM - ", "17/05/2024 à 21:05 - ", "[17.05.24,
// 21:05:09] " and the like, whatever blanks (U+00A0, U+202F), direction marks, digits (Arabic,
// Persian, Devanagari, Bengali) and words for the half of the day the language writes. Which number
// is the day is not decided here.
// Cost: some tens of nanoseconds; a line that does not begin with a digit or bracket costs a few.
// Bad input: a line that does not begin so gives nothing: it goes on with the message before it.
// Source: exports of WhatsApp for Android and iOS in the languages of docs/readers/whatsapp.md;
// whatsapp_day_periods.hpp for the words of the part of the day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "intake/moments.hpp"

namespace redress::intake {

/// What is the same for all messages of one export; a line of another shape is part of a message.
struct ChatShape {
  bool bracket = false;  ///< "[...] " as iOS writes it; otherwise "... - "
  char separator = '.';  ///< between the numbers of a date
  bool year_first = false;
  bool seconds = false;
  bool half = false;  ///< a clock of twelve hours
  bool operator==(const ChatShape&) const = default;
};

struct ChatHead {
  ChatShape shape;
  unsigned date[3] = {0, 0, 0};  ///< in the order in which they are written
  unsigned hour = 0;             ///< 0 to 23; more: no clock shows it
  unsigned minute = 0;
  unsigned second = 0;
  std::size_t length = 0;  ///< bytes of the line in front of the name
};

std::optional<ChatHead> parse_chat_head(std::string_view line);

/// Whether a line begins with anything that may be date, time and "- Name:" or "] Name:", in this
/// form or one that is not known. More than parse_chat_head takes, and not to be read by.
bool looks_like_head(std::string_view line);

/// "17/05/2024", for DayOrderVote; "17/05/2024 21:05:09", for parse_written. Into `out`. A year of
/// two digits is of this century: these chats are younger.
std::string_view date_text(const ChatHead& head, bool year_first, std::string& out);
std::string_view date_and_clock_text(const ChatHead& head, bool year_first, std::string& out);

/// WhatsApp is of 2009; a year of two digits above the last is none of this century's yet.
inline constexpr unsigned kFirstYear = 2009;
inline constexpr unsigned kLastYear = 2051;
/// Of a year that an export can be of; other calendars than the Gregorian give others.
bool plausible_year(const ChatHead& head, bool year_first);

/// The count of years, as far as a year tells: 2567 and 67 are Thai years of the Buddhist era, 543
/// before 2024. A short one tells only where all of a file are such.
enum class Era : std::uint8_t { common, buddhist, buddhist_short };
Era era_of(const ChatHead& head, bool year_first);
void to_common_era(ChatHead& head, bool year_first);

/// Marks that only turn the direction of writing: U+200E, U+200F, U+202A to U+202E, U+2066 to
/// U+2069.
bool is_direction_mark(char32_t code);
/// The text without such marks in front.
std::string_view without_marks_in_front(std::string_view text);
/// The text without such marks at both ends.
std::string_view without_marks_around(std::string_view text);

/// A name that is a number ("+1 605 ..."), with plain digits, blanks and dashes and without marks;
/// empty: it is none. Into `room`.
std::string_view plain_number(std::string_view name, std::string& room);

}  // namespace redress::intake
