// Reader camt: account statements of ISO 20022. See docs/readers/camt.md.
#include <expat.h>

#include "base/text.hpp"
#include "intake/all_readers.hpp"
#include "intake/camt_visitor.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr XmlLimits kLimits{.depth = 60, .text = 2U << 20U, .token = 1U << 20U, .names = 2'000};

std::string tools() { return XML_ExpatVersion(); }

Likeness recognise(const Sample& sample) {
  if (sample.text.find('<') == std::string::npos) return {};
  for (const std::string_view message : {"camt.052", "camt.053", "camt.054"}) {
    const std::string space = "iso:std:iso:20022:tech:xsd:" + std::string(message);
    if (sample.text.find(space) != std::string::npos)
      return {Sure::yes, "has the namespace of " + std::string(message)};
  }
  for (const std::string_view name :
       {"<BkToCstmrStmt", "<BkToCstmrAcctRpt", "<BkToCstmrDbtCdtNtfctn"})
    if (sample.text.find(name) != std::string::npos)
      return {Sure::yes, "has the element " + std::string(name.substr(1))};
  return {};
}

Error no_statement(const camt::Visitor& visitor) {
  return Error(ErrorKind::bad_input, "this is no account statement of ISO 20022")
      .found(visitor.root().empty() ? "no element"
                                    : "the element " + base::in_quotes(visitor.root()))
      .expected("BkToCstmrStmt, BkToCstmrAcctRpt or BkToCstmrDbtCdtNtfctn in a Document");
}

void last_remarks(const camt::Visitor& visitor, const Clocks& clocks, Rows& rows) {
  if (clocks.lacked_zone()) rows.remark(no_zone_remark());
  if (visitor.statements() == 0)
    rows.remark({.code = "empty", .text = "No statement stands in the file.", .grave = true});
  if (const std::uint64_t count = visitor.entries().unsplit(); count > 0)
    rows.remark({.code = "batch",
                 .text = std::to_string(count) +
                         " entries have several transactions whose amounts do not come to that of "
                         "the entry: each is one row with the texts of its transactions."});
  if (const std::uint64_t count = visitor.entries().too_many(); count > 0)
    rows.remark(
        {.code = "batch-too-large",
         .text = std::to_string(count) +
                 " entries have more transactions than can be held: the rest of them stands in "
                 "the exhibit only.",
         .grave = true});
}

Result<void> read(Reading& reading) {
  Clocks clocks = REDRESS_TRY(Clocks::of(reading.declared.zone));
  camt::Visitor visitor(reading, clocks);
  XmlReader xml(reading.input, visitor, kLimits);
  visitor.reads_with(xml);
  auto done = xml.run([&](std::uint64_t offset) { return reading.rows.passed(offset); });
  if (!visitor.met()) {
    if (!done) return done;
    return base::fail(no_statement(visitor));
  }
  if (!done) {
    if (!xml.broken()) return done;
    REDRESS_TRY(refuse_rest(reading.rows, xml, done.error(), visitor.where()));
  }
  last_remarks(visitor, clocks, reading.rows);
  return {};
}

}  // namespace

const Reader& camt_reader() {
  static const Reader kReader{
      .name = "camt",
      .version = "2",
      .help =
          "account statements, reports and notifications of ISO 20022 (camt.053, .052, .054, "
          "versions 1 to 13)",
      .kinds = "transfer, balance",
      .memory = 96U << 20U,
      .tools = tools,
      .recognise = recognise,
      .read = read,
  };
  return kReader;
}

}  // namespace redress::intake
