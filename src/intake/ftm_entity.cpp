#include "intake/ftm_entity.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

#include "base/short_bytes.hpp"
#include "intake/input.hpp"
#include "intake/json_get.hpp"

namespace redress::intake {

namespace od = simdjson::ondemand;
using simdjson::error_code;

constexpr std::size_t kPadding = ByteStream::kPadding;
static_assert(kPadding >= simdjson::SIMDJSON_PADDING);

std::string_view FtmEntity::first(std::string_view property) const {
  for (const FtmValue& each : values)
    if (base::same_text(each.property, property)) return each.value;
  return {};
}

std::size_t FtmEntity::count(std::string_view property) const {
  return static_cast<std::size_t>(std::ranges::count(values, property, &FtmValue::property));
}

void FtmEntity::clear() {
  id = canonical = schema = first_seen = last_seen = {};
  datasets.clear();
  values.clear();
}

struct FtmParser::Simd {
  od::parser parser;
  od::document document;
  std::vector<char> line;

  /// A line with bytes behind it that may be read.
  std::string_view with_padding(std::string_view text) {
    if (line.size() < text.size() + kPadding) line.resize(text.size() + kPadding);
    std::memcpy(line.data(), text.data(), text.size());
    // Nothing of a longer line before it is read where this one is broken.
    std::memset(line.data() + text.size(), 0, kPadding);
    return {line.data(), text.size()};
  }
};

/// Walks over the fields of one line.
struct FtmParser::Walk {
  FtmParser* to;

  FtmEntity& at(std::size_t i) const { return to->entities_[i]; }

  std::size_t fresh() const {
    if (to->count_ == to->entities_.size()) to->entities_.emplace_back();
    to->entities_[to->count_].clear();
    return to->count_++;
  }

  error_code property(std::size_t entity, std::string_view name, od::value& values,
                      int depth) const {
    return json_values(values, [&](od::value& value) {
      const std::string_view written = json_written(value);
      if (!written.empty()) at(entity).values.push_back({name, written});
      od::object inner;
      if (!written.empty() || value.get_object().get(inner)) return simdjson::SUCCESS;
      if (depth >= kDeepest || to->count_ >= kMostNested) return simdjson::DEPTH_ERROR;
      const std::size_t nested = fresh();
      if (const error_code error = object(nested, inner, depth + 1)) return error;
      if (!at(nested).id.empty()) at(entity).values.push_back({name, at(nested).id});
      return simdjson::SUCCESS;
    });
  }

  error_code object(std::size_t entity, od::object& fields, int depth) const {
    return json_fields(fields, [&](std::string_view key, od::value& value) {
      if (key == "properties") {
        od::object properties;
        if (value.get_object().get(properties)) return simdjson::SUCCESS;
        return json_fields(properties, [&](std::string_view name, od::value& values) {
          return property(entity, name, values, depth);
        });
      }
      return field(entity, key, value);
    });
  }

  error_code field(std::size_t i, std::string_view key, od::value& value) const {
    FtmEntity& entity = at(i);
    FtmStatement& s = to->statement_;
    if (key == "datasets")
      return json_values(value, [&](od::value& one) {
        if (!entity.datasets.empty()) entity.datasets += '\n';
        entity.datasets += json_string(one);
        return simdjson::SUCCESS;
      });
    if (key == "external") {
      bool said = false;
      if (!value.get_bool().get(said)) s.external = said;
      return simdjson::SUCCESS;
    }
    static constexpr JsonNames<12> kNames({"id", "canonical_id", "schema", "first_seen",
                                           "last_seen", "entity_id", "prop", "value", "dataset",
                                           "lang", "original_value", "origin"});
    std::string_view* const known[] = {&entity.id,         &entity.canonical, &entity.schema,
                                       &entity.first_seen, &entity.last_seen, &s.entity,
                                       &s.property,        &s.value,          &s.dataset,
                                       &s.language,        &s.original,       &s.origin};
    if (const std::size_t at = kNames.find(key); at < std::size(known))
      *known[at] = json_written(value);
    return simdjson::SUCCESS;
  }
};

FtmParser::FtmParser() : simd_(std::make_unique<Simd>()) {}
FtmParser::~FtmParser() = default;

FtmParser::Sort FtmParser::parse(std::string_view line, bool padded) {
  count_ = 0;
  statement_ = {};
  problem_ = {};
  if (!padded) line = simd_->with_padding(line);
  error_code error =
      simd_->parser.iterate(line.data(), line.size(), line.size() + kPadding).get(simd_->document);
  od::object fields;
  if (!error) error = simd_->document.get_object().get(fields);
  const Walk walk{this};
  const std::size_t first = walk.fresh();
  if (!error) error = walk.object(first, fields, 0);
  const char* behind = nullptr;
  if (!error && !simd_->document.current_location().get(behind)) error = simdjson::TRAILING_CONTENT;
  if (error) {
    problem_ = simdjson::error_message(error);
    return Sort::none;
  }
  const FtmEntity& entity = entities_[first];
  if (!statement_.property.empty() && !statement_.entity.empty()) {
    statement_.id = entity.id;
    statement_.canonical = entity.canonical.empty() ? statement_.entity : entity.canonical;
    statement_.schema = entity.schema;
    statement_.first_seen = entity.first_seen;
    statement_.last_seen = entity.last_seen;
    return Sort::statement;
  }
  if (entity.id.empty() || entity.schema.empty()) {
    problem_ = R"(no "id" and "schema", nor "entity_id" and "prop")";
    return Sort::none;
  }
  for (std::size_t i = 0; i < count_; ++i)
    if (entities_[i].canonical.empty()) entities_[i].canonical = entities_[i].id;
  return Sort::entity;
}

}  // namespace redress::intake
