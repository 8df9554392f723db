#include <algorithm>
#include <map>
#include <set>

#include "base/files.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "docket/case_folder.hpp"
#include "docket/contraband.hpp"
#include "docket/exhibits.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::toml::Node;
using base::toml::NodeKind;

constexpr std::size_t kMostText = 64U << 20U;

/// One table of the folder, with the entity it will become.
struct Entry {
  const KindSchema* kind;
  const Node* table;
  const std::string* file;
  std::uint64_t number = 0;
  std::uint64_t parent = 0;  ///< number of the entity that it stands inside
};

class Reader {
 public:
  Reader(Docket& docket, std::filesystem::path folder)
      : docket_(docket), folder_(std::move(folder)) {}

  Result<FolderReport> run(const FolderCheck& check) {
    REDRESS_TRY(parse_files());
    // Goes on after a problem, so that one run lists them all; nothing is committed then.
    Acts acts = REDRESS_TRY(docket_.begin());
    REDRESS_TRY(enter_case(acts));
    REDRESS_TRY(number_entries(acts));
    REDRESS_TRY(forbid_contraband());
    REDRESS_TRY(enter_all(acts));
    if (report_.problems.empty() && check) report_.problems = check(docket_, report_.in_case);
    if (!report_.problems.empty()) return std::move(report_);
    REDRESS_TRY(acts.commit());
    return std::move(report_);
  }

 private:
  void problem(Error error) { report_.problems.push_back(std::move(error)); }

  static base::Place place_of(const std::string& file, const Node& node) {
    return {file, node.line, node.column, {}};
  }

  static const Node* find(const Node& table, std::string_view key) {
    for (const base::toml::Entry& entry : table.entries)
      if (entry.key == key) return &entry.value;
    return nullptr;
  }

