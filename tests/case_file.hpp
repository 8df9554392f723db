// A text case: steps to run and what each must print (the form is described in tests/README.md).
//
// Promises: parse keeps every line of the file, so that render(parse(text)) == text; a fault names
// the line. Matching costs pattern lines x output lines only where a step differs.
// Called by case_runner.cpp. Knows nothing about processes.
#pragma once

#include <cstddef>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace redress::tests {

std::vector<std::string> split_lines(std::string_view text);

/// A fault in a case file, with its line (from 1).
struct CaseFault {
  std::size_t line = 0;
  std::string message;
};

/// One expected line: literal text, text with {{regex}} parts, or `...` for any number of lines.
class LinePattern {
 public:
  /// `written` as it stands in the file, with its leading backslash if it has one.
  /// Throws std::regex_error when a {{regex}} is not one.
  explicit LinePattern(std::string written);

  bool any_lines() const { return any_lines_; }
  bool matches(const std::string& line) const;
  const std::string& written() const { return written_; }

  /// How an output line is written so that it matches itself and nothing else.
  static std::string literal(std::string_view line);

 private:
  std::string written_;
  std::string text_;
  std::optional<std::regex> regex_;
  bool any_lines_ = false;
};

using Patterns = std::vector<LinePattern>;

/// What a step did.
struct Outcome {
  int status = 0;
  std::vector<std::string> output;
  std::vector<std::string> errors;
};

/// `$ command` with its input and expectation.
struct Step {
  std::size_t line = 0;  ///< of the `$`, from 1
  std::string command;   ///< for /bin/sh, several lines where `> ` continues it
  std::string input;     ///< standard input, from the `<<<` lines
  int status = 0;
  Patterns output;
  Patterns errors;
  std::vector<std::string> head;   ///< the `$`, `>` and `<<<` lines as written
  std::vector<std::string> body;   ///< the expectation as written
  std::vector<std::string> space;  ///< blank lines after it

  bool met_by(const Outcome& outcome) const;
  /// The expectation rewritten for what happened; pattern lines that still hold are kept.
  std::vector<std::string> updated_body(const Outcome& outcome) const;
  /// For a person: what was expected and what came, line by line.
  std::string difference(const Outcome& outcome) const;
};

/// A helper file that is written when its place in the case is reached.
struct HelperFile {
  std::string name;  ///< relative to the case's folder, without `..`
  std::string content;
  std::vector<std::string> lines;  ///< as written
};

/// Comments, blank lines and the header.
struct Prose {
  std::vector<std::string> lines;
};

using Entry = std::variant<Prose, HelperFile, Step>;

struct CaseFile {
  std::string title;  ///< the header line: what is tested
  std::vector<Entry> entries;
};

std::variant<CaseFile, CaseFault> parse_case(std::string_view text);
std::string render(const CaseFile& file);

bool all_match(const Patterns& patterns, const std::vector<std::string>& lines);

}  // namespace redress::tests
