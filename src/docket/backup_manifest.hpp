// The manifest of a backup: what is in it and what it must look like, signed.
//
// Text, one thing a line: "redress backup 1", "docket <id>", two "head <line>", "file <SHA-256> <size> <path>" sorted by path, "signed <user> <public key> <signature>". The
// signature (Ed25519) covers every line before it. Paths are relative, '/' between names.
// Bad input: anything else is refused with its line; at most kMostFiles files.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docket/heads.hpp"

namespace redress::docket {

struct BackupFile {
  base::Digest digest;
  std::uint64_t size = 0;
  std::string path;
  bool operator==(const BackupFile&) const = default;
};

struct BackupManifest {
  DocketId docket{};
  std::array<Head, 2> heads;
  std::vector<BackupFile> files;
  std::uint64_t user = 0;
  PublicKey signer{};
};

inline constexpr std::size_t kMostFiles = 10'000'000;

/// Everything that is signed.
std::string body_of(const BackupManifest& manifest);
/// The last line.
std::string signature_line(const BackupManifest& manifest, const Signature& signature);
/// Checks the form, the order, the paths and the signature.
base::Result<BackupManifest> parse_backup_manifest(std::string_view text);

}  // namespace redress::docket
