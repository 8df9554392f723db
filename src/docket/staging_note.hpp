// The note of one staging: a sealed, append-only list of the segments that it wrote.
//
// `segments/staging/<hidden name of the description>`: entries of length (4 bytes) and sealed value,
// each bound to docket, description and its position. An entry is written before its segment gets
// its name. A torn or altered tail ends the list and is cut off; what it named is written again.
// Locked (flock) while it is in use.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "docket/staging_manifest.hpp"

namespace redress::docket {

struct NoteEntry {
  std::string kind;
  std::uint16_t version = 0;
  Shelf shelf = Shelf::open;
  std::uint32_t number = 0;
  ManifestSegment segment;
};

class StagingNote {
 public:
  /// Opens or makes it; nothing where another program holds it.
  static base::Result<std::optional<StagingNote>> open(const BulkFolder& folder,
                                                       const std::filesystem::path& file);
  ~StagingNote();
  StagingNote(StagingNote&& other) noexcept;
  StagingNote& operator=(StagingNote&&) = delete;
  StagingNote(const StagingNote&) = delete;
  StagingNote& operator=(const StagingNote&) = delete;

  static std::filesystem::path place_of(const BulkFolder& folder,
                                        const ImportDescription& description);

  /// What it lists, up to the first entry that does not open.
  const std::vector<NoteEntry>& entries() const { return entries_; }
  base::Result<void> append(const NoteEntry& entry, base::Rng& rng);
  /// Ends it. What it announced is not touched.
  void remove();

 private:
  StagingNote(const BulkFolder& folder, std::filesystem::path file, int fd)
      : folder_(&folder), file_(std::move(file)), fd_(fd) {}
  base::Result<void> load();
  base::Bytes place(std::size_t position) const;

  const BulkFolder* folder_;
  std::filesystem::path file_;
  int fd_ = -1;
  std::vector<NoteEntry> entries_;
};

}  // namespace redress::docket
