#include "docket/search_index_words.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/keys.hpp"
#include "base/marks.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::docket {
namespace {

/// Of a longer run only the beginning is a word: it is data of a program.
constexpr std::size_t kMostRun = 256;
constexpr std::size_t kFewestDigits = 8;
constexpr std::size_t kMostDigits = 15;  // of a telephone number, ITU-T E.164
constexpr std::size_t kFewestOfAccount = 15;
constexpr std::size_t kMostOfAccount = 34;
constexpr std::size_t kMostSeen = std::size_t{1} << 22U;

/// Lower case of letters and digits of ASCII, 0 for everything else.
constexpr std::array<char, 256> kAscii = [] {
  std::array<char, 256> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    table[static_cast<unsigned char>(c)] = c;
    table[static_cast<unsigned char>(c - 'a' + 'A')] = c;
  }
  return table;
}();
char ascii(char c) { return kAscii[static_cast<unsigned char>(c)]; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

enum class Sort : std::uint8_t { other, letter, single, picture };

bool is_apostrophe(char32_t code) {
  constexpr std::u32string_view kAll = U"'`\u00B4\u02B9\u02BC\u2018\u2019\u2032\u05F3\u05F4";
  return kAll.find(code) != std::u32string_view::npos;
}

bool is_single(char32_t code) {
  if (code < 0x0E00) return false;
  if (code == 0x30FC) return true;  // lengthens kana, of no script of its own
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(code), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return false;
  }
}

Sort sort_of(char32_t code) {
  if (code < 0x80) return kAscii[code] != 0 ? Sort::letter : Sort::other;
  const auto c = static_cast<UChar32>(code);
  if (is_apostrophe(code)) return Sort::other;
  // What nobody sees parts no word: a writer may have put it there so that it is not found.
  const bool in_word = u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 ||
                       u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
  if (in_word) return is_single(code) ? Sort::single : Sort::letter;
  if (code > 0xFF && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0) return Sort::picture;
  return Sort::other;
}

std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  hash ^= hash >> 29U;
  return hash == 0 ? 1 : hash;
}

std::string without_apostrophes(std::string_view text) {
  std::string out;
  base::for_each_code_point(text, [&](char32_t code) {
    if (!is_apostrophe(code)) base::append_utf8(out, code);
  });
  return out;
}

}  // namespace

const WordReader::Forms& WordReader::forms_of(std::string_view run) {
  std::string key(cut(run, kMostRun));
  const auto known = memory_.find(key);
  if (known != memory_.end()) return known->second;
  if (memory_bytes_ > kMostMemory) {
    memory_.clear();
    memory_bytes_ = 0;
  }
  Forms forms;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) forms.emplace_back(cut(word, kMostWord));
    word.clear();
  };
  base::for_each_code_point(base::fold(key), [&](char32_t code) {
    if (sort_of(code) == Sort::other) return end_word();
    const std::int32_t digit = code < 0x80 ? -1 : u_charDigitValue(static_cast<UChar32>(code));
    base::append_utf8(word, digit < 0 ? code : U'0' + static_cast<char32_t>(digit));
  });
  end_word();
  constexpr std::size_t kEntry = 128;
  memory_bytes_ += 2 * key.size() + kEntry;
  if (collects_ && forms.size() == 1) new_.push_back({forms.front(), key});
  return memory_.emplace(std::move(key), std::move(forms)).first->second;
}

void WordReader::see(std::string_view word, bool plain) {
  if (seen_.empty()) seen_.resize(std::size_t{1} << 12U);
  if (2 * seen_count_ >= seen_.size()) {
    std::vector<std::uint64_t> larger(std::min(2 * seen_.size(), kMostSeen));
    if (larger.size() == seen_.size()) {
      seen_count_ = 0;  // full: begin again, words come a second time
    } else {
      for (const std::uint64_t one : seen_) {
        if (one == 0) continue;
        std::size_t at = one & (larger.size() - 1);
        while (larger[at] != 0) at = (at + 1) & (larger.size() - 1);
        larger[at] = one;
      }
    }
    seen_ = std::move(larger);
  }
  const std::uint64_t hash = hash_of(word);
  std::size_t at = hash & (seen_.size() - 1);
  while (seen_[at] != 0 && seen_[at] != hash) at = (at + 1) & (seen_.size() - 1);
  if (seen_[at] == hash) return;
  seen_[at] = hash;
  ++seen_count_;
  new_.push_back({std::string(word), plain ? std::string() : std::string(word)});
}

bool is_han_word(std::string_view word) {
  UErrorCode status = U_ZERO_ERROR;
  return !word.empty() && uscript_getScript(static_cast<UChar32>(base::decode(word, 0).code),
                                            &status) == USCRIPT_HAN;
}

