#include "simulate/zip.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <memory>
#include <utility>

namespace redress::simulate {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

constexpr std::array<std::uint32_t, 256> kCrcTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t at = 0; at < 256; ++at) {
    std::uint32_t value = at;
    for (int bit = 0; bit < 8; ++bit) {
      value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
    }
    table[at] = value;
  }
  return table;
}();

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char one : bytes) {
    crc = kCrcTable[(crc ^ static_cast<unsigned char>(one)) & 0xFFU] ^ (crc >> 8U);
  }
  return ~crc;
}

void put_two(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value & 0xFFU);
  out += static_cast<char>((value >> 8U) & 0xFFU);
}

void put_four(std::string& out, std::uint32_t value) {
  put_two(out, value & 0xFFFFU);
  put_two(out, value >> 16U);
}

// What the local header and the entry of the directory have in common, from the version on.
void put_common(std::string& out, std::string_view name, std::uint32_t crc, std::uint32_t size) {
  put_two(out, 20);      // version 2.0
  put_two(out, 0x0800);  // names are UTF-8
  put_two(out, 0);       // stored
  put_two(out, 0);       // midnight
  put_two(out, 0x0021);  // 1980-01-01, the first day that the format has
  put_four(out, crc);
  put_four(out, size);
  put_four(out, size);
  put_two(out, static_cast<std::uint32_t>(name.size()));
  put_two(out, 0);  // no extra field
}

struct CloseArchive {
  void operator()(archive* reader) const { archive_read_free(reader); }
};

base::Error unreadable(const std::filesystem::path& path, archive* reader) {
  const char* why = archive_error_string(reader);
  return base::Error(ErrorKind::internal, "an archive that was just written cannot be read")
      .at({.file = path.string()})
      .found(why != nullptr ? why : "no reason was given");
}

}  // namespace

void StoredZip::add(std::string_view name, std::string_view bytes) {
  const auto offset = static_cast<std::uint32_t>(bytes_.size());
  const auto size = static_cast<std::uint32_t>(bytes.size());
  const std::uint32_t crc = crc_of(bytes);
  bytes_ += "PK\x03\x04";
  put_common(bytes_, name, crc, size);
  bytes_ += name;
  bytes_ += bytes;
  directory_ += "PK\x01\x02";
  put_two(directory_, 20);  // made by
  put_common(directory_, name, crc, size);
  put_two(directory_, 0);  // comment
  put_two(directory_, 0);  // disk
  put_two(directory_, 0);  // internal attributes
  put_four(directory_, 0);
  put_four(directory_, offset);
  directory_ += name;
  ++members_;
}

std::string StoredZip::finish() {
  std::string out = std::move(bytes_);
  const auto start = static_cast<std::uint32_t>(out.size());
  const auto size = static_cast<std::uint32_t>(directory_.size());
  out += directory_;
  out += "PK\x05\x06";
  put_two(out, 0);
  put_two(out, 0);
  put_two(out, members_);
  put_two(out, members_);
  put_four(out, size);
  put_four(out, start);
  put_two(out, 0);
  *this = StoredZip();
  return out;
}

Result<std::string> restored(const std::filesystem::path& path) {
  const std::unique_ptr<archive, CloseArchive> reader(archive_read_new());
  archive_read_support_format_zip(reader.get());
  if (archive_read_open_filename(reader.get(), path.c_str(), 64U << 10U) != ARCHIVE_OK) {
    return fail(unreadable(path, reader.get()));
  }
  StoredZip zip;
  archive_entry* entry = nullptr;
  std::string bytes;
  std::array<char, 16U << 10U> piece{};
  for (;;) {
    const int got = archive_read_next_header(reader.get(), &entry);
    if (got == ARCHIVE_EOF) return zip.finish();
    if (got != ARCHIVE_OK) return fail(unreadable(path, reader.get()));
    bytes.clear();
    la_ssize_t size = 0;
    while ((size = archive_read_data(reader.get(), piece.data(), piece.size())) > 0) {
      bytes.append(piece.data(), static_cast<std::size_t>(size));
    }
    if (size < 0) return fail(unreadable(path, reader.get()));
    zip.add(archive_entry_pathname(entry), bytes);
  }
}

}  // namespace redress::simulate
