#include "docket/filter_words.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "docket/cbor.hpp"

namespace redress::docket {
namespace {

using base::Result;
using nlohmann::json;

constexpr std::array kTexts{&HiddenWords::title, &HiddenWords::file_name,
                            &HiddenWords::giver, &HiddenWords::source,
                            &HiddenWords::note,  &HiddenWords::about_thing};
constexpr std::array kLists{&HiddenWords::about_accounts, &HiddenWords::about_numbers,
                            &HiddenWords::about_places};

bool is_text(const json& value) { return value.is_string(); }

}  // namespace

HiddenWords hide(Exhibit& exhibit) {
  HiddenWords out;
  out.title = std::exchange(exhibit.title, {});
  out.file_name = std::exchange(exhibit.file_name, {});
  out.giver = std::exchange(exhibit.giver, {});
  out.source = std::exchange(exhibit.source, {});
  out.note = std::exchange(exhibit.note, {});
  out.about_thing = std::exchange(exhibit.about_thing, {});
  out.about_accounts = std::exchange(exhibit.about_accounts, {});
  out.about_numbers = std::exchange(exhibit.about_numbers, {});
  out.about_places = std::exchange(exhibit.about_places, {});
  return out;
}

void show(const HiddenWords& words, Exhibit& exhibit) {
  const auto back = [](const auto& hidden, auto& now) {
    if (now.empty()) now = hidden;
  };
  exhibit.title = words.title;
  back(words.file_name, exhibit.file_name);
  back(words.giver, exhibit.giver);
  back(words.source, exhibit.source);
  back(words.note, exhibit.note);
  back(words.about_thing, exhibit.about_thing);
  back(words.about_accounts, exhibit.about_accounts);
  back(words.about_numbers, exhibit.about_numbers);
  back(words.about_places, exhibit.about_places);
}

base::SecretBytes packed(const base::SecretBytes& key, const HiddenWords& words) {
  json all = json::array();
  for (const auto text : kTexts) all.push_back(words.*text);
  for (const auto texts : kLists) all.push_back(words.*texts);
  base::Bytes bytes = json::to_cbor(all);
  base::SecretBytes out = base::SecretBytes::of_size(key.size() + bytes.size());
  std::ranges::copy(key.view(), out.span().begin());
  std::ranges::copy(bytes, out.span().begin() + static_cast<std::ptrdiff_t>(key.size()));
  sodium_memzero(bytes.data(), bytes.size());
  return out;
}

Result<Unpacked> unpack(const base::SecretBytes& plain) {
  const auto damaged = [] {
    return base::fail(base::ErrorKind::bad_input,
                      "what stands behind the filter wall about an exhibit is of another form");
  };
  if (plain.size() < kFilterKey) return damaged();
  const base::ByteView rest = plain.view().subspan(kFilterKey);
  if (!is_plain_cbor(rest)) return damaged();
  const json all = json::from_cbor(rest.begin(), rest.end(), true, false);
  if (!all.is_array() || all.size() != kTexts.size() + kLists.size()) return damaged();
  Unpacked out{base::SecretBytes::copy_of(plain.view().first(kFilterKey)), {}};
  for (std::size_t i = 0; i < kTexts.size(); ++i) {
    if (!is_text(all[i])) return damaged();
    out.words.*kTexts[i] = all[i].get<std::string>();
  }
  for (std::size_t i = 0; i < kLists.size(); ++i) {
    const json& list = all[kTexts.size() + i];
    if (!list.is_array() || !std::ranges::all_of(list, is_text)) return damaged();
    out.words.*kLists[i] = list.get<std::vector<std::string>>();
  }
  return out;
}

}  // namespace redress::docket
