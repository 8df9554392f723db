#include "docket/search_index_query.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/keys.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

enum class Sign : std::uint8_t { end, word, phrase, open, close, both, either, except, near };

struct Piece {
  Sign sign = Sign::end;
  std::string_view text;
  std::size_t at = 0;  ///< byte of its beginning
  unsigned distance = 0;
};

/// The character, from 1, at which a byte stands.
std::size_t character_of(std::string_view text, std::size_t byte) {
  std::size_t count = 1;
  base::for_each_code_point(text.substr(0, byte), [&](char32_t) { ++count; });
  return count;
}

Error wrong(std::string_view text, std::size_t byte, std::string_view found, std::string expected) {
  Error error =
      Error(ErrorKind::bad_input, "these words can not be searched for")
          .at({{}, 0, 0, "the search, character " + std::to_string(character_of(text, byte))})
          .expected(std::move(expected));
  return std::move(error).found(found.empty() ? "the end" : base::in_quotes(found));
}

bool is_space(char32_t code) {
  return code < 0x20 || code == 0x7F || u_isUWhiteSpace(static_cast<UChar32>(code)) != 0;
}
/// Quotation marks as programs for writing put them in place of '"'.
bool is_quote(char32_t code) {
  return code == U'"' || code == U'\u201C' || code == U'\u201D' || code == U'\u201E';
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  std::string_view text() const { return text_; }

  Result<Piece> next() {
    for (;;) {
      Piece piece = REDRESS_TRY(any_piece());
      // A dash between words is no word; a star is somebody's mistake.
      const bool empty = piece.sign == Sign::word &&
                         piece.text.find('*') == std::string_view::npos &&
                         placed_words(reader_, piece.text).empty();
      if (!empty && piece.sign != Sign::end) return piece;
      if (!empty) return skipped_.text.empty() ? piece : skipped_;
      skipped_ = {Sign::end, piece.text, piece.at, 0};
    }
  }

 private:
  Result<Piece> any_piece() {
    while (at_ < text_.size()) {
      const base::CodePoint code = base::decode(text_, at_);
      if (code.valid && !is_space(code.code)) break;
      at_ += code.length;
    }
    if (at_ == text_.size()) return Piece{Sign::end, {}, at_, 0};
    const base::CodePoint first = base::decode(text_, at_);
    if (first.code == U'(' || first.code == U')') {
      const Piece piece{first.code == U'(' ? Sign::open : Sign::close, text_.substr(at_, 1), at_,
                        0};
      ++at_;
      return piece;
    }
    if (is_quote(first.code)) return quoted(first.length);
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const base::CodePoint code = base::decode(text_, at_);
      if (is_space(code.code) || is_quote(code.code) || code.code == U'(' || code.code == U')')
        break;
      at_ += code.length;
    }
    return word(text_.substr(begin, at_ - begin), begin);
  }

  Result<Piece> quoted(std::size_t mark) {
    const std::size_t begin = at_;
    at_ += mark;
    const std::size_t inside = at_;
    while (at_ < text_.size()) {
      const base::CodePoint code = base::decode(text_, at_);
      if (is_quote(code.code)) {
        const Piece piece{Sign::phrase, text_.substr(inside, at_ - inside), begin, 0};
        at_ += code.length;
        return piece;
      }
      at_ += code.length;
    }
    return base::fail(wrong(text_, begin, text_.substr(begin), "a quotation mark at its end, too"));
  }

  Result<Piece> word(std::string_view text, std::size_t at) const {
    const std::string small = base::fold(text);
    if (small == "and") return Piece{Sign::both, text, at, 0};
    if (small == "or") return Piece{Sign::either, text, at, 0};
    if (small == "not") return Piece{Sign::except, text, at, 0};
    if (small == "near") return Piece{Sign::near, text, at, kNearUnsaid};
    constexpr std::string_view kNear = "near/";
    if (!small.starts_with(kNear)) return Piece{Sign::word, text, at, 0};
    unsigned distance = 0;
    const char* const last = small.data() + small.size();
    const auto [end, code] = std::from_chars(small.data() + kNear.size(), last, distance);
    if (code != std::errc() || end != last || distance == 0 || distance > kMostNear)
      return base::fail(wrong(text_, at, text, "near/1 to near/" + std::to_string(kMostNear)));
    return Piece{Sign::near, text, at, distance};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  WordReader reader_;
  Piece skipped_;
};

