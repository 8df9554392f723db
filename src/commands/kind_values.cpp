#include "commands/kind_values.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "base/text.hpp"
#include "commands/evidence_guard.hpp"
#include "commands/session.hpp"
#include "proof/check.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::FieldSchema;
using docket::FieldType;
using docket::Value;

std::string option_of(const FieldSchema& field) {
  std::string name(field.name);
  std::ranges::replace(name, '_', '-');
  return name;
}

Error wrong(const FieldSchema& field, const std::string& found, std::string expected) {
  return Error(ErrorKind::bad_input, "--" + option_of(field) + " has the wrong form")
      .found("'" + base::one_line(found) + "'")
      .expected(std::move(expected));
}

Result<std::int64_t> number_of_label(const Shelf& at, const FieldSchema& field,
                                     const std::string& label) {
  const docket::KindSchema* target = at.docket.schema(field.target);
  if (target == nullptr)
    return base::fail(ErrorKind::internal, "a field names a kind that does not exist");
  const auto row = REDRESS_TRY(at.docket.store().labelled(*target, at.in_case.number, label));
  if (!row || at.hidden.contains({target->info.name, row->number}))
    return base::fail(docket::detail::no_such(field.target, base::one_line(label)));
  return static_cast<std::int64_t>(row->number);
}

Result<Value> read_one(const Shelf& at, const FieldSchema& field,
                       const std::vector<std::string>& words) {
  const std::string first = words.empty() ? std::string{} : words.front();
  switch (field.type) {
    case FieldType::text:
    case FieldType::choice: return first.empty() ? Value{} : Value{first};
    case FieldType::flag: return Value{std::int64_t{1}};
    case FieldType::texts: return Value{words};
    case FieldType::reference: return Value{REDRESS_TRY(number_of_label(at, field, first))};
    case FieldType::references: {
      std::vector<std::int64_t> numbers;
      numbers.reserve(words.size());
      for (const std::string& word : words)
        numbers.push_back(REDRESS_TRY(number_of_label(at, field, word)));
      return Value{numbers};
    }
    case FieldType::integer: {
      std::int64_t number = 0;
      const auto [end, code] = std::from_chars(first.data(), first.data() + first.size(), number);
      if (code != std::errc{} || end != first.data() + first.size())
        return base::fail(wrong(field, first, "a whole number"));
      return number == 0 ? Value{} : Value{number};
    }
    case FieldType::date: {
      const auto date = base::PartialDate::parse(first);
      if (!date) return base::fail(wrong(field, first, "a date: 2006-05-12, 2006-05 or 2006"));
      return Value{date->text()};
    }
    case FieldType::digest: {
      const auto digest = base::Digest::parse(first);
      if (!digest) return base::fail(wrong(field, first, "64 hexadecimal digits"));
      return Value{base::Bytes(digest->bytes.begin(), digest->bytes.end())};
    }
    case FieldType::sealed:
      return base::fail(
          Error(ErrorKind::not_allowed, "what stands behind a wall is never given as an argument")
              .fix("'redress party seal-name' asks for it"));
  }
  return Value{};
}

std::string label_of_number(docket::Docket& docket, std::string_view kind, std::int64_t number) {
  const docket::KindSchema* target = docket.schema(kind);
  if (target == nullptr) return "?";
  const auto row = docket.store().row(*target, static_cast<std::uint64_t>(number));
  return row && *row ? docket::detail::label_of(**row) : "?";
}

}  // namespace

std::vector<Parameter> parameters_of(const docket::KindSchema& kind, bool all_optional) {
  std::vector<Parameter> parameters;
  for (const FieldSchema& field : kind.fields) {
    if (field.type == FieldType::sealed) continue;
    const bool many = field.type == FieldType::references || field.type == FieldType::texts;
    std::string help(field.help);
    if (!field.choices.empty()) help += ": " + base::joined(field.choices);
    parameters.push_back({option_of(field),
                          field.type == FieldType::flag ? Shape::flag
                          : many                        ? Shape::list
                                                        : Shape::option,
                          help, field.required && !all_optional});
  }
  return parameters;
}

Result<void> read_fields(const Shelf& at, const docket::KindSchema& kind,
                         const Arguments& arguments, docket::Row& row) {
  row.values.resize(kind.fields.size());
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const std::string name = option_of(kind.fields[i]);
    if (arguments.has(name))
      row.values[i] = REDRESS_TRY(read_one(at, kind.fields[i], arguments.all(name)));
  }
  return {};
}

std::string shown(docket::Docket& docket, const FieldSchema& field, const Value& value) {
  if (field.type == FieldType::sealed) return "(behind a wall)";
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    if (field.type == FieldType::flag) return *number != 0 ? "yes" : "no";
    return field.target.empty() ? std::to_string(*number)
                                : label_of_number(docket, field.target, *number);
  }
  if (const auto* text = std::get_if<std::string>(&value)) return base::one_line(*text);
  if (const auto* bytes = std::get_if<base::Bytes>(&value)) return base::to_hex(*bytes);
  std::vector<std::string> parts;
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&value))
    for (const std::int64_t number : *numbers)
      parts.push_back(label_of_number(docket, field.target, number));
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
    for (const std::string& text : *texts) parts.push_back(base::one_line(text));
  return base::joined(parts);
}

namespace {

/// What does not fit in a case as it stands now, entered and not yet committed acts included.
Result<std::vector<Error>> faults_of(Session& session, docket::CaseRef in_case) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  const law::Library* library = REDRESS_TRY(session.library());
  const proof::CaseView view = REDRESS_TRY(proof::load(*open, in_case));
  std::vector<Error> faults;
  for (std::string& one : proof::against_survivors(view))
    faults.emplace_back(ErrorKind::not_allowed, std::move(one));
  std::vector<Error> checked = proof::check(view, *library);
  // A fault names the thing that it is in, and what that refers to; nothing open refers to hidden matter.
  const HiddenActs hidden = REDRESS_TRY(HiddenActs::of(session, in_case));
  std::erase_if(checked, [&](const Error& one) { return hidden.names(one.text()); });
  std::ranges::move(checked, std::back_inserter(faults));
  return faults;
}

std::vector<Error> added(std::vector<Error> after, const std::vector<Error>& before) {
  std::erase_if(after, [&](const Error& one) {
    return std::ranges::any_of(before, [&](const Error& old) { return old.text() == one.text(); });
  });
  return after;
}

}  // namespace

Result<Changed> change(Session& session, docket::CaseRef in_case, Weight weight,
                       const Change& make) {
  docket::Docket* open = REDRESS_TRY(session.docket());
  std::vector<Error> after;
  {
    docket::Acts acts = REDRESS_TRY(open->begin());
    const std::uint64_t number = REDRESS_TRY(make(acts));
    after = REDRESS_TRY(faults_of(session, in_case));
    if (after.empty()) {
      REDRESS_TRY(acts.commit());
      return Changed{number, {}};
    }
  }
  std::vector<Error> faults = added(std::move(after), REDRESS_TRY(faults_of(session, in_case)));
  if (!faults.empty() && weight == Weight::checked) return base::fail(std::move(faults.front()));
  docket::Acts acts = REDRESS_TRY(open->begin());
  Changed changed{REDRESS_TRY(make(acts)), {}};
  REDRESS_TRY(acts.commit());
  for (const Error& fault : faults) changed.to_put_right.push_back(fault.text());
  return changed;
}

}  // namespace redress::commands
