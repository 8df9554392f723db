// Typed reading of one table of a pack: every fault goes to the problems with its place, and the
// reading goes on.
//
// Promises: a missing, mistyped or unknown value leaves the default and is reported once, at the
// value, saying what was found and what was expected. `done` reports every key that nobody asked
// for. The table must outlive the Fields.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/toml.hpp"
#include "law/pack.hpp"
#include "law/words.hpp"

namespace redress::law::detail {

using base::toml::Entry;
using base::toml::Node;
using base::toml::NodeKind;

inline constexpr std::size_t kLargestText = std::size_t{1} << 20U;

/// One file while it is read.
struct Reading {
  std::string file;     ///< the name in messages
  std::string path_id;  ///< the id that its path gives
  std::vector<base::Error>& problems;

  void report(std::uint32_t line, std::uint32_t column, std::string message, std::string found = {},
              std::string expected = {}, std::string fix = {});
};

/// A name with the place where it stands.
struct NameAt {
  std::string name;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

class Fields {
 public:
  Fields(const Node& table, Reading& reading, Standing around)
      : table_(table), reading_(reading), around_(around), asked_(table.entries.size(), false) {}

  bool has(std::string_view key) const;
  Reading& reading() { return reading_; }
  base::Place place() const { return {reading_.file, table_.line, table_.column, {}}; }
  std::optional<NameAt> place_of(std::string_view key) const;

  /// The words that every table may say; a standing left out is `around`'s.
  void cited(Cited& out);
  bool has_standing() const { return has("standing"); }

  std::string text(std::string_view key);
  /// A text that must be there and must not be empty.
  std::string needed(std::string_view key);
  std::optional<bool> yes_no(std::string_view key);
  std::optional<std::int64_t> number(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<Date> date(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::vector<NameAt> names(std::string_view key);

  template <typename E, std::size_t N>
  std::optional<E> choice(std::string_view key, const Words<E, N>& words) {
    const std::size_t before = reading_.problems.size();
    const std::string chosen = text(key);
    if (chosen.empty() && (!has(key) || reading_.problems.size() != before)) return std::nullopt;
    const std::optional<E> value = word(words, chosen);
    if (!value) unknown_word(key, chosen, all_words(words));
    return value;
  }

  /// Each table of `[[key]]`, or of a list of tables in braces.
  void each(std::string_view key, Standing around, const std::function<void(Fields&)>& read);
  /// The one table `[key]`.
  void one(std::string_view key, Standing around, const std::function<void(Fields&)>& read);

  /// Reports, at the place of the key, or of the table where the key is not there.
  void report(std::string_view key, std::string message, std::string found = {},
              std::string expected = {}, std::string fix = {});
  void done();

 private:
  const Entry* ask(std::string_view key);
  void wrong_type(const Entry& entry, std::string expected);
  void unknown_word(std::string_view key, const std::string& found, std::string expected);
  bool clean(const Node& node, std::string_view key);

  const Node& table_;
  Reading& reading_;
  Standing around_;
  std::vector<bool> asked_;
};

}  // namespace redress::law::detail
