// For tests: ZIP archives made in memory, without packing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redress::intake::testing {

namespace zip_detail {

inline std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

inline void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
}

}  // namespace zip_detail

/// Members in order, stored as they are; names with the mark of UTF-8.
inline std::string zip_of(const std::vector<std::pair<std::string, std::string>>& members) {
  using zip_detail::put;
  std::string out;
  std::string directory;
  for (const auto& [name, bytes] : members) {
    std::string common;
    put(common, 20, 2);      // version needed
    put(common, 0x800, 2);   // names are UTF-8
    put(common, 0, 2);       // stored
    put(common, 0, 2);       // time
    put(common, 0x5821, 2);  // day
    put(common, zip_detail::crc32_of(bytes), 4);
    put(common, bytes.size(), 4);
    put(common, bytes.size(), 4);
    put(common, name.size(), 2);
    put(common, 0, 2);  // extra
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += common;
    put(directory, 0, 2);  // comment
    put(directory, 0, 2);  // disk
    put(directory, 0, 2);
    put(directory, 0, 4);
    put(directory, out.size(), 4);
    directory += name;
    out += "PK\x03\x04";
    out += common + name + bytes;
  }
  const std::size_t begin = out.size();
  out += directory;
  out += "PK\x05\x06";
  put(out, 0, 4);
  put(out, members.size(), 2);
  put(out, members.size(), 2);
  put(out, directory.size(), 4);
  put(out, begin, 4);
  put(out, 0, 2);
  return out;
}

using Members = std::vector<std::pair<std::string, std::string>>;

inline std::string sheet_of(const std::string& rows) {
  return "<worksheet xmlns=\"m\"><sheetData>" + rows + "</sheetData></worksheet>";
}

/// A workbook of sheets by name, each with the XML of its part; and other members.
inline std::string workbook_of(const Members& sheets, Members members = {}) {
  std::string list;
  std::string targets;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    list += "<sheet name=\"" + sheets[i].first + "\" sheetId=\"" + n + "\" r:id=\"rId" + n + "\"/>";
    targets += "<Relationship Id=\"rId" + n + "\" Target=\"worksheets/" + n + ".xml\"/>";
    members.emplace_back("xl/worksheets/" + n + ".xml", sheets[i].second);
  }
  members.emplace_back("xl/workbook.xml",
                       "<workbook xmlns:r=\"r\"><sheets>" + list + "</sheets></workbook>");
  members.emplace_back("xl/_rels/workbook.xml.rels",
                       "<Relationships>" + targets + "</Relationships>");
  return zip_of(members);
}

}  // namespace redress::intake::testing
