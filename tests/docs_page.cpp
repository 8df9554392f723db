#include "docs_page.hpp"

#include "case_file.hpp"

namespace redress::tests {
namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kReason = "<!-- not run: ";

/// Why a block with these words after its fence is wrong; empty when it is right.
std::string fault_of(std::string_view tag, std::string_view line_before) {
  if (tag == "bash" || tag == "shell" || tag == "console") {
    return "commands stand in ```sh blocks, which are run";
  }
  if (tag.starts_with("sh ") && tag != "sh no-run") {
    return "expected ```sh or ```sh no-run, found ```" + std::string(tag);
  }
  if (tag == "sh no-run" && (!line_before.starts_with(kReason) || line_before.size() < 24)) {
    return "a block that is not run says why on the line before: <!-- not run: the reason -->";
  }
  return {};
}

}  // namespace

DocsPage read_page(std::string_view text) {
  const auto lines = split_lines(text);
  DocsPage page;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].starts_with(kFence)) continue;
    const std::string tag = lines[i].substr(kFence.size());
    const std::size_t opened = i + 1;
    const std::string fault = fault_of(tag, i == 0 ? "" : lines[i - 1]);
    DocsBlock block{.line = opened + 1, .text = {}};
    for (++i; i < lines.size() && lines[i] != kFence; ++i) block.text += lines[i] + "\n";
    if (!fault.empty() || i == lines.size()) {
      page.fault_line = opened;
      page.fault = fault.empty() ? "this block has no end" : fault;
      return page;
    }
    if (tag == "sh") page.blocks.push_back(std::move(block));
  }
  return page;
}

bool has_blocks(const DocsPage& page) { return !page.blocks.empty() || page.fault_line != 0; }

std::string page_script(const DocsPage& page, std::string_view preamble) {
  std::string script = "set -eu\n" + std::string(preamble) + "\n";
  for (const auto& block : page.blocks) {
    script += "printf '%s' " + std::to_string(block.line) + " >\"$MARK\"\n" + block.text;
  }
  return script;
}

}  // namespace redress::tests
