// Exhibits behind the filter wall: privileged matter that came in, closed to the case team by key.
//
// The bytes are sealed under a random data key of their own. That key, and the words that tell what the
// exhibit is (title, file name, giver, source, note, what its records are of), are sealed behind the
// filter wall with the case as subject: whoever puts something there need not be able to read it again.
// In the open stay label, authority, dates, size, SHA-256 of the plain bytes (what custody is about) and
// SHA-256 of the sealed bytes. Without the wall's key the sealed bytes are hashed; with it the plain ones.
//
// Putting an exhibit behind the wall that is here already seals its bytes anew before the act, and
// destroys the old sealed file after it; so does every other standing exhibit with the same bytes, since
// they are one file. What is to be destroyed stands in the transaction of the act, and the next opening
// finishes what was broken off. What stood in the open before (title, file name) stays in earlier acts,
// and records that were read out of the bytes stay under the docket's key, kept apart by rule.
// The same bytes are not taken in openly while an exhibit with them stands behind the wall.
//
// What the release check looks for in their place (prints of the words) is sealed beside them, for those
// who were granted the check alone; the caller makes it, since what is looked for is not known here.
//
// Who decides: a role with the filter wall that holds its key and works no charge of the case. Clearing
// is one act that brings back bytes and words; withholding and redacting leave the exhibit where it is.
// Every opening is journaled first. Cost: linear in the bytes, memory of a few chunks.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "docket/docket.hpp"
#include "docket/seal.hpp"
#include "docket/walls.hpp"

namespace redress::docket {

class KnownHashes;

/// What the title of an exhibit behind the wall says in the open.
inline constexpr std::string_view kBehindFilter = "behind the filter wall";
/// Why intake puts one there whose rows it has looked at one by one: those that name nobody may still be read. What a
/// person puts there is closed with all that was read of it.
inline constexpr const char* kPrivilegedHit =
    "intake found the name, domain or number of a privileged person";

/// A file that was sealed under a key of its own; its exhibit is entered by `enter_behind_filter`.
struct FilteredFile {
  SealedFile plain;
  base::Digest sealed;
  base::SecretBytes key;
};
base::Result<FilteredFile> take_behind_filter(Docket& docket, const std::filesystem::path& file);
/// The same for bytes in memory; `name` is for messages.
base::Result<FilteredFile> take_bytes_behind_filter(Docket& docket, base::ByteView bytes,
                                                    const std::string& name);

/// Prints of the words of an exhibit, before they are hidden, under a key of its case. What can not be
/// searched for is refused with ErrorKind::bad_input, and goes behind the wall all the same.
using PrintWords = std::function<base::Result<base::SecretBytes>(const Exhibit& words,
                                                                 const base::SecretBytes& key)>;

struct Hiding {
  CaseRef in_case;
  std::string why;
  PrintWords print;
};
/// Enters an exhibit with the bytes of `file`, its words hidden. Refused where an exhibit with the same
/// bytes stands in the open. `finish_filtering` follows the commit.
base::Result<Ref<Exhibit>> enter_behind_filter(Docket& docket, Acts& acts, Exhibit exhibit,
                                               const FilteredFile& file, const Hiding& how);

/// Puts an exhibit that is here, and every other with its bytes, behind the wall of its case. Returns how
/// many were.
base::Result<std::size_t> put_behind_filter(Docket& docket, CaseRef in_case,
                                            const std::string& label, const std::string& why,
                                            const PrintWords& print);

/// Destroys what is left under the docket's key of bytes that went behind the wall. On every opening of a
/// docket; nothing to do costs one look.
base::Result<void> finish_filtering(Docket& docket);

struct FilterOpened {
  Exhibit exhibit;    ///< with its words
  SealedFile opened;  ///< digest and size of the plain bytes, which agree with the exhibit
};
/// Opens an exhibit behind the wall, after the opening was journaled; `take` gets the plain bytes.
base::Result<FilterOpened> open_filtered(
    Docket& docket, CaseRef in_case, const std::string& label, const Reading& reading,
    const std::function<base::Result<void>(base::ByteView)>& take);

/// Brings an exhibit back under the docket's key.
base::Result<void> clear_filtered(Docket& docket, CaseRef in_case, const std::string& label,
                                  const Reading& reading);
/// It stays behind the wall: withheld (with a mark for the review list), or redacted as another exhibit.
base::Result<void> keep_filtered(Docket& docket, CaseRef in_case, const std::string& label,
                                 Ref<Exhibit> redacted_as, const std::string& why);

/// Where the words of an exhibit behind the wall stand, with the key of its bytes: not text.
WalledValue words_behind(const Kept<Exhibit>& exhibit);

struct Printed {
  std::size_t made = 0;
  std::size_t none = 0;  ///< values in which nothing can be searched for
};
/// Makes the prints of every exhibit behind the wall anew, in one opening and one group of acts.
base::Result<Printed> print_filtered(Docket& docket, CaseRef in_case, const Reading& reading,
                                     const PrintWords& print);

/// An exhibit that stands, or stood, behind the wall.
struct Filtered {
  Kept<Exhibit> exhibit;
  Kept<Filtering> last;  ///< the newest step
  bool holds_key = false;
};
base::Result<std::vector<Filtered>> filtered_exhibits(Docket& docket, CaseRef in_case);

/// Digests, as they are sealed, of the files behind the wall that belong here; locked ones too.
base::Result<std::vector<base::Digest>> filtered_files(const Docket& docket);
/// Copies those files into a docket that gets new keys: they have keys of their own, and stay as they
/// are. Their names are the caller's to sync.
base::Result<void> carry_filtered(const Docket& from, const Docket& to);

/// What is said of a file whose bytes stand behind the wall.
base::Error stands_behind_filter(const std::filesystem::path& file);

}  // namespace redress::docket