std::vector<NewWord> WordReader::take_new() { return std::exchange(new_, {}); }

namespace {

/// What stands between the groups of a telephone number or an account.
bool is_between_groups(char32_t code) {
  if (code < 0x80)
    return std::string_view(" -./()").find(static_cast<char>(code)) != std::string_view::npos;
  return base::is_wide_blank(code) || base::is_wide_dash(code);
}

}  // namespace

bool begins_account(std::string_view word) {
  return word.size() == kAccountGroup && word[0] > '9' && word[1] > '9' && word[2] <= '9' &&
         word[3] <= '9';
}

/// One text on its way.
class ReadingOfWords {
 public:
  ReadingOfWords(WordReader& reader, std::string_view text, void* to, WordReader::Take take)
      : reader_(reader), text_(text), to_(to), take_(take) {}

  int run() {
    for (std::size_t at = 0; at < text_.size() && result_ == 0;) {
      if (is_ascii(text_[at]) && ascii(text_[at]) == 0) {
        ++at;
        continue;
      }
      at = one_run(at);
    }
    end_number();
    return result_;
  }

 private:
  /// Reads what begins here, and gives the place behind it.
  std::size_t one_run(std::size_t at) {
    const std::size_t plain = end_of_ascii(at);
    if (plain > at && (plain == text_.size() || is_ascii(text_[plain]))) {
      ascii_word(at, plain);
      return plain;
    }
    const base::CodePoint first = base::decode(text_, at);
    switch (first.valid ? sort_of(first.code) : Sort::other) {
      case Sort::other: return at + first.length;
      case Sort::picture:
        end_number();
        give(0, text_.substr(at, first.length), at, at + first.length);
        chain_end_ = kNowhere;
        return at + first.length;
      case Sort::single: return singles(at);
      case Sort::letter: break;
    }
    const std::size_t end = end_of(at, Sort::letter);
    if (end == plain) {
      ascii_word(at, end);
    } else {
      other_word(at, end);
    }
    return end;
  }

  std::size_t end_of_ascii(std::size_t at) const {
    while (at < text_.size() && ascii(text_[at]) != 0) ++at;
    return at;
  }
  std::size_t end_of(std::size_t at, Sort sort) const {
    while (at < text_.size()) {
      const base::CodePoint next = base::decode(text_, at);
      if (!next.valid || sort_of(next.code) != sort) break;
      at += next.length;
    }
    return at;
  }

  void give(unsigned flags, std::string_view word, std::size_t begin, std::size_t end) {
    if (result_ == 0 && !word.empty()) result_ = take_(to_, {flags, word, begin, end});
  }

  void ascii_word(std::size_t begin, std::size_t end) {
    const std::size_t size = std::min(end - begin, kMostWord);
    bool digits = true;
    bool letters = true;
    for (std::size_t i = 0; i < size; ++i) {
      word_[i] = ascii(text_[begin + i]);
      const bool digit = word_[i] <= '9';
      digits &= digit;
      letters &= !digit;
    }
    const std::string_view word(word_.data(), size);
    if (digits) {
      number_part(word, begin);
    } else {
      end_number();
    }
    constexpr std::size_t kLongestName = 24;
    if (reader_.collects_ && letters && size <= kLongestName) reader_.see(word, true);
    give(0, word, begin, end);
    joined(begin, end);
    number_end_ = digits ? end : kNowhere;
    if (!accounts_.empty() || begins_account(word)) account_part(word, begin, end);
  }

  void other_word(std::size_t begin, std::size_t end) {
    const WordReader::Forms& forms = reader_.forms_of(text_.substr(begin, end - begin));
    for (const std::string& word : forms) {
      const bool digits = std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
      if (digits) {
        number_part(word, begin);
      } else {
        end_number();
      }
      give(0, word, begin, end);
      number_end_ = digits ? end : kNowhere;
    }
    if (forms.size() == 1 && (!accounts_.empty() || begins_account(forms.front())))
      account_part(forms.front(), begin, end);
    if (!forms.empty()) joined(begin, end);
  }

  /// Each character by itself and in a pair with the next one.
  std::size_t singles(std::size_t begin) {
    end_number();
    chain_end_ = kNowhere;
    const std::size_t end = end_of(begin, Sort::single);
    std::string before;
    std::size_t before_begin = begin;
    std::size_t before_end = begin;
    for (std::size_t at = begin; at < end && result_ == 0;) {
      const std::size_t size = base::decode(text_, at).length;
      std::string one = base::fold(text_.substr(at, size));
      if (!before.empty()) {
        give(kWordSingle, before, before_begin, before_end);
        give(kWordBeside | kWordPair, before + one, before_begin, at + size);
      }
      if (!one.empty()) {
        if (reader_.collects_ && is_han_word(one)) reader_.see(one, false);
        before = std::move(one);
        before_begin = at;
        before_end = at + size;
      }
      at += size;
    }
    give(kWordSingle, before, before_begin, before_end);
    return end;
  }

