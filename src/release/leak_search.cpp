#include "release/leak_search.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "release/leak_prints.hpp"

namespace redress::release {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using namespace detail;  // the parts of this very engine

constexpr std::size_t kMostWords = 24;  // of one form, as it stands: a number in single digits
constexpr std::size_t kMostMemo = 100'000;
constexpr std::size_t kMostSounds = 64;
constexpr std::size_t kMostSteps = 2'000;  // from one word on, when many have several readings
constexpr std::size_t kKeyBytes = 32;

/// One way to read a word of the output.
struct Alternative {
  std::string text;
  How how = How::spelling;
};

struct Read {
  Word word;
  const std::vector<Alternative>* others = nullptr;  ///< besides the text itself
};

struct RawHit {
  std::size_t begin;
  std::size_t end;
  std::uint32_t set;
  Grade grade;
  How how;
};

/// So many are kept until the end whatever was asked for.
constexpr std::size_t kFewHits = 4096;

class Search {
 public:
  Search(std::string_view output, std::span<const FingerprintSet> sets, const Printer& printer,
         const SearchOptions& options)
      : output_(output), sets_(sets), printer_(printer), table_(sets), options_(options) {}

  Found run() {
    const bool tags = output_.find('<') != std::string_view::npos ||
                      output_.find("u003c") != std::string_view::npos ||
                      output_.find("u003C") != std::string_view::npos ||
                      output_.find("&lt;") != std::string_view::npos ||
                      output_.find("%3C") != std::string_view::npos ||
                      output_.find("%3c") != std::string_view::npos;
    read({.tags = tags ? Tags::part : Tags::as_text, .decode = true}, true);
    if (tags) {
      read({.tags = Tags::vanish, .decode = true}, false);
      read({.tags = Tags::as_text, .decode = true}, false);
    }
    if (output_.find_first_of("\\%") != std::string_view::npos)
      read({.tags = Tags::as_text, .decode = false}, false);
    return finish();
  }

 private:
  /// One reading of the output; `all`: every window of words, else those only this reading sees.
  void read(Reading reading, bool all) {
    Scanner scanner(output_, reading, letters_);
    words_.clear();
    all_ = all;
    // What was read for a word stays where it is while the word does.
    const auto fill = [&] {
      Read one;
      if (!spare_.empty()) {
        one = std::move(spare_.back());
        spare_.pop_back();
      }
      if (!scanner.next(one.word)) return false;
      one.others = nullptr;
      words_.push_back(std::move(one));
      return true;
    };
    bool open = true;
    while (true) {
      while (open && words_.size() <= kMostWords) open = fill();
      if (words_.empty()) break;
      if (all || odd_in_reach()) from_first();
      spare_.push_back(std::move(words_.front()));
      words_.pop_front();
      if (memo_.size() + plain_memo_.size() > kMostMemo) forget();
    }
  }

  /// Whether a window from the first word on may hold a word that only this reading sees. Other ways
  /// to read a word may be shorter, down to its consonants.
  bool odd_in_reach() const {
    std::size_t bytes = 0;
    for (const Read& read : words_) {
      if (read.word.odd) return true;
      const bool one_way = read.word.raw.empty() && !table_.vowelless();
      bytes += one_way ? read.word.text.size() : (read.word.text.size() + 3) / 4;
      if (read.word.text.empty() || bytes > table_.longest()) return false;
    }
    return false;
  }

  void forget() {
    memo_.clear();
    plain_memo_.clear();
    for (Read& one : words_) one.others = nullptr;
  }

  /// Every window that begins with the first word: as it stands, with romanised words, and once for
  /// each other way of reading that some word of it offers, the same way for all its words.
  void from_first() {
    offered_ = 0;
    steps_ = 0;
    way_ = How::order;  // no word is read in this way: each as it stands
    extend(0, How::spelling, false);
    for (const How way : {How::spelling, How::look_alike, How::consonants})
      if ((offered_ & bit(way)) != 0) {
        way_ = way;
        extend(0, How::spelling, false);
      }
  }
  static std::uint32_t bit(How how) { return 1U << static_cast<unsigned>(how); }

