// Exhibits: taking a file in, giving its bytes back, checking them.
//
// Taking: the file is hashed, then read again and sealed; the sealed copy is opened again and its digest
// compared; only then the act may be made, in whose transaction it gets its place (intake.hpp). A file is
// named by a keyed hash of its digest, so that a folder listing does not tell which known files are there.
// Equal bytes are kept once. What stands behind the filter wall has a sealed file of its own (filter.hpp). Contraband and media that must not be here are entered by reference only: bytes on the
// list of known hashes, or entered or locked as contraband, are refused (contraband.hpp).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "base/result.hpp"
#include "docket/docket.hpp"
#include "docket/seal.hpp"
#include "docket/sealed_bytes.hpp"

namespace redress::docket {

class KnownHashes;

/// Seals a file into the docket; the exhibit that names its digest is entered by the caller. Until then
/// the sealed copy waits, and goes when this docket is closed. Bytes that stand behind the filter wall
/// are refused.
base::Result<SealedFile> take_file(Docket& docket, const std::filesystem::path& file);
/// The same for many files: the list of known hashes is read once.
base::Result<SealedFile> take_file(Docket& docket, const std::filesystem::path& file,
                                   const KnownHashes& known);
/// The same for a file that the caller has just hashed: `digest` is asked after before anything is
/// written. What was sealed, if the file changed meanwhile, is asked after again.
base::Result<SealedFile> take_file(Docket& docket, const std::filesystem::path& file,
                                   const KnownHashes& known, const base::Digest& digest);

/// The same for bytes in memory, out of another exhibit; `name` is for messages.
base::Result<SealedFile> take_bytes(Docket& docket, base::ByteView bytes, const std::string& name,
                                    const KnownHashes& known);

/// The plain bytes of a sealed exhibit, chunk by chunk; fails at the end if the digest differs.
/// Locked bytes are refused before the first chunk.
base::Result<void> read_exhibit(const Docket& docket, const base::Digest& digest,
                                const std::function<base::Result<void>(base::ByteView)>& take);

/// The same by offset, for who goes back and forth in them. The digest of the whole is not asked.
base::Result<std::unique_ptr<SealedBytes>> open_exhibit(const Docket& docket,
                                                        const base::Digest& digest);

base::Error not_as_its_act_says(const std::filesystem::path& file, const base::Digest& found,
                                const base::Digest& expected);

/// Opens a sealed exhibit and compares its digest; of one behind the filter wall the sealed bytes are
/// hashed, and what they hold is not looked at.
base::Result<void> check_exhibit(const Docket& docket, const Kept<Exhibit>& exhibit);

/// Whether a sealed copy with this digest is here.
bool has_bytes(const Docket& docket, const base::Digest& digest);

/// Overwrites a sealed file, durably, and removes it. Gone already: fine.
base::Result<void> overwrite_and_remove(const std::filesystem::path& place);

/// Overwrites and removes bytes that may not be here, from behind the filter wall too; nothing else.
base::Result<void> remove_bytes(Docket& docket, const base::Digest& digest);

/// Where the sealed bytes of an exhibit stand, or would stand.
std::filesystem::path place_of_exhibit(const Docket& docket, const base::Digest& digest);

/// Removes sealed copies that no exhibit names, broken-off ones (never one that another program is
/// taking in at this moment), what broken-off writes left beside the
/// docket's own files, and segments that no import names and nobody is staging. Returns how many.
base::Result<std::size_t> sweep(Docket& docket);

}  // namespace redress::docket
