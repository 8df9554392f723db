// What readers of JSON say where a document or a value of it is not as it should be.
//
// Promises: every value that was met is kept or refused with its place; where a document ends too
// early or is broken, the rest is one refusal.
// Cost: constant, but for the copy of what was refused.
// Bad input: that is what it is for.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "intake/json_stream.hpp"
#include "intake/rows.hpp"

namespace redress::intake {

/// "messages[17]", of a path's last array with the positions filled in:
/// "chats.list[3].messages[17]".
std::string json_place(std::string_view path, const JsonElements::Element& element);
/// The same up to the last array: "chats.list[3].messages".
std::string json_holder(std::string_view path, const JsonElements::Element& element);

/// One value that is longer than may be (the element says so) or is no JSON (`found`: what the
/// parser said).
base::Result<void> refuse_element(Rows& rows, std::string_view path,
                                  const JsonElements::Element& element, std::string_view found);

/// One value that is sound JSON and says something that can not be so: a date, a duration.
base::Result<void> refuse_field(Rows& rows, std::string_view path,
                                const JsonElements::Element& element, std::string_view reason,
                                std::string_view found, std::string_view expected);
/// A call that says how long it was in a way that is no number of seconds.
base::Result<void> refuse_duration(Rows& rows, std::string_view path,
                                   const JsonElements::Element& element, std::string_view found);

/// What is due at the end of a document: nothing where it was whole, otherwise one refusal.
base::Result<void> report_end(Rows& rows, const JsonElements& elements, JsonElements::Got got);

}  // namespace redress::intake
