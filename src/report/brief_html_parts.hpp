// Sections of the page. Each returns finished markup whose first heading is an h2 inside a section.
#pragma once

#include <string>

#include "report/html_parts.hpp"

namespace redress::report::detail {

/// A section with its heading; nothing where the body is empty.
std::string section(std::string_view id, std::string_view title, const std::string& body_html);

std::string overview_section(const Brief& brief);
std::string group_section(const Brief& brief, std::size_t group);
std::string tellings_section(const Brief& brief);
std::string next_section(const Brief& brief);
std::string alternatives_section(const Brief& brief);
std::string disclosure_section(const Brief& brief);
std::string items_section(const Brief& brief);
std::string origins_section(const Brief& brief);
std::string exhibits_section(const Brief& brief);
std::string taken_section(const Brief& brief);
std::string authorities_section(const Brief& brief);
std::string law_section(const Brief& brief);
std::string heads_section(const Brief& brief);

}  // namespace redress::report::detail
