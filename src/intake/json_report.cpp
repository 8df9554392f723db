#include "intake/json_report.hpp"

#include <string>

#include "docket/record.hpp"

namespace redress::intake {

namespace {

std::string filled(std::string_view path, const JsonElements::Element& element) {
  std::string out;
  std::size_t array = 0;
  for (const char c : path) {
    out.push_back(c);
    if (c == '[' && array < JsonElements::kMostArrays)
      out += std::to_string(element.index[array++]);
  }
  return out;
}

}  // namespace

std::string json_place(std::string_view path, const JsonElements::Element& element) {
  return filled(path, element);
}

std::string json_holder(std::string_view path, const JsonElements::Element& element) {
  return filled(path.substr(0, path.rfind('[')), element);
}

base::Result<void> refuse_element(Rows& rows, std::string_view path,
                                  const JsonElements::Element& element, std::string_view found) {
  const std::string where = json_place(path, element);
  if (element.too_long) {
    const std::string size = std::to_string(element.size) + " bytes";
    return rows.refuse({.where = where,
                        .reason = "too-long",
                        .found = size,
                        .expected = "at most 8 MiB in one element",
                        .raw = {}});
  }
  return rows.refuse({.where = where,
                      .reason = "broken",
                      .found = found,
                      .expected = "an object of sound JSON",
                      .raw = element.text.substr(0, docket::kMostText)});
}

base::Result<void> refuse_field(Rows& rows, std::string_view path,
                                const JsonElements::Element& element, std::string_view reason,
                                std::string_view found, std::string_view expected) {
  const std::string where = json_place(path, element);
  return rows.refuse({.where = where,
                      .reason = reason,
                      .found = found,
                      .expected = expected,
                      .raw = element.text.substr(0, docket::kMostText)});
}

base::Result<void> refuse_duration(Rows& rows, std::string_view path,
                                   const JsonElements::Element& element, std::string_view found) {
  return refuse_field(rows, path, element, "bad-duration", found, "whole seconds");
}

base::Result<void> report_end(Rows& rows, const JsonElements& elements, JsonElements::Got got) {
  if (got == JsonElements::Got::end) return {};
  const bool early = got == JsonElements::Got::ends_early;
  const std::string where =
      "byte " + std::to_string(early ? elements.begun_at() : elements.offset());
  return rows.refuse({.where = where,
                      .reason = early ? "ends-early" : "broken",
                      .found = elements.why(),
                      .expected = "sound JSON to the end; nothing behind this place was read",
                      .raw = {}});
}

}  // namespace redress::intake
