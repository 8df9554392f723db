#include "case_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <utility>

namespace redress::tests {
namespace {

using Lines = std::vector<std::string>;

/// `token` alone on the line, or followed by a space.
bool opens_with(std::string_view line, std::string_view token) {
  return line.starts_with(token) && (line.size() == token.size() || line[token.size()] == ' ');
}

/// What follows the token and its one space.
std::string after(std::string_view line, std::string_view token) {
  line.remove_prefix(std::min(line.size(), token.size() + 1));
  return std::string(line);
}

constexpr std::array<std::string_view, 7> kTokens = {"$", ">", "<<<", "?", "!", "#", "---"};

bool is_control(std::string_view line) {
  return std::ranges::any_of(kTokens, [&](auto token) { return opens_with(line, token); });
}

/// Short names for patterns that many cases need.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNamed = {{
    {"any", ".*"},
    {"hash", "[0-9a-f]{64}"},
    {"number", "[0-9]+"},
    {"date", "[0-9]{4}-[0-9]{2}-[0-9]{2}"},
    {"instant",
     "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
     "(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"},
}};

std::string escaped_for_regex(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("\\^$.|?*+()[]{}").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

/// The position of the `}}` that ends a regex beginning at `start`, minding its own braces.
std::size_t regex_end(std::string_view text, std::size_t start) {
  int depth = 0;
  for (std::size_t i = start; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '{') {
      ++depth;
    } else if (text[i] == '}') {
      if (depth == 0 && text.substr(i, 2) == "}}") return i;
      --depth;
    }
  }
  return std::string_view::npos;
}

std::string regex_source(std::string_view text) {
  std::string source;
  while (true) {
    const std::size_t open = text.find("{{");
    source += escaped_for_regex(text.substr(0, open));
    if (open == std::string_view::npos) return source;
    const std::size_t close = regex_end(text, open + 2);
    if (close == std::string_view::npos) throw std::regex_error(std::regex_constants::error_brace);
    std::string_view part = text.substr(open + 2, close - open - 2);
    for (const auto& [name, meaning] : kNamed) {
      if (part == name) part = meaning;
    }
    source.append("(?:").append(part).append(")");
    text.remove_prefix(close + 2);
  }
}

/// One row of an alignment of expected with actual lines.
struct Row {
  enum class Kind : std::uint8_t { same, missing, extra } kind;
  const LinePattern* pattern = nullptr;
  const std::string* line = nullptr;
};

/// The alignment with the fewest differing lines, by dynamic programming over the part between
/// the common beginning and end; very large differences are shown as all missing, all extra.
std::vector<Row> align(const Patterns& patterns, const Lines& lines) {
  using Kind = Row::Kind;
  constexpr std::size_t kMostCells = 4'000'000;
  const std::size_t rows = patterns.size();
  const std::size_t columns = lines.size();
  std::vector<Row> result;
  if ((rows + 1) * (columns + 1) > kMostCells) {
    for (const auto& pattern : patterns) result.push_back({Kind::missing, &pattern, nullptr});
    for (const auto& line : lines) result.push_back({Kind::extra, nullptr, &line});
    return result;
  }

  // cost[i][j]: differing lines between patterns[i..] and lines[j..].
  std::vector<std::uint32_t> cost((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return cost[i * (columns + 1) + j];
  };
  const auto fits = [&](std::size_t i, std::size_t j) {
    return !patterns[i].any_lines() && patterns[i].matches(lines[j]);
  };
  for (std::size_t i = rows + 1; i-- > 0;) {
    for (std::size_t j = columns + 1; j-- > 0;) {
      if (i == rows) {
        at(i, j) = static_cast<std::uint32_t>(columns - j);
      } else if (patterns[i].any_lines()) {
        at(i, j) = j == columns ? at(i + 1, j) : std::min(at(i + 1, j), at(i, j + 1));
      } else {
        at(i, j) = at(i + 1, j) + 1;
        if (j < columns) at(i, j) = std::min(at(i, j), at(i, j + 1) + 1);
        if (j < columns && fits(i, j)) at(i, j) = std::min(at(i, j), at(i + 1, j + 1));
      }
    }
  }

  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && patterns[i].any_lines()) {
      if (j < columns && at(i, j + 1) <= at(i + 1, j)) {
        ++j;
      } else {
        result.push_back({Kind::same, &patterns[i++], nullptr});
      }
    } else if (i < rows && j < columns && fits(i, j) && at(i, j) == at(i + 1, j + 1)) {
      result.push_back({Kind::same, &patterns[i++], &lines[j++]});
    } else if (i < rows && at(i, j) == at(i + 1, j) + 1) {
      result.push_back({Kind::missing, &patterns[i++], nullptr});
    } else {
      result.push_back({Kind::extra, nullptr, &lines[j++]});
    }
  }
  return result;
}

