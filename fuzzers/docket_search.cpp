// Fuzz target: a search in any words over a text of any bytes. The words are refused, or read into
// a tree; what is made of it for FTS5 is never refused there; and a phrase is marked in the text
// where, and only where, the index finds the text by it.
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "docket/search_index.hpp"
#include "docket/search_index_file.hpp"
#include "docket/search_index_match.hpp"

namespace {

using namespace redress;

void require(bool holds) {
  if (!holds) std::abort();
}

std::unique_ptr<docket::SearchFile> made() {
  auto file = docket::SearchFile::in_memory();
  require(file.has_value());
  return std::move(*file);
}

/// Words are safe in a query: no quotes, blanks, bars or controls but the mark of a number.
void check_words(std::string_view text) {
  docket::WordReader reader;
  std::size_t least = 0;
  reader.each(text, [&](const docket::TextWord& one) {
    require(!one.word.empty() && one.word.size() <= 4 * docket::kMostWord);
    require(one.begin < one.end && one.end <= text.size());
    if ((one.flags & docket::kWordBeside) == 0) {
      require(one.begin >= least);
      least = one.begin;
    }
    const bool number = (one.flags & docket::kWordNumber) != 0;
    for (const char c : one.word.substr(number ? 1 : 0))
      require(static_cast<unsigned char>(c) > 0x20 && c != '"' && c != '|' && c != '*');
  });
}

bool finds(docket::SearchFile& file, const std::string& text, const std::string& query) {
  require(file.execute("BEGIN").has_value());
  bool found = false;
  {
    std::string field;
    docket::append_search_text(field,
                               "\x03"
                               "1",
                               text);
    auto put = file.prepare("INSERT INTO f(rowid,c0) VALUES(1,?)");
    require(put.has_value() && put->bind(1, std::string_view(field)).run().has_value());
    auto ask = file.prepare("SELECT rowid, count_phrases(f,9) FROM f WHERE f MATCH ?");
    require(ask.has_value());
    ask->bind(1, std::string_view(query));
    const auto row = ask->step();
    require(row.has_value());
    found = *row;
  }
  require(file.execute("ROLLBACK").has_value());
  return found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 8'192) return 0;
  static const std::unique_ptr<docket::SearchFile> file = made();
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  // The first line is asked, the rest is the text.
  const std::string_view words = all.substr(0, all.find('\n'));
  const std::string text(words.size() < all.size() ? all.substr(words.size() + 1) : "");
  check_words(text);
  const auto person = docket::parse_person(words);
  if (!person) (void)person.error().text();
  const auto node = docket::parse_search(words);
  if (!node) {
    (void)node.error().text();
    return 0;
  }
  const docket::Spellings spellings = [](const std::string& form, bool) {
    return base::Result<std::vector<std::string>>(std::vector<std::string>{form + "a"});
  };
  const auto match = docket::match_of(*node, spellings, docket::Width::spelled, false);
  require(match.has_value() && match->phrases > 0);
  docket::WordReader reader;
  const auto places = docket::marked_places(reader, text, match->marks, 1'000);
  std::size_t least = 0;
  for (const docket::MarkedPlace& place : places) {
    require(place.begin >= least && place.begin < place.end && place.end <= text.size());
    least = place.end;
  }
  const bool found = finds(*file, text, match->text);
  if (node->sort == docket::SearchNode::Sort::phrase) require(found == !places.empty());
  if (found) require(!places.empty());
  return 0;
}