bool all_digits(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// A group of a number: "0660", "+43", "555-0100".
bool is_group(const Piece& piece) {
  if (piece.sign != Sign::word) return false;
  const std::string text = base::fold(piece.text);  // digits of all scripts as 0 to 9
  return text.find_first_of("0123456789") != std::string::npos &&
         text.find_first_not_of("0123456789+-./") == std::string::npos;
}

std::size_t letters_of(std::string_view word) {
  std::size_t count = 0;
  base::for_each_code_point(word, [&](char32_t) { ++count; });
  return count;
}

/// What may stand in place of parts: one word that an apostrophe parted, or the end of a number.
std::vector<PlacedWord> instead_of(const std::vector<PlacedWord>& words, std::string_view text) {
  std::vector<PlacedWord> out;
  std::string whole;
  for (const PlacedWord& one : words) whole += one.word;
  for (const BesideWord& one : words.back().beside) {
    const bool joined = (one.flags & kWordJoined) != 0 && one.word == whole;
    const bool number = (one.flags & kWordNumber) != 0 && all_digits(whole);
    if (joined || number)
      out.push_back({one.word, joined ? std::string(text) : std::string(), 0, {}, 0, text.size()});
  }
  return out;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : lexer_(text) {}

  Result<SearchNode> run() {
    REDRESS_TRY(advance());
    SearchNode node = REDRESS_TRY(any(0));
    if (piece_.sign != Sign::end)
      return base::fail(wrong(lexer_.text(), piece_.at, piece_.text, "a bracket that was opened"));
    return node;
  }

 private:
  Result<void> advance() {
    piece_ = REDRESS_TRY(lexer_.next());
    return {};
  }
  Error expected(std::string what) const {
    return wrong(lexer_.text(), piece_.at, piece_.text, std::move(what));
  }
  bool ends() const {
    return piece_.sign == Sign::end || piece_.sign == Sign::close || piece_.sign == Sign::either;
  }

  Result<SearchNode> any(std::size_t depth) {
    SearchNode node{SearchNode::Sort::any, {}, {}, {}, 0};
    node.parts.push_back(REDRESS_TRY(all(depth)));
    while (piece_.sign == Sign::either) {
      REDRESS_TRY(advance());
      node.parts.push_back(REDRESS_TRY(all(depth)));
    }
    if (node.parts.size() > 1) return node;
    SearchNode only = std::move(node.parts.front());
    return only;
  }

  Result<SearchNode> all(std::size_t depth) {
    SearchNode node{SearchNode::Sort::all, {}, {}, {}, 0};
    bool owed = true;  // an operand must come
    while (owed || !ends()) {
      bool except = false;
      if (!owed && piece_.sign == Sign::both) REDRESS_TRY(advance());
      if (piece_.sign == Sign::except) {
        if (node.parts.empty())
          return base::fail(expected("a word that is to be there, before 'not'"));
        except = true;
        REDRESS_TRY(advance());
      }
      if (except) {
        node.without.push_back(REDRESS_TRY(operand(depth)));
      } else {
        node.parts.push_back(REDRESS_TRY(number_or_operand(depth)));
      }
      owed = false;
    }
    if (node.parts.size() > 1 || !node.without.empty()) return node;
    SearchNode only = std::move(node.parts.front());
    return only;
  }

  bool begins_account_here() const {
    return piece_.sign == Sign::word && begins_account(base::fold(piece_.text));
  }
  /// Whether what comes next may be the next group of an account that is not whole yet.
  bool goes_on(std::string_view account) const {
    constexpr std::size_t kMost = 48;  // of an IBAN with its blanks
    if (piece_.sign != Sign::word || piece_.text.size() > kAccountGroup || account.size() > kMost)
      return false;
    const auto fits = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    return std::ranges::all_of(piece_.text, fits) && !base::normal_iban(account);
  }

  /// Groups of digits side by side may be one number, and groups behind "AT61" one account, written in any other
  /// groups: all of them, or that one.
  Result<SearchNode> number_or_operand(std::size_t depth) {
    const bool account = begins_account_here();
    const bool group = account || is_group(piece_);
    const std::size_t begin = piece_.at;
    std::size_t end = begin;
    SearchNode groups{SearchNode::Sort::all, {}, {}, {}, 0};
    bool alone = true;
    do {
      end = piece_.at + piece_.text.size();
      groups.parts.push_back(REDRESS_TRY(operand(depth)));
      alone = groups.parts.back().sort == SearchNode::Sort::phrase;
    } while (group && alone &&
             (account ? goes_on(lexer_.text().substr(begin, end - begin)) : is_group(piece_)));
    if (groups.parts.size() == 1) {
      SearchNode only = std::move(groups.parts.front());
      return only;
    }
    const std::string_view text = lexer_.text().substr(begin, end - begin);
    std::vector<PlacedWord> whole = instead_of(placed_words(reader_, text), text);
    if (!alone || whole.empty()) return groups;
    SearchNode either{SearchNode::Sort::any, {}, {}, {}, 0};
    either.parts.push_back(std::move(groups));
    for (PlacedWord& word : whole)
      either.parts.push_back({SearchNode::Sort::phrase, {{std::move(word)}, false, {}}, {}, {}, 0});
    return either;
  }

  Result<SearchNode> operand(std::size_t depth) {
    if (piece_.sign != Sign::open) return near();
    if (depth == kDeepestSearch)
      return base::fail(
          expected("at most " + std::to_string(kDeepestSearch) + " brackets in one another"));
    REDRESS_TRY(advance());
    SearchNode node = REDRESS_TRY(any(depth + 1));
    if (piece_.sign != Sign::close) return base::fail(expected("a closing bracket"));
    REDRESS_TRY(advance());
    return node;
  }

  Result<SearchNode> near() {
    SearchNode node{SearchNode::Sort::near, {}, {}, {}, 0};
    node.parts.push_back(REDRESS_TRY(phrase()));
    while (piece_.sign == Sign::near) {
      if (node.distance != 0 && node.distance != piece_.distance)
        return base::fail(
            expected("the same distance as before: near/" + std::to_string(node.distance)));
      node.distance = piece_.distance;
      if (node.parts.size() == kMostNearParts)
        return base::fail(
            expected("at most " + std::to_string(kMostNearParts) + " parts of 'near'"));
      REDRESS_TRY(advance());
      node.parts.push_back(REDRESS_TRY(phrase()));
    }
    if (node.parts.size() > 1) return node;
    SearchNode only = std::move(node.parts.front());
    return only;
  }

  Result<SearchNode> phrase() {
    if (piece_.sign != Sign::word && piece_.sign != Sign::phrase)
      return base::fail(expected("a word, or words in quotation marks"));
    std::string_view text = piece_.text;
    SearchNode node;
    const std::size_t star = text.find('*');
    const bool at_end = star != std::string_view::npos && star + 1 == text.size();
    if (star != std::string_view::npos && !at_end && piece_.sign == Sign::word)
      return base::fail(expected("a star at the end of a word alone: 'lant*'"));
    if (at_end) {
      node.phrase.prefix = true;
      text.remove_suffix(1);
    }
    node.phrase.words = placed_words(reader_, text);
    auto& words = node.phrase.words;
    if (words.empty()) return base::fail(expected("a letter or digit to search for"));
    words_ += words.size();
    if (words_ > kMostSearchWords)
      return base::fail(expected("at most " + std::to_string(kMostSearchWords) + " words"));
    const bool single = (words.back().flags & kWordSingle) != 0;
    if (node.phrase.prefix && !single && letters_of(words.back().word) < kFewestLetters)
      return base::fail(
          expected("at least " + std::to_string(kFewestLetters) + " letters before a star"));
    if (!node.phrase.prefix) node.phrase.instead = instead_of(words, text);
    REDRESS_TRY(advance());
    return node;
  }

  Lexer lexer_;
  WordReader reader_;
  Piece piece_;
  std::size_t words_ = 0;
};

Result<void> check_length(std::string_view text) {
  if (text.size() <= kMostSearch) return {};
  return base::fail(Error(ErrorKind::bad_input, "a search has a few words")
                        .found(std::to_string(text.size()) + " bytes")
                        .expected("at most " + std::to_string(kMostSearch)));
}

}  // namespace

