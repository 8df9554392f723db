// The parts of a workbook (XLSX) that its sheets refer to: which sheets there are, number formats,
// shared texts.
//
// Promises: bounded: kMostSheets sheets, kMostStyles formats, kMostShared bytes of shared texts;
// more is an error that says so. Nothing outside of the archive is followed. `archive` must outlive
// it.
// Bad input: an error where the archive or one of these parts can not be read. Source:
// ECMA-376-1:2016, part 18.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/input.hpp"
#include "intake/workbook_cells.hpp"

namespace redress::intake {

inline constexpr std::size_t kMostSheets = 1'000;
inline constexpr std::size_t kMostStyles = 100'000;
inline constexpr std::size_t kMostShared = 64U << 20U;
/// Bytes of one part, unpacked.
inline constexpr std::uint64_t kMostPart = 8ULL << 30U;

struct WorkbookSheet {
  std::string name;
  std::string path;  ///< in the archive
  bool hidden = false;
};

struct Workbook {
  std::vector<WorkbookSheet> sheets;
  std::vector<CellForm> forms;  ///< by style number
  bool from_1904 = false;
  std::string shared_text;
  std::vector<std::uint32_t> shared_ends;

  CellForm form(std::size_t style) const {
    return style < forms.size() ? forms[style] : CellForm::plain;
  }
  /// False: there is no such text.
  bool shared(std::size_t index, std::string_view& text) const;
};

base::Result<Workbook> open_workbook(const Input& archive);

}  // namespace redress::intake