/// "    same", "  - expected", "  + came", with three lines around each difference.
std::string shown(const std::vector<Row>& rows) {
  constexpr std::size_t kAround = 3;
  std::string text;
  bool gap = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t first = i < kAround ? 0 : i - kAround;
    const std::size_t last = std::min(rows.size(), i + kAround + 1);
    const bool near = std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(first),
                                  rows.begin() + static_cast<std::ptrdiff_t>(last),
                                  [](const Row& row) { return row.kind != Row::Kind::same; });
    if (!near) {
      if (!gap) text += "      (same)\n";
      gap = true;
      continue;
    }
    gap = false;
    switch (rows[i].kind) {
      case Row::Kind::same: text += "      " + rows[i].pattern->written() + "\n"; break;
      case Row::Kind::missing: text += "    - " + rows[i].pattern->written() + "\n"; break;
      case Row::Kind::extra: text += "    + " + LinePattern::literal(*rows[i].line) + "\n"; break;
    }
  }
  return text;
}

/// The lines as an expectation, keeping what is written where it still holds.
Lines rewritten(const Patterns& patterns, const Lines& lines) {
  Lines result;
  if (all_match(patterns, lines)) {
    for (const auto& pattern : patterns) result.push_back(pattern.written());
    return result;
  }
  Patterns without_any;
  for (const auto& pattern : patterns) {
    if (!pattern.any_lines()) without_any.push_back(pattern);
  }
  for (const auto& row : align(without_any, lines)) {
    if (row.kind == Row::Kind::same) result.push_back(row.pattern->written());
    if (row.kind == Row::Kind::extra) result.push_back(LinePattern::literal(*row.line));
  }
  return result;
}

bool safe_name(std::string_view name) {
  if (name.empty() || name.front() == '/') return false;
  while (!name.empty()) {
    const std::size_t slash = name.find('/');
    const std::string_view part = name.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return false;
    name = slash == std::string_view::npos ? std::string_view{} : name.substr(slash + 1);
    if (slash != std::string_view::npos && name.empty()) return false;
  }
  return true;
}

/// Reads a case file line by line.
class Parser {
 public:
  explicit Parser(std::string_view text) : lines_(split_lines(text)) {}

  std::variant<CaseFile, CaseFault> run() {
    if (lines_.empty() || !opens_with(lines_[0], "#") || after(lines_[0], "#").empty()) {
      return CaseFault{1, "the first line must be `# what is tested`"};
    }
    CaseFile file;
    file.title = after(lines_[0], "#");
    while (next_ < lines_.size() && !fault_) {
      const std::string& line = lines_[next_];
      if (opens_with(line, "$")) {
        file.entries.emplace_back(step());
      } else if (line.starts_with("--- file ")) {
        file.entries.emplace_back(helper_file());
      } else if (opens_with(line, "#") || line.empty()) {
        file.entries.emplace_back(Prose{{lines_[next_++]}});
      } else {
        fail("expected `$ command`, `# comment` or `--- file NAME`, found: " + line);
      }
    }
    if (fault_) return *fault_;
    const bool runs = std::ranges::any_of(
        file.entries, [](const Entry& entry) { return std::holds_alternative<Step>(entry); });
    if (!runs) return CaseFault{1, "no step: a case needs at least one `$ command`"};
    return file;
  }

 private:
  void fail(std::string message) {
    if (!fault_) fault_ = CaseFault{next_ + 1, std::move(message)};
  }

  HelperFile helper_file() {
    HelperFile file;
    file.name = lines_[next_].substr(std::string_view("--- file ").size());
    if (!safe_name(file.name)) fail("a helper file needs a relative name without `..`");
    const std::size_t first = next_;
    file.lines.push_back(lines_[next_++]);
    while (next_ < lines_.size() && lines_[next_] != "--- end") {
      file.content += lines_[next_] + "\n";
      file.lines.push_back(lines_[next_++]);
    }
    if (next_ == lines_.size()) {
      next_ = first;
      fail("this file has no `--- end`");
      return file;
    }
    file.lines.push_back(lines_[next_++]);
    return file;
  }

  Step step() {
    Step step;
    step.line = next_ + 1;
    step.command = after(lines_[next_], "$");
    if (step.command.empty()) fail("a step needs a command");
    step.head.push_back(lines_[next_++]);
    for (; next_ < lines_.size() && opens_with(lines_[next_], ">"); ++next_) {
      step.command.append("\n").append(after(lines_[next_], ">"));
      step.head.push_back(lines_[next_]);
    }
    for (; next_ < lines_.size() && opens_with(lines_[next_], "<<<"); ++next_) {
      step.input += after(lines_[next_], "<<<") + "\n";
      step.head.push_back(lines_[next_]);
    }
    expectation(step);
    return step;
  }

