// Small parts of a page: text made safe, marks, lists of facts, tables.
//
// Promises: `safe` is the only way by which text of docket and packs enters the page: control, bidi
// and other invisible characters are replaced (base::one_line), then & < > " ' become entities, so
// that the result may stand in element text and in a quoted attribute. Functions that take text
// make it safe themselves; parameters named *_html are finished markup.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/brief_model.hpp"

namespace redress::report::detail {

std::string safe(std::string_view text);
/// Line breaks of the text stay.
std::string safe_lines(std::string_view text);
/// ` lang="tl"` for a well-formed language code, nothing for any other text.
std::string lang_attribute(std::string_view code);

/// The text, with a tag where it is unconfirmed.
std::string with_mark(std::string_view text, bool unconfirmed);
/// Symbol and words: "● covered on a stated route".
std::string outcome_html(proof::Outcome outcome, const std::vector<std::string>& conditions = {});
/// The label as a link to the item's place in the appendix.
std::string item_link(const proof::CaseView& view, proof::Index item);

/// A list of names and texts; an empty text leaves its row out.
class Facts {
 public:
  Facts& add(std::string_view name, std::string_view text) { return add_html(name, safe(text)); }
  Facts& add_html(std::string_view name, std::string_view html);
  std::string take() &&;

 private:
  std::string html_;
};

std::string list_html(const std::vector<std::string>& items_html);

/// A table with caption and scopes. Roles are written out, since a table that is laid out in blocks
/// on a narrow screen loses them otherwise.
class Table {
 public:
  /// `kind`: a class of the style ("matrix"), or nothing.
  Table(std::string_view caption, std::vector<std::string> heads, std::string_view kind = {});
  /// The first cell is the head of the row. `level`: depth in a tree, from 1; 0 for none.
  void row(const std::vector<std::string>& cells_html, std::uint32_t level = 0);
  bool empty() const { return rows_.empty(); }
  std::string take() &&;

 private:
  std::string caption_;
  std::string kind_;
  std::vector<std::string> heads_;
  std::string rows_;
};

}  // namespace redress::report::detail
