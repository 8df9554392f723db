// Kinds: what a room keeps, declared once.
//
// A room writes a struct and one Kind<Struct> with the fields' numbers, names and help. From that the
// docket makes tables, act encoding, references, case folders and the data-model page; nobody
// writes SQL or CBOR for a kind. Field numbers are for ever: a number is never used again for
// another meaning, since old acts carry it. A kind whose old acts would be read wrongly gets a higher
// version and an `upcast` that makes the body of each older version one of the next.
//
//   struct Lease { std::string label; Ref<Party> tenant; std::optional<base::PartialDate> from; };
//   template <> struct Kind<Lease> {
//     static constexpr KindInfo info{.name = "lease", .plural = "leases", .prefix = "L", ...};
//     static constexpr auto fields = std::tuple{
//         field(1, "label", &Lease::label, "short name, unique in the case"),
//         field(2, "tenant", &Lease::tenant, "who rents", kRequired), ...};
//   };
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "docket/field_list.hpp"
#include "docket/value.hpp"

namespace redress::docket {

/// Names an entity of kind K in one docket. Zero names nothing.
template <typename K>
struct Ref {
  std::uint64_t number = 0;
  explicit operator bool() const { return number != 0; }
  auto operator<=>(const Ref&) const = default;
};

/// A value that only holders of its wall's key can read. The docket seals and opens it.
struct SealedText {
  base::Bytes ciphertext;
  bool operator==(const SealedText&) const = default;
};

/// What a kind is to the other side (pack data may say otherwise for a country).
enum class Disclosure : std::uint8_t {
  outside_material,
  statement_of_person,
  impeachment_or_benefit,
  privileged_third_party,
  work_product,
  housekeeping,  ///< about the docket itself, never about the case
};
std::string_view name_of(Disclosure disclosure);

enum class FieldType : std::uint8_t {
  text,
  integer,
  flag,
  date,
  choice,
  digest,
  reference,
  references,
  texts,
  sealed,
};
std::string_view name_of(FieldType type);

struct FieldSchema {
  std::uint16_t number = 0;
  std::string_view name;
  std::string_view help;
  FieldType type = FieldType::text;
  bool required = false;
  std::string_view target;                    ///< reference(s): the kind that is named
  std::span<const std::string_view> choices;  ///< choice: the words, in order
};

struct KindInfo {
  std::string_view name;
  std::string_view plural;  ///< also the table and the file of a case folder
  std::string_view prefix;  ///< of labels made by the docket: "E" for E-12
  std::uint16_t version = 1;
  Log log = Log::work;
  Disclosure disclosure = Disclosure::work_product;
  std::string_view within;  ///< the kind it belongs inside, by the field of that name; empty: none
  bool in_case = true;      ///< false: belongs to the docket as a whole
  bool in_folder = true;    ///< written to and read from case folders
  std::string_view looked_up;  ///< the field that has an index beside the label; empty: none
  std::string_view help;
  std::string_view example;  ///< options of a worked `redress NAME add CASE`; empty: none by hand
};

struct KindSchema {
  KindInfo info;
  std::vector<FieldSchema> fields;  ///< fields[0] is the label
  /// Whether a row makes sense by itself; references are checked by the docket.
  base::Result<void> (*check)(const Row&) = nullptr;
  /// Fills what follows from the rest, before the check.
  base::Result<void> (*complete)(Row&) = nullptr;
  /// Makes the body of an act of an older version one of the next version. Pure, and never taken away:
  /// old acts stay as they were signed and are read through it for ever.
  base::Result<void> (*upcast)(std::uint16_t from, ActBody&) = nullptr;

