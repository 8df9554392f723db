#include "base/result.hpp"

namespace redress::base {

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::bad_input: return "bad input";
    case ErrorKind::not_found: return "not found";
    case ErrorKind::not_allowed: return "not allowed";
    case ErrorKind::conflict: return "conflict";
    case ErrorKind::unavailable: return "unavailable";
    case ErrorKind::internal: return "internal error";
  }
  return "internal error";
}

std::string Place::text() const {
  std::string out = file;
  if (line != 0) out += ":" + std::to_string(line);
  if (line != 0 && column != 0) out += ":" + std::to_string(column);
  if (!detail.empty()) out += out.empty() ? detail : " (" + detail + ")";
  return out;
}

Error::Error(ErrorKind kind, std::string message)
    : body_(std::make_unique<Body>(Body{kind, std::move(message), {}, {}, {}, {}, {}})) {}

Error&& Error::at(Place place) && {
  body_->place = std::move(place);
  return std::move(*this);
}
Error&& Error::found(std::string what) && {
  body_->found = std::move(what);
  return std::move(*this);
}
Error&& Error::expected(std::string what) && {
  body_->expected = std::move(what);
  return std::move(*this);
}
Error&& Error::fix(std::string what) && {
  body_->fix = std::move(what);
  return std::move(*this);
}
Error&& Error::context(std::string line) && {
  body_->contexts.push_back(std::move(line));
  return std::move(*this);
}

std::string Error::text() const {
  std::string out = body_->place.text();
  if (!out.empty()) out += ": ";
  out += body_->message;
  if (!body_->found.empty()) out += "\n  found:    " + body_->found;
  if (!body_->expected.empty()) out += "\n  expected: " + body_->expected;
  if (!body_->fix.empty()) out += "\n  what to do: " + body_->fix;
  for (const std::string& line : body_->contexts) out += "\n  " + line;
  return out;
}

}  // namespace redress::base