  void extend(std::size_t at, How how, bool odd) {
    Read& read = words_[at];
    if (read.word.text.empty()) return;
    if (at > 0 && read.word.hard && read.word.kind == Letter::digit &&
        words_[at - 1].word.kind == Letter::digit)
      return;
    odd = odd || read.word.odd;
    if (read.word.raw.empty() && !table_.vowelless()) {
      take(at, read.word.text, how, odd);
      return;
    }
    if (read.others == nullptr) read.others = &others_of(read.word);
    bool as_it_stands = true;
    for (const Alternative& other : *read.others) {
      if (other.how == way_) {
        take(at, other.text, std::max(how, other.how), odd);
        as_it_stands = false;
      } else if (other.how == How::script) {
        take(at, other.text, std::max(how, other.how), odd);
      } else {
        offered_ |= bit(other.how);
      }
    }
    if (as_it_stands) take(at, read.word.text, how, odd);
  }

  void take(std::size_t at, std::string_view text, How how, bool odd) {
    const std::size_t before = buffer_.size();
    if (before + text.size() > table_.longest() || ++steps_ > kMostSteps) return;
    buffer_ += text;
    if ((all_ || odd) && table_.has_length(buffer_.size())) probe(at, how);
    if (at + 1 < words_.size() && at + 1 < kMostWords) extend(at + 1, how, odd);
    buffer_.resize(before);
  }

  void probe(std::size_t last, How how) {
    const std::uint32_t quick = printer_.quick(Domain::searched, buffer_);
    if (!table_.may_have(quick)) return;
    const auto entries = table_.with(quick);
    if (entries.empty()) return;
    const auto digest = printer_.digest(Domain::searched, buffer_);
    for (const Table::Entry& entry : entries)
      if (entry.print->digest == digest) judge(*entry.print, entry.set, last, how);
  }

  void judge(const Fingerprint& print, std::uint32_t set, std::size_t last, How how) {
    if (print.role != Role::whole && print.role != Role::part) return;
    Grade grade = print.role == Role::whole ? Grade::whole : Grade::part;
    if ((print.traits & kBounded) != 0 && !bounded(print, last)) return;
    if ((print.traits & kCapital) != 0 && !words_[0].word.upper) return;
    if ((print.traits & kAllCapitals) != 0)
      for (std::size_t i = 0; i <= last; ++i)
        if (!words_[i].word.upper) return;
    if ((print.traits & kInitials) != 0 && !with_initial(last, grade)) return;
    if ((print.traits & kNumber) != 0) {
      const bool after = last + 1 < words_.size() && words_[last + 1].word.glued;
      if (words_[0].word.glued || after) grade = Grade::part;
    }
    add({words_[0].word.begin, words_[last].word.end, set, grade, std::max(print.how, how)});
  }

  /// As many words as the form has, or one more where a line ends in a hyphen.
  bool bounded(const Fingerprint& print, std::size_t last) const {
    std::size_t words = last + 1;
    for (std::size_t i = 1; i <= last; ++i)
      if (words_[i].word.hyphenated) --words;
    return words == print.words;
  }

  /// "W. Invented" is whole; "W Invented" and "WInvented" need a look.
  bool with_initial(std::size_t last, Grade& grade) const {
    bool dotted = false;
    bool upper = last == 0;
    for (const std::size_t i : {std::size_t{0}, last}) {
      const Word& word = words_[i].word;
      if (base::decode(word.text, 0).length == word.text.size()) {
        dotted = dotted || (word.dotted && word.upper);
        upper = upper || word.upper;
      } else if (word.text.size() <= 3 && word.upper) {
        upper = true;
      }
    }
    if (!dotted) grade = Grade::part;
    return dotted || (upper && buffer_.size() >= 5);
  }

  void add(RawHit hit) {
    hits_.push_back(hit);
    if (hits_.size() < std::max(kFewHits, 4 * options_.max_hits)) return;
    // What a weaker hit gives way to now may itself give way later: then the weaker one is missing.
    const std::size_t before = hits_.size();
    tidy();
    more_ = more_ || hits_.size() < before;
  }

