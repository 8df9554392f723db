#include "docket/scope.hpp"

#include <algorithm>

#include "base/keys.hpp"
#include "base/text.hpp"

namespace redress::docket {
namespace {

using base::KeyKind;
using base::PartialDate;

constexpr std::size_t kWholeAccount = 8;  // fewer characters may be the end of a longer account

/// What nobody had to issue: it lay open, or was given freely.
bool needs_issue(AuthorityForm form) {
  return form != AuthorityForm::open_source && form != AuthorityForm::public_record &&
         form != AuthorityForm::volunteered;
}

ScopeAnswer form_answer(const Authority& authority) {
  if (!needs_issue(authority.form))
    return {"form", Within::inside, "nobody had to issue it: " + std::string(word(authority.form))};
  if (authority.issued) return {"form", Within::inside, std::string(word(authority.form))};
  return {"form", Within::can_not_be_told,
          "a " + std::string(word(authority.form)) + " is issued, and no date stands here"};
}

ScopeAnswer issued_answer(const Authority& authority, const std::optional<PartialDate>& obtained) {
  if (!obtained)
    return {"issued", Within::can_not_be_told, "when the thing was obtained is not known"};
  if (!authority.issued)
    return {"issued", Within::can_not_be_told, "when the authority was issued is not known"};
  const std::string both = "obtained " + obtained->text() + ", issued " + authority.issued->text();
  if (obtained->certainly_before(*authority.issued)) return {"issued", Within::outside, both};
  if (authority.issued->latest() <= obtained->earliest()) return {"issued", Within::inside, both};
  return {"issued", Within::can_not_be_told, both};
}

ScopeAnswer dates_answer(const Authority& authority, const std::optional<PartialDate>& made) {
  if (!made) return {"dates", Within::can_not_be_told, "when the thing was made is not known"};
  std::string reason = "made " + made->text();
  if (authority.from) reason += ", from " + authority.from->text();
  if (authority.until) reason += ", until " + authority.until->text();
  const bool early = authority.from && made->certainly_before(*authority.from);
  const bool late = authority.until && authority.until->certainly_before(*made);
  if (early || late) return {"dates", Within::outside, reason};
  const bool not_early = !authority.from || authority.from->latest() <= made->earliest();
  const bool not_late = !authority.until || made->latest() <= authority.until->earliest();
  return {"dates", not_early && not_late ? Within::inside : Within::can_not_be_told, reason};
}

enum class Same : std::uint8_t { yes, no, perhaps };

struct Key {
  std::string text;
  bool normal = false;
};

Key key_of(KeyKind kind, const std::string& text, const std::string& region) {
  auto key = kind == KeyKind::account ? base::account_to_compare(text)
                                      : base::normal_key(kind, text, region);
  if (key && !key->empty()) return {std::move(*key), true};
  auto other = base::normal_key(KeyKind::other, text, {});
  return {other ? std::move(*other) : std::string{}, false};
}

bool ends_with(const std::string& longer, const std::string& shorter) {
  return longer.size() > shorter.size() && longer.ends_with(shorter);
}

/// Every word of one stands in the other.
bool within_words(const std::string& one, const std::string& other) {
  const auto few = base::name_tokens(one);
  const auto many = base::name_tokens(other);
  return !few.empty() && std::ranges::all_of(few, [&](const std::string& word) {
    return std::ranges::find(many, word) != many.end();
  });
}

Same compare(KeyKind kind, const Key& one, const Key& other) {
  if (one.text.empty() || other.text.empty()) return Same::perhaps;
  if (one.normal == other.normal && one.text == other.text) return Same::yes;
  if (!one.normal || !other.normal) return Same::perhaps;
  if (kind == KeyKind::account) {
    const bool part = ends_with(one.text, other.text) || ends_with(other.text, one.text);
    return part && std::min(one.text.size(), other.text.size()) < kWholeAccount ? Same::perhaps
                                                                                : Same::no;
  }
  if (kind != KeyKind::phone &&
      (within_words(one.text, other.text) || within_words(other.text, one.text)))
    return Same::perhaps;
  return Same::no;
}

/// Where one thing stands against a list of the authority.
Same in_list(KeyKind kind, const std::string& text, const std::string& region,
             const std::vector<std::string>& list) {
  const Key key = key_of(kind, text, region);
  Same best = Same::no;
  for (const std::string& allowed : list) {
    const Same same = compare(kind, key, key_of(kind, allowed, region));
    if (same == Same::yes) return same;
    if (same == Same::perhaps) best = same;
  }
  return best;
}

struct List {
  std::string_view question;
  KeyKind kind;
  const std::vector<std::string>& allowed;
  const std::vector<std::string>& found;
};

/// All of what it is about must stand in the list.
void list_answer(const List& list, const Thing& thing, Judged& out) {
  if (list.allowed.empty()) return;
  if (list.found.empty()) {
    if (!thing.mention)
      out.answers.push_back({list.question, Within::can_not_be_told,
                             "the authority is limited, and what this is about is not recorded"});
    return;
  }
  ScopeAnswer answer{list.question, Within::inside, "named in the authority"};
  for (const std::string& one : list.found) {
    const Same same = in_list(list.kind, one, thing.region, list.allowed);
    if (same == Same::no) {
      answer = {list.question, Within::outside, base::in_quotes(one) + " is not named in it"};
      break;
    }
    if (same == Same::perhaps)
      answer = {list.question, Within::can_not_be_told,
                base::in_quotes(one) + " may or may not be what it names"};
  }
  out.answers.push_back(std::move(answer));
}

}  // namespace

std::string_view name_of(Within within) {
  switch (within) {
    case Within::inside: return "inside";
    case Within::outside: return "outside";
    case Within::can_not_be_told: return "can not be told";
  }
  return "can not be told";
}

Judged judge(const Authority& authority, const Thing& thing,
             const std::optional<PartialDate>& obtained) {
  Judged out;
  out.answers.push_back(form_answer(authority));
  if (needs_issue(authority.form)) out.answers.push_back(issued_answer(authority, obtained));
  if ((authority.from || authority.until) && !thing.mention)
    out.answers.push_back(dates_answer(authority, thing.made));
  list_answer({"accounts", KeyKind::account, authority.accounts, thing.accounts}, thing, out);
  list_answer({"numbers", KeyKind::phone, authority.numbers, thing.numbers}, thing, out);
  list_answer({"places", KeyKind::address, authority.places, thing.places}, thing, out);
  const std::vector<std::string> things =
      thing.thing.empty() ? std::vector<std::string>{} : std::vector{thing.thing};
  list_answer({"things", KeyKind::other, authority.things, things}, thing, out);
  for (const ScopeAnswer& one : out.answers) {
    if (one.answer == Within::outside) out.within = Within::outside;
    if (one.answer == Within::can_not_be_told && out.within == Within::inside)
      out.within = Within::can_not_be_told;
  }
  return out;
}

Thing thing_of(const Exhibit& exhibit) {
  return {.accounts = exhibit.about_accounts,
          .numbers = exhibit.about_numbers,
          .places = exhibit.about_places,
          .thing = exhibit.about_thing,
          .made = exhibit.made};
}

std::optional<Thing> thing_of(const Mention& mention, const Exhibit& exhibit) {
  Thing thing{.region = mention.region, .made = exhibit.made, .mention = true};
  switch (mention.sort) {
    case MentionSort::account: thing.accounts = {mention.text}; return thing;
    case MentionSort::phone: thing.numbers = {mention.text}; return thing;
    case MentionSort::address: thing.places = {mention.text}; return thing;
    case MentionSort::name:
    case MentionSort::email:
    case MentionSort::other: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace redress::docket
