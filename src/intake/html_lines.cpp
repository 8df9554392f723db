// A page as lines: for mail that has no plain text.
#include "intake/html_text.hpp"

namespace redress::intake {

namespace {

class Lines final : public HtmlSink {
 public:
  base::Result<void> block(std::string_view text) override {
    if (!out.empty()) out += '\n';
    out += text;
    return {};
  }
  base::Result<void> media(std::string_view, std::string_view, std::uint64_t) override {
    return {};
  }
  std::string out;
};

}  // namespace

std::string html_to_text(std::string_view html) {
  Lines lines;
  HtmlText text(lines);
  (void)text.feed(html);
  (void)text.finish();
  return std::move(lines.out);
}

}  // namespace redress::intake
