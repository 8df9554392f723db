// One object of a CASE/UCO graph as a flat list of facts, whatever prefixes and wrappers JSON-LD
// puts around them.
//
// Promises: names are local ("MessageFacet" of "uco-observable:MessageFacet" or of its full IRI); a
// value with "@value" is the value, one with "@id" alone is a reference; lists give one fact each.
// Views live until the next parse.
// Cost: as simdjson's on-demand walk, once.
// Memory: at most kMostFacts facts and the parser's buffers.
// Bad input: what is no sound JSON object, or nests too deep, gives false and what was wrong.
// Source: CASE 1.3 and UCO 1.3 (JSON-LD 1.1); contexts are not fetched.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redress::intake {

struct CaseFact {
  std::size_t facet = 0;  ///< 0: of the object itself
  std::string_view property;
  std::string_view value;
  bool reference = false;  ///< `value` is the id of another object
};

struct CaseType {
  std::size_t facet = 0;  ///< 0: of the object itself
  std::string_view name;  ///< local
};

struct CaseObject {
  std::string_view id;
  std::size_t facets = 0;
  std::vector<CaseType> types;  ///< those of a facet before those of the next
  std::vector<CaseFact> facts;

  bool is(std::string_view type) const;
  /// The first type of the object itself; empty: none.
  std::string_view own_type() const;
  /// The first facet of a type; 0: there is none.
  std::size_t facet_of(std::string_view type) const;
  /// The first value of a property of a facet; empty: none.
  std::string_view first(std::size_t facet, std::string_view property) const;
  /// The same of whichever facet has it.
  std::string_view any(std::string_view property) const;
};

class CaseParser {
 public:
  static constexpr std::size_t kMostFacts = 65'536;
  static constexpr std::size_t kMostFacets = 1024;
  static constexpr int kDeepest = 16;

  CaseParser();
  ~CaseParser();
  CaseParser(const CaseParser&) = delete;
  CaseParser& operator=(const CaseParser&) = delete;

  /// `text` has JsonElements::kPadding bytes behind it that may be read.
  bool parse(std::string_view text, CaseObject& out);
  std::string_view problem() const { return problem_; }

 private:
  struct Simd;
  struct Walk;
  std::unique_ptr<Simd> simd_;
  std::string_view problem_;
};

/// What stands behind the last ':', '/' or '#'.
std::string_view local_name(std::string_view name);

}  // namespace redress::intake
