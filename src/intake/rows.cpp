#include "intake/rows.hpp"

#include <algorithm>

#include "docket/records_comms.hpp"
#include "intake/columns.hpp"

namespace redress::intake {

using base::Result;

docket::Columns& Rows::columns_of(const docket::RecordSchema& schema) {
  if (last_schema_ == &schema) return columns_[last_];
  const auto at = std::ranges::find_if(
      columns_, [&](const docket::Columns& one) { return &one.schema() == &schema; });
  last_ = static_cast<std::size_t>(at - columns_.begin());
  if (at == columns_.end()) columns_.emplace_back(schema);
  last_schema_ = &schema;
  return columns_[last_];
}

Result<void> Rows::refuse(const Refusal& refusal) {
  ++read_;
  ++refused_;
  return taker_->refuse(refusal);
}

Result<void> Rows::too_long(const docket::Columns& alone, std::string_view column,
                            std::size_t bytes) {
  ++refused_;
  std::string where = place_of(alone, 0);
  if (where.empty()) where = "record " + std::to_string(read_);
  const std::string found = std::to_string(bytes) + " bytes in " + std::string(column);
  return taker_->refuse({.where = where,
                         .reason = "too-long",
                         .found = found,
                         .expected = "at most 1,048,576 bytes in one field"});
}

void Rows::remark(Remark remark) {
  const auto same = [&](const Remark& one) {
    return one.code == remark.code && one.text == remark.text;
  };
  if (std::ranges::any_of(remarks_, same)) return;
  const auto of_code = std::ranges::count(remarks_, remark.code, &Remark::code);
  if (static_cast<std::size_t>(of_code) > kMostRemarks) return;
  if (static_cast<std::size_t>(of_code) == kMostRemarks)
    remark.text = "more of this sort follow, and are not told one by one";
  remarks_.push_back(std::move(remark));
}

Result<void> Rows::finish() {
  // Messages first: whose copy a conversation is tells of the files in it too.
  const docket::RecordSchema* const messages = &docket::record_schema_of<docket::Message>();
  for (const bool of_messages : {true, false})
    for (docket::Columns& one : columns_)
      if (one.rows() > 0 && (&one.schema() == messages) == of_messages)
        REDRESS_TRY(taker_->take(one));
  return {};
}

}  // namespace redress::intake
