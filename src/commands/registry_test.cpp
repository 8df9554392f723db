// Every command has help that works: an example that its own parameters take.
#include "commands/registry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace redress::commands {
namespace {

/// Words as a shell would part them; double quotes only.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  bool any = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any) words.push_back(std::move(word));
      word.clear();
      any = false;
    } else {
      word += c;
      any = true;
    }
  }
  if (any) words.push_back(std::move(word));
  EXPECT_FALSE(quoted) << line;
  return words;
}

/// What one example gives: options by name, and how many words stand by themselves.
struct Given {
  std::string name;
  std::multiset<std::string> options;
  std::size_t positions = 0;
  std::string problem;
};

const Parameter* parameter(const Entry& entry, const std::string& name) {
  const auto at = std::ranges::find(entry.parameters, name, &Parameter::name);
  return at == entry.parameters.end() ? nullptr : &*at;
}

Given read(const Entry& entry) {
  const std::set<std::string> common{"docket", "packs", "user", "passphrase-fd", "explain-older"};
  const std::size_t name_words = 1 + static_cast<std::size_t>(std::ranges::count(entry.name, ' '));
  Given given;
  const auto words = words_of(entry.example);
  if (words.empty() || words.front() != "redress") given.problem = "does not begin with redress";
  std::size_t named = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!words[i].starts_with("--")) {
      if (named++ < name_words)
        given.name += (given.name.empty() ? "" : " ") + words[i];
      else
        ++given.positions;
      continue;
    }
    const std::string option = words[i].substr(2);
    const Parameter* found = parameter(entry, option);
    if (option == "json" || (found != nullptr && found->shape == Shape::flag)) continue;
    if (found == nullptr && !common.contains(option)) given.problem = "unknown option --" + option;
    if (found != nullptr && found->shape == Shape::position)
      given.problem = "--" + option + " is a position";
    if (++i == words.size()) given.problem = "--" + option + " has no value";
    given.options.insert(option);
  }
  return given;
}

TEST(Registry, EveryExampleIsOneThatTheCommandTakes) {
  for (const Entry& entry : registry()) {
    SCOPED_TRACE(entry.name + ": " + entry.example);
    const Given given = read(entry);
    EXPECT_EQ(given.problem, "");
    EXPECT_EQ(given.name, entry.name);
    std::size_t needed = 0;
    std::size_t most = 0;
    for (const Parameter& one : entry.parameters) {
      most += one.shape == Shape::position ? 1U : 0U;
      if (!one.required) continue;
      needed += one.shape == Shape::position ? 1U : 0U;
      if (one.shape != Shape::position)
        EXPECT_TRUE(given.options.contains(one.name)) << "lacks --" << one.name;
    }
    EXPECT_GE(given.positions, needed);
    EXPECT_LE(given.positions, most);
    for (const std::string& option : given.options) {
      const Parameter* found = parameter(entry, option);
      if (found != nullptr && found->shape != Shape::list)
        EXPECT_EQ(given.options.count(option), 1U) << "--" << option << " is given twice";
    }
  }
}

TEST(Registry, NamesAreUniqueAndSortedAndEveryOneHasHelp) {
  const auto& all = registry();
  ASSERT_FALSE(all.empty());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_FALSE(all[i].summary.empty()) << all[i].name;
    EXPECT_TRUE(all[i].handler) << all[i].name;
    if (i > 0) EXPECT_LT(all[i - 1].name, all[i].name);
    std::set<std::string> names;
    for (const Parameter& one : all[i].parameters) {
      EXPECT_FALSE(one.help.empty()) << all[i].name << " " << one.name;
      EXPECT_TRUE(names.insert(one.name).second) << all[i].name << " has two " << one.name;
    }
  }
}

}  // namespace
}  // namespace redress::commands
