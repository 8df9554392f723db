// Records of documents, of other systems' tables, and what intake itself notes of every record.
#pragma once

#include "docket/record.hpp"

namespace redress::docket {

/// A block of text on a page: what is quoted, with the box in which it stands.
struct TextBlock {
  std::string_view text;
  std::string_view title;
  std::string_view method;
  std::int64_t confidence = kAbsent;
  std::string_view language;
  std::int64_t page = kAbsent;
  std::string_view box;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const TextBlock&) const = default;
};

template <>
struct RecordKind<TextBlock> {
  static constexpr RecordInfo info{
      .name = "text_block",
      .plural = "text blocks",
      .version = 1,
      .locator = "row",
      .help = "a paragraph or block of a document, with page and box",
  };
  static constexpr auto columns = FieldList{
      column(1, "text", &TextBlock::text, "the words", {.searched = true}),
      column(2, "title", &TextBlock::title, "of the document, where it has one",
             {.searched = true}),
      column(3, "method", &TextBlock::method, "text layer, character recognition, markup, text"),
      column(4, "confidence", &TextBlock::confidence,
             "of character recognition, 0 to 100; the machine's own word, not a measure of truth"),
      column(5, "language", &TextBlock::language, "that the recognition was told"),
      column(6, "page", &TextBlock::page, "from 1", {.locates = true}),
      column(7, "box", &TextBlock::box,
             "left, top, right, bottom: points of the page, or pixels of a picture",
             {.locates = true}),
      column(8, "place", &TextBlock::place, "part of the document, where it has parts",
             {.locates = true}),
      column(9, "row", &TextBlock::row, "locator: the block in the document, from 1",
             {.locates = true}),
  };
};

/// One value of one entity of a FollowTheMoney file; other systems' claims, kept as they stand.
struct EntityClaim {
  std::string_view canonical;
  std::string_view entity;
  std::string_view schema;
  std::string_view property;
  std::string_view value;
  std::string_view dataset;
  std::string_view language;
  std::string_view original;
  std::string_view origin;
  std::string_view first_seen;
  std::string_view last_seen;
  bool external = false;
  std::string_view place;
  std::int64_t row = kAbsent;
  std::int64_t offset = kAbsent;
  std::int64_t bytes = kAbsent;
  bool operator==(const EntityClaim&) const = default;
};

template <>
struct RecordKind<EntityClaim> {
  static constexpr RecordInfo info{
      .name = "entity_claim",
      .plural = "entity claims",
      .version = 1,
      .locator = "row",
      .help = "one value of one entity, as another system gives it (FollowTheMoney)",
  };
  static constexpr auto columns = FieldList{
      column(1, "canonical", &EntityClaim::canonical, "id after the other system's merging"),
      column(2, "entity", &EntityClaim::entity, "id of the entity", {.lookup = Lookup::exact}),
      column(3, "schema", &EntityClaim::schema, "Person, Company, Payment ..."),
      column(4, "property", &EntityClaim::property, "which of its properties"),
      column(5, "value", &EntityClaim::value, "the value", {.searched = true}),
      column(6, "dataset", &EntityClaim::dataset, "where the other system had it from"),
      column(7, "language", &EntityClaim::language, "of the value"),
      column(8, "original", &EntityClaim::original, "as it stood before cleaning"),
      column(9, "origin", &EntityClaim::origin, "the other system's note of place"),
      column(10, "first_seen", &EntityClaim::first_seen, "as written"),
      column(11, "last_seen", &EntityClaim::last_seen, "as written"),
      column(12, "external", &EntityClaim::external, "added from outside the other system"),
      column(13, "place", &EntityClaim::place, "what holds the row", {.locates = true}),
      column(14, "row", &EntityClaim::row, "locator: the line, from 1", {.locates = true}),
      column(15, "offset", &EntityClaim::offset, "first byte in the exhibit", {.locates = true}),
      column(16, "bytes", &EntityClaim::bytes, "how many", {.locates = true}),
  };
};

/// One answer of a table of cases of survivors (HTCDS). What says who or where she is, is never here.
struct CaseField {
  std::string_view case_id;
  std::string_view field;
  std::string_view value;
  std::string_view place;
  std::int64_t row = kAbsent;
  bool operator==(const CaseField&) const = default;
};

template <>
struct RecordKind<CaseField> {
  static constexpr RecordInfo info{
      .name = "case_field",
      .plural = "case fields",
      .version = 1,
      .locator = "row",
      .help = "one answer of a table of survivors' cases, without what tells who or where she is",
  };
  static constexpr auto columns = FieldList{
      column(1, "case_id", &CaseField::case_id, "the other system's number, not a name",
             {.lookup = Lookup::exact}),
      column(2, "field", &CaseField::field, "name of the field in the standard"),
      column(3, "value", &CaseField::value, "the answer"),
      column(4, "place", &CaseField::place, "sheet and column", {.locates = true}),
      column(5, "row", &CaseField::row, "locator: the row in its sheet, from 1", {.locates = true}),
  };
};

// ---- what intake notes of every record -----------------------------------------------------------

/// A name, number or address as it stands, noted where it is first met in an import.
struct NamedHere {
  std::string_view sort;
  std::string_view text;
  std::string_view key;
  std::string_view in_kind;
  std::string_view in_column;
  std::int64_t in_ordinal = kAbsent;
  bool operator==(const NamedHere&) const = default;
};

template <>
struct RecordKind<NamedHere> {
  static constexpr RecordInfo info{
      .name = "named",
      .plural = "mentions",
      .version = 1,
      .locator = "in_ordinal",
      .help = "a name, number or address, where it first stands in an import",
      .derived = true,
  };
  static constexpr auto columns = FieldList{
      column(1, "sort", &NamedHere::sort, "person, phone, account, email, address ..."),
      column(2, "text", &NamedHere::text, "as it stands"),
      column(3, "key", &NamedHere::key, "normal form; empty: it has none",
             {.lookup = Lookup::exact}),
      column(4, "in_kind", &NamedHere::in_kind, "kind of the record"),
      column(5, "in_column", &NamedHere::in_column, "its column"),
      column(6, "in_ordinal", &NamedHere::in_ordinal, "locator: the record"),
  };
};

/// A row that stands already, in another exhibit of the case or in an earlier part of this one: counted,
/// and not kept a second time.
struct RepeatedRow {
  std::string_view of_kind;
  std::int64_t of_exhibit = kAbsent;
  std::string_view place;
  std::int64_t first_row = kAbsent;
  std::int64_t last_row = kAbsent;
  std::int64_t rows = kAbsent;
  bool operator==(const RepeatedRow&) const = default;
};

template <>
struct RecordKind<RepeatedRow> {
  static constexpr RecordInfo info{
      .name = "repeated_row",
      .plural = "repeated rows",
      .version = 1,
      .locator = "first_row",
      .help = "rows that were kept already from another exhibit, or from this one",
      .derived = true,
  };
  static constexpr auto columns = FieldList{
      column(1, "of_kind", &RepeatedRow::of_kind, "kind of the records"),
      column(2, "of_exhibit", &RepeatedRow::of_exhibit, "number of the exhibit that has them"),
      column(3, "place", &RepeatedRow::place, "what holds them here", {.locates = true}),
      column(4, "first_row", &RepeatedRow::first_row, "locator: the first of them here",
             {.locates = true}),
      column(5, "last_row", &RepeatedRow::last_row, "the last", {.locates = true}),
      column(6, "rows", &RepeatedRow::rows, "how many"),
  };
};

}  // namespace redress::docket
