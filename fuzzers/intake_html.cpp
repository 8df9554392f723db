// Any bytes as a page in HTML; and the same page in two pieces gives the same blocks.
#include <string>
#include <vector>

#include "intake/html_text.hpp"
#include "intake_reading.hpp"

namespace {

struct Blocks final : redress::intake::HtmlSink {
  redress::base::Result<void> block(std::string_view text) override {
    redress::fuzzing::require(!text.empty());
    all.emplace_back(text);
    return {};
  }
  redress::base::Result<void> media(std::string_view, std::string_view source,
                                    std::uint64_t) override {
    all.emplace_back(source);
    return {};
  }
  std::vector<std::string> all;
};

std::vector<std::string> blocks(std::string_view text, std::size_t cut) {
  Blocks out;
  redress::intake::HtmlText html(out);
  redress::fuzzing::require(html.feed(text.substr(0, cut)).has_value());
  redress::fuzzing::require(html.feed(text.substr(cut)).has_value());
  redress::fuzzing::require(html.finish().has_value());
  return out.all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = redress::base::repair_utf8({reinterpret_cast<const char*>(data), size});
  redress::fuzzing::require(blocks(text, 0) == blocks(text, text.size() / 2));
  return redress::fuzzing::read_with(redress::intake::html_reader(), data, size);
}
