// The folder of bulk files of a docket: segments, posting indexes, manifests.
//
// `segments/ab/abcd...`: the name is a keyed hash of what the file is, so that a listing of the folder
// tells nothing about it. A file appears under its name whole and on disk, or not at all
// (base::write_file_atomically: file of another name, fsync, rename, fsync of the folder), mode 0600.
// Files are never changed; equal names have equal content.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/act.hpp"
#include "docket/segment.hpp"

namespace redress::docket {

/// 32 bytes each. `quarantine` may be empty: then nothing quarantined is opened or written.
struct BulkKeys {
  base::SecretBytes name;
  base::SecretBytes open;
  base::SecretBytes quarantine;
  base::SecretBytes veil;  ///< of the layer around every file (segment_veil.hpp); empty: none

  /// For what is sealed beside those files, and opens for nobody with former keys.
  const base::SecretBytes& own() const { return veil.empty() ? open : veil; }
  /// The key of a shelf, or an error that says who may.
  base::Result<const base::SecretBytes*> of(Shelf shelf) const;
};

/// Three keys out of one (libsodium's keyed BLAKE2b derivation). A docket that keeps its case team
/// from quarantined rows by key gives `quarantine` another origin.
BulkKeys derive_bulk_keys(const base::SecretBytes& root);

class BulkFolder {
 public:
  /// `keys` must outlive it. The folder is made where it is missing.
  static base::Result<BulkFolder> open(const std::filesystem::path& docket_folder,
                                       const DocketId& docket, const BulkKeys& keys);

  const DocketId& docket() const { return docket_; }
  const BulkKeys& keys() const { return *keys_; }
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path staging() const { return path_ / "staging"; }

  /// 64 hexadecimal characters out of what a file is.
  std::string hidden_name(std::string_view what, base::ByteView which) const;
  std::string name_of_segment(const base::Digest& digest) const;
  std::string name_of_manifest(const base::Digest& digest) const;
  std::filesystem::path place_of(const std::string& name) const;

  base::Result<void> keep(const std::string& name, base::ByteView bytes) const;
  base::Result<BulkFile> file(const std::string& name) const;
  /// At most so many bytes; the whole file.
  base::Result<base::Bytes> read(const std::string& name, std::size_t most) const;
  bool has(const std::string& name) const;

 private:
  BulkFolder(std::filesystem::path path, const DocketId& docket, const BulkKeys& keys)
      : path_(std::move(path)), docket_(docket), keys_(&keys) {}

  std::filesystem::path path_;
  DocketId docket_;
  const BulkKeys* keys_;
};

}  // namespace redress::docket