  void expectation(Step& step) {
    for (; next_ < lines_.size(); ++next_) {
      const std::string& line = lines_[next_];
      if (opens_with(line, "$") || opens_with(line, "#") || opens_with(line, "---")) break;
      if (opens_with(line, ">") || opens_with(line, "<<<")) {
        fail(
            "`>` and `<<<` stand directly after their `$`; an output line that begins so "
            "is written with a backslash before it");
        return;
      }
      if (opens_with(line, "?")) {
        const std::string number = after(line, "?");
        const auto [end, error] =
            std::from_chars(number.data(), number.data() + number.size(), step.status);
        if (error != std::errc{} || end != number.data() + number.size()) {
          fail("expected `? N` with an exit status, found: " + line);
          return;
        }
      } else if (opens_with(line, "!")) {
        add(step.errors, after(line, "!"));
      } else {
        add(step.output, line);
      }
      step.body.push_back(line);
    }
    while (!step.body.empty() && step.body.back().empty()) {
      step.body.pop_back();
      step.space.emplace_back();
    }
    for (Patterns* patterns : {&step.output, &step.errors}) {
      while (!patterns->empty() && patterns->back().written().empty()) patterns->pop_back();
    }
  }

  void add(Patterns& patterns, const std::string& line) {
    try {
      patterns.emplace_back(line);
    } catch (const std::regex_error& error) {
      fail("not a regular expression between {{ and }}: " + std::string(error.what()));
    }
  }

  Lines lines_;
  std::size_t next_ = 0;
  std::optional<CaseFault> fault_;
};

}  // namespace

std::vector<std::string> split_lines(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

LinePattern::LinePattern(std::string written)
    : written_(std::move(written)),
      text_(written_.starts_with('\\') ? written_.substr(1) : written_),
      any_lines_(written_ == "...") {
  if (text_.find("{{") != std::string::npos) regex_.emplace(regex_source(text_));
}

bool LinePattern::matches(const std::string& line) const {
  return regex_ ? std::regex_match(line, *regex_) : line == text_;
}

std::string LinePattern::literal(std::string_view line) {
  std::string result;
  if (is_control(line) || line == "..." || line.starts_with('\\')) result += '\\';
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line.substr(i, 2) == "{{") {
      result += "{{\\{\\{}}";
      ++i;
    } else {
      result += line[i];
    }
  }
  return result;
}

bool all_match(const Patterns& patterns, const std::vector<std::string>& lines) {
  // The glob walk: after a mismatch, the last `...` takes one line more.
  std::size_t i = 0;
  std::size_t j = 0;
  std::optional<std::size_t> any;
  std::size_t resume = 0;
  while (j < lines.size()) {
    if (i < patterns.size() && patterns[i].any_lines()) {
      any = i++;
      resume = j;
    } else if (i < patterns.size() && patterns[i].matches(lines[j])) {
      ++i;
      ++j;
    } else if (any) {
      i = *any + 1;
      j = ++resume;
    } else {
      return false;
    }
  }
  while (i < patterns.size() && patterns[i].any_lines()) ++i;
  return i == patterns.size();
}

bool Step::met_by(const Outcome& outcome) const {
  return outcome.status == status && all_match(output, outcome.output) &&
         all_match(errors, outcome.errors);
}

std::vector<std::string> Step::updated_body(const Outcome& outcome) const {
  if (met_by(outcome)) return body;
  Lines result;
  if (outcome.status != 0) result.push_back("? " + std::to_string(outcome.status));
  for (auto& text : rewritten(output, outcome.output)) result.push_back(std::move(text));
  for (const auto& text : rewritten(errors, outcome.errors)) {
    result.push_back(text.empty() ? "!" : "! " + text);
  }
  return result;
}

std::string Step::difference(const Outcome& outcome) const {
  std::string text;
  if (outcome.status != status) {
    text += "  exit status: expected " + std::to_string(status) + ", came " +
            std::to_string(outcome.status) + "\n";
  }
  const auto part = [&](const char* name, const Patterns& patterns, const Lines& lines) {
    if (all_match(patterns, lines)) return;
    text += "  " + std::string(name) + ": - expected, + came\n" + shown(align(patterns, lines));
  };
  part("standard output", output, outcome.output);
  part("standard error", errors, outcome.errors);
  return text;
}

std::variant<CaseFile, CaseFault> parse_case(std::string_view text) { return Parser(text).run(); }

std::string render(const CaseFile& file) {
  std::string text;
  const auto put = [&](const Lines& lines) {
    for (const auto& line : lines) text += line + "\n";
  };
  for (const auto& entry : file.entries) {
    if (const auto* prose = std::get_if<Prose>(&entry)) put(prose->lines);
    if (const auto* helper = std::get_if<HelperFile>(&entry)) put(helper->lines);
    if (const auto* step = std::get_if<Step>(&entry)) {
      put(step->head);
      put(step->body);
      put(step->space);
    }
  }
  return text;
}

}  // namespace redress::tests
