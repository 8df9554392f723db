// Canaries: texts put into a docket so that a test can look for them where they must not be.
//
// search_for_canaries looks at every byte of every file below the given folders, and at every file
// name, for each needle as it stands, in UTF-16 (both orders), in base64 (plain and URL-safe, in all
// three alignments), in hexadecimal (both cases), URL-encoded, and in lower, upper and swapped case.
// It does not look into compressed data. A folder that can not be read is an answer too, so that
// nothing passes because nothing was looked at.
// fill_with_canaries enters rows of any kind until every field that holds text has held a canary.
// Cost: needles times bytes; for tests.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "docket/docket.hpp"
#include "docket/testing.hpp"
#include "docket/walls.hpp"

namespace redress::docket::testing {

struct CanaryFound {
  std::filesystem::path file;
  std::size_t offset = 0;
  std::string form;
  std::string needle;

  std::string text() const {
    return file.string() + " at byte " + std::to_string(offset) + ": " + needle + " (" + form + ")";
  }
};

namespace canary {

inline std::string utf16(std::string_view text, bool little) {
  std::string out;
  for (const char c : text) {
    if (!little) out += '\0';
    out += c;
    if (little) out += '\0';
  }
  return out;
}

template <typename F>
std::string each(std::string text, F change) {
  for (char& c : text) c = static_cast<char>(change(static_cast<unsigned char>(c)));
  return text;
}

inline std::string percent(std::string_view text, bool all) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (!all && std::isalnum(byte) != 0) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return out;
}

/// The part of the base64 of anything with this text in it that the text alone decides.
inline std::string base64(std::string_view text, std::size_t before, bool for_urls) {
  std::string padded(before, 'x');
  padded += text;
  std::string whole = base::to_base64(base::as_bytes(padded));
  const std::size_t first = (before * 8 + 5) / 6;
  const std::size_t last = padded.size() * 8 / 6;
  whole = whole.substr(first, last - first);
  if (!for_urls) return whole;
  std::ranges::replace(whole, '+', '-');
  std::ranges::replace(whole, '/', '_');
  return whole;
}

/// Every form of a needle, by name; equal ones once.
inline std::map<std::string, std::string> forms_of(const std::string& needle) {
  const std::string hex = base::to_hex(base::as_bytes(needle));
  const auto swap = [](int c) { return std::isupper(c) != 0 ? std::tolower(c) : std::toupper(c); };
  const std::vector<std::pair<std::string, std::string>> all{
      {"as it stands", needle},
      {"UTF-16LE", utf16(needle, true)},
      {"UTF-16BE", utf16(needle, false)},
      {"lower case", each(needle, [](int c) { return std::tolower(c); })},
      {"upper case", each(needle, [](int c) { return std::toupper(c); })},
      {"swapped case", each(needle, swap)},
      {"hexadecimal", hex},
      {"hexadecimal, upper case", each(hex, [](int c) { return std::toupper(c); })},
      {"URL-encoded", percent(needle, false)},
      {"URL-encoded, every byte", percent(needle, true)},
      {"base64", base64(needle, 0, false)},
      {"base64, second alignment", base64(needle, 1, false)},
      {"base64, third alignment", base64(needle, 2, false)},
      {"base64url", base64(needle, 0, true)},
      {"base64url, second alignment", base64(needle, 1, true)},
      {"base64url, third alignment", base64(needle, 2, true)},
  };
  std::map<std::string, std::string> forms;  // bytes to name
  for (const auto& [name, bytes] : all) forms.emplace(bytes, name);
  return forms;
}

}  // namespace canary

/// Where in these bytes the needles stand, at most once a form.
inline std::vector<CanaryFound> search_bytes(const std::filesystem::path& named,
                                             std::string_view bytes,
                                             const std::vector<std::string>& needles) {
  std::vector<CanaryFound> found;
  for (const std::string& needle : needles) {
    for (const auto& [form, name] : canary::forms_of(needle)) {
      const void* at = ::memmem(bytes.data(), bytes.size(), form.data(), form.size());
      if (at == nullptr) continue;
      found.push_back({named, static_cast<std::size_t>(static_cast<const char*>(at) - bytes.data()),
                       name, needle});
    }
  }
  return found;
}

inline std::vector<CanaryFound> search_for_canaries(
    const std::vector<std::filesystem::path>& folders, const std::vector<std::string>& needles) {
  std::vector<CanaryFound> found;
  const auto add = [&](std::vector<CanaryFound> more) {
    found.insert(found.end(), more.begin(), more.end());
  };
  for (const auto& folder : folders) {
    std::error_code code;
    std::filesystem::recursive_directory_iterator at(folder, code);
    for (; !code && at != std::filesystem::recursive_directory_iterator(); at.increment(code)) {
      add(search_bytes(at->path(), at->path().filename().string(), needles));
      if (at->is_regular_file()) add(search_bytes(at->path(), read(at->path()), needles));
    }
    if (code) found.push_back({folder, 0, "can not be read: " + code.message(), {}});
  }
  return found;
}

// ---- putting them in ---------------------------------------------------------------------------

struct Canaries {
  std::vector<std::string> open;         ///< anyone who opens the docket may read them
  std::vector<std::string> walled;       ///< only a reader of the wall may
  std::vector<std::string> not_entered;  ///< "kind.field" of text that no row would take
};

class CanaryFiller {
 public:
  CanaryFiller(Docket& docket, CaseRef in_case, Canaries& out)
      : docket_(docket), case_(in_case), out_(out) {}

