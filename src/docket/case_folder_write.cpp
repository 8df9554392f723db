#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "docket/case_folder.hpp"
#include "docket/exhibits.hpp"
#include "docket/imports_release.hpp"
#include "docket/scope.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::Result;

std::string toml_text(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += std::string("\\") + c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += std::string("\\u00") + kHex[byte >> 4U] + kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

class Writer {
 public:
  Writer(const Docket& docket, CaseRef in_case, const FolderOptions& options, const TakeFile& take)
      : docket_(docket), case_(in_case), options_(options), take_(take) {
    for (const KindSchema* kind : docket_.host().kinds)
      for (const FieldSchema& field : kind->fields)
        if (!field.target.empty() && field.name != kind->info.within) targets_.insert(field.target);
  }

  Result<WrittenFolder> run() {
    REDRESS_TRY(load());
    REDRESS_TRY(find_partly_closed());
    REDRESS_TRY(hash_again());
    REDRESS_TRY(write_case());
    for (const KindSchema* kind : docket_.host().kinds) REDRESS_TRY(write_kind(*kind));
    written_.digest = hash_.finish();
    return written_;
  }

 private:
  /// What stands behind the filter wall leaves by no folder.
  static bool is_filtered(const KindSchema& kind, const Row& row) {
    static const std::size_t holding = *schema_of<Exhibit>().index_of("holding");
    return kind.info.name == Kind<Exhibit>::info.name &&
           row.values[holding] == Value{std::string(word(Holding::filtered))};
  }

  Result<void> load() {
    for (const KindSchema* kind : docket_.host().kinds) {
      if (!kind->info.in_case) continue;
      REDRESS_TRY(docket_.store().rows(*kind, case_.number, [&](Row&& row) {
        // What is withdrawn or stays in has no label here, so that nothing names it.
        if (row.withdrawn || !kind->info.in_folder) return;
        if (is_filtered(*kind, row) || (options_.keep_in && options_.keep_in(*kind, row))) {
          ++written_.kept_in;
          return;
        }
        labels_[{kind->info.name, row.number}] = detail::label_of(row);
        rows_[kind].push_back(std::move(row));
      }));
    }
    return {};
  }

  /// Exhibits of which rows stand in quarantine, or could not be judged: their bytes have these rows too.
  Result<void> find_partly_closed() {
    const auto imports = REDRESS_TRY(docket_.all<Import>(case_));
    const Replaced replaced = replaced_in(imports);
    for (const Kept<Import>& one : imports) {
      if (!standing_of(replaced, one).empty()) continue;
      bool closed = one.value.quarantined > 0;
      if (!closed && one.value.refused > 0) {
        const auto authority = REDRESS_TRY(docket_.find(one.value.authority));
        closed = authority && limits_rows(authority->value);
      }
      if (closed) partly_closed_.insert(one.value.exhibit.number);
    }
    return {};
  }

  /// Every sealed file that would leave is compared with its act first: after a difference nothing is
  /// outside.
  Result<void> hash_again() const {
    const auto exhibits = rows_.find(&schema_of<Exhibit>());
    if (exhibits == rows_.end()) return {};
    for (const Row& row : exhibits->second) {
      const auto exhibit = REDRESS_TRY(detail::kept_of<Exhibit>(row));
      REDRESS_TRY(check_exhibit(docket_, exhibit));
    }
    return {};
  }

  Result<void> write_case() {
    const KindSchema& kind = schema_of<Case>();
    const std::optional<Row> row = REDRESS_TRY(docket_.store().row(kind, case_.number));
    if (!row) return base::fail(detail::no_such("case", std::to_string(case_.number)));
    std::string text = "[case]\n";
    write_fields(kind, *row, text);
    return put("case.toml", text);
  }

  Result<void> write_kind(const KindSchema& kind) {
    if (!kind.info.within.empty() || rows_[&kind].empty()) return {};
    std::string text;
    for (const Row& row : rows_[&kind])
      REDRESS_TRY(write_table(kind, row, std::string(kind.info.name), text));
    return put(std::string(kind.info.plural) + ".toml", text);
  }

  Result<void> write_table(const KindSchema& kind, const Row& row, const std::string& path,
                           std::string& text) {
    text += (text.empty() ? "[[" : "\n[[") + path + "]]\n";
    write_fields(kind, row, text);
    if (kind.info.name == Kind<Exhibit>::info.name) REDRESS_TRY(write_exhibit_file(row, text));
    for (const KindSchema* inner : docket_.host().kinds) {
      if (inner->info.within != kind.info.name) continue;
      const std::size_t parent = *inner->index_of(kind.info.name);
      for (const Row& child : rows_[inner])
        if (child.values[parent] == Value{static_cast<std::int64_t>(row.number)})
          REDRESS_TRY(write_table(*inner, child, path + "." + std::string(inner->info.name), text));
    }
    return {};
  }

  void write_fields(const KindSchema& kind, const Row& row, std::string& text) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      const FieldSchema& field = kind.fields[i];
      // A label that the docket made and nothing can name is made again when it is read.
      const bool spare_label =
          i == 0 && !kind.info.within.empty() && !targets_.contains(kind.info.name);
      if (field.type == FieldType::sealed || field.name == kind.info.within || spare_label)
        continue;
      if (options_.keep_field && options_.keep_field(kind, row, field)) continue;
      const std::string value = value_text(field, row.values[i]);
      if (!value.empty()) text += std::string(field.name) + " = " + value + "\n";
    }
  }

  std::string value_text(const FieldSchema& field, const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return {};
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      if (field.type == FieldType::flag) return *number != 0 ? "true" : "false";
      if (field.type == FieldType::reference) return label(field, *number).value_or("");
      return std::to_string(*number);
    }
    if (const auto* text = std::get_if<std::string>(&value)) return toml_text(*text);
    if (const auto* bytes = std::get_if<base::Bytes>(&value))
      return toml_text(base::to_hex(*bytes));
    std::vector<std::string> list;
    if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&value))
      for (const std::int64_t number : *numbers)
        if (const auto one = label(field, number)) list.push_back(*one);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
      for (const std::string& text : *texts) list.push_back(toml_text(text));
    return list.empty() ? std::string{} : "[" + base::joined(list) + "]";
  }

  std::optional<std::string> label(const FieldSchema& field, std::int64_t number) const {
    const auto at = labels_.find({field.target, static_cast<std::uint64_t>(number)});
    return at == labels_.end() ? std::optional<std::string>{} : toml_text(at->second);
  }

  Result<void> write_exhibit_file(const Row& row, std::string& text) {
    const Exhibit exhibit = REDRESS_TRY(from_values<Exhibit>(row.values));
    if (exhibit.holding != Holding::sealed || !exhibit.digest) return {};
    if (options_.files == Files::left_out) return {};
    if (partly_closed_.contains(row.number)) {
      ++written_.files_kept_in;
      return {};
    }
    // The received name may hold anything; the label is safe as a file name.
    const std::string name = "exhibits/" + exhibit.label;
    base::Bytes bytes;
    REDRESS_TRY(read_exhibit(docket_, *exhibit.digest, [&](base::ByteView chunk) -> Result<void> {
      bytes.insert(bytes.end(), chunk.begin(), chunk.end());
      return {};
    }));
    text += "file = " + toml_text(name) + "\n";
    return put_bytes(name, bytes);
  }

  Result<void> put(const std::string& name, const std::string& text) {
    return put_bytes(name, base::as_bytes(text));
  }
  Result<void> put_bytes(const std::string& name, base::ByteView bytes) {
    REDRESS_TRY(take_(name, bytes));
    hash_.update(name).update(std::string_view("\0", 1)).update(base::sha256(bytes).view());
    ++written_.files;
    written_.bytes += bytes.size();
    return {};
  }

  const Docket& docket_;
  CaseRef case_;
  const FolderOptions& options_;
  const TakeFile& take_;
  std::set<std::uint64_t> partly_closed_;
  std::set<std::string_view> targets_;  ///< kinds that some field names
  std::map<const KindSchema*, std::vector<Row>> rows_;
  std::map<std::pair<std::string_view, std::uint64_t>, std::string> labels_;
  base::Sha256 hash_;
  WrittenFolder written_;
};

}  // namespace

Result<WrittenFolder> give_case_folder(const Docket& docket, CaseRef in_case,
                                       const FolderOptions& options, const TakeFile& take) {
  return Writer(docket, in_case, options, take).run();
}

}  // namespace redress::docket
