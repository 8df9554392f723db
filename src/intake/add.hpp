// Taking a folder in: from the files as seized to exhibits, records and one act an import.
//
// For every file, in order: hashed; known bytes and files that are here already are told from new ones; what it is, is
// found by its content; privileged persons are looked for before anything is indexed; it is sealed as an exhibit under the
// authority (pictures, video and dumps with pictures by reference: hash, place and custodian); its records go to
// segments, those outside the authority or with a privileged person to quarantine; one act publishes them.
// A file in a mail becomes an exhibit of its own, found through the mail.
//
// Promises: nothing is lost: rows read = records kept + repeated + in quarantine + refused, or nothing of the file is published.
// The same folder again, or a longer copy of an export, adds nothing twice. Broken off anywhere, what was published stays
// whole, and the next call goes on. A file that can not be read in whole is sealed, and the report says why.
// Memory: the reader's bound, four segments, 48 MiB for mentions, 70 bytes for each record of the case of the same kinds.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"
#include "docket/filter.hpp"
#include "docket/imports.hpp"
#include "intake/reader.hpp"

namespace redress::intake {

/// How far it is, for a progress bar. An error stops, leaving whole acts.
struct Step {
  std::string file;
  std::uint64_t files = 0;
  std::uint64_t files_done = 0;
  std::uint64_t bytes = 0;
  std::uint64_t bytes_done = 0;
  std::uint64_t rows = 0;
};
using OnStep = std::function<base::Result<void>(const Step&)>;

struct AddOptions {
  docket::CaseRef in_case;
  docket::Ref<docket::Authority> authority;
  Declared declared;
  std::string as;  ///< name of a reader; empty: found by content
  std::optional<base::PartialDate> obtained;
  std::string giver;
  std::string custodian;  ///< who holds what stays where it is
  std::string reason;
  bool keep_repeats = false;
  bool reread = false;         ///< what is here is read again; the new reading replaces the old one
  docket::PrintWords prints;   ///< of an exhibit that goes behind the filter wall
  docket::ReadingRules rules;  ///< for the records that the case has already
  /// Exhibits of which this user may not know: as if they were not there. Empty: all may be known.
  std::function<bool(docket::Ref<docket::Exhibit>)> hidden;
  OnStep on_step;
};

/// What became of a file.
enum class Fate : std::uint8_t {
  taken,     ///< its records are published
  known,     ///< it was here already: nothing was added
  sealed,    ///< an exhibit without records: no reader knows it
  listed,    ///< a reference: its bytes stay where they are
  filtered,  ///< behind the filter wall: it names a privileged person
  refused,   ///< it was sealed, and its reader could not read it; or its bytes may not be here
};
std::string_view name_of(Fate fate);

struct FileReport {
  std::string name;
  std::uint64_t size = 0;
  Fate fate = Fate::sealed;
  std::string exhibit;  ///< label
  std::string import;   ///< label
  std::string reader;
  std::string version;
  std::string why;                               ///< how it was recognised; why it was not taken
  std::map<std::string, std::uint64_t> records;  ///< published, by kind
  std::uint64_t read = 0;
  std::uint64_t kept = 0;
  std::uint64_t repeated = 0;
  std::uint64_t quarantined = 0;
  std::uint64_t refused = 0;
  std::vector<Remark> remarks;
  std::vector<std::string> some_refused;  ///< the first few, in words

  /// A person should look at it.
  bool needs_attention() const;
};

struct AddReport {
  std::vector<FileReport> files;
  std::vector<std::string> left_out;
  bool clean() const;
};

base::Result<AddReport> add(docket::Docket& docket, const std::filesystem::path& folder,
                            const AddOptions& options);

/// Zone, currency and the rest as the import keeps them: one text with one meaning.
std::string options_text(const Declared& declared, std::string_view counsel);

}  // namespace redress::intake
