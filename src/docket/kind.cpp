#include "docket/kind.hpp"

#include "base/text.hpp"

namespace redress::docket {

std::string_view name_of(Disclosure disclosure) {
  switch (disclosure) {
    case Disclosure::outside_material: return "outside material";
    case Disclosure::statement_of_person: return "statement of a person";
    case Disclosure::impeachment_or_benefit: return "impeachment or benefit";
    case Disclosure::privileged_third_party: return "third-party privileged";
    case Disclosure::work_product: return "work product";
    case Disclosure::housekeeping: return "housekeeping";
  }
  return "work product";
}

std::string_view name_of(FieldType type) {
  switch (type) {
    case FieldType::text: return "text";
    case FieldType::integer: return "whole number";
    case FieldType::flag: return "yes or no";
    case FieldType::date: return "date";
    case FieldType::choice: return "choice";
    case FieldType::digest: return "SHA-256";
    case FieldType::reference: return "reference";
    case FieldType::references: return "references";
    case FieldType::texts: return "texts";
    case FieldType::sealed: return "sealed";
  }
  return "text";
}

std::optional<std::size_t> KindSchema::index_of(std::string_view field) const {
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == field) return i;
  return std::nullopt;
}

base::Result<void> check_period(const std::optional<base::PartialDate>& from,
                                const std::optional<base::PartialDate>& until) {
  if (!from || !until || !until->certainly_before(*from)) return {};
  return base::fail(base::Error(base::ErrorKind::bad_input, "it ends before it begins")
                        .found(from->text() + " to " + until->text())
                        .expected("'from' on or before 'until'"));
}

namespace detail {

base::Error unreadable_field(std::string_view kind, std::string_view field) {
  return base::Error(base::ErrorKind::bad_input, "field '" + std::string(field) + "' of " +
                                                     base::with_article(kind) +
                                                     " can not be read as what it should be");
}

}  // namespace detail
}  // namespace redress::docket
