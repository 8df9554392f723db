#include "intake/case_uco_object.hpp"

#include <simdjson.h>

#include <algorithm>

#include "base/short_bytes.hpp"
#include "intake/json_get.hpp"
#include "intake/json_stream.hpp"

namespace redress::intake {

namespace od = simdjson::ondemand;
using simdjson::error_code;

std::string_view local_name(std::string_view name) {
  std::size_t at = name.size();
  while (at > 0 && name[at - 1] != ':' && name[at - 1] != '/' && name[at - 1] != '#') --at;
  return name.substr(at);
}

bool CaseObject::is(std::string_view type) const {
  return std::ranges::any_of(
      types, [&](const CaseType& each) { return each.facet == 0 && each.name == type; });
}

std::string_view CaseObject::own_type() const {
  const auto own = std::ranges::find(types, std::size_t{0}, &CaseType::facet);
  return own == types.end() ? std::string_view{} : own->name;
}

std::size_t CaseObject::facet_of(std::string_view type) const {
  for (const CaseType& each : types)
    if (each.facet > 0 && base::same_text(each.name, type)) return each.facet;
  return 0;
}

std::string_view CaseObject::first(std::size_t facet, std::string_view property) const {
  for (const CaseFact& fact : facts)
    if (fact.facet == facet && base::same_text(fact.property, property)) return fact.value;
  return {};
}

std::string_view CaseObject::any(std::string_view property) const {
  for (const CaseFact& fact : facts)
    if (base::same_text(fact.property, property)) return fact.value;
  return {};
}

struct CaseParser::Simd {
  od::parser parser;
  od::document document;
};

/// Walks over one object.
struct CaseParser::Walk {
  CaseObject* out;

  error_code add(std::size_t facet, std::string_view property, std::string_view value,
                 bool reference) const {
    if (value.empty()) return simdjson::SUCCESS;
    if (out->facts.size() >= kMostFacts) return simdjson::CAPACITY;
    out->facts.push_back({facet, property, value, reference});
    return simdjson::SUCCESS;
  }

  error_code types(std::size_t facet, od::value& value) const {
    return json_values(value, [&](od::value& one) {
      const std::string_view type = local_name(json_string(one));
      if (!type.empty()) out->types.push_back({facet, type});
      return simdjson::SUCCESS;
    });
  }

  static std::string_view scalar(od::value& value) {
    const std::string_view written = json_written(value);
    bool flag = false;
    if (!written.empty() || value.get_bool().get(flag)) return written;
    return flag ? "true" : "false";
  }

  /// A value behind a property: plain, wrapped, a reference, or an object of its own.
  error_code value(std::size_t facet, std::string_view property, od::value& value,
                   int depth) const {
    if (depth > kDeepest) return simdjson::DEPTH_ERROR;
    return json_values(value, [&](od::value& one) {
      const std::string_view written = json_written(one);
      if (!written.empty()) return add(facet, property, written, false);
      od::array again;
      if (!one.get_array().get(again)) return simdjson::SUCCESS;
      od::object object;
      if (one.get_object().get(object)) return add(facet, property, scalar(one), false);
      return json_fields(object, [&](std::string_view key, od::value& inner) {
        if (key == "@value") return add(facet, property, scalar(inner), false);
        if (key == "@id") return add(facet, property, json_string(inner), true);
        if (key.starts_with("@")) return simdjson::SUCCESS;
        return this->value(facet, local_name(key), inner, depth + 1);
      });
    });
  }

  error_code facet(od::value& value) const {
    return json_values(value, [&](od::value& one) {
      od::object object;
      if (one.get_object().get(object)) return simdjson::SUCCESS;
      if (out->facets >= kMostFacets) return simdjson::CAPACITY;
      const std::size_t at = ++out->facets;
      return json_fields(object, [&](std::string_view key, od::value& inner) {
        if (key == "@type") return types(at, inner);
        if (key.starts_with("@")) return simdjson::SUCCESS;
        return this->value(at, local_name(key), inner, 0);
      });
    });
  }

  error_code object(od::object& top) const {
    return json_fields(top, [&](std::string_view key, od::value& inner) {
      if (key == "@id") {
        out->id = json_string(inner);
        return simdjson::SUCCESS;
      }
      if (key == "@type") return types(0, inner);
      if (key.starts_with("@")) return simdjson::SUCCESS;
      const std::string_view name = local_name(key);
      if (name == "hasFacet" || name == "facets") return facet(inner);
      return value(0, name, inner, 0);
    });
  }
};

CaseParser::CaseParser() : simd_(std::make_unique<Simd>()) {}
CaseParser::~CaseParser() = default;

bool CaseParser::parse(std::string_view text, CaseObject& out) {
  out.id = {};
  out.facets = 0;
  out.facts.clear();
  out.types.clear();
  error_code error =
      simd_->parser.iterate(text.data(), text.size(), text.size() + JsonElements::kPadding)
          .get(simd_->document);
  od::object top;
  if (!error) error = simd_->document.get_object().get(top);
  if (!error) error = Walk{&out}.object(top);
  problem_ = error ? std::string_view(simdjson::error_message(error)) : std::string_view{};
  return !error;
}

}  // namespace redress::intake