  Result<void> parse_files() {
    std::error_code code;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator at(folder_, code), end; !code && at != end;
         at.increment(code))
      if (at->path().extension() == ".toml") files.push_back(at->path());
    if (code || files.empty())
      return base::fail(Error(ErrorKind::not_found, "there is no case folder here")
                            .at({folder_.string(), 0, 0, {}})
                            .expected("a folder with case.toml and other *.toml files"));
    std::ranges::sort(files);
    for (const auto& file : files) parse_file(file);
    return {};
  }

  void parse_file(const std::filesystem::path& file) {
    auto text = base::read_text_file(file, kMostText);
    if (!text) return problem(std::move(text).error());
    files_.push_back(std::make_unique<Parsed>(Parsed{file.string(), {}}));
    Parsed& parsed = *files_.back();
    auto tree = base::toml::parse_tree(*text, parsed.name, kMostText);
    if (!tree) return problem(std::move(tree).error());
    parsed.table = std::move(*tree);
    for (const base::toml::Entry& entry : parsed.table.entries)
      collect(entry.key, entry.value, parsed.name);
  }

  void collect(const std::string& key, const Node& node, const std::string& file) {
    const KindSchema* kind = docket_.schema(key);
    if (key == Kind<Case>::info.name && node.kind == NodeKind::table && case_table_ == nullptr) {
      case_table_ = &node;
      case_file_ = &file;
      return;
    }
    if (kind == nullptr || !kind->info.in_folder || !kind->info.within.empty() ||
        !kind->info.in_case)
      return problem(
          Error(ErrorKind::bad_input, "nothing of this name stands at the top of a case folder")
              .at(place_of(file, node))
              .found(key));
    collect_array(*kind, node, file, std::nullopt);
  }

  void collect_array(const KindSchema& kind, const Node& node, const std::string& file,
                     std::optional<std::size_t> parent) {
    if (node.kind != NodeKind::array)
      return problem(Error(ErrorKind::bad_input, "this must be an array of tables")
                         .at(place_of(file, node))
                         .expected("[[" + std::string(kind.info.name) + "]]"));
    for (const Node& element : node.items) {
      if (element.kind != NodeKind::table) {
        problem(Error(ErrorKind::bad_input, "this must be a table").at(place_of(file, element)));
        continue;
      }
      entries_.push_back({&kind, &element, &file, 0, 0});
      parents_.push_back(parent);
      const std::size_t self = entries_.size() - 1;
      for (const base::toml::Entry& entry : element.entries) {
        const KindSchema* inner = docket_.schema(entry.key);
        if (inner != nullptr && inner->info.within == kind.info.name &&
            entry.value.kind == NodeKind::array)
          collect_array(*inner, entry.value, file, self);
      }
    }
  }

  Result<void> enter_case(Acts& acts) {
    if (case_table_ == nullptr && !report_.problems.empty()) return {};
    if (case_table_ == nullptr)
      return base::fail(Error(ErrorKind::bad_input, "the folder does not say which case it is")
                            .at({(folder_ / "case.toml").string(), 0, 0, {}})
                            .expected("a table [case] with label and title"));
    const KindSchema& kind = schema_of<Case>();
    Row row;
    row.values = read_fields(kind, *case_table_, *case_file_, 0);
    auto entered = acts.enter_row(kind, std::move(row), "a case folder was read");
    if (!entered) {
      problem(std::move(entered).error().at(place_of(*case_file_, *case_table_)));
      return {};
    }
    report_.in_case = {*entered};
    return {};
  }

  Result<void> number_entries(Acts& acts) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      entry.number = REDRESS_TRY(acts.next_number(*entry.kind));
      if (parents_[i]) entry.parent = entries_[*parents_[i]].number;
      const Node* label = find(*entry.table, "label");
      if (label == nullptr || label->kind != NodeKind::text) continue;
      const auto [at, fresh] = labels_.emplace(std::pair{entry.kind, label->text}, entry.number);
      if (!fresh)
        problem(Error(ErrorKind::conflict, "two of one kind have the same label")
                    .at(place_of(*entry.file, *entry.table))
                    .found(std::string(entry.kind->info.name) + " '" + base::one_line(label->text) +
                           "'"));
    }
    return {};
  }

  /// First, so that no file of the same folder brings in the bytes that a reference names.
  Result<void> forbid_contraband() {
    for (const Entry& entry : entries_) {
      const Node* holding = find(*entry.table, "holding");
      const Node* digest = find(*entry.table, "digest");
      if (entry.kind->info.name != Kind<Exhibit>::info.name || holding == nullptr ||
          digest == nullptr || holding->text != word(Holding::contraband))
        continue;
      if (const auto parsed = base::Digest::parse(digest->text))
        REDRESS_TRY(forbid(docket_, *parsed));
    }
    return {};
  }

  Result<void> enter_all(Acts& acts) {
    for (const Entry& entry : entries_) {
      const std::size_t before = report_.problems.size();
      Row row;
      row.number = entry.number;
      row.of_case = report_.in_case.number;
      row.values = read_fields(*entry.kind, *entry.table, *entry.file, entry.parent);
      take_exhibit_file(entry, row);
      if (report_.problems.size() != before || !report_.in_case) continue;
      auto entered = acts.enter_row(*entry.kind, std::move(row), "a case folder was read");
      if (!entered) {
        Error error = std::move(entered).error();
        const std::string field = error.place().detail;
        base::Place place = place_of(*entry.file, *entry.table);
        place.detail = field;
        problem(std::move(error).at(std::move(place)));
      }
      ++report_.entities;
    }
    return {};
  }

  /// Keys that are not fields of this kind, the file of an exhibit or tables inside it are refused.
  bool is_known(const KindSchema& kind, std::string_view key) const {
    if (kind.index_of(key)) return true;
    if (key == "file" && kind.info.name == Kind<Exhibit>::info.name) return true;
    const KindSchema* inner = docket_.schema(key);
    return inner != nullptr && inner->info.within == kind.info.name;
  }

  std::vector<Value> read_fields(const KindSchema& kind, const Node& table, const std::string& file,
                                 std::uint64_t parent) {
    std::vector<Value> values(kind.fields.size());
    for (const base::toml::Entry& entry : table.entries) {
      if (!is_known(kind, entry.key)) {
        problem(Error(ErrorKind::bad_input, base::with_article(kind.info.name) + " has no such key")
                    .at({file, entry.line, entry.column, {}})
                    .found(base::one_line(entry.key)));
        continue;
      }
      const auto index = kind.index_of(entry.key);
      if (index) values[*index] = read_value(kind.fields[*index], entry.value, file);
    }
    const auto within = kind.index_of(kind.info.within);
    if (within && parent != 0) values[*within] = static_cast<std::int64_t>(parent);
    return values;
  }

  Value wrong_type(const FieldSchema& field, const Node& node, const std::string& file,
                   std::string expected) {
    const bool shown = node.kind == NodeKind::text && field.type != FieldType::sealed;
    problem(Error(ErrorKind::bad_input, "'" + std::string(field.name) + "' has the wrong form")
                .at(place_of(file, node))
                .found(shown ? base::in_quotes(node.text) : "")
                .expected(std::move(expected)));
    return {};
  }

  Value read_value(const FieldSchema& field, const Node& node, const std::string& file) {
    switch (field.type) {
      case FieldType::choice:
        if (node.kind == NodeKind::text && !node.text.empty() &&
            std::ranges::find(field.choices, node.text) == field.choices.end())
          return wrong_type(field, node, file, "one of " + base::joined(field.choices));
        [[fallthrough]];
      case FieldType::text:
        if (node.kind == NodeKind::text) return node.text.empty() ? Value{} : Value{node.text};
        return wrong_type(field, node, file, "text in quotes");
      case FieldType::integer:
        if (node.kind == NodeKind::integer)
          return node.integer == 0 ? Value{} : Value{node.integer};
        return wrong_type(field, node, file, "a whole number");
      case FieldType::flag:
        if (node.kind == NodeKind::boolean) return node.boolean ? Value{std::int64_t{1}} : Value{};
        return wrong_type(field, node, file, "true or false");
      case FieldType::date: return read_date(field, node, file);
      case FieldType::digest: return read_digest(field, node, file);
      case FieldType::reference: return read_reference(field, node, file);
      case FieldType::references: return read_references(field, node, file);
      case FieldType::texts: return read_texts(field, node, file);
      case FieldType::sealed:
        return wrong_type(field, node, file, "nothing: this is kept behind a wall");
    }
    return {};
  }

  Value read_date(const FieldSchema& field, const Node& node, const std::string& file) {
    if (node.kind == NodeKind::date) return base::PartialDate::of_day(node.date)->text();
    auto parsed = base::PartialDate::parse(node.kind == NodeKind::text ? node.text : "");
    if (parsed) return parsed->text();
    return wrong_type(field, node, file, R"(a date: 2006-05-12, "2006-05" or "2006")");
  }

  Value read_digest(const FieldSchema& field, const Node& node, const std::string& file) {
    auto digest = base::Digest::parse(node.kind == NodeKind::text ? node.text : "");
    if (!digest) return wrong_type(field, node, file, "64 hexadecimal digits");
    return base::Bytes(digest->bytes.begin(), digest->bytes.end());
  }

  Value read_reference(const FieldSchema& field, const Node& node, const std::string& file) {
    if (node.kind != NodeKind::text)
      return wrong_type(field, node, file, "the label of " + base::with_article(field.target));
    const auto at = labels_.find({docket_.schema(field.target), node.text});
    if (at != labels_.end()) return static_cast<std::int64_t>(at->second);
    problem(Error(ErrorKind::not_found,
                  "there is no " + std::string(field.target) + " of this label in the folder")
                .at(place_of(file, node))
                .found(base::one_line(node.text)));
    return {};
  }

  Value read_references(const FieldSchema& field, const Node& node, const std::string& file) {
    if (node.kind != NodeKind::array)
      return wrong_type(field, node, file, "a list of labels of " + std::string(field.target));
    std::vector<std::int64_t> numbers;
    for (const Node& element : node.items) {
      const Value one = read_reference(field, element, file);
      if (const auto* number = std::get_if<std::int64_t>(&one)) numbers.push_back(*number);
    }
    return numbers.empty() ? Value{} : Value{numbers};
  }

  Value read_texts(const FieldSchema& field, const Node& node, const std::string& file) {
    if (node.kind != NodeKind::array) return wrong_type(field, node, file, "a list of texts");
    std::vector<std::string> texts;
    for (const Node& element : node.items) {
      if (element.kind != NodeKind::text) return wrong_type(field, element, file, "text in quotes");
      texts.push_back(element.text);
    }
    return texts.empty() ? Value{} : Value{texts};
  }

  /// Seals the file that an exhibit names, and fills what follows from it.
  void take_exhibit_file(const Entry& entry, Row& row) {
    const Node* named = find(*entry.table, "file");
    if (named == nullptr || entry.kind->info.name != Kind<Exhibit>::info.name) return;
    if (row.values[*entry.kind->index_of("holding")] ==
        Value{std::string(word(Holding::contraband))})
      return problem(not_taken(folder_ / "?").at(place_of(*entry.file, *named)));
    if (!known_) {
      auto known = known_hashes(docket_);
      if (!known) return problem(std::move(known).error());
      known_ = std::move(*known);
    }
    auto path = base::inside(folder_, named->kind == NodeKind::text ? named->text : "");
    if (!path) return problem(std::move(path).error().at(place_of(*entry.file, *named)));
    auto taken = take_file(docket_, *path, *known_);
    if (!taken)
      return problem(
          std::move(taken).error().context("named in " + place_of(*entry.file, *named).text()));
    const Value digest = base::Bytes(taken->digest.bytes.begin(), taken->digest.bytes.end());
    Value& written = row.values[*entry.kind->index_of("digest")];
    if (!std::holds_alternative<std::monostate>(written) && written != digest)
      return problem(Error(ErrorKind::conflict, "the file is not the one whose digest stands here")
                         .at(place_of(*entry.file, *named))
                         .found(taken->digest.hex()));
    written = digest;
    row.values[*entry.kind->index_of("size")] = static_cast<std::int64_t>(taken->size);
    row.values[*entry.kind->index_of("holding")] = std::string(word(Holding::sealed));
    Value& file_name = row.values[*entry.kind->index_of("file_name")];
    if (std::holds_alternative<std::monostate>(file_name)) file_name = path->filename().string();
    ++report_.files;
  }

  struct Parsed {
    std::string name;
    Node table;
  };

  Docket& docket_;
  std::filesystem::path folder_;
  FolderReport report_;
  std::optional<KnownHashes> known_;            ///< read when the first file is named
  std::vector<std::unique_ptr<Parsed>> files_;  // entries point into them
  const Node* case_table_ = nullptr;
  const std::string* case_file_ = nullptr;
  std::vector<Entry> entries_;
  std::vector<std::optional<std::size_t>> parents_;
  std::map<std::pair<const KindSchema*, std::string>, std::uint64_t> labels_;
};

}  // namespace

Result<FolderReport> read_case_folder(Docket& docket, const std::filesystem::path& folder,
                                      const FolderCheck& check) {
  return Reader(docket, folder).run(check);
}

}  // namespace redress::docket
