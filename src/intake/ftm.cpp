#include <string>
#include <vector>

#include "base/counted.hpp"
#include "base/text.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/encoding.hpp"
#include "intake/ftm_entity.hpp"
#include "intake/ftm_typed.hpp"
#include "intake/telegram_message.hpp"

namespace redress::intake {

namespace {

using base::Result;

/// The statements of one entity, while they follow each other. Its views are into `texts`.
class Gathered {
 public:
  static constexpr std::size_t kMostValues = 4096;
  static constexpr std::size_t kMostBytes = 2U << 20U;

  bool holds(std::string_view entity) const { return entity == id_; }
  bool empty() const { return id_.empty(); }
  bool overflowed() const { return overflowed_; }
  const FtmPlace& place() const { return place_; }

  void begin(const FtmStatement& s, const FtmPlace& place) {
    id_ = s.entity;
    canonical_ = s.canonical;
    schema_ = s.schema;
    parts_.clear();
    bytes_ = 0;
    place_ = place;
    overflowed_ = false;
  }
  void add(const FtmStatement& s, const FtmPlace& place) {
    if (FtmTyped::is_typed(s.schema)) schema_ = s.schema;
    bytes_ += s.property.size() + s.value.size();
    overflowed_ = overflowed_ || parts_.size() >= kMostValues || bytes_ > kMostBytes;
    if (!overflowed_) parts_.push_back({std::string(s.property), std::string(s.value)});
    if (place_.offset != docket::kAbsent) place_.bytes = place.offset + place.bytes - place_.offset;
  }
  const FtmEntity& entity() {
    entity_.clear();
    entity_.id = id_;
    entity_.canonical = canonical_;
    entity_.schema = schema_;
    for (const Part& part : parts_) entity_.values.push_back({part.property, part.value});
    return entity_;
  }
  void end() { id_.clear(); }

 private:
  struct Part {
    std::string property;
    std::string value;
  };
  std::string id_;
  std::string canonical_;
  std::string schema_;
  std::vector<Part> parts_;
  std::size_t bytes_ = 0;
  FtmPlace place_;
  FtmEntity entity_;
  bool overflowed_ = false;
};

class Lines {
 public:
  Lines(Reading& reading, Clocks clocks)
      : reading_(&reading), typed_(reading.rows, reading.declared, std::move(clocks)) {}
  Result<void> read();

 private:
  Result<void> take(const LineReader::Line& line);
  Result<void> refuse(const LineReader::Line& line, std::string_view reason, std::string_view found,
                      std::string_view expected);
  Result<void> entity(const FtmEntity& entity, const FtmPlace& place);
  Result<void> statement(const FtmStatement& statement, const FtmPlace& place);
  Result<void> end_gathered();
  void remark(const LineReader& lines);

