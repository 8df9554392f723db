// Posting indexes: from the key of a column to the pages that have it. Derived; can be made again.
//
// One file covers one looked-up column of up to kRunSegments segments of an import (a run). It holds
// one 64-bit number for each different key of each page: 48 bits of a keyed hash of the key, then
// 16 bits of the page in the run; sorted. Blocks of 1,024 numbers are sealed one by one; the sealed
// head has the first number of each block. A look-up opens the head once, then one block (8 KiB), and
// whoever asks compares the real keys in the pages that it names: equal hashes are candidates only.
// The name and the key of the file come from the digests of the segments that it covers, so an
// index never answers for other segments.
//
// Cost: building about 40 ns a different key and page, 8 bytes each in memory and on disk (at most
// 64 MiB a run and column); a look-up in a run about 15 microseconds; the head is
// 8 bytes for 1,024 keys. Keyed hash: SipHash-2-4 (Aumasson, Bernstein, INDOCRYPT 2012), so that
// nobody can prepare an exhibit whose keys collide. A false candidate: one in 2^48 / numbers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "docket/segment.hpp"
#include "docket/segment_files.hpp"

namespace redress::docket {

inline constexpr std::size_t kRunSegments = 128;
inline constexpr std::size_t kPostingBlock = 1'024;
static_assert(kRunSegments * kMostPages <= 65'536);

/// The form under which a text is looked up, or nothing where it has none (empty, only separators).
/// `into` may hold the form; the view lives as long as `text` and `into`.
std::optional<std::string_view> lookup_form(Lookup lookup, std::string_view text,
                                            std::string& into);

using PostingKey = std::array<std::uint8_t, 16>;
PostingKey posting_key(const BulkKeys& keys);

/// Which column of which segments.
struct PostingPlace {
  DocketId docket{};
  const RecordSchema* schema = nullptr;
  std::size_t column = 0;
  base::Digest segments;  ///< SHA-256 of the digests of the covered segments, in order

  base::Bytes bytes() const;
  std::string text() const;
};
base::Digest digest_of_run(std::span<const base::Digest> segments);

class PostingBuilder {
 public:
  PostingBuilder(Lookup lookup, const PostingKey& key) : lookup_(lookup), key_(key) {}

  /// The entries of one page; `page` counts through the segments of the run.
  void add_page(std::size_t page, const TextLane& lane, std::size_t page_in_lane);
  void add_page(std::size_t page, std::span<const std::string_view> entries);
  /// The file; the builder is empty afterwards.
  base::Bytes finish(const PostingPlace& place, const base::SecretBytes& key, const Salt& salt);

 private:
  void add(std::size_t page, std::string_view text);

  Lookup lookup_;
  PostingKey key_;
  std::string form_;
  std::vector<std::uint64_t> numbers_;
};

/// An opened index: the first numbers of its blocks in memory, the blocks read when asked.
class Postings {
 public:
  static base::Result<Postings> open(const PostingPlace& place, BulkFile file,
                                     const base::SecretBytes& key);

  /// Pages of the run that may hold the form, rising.
  base::Result<std::vector<std::uint32_t>> find(std::string_view form, const PostingKey& key) const;
  /// Opens every block and compares its order; the error names the block.
  base::Result<void> check() const;
  std::size_t numbers() const { return count_; }
  std::size_t memory() const { return firsts_.size() * sizeof(std::uint64_t); }

 private:
  Postings(PostingPlace place, BulkFile file, const FileKey& key, std::uint64_t parts,
           std::size_t count, std::vector<std::uint64_t> firsts)
      : place_(place),
        file_(std::move(file)),
        key_(key),
        parts_(parts),
        count_(count),
        firsts_(std::move(firsts)) {}
  base::Result<std::vector<std::uint64_t>> block(std::size_t index) const;

  PostingPlace place_;
  BulkFile file_;
  FileKey key_;
  std::uint64_t parts_;
  std::size_t count_;
  std::vector<std::uint64_t> firsts_;
};

}  // namespace redress::docket
