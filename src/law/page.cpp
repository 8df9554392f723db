#include "law/page.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace redress::law::detail {

std::string marked(std::string_view text, Standing standing) {
  std::string out = base::one_line(text);
  if (!out.empty() && standing == Standing::unconfirmed) out += " [unconfirmed]";
  return out;
}

void Page::line(std::string_view text, std::size_t indent, std::string_view lead) {
  const std::size_t inner = std::min<std::size_t>(indent + lead.size(), 2 * kDeepestTree + 8);
  // `wrap` counts the indent in the width.
  std::string wrapped = base::wrap(base::one_line(text), kWidth, inner);
  if (wrapped.size() >= inner && inner >= lead.size())
    wrapped.replace(inner - lead.size(), lead.size(), lead);
  while (!wrapped.empty() && wrapped.back() == '\n') wrapped.pop_back();
  text_ += wrapped;
  text_ += '\n';
}

void Page::field(std::string_view name, std::string_view text, Standing standing,
                 std::size_t indent) {
  if (text.empty()) return;
  line(std::string(name) + ": " + marked(text, standing), indent);
}

void Page::heading(std::string_view text) {
  text_ += '\n';
  text_ += text;
  text_ += '\n';
}

}  // namespace redress::law::detail
