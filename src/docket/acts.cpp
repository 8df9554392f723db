#include <sodium.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "docket/docket.hpp"
#include "docket/intake.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t kLongestLabel = 64;
constexpr std::size_t kLongestText = 1U << 20U;

Error in_field(const KindSchema& kind, const FieldSchema& field, std::string message) {
  return Error(ErrorKind::bad_input, std::move(message))
      .at({{},
           0,
           0,
           "field '" + std::string(field.name) + "' of " + base::with_article(kind.info.name)});
}

bool is_label_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

/// Labels become file names and arguments, so they may not look like a path or an option.
bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= kLongestLabel && text.front() != '-' &&
         text.front() != '.' && std::ranges::all_of(text, is_label_character);
}

Result<void> check_text(const KindSchema& kind, const FieldSchema& field, const std::string& text) {
  if (!base::valid_utf8(text) || text.find('\0') != std::string::npos)
    return base::fail(in_field(kind, field, "the text is not valid UTF-8"));
  if (text.size() > kLongestText)
    return base::fail(in_field(kind, field, "the text is too long").expected("at most 1 MiB"));
  if (field.type != FieldType::choice) return {};
  if (std::ranges::find(field.choices, text) != field.choices.end()) return {};
  return base::fail(in_field(kind, field, "this is not one of the words that are possible here")
                        .found("'" + base::one_line(text) + "'")
                        .expected(base::joined(field.choices)));
}

Result<void> check_values(const KindSchema& kind, const Row& row) {
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const FieldSchema& field = kind.fields[i];
    const Value& value = row.values[i];
    if (field.required && std::holds_alternative<std::monostate>(value))
      return base::fail(
          in_field(kind, field,
                   base::with_article(kind.info.name) + " needs '" + std::string(field.name) + "'")
              .expected(std::string(field.help)));
    if (const auto* text = std::get_if<std::string>(&value))
      REDRESS_TRY(check_text(kind, field, *text));
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
      for (const std::string& text : *texts) REDRESS_TRY(check_text(kind, field, text));
  }
  if (kind.check != nullptr) return kind.check(row);
  return {};
}

/// The body of an act in the form of today's version of its kind.
Result<ActBody> body_of_today(const KindSchema& kind, const Act& act) {
  ActBody body = act.body;
  if (kind.upcast == nullptr) return body;  // only fields were added
  for (std::uint16_t from = act.kind_version; from < kind.info.version; ++from)
    REDRESS_TRY(kind.upcast(from, body));
  return body;
}

}  // namespace

Result<Row> row_after(const KindSchema& kind, const Act& act, const Row* before) {
  Row row;
  row.number = act.number;
  row.of_case = act.of_case;
  row.act = {act.log, act.position};
  row.values.resize(kind.fields.size());
  if (act.verb != Verb::enter && before == nullptr)
    return base::fail(ErrorKind::bad_input, "an act changes " + base::with_article(kind.info.name) +
                                                " that was never entered");
  if (act.verb == Verb::enter && before != nullptr)
    return base::fail(ErrorKind::bad_input, "an act enters " + base::with_article(kind.info.name) +
                                                " that exists already");
  if (act.verb == Verb::withdraw) {
    row.values = before->values;
    row.of_case = before->of_case;
    row.withdrawn = true;
    return row;
  }
  for (const auto& [number, value] : REDRESS_TRY(body_of_today(kind, act))) {
    const auto at = std::ranges::find(kind.fields, number, &FieldSchema::number);
    if (at == kind.fields.end())
      return base::fail(
          Error(ErrorKind::bad_input, "an act holds a field that this program does not know")
              .found("field " + std::to_string(number) + " of " + base::with_article(act.kind))
              .fix("use the version of Redress that wrote it, or a later one"));
    row.values[static_cast<std::size_t>(at - kind.fields.begin())] = value;
  }
  return row;
}

Result<Acts> Docket::begin() {
  REDRESS_TRY(store_->begin());
  Acts acts(*this);
  for (const Log log : kLogs) {
    const std::uint64_t size = REDRESS_TRY(store_->leaf_count(log));
    acts.edges_[static_cast<std::size_t>(log)] = REDRESS_TRY(
        merkle::Frontier::load(size, [&](merkle::NodeAt at) { return store_->node(log, at); }));
  }
  return acts;
}

Acts::Acts(Docket& docket) : docket_(&docket), open_(docket.store_.get()) {}
Acts::~Acts() = default;

Result<std::uint64_t> Acts::next_number(const KindSchema& kind) {
  auto at = numbers_.find(&kind);
  if (at == numbers_.end())
    at = numbers_.emplace(&kind, REDRESS_TRY(docket_->store_->last_number(kind))).first;
  return ++at->second;
}

Result<std::uint64_t> Acts::enter_row(const KindSchema& kind, Row row, const std::string& reason) {
  if (row.number == 0) row.number = REDRESS_TRY(next_number(kind));
  Value& label = row.values.front();
  if (std::holds_alternative<std::monostate>(label))
    label = std::string(kind.info.prefix) + "-" + std::to_string(row.number);
  if (kind.info.in_case != (row.of_case != 0))
    return base::fail(ErrorKind::bad_input,
                      base::with_article(kind.info.name) +
                          (kind.info.in_case ? " belongs to a case" : " belongs to no case"));
  REDRESS_TRY(check_label(kind, row));
  if (kind.complete != nullptr) REDRESS_TRY(kind.complete(row));
  REDRESS_TRY(check_values(kind, row));
  const std::uint64_t number = row.number;
  REDRESS_TRY(make(Verb::enter, kind, std::move(row), reason));
  return number;
}

