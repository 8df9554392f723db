#include "case_file.hpp"

#include <gtest/gtest.h>

#include "docs_page.hpp"

namespace redress::tests {
namespace {

using Lines = std::vector<std::string>;

Patterns patterns(const Lines& lines) {
  Patterns result;
  for (const auto& line : lines) result.emplace_back(line);
  return result;
}

CaseFile parsed(std::string_view text) {
  auto result = parse_case(text);
  if (const auto* fault = std::get_if<CaseFault>(&result)) {
    ADD_FAILURE() << fault->line << ": " << fault->message;
    return {};
  }
  return std::get<CaseFile>(result);
}

CaseFault fault_of(std::string_view text) {
  const auto result = parse_case(text);
  const auto* fault = std::get_if<CaseFault>(&result);
  return fault == nullptr ? CaseFault{} : *fault;
}

Step only_step(std::string_view text) {
  for (auto& entry : parsed(text).entries) {
    if (auto* step = std::get_if<Step>(&entry)) return *step;
  }
  ADD_FAILURE() << "no step";
  return {};
}

constexpr std::string_view kWhole = R"(# A whole case.

# a comment
--- file folder/notes.txt
$ not a step
...
--- end

$ redress show \
> --more
<<< typed
<<<
? 3
first
\# not a comment

last {{[0-9a-f]{64}}} end
! it failed
!
! truly

# done
$ true
)";

TEST(CaseFile, KeepsEveryLine) { EXPECT_EQ(render(parsed(kWhole)), kWhole); }

TEST(CaseFile, ReadsAllParts) {
  const auto file = parsed(kWhole);
  EXPECT_EQ(file.title, "A whole case.");
  const Step step = only_step(kWhole);
  EXPECT_EQ(step.line, 9U);
  EXPECT_EQ(step.command, "redress show \\\n--more");
  EXPECT_EQ(step.input, "typed\n\n");
  EXPECT_EQ(step.status, 3);
  ASSERT_EQ(step.output.size(), 4U);
  EXPECT_EQ(step.errors.size(), 3U);
  const std::string hash(64, 'a');
  EXPECT_TRUE(step.met_by(
      {3, {"first", "# not a comment", "", "last " + hash + " end"}, {"it failed", "", "truly"}}));
  EXPECT_FALSE(step.met_by(
      {0, {"first", "# not a comment", "", "last " + hash + " end"}, {"it failed", "", "truly"}}));
  for (const auto& entry : file.entries) {
    if (const auto* helper = std::get_if<HelperFile>(&entry)) {
      EXPECT_EQ(helper->name, "folder/notes.txt");
      EXPECT_EQ(helper->content, "$ not a step\n...\n");
    }
  }
}

TEST(CaseFile, RefusesWithTheLine) {
  EXPECT_EQ(fault_of("").line, 1U);
  EXPECT_EQ(fault_of("$ true\n").line, 1U);
  EXPECT_EQ(fault_of("# t\n").message, "no step: a case needs at least one `$ command`");
  EXPECT_EQ(fault_of("# t\nstray\n$ true\n").line, 2U);
  EXPECT_EQ(fault_of("# t\n$ true\n? x\n").line, 3U);
  EXPECT_EQ(fault_of("# t\n$ true\nout\n> more\n").line, 4U);
  EXPECT_EQ(fault_of("# t\n$ true\n{{[}}\n").line, 3U);
  EXPECT_EQ(fault_of("# t\n$ true\n{{open\n").line, 3U);
  EXPECT_EQ(fault_of("# t\n--- file a\n$ true\n").line, 2U);
  for (const char* name : {"../a", "/a", "a/../b", "a//b", "a/", "."}) {
    EXPECT_EQ(fault_of("# t\n--- file " + std::string(name) + "\n--- end\n$ true\n").line, 2U)
        << name;
  }
}

TEST(LinePattern, LiteralMatchesOnlyItself) {
  for (const std::string line : {"plain", "$ x", "$", "> q", "<<< i", "? 1", "! e", "# h", "---",
                                 "--- file", "...", "\\back", "a {{b}} c", "{{{{", "", " ..."}) {
    const LinePattern pattern(LinePattern::literal(line));
    EXPECT_TRUE(pattern.matches(line)) << line;
    EXPECT_FALSE(pattern.any_lines()) << line;
    EXPECT_FALSE(pattern.matches(line + "x")) << line;
  }
}

TEST(LinePattern, RegexKeepsItsBraces) {
  EXPECT_TRUE(LinePattern("{\"n\":{{[0-9]{2}}}}").matches("{\"n\":42}"));
  EXPECT_FALSE(LinePattern("{\"n\":{{[0-9]{2}}}}").matches("{\"n\":4}"));
  EXPECT_TRUE(LinePattern("a.b {{hash}}").matches("a.b " + std::string(64, '0')));
  EXPECT_FALSE(LinePattern("a.b {{hash}}").matches("axb " + std::string(64, '0')));
  EXPECT_TRUE(LinePattern("{{instant}}").matches("2026-11-22T09:00:00.125Z"));
  EXPECT_TRUE(LinePattern("{{a|b}}c").matches("bc"));
}

TEST(AllMatch, AnyLines) {
  EXPECT_TRUE(all_match(patterns({"..."}), {}));
  EXPECT_TRUE(all_match(patterns({"a", "...", "c"}), {"a", "c"}));
  EXPECT_TRUE(all_match(patterns({"a", "...", "c"}), {"a", "c", "b", "c"}));
  EXPECT_FALSE(all_match(patterns({"a", "...", "c"}), {"a", "c", "b"}));
  EXPECT_TRUE(all_match(patterns({"...", "b", "...", "c"}), {"x", "b", "c", "b", "c"}));
  EXPECT_FALSE(all_match(patterns({}), {"a"}));
}

TEST(Update, WritesWhatHappenedAndKeepsWhatHolds) {
  const Step step = only_step("# t\n$ x\nid {{number}}\nold\nsame\n! gone\n");
  const Lines body = step.updated_body({2, {"id 7", "# new", "same"}, {"? why"}});
  EXPECT_EQ(body, (Lines{"? 2", "id {{number}}", "\\# new", "same", "! \\? why"}));
  // And what was written is met by the same outcome.
  std::string text = "# t\n$ x\n";
  for (const auto& line : body) text += line + "\n";
  EXPECT_TRUE(only_step(text).met_by({2, {"id 7", "# new", "same"}, {"? why"}}));
}

TEST(Difference, ShowsBothSides) {
  const Step step = only_step("# t\n$ x\na\nb\nc\n");
  const std::string text = step.difference({1, {"a", "x", "c"}, {"oh"}});
  EXPECT_NE(text.find("exit status: expected 0, came 1"), std::string::npos);
  EXPECT_NE(text.find("    - b\n"), std::string::npos);
  EXPECT_NE(text.find("    + x\n"), std::string::npos);
  EXPECT_NE(text.find("    + oh\n"), std::string::npos);
}

TEST(Docs, TakesEveryShellBlock) {
  const auto page = read_page(
      "# T\n```sh\none\n```\n```toml\nx = 1\n```\n"
      "<!-- not run: it installs packages -->\n```sh no-run\n./setup\n```\n");
  EXPECT_EQ(page.fault_line, 0U);
  ASSERT_EQ(page.blocks.size(), 1U);
  EXPECT_EQ(page.blocks[0].line, 3U);
  EXPECT_EQ(page.blocks[0].text, "one\n");
}

TEST(Docs, RefusesWhatWouldEscape) {
  EXPECT_EQ(read_page("```bash\nx\n```\n").fault_line, 1U);
  EXPECT_EQ(read_page("\n```sh no-run\nx\n```\n").fault_line, 2U);
  EXPECT_EQ(read_page("<!-- not run: -->\n```sh no-run\nx\n```\n").fault_line, 2U);
  EXPECT_EQ(read_page("```sh skip\nx\n```\n").fault_line, 1U);
  EXPECT_EQ(read_page("```sh\nx\n").fault_line, 1U);
}

}  // namespace
}  // namespace redress::tests