  Reading* reading_;
  FtmTyped typed_;
  FtmParser parser_;
  Gathered gathered_;
  std::uint64_t overflowed_ = 0;
};

Result<void> Lines::read() {
  LineReader lines = REDRESS_TRY(LineReader::open(reading_->input));
  LineReader::Line line;
  std::uint64_t told = 0;
  while (REDRESS_TRY(lines.next(line))) {
    REDRESS_TRY(take(line));
    if (lines.stream().consumed() == told) continue;
    told = lines.stream().consumed();
    REDRESS_TRY(reading_->rows.passed(told));
  }
  REDRESS_TRY(end_gathered());
  remark(lines);
  return {};
}

void Lines::remark(const LineReader& lines) {
  Rows& rows = reading_->rows;
  if (lines.stream().replaced() > 0)
    rows.remark({"encoding",
                 base::counted(lines.stream().replaced(), "character") +
                     " could not be read and became U+FFFD",
                 true});
  if (typed_.lacked_zone()) rows.remark(no_zone_remark());
  if (typed_.lacked_currency() > 0)
    rows.remark({"no-currency",
                 std::to_string(typed_.lacked_currency()) +
                     " payments say no currency and gave no transfer; declare it (--currency EUR)",
                 true});
  if (overflowed_ > 0)
    rows.remark({"too-many",
                 std::to_string(overflowed_) +
                     " entities have more than 4,096 statements or 2 MiB and gave claims only",
                 true});
}

Result<void> Lines::refuse(const LineReader::Line& line, std::string_view reason,
                           std::string_view found, std::string_view expected) {
  const std::string where = "line " + std::to_string(line.number);
  return reading_->rows.refuse({.where = where,
                                .reason = reason,
                                .found = found,
                                .expected = expected,
                                .raw = line.text.substr(0, docket::kMostText)});
}

Result<void> Lines::take(const LineReader::Line& line) {
  if (base::is_blank(line.text)) return {};
  if (line.cut)
    return refuse(line, "too-long", "a line of more than 16 MiB", "one entity or statement a line");
  const FtmPlace place{static_cast<std::int64_t>(line.number), line.offset, line.bytes};
  switch (parser_.parse(line.text, line.padded)) {
    case FtmParser::Sort::statement: return statement(parser_.statement(), place);
    case FtmParser::Sort::entity:
      REDRESS_TRY(end_gathered());
      for (std::size_t i = 0; i < parser_.entities(); ++i)
        REDRESS_TRY(entity(parser_.entity(i), place));
      return {};
    default:
      return refuse(line, line.last ? "ends-early" : "broken", parser_.problem(),
                    R"(one object with "id", "schema" and "properties", or a statement)");
  }
}

Result<void> Lines::entity(const FtmEntity& entity, const FtmPlace& place) {
  if (entity.id.empty()) return {};
  using Claim = docket::EntityClaim;
  Claim claim;
  claim.canonical = entity.canonical;
  claim.entity = entity.id;
  claim.schema = entity.schema;
  claim.dataset = entity.datasets;
  claim.first_seen = entity.first_seen;
  claim.last_seen = entity.last_seen;
  claim.row = place.row;
  claim.offset = place.offset;
  claim.bytes = place.bytes;
  if (entity.values.empty()) {
    // That it exists is said as statements say it.
    claim.property = "id";
    claim.value = entity.id;
    REDRESS_TRY(reading_->rows.keep(claim));
  }
  const auto set = [&](Claim& to, std::size_t i) {
    to.property = entity.values[i].property;
    to.value = entity.values[i].value;
  };
  REDRESS_TRY(
      (reading_->rows.keep_run<&Claim::property, &Claim::value>(claim, entity.values.size(), set)));
  return typed_.keep(entity, place);
}

Result<void> Lines::statement(const FtmStatement& s, const FtmPlace& place) {
  if (!gathered_.holds(s.entity)) {
    REDRESS_TRY(end_gathered());
    gathered_.begin(s, place);
  }
  gathered_.add(s, place);
  docket::EntityClaim claim;
  claim.canonical = s.canonical;
  claim.entity = s.entity;
  claim.schema = s.schema;
  claim.property = s.property;
  claim.value = s.value;
  claim.dataset = s.dataset;
  claim.language = s.language;
  claim.original = s.original;
  claim.origin = s.origin;
  claim.first_seen = s.first_seen;
  claim.last_seen = s.last_seen;
  claim.external = s.external;
  claim.row = place.row;
  claim.offset = place.offset;
  claim.bytes = place.bytes;
  return reading_->rows.keep(claim);
}

Result<void> Lines::end_gathered() {
  if (gathered_.empty()) return {};
  if (gathered_.overflowed()) ++overflowed_;
  if (!gathered_.overflowed()) REDRESS_TRY(typed_.keep(gathered_.entity(), gathered_.place()));
  gathered_.end();
  return {};
}

/// Whether some line of the beginning is what this reader reads.
Result<bool> begins_as_ftm(const Input& input) {
  LineReader lines = REDRESS_TRY(LineReader::open(input));
  LineReader::Line line;
  FtmParser parser;
  while (REDRESS_TRY(lines.next(line))) {
    if (parser.parse(line.text) != FtmParser::Sort::none) return true;
    if (line.number > 100) break;
  }
  return false;
}

Result<void> read_ftm(Reading& reading) {
  Clocks clocks = REDRESS_TRY(Clocks::of(reading.declared.zone));
  if (!REDRESS_TRY(begins_as_ftm(reading.input)))
    return base::fail(
        base::Error(base::ErrorKind::bad_input, "these are no lines of FollowTheMoney")
            .at({reading.name, 0, 0, {}})
            .found("no entity and no statement among the first hundred lines")
            .expected(R"(one JSON object a line, with "id" and "schema")"));
  return Lines(reading, std::move(clocks)).read();
}

Likeness recognise_ftm(const Sample& sample) {
  const std::string_view text = sample.text;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') return {};
  const std::size_t end = std::min(text.find_first_of("\r\n", first), text.size());
  const std::string_view line = text.substr(first, end - first);
  const auto has = [&](std::string_view what) { return line.find(what) != std::string_view::npos; };
  if (!has("\"schema\"")) return {};
  if (has("\"properties\"") && has("\"id\""))
    return {Sure::yes, "lines of FollowTheMoney entities"};
  if (has("\"canonical_id\"") && has("\"prop\""))
    return {Sure::yes, "lines of FollowTheMoney statements"};
  return {};
}

}  // namespace

const Reader& ftm_reader() {
  static const Reader kReader{
      .name = "ftm",
      .version = "1",
      .help = "FollowTheMoney entities and statements, one JSON object a line (.ftm.json, .ijson)",
      .kinds = "entity_claim, transfer, call, message, identity_paper",
      .memory = LineReader::kMemory + (160U << 20U),
      .tools = simdjson_version,
      .recognise = recognise_ftm,
      .prepare = nullptr,
      .read = read_ftm};
  return kReader;
}

}  // namespace redress::intake
