// The shell blocks of one page of the documentation, as one script.
//
// Promises: every ```sh block of the page runs, in order, in one shell that stops at the first
// failing command; a block tagged ```sh no-run must say why on the line before:
//   <!-- not run: it installs packages -->
// A block in another shell's name (bash, shell, console) is a fault, so that none escapes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace redress::tests {

struct DocsBlock {
  std::size_t line = 0;  ///< of its first command, from 1
  std::string text;
};

struct DocsPage {
  std::vector<DocsBlock> blocks;
  std::size_t fault_line = 0;  ///< 0 when the page is well formed
  std::string fault;
};

DocsPage read_page(std::string_view text);

/// True when there is something to run or to complain about.
bool has_blocks(const DocsPage& page);

/// The preamble and the blocks; the line of the block that runs is written to the file $MARK.
std::string page_script(const DocsPage& page, std::string_view preamble);

}  // namespace redress::tests
