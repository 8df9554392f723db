#include "intake/privilege_numbers.hpp"

#include <algorithm>
#include <array>

#include "base/marks.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace redress::intake {
namespace {

constexpr std::size_t kLastDigits = 9;
constexpr std::size_t kFewestDigits = 5;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_inside(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' || c == '+';
}

/// The digit, or -1. Unicode 15, Nd: scripts whose digits stand in numbers of telephones.
int digit_of(char32_t code) {
  constexpr std::array<char32_t, 19> kZeros = {
      0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66,
      0x0CE6, 0x0D66, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10};
  const auto above = std::ranges::upper_bound(kZeros, code);
  if (above == kZeros.begin() || code - *(above - 1) > 9) return -1;
  return static_cast<int>(code - *(above - 1));
}

/// The same in ASCII; what stands in no number becomes a letter.
char plain_of(char32_t code) {
  if (const int digit = digit_of(code); digit >= 0) return static_cast<char>('0' + digit);
  constexpr std::u32string_view kOthers =
      U"\u00B7\u2024\u2027\u2044\u2215\uFF08\uFF09\uFF0B\uFF0E\uFF0F";
  if (base::is_wide_blank(code)) return ' ';
  if (base::is_wide_dash(code)) return '-';
  return kOthers.find(code) == std::u32string_view::npos ? 'x' : '.';
}

std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      out += text[at++];
      continue;
    }
    const base::CodePoint code = base::decode(text, at);
    at += code.length;
    if (!base::is_invisible(code.code)) out += plain_of(code.code);
  }
  return out;
}

/// The last digits of a run of them.
class Tail {
 public:
  void add(char digit) {
    if (size_ == kLastDigits) {
      std::ranges::rotate(digits_, digits_.begin() + 1);
      --size_;
    }
    digits_[size_++] = digit;
  }
  void clear() { size_ = 0; }
  bool in(const std::unordered_set<std::string>& numbers) const {
    return size_ >= kFewestDigits && numbers.contains(std::string(digits_.data(), size_));
  }
  std::string text() const { return {digits_.data(), size_}; }

 private:
  std::array<char, kLastDigits> digits_{};
  std::size_t size_ = 0;
};

}  // namespace

PrivilegeNumbers::PrivilegeNumbers(const std::vector<std::string>& list) {
  for (const std::string& number : list) {
    Tail tail;
    for (const char c : plain(number))
      if (is_digit(c)) tail.add(c);
    if (tail.text().size() >= kFewestDigits) numbers_.insert(tail.text());
  }
}

bool PrivilegeNumbers::in_plain(std::string_view text) const {
  // A number ends where something else than its usual separators stands.
  Tail tail;
  bool fresh = false;  // a digit was added since it was asked
  for (const char c : text) {
    if (is_digit(c)) {
      tail.add(c);
      fresh = true;
      continue;
    }
    if (fresh && tail.in(numbers_)) return true;
    fresh = false;
    if (!is_inside(c)) tail.clear();
  }
  return fresh && tail.in(numbers_);
}

bool PrivilegeNumbers::hits(std::string_view text) const {
  if (numbers_.empty()) return false;
  return base::is_ascii(text) ? in_plain(text) : in_plain(plain(text));
}

}  // namespace redress::intake