  std::optional<std::size_t> index_of(std::string_view field) const;
};

/// Every kind that a docket may hold, in the order in which tables and files are written.
using Kinds = std::span<const KindSchema* const>;

/// That a period does not end before it begins, as far as the dates tell. For `check` of kinds.
base::Result<void> check_period(const std::optional<base::PartialDate>& from,
                                const std::optional<base::PartialDate>& until);

// ---- declaring -------------------------------------------------------------------------------

enum class Need : std::uint8_t { optional, required };
inline constexpr Need kRequired = Need::required;

template <typename T, typename M>
struct Field {
  std::uint16_t number = 0;
  std::string_view name;
  M T::* member = nullptr;
  std::string_view help;
  Need need = Need::optional;
};

template <typename T, typename M>
constexpr Field<T, M> field(std::uint16_t number, std::string_view name, M T::* member,
                            std::string_view help, Need need = Need::optional) {
  return {number, name, member, help, need};
}

template <typename T>
struct Kind;  // specialised beside each struct

/// The words of an enumeration, in the order of its values: specialise with `kWords`.
template <typename E>
struct Words;

template <typename E>
  requires std::is_enum_v<E>
constexpr std::string_view word(E value) {
  return Words<E>::kWords[static_cast<std::size_t>(value)];
}

// ---- conversion: one overload a C++ type ----------------------------------------------------

namespace detail {

template <typename T>
struct Codec;

template <>
struct Codec<std::string> {
  static constexpr FieldType kType = FieldType::text;
  static Value encode(const std::string& v) { return v.empty() ? Value{} : Value{v}; }
  static bool decode(const Value& v, std::string& out) {
    if (const auto* text = std::get_if<std::string>(&v)) out = *text;
    return true;
  }
};

template <>
struct Codec<std::int64_t> {
  static constexpr FieldType kType = FieldType::integer;
  static Value encode(std::int64_t v) { return v == 0 ? Value{} : Value{v}; }
  static bool decode(const Value& v, std::int64_t& out) {
    if (const auto* number = std::get_if<std::int64_t>(&v)) out = *number;
    return true;
  }
};

template <>
struct Codec<bool> {
  static constexpr FieldType kType = FieldType::flag;
  static Value encode(bool v) { return v ? Value{std::int64_t{1}} : Value{}; }
  static bool decode(const Value& v, bool& out) {
    const auto* number = std::get_if<std::int64_t>(&v);
    out = number != nullptr && *number != 0;
    return true;
  }
};

template <>
struct Codec<std::optional<base::PartialDate>> {
  static constexpr FieldType kType = FieldType::date;
  static Value encode(const std::optional<base::PartialDate>& v) {
    return v ? Value{v->text()} : Value{};
  }
  static bool decode(const Value& v, std::optional<base::PartialDate>& out) {
    const auto* text = std::get_if<std::string>(&v);
    if (text == nullptr) return true;
    auto parsed = base::PartialDate::parse(*text);
    if (!parsed) return false;
    out = *parsed;
    return true;
  }
};

template <>
struct Codec<std::optional<base::Digest>> {
  static constexpr FieldType kType = FieldType::digest;
  static Value encode(const std::optional<base::Digest>& v) {
    if (!v) return {};
    return base::Bytes(v->bytes.begin(), v->bytes.end());
  }
  static bool decode(const Value& v, std::optional<base::Digest>& out) {
    const auto* bytes = std::get_if<base::Bytes>(&v);
    if (bytes == nullptr) return true;
    base::Digest digest;
    if (bytes->size() != digest.bytes.size()) return false;
    std::ranges::copy(*bytes, digest.bytes.begin());
    out = digest;
    return true;
  }
};

template <typename K>
struct Codec<Ref<K>> {
  static constexpr FieldType kType = FieldType::reference;
  static std::string_view target() { return Kind<K>::info.name; }
  static Value encode(Ref<K> v) { return v ? Value{static_cast<std::int64_t>(v.number)} : Value{}; }
  static bool decode(const Value& v, Ref<K>& out) {
    if (const auto* number = std::get_if<std::int64_t>(&v))
      out.number = static_cast<std::uint64_t>(*number);
    return true;
  }
};

template <typename K>
struct Codec<std::vector<Ref<K>>> {
  static constexpr FieldType kType = FieldType::references;
  static std::string_view target() { return Kind<K>::info.name; }
  static Value encode(const std::vector<Ref<K>>& v) {
    if (v.empty()) return {};
    std::vector<std::int64_t> numbers;
    numbers.reserve(v.size());
    for (Ref<K> ref : v) numbers.push_back(static_cast<std::int64_t>(ref.number));
    return numbers;
  }
  static bool decode(const Value& v, std::vector<Ref<K>>& out) {
    if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&v))
      for (const std::int64_t number : *numbers)
        out.push_back({static_cast<std::uint64_t>(number)});
    return true;
  }
};