  /// The parts since an apostrophe stood between them, as one word.
  void joined(std::size_t begin, std::size_t end) {
    const bool near = chain_end_ != kNowhere && begin > chain_end_ && begin - chain_end_ <= 3;
    bool joins = false;
    if (near) {
      const base::CodePoint between = base::decode(text_, chain_end_);
      joins = between.valid && chain_end_ + between.length == begin &&
              is_apostrophe(between.code) && end - chain_begin_ <= kMostWord;
    }
    if (!joins) chain_begin_ = begin;
    chain_end_ = end;
    if (!joins) return;
    const std::string whole = without_apostrophes(text_.substr(chain_begin_, end - chain_begin_));
    for (const std::string& word : reader_.forms_of(whole))
      give(kWordBeside | kWordJoined, word, chain_begin_, end);
  }

  /// Groups of four, as an IBAN stands on paper: where they are one, that as one word. Each group may be the first
  /// of one.
  void account_part(std::string_view word, std::size_t begin, std::size_t end) {
    if (word.size() > kAccountGroup || !parts_groups(account_end_, begin)) accounts_.clear();
    std::erase_if(accounts_, [&](const Account& one) {
      return one.text.size() % kAccountGroup != 0 || one.text.size() + word.size() > kMostOfAccount;
    });
    for (Account& one : accounts_) {
      one.text += word;
      if (one.text.size() >= kFewestOfAccount && base::normal_iban(one.text))
        give(kWordBeside | kWordJoined, one.text, one.begin, end);
    }
    if (begins_account(word)) accounts_.push_back({std::string(word), begin});
    account_end_ = end;
  }

  void number_part(std::string_view digits, std::size_t begin) {
    if (number_end_ == kNowhere || !parts_groups(number_end_, begin)) {
      end_number();
      digits_ = 0;
      number_begin_ = begin;
    }
    for (const char c : digits) {
      last_[digits_ % kFewestDigits] = c;
      ++digits_;
    }
  }
  /// One or two of " -./()" between the groups, or as telephones write them: other blanks and dashes, and
  /// marks of direction, which are not seen.
  bool parts_groups(std::size_t end, std::size_t begin) const {
    const std::string_view between = text_.substr(end, begin - end);
    constexpr std::size_t kMost = 12;
    if (between.size() > kMost) return false;
    std::size_t seen = 0;
    for (std::size_t at = 0; at < between.size();) {
      const base::CodePoint next = base::decode(between, at);
      at += next.length;
      if (!next.valid) return false;
      if (base::is_invisible(next.code)) continue;
      if (!is_between_groups(next.code) || ++seen > 2) return false;
    }
    return true;
  }
  void end_number() {
    if (number_end_ != kNowhere && digits_ >= kFewestDigits && digits_ <= kMostDigits) {
      std::string word(1, kNumber);
      for (std::size_t i = 0; i < kFewestDigits; ++i) word += last_[(digits_ + i) % kFewestDigits];
      give(kWordBeside | kWordNumber, word, number_begin_, number_end_);
    }
    number_end_ = kNowhere;
    digits_ = 0;
  }

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  WordReader& reader_;
  std::string_view text_;
  void* to_;
  WordReader::Take take_;
  int result_ = 0;
  std::array<char, kMostWord> word_{};
  std::size_t chain_begin_ = 0;
  std::size_t chain_end_ = kNowhere;
  std::array<char, kFewestDigits> last_{};
  std::size_t digits_ = 0;
  std::size_t number_begin_ = 0;
  std::size_t number_end_ = kNowhere;
  struct Account {
    std::string text;  ///< of its groups so far
    std::size_t begin = 0;
  };
  std::vector<Account> accounts_;
  std::size_t account_end_ = 0;
};

int WordReader::read(std::string_view text, void* to, Take take) {
  return ReadingOfWords(*this, text, to, take).run();
}

std::vector<PlacedWord> placed_words(WordReader& reader, std::string_view text) {
  std::vector<PlacedWord> out;
  reader.each(text, [&](const TextWord& one) {
    if ((one.flags & kWordBeside) == 0) {
      out.push_back({std::string(one.word),
                     std::string(text.substr(one.begin, one.end - one.begin)),
                     one.flags,
                     {},
                     one.begin,
                     one.end});
    } else if (!out.empty()) {
      out.back().beside.push_back({one.flags, std::string(one.word), one.begin});
    }
  });
  return out;
}

}  // namespace redress::docket
