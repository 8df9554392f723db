// A page for the terminal under construction: what goes in is made safe, wrapped and indented.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/brief_text.hpp"

namespace redress::report::detail {

enum class Weight : std::uint8_t { plain, bold, dim };

class TextPage {
 public:
  explicit TextPage(const TextOptions& options);

  /// One paragraph. `lead` ("+ ") stands before its first line, the rest is set in as wide.
  void line(std::string_view text, std::size_t indent = 0, std::string_view lead = {},
            Weight weight = Weight::plain);
  /// "Name: text"; nothing where the text is empty.
  void field(std::string_view name, std::string_view text, std::size_t indent = 0);
  /// An empty line, the heading in bold, a rule under it.
  void heading(std::string_view text);
  void blank();

  /// Columns as wide as they need to be and as the page allows; where they do not fit at all, each
  /// row becomes a few lines. The first row is the head.
  void table(const std::vector<std::vector<std::string>>& rows);

  std::size_t width() const { return width_; }
  std::string take() && { return std::move(text_); }

 private:
  void put(std::string_view line, Weight weight);
  void row(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
           Weight weight);
  void stacked(const std::vector<std::vector<std::string>>& rows);

  std::size_t width_;
  bool color_;
  std::string text_;
};

}  // namespace redress::report::detail
