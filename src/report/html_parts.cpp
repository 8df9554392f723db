#include "report/html_parts.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace redress::report::detail {
namespace {

constexpr std::uint32_t kDeepestIndent = 6;

}  // namespace

std::string safe(std::string_view text) { return base::escape_html(base::one_line(text)); }

std::string safe_lines(std::string_view text) {
  std::string out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    if (from != 0) out += "<br>";
    out += safe(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

std::string lang_attribute(std::string_view code) {
  // BCP 47, section 2.1: letters, digits and hyphens; 35 characters are the longest to provide for.
  const bool well_formed =
      !code.empty() && code.size() <= 35 && std::ranges::all_of(code, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
      });
  return well_formed ? " lang=\"" + std::string(code) + "\"" : std::string{};
}

std::string with_mark(std::string_view text, bool unconfirmed) {
  std::string out = safe(text);
  if (!out.empty() && unconfirmed)
    out += R"( <span class="tag only-if">)" + std::string(kUnconfirmed) + "</span>";
  return out;
}

std::string outcome_html(proof::Outcome outcome, const std::vector<std::string>& conditions) {
  std::string kind(short_name_of(outcome));
  std::ranges::replace(kind, ' ', '-');
  std::string out = "<span class=\"o " + kind + R"("><span aria-hidden="true">)" +
                    std::string(symbol_of(outcome)) + "</span> " + safe(proof::name_of(outcome)) +
                    "</span>";
  if (outcome == proof::Outcome::only_if)
    out += safe(outcome_words(outcome, conditions).substr(proof::name_of(outcome).size()));
  return out;
}

std::string item_link(const proof::CaseView& view, proof::Index item) {
  return "<a href=\"#item-" + std::to_string(item) + "\">" + safe(view.items[item].label) + "</a>";
}

Facts& Facts::add_html(std::string_view name, std::string_view html) {
  if (!html.empty()) html_ += "<dt>" + safe(name) + "</dt><dd>" + std::string(html) + "</dd>\n";
  return *this;
}

std::string Facts::take() && { return html_.empty() ? html_ : "<dl>\n" + html_ + "</dl>\n"; }

std::string list_html(const std::vector<std::string>& items_html) {
  if (items_html.empty()) return {};
  return "<ul><li>" + joined(items_html, "</li><li>") + "</li></ul>";
}

Table::Table(std::string_view caption, std::vector<std::string> heads, std::string_view kind)
    : caption_(safe(caption)), kind_(safe(kind)), heads_(std::move(heads)) {
  for (std::string& head : heads_) head = safe(head);
}

void Table::row(const std::vector<std::string>& cells_html, std::uint32_t level) {
  rows_ += level == 1 ? R"(<tr role="row" class="top">)" : R"(<tr role="row">)";
  for (std::size_t i = 0; i < cells_html.size() && i < heads_.size(); ++i) {
    if (i != 0) {
      rows_ += R"(<td role="cell" data-label=")" + heads_[i] + "\">" + cells_html[i] + "</td>";
      continue;
    }
    rows_ += R"(<th scope="row" role="rowheader")";
    if (level > 1) rows_ += " class=\"d" + std::to_string(std::min(level, kDeepestIndent)) + "\"";
    rows_ += ">";
    // The indent is seen; this is heard.
    if (level > 1) rows_ += R"(<span class="unseen">level )" + std::to_string(level) + ": </span>";
    rows_ += cells_html[i] + "</th>";
  }
  rows_ += "</tr>\n";
}

std::string Table::take() && {
  std::string out = "<table role=\"table\"" + (kind_.empty() ? "" : " class=\"" + kind_ + "\"") +
                    ">\n<caption>" + caption_ +
                    "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">";
  for (const std::string& head : heads_)
    out += R"(<th scope="col" role="columnheader">)" + head + "</th>";
  return out + "</tr></thead>\n<tbody role=\"rowgroup\">\n" + rows_ + "</tbody>\n</table>\n";
}

}  // namespace redress::report::detail