Result<void> Acts::amend_row(const KindSchema& kind, Row row, const std::string& reason) {
  const std::optional<Row> before = REDRESS_TRY(docket_->store_->row(kind, row.number));
  if (!before) return base::fail(detail::no_such(kind.info.name, std::to_string(row.number)));
  if (before->withdrawn)
    return base::fail(Error(ErrorKind::conflict, "what was withdrawn is not changed any more")
                          .fix("enter it anew under another label"));
  if (reason.empty())
    return base::fail(
        Error(ErrorKind::bad_input, "a change needs its reason").expected("--reason \"why\""));
  row.of_case = before->of_case;
  if (std::holds_alternative<std::monostate>(row.values.front()))
    row.values.front() = before->values.front();
  if (row.values.front() != before->values.front()) REDRESS_TRY(check_label(kind, row));
  if (kind.complete != nullptr) REDRESS_TRY(kind.complete(row));
  REDRESS_TRY(check_values(kind, row));
  return make(Verb::amend, kind, std::move(row), reason);
}

Result<void> Acts::withdraw_row(const KindSchema& kind, std::uint64_t number,
                                const std::string& reason) {
  if (reason.empty())
    return base::fail(
        Error(ErrorKind::bad_input, "withdrawing needs its reason").expected("--reason \"why\""));
  Row row;
  row.number = number;
  return make(Verb::withdraw, kind, std::move(row), reason);
}

Result<void> Acts::check_label(const KindSchema& kind, const Row& row) {
  const std::string label = detail::label_of(row);
  const bool is_user = kind.info.name == Kind<User>::info.name;
  const bool fits = is_user ? !label.empty() && base::one_line(label) == label : is_label(label);
  if (!fits)
    return base::fail(in_field(kind, kind.fields.front(), "this can not be a label")
                          .found("'" + base::one_line(label) + "'")
                          .expected("letters, digits, '-', '_' and '.', at most 64 bytes, "
                                    "not beginning with '-' or '.'"));
  if (REDRESS_TRY(docket_->store_->labelled(kind, row.of_case, label)))
    return base::fail(Error(ErrorKind::conflict, "there is a " + std::string(kind.info.name) +
                                                     " '" + label + "' already")
                          .fix("choose another label, or amend the one that exists"));
  return {};
}

Result<void> Acts::make(Verb verb, const KindSchema& kind, Row row, const std::string& reason) {
  Store& store = *docket_->store_;
  merkle::Frontier& edge = edges_[static_cast<std::size_t>(kind.info.log)];
  Act act{docket_->id(),
          kind.info.log,
          edge.size(),
          edge.root(),
          docket_->host_.clock.now().micros(),
          docket_->unlocked_.user,
          verb,
          std::string(kind.info.name),
          kind.info.version,
          row.number,
          row.of_case,
          {},
          reason};
  for (std::size_t i = 0; i < row.values.size() && verb != Verb::withdraw; ++i)
    if (!std::holds_alternative<std::monostate>(row.values[i]))
      act.body.emplace_back(kind.fields[i].number, row.values[i]);
  const std::optional<Row> before =
      verb == Verb::enter ? std::optional<Row>{} : REDRESS_TRY(store.row(kind, row.number));
  if (before) act.of_case = before->of_case;
  const Row after = REDRESS_TRY(row_after(kind, act, before ? &*before : nullptr));

  Leaf leaf{encode(act), {}};
  const base::Bytes input = signing_input(leaf.act);
  crypto_sign_detached(leaf.signature.data(), nullptr, input.data(), input.size(),
                       docket_->unlocked_.keys.sign_secret.view().data());
  const base::Bytes bytes = encode(leaf);
  REDRESS_TRY(store.put_leaf(act.log, act.position, bytes));
  REDRESS_TRY(
      edge.append(merkle::leaf_hash(bytes), [&](merkle::NodeAt at, const base::Digest& hash) {
        return store.put_node(act.log, at, hash);
      }));
  REDRESS_TRY(store.put_row(kind, after));
  touched_.emplace_back(&kind, row.number);
  return {};
}

Result<void> Acts::check_references(const KindSchema& kind, const Row& row) {
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const FieldSchema& field = kind.fields[i];
    if (field.target.empty()) continue;
    std::vector<std::int64_t> numbers;
    if (const auto* one = std::get_if<std::int64_t>(&row.values[i])) numbers = {*one};
    if (const auto* many = std::get_if<std::vector<std::int64_t>>(&row.values[i])) numbers = *many;
    const KindSchema* target = docket_->schema(field.target);
    for (const std::int64_t number : numbers) {
      const std::optional<Row> other =
          target == nullptr
              ? std::optional<Row>{}
              : REDRESS_TRY(docket_->store_->row(*target, static_cast<std::uint64_t>(number)));
      if (!other || (target->info.in_case && other->of_case != row.of_case))
        return base::fail(
            in_field(kind, field,
                     "it names a " + std::string(field.target) + " that is not in this case")
                .found(std::string(field.target) + " number " + std::to_string(number)));
    }
  }
  return {};
}

Result<void> Acts::commit() {
  const std::set<std::pair<const KindSchema*, std::uint64_t>> once(touched_.begin(),
                                                                   touched_.end());
  std::vector<Row> exhibits;
  for (const auto& [kind, number] : once) {
    const std::optional<Row> row = REDRESS_TRY(docket_->store_->row(*kind, number));
    if (!row) continue;
    REDRESS_TRY(check_references(*kind, *row));
    if (kind->info.name == Kind<Exhibit>::info.name) exhibits.push_back(*row);
  }
  REDRESS_TRY(place_taken(*docket_, exhibits));
  REDRESS_TRY(docket_->store_->commit());
  // Committed: nothing to roll back.
  [[maybe_unused]] const Store* kept = open_.release();
  return {};
}

}  // namespace redress::docket
