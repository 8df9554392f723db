#include "intake/encoding_pages.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

#include "base/utf8.hpp"

namespace redress::intake {

namespace {

constexpr char32_t kNone = U'�';

struct Closed {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

CodePage page_of(std::string_view name, const char* icu) {
  CodePage page{name, icu, {}, {}};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, Closed> converter(ucnv_open(icu, &status));
  for (unsigned i = 0; i < 128; ++i) {
    char32_t code = kNone;
    if (U_SUCCESS(status)) {
      UErrorCode one = U_ZERO_ERROR;
      const char byte = static_cast<char>(128 + i);
      const char* at = &byte;
      const UChar32 got = ucnv_getNextUChar(converter.get(), &at, at + 1, &one);
      // C1 controls and private characters stand for unused bytes.
      const bool unused = got < 0xA0 || (got >= 0xE000 && got <= 0xF8FF);
      if (U_SUCCESS(one) && !unused) code = static_cast<char32_t>(got);
    }
    page.high[i] = code;
    std::string text;
    base::append_utf8(text, code);
    std::copy(text.begin(), text.end(), page.utf8[i].begin());
    page.utf8[i][3] = static_cast<char>(text.size());
  }
  return page;
}

std::vector<CodePage> all_pages() {
  std::vector<CodePage> pages;
  const auto add = [&](std::string_view name, const char* icu) {
    pages.push_back(page_of(name, icu));
  };
  add("windows-1252", "windows-1252");
  add("windows-1251", "windows-1251");
  add("windows-1250", "windows-1250");
  add("windows-1254", "windows-1254");
  add("windows-1253", "windows-1253");
  add("windows-1256", "windows-1256");
  add("windows-1255", "windows-1255");
  add("windows-874", "windows-874");
  add("windows-1258", "windows-1258");
  add("ISO-8859-15", "ISO-8859-15");
  add("ISO-8859-2", "ISO-8859-2");
  add("IBM850", "IBM850");
  add("IBM852", "IBM852");
  add("MacRoman", "macintosh");
  add("KOI8-R", "KOI8-R");
  add("IBM866", "IBM866");
  add("ISO-8859-5", "ISO-8859-5");
  add("IBM437", "IBM437");
  return pages;
}

}  // namespace

const std::vector<CodePage>& code_pages() {
  static const std::vector<CodePage> pages = all_pages();
  return pages;
}

const CodePage* code_page_named(std::string_view name) {
  for (const CodePage& page : code_pages())
    if (page.name == name) return &page;
  return nullptr;
}

std::size_t append_of_page(std::string& out, std::string_view& bytes, const CodePage& page,
                           std::size_t most) {
  std::size_t replaced = 0;
  std::size_t taken = 0;
  for (; taken < bytes.size(); ++taken) {
    if (most - out.size() < 3) break;
    const auto byte = static_cast<unsigned char>(bytes[taken]);
    if (byte == 0) {
      base::append_utf8(out, kNone);
      ++replaced;
      continue;
    }
    if (byte < 0x80) {
      out.push_back(bytes[taken]);
      continue;
    }
    const auto& text = page.utf8[byte - 0x80U];
    out.append(text.data(), static_cast<std::size_t>(text[3]));
    if (page.high[byte - 0x80U] == kNone) ++replaced;
  }
  bytes.remove_prefix(taken);
  return replaced;
}

}  // namespace redress::intake