template <>
struct Codec<std::vector<std::string>> {
  static constexpr FieldType kType = FieldType::texts;
  static Value encode(const std::vector<std::string>& v) { return v.empty() ? Value{} : Value{v}; }
  static bool decode(const Value& v, std::vector<std::string>& out) {
    if (const auto* texts = std::get_if<std::vector<std::string>>(&v)) out = *texts;
    return true;
  }
};

template <>
struct Codec<SealedText> {
  static constexpr FieldType kType = FieldType::sealed;
  static Value encode(const SealedText& v) {
    return v.ciphertext.empty() ? Value{} : Value{v.ciphertext};
  }
  static bool decode(const Value& v, SealedText& out) {
    if (const auto* bytes = std::get_if<base::Bytes>(&v)) out.ciphertext = *bytes;
    return true;
  }
};

template <typename E>
  requires std::is_enum_v<E>
struct Codec<E> {
  static constexpr FieldType kType = FieldType::choice;
  static Value encode(E v) { return std::string(word(v)); }
  static bool decode(const Value& v, E& out) {
    const auto* text = std::get_if<std::string>(&v);
    if (text == nullptr) return true;
    for (std::size_t i = 0; i < std::size(Words<E>::kWords); ++i) {
      if (Words<E>::kWords[i] != *text) continue;
      out = static_cast<E>(i);
      return true;
    }
    return false;
  }
};

template <typename T, typename M>
FieldSchema schema_of_field(const Field<T, M>& f) {
  FieldSchema schema{f.number, f.name, f.help, Codec<M>::kType, f.need == Need::required, {}, {}};
  if constexpr (requires { Codec<M>::target(); }) schema.target = Codec<M>::target();
  if constexpr (std::is_enum_v<M>) schema.choices = Words<M>::kWords;
  return schema;
}

base::Error unreadable_field(std::string_view kind, std::string_view field);

}  // namespace detail

template <typename T>
std::vector<Value> to_values(const T& entity) {
  std::vector<Value> values;
  Kind<T>::fields.each([&]<typename M>(const Field<T, M>& f) {
    values.push_back(detail::Codec<M>::encode(entity.*f.member));
  });
  return values;
}

template <typename T>
base::Result<T> from_values(const std::vector<Value>& values) {
  T entity{};
  std::string_view bad;
  std::size_t i = 0;
  Kind<T>::fields.each([&]<typename M>(const Field<T, M>& f) {
    if (i < values.size() && !detail::Codec<M>::decode(values[i], entity.*f.member)) bad = f.name;
    ++i;
  });
  if (!bad.empty()) return base::fail(detail::unreadable_field(Kind<T>::info.name, bad));
  return entity;
}

/// The schema of a kind, built once; safe to keep the pointer.
template <typename T>
const KindSchema& schema_of() {
  static const KindSchema schema = [] {
    KindSchema made{Kind<T>::info, {}};
    Kind<T>::fields.each([&](const auto& f) { made.fields.push_back(detail::schema_of_field(f)); });
    if constexpr (requires(const T& t) { Kind<T>::check(t); }) {
      made.check = [](const Row& row) -> base::Result<void> {
        return Kind<T>::check(REDRESS_TRY(from_values<T>(row.values)));
      };
    }
    if constexpr (requires(ActBody& body) { Kind<T>::upcast(std::uint16_t{}, body); })
      made.upcast = &Kind<T>::upcast;
    if constexpr (requires(T& t) { Kind<T>::complete(t); }) {
      made.complete = [](Row& row) -> base::Result<void> {
        T entity = REDRESS_TRY(from_values<T>(row.values));
        REDRESS_TRY(Kind<T>::complete(entity));
        row.values = to_values(entity);
        return {};
      };
    }
    return made;
  }();
  return schema;
}

// What the declaration of a kind makes is compiled once, where its room defines it, and only named in the
// files that use it: REDRESS_DECLARE_KIND beside the declaration, REDRESS_DEFINE_KIND in one .cpp, both
// in this namespace.
#define REDRESS_DECLARE_KIND(K)                              \
  extern template const KindSchema& schema_of<K>();          \
  extern template std::vector<Value> to_values<K>(const K&); \
  extern template base::Result<K> from_values<K>(const std::vector<Value>&)
#define REDRESS_DEFINE_KIND(K)                        \
  template const KindSchema& schema_of<K>();          \
  template std::vector<Value> to_values<K>(const K&); \
  template base::Result<K> from_values<K>(const std::vector<Value>&)

}  // namespace redress::docket