  /// Rows of one kind with all fields filled, with each choice in turn and with each field left out
  /// in turn, until every field of text was in a row that was taken.
  void fill(const KindSchema& kind) {
    std::set<std::size_t> wanted;
    for (std::size_t i = 0; i < kind.fields.size(); ++i)
      if (is_text(kind.fields[i].type) && !is_instant(kind.fields[i])) wanted.insert(i);
    for (std::size_t left_out = kind.fields.size() + 1; left_out-- > 1;)
      for (std::size_t choice = 0; choice < 4 && !wanted.empty(); ++choice)
        attempt(kind, choice, left_out, wanted);
    for (const std::size_t i : wanted)
      out_.not_entered.push_back(std::string(kind.info.name) + "." +
                                 std::string(kind.fields[i].name));
  }

 private:
  static bool is_text(FieldType type) {
    return type == FieldType::text || type == FieldType::texts || type == FieldType::sealed;
  }

  /// Moments are kept as text, and nothing else is taken for one.
  static bool is_instant(const FieldSchema& field) {
    return field.type == FieldType::text && (field.name == "at" || field.name.ends_with("_at"));
  }

  std::string next(const KindSchema& kind, const FieldSchema& field) {
    return "Zq" + std::to_string(++count_) + "." + std::string(kind.info.name) + "-" +
           std::string(field.name) + ".kW8";
  }

  void attempt(const KindSchema& kind, std::size_t choice, std::size_t left_out,
               std::set<std::size_t>& wanted) {
    auto acts = docket_.begin();
    ASSERT_TRUE(acts) << acts.error().text();
    Row row;
    row.of_case = kind.info.in_case ? case_.number : 0;
    row.number = *acts->next_number(kind);
    Canaries made;
    for (std::size_t i = 0; i < kind.fields.size(); ++i)
      row.values.push_back(i == left_out ? Value{} : value(*acts, kind, i, row, choice, made));
    const Row kept = row;
    if (!acts->enter_row(kind, std::move(row), "a canary")) return;
    if (!acts->commit()) return;
    for (std::size_t i = 0; i < kept.values.size(); ++i)
      if (!std::holds_alternative<std::monostate>(kept.values[i])) wanted.erase(i);
    out_.open.insert(out_.open.end(), made.open.begin(), made.open.end());
    out_.walled.insert(out_.walled.end(), made.walled.begin(), made.walled.end());
  }

  /// The wall that the row says, else the identity wall; about the party that it names, or is.
  WalledField place_of(const KindSchema& kind, const Row& row, std::string_view field) const {
    WalledField at{case_, {}, Wall::identity, std::string(field)};
    if (kind.info.name == Kind<Party>::info.name) at.party = {row.number};
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const auto* number = std::get_if<std::int64_t>(&row.values[i]);
      if (kind.fields[i].name == "party" && number != nullptr)
        at.party = {static_cast<std::uint64_t>(*number)};
      if (kind.fields[i].name == "wall") detail::Codec<Wall>::decode(row.values[i], at.wall);
    }
    return at;
  }

  Value value(Acts& acts, const KindSchema& kind, std::size_t i, const Row& row, std::size_t choice,
              Canaries& made) {
    const FieldSchema& field = kind.fields[i];
    const auto target = [&]() -> Value {
      const KindSchema* other = docket_.schema(field.target);
      if (other == nullptr) return {};
      const auto last = docket_.store().last_number(*other);
      if (!last || *last == 0) return {};
      return static_cast<std::int64_t>(*last);
    };
    switch (field.type) {
      case FieldType::text: {
        if (is_instant(field)) return std::string("2019-04-01T10:00:00Z");
        made.open.push_back(next(kind, field));
        // A label is plain; anything else has what must be escaped somewhere.
        return i == 0 ? made.open.back() : made.open.back() + " \"&\" /\xC3\xA9?";
      }
      case FieldType::texts:
        made.open.push_back(next(kind, field));
        return std::vector<std::string>{"first", made.open.back()};
      case FieldType::sealed: {
        made.walled.push_back(next(kind, field));
        auto sealed = Walls(docket_).seal(acts, place_of(kind, row, field.name),
                                          words(made.walled.back() + " of the wall"));
        return sealed ? Value{sealed->ciphertext} : Value{};
      }
      case FieldType::integer: return std::int64_t{7};
      case FieldType::flag: return std::int64_t{1};
      case FieldType::date: return std::string("2019-04-01");
      case FieldType::digest: return base::Bytes(32, 0x5a);
      case FieldType::choice:
        return std::string(field.choices[std::min(choice, field.choices.size() - 1)]);
      case FieldType::reference: return target();
      case FieldType::references: {
        const Value one = target();
        if (!std::holds_alternative<std::int64_t>(one)) return {};
        return std::vector<std::int64_t>{std::get<std::int64_t>(one)};
      }
    }
    return {};
  }

  Docket& docket_;
  CaseRef case_;
  Canaries& out_;
  int count_ = 1000;
};

/// Every kind that the docket knows.
inline Canaries fill_with_canaries(Docket& docket, CaseRef in_case) {
  Canaries out;
  CanaryFiller filler(docket, in_case, out);
  // Kinds refer to each other in rings, so those that found nothing to name get a second turn.
  for (const KindSchema* kind : docket.host().kinds) filler.fill(*kind);
  out.not_entered.clear();
  for (const KindSchema* kind : docket.host().kinds) filler.fill(*kind);
  return out;
}

}  // namespace redress::docket::testing
