// A page of plain text under construction: every text that goes in is made safe and wrapped.
#pragma once

#include <string>
#include <string_view>

#include "law/pack.hpp"

namespace redress::law::detail {

inline constexpr std::size_t kWidth = 100;

/// The text on one safe line, with the mark where it is unconfirmed; empty stays empty.
std::string marked(std::string_view text, Standing standing);

class Page {
 public:
  /// Wrapped at `indent`; `lead` stands before the first line ("- ") and is as wide as the rest
  /// is set in.
  void line(std::string_view text, std::size_t indent = 0, std::string_view lead = {});
  /// "Name: text", the mark where it is unconfirmed; nothing where the text is empty.
  void field(std::string_view name, std::string_view text, Standing standing,
             std::size_t indent = 0);
  /// An empty line and a heading.
  void heading(std::string_view text);
  std::string take() && { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace redress::law::detail
