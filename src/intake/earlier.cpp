#include "intake/earlier.hpp"

#include "docket/segment_records.hpp"
#include "docket/staging_manifest.hpp"
#include "intake/columns.hpp"

namespace redress::intake {

using base::Result;
using docket::Columns;
using docket::Import;
using docket::Kept;
using docket::RecordSchema;

namespace {

/// The columns that are compared: not those that say where a row stands.
docket::ScanQuery compared(const RecordSchema& schema) {
  docket::ScanQuery query;
  for (std::size_t i = 0; i < schema.columns.size(); ++i)
    if (!schema.columns[i].options.locates) query.columns.push_back(i);
  return query;
}

}  // namespace

Result<void> EarlierRows::catch_up(const RecordSchema& schema) {
  const std::uint64_t now = REDRESS_TRY(docket_->acts());
  if (now != acts_) {
    known_.clear();
    caught_up_.clear();
    own_.clear();
    regimes_.clear();
    bulk_.reset();
    acts_ = now;
  }
  const auto known = caught_up_.find(&schema);
  if (known == caught_up_.end()) {
    REDRESS_TRY(read_all(schema));
  } else {
    REDRESS_TRY(read_own(schema, known->second));
  }
  caught_up_[&schema] = own_.size();
  return {};
}

void EarlierRows::published(Kept<Import> import) {
  acted(1);
  if (import.value.replaces) known_.forget(import.value.replaces.number);
  own_.push_back(std::move(import));
}

Result<void> EarlierRows::read_all(const RecordSchema& schema) {
  ++read_anew_;
  const docket::CaseRecords all =
      REDRESS_TRY(docket::records_of(*docket_, in_case_, schema, rules_));
  for (const docket::ImportedRecords& one : all.imports())
    REDRESS_TRY(take(one.import, one.records));
  return {};
}

Result<void> EarlierRows::read_own(const RecordSchema& schema, std::size_t from) {
  if (from < own_.size() && !bulk_) bulk_ = REDRESS_TRY(docket::Bulk::open(*docket_));
  for (std::size_t i = from; i < own_.size(); ++i) {
    const docket::Manifest manifest =
        REDRESS_TRY(docket::read_manifest(bulk_->folder(), *own_[i].value.manifest));
    const docket::Records records =
        REDRESS_TRY(docket::Records::open(bulk_->folder(), manifest, schema));
    if (records.segments() > 0) REDRESS_TRY(take(own_[i], records));
  }
  return {};
}

Result<std::string> EarlierRows::regime_of(const Import& import) {
  const auto known = regimes_.find(import.authority.number);
  if (known != regimes_.end()) return known->second;
  const auto authority = REDRESS_TRY(docket_->find(import.authority));
  return regimes_.emplace(import.authority.number, authority ? authority->value.regime : "")
      .first->second;
}

Result<void> EarlierRows::take(const Kept<Import>& import, const docket::Records& records) {
  const RecordSchema& schema = records.schema();
  const docket::ScanQuery query = compared(schema);
  Columns rows(schema);
  const std::string regime = REDRESS_TRY(regime_of(import.value));
  const auto visit = [&](const docket::PageView& page) -> Result<void> {
    append_page(query, page, rows);
    known_.add(rows, import.ref.number, import.value.exhibit.number, regime);
    rows.clear();
    return {};
  };
  REDRESS_TRY(records.scan(query, visit));
  return {};
}

}  // namespace redress::intake
