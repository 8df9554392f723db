// Names of counsel in the forms in which people and programs write them.
//
// Promises: for "Lena Invented" also "Lena Invented's", "Inventeds", "Lena M. Invented", "Lena Maria Invented" (two words
// at most between), "L. Invented", "L. M. Invented", "Invented, Lena", "Invented;Lena", "Invented Lena". A name of one word
// is found as a whole word alone. To keep false alarms few, an initial needs its period or capitals, words between
// must not end a sentence, and where the name is written small they must not be little words.
// Cost: one pass over the text, and a look around each family name. Memory: the list, and the words of one text.
// Called by PrivilegeGate alone. Bad input: there is none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "intake/privilege_words.hpp"

namespace redress::intake {

class PrivilegeNames {
 public:
  explicit PrivilegeNames(const std::vector<std::string>& list);
  bool empty() const { return by_family_.empty(); }
  bool hits(std::string_view text);

 private:
  using Name = std::vector<std::string>;  ///< its words; the last is the family name
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  void add(Name name);
  bool named_at(std::string_view family, std::size_t at) const;
  bool is(const Name& name, std::size_t family) const;
  bool straight(const Name& name, std::size_t given, std::size_t family) const;
  bool turned(const Name& name, std::size_t family) const;
  bool loose(std::size_t first, std::size_t given, std::size_t family, bool initial) const;
  bool is_word(const NameWord& word, std::string_view wanted) const;
  bool is_initial(std::size_t at, std::string_view wanted, std::size_t family) const;

  std::unordered_map<std::string, std::vector<Name>, Hash, std::equal_to<>> by_family_;
  NameWords text_;
};

}  // namespace redress::intake
