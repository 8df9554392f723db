// Exhibits: taking a file in, giving its bytes back, checking them.
//
// Taking: the file is read once, hashed and sealed; the sealed copy is opened again and its digest
// compared; only then it gets its place and the act may be made. A file is named by a keyed hash of
// its digest, so that a folder listing does not tell which known files are there. Equal bytes are
// kept once. Contraband and media that must not be here are entered by reference only.
#pragma once

#include <filesystem>
#include <functional>

#include "base/result.hpp"
#include "docket/docket.hpp"
#include "docket/seal.hpp"

namespace redress::docket {

/// Seals a file into the docket; the exhibit that names its digest is entered by the caller.
/// Until then the sealed copy is unreferenced; `sweep` removes such copies.
base::Result<SealedFile> take_file(Docket& docket, const std::filesystem::path& file);

/// The plain bytes of a sealed exhibit, chunk by chunk; fails at the end if the digest differs.
base::Result<void> read_exhibit(const Docket& docket, const base::Digest& digest,
                                const std::function<base::Result<void>(base::ByteView)>& take);

/// Opens a sealed exhibit and compares digest and size.
base::Result<void> check_exhibit(const Docket& docket, const Kept<Exhibit>& exhibit);

/// Removes sealed copies that no exhibit names, and broken-off ones. Returns how many.
base::Result<std::size_t> sweep(Docket& docket);

}  // namespace redress::docket
