// Expected failure as a value: Result<T> carries either a T or an Error.
//
// Promises: an Error is one pointer wide; it names what was found, what was expected, where
// (file, line, column, or any other place) and what to do; each caller may add one line of
// context on the way up. Exceptions are for broken invariants and exhaustion only.
//
//   Result<Date> parse(std::string_view text);
//   Result<int>  year(std::string_view text) { return REDRESS_TRY(parse(text)).year(); }
//
// REDRESS_TRY(expression) unwraps a Result or returns its Error from the enclosing function; it
// is a GNU statement expression, which GCC and Clang both have.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace redress::base {

/// What went wrong, as a caller needs to tell it apart.
enum class ErrorKind : std::uint8_t {
  bad_input,    ///< what was given does not have the form that is needed
  not_found,    ///< what was named does not exist
  not_allowed,  ///< authority, permission, wall or rule forbids it
  conflict,     ///< it contradicts what is kept already
  unavailable,  ///< disk, network or another program failed; trying again may help
  internal,     ///< a bug
};

std::string_view name_of(ErrorKind kind);

/// A place in something a person can open. Zero means "not known".
struct Place {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string detail;  ///< sheet and cell, page, element path: whatever finds it again

  bool empty() const { return file.empty() && detail.empty() && line == 0; }
  /// "file:3:7 (detail)"; empty when nothing is known.
  std::string text() const;
};

class Error {
 public:
  Error(ErrorKind kind, std::string message);

  // Builders, so that a failure reads as one sentence at the place where it happens.
  Error&& at(Place place) &&;
  Error&& found(std::string what) &&;
  Error&& expected(std::string what) &&;
  Error&& fix(std::string what) &&;
  /// Adds what the caller was doing: "while reading parties.toml".
  Error&& context(std::string line) &&;

  ErrorKind kind() const { return body_->kind; }
  const std::string& message() const { return body_->message; }
  const Place& place() const { return body_->place; }
  const std::string& found() const { return body_->found; }
  const std::string& expected() const { return body_->expected; }
  const std::string& fix() const { return body_->fix; }
  const std::vector<std::string>& contexts() const { return body_->contexts; }

  /// The whole message for a person: place, sentence, found, expected, what to do, context.
  std::string text() const;

 private:
  struct Body {
    ErrorKind kind;
    std::string message;
    Place place;
    std::string found;
    std::string expected;
    std::string fix;
    std::vector<std::string> contexts;
  };
  std::unique_ptr<Body> body_;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::bad_input, "...")`, or with an Error that builders completed.
inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error(kind, std::move(message)));
}
inline tl::unexpected<Error> fail(Error&& error) { return tl::unexpected<Error>(std::move(error)); }

/// Adds a line of context to a failed Result and passes a good one through.
template <typename T>
Result<T> in_context(Result<T> result, std::string line) {
  if (result) return result;
  return tl::unexpected<Error>(std::move(result).error().context(std::move(line)));
}
/// The same where the line is made only for a failure: for what runs once a value.
template <typename T, std::invocable Line>
Result<T> in_context(Result<T> result, Line line) {
  if (result) return result;
  return tl::unexpected<Error>(std::move(result).error().context(line()));
}

namespace detail {
template <typename T>
T take(Result<T>& result) {
  return std::move(*result);
}
inline void take(Result<void>&) {}
}  // namespace detail

}  // namespace redress::base

/// The value of a Result, or the caller returns its error. Not among the members of an initialiser in
/// braces behind one that owns memory: GCC 12 leaks that one when it returns from there.
#define REDRESS_TRY(expression)                                                             \
  __extension__({                                                                           \
    auto redress_try_result = (expression);                                                 \
    if (!redress_try_result) [[unlikely]]                                                   \
      return tl::unexpected<::redress::base::Error>(std::move(redress_try_result).error()); \
    ::redress::base::detail::take(redress_try_result);                                      \
  })
