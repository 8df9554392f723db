#include "intake/workbook_parts.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.hpp"
#include "intake/archive.hpp"
#include "intake/xml.hpp"

namespace redress::intake {

using base::Result;

namespace {

std::string_view value_of(std::span<const XmlAttribute> attributes, std::string_view name) {
  for (const XmlAttribute& one : attributes)
    if (one.name == name) return one.value;
  return {};
}

std::uint32_t number_of(std::string_view text) {
  std::uint32_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? value : 0;
}

base::Error too_large(std::string_view what) {
  return base::Error(base::ErrorKind::bad_input, "this workbook is too large: " + std::string(what))
      .fix("save its sheets as CSV and take them in as tables");
}

class SheetList final : public XmlVisitor {
 public:
  explicit SheetList(Workbook& out) : out_(out) {}
  Result<void> begin(std::string_view name, std::string_view,
                     std::span<const XmlAttribute> attributes) override {
    if (name == "workbookPr") {
      const std::string_view value = value_of(attributes, "date1904");
      out_.from_1904 = value == "1" || value == "true";
    }
    if (name != "sheet") return {};
    if (out_.sheets.size() == kMostSheets) return base::fail(too_large("more than 1,000 sheets"));
    const std::string_view state = value_of(attributes, "state");
    out_.sheets.push_back({std::string(value_of(attributes, "name")),
                           std::string(value_of(attributes, "id")),
                           !state.empty() && state != "visible"});
    return {};
  }
  Result<void> end(std::string_view, std::string_view, bool) override { return {}; }

 private:
  Workbook& out_;
};

class Relations final : public XmlVisitor {
 public:
  std::map<std::string, std::string, std::less<>> target;
  Result<void> begin(std::string_view name, std::string_view,
                     std::span<const XmlAttribute> attributes) override {
    if (name != "Relationship" || target.size() > 10 * kMostSheets) return {};
    if (value_of(attributes, "TargetMode") == "External") return {};
    target.emplace(value_of(attributes, "Id"), value_of(attributes, "Target"));
    return {};
  }
  Result<void> end(std::string_view, std::string_view, bool) override { return {}; }
};

class Styles final : public XmlVisitor {
 public:
  explicit Styles(Workbook& out) : out_(out) {}
  Result<void> begin(std::string_view name, std::string_view,
                     std::span<const XmlAttribute> attributes) override {
    if (name == "cellXfs") in_cells_ = true;
    if (name == "numFmt" && codes_.size() < kMostStyles)
      codes_.emplace(number_of(value_of(attributes, "numFmtId")),
                     form_of_code(value_of(attributes, "formatCode")));
    if (name != "xf" || !in_cells_) return {};
    if (out_.forms.size() == kMostStyles) return base::fail(too_large("more than 100,000 formats"));
    const std::uint32_t id = number_of(value_of(attributes, "numFmtId"));
    const auto code = codes_.find(id);
    out_.forms.push_back(code == codes_.end() ? form_of_builtin(id) : code->second);
    return {};
  }
  Result<void> end(std::string_view name, std::string_view, bool) override {
    if (name == "cellXfs") in_cells_ = false;
    return {};
  }

 private:
  Workbook& out_;
  std::map<std::uint32_t, CellForm> codes_;
  bool in_cells_ = false;
};

class SharedTexts final : public XmlVisitor {
 public:
  explicit SharedTexts(Workbook& out) : out_(out) {}
  Result<void> begin(std::string_view name, std::string_view,
                     std::span<const XmlAttribute>) override {
    if (name == "rPh") ++phonetic_;
    return {};
  }
  Result<void> end(std::string_view name, std::string_view text, bool) override {
    if (name == "rPh") --phonetic_;
    if (name == "t" && phonetic_ == 0) out_.shared_text += text;
    if (out_.shared_text.size() + 4 * out_.shared_ends.size() > kMostShared)
      return base::fail(too_large("its shared texts take more than 64 MiB"));
    if (name != "si") return {};
    out_.shared_ends.push_back(static_cast<std::uint32_t>(out_.shared_text.size()));
    return {};
  }

 private:
  Workbook& out_;
  int phonetic_ = 0;
};

Result<void> visit_part(const Input& archive, const std::string& path, XmlVisitor& visitor) {
  const auto member = REDRESS_TRY(MemberInput::open(archive, path, kMostPart));
  XmlReader reader(*member, visitor);
  return base::in_context(reader.run([](std::uint64_t) { return Result<void>(); }),
                          "while reading " + path + " of the workbook");
}

/// "../worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml" as names in the archive.
std::string path_of(std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string out = "xl/";
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    out.clear();
  }
  return out + std::string(target);
}

}  // namespace

bool Workbook::shared(std::size_t index, std::string_view& text) const {
  if (index >= shared_ends.size()) return false;
  const std::size_t from = index == 0 ? 0 : shared_ends[index - 1];
  text = std::string_view(shared_text).substr(from, shared_ends[index] - from);
  return true;
}

Result<Workbook> open_workbook(const Input& archive) {
  Workbook out;
  const std::vector<Member> members = REDRESS_TRY(members_of(archive));
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(members, [&](const Member& one) { return one.name == name; });
  };
  if (!has("xl/workbook.xml")) {
    base::Error error(base::ErrorKind::bad_input, "this is no workbook that can be read");
    const bool other = has("content.xml") || has("xl/workbook.bin");
    return base::fail(
        std::move(error)
            .found(other ? "an OpenDocument spreadsheet or a binary workbook"
                         : "an archive without xl/workbook.xml")
            .expected("a workbook as XLSX")
            .fix("save it as XLSX, or its sheets as CSV, and keep the original as exhibit"));
  }
  SheetList list(out);
  REDRESS_TRY(visit_part(archive, "xl/workbook.xml", list));
  Relations relations;
  if (has("xl/_rels/workbook.xml.rels"))
    REDRESS_TRY(visit_part(archive, "xl/_rels/workbook.xml.rels", relations));
  for (WorkbookSheet& sheet : out.sheets) {
    const auto target = relations.target.find(sheet.path);
    sheet.path = target == relations.target.end() ? std::string() : path_of(target->second);
  }
  // Charts and macros are sheets without cells.
  std::erase_if(out.sheets, [&](const WorkbookSheet& one) {
    return !has(one.path) || one.path.find("worksheets/") == std::string::npos;
  });
  Styles styles(out);
  if (has("xl/styles.xml")) REDRESS_TRY(visit_part(archive, "xl/styles.xml", styles));
  SharedTexts texts(out);
  if (has("xl/sharedStrings.xml")) REDRESS_TRY(visit_part(archive, "xl/sharedStrings.xml", texts));
  return out;
}

}  // namespace redress::intake