Result<SearchNode> parse_search(std::string_view text) {
  REDRESS_TRY(check_length(text));
  return Parser(text).run();
}

Result<SearchNode> parse_person(std::string_view text) {
  REDRESS_TRY(check_length(text));
  WordReader reader;
  std::vector<PlacedWord> words = placed_words(reader, text);
  if (words.empty() || words.size() > kMostSearchWords)
    return base::fail(Error(ErrorKind::bad_input, "this is no name or number of a person")
                          .found(base::in_quotes(text))
                          .expected("a name, telephone number, address or user name"));
  std::vector<PlacedWord> instead = instead_of(words, text);
  std::string whole;  // of an account or a user name, whose parts are written together or not
  for (const PlacedWord& one : words) whole += one.word;
  if (words.size() > 1 && whole.size() <= kMostWord)
    instead.push_back({std::move(whole), {}, 0, {}, 0, text.size()});
  SearchNode node{SearchNode::Sort::near, {}, {}, {}, 4};
  for (PlacedWord& word : words)
    node.parts.push_back({SearchNode::Sort::phrase, {{std::move(word)}, false, {}}, {}, {}, 0});
  if (node.parts.size() == 1) {
    SearchNode only = std::move(node.parts.front());
    only.phrase.instead = std::move(instead);
    return only;
  }
  if (instead.empty()) return node;
  SearchNode either{SearchNode::Sort::any, {}, {}, {}, 0};
  either.parts.push_back(std::move(node));
  for (PlacedWord& word : instead)
    either.parts.push_back({SearchNode::Sort::phrase, {{std::move(word)}, false, {}}, {}, {}, 0});
  return either;
}

}  // namespace redress::docket