  /// Each place once for a tag, as the strongest and longest that it is; no more than asked for.
  void tidy() {
    std::ranges::sort(hits_, [](const RawHit& a, const RawHit& b) {
      return std::tuple(a.set, -static_cast<int>(a.grade), b.end - b.begin, a.begin, a.how) <
             std::tuple(b.set, -static_cast<int>(b.grade), a.end - a.begin, b.begin, b.how);
    });
    std::vector<RawHit> kept;
    std::map<std::size_t, std::size_t> taken;  // begin to end, of the present set
    for (const RawHit& hit : hits_) {
      if (!kept.empty() && kept.back().set != hit.set) taken.clear();
      const auto after = taken.upper_bound(hit.begin);
      const bool over_before = after != taken.begin() && std::prev(after)->second > hit.begin;
      const bool over_after = after != taken.end() && after->first < hit.end;
      if (over_before || over_after) continue;
      taken.emplace(hit.begin, hit.end);
      kept.push_back(hit);
    }
    std::ranges::sort(kept, [](const RawHit& a, const RawHit& b) {
      return std::tuple(-static_cast<int>(a.grade), a.begin, a.set) <
             std::tuple(-static_cast<int>(b.grade), b.begin, b.set);
    });
    if (kept.size() > options_.max_hits) {
      kept.resize(options_.max_hits);
      more_ = true;
    }
    hits_ = std::move(kept);
  }

  Found finish() {
    tidy();
    std::ranges::sort(hits_, [](const RawHit& a, const RawHit& b) {
      return std::tuple(a.begin, a.set) < std::tuple(b.begin, b.set);
    });
    Found out;
    out.more = more_;
    std::size_t at = 0;
    std::size_t line = 1;
    std::size_t column = 1;
    for (const RawHit& hit : hits_) {
      for (; at < hit.begin; ++at) {
        const auto byte = static_cast<unsigned char>(output_[at]);
        if (byte == '\n') {
          ++line;
          column = 1;
        } else if ((byte & 0xC0U) != 0x80U) {
          ++column;
        }
      }
      out.hits.push_back(
          {sets_[hit.set].tag, hit.grade, hit.how, hit.begin, hit.end - hit.begin, line, column});
    }
    return out;
  }

  // ---- other readings of a word ----------------------------------------------------------------

  const std::vector<Alternative>& others_of(const Word& word) {
    if (word.raw.empty()) {
      const auto [at, fresh] = plain_memo_.try_emplace(word.text);
      if (fresh)
        at->second.push_back({as_latin_side(consonants_of_latin(word.text)), How::consonants});
      if (at->second.front().text.empty()) return none_;
      return at->second;
    }
    const auto [at, fresh] = memo_.try_emplace(word.raw);
    if (fresh) at->second = made_for(word);
    return at->second;
  }

  std::vector<Alternative> made_for(const Word& word) {
    std::vector<Alternative> out;
    const auto also = [&](std::string text, How how) {
      if (!text.empty() && text != word.text) out.push_back({std::move(text), how});
    };
    const Scripts scripts = scripts_of(word.raw);
    if (scripts.umlaut) also(as_in_passports(letters_, word.raw), How::spelling);
    if (scripts.look_alike) also(as_it_looks(letters_, word.raw), How::look_alike);
    if (scripts.vowelless) also(consonants_of(word.raw), How::consonants);
    if (!scripts.other && table_.vowelless())
      also(as_latin_side(consonants_of_latin(word.text)), How::consonants);
    if (!scripts.other || !may_sound(word.raw)) return out;
    std::string utf8;
    for (const char32_t code : word.raw) base::append_utf8(utf8, code);
    for (const std::string& form : base::latin_forms(utf8)) {
      std::string text = squeezed(letters_, form);
      const bool only_looks = std::ranges::find(out, text, &Alternative::text) != out.end();
      if (!only_looks && known(Domain::word, text)) also(std::move(text), How::script);
    }
    return out;
  }

  bool known(Domain domain, std::string_view text) const {
    const std::uint32_t quick = printer_.quick(domain, text);
    if (!table_.may_have(quick)) return false;
    const Role role = domain == Domain::word ? Role::word_sieve : Role::sound_sieve;
    return std::ranges::any_of(
        table_.with(quick), [&](const Table::Entry& entry) { return entry.print->role == role; });
  }

