// What stands behind the filter wall about an exhibit beside its bytes: the words that tell what it is,
// packed with the key of the bytes. Not for other rooms.
//
// 32 bytes of key, then one CBOR array of a fixed form. Bad input: what was packed in another form is an
// error that says nothing of what is in it.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/kinds.hpp"

namespace redress::docket {

inline constexpr std::size_t kFilterKey = 32;

struct HiddenWords {
  std::string title;
  std::string file_name;
  std::string giver;
  std::string source;
  std::string note;
  std::string about_thing;
  std::vector<std::string> about_accounts;
  std::vector<std::string> about_numbers;
  std::vector<std::string> about_places;
};

/// Takes the words out of an exhibit.
HiddenWords hide(Exhibit& exhibit);
/// Puts them back; a word that was entered since stays, but for the title.
void show(const HiddenWords& words, Exhibit& exhibit);

struct Unpacked {
  base::SecretBytes key;
  HiddenWords words;
};
base::SecretBytes packed(const base::SecretBytes& key, const HiddenWords& words);
base::Result<Unpacked> unpack(const base::SecretBytes& plain);

}  // namespace redress::docket
