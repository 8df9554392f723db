#include "report/text_page.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"

namespace redress::report::detail {
namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kGap = 2;
/// A column that would be narrower than this reads worse than lines one below the other.
constexpr std::size_t kNarrowestColumn = 11;

std::vector<std::string> lines_of(std::string_view wrapped) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < wrapped.size();) {
    const std::size_t to = std::min(wrapped.find('\n', from), wrapped.size());
    lines.emplace_back(wrapped.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

/// Widths wanted, cut from the widest down until they fit; empty where that is hopeless.
std::vector<std::size_t> fitted(const std::vector<std::vector<std::string>>& rows,
                                std::size_t room) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& cells : rows)
    for (std::size_t i = 0; i < cells.size() && i < widths.size(); ++i)
      widths[i] = std::max(widths[i], base::display_width(base::one_line(cells[i])));
  const std::size_t gaps = kGap * (widths.size() - 1);
  while (std::accumulate(widths.begin(), widths.end(), gaps) > room) {
    const auto widest = std::ranges::max_element(widths);
    if (*widest <= kNarrowestColumn) return {};
    --*widest;
  }
  return widths;
}

}  // namespace

TextPage::TextPage(const TextOptions& options)
    : width_(std::max(options.width, kNarrowest)), color_(options.color) {}

void TextPage::put(std::string_view line, Weight weight) {
  if (!color_ || weight == Weight::plain || line.empty()) {
    text_.append(line).append("\n");
    return;
  }
  const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
  text_.append(line.substr(0, start)).append(weight == Weight::bold ? "\x1b[1m" : "\x1b[2m");
  text_.append(line.substr(start)).append("\x1b[0m\n");
}

void TextPage::line(std::string_view text, std::size_t indent, std::string_view lead,
                    Weight weight) {
  // A deep tree may not push its text off the page.
  const std::size_t outer = std::min(indent, width_ / 2);
  const std::size_t inner = outer + base::display_width(lead);
  std::vector<std::string> lines = lines_of(base::wrap(base::one_line(text), width_, inner));
  if (lines.empty()) lines.emplace_back(inner, ' ');
  lines.front().replace(0, inner, std::string(outer, ' ') + std::string(lead));
  for (const std::string& one : lines) put(one, weight);
}

void TextPage::field(std::string_view name, std::string_view text, std::size_t indent) {
  if (!text.empty()) line(std::string(name) + ": " + std::string(text), indent);
}

void TextPage::heading(std::string_view text) {
  blank();
  line(text, 0, {}, Weight::bold);
  const std::size_t long_enough = std::min(base::display_width(base::one_line(text)), width_);
  put(std::string(long_enough, '-'), Weight::dim);
}

void TextPage::blank() {
  if (!text_.empty()) text_ += '\n';
}

void TextPage::row(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
                   Weight weight) {
  std::vector<std::vector<std::string>> columns;
  std::size_t height = 1;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    columns.push_back(i < cells.size()
                          ? lines_of(base::wrap(base::one_line(cells[i]), widths[i], 0))
                          : std::vector<std::string>{});
    height = std::max(height, columns.back().size());
  }
  for (std::size_t at = 0; at < height; ++at) {
    std::string out;
    std::size_t wanted = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (at < columns[i].size()) {
        const std::size_t have = base::display_width(out);
        out.append(wanted > have ? wanted - have : 0, ' ').append(columns[i][at]);
      }
      wanted += widths[i] + kGap;
    }
    put(out, weight);
  }
}

void TextPage::stacked(const std::vector<std::vector<std::string>>& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i)
    for (std::size_t cell = 0; cell < rows[i].size(); ++cell) {
      const std::string& name = rows.front()[cell];
      line(name + " " + rows[i][cell], cell == 0 ? 0 : 2, {},
           cell == 0 ? Weight::bold : Weight::plain);
    }
}

void TextPage::table(const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty() || rows.front().empty()) return;
  const std::vector<std::size_t> widths = fitted(rows, width_);
  if (widths.empty()) {
    stacked(rows);
    return;
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    row(rows[i], widths, i == 0 ? Weight::bold : Weight::plain);
}

}  // namespace redress::report::detail
