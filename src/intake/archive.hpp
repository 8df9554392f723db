// ZIP archives from hostile hands: what is in one, and one member's bytes as a stream.
//
// Promises: libarchive behind it. Nothing is written to disk. Names are only names: absolute ones,
// "..", links and devices are listed and never followed. A member is read up to the caller's limit;
// all that comes out of one archive is at most kMostRatio times its own size. Beyond that is an
// error that says so (a bomb). At most kMostMembers members; nested archives are members, not
// opened. Encrypted members are listed as such, and refused when read. The directory at the end,
// ZIP64 and data descriptors are known; without the directory (the end is missing) the members are
// found one behind the other, as far as they go. Names without the mark of UTF-8 are read as
// IBM437. No time of a member is given: ZIP writes a clock without a zone, and libarchive reads it
// in that of the machine.
// Memory: libarchive's list of members (about 300 bytes and a name each), its buffers, and one
// piece.
// Bad input: an error that names the member. Source: PKWARE APPNOTE 6.3.10.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "intake/input.hpp"

namespace redress::intake {

struct Member {
  std::string name;        ///< UTF-8, as it stands
  std::uint64_t size = 0;  ///< unpacked, as the archive says; 0 where it does not
  bool folder = false;
  bool encrypted = false;
  bool odd_name = false;  ///< absolute, upwards, or no name at all
};

inline constexpr std::size_t kMostMembers = 1'000'000;
/// Deflate can not pack better than 1,032 to 1.
inline constexpr std::uint64_t kMostRatio = 2'000;

bool looks_like_zip(base::ByteView head);
/// Whether its own directory stands at its end. False: it was cut off or damaged there, and what looks like a directory
/// is that of an archive inside of it.
bool has_directory(const Input& archive);
/// In the order of the archive; no more than `most`.
base::Result<std::vector<Member>> members_of(const Input& archive, std::size_t most = kMostMembers);

/// Goes through the archive once; for each member, in order, `wanted` says whether its bytes are to
/// come, and `take` gets them piece by piece, then an empty piece. `limit`: bytes of one member.
struct MemberVisit {
  std::function<bool(const Member&)> wanted;
  std::function<base::Result<void>(const Member&, base::ByteView)> take;
  /// Of a member whose bytes can not be had: locked, damaged, larger than `limit`. The next one follows. None: that ends
  /// the visit. An archive that unpacks to too much ends it always.
  std::function<base::Result<void>(const Member&, const base::Error&)> failed;
};
base::Result<void> visit_members(const Input& archive, const MemberVisit& visit,
                                 std::uint64_t limit);

/// One member as an input that is read in order: what an XML reader needs. Offsets must not go back
/// further than the last piece (256 KiB). `archive` must outlive it. Not for several threads.
class MemberInput final : public Input {
 public:
  static base::Result<std::unique_ptr<MemberInput>> open(const Input& archive,
                                                         const std::string& name,
                                                         std::uint64_t limit);
  /// The first member that is the one; nothing where none is.
  static base::Result<std::unique_ptr<MemberInput>> find(
      const Input& archive, const std::function<bool(const Member&)>& is_it, std::uint64_t limit);
  ~MemberInput() override;
  const std::string& name() const;
  /// As the archive says.
  std::uint64_t size() const override;
  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) const override;

 private:
  struct State;
  explicit MemberInput(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace redress::intake