  /// Whether some romanisation may leave the consonants of a word that is looked for.
  bool may_sound(std::u32string_view raw) {
    std::vector<std::string> sounds{"~"};
    for (const char32_t code : raw) {
      std::vector<std::string> longer;
      for (const std::string& before : sounds)
        for (const std::string& one : letters_.sounds_of(code)) {
          std::string next = before;
          for (const char c : one)
            if (next.back() != c) next.push_back(c);
          if (std::ranges::find(longer, next) == longer.end()) longer.push_back(std::move(next));
        }
      if (longer.size() > kMostSounds) return true;
      sounds = std::move(longer);
    }
    return std::ranges::any_of(sounds,
                               [&](const std::string& one) { return known(Domain::sound, one); });
  }

  std::string_view output_;
  std::span<const FingerprintSet> sets_;
  const Printer& printer_;
  Table table_;
  const SearchOptions& options_;
  Letters letters_;
  bool all_ = true;
  How way_ = How::order;
  std::uint32_t offered_ = 0;
  std::size_t steps_ = 0;
  std::deque<Read> words_;
  std::vector<Read> spare_;
  std::string buffer_;
  std::vector<RawHit> hits_;
  bool more_ = false;
  std::vector<Alternative> none_;
  std::unordered_map<std::u32string, std::vector<Alternative>> memo_;
  std::unordered_map<std::string, std::vector<Alternative>> plain_memo_;
};

Result<void> check_key(base::ByteView key) {
  if (key.size() == kKeyBytes) return {};
  return base::fail(Error(ErrorKind::bad_input, "a key of fingerprints has another length")
                        .found(std::to_string(key.size()) + " bytes")
                        .expected("32 bytes"));
}

}  // namespace

std::string_view name_of(ValueSort sort) {
  static constexpr std::string_view kNames[] = {"name",  "phone",   "address",
                                                "email", "account", "text"};
  return kNames[static_cast<std::size_t>(sort)];
}
std::string_view name_of(Grade grade) { return grade == Grade::whole ? "whole" : "part"; }
std::string_view name_of(How how) {
  static constexpr std::string_view kNames[] = {"spelling", "order",  "two-words",    "initials",
                                                "one-word", "number", "abbreviation", "mailbox",
                                                "run",      "script", "consonants",   "look-alike"};
  return kNames[static_cast<std::size_t>(how)];
}

bool Found::whole() const {
  return std::ranges::find(hits, Grade::whole, &Hit::grade) != hits.end();
}

Result<std::vector<Fingerprint>> fingerprints_of(base::ByteView value, ValueSort sort,
                                                 std::string_view region,
                                                 const FingerprintKey& key) {
  REDRESS_TRY(check_key(key.view()));
  const Forms forms = REDRESS_TRY(forms_of(base::as_text(value), sort, region));
  return prints_of(forms, Printer(key.view()));
}

Result<Found> find(std::string_view output, std::span<const FingerprintSet> sets,
                   const FingerprintKey& key, const SearchOptions& options) {
  REDRESS_TRY(check_key(key.view()));
  if (options.max_hits == 0)
    return base::fail(Error(ErrorKind::bad_input, "a search needs room for one hit at least")
                          .expected("max_hits of 1 or more"));
  const Printer printer(key.view());
  return Search(output, sets, printer, options).run();
}

Result<Found> find(std::string_view output, std::span<const SensitiveValue> values,
                   const SearchOptions& options) {
  // The prints live as long as this call, beside the values themselves: any key will do.
  const FingerprintKey key = FingerprintKey::of_size(kKeyBytes);
  std::vector<FingerprintSet> sets;
  for (const SensitiveValue& value : values) {
    auto prints = fingerprints_of(value.text.view(), value.sort, value.region, key);
    if (!prints) return base::fail(std::move(prints).error().context("for " + value.tag));
    sets.push_back({value.tag, std::move(*prints)});
  }
  return find(output, sets, key, options);
}

}  // namespace redress::release
