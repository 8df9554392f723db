#include "release/leak_forms.hpp"

#include <sodium.h>

#include "release/leak_parts.hpp"

namespace redress::release::detail {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t kMostNameWords = 8;

/// Runs of words of a longer text; where it is short, the text as a whole.
void text_forms(Forms& out, const Parts& parts) {
  constexpr std::size_t kRun = 5;
  constexpr std::size_t kLookRun = 3;
  constexpr std::size_t kMostWhole = 12;
  const auto run = [&](std::size_t from, std::size_t words, Form form) {
    std::vector<const Part*> list;
    for (std::size_t i = from; i < from + words; ++i) list.push_back(&parts[i]);
    combine(list, [&](std::string text, How how) {
      form.how = std::max(form.how, how);
      out.add(std::move(text), form);
    });
  };
  const std::size_t words = parts.size();
  if (words <= kMostWhole) {
    const std::uint8_t bounded = words == 1 ? kBounded : 0;
    run(0, words, {Role::whole, How::spelling, static_cast<std::uint8_t>(words), bounded});
  }
  for (std::size_t i = 0; i + kRun <= words && words > kRun; ++i)
    run(i, kRun, {Role::whole, How::run, kRun, 0});
  for (std::size_t i = 0; i + kLookRun <= words && words > kLookRun; ++i)
    run(i, kLookRun, {Role::part, How::run, kLookRun, kBounded});
  for (const Part& part : parts)
    for (const Spelt& way : part.ways) out.add_sieves(way.text);
}
}  // namespace

Forms::~Forms() {
  for (auto* list : {&searched_, &words_, &sounds_})
    while (!list->empty()) {
      auto node = list->extract(list->begin());
      sodium_memzero(node.key().data(), node.key().size());
    }
}

void Forms::add(std::string text, Form form) {
  if (text.empty() || text.size() > kLongestWord) return;
  const auto [at, fresh] = searched_.emplace(std::move(text), form);
  if (fresh) return;
  Form& kept = at->second;
  const bool stronger = form.role == Role::whole && kept.role != Role::whole;
  const bool simpler = form.role == kept.role && (form.traits & ~kNumber) == 0 && kept.traits != 0;
  if (stronger || simpler) kept = form;
}

void Forms::add_sieves(const std::string& word) {
  if (word.empty() || word.size() > kLongestWord) return;
  words_.emplace(word, Form{Role::word_sieve, How::script, 1, 0});
  const std::string sounds = sounds_of_latin(word);
  sounds_.emplace("~" + sounds, Form{Role::sound_sieve, How::script, 1, 0});
}

Result<Forms> forms_of(std::string_view value, ValueSort sort, std::string_view region) {
  if (value.size() > kMostValue)
    return base::fail(Error(ErrorKind::bad_input, "a value of this length can not be searched")
                          .found(std::to_string(value.size()) + " bytes")
                          .expected("at most " + std::to_string(kMostValue)));
  Letters letters;
  Forms out;
  if (sort == ValueSort::phone) {
    REDRESS_TRY(phone_forms(out, letters, value, region));
    return out;
  }
  if (sort == ValueSort::account) {
    REDRESS_TRY(account_forms(out, letters, value));
    return out;
  }
  if (sort == ValueSort::email) email_forms(out, letters, value);
  Parts parts = parts_of(letters, value);
  if (sort == ValueSort::name && parts.size() > kMostNameWords) sort = ValueSort::text;
  if (!parts.empty()) {
    if (sort == ValueSort::name)
      name_forms(out, std::move(parts), value);
    else if (sort == ValueSort::address)
      address_forms(out, std::move(parts), value);
    else if (sort == ValueSort::text)
      text_forms(out, parts);
  }
  if (out.searched().empty())
    return base::fail(
        Error(ErrorKind::bad_input, "there is too little in this value to be searched")
            .expected("at least one word or number"));
  return out;
}

}  // namespace redress::release::detail
