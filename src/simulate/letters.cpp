#include "simulate/letters.hpp"

#include <array>

#include "base/utf8.hpp"

namespace redress::simulate {
namespace {

struct Plain {
  char32_t code;
  std::string_view ascii;
};
constexpr std::array<Plain, 24> kPlain{
    {{U'ä', "ae"}, {U'ö', "oe"}, {U'ü', "ue"}, {U'ß', "ss"}, {U'Ä', "Ae"}, {U'Ö', "Oe"},
     {U'Ü', "Ue"}, {U'á', "a"},  {U'é', "e"},  {U'í', "i"},  {U'ó', "o"},  {U'ú', "u"},
     {U'ñ', "n"},  {U'ă', "a"},  {U'â', "a"},  {U'î', "i"},  {U'ș', "s"},  {U'ț', "t"},
     {U'Ș', "S"},  {U'Ț', "T"},  {U'Î', "I"},  {U'É', "E"},  {U'Á', "A"},  {U'€', "EUR"}}};

std::string_view plain_of(char32_t code) {
  for (const Plain& one : kPlain) {
    if (one.code == code) return one.ascii;
  }
  return "?";
}

}  // namespace

std::string ascii_of(std::string_view utf8) {
  std::string out;
  base::for_each_code_point(utf8, [&](char32_t code) {
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else {
      out += plain_of(code);
    }
  });
  return out;
}

std::string capitals_of(std::string_view utf8) {
  std::string out = ascii_of(utf8);
  for (char& one : out) {
    if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
  }
  return out;
}

void put_windows_1252(std::string& out, std::string_view utf8) {
  base::for_each_code_point(utf8, [&](char32_t code) {
    if (code == U'€') {
      out += static_cast<char>(0x80);
    } else if (code < 0x80 || (code >= 0xA0 && code <= 0xFF)) {
      out += static_cast<char>(static_cast<unsigned char>(code));
    } else {
      out += '?';
    }
  });
}

void put_field(std::string& out, std::string_view value, char separator) {
  bool plain = true;
  for (const char one : value) {
    if (one == separator || one == '"' || one == '\n' || one == '\r') plain = false;
  }
  if (plain) {
    out += value;
    return;
  }
  out += '"';
  for (const char one : value) {
    if (one == '"') out += '"';
    out += one;
  }
  out += '"';
}

void put_xml(std::string& out, std::string_view value) {
  for (const char one : value) {
    switch (one) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += one;
    }
  }
}

void put_element(std::string& out, std::string_view name, std::string_view value,
                 std::size_t indent) {
  out.append(indent, ' ');
  out += '<';
  out += name;
  out += '>';
  put_xml(out, value);
  out += "</";
  out += name;
  out += ">\n";
}

void put_json(std::string& out, std::string_view value) {
  out += '"';
  for (const char one : value) {
    if (one == '"' || one == '\\') out += '\\';
    if (one == '\n') {
      out += "\\n";
    } else {
      out += one;
    }
  }
  out += '"';
}

}  // namespace redress::simulate
