// Staging: an import writes its segments where nobody sees them, and one act publishes them.
//
// Segments, posting indexes and the manifest are files under hidden names. Nothing of them counts
// until an act names the manifest's digest, so staging needs no transaction, blocks nobody, and
// what was broken off leaves nothing behind but files that `sweep` removes. A sealed note lists the
// segments written so far, so that an import of the same description goes on where it stopped: what
// is on disk is compared with what the reader brings again (digest, and row by row); what is
// equal stays, written and synced once more, since nobody knows whether that came to its end; the rest
// is made again.
//
//   Staging staging = REDRESS_TRY(Staging::begin_or_resume(folder, description, {rng}));
//   Columns rows(record_schema_of<Transfer>());
//   for (each row) { if (rows.full()) REDRESS_TRY(staging.add(rows)); rows.push(...) or
//                    REDRESS_TRY(staging.refuse({locator, reason, raw})); }
//   const base::Digest manifest = REDRESS_TRY(staging.finish(rows read));
//   ... the caller's act that names `manifest`, committed while `staging` still lives ...
//
// Segments are encoded and written by one worker in the order in which they came; at most two wait.
// So the result does not depend on timing, and memory stays at about four segments and one run of
// posting indexes (bank rows: 70 to 200 MiB). Randomness is drawn by the caller's thread.
// Failure: the first error of the worker comes back from the next call; nothing was published.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "docket/segment_columns.hpp"
#include "docket/staging_manifest.hpp"

namespace redress::docket {

/// A row that a reader could not take, kept so that nothing is lost. Sealed like every record.
struct RefusedRow {
  std::string_view locator;
  std::string_view reason;  ///< the reader's code: "bad-date"
  std::string_view raw;     ///< the bytes as they stood, cut at kMostText
  bool cut = false;
  std::string_view found;     ///< in words: "31.02.2024"
  std::string_view expected;  ///< in words: "a day of the calendar"
  bool operator==(const RefusedRow&) const = default;
};

template <>
struct RecordKind<RefusedRow> {
  static constexpr RecordInfo info{
      .name = "refused_row",
      .plural = "refused rows",
      .version = 2,
      .locator = "locator",
      .help = "a row that a reader could not take, with the reason",
  };
  static constexpr auto columns = FieldList{
      column(1, "locator", &RefusedRow::locator, "where it stands in the exhibit"),
      column(2, "reason", &RefusedRow::reason, "the reader's code for why"),
      column(3, "raw", &RefusedRow::raw, "the bytes as they stood"),
      column(4, "cut", &RefusedRow::cut, "the bytes were longer than is kept"),
      column(5, "found", &RefusedRow::found, "what was found"),
      column(6, "expected", &RefusedRow::expected, "what was expected"),
  };
};

class Staging {
 public:
  /// Refuses where another program is staging the same description. `folder` and `rng` must outlive it.
  static base::Result<Staging> begin_or_resume(const BulkFolder& folder,
                                               const ImportDescription& description,
                                               base::Rng& rng);
  Staging(Staging&& other) noexcept;
  Staging& operator=(Staging&&) = delete;
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  /// Waits for the worker; what was staged stays for a resume.
  ~Staging();

  /// Takes the rows; `columns` comes back empty, its ordinals going on. Nothing happens when empty.
  base::Result<void> add(Columns& columns, Shelf shelf = Shelf::open);
  /// Texts longer than kMostText are cut.
  base::Result<void> refuse(const RefusedRow& row);
  /// Waits until all is on disk; the digest is for the act. Call once.
  base::Result<base::Digest> finish(std::uint64_t rows_read);

  const Manifest& manifest() const;  ///< complete after finish
  bool finished() const;             ///< `finish` came to its end
  std::size_t resumed() const;       ///< segments that were found and kept
  /// Ends the note, once the act that names the manifest is committed.
  void end();

 private:
  struct Work;
  explicit Staging(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

struct Swept {
  std::size_t files = 0;     ///< removed
  std::size_t stagings = 0;  ///< abandoned ones ended
  std::size_t live = 0;      ///< being staged by another program now: left alone
};
/// Removes what no published manifest needs and nobody is staging. `published` gives the digests
/// that acts name; it is asked after abandoned stagings were locked, so that one that is published
/// meanwhile is seen. A published manifest that can not be read ends it before anything is removed.
base::Result<Swept> sweep(
    const BulkFolder& folder, std::span<const RecordSchema* const> schemas,
    const std::function<base::Result<std::vector<base::Digest>>()>& published);

}  // namespace redress::docket
