// One file after the other into a case: what is known of the case, and the steps of one file. Not for other rooms.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "docket/contraband.hpp"
#include "intake/add.hpp"
#include "intake/earlier.hpp"
#include "intake/files_below.hpp"
#include "intake/survey.hpp"

namespace redress::intake {

/// How the note of an exhibit begins that intake entered; the whole name of the file follows.
inline constexpr const char* kTakenInAs = "taken in as ";

class Adding {
 public:
  static base::Result<Adding> begin(docket::Docket& docket, const AddOptions& options,
                                    const FilesBelow& below);

  /// An error only where the docket itself fails, or the caller's step says stop.
  base::Result<void> file(const FileBelow& file, std::vector<FileReport>& reports);
  /// A reading that stands, made again from the sealed bytes in the way in which it was made, with the
  /// list of privileged persons as it is now.
  base::Result<void> again(const docket::CaseReading& reading, std::vector<FileReport>& reports);
  /// Whether it was made with this list.
  bool is_screened(const docket::Import& import) const { return import.screened == counsel_; }
  const EarlierRows& earlier() const { return *earlier_; }

 private:
  /// Where the bytes of an exhibit come from: a file, or a part of one.
  struct Source {
    std::string name;
    std::filesystem::path path;  ///< empty: a part
    base::ByteView bytes;        ///< of a part
    const Input* input = nullptr;
    docket::Ref<docket::Exhibit> inside;
    bool privileged = false;
    int depth = 0;
    std::function<base::Result<void>()> unchanged;
  };

  /// Somebody changed an authority or an exhibit.
  struct ScopeChange {
    std::uint64_t position = 0;  ///< in the log of evidence
    bool of_authority = false;
    std::uint64_t number = 0;
    std::uint64_t user = 0;
  };

  Adding(docket::Docket& docket, const AddOptions& options,
         docket::Kept<docket::Authority> authority, docket::KnownHashes known,
         PrivilegeGate privilege);

  struct Plan {
    const Reader* reader = nullptr;  ///< null: no reader knows it
    Declared declared;
    Survey found;
    bool by_reference = false;
    docket::Ref<docket::Import> replaces;
    std::optional<docket::Import> before;  ///< the reading that is replaced
    bool other_scope = false;              ///< its authority was changed since that reading
    std::uint64_t apart =
        0;                 ///< rows that must be in quarantine again, as this user read it before
    bool cleared = false;  ///< a reviewer has looked at it since the list was last changed
  };

  static base::Result<void> tell(base::Result<void> done, FileReport report,
                                 std::vector<FileReport> inside, std::vector<FileReport>& reports);
  base::Result<void> source(const Source& source, std::vector<FileReport>& reports);
  base::Result<void> take(const Source& source, const base::Digest& digest, FileReport& report,
                          std::vector<FileReport>& reports);
  base::Result<Plan> recognised(const Source& source, FileReport& report) const;
  base::Result<void> look(const Source& source, Plan& plan, FileReport& report);
  base::Result<void> read(const Source& source, Plan& plan,
                          const docket::Kept<docket::Exhibit>& exhibit, FileReport& report,
                          std::vector<FileReport>& reports);
  base::Result<std::optional<docket::Kept<docket::Exhibit>>> here_already(
      const base::Digest& digest) const;
  base::Result<std::optional<docket::Kept<docket::Import>>> standing_reading(
      const docket::Kept<docket::Exhibit>& exhibit, const Reader& reader) const;
  base::Result<bool> is_known(const docket::Kept<docket::Exhibit>& exhibit, Plan& plan,
                              FileReport& report);
  base::Result<void> may_read_again(const docket::Kept<docket::Exhibit>& exhibit,
                                    const std::optional<docket::Kept<docket::Import>>& standing);
  base::Result<std::vector<ScopeChange>> changes_of_scope(
      const docket::Kept<docket::Exhibit>& exhibit, docket::ActRef since);
  bool has_own(const std::vector<ScopeChange>& changes) const;
  base::Result<void> look_at_acts(std::uint64_t from);
  base::Result<std::uint64_t> rows_apart(const docket::Kept<docket::Exhibit>& exhibit);
  bool names_somebody(const docket::Exhibit& exhibit);
  base::Result<bool> records_name_somebody(const docket::CaseReading& reading);
  base::Result<void> again_by_records(const docket::CaseReading& reading, const base::Error& why,
                                      FileReport& report);
  base::Result<bool> close_whole(const docket::Kept<docket::Exhibit>& exhibit, FileReport& report);
  base::Result<std::uint64_t> close_readings(const docket::Kept<docket::Exhibit>& exhibit);
  base::Result<std::uint64_t> close_with_parts(const docket::Kept<docket::Exhibit>& exhibit);
  bool in_the_same_way(const Plan& plan) const;
  base::Result<docket::Kept<docket::Exhibit>> put_behind(
      const docket::Kept<docket::Exhibit>& exhibit);
  base::Result<void> parts_behind(const docket::Kept<docket::Exhibit>& exhibit);
  base::Result<bool> cleared(const docket::Kept<docket::Exhibit>& exhibit) const;
  base::Result<void> behind_with_parts(const docket::Kept<docket::Exhibit>& exhibit,
                                       const std::vector<FileReport>& inside, FileReport& report);
  base::Result<docket::Kept<docket::Exhibit>> enter(const Source& source,
                                                    const base::Digest& digest, const Plan& plan,
                                                    bool behind);
  base::Result<docket::Ref<docket::Exhibit>> enter_behind(const Source& source,
                                                          const docket::Exhibit& exhibit);
  base::Result<docket::Ref<docket::Exhibit>> enter_open(const Source& source,
                                                        docket::Exhibit exhibit, bool by_reference);
  base::Result<base::Digest> digest_of(const Source& source);
  base::Result<void> step(std::uint64_t bytes, std::uint64_t rows);

  docket::Docket* docket_;
  const AddOptions* options_;
  docket::Kept<docket::Authority> authority_;
  docket::KnownHashes known_;
  std::unique_ptr<PrivilegeGate> privilege_;
  std::unique_ptr<PrivilegeGate> nobody_;  ///< for what a reviewer cleared
  std::unique_ptr<EarlierRows> earlier_;
  std::int64_t counsel_changed_at_ = 0;
  std::vector<ScopeChange> changes_;  ///< of the log from `looked_from_` to `looked_to_`
  std::uint64_t looked_from_ = 0;
  std::uint64_t looked_to_ = 0;
  std::string counsel_;  ///< mark of the list of privileged persons; empty: there is none
  Step progress_;
  std::uint64_t bytes_before_ = 0;
  std::uint64_t rows_before_ = 0;
};

}  // namespace redress::intake
