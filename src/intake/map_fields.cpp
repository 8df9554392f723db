#include "intake/map_fields.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"
#include "docket/records_work.hpp"
#include "intake/rows.hpp"

namespace redress::intake {
namespace {

template <typename T>
base::Result<void> keep_as(Rows& rows, const Lanes& lanes) {
  return rows.keep(docket::record_from<T>([&](std::size_t lane) { return lanes.numbers[lane]; },
                                          [&](std::size_t lane) { return lanes.texts[lane]; }));
}

struct PartSpec {
  std::string_view name;
  FieldPart part;
  std::string_view help;
};

constexpr std::array kTimeParts = {
    PartSpec{"date", FieldPart::date, "day, with or without a clock behind it"},
    PartSpec{"time", FieldPart::time, "clock, where it has a column of its own"},
    PartSpec{"unix", FieldPart::unix_s, "seconds since 1970, UTC"},
    PartSpec{"unix_ms", FieldPart::unix_ms, "milliseconds since 1970, UTC"},
    PartSpec{"offset", FieldPart::offset, "offset of the clock in this row: +02:00"},
};
constexpr std::array kAmountParts = {
    PartSpec{"amount", FieldPart::amount, "signed, or unsigned with `sign`"},
    PartSpec{"debit", FieldPart::debit, "money that left"},
    PartSpec{"credit", FieldPart::credit, "money that came"},
    PartSpec{"sign", FieldPart::sign, "of the amount: +, -, C, D ..."},
};
constexpr std::array kChargeParts = {
    PartSpec{"amount", FieldPart::amount, "positive: more is said to be owed"},
    PartSpec{"charged", FieldPart::debit, "what is demanded"},
    PartSpec{"paid", FieldPart::credit, "what was paid off"},
    PartSpec{"sign", FieldPart::sign, "of the amount"},
};
constexpr std::array kWalletParts = {
    PartSpec{"units", FieldPart::units, "base units, whole"},
    PartSpec{"value", FieldPart::value, "whole coins or tokens with decimals"},
    PartSpec{"value_in", FieldPart::value_in, "what came to the wallet of the export"},
    PartSpec{"value_out", FieldPart::value_out, "what left it"},
    PartSpec{"fee", FieldPart::fee, "in whole coins of the chain, with decimals"},
};
constexpr std::array kShiftParts = {
    PartSpec{"begins", FieldPart::begins, "clock, or day and clock"},
    PartSpec{"ends", FieldPart::ends, "clock, or day and clock"},
    PartSpec{"hours", FieldPart::hours, "worked: 7,5 or 7:30"},
};
constexpr std::array kCallParts = {
    PartSpec{"served", FieldPart::served,
             "the telephone that the row is of; who called, the direction says"},
    PartSpec{"other", FieldPart::peer, "the other side of it"},
};
constexpr std::array kJourneyParts = {
    PartSpec{"departs", FieldPart::begins, "clock, or day and clock"},
    PartSpec{"arrives", FieldPart::ends, "clock, or day and clock"},
};

/// A column of numbers that tables write in another form than the record has.
struct Renamed {
  std::string_view column;
  std::string_view name;
  FieldSort sort;
};
constexpr std::array kRenamed = {
    Renamed{"duration_s", "duration", FieldSort::duration},
    Renamed{"hours_hundredths", "hours", FieldSort::hundredths},
    Renamed{"hours_per_week_hundredths", "hours_per_week", FieldSort::hundredths},
    Renamed{"minutes", "minutes", FieldSort::minutes},
    Renamed{"break_minutes", "break_minutes", FieldSort::minutes},
};

FieldSort sort_of(const docket::ColumnSchema& column) {
  switch (column.type) {
    case docket::ColumnType::text: return column.options.many ? FieldSort::texts : FieldSort::text;
    case docket::ColumnType::integer: return FieldSort::integer;
    case docket::ColumnType::money: return FieldSort::money;
    case docket::ColumnType::date: return FieldSort::day;
    case docket::ColumnType::flag: return FieldSort::flag;
    case docket::ColumnType::instant: break;
  }
  return FieldSort::text;
}

struct Shape {
  bool clock = false;                    ///< date, time, unix, offset
  std::vector<std::string_view> hidden;  ///< columns that parts fill
  std::vector<PartSpec> parts;
  std::vector<std::vector<std::string_view>> needed;
};

template <typename Parts>
void append(std::vector<PartSpec>& out, const Parts& parts) {
  out.insert(out.end(), parts.begin(), parts.end());
}

FieldSpec plain_field(const docket::RecordSchema& schema, const docket::ColumnSchema& column) {
  FieldSpec field{.name = column.name,
                  .sort = sort_of(column),
                  .part = FieldPart::count,
                  .lane = column.lane,
                  .currency_lane = 0,
                  .help = column.help};
  for (const Renamed& one : kRenamed)
    if (one.column == column.name) {
      field.name = one.name;
      field.sort = one.sort;
    }
  if (field.sort == FieldSort::money)
    field.currency_lane = schema.columns[*schema.index_of(column.currency)].lane;
  return field;
}

template <typename T>
KindSpec kind_of(Shape shape) {
  const docket::RecordSchema& schema = docket::record_schema_of<T>();
  KindSpec kind{.name = schema.info.name,
                .schema = &schema,
                .keep = &keep_as<T>,
                .fields = {},
                .needed = std::move(shape.needed)};
  if (shape.clock) append(shape.parts, kTimeParts);
  for (const PartSpec& part : shape.parts)
    kind.fields.push_back({.name = part.name,
                           .sort = FieldSort::part,
                           .part = part.part,
                           .lane = 0,
                           .currency_lane = 0,
                           .help = part.help});
  for (const docket::ColumnSchema& column : schema.columns) {
    if (column.options.locates || column.type == docket::ColumnType::instant) continue;
    if (std::ranges::count(shape.hidden, column.name) > 0) continue;
    const FieldSpec field = plain_field(schema, column);
    if (kind.field(field.name) == nullptr) kind.fields.push_back(field);
  }
  return kind;
}

template <typename Parts>
std::vector<PartSpec> listed(const Parts& parts) {
  return {parts.begin(), parts.end()};
}

std::vector<KindSpec> made_kinds() {
  using namespace docket;
  std::vector<KindSpec> kinds;
  kinds.push_back(
      kind_of<Transfer>({.clock = true,
                         .hidden = {"booked_at", "booked_on", "booked_wall", "amount", "zone"},
                         .parts = listed(kAmountParts),
                         .needed = {{"date", "unix", "unix_ms"}, {"amount", "debit", "credit"}}}));
  kinds.push_back(kind_of<Call>({.clock = true,
                                 .hidden = {"at", "wall", "within_s", "twice", "on", "zone"},
                                 .parts = listed(kCallParts),
                                 .needed = {{"date", "unix", "unix_ms"}}}));
  kinds.push_back(
      kind_of<CellSite>({.clock = false, .hidden = {}, .parts = {}, .needed = {{"cell"}}}));
  kinds.push_back(
      kind_of<WalletTransfer>({.clock = true,
                               .hidden = {"units", "fee_units"},
                               .parts = listed(kWalletParts),
                               .needed = {{"units", "value", "value_in", "value_out"}}}));
  kinds.push_back(kind_of<Message>({.clock = true,
                                    .hidden = {"at", "wall", "within_s", "twice", "on", "zone"},
                                    .parts = {},
                                    .needed = {{"date", "unix", "unix_ms"}}}));
  kinds.push_back(kind_of<Payslip>(
      {.clock = false, .hidden = {}, .parts = {}, .needed = {{"worker"}, {"gross", "net"}}}));
  kinds.push_back(kind_of<Shift>(
      {.clock = false, .hidden = {}, .parts = listed(kShiftParts), .needed = {{"on", "begins"}}}));
  kinds.push_back(kind_of<Charge>({.clock = false,
                                   .hidden = {"amount"},
                                   .parts = listed(kChargeParts),
                                   .needed = {{"amount", "charged", "paid"}}}));
  kinds.push_back(kind_of<Agreement>(
      {.clock = false, .hidden = {}, .parts = {}, .needed = {{"worker", "employer"}}}));
  kinds.push_back(
      kind_of<Stay>({.clock = false, .hidden = {}, .parts = {}, .needed = {{"from", "until"}}}));
  kinds.push_back(kind_of<Journey>({.clock = false,
                                    .hidden = {"zone"},
                                    .parts = listed(kJourneyParts),
                                    .needed = {{"on", "departs", "from", "to"}}}));
  kinds.push_back(kind_of<IdentityPaper>(
      {.clock = false, .hidden = {}, .parts = {}, .needed = {{"number", "holder"}}}));
  kinds.push_back(kind_of<Contact>({.clock = false,
                                    .hidden = {},
                                    .parts = {},
                                    .needed = {{"name", "numbers", "emails", "handles"}}}));
  kinds.push_back(kind_of<Balance>(
      {.clock = false, .hidden = {}, .parts = {}, .needed = {{"opening", "closing"}}}));
  return kinds;
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

const FieldSpec* KindSpec::field(std::string_view wanted) const {
  const auto at = std::ranges::find(fields, wanted, &FieldSpec::name);
  return at == fields.end() ? nullptr : &*at;
}

std::size_t KindSpec::lane(std::string_view column) const {
  return schema->columns[*schema->index_of(column)].lane;
}

const std::vector<KindSpec>& map_kinds() {
  static const std::vector<KindSpec> kKinds = made_kinds();
  return kKinds;
}

const KindSpec* map_kind(std::string_view name) {
  const auto at = std::ranges::find(map_kinds(), name, &KindSpec::name);
  return at == map_kinds().end() ? nullptr : &*at;
}

std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
  if (word.size() > 64) return {};
  std::string_view best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 2);
  for (const std::string_view one : known) {
    const bool begins = !word.empty() && (one.starts_with(word) || word.starts_with(one));
    const std::size_t far = begins ? 1 : distance(word, one);
    if (far > least || (far == least && !best.empty())) continue;
    best = one;
    least = far;
  }
  return best;
}

}  // namespace redress::intake
