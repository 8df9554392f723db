// A case as a folder of TOML text that a person can read, correct and keep under version control.
//
// `case.toml` has the table [case]; every other *.toml file holds arrays of tables named after kinds
// ([[party]], [[exhibit]], [[item]] ...), and tables of a kind that belongs inside another stand
// inside it ([[item.binding]]). Keys are the fields of docs/data-model.md, references are labels,
// dates may be partial ("2006-05"). An exhibit may name a `file` of the folder, which is sealed.
//
// Reading is one transaction: either everything is entered, or nothing is and every problem is
// listed with file, line and column. Writing and reading again gives the same text: sealed values
// behind walls are not written, and files of sealed exhibits are. An exhibit behind the filter wall stays
// in, with every reference to it; of one of which rows stand in quarantine the file stays in.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"

namespace redress::docket {

struct FolderReport {
  CaseRef in_case;
  std::size_t entities = 0;
  std::size_t files = 0;
  std::vector<base::Error> problems;  ///< not empty: nothing was entered
};

/// Looks at what would be entered, before it is; what it returns are problems.
using FolderCheck = std::function<std::vector<base::Error>(Docket&, CaseRef)>;

base::Result<FolderReport> read_case_folder(Docket& docket, const std::filesystem::path& folder,
                                            const FolderCheck& check);

struct WrittenFolder {
  std::size_t files = 0;
  std::size_t kept_in = 0;        ///< rows that were left out
  std::size_t files_kept_in = 0;  ///< of exhibits of which rows stand in quarantine
  base::Digest digest;            ///< SHA-256 over the names and digests of the files, in order
  std::uint64_t bytes = 0;
};

/// Whether a row stays in. What names it is written without it: not even its existence is told.
using KeepIn = std::function<bool(const KindSchema&, const Row&)>;

/// Whether the value of a field stays in.
using KeepField = std::function<bool(const KindSchema&, const Row&, const FieldSchema&)>;
/// Whether the files of sealed exhibits go with it.
enum class Files : std::uint8_t { written, left_out };

struct FolderOptions {
  KeepIn keep_in;        ///< empty: nothing stays in
  KeepField keep_field;  ///< empty: nothing stays in
  Files files = Files::written;
};

/// Takes one file of the folder: its name with '/' and its bytes.
using TakeFile = std::function<base::Result<void>(const std::string&, base::ByteView)>;

/// Gives the files one by one, in the same order each time; writes nothing itself.
base::Result<WrittenFolder> give_case_folder(const Docket& docket, CaseRef in_case,
                                             const FolderOptions& options, const TakeFile& take);

}  // namespace redress::docket
