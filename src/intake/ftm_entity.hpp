// One line of FollowTheMoney JSON: an entity with its properties, or one statement of an entity.
//
// Promises: every value of every property as it stands, with the entity it belongs to; entities
// nested in a value come behind the one that holds them, and their id stands in its place. Views
// live until the next parse.
// Cost: as simdjson's on-demand walk, once.
// Memory: a copy of the line and the parser's buffers.
// Bad input: what is no JSON object, or has no id and schema, gives false and what was wrong.
// Source: FollowTheMoney 4.5 (entity proxies and statements as its exports write them).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redress::intake {

struct FtmValue {
  std::string_view property;
  std::string_view value;
};

struct FtmEntity {
  std::string_view id;
  std::string_view canonical;  ///< equal to `id` where nothing else is said
  std::string_view schema;
  std::string_view first_seen;
  std::string_view last_seen;
  std::string datasets;  ///< one a line
  std::vector<FtmValue> values;

  /// The first value of a property; empty: it has none.
  std::string_view first(std::string_view property) const;
  std::size_t count(std::string_view property) const;
  void clear();
};

/// One value with where it comes from.
struct FtmStatement {
  std::string_view id;
  std::string_view canonical;
  std::string_view entity;
  std::string_view property;
  std::string_view schema;
  std::string_view value;
  std::string_view dataset;
  std::string_view language;
  std::string_view original;
  std::string_view origin;
  std::string_view first_seen;
  std::string_view last_seen;
  bool external = false;
};

class FtmParser {
 public:
  static constexpr std::size_t kMostNested = 256;  ///< entities in one line
  static constexpr int kDeepest = 8;

  FtmParser();
  ~FtmParser();
  FtmParser(const FtmParser&) = delete;
  FtmParser& operator=(const FtmParser&) = delete;

  enum class Sort : std::uint8_t { none, entity, statement };
  /// `padded`: as LineReader says it of its lines; else it is copied.
  Sort parse(std::string_view line, bool padded = false);
  /// The entity of the line first, then those nested in it.
  std::size_t entities() const { return count_; }
  const FtmEntity& entity(std::size_t i) const { return entities_[i]; }
  const FtmStatement& statement() const { return statement_; }
  std::string_view problem() const { return problem_; }

 private:
  struct Simd;
  struct Walk;
  std::unique_ptr<Simd> simd_;
  std::vector<FtmEntity> entities_;  ///< reused; the first `count_` are of this line
  std::size_t count_ = 0;
  FtmStatement statement_;
  std::string_view problem_;
};

}  // namespace redress::intake
