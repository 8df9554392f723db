#include "intake/survey.hpp"

#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"
#include "docket/records_text.hpp"
#include "intake/encoding.hpp"

namespace redress::intake {

using base::Result;

namespace {

std::string place_column(const docket::Columns& columns, std::size_t row) {
  const auto at = columns.schema().index_of("place");
  if (!at || !docket::is_text(columns.schema().columns[*at].type)) return {};
  return std::string(columns.texts(columns.schema().columns[*at].lane).at(row));
}

/// What a statement says of itself, without where it stands.
std::string statement_key(const docket::Columns& columns, std::size_t row) {
  std::string key;
  bool numbered = false;
  for (const docket::ColumnSchema& column : columns.schema().columns) {
    if (column.options.locates) continue;
    if (docket::is_text(column.type)) {
      const std::string_view text = columns.texts(column.lane).at(row);
      numbered = numbered || (column.name == "number" && !text.empty());
      key += text;
    } else {
      const std::int64_t value = columns.numbers(column.lane)[row];
      key += std::to_string(value);
      numbered = numbered || (column.name == "from" && value != docket::kAbsent);
    }
    key += '\n';
  }
  // One that says neither number nor period can not be told from the next.
  return numbered ? key : std::string{};
}

class Surveyor final : public Taker {
 public:
  Surveyor(PrivilegeGate& gate, Survey& out) : gate_(gate), out_(out) {}

  Result<void> take(docket::Columns& columns) override {
    out_.rows += columns.rows();
    const auto& schema = columns.schema();
    out_.document |= &schema == &docket::record_schema_of<docket::TextBlock>();
    if (&schema == &docket::record_schema_of<docket::Balance>()) statements(columns);
    const std::vector<bool> hit = gate_.hits(columns);
    if (&schema == &docket::record_schema_of<docket::Message>()) speakers(columns);
    for (std::size_t row = 0; row < hit.size(); ++row) {
      if (!hit[row]) continue;
      ++out_.privileged;
      if (out_.privileged_places.size() < kMostPlaces)
        out_.privileged_places.insert(place_column(columns, row));
    }
    columns.clear();
    return {};
  }
  Result<void> refuse(const Refusal& refusal) override {
    if (!gate_.empty() && gate_.hits(refusal.raw)) ++out_.privileged;
    return {};
  }
  Result<void> part(std::string_view, std::string_view, base::ByteView) override { return {}; }
  bool looks_beside() const override { return !gate_.empty(); }
  void beside(std::string_view place, std::string_view text) override {
    if (!gate_.hits(text) || !out_.closed_places.emplace(place).second) return;
    ++out_.privileged;
    out_.privileged_places.emplace(place);
  }
  Result<void> passed(std::uint64_t) override { return {}; }

 private:
  /// Who speaks, up to three; and whether one of them is privileged.
  void speakers(const docket::Columns& columns) {
    const auto texts = [&](std::string_view name) -> const docket::TextLane& {
      return columns.texts(columns.schema().columns[*columns.schema().index_of(name)].lane);
    };
    const docket::TextLane& addresses = texts("sender");
    const docket::TextLane& names = texts("sender_name");
    // A mailbox is no conversation: its mails are judged one by one.
    if (columns.rows() > 0 && texts("service").at(0) == "mail") return;
    for (std::size_t row = 0; row < columns.rows() && speakers_.size() < 3; ++row) {
      const std::string_view one = addresses.at(row).empty() ? names.at(row) : addresses.at(row);
      if (one.empty() || !speakers_.emplace(one).second) continue;
      out_.counsel_speaks |= gate_.hits(addresses.at(row)) || gate_.hits(names.at(row));
    }
    out_.speakers = speakers_.size();
  }

  void statements(const docket::Columns& columns) {
    for (std::size_t row = 0; row < columns.rows(); ++row) {
      std::string key = statement_key(columns, row);
      if (key.empty() || known_.size() >= kMostPlaces) continue;
      std::string place = place_column(columns, row);
      if (!known_.insert(std::move(key)).second) out_.repeated_statements.insert(std::move(place));
    }
  }

  PrivilegeGate& gate_;
  Survey& out_;
  std::set<std::string> known_;
  std::set<std::string> speakers_;
};

}  // namespace

bool needs_survey(const Reader& reader, const PrivilegeGate& gate) {
  return !gate.empty() || reader.several_statements;
}

Result<Survey> survey(const Reader& reader, const Input& input, const std::string& name,
                      const Declared& declared, PrivilegeGate& gate) {
  Survey out;
  Surveyor surveyor(gate, out);
  Rows rows(surveyor);
  Reading reading{input, name, declared, rows};
  REDRESS_TRY(reader.read(reading));
  REDRESS_TRY(rows.finish());
  // Of a conversation with counsel alone the client's words are as privileged as the answers.
  out.document |= reader.name == "eml" || (out.counsel_speaks && out.speakers <= 2);
  return out;
}

Result<bool> names_privileged(const Input& input, PrivilegeGate& gate) {
  if (gate.empty()) return false;
  auto lines = LineReader::open(input);
  if (!lines) return false;
  LineReader::Line line;
  while (REDRESS_TRY(lines->next(line)))
    if (gate.hits(line.text)) return true;
  return false;
}

}  // namespace redress::intake
