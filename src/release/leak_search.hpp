// The release check: where does a sensitive value stand in what is about to leave?
//
// Promises: finds a value in any case, with or without diacritics, composed or decomposed, with
// invisible characters or soft hyphens inside, in another script (either way), in another order of
// words, with initials, with look-alike letters, broken by tags, lines or hyphens, behind the escapes
// of HTML, JSON, JavaScript, TOML and URLs; telephone numbers, accounts and e-mail addresses however
// they are spaced. Works on keyed fingerprints alone, so that somebody who may release but not read can
// have it run; plain values are fingerprinted and forgotten, so both ways give the same hits. No value
// stands in a hit or message. Each place is reported once for a tag, as the strongest that it is:
//   whole  the value as a whole (or two of its longer words together): refuses a release
//   part   one word of it with four letters or more, or a weaker likeness: a person has to look
// Units: offsets in bytes from 0; lines and columns from 1, columns in characters.
// Complexity: linear in the output; about 0.1 us a byte (docs/benchmarks.md, "Release check"). Memory:
// the prints, and at most 4 times max_hits hits, or 4,096; the output is read in place.
// Bad input: any bytes are an output; a value that is too short or too long to be searched is refused by
// fingerprints_of without being told.
// Sources: BLAKE2b keyed (RFC 7693) and SipHash-2-4 through libsodium; leak_letters.hpp, leak_text.hpp,
// leak_forms.hpp for what counts as the same. Limits: README.md of this room.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

namespace redress::release {

enum class ValueSort : std::uint8_t { name, phone, address, email, account, text };
std::string_view name_of(ValueSort sort);

enum class Grade : std::uint8_t { part, whole };
std::string_view name_of(Grade grade);

enum class How : std::uint8_t {
  spelling,      ///< the words as they are, in whatever spelling
  order,         ///< all words in another order
  two_words,     ///< two of three or more words
  initials,      ///< an initial and the last word
  one_word,      ///< one word of several
  number,        ///< digits, however they are spaced
  abbreviation,  ///< an address with shortened words
  mailbox,       ///< an e-mail address, or the part before its @
  run,           ///< several words in a row of a longer text
  script,        ///< in another script
  consonants,    ///< the same consonants in a script without vowels
  look_alike,    ///< letters of another script that look the same
};
std::string_view name_of(How how);

/// What a print is good for. Sieves are never reported.
enum class Role : std::uint8_t { part, whole, word_sieve, sound_sieve };

/// Conditions of a form.
inline constexpr std::uint8_t kBounded = 1;       ///< as many words as the form has
inline constexpr std::uint8_t kCapital = 2;       ///< begins with a capital
inline constexpr std::uint8_t kInitials = 4;      ///< whole only with a full stop after the initial
inline constexpr std::uint8_t kNumber = 8;        ///< inside a longer string of letters only a part
inline constexpr std::uint8_t kAllCapitals = 16;  ///< each word begins with a capital
inline constexpr std::uint8_t kVowelless = 32;    ///< Latin words are compared by consonants too

constexpr std::size_t kMostValue = 4096;

/// Changes when other writings are looked for: prints of another method promise something else.
inline constexpr std::uint8_t kLeakMethod = 1;

/// One form of a value. Who holds the key can test guesses against it; without the key it says how
/// long the form is and nothing else.
struct Fingerprint {
  std::array<std::uint8_t, 16> digest{};  ///< BLAKE2b-128 of the form under the key
  std::uint32_t quick = 0;                ///< the sieve before it: SipHash-2-4 of the same form
  std::uint8_t length = 0;                ///< bytes of the form
  std::uint8_t words = 1;
  Role role = Role::part;
  How how = How::spelling;
  std::uint8_t traits = 0;
  bool operator==(const Fingerprint&) const = default;
};

struct FingerprintSet {
  std::string tag;  ///< what a hit is called, "S1 identity"
  std::vector<Fingerprint> prints;
};

struct SensitiveValue {
  std::string tag;
  ValueSort sort = ValueSort::name;
  base::SecretBytes text;
  std::string region;  ///< ISO 3166, for national telephone numbers
};

/// 32 bytes.
using FingerprintKey = base::SecretBytes;

/// In the order of their bytes, so that they tell nothing of the order of words.
base::Result<std::vector<Fingerprint>> fingerprints_of(base::ByteView value, ValueSort sort,
                                                       std::string_view region,
                                                       const FingerprintKey& key);

struct Hit {
  std::string tag;
  Grade grade = Grade::part;
  How how = How::spelling;
  std::size_t offset = 0;
  std::size_t length = 0;
  std::size_t line = 1;
  std::size_t column = 1;
  bool operator==(const Hit&) const = default;
};

struct SearchOptions {
  std::size_t max_hits;
};

struct Found {
  std::vector<Hit> hits;  ///< by offset
  bool more = false;      ///< there are more, or may be; whole ones are kept before parts
  bool whole() const;
};

base::Result<Found> find(std::string_view output, std::span<const FingerprintSet> sets,
                         const FingerprintKey& key, const SearchOptions& options);
base::Result<Found> find(std::string_view output, std::span<const SensitiveValue> values,
                         const SearchOptions& options);

}  // namespace redress::release
