// Reading and writing files whose names and contents may be hostile.
//
// Promises: read_file takes regular files only; a symbolic link as last part, a folder, a device, a
// pipe or a socket is refused by name, and opening one does not block. No more than `limit` bytes
// are held, also when the file grows meanwhile. write_file_atomically leaves either the old file
// or the whole new one, also after a power cut (temporary file in the same folder, fsync of file
// and folder, rename), mode 0600. inside() never leads out of its root.
// Cost: one read or write of the size. Bounds: `limit` is the caller's.
// Bad input: the Error names the file, what was found, what was expected and what to do.
// Limit: inside() looks at the moment of the call; a process that may write in the root can change
// it afterwards, so roots are folders of the docket, writable by its user alone.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace redress::base {

Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit);
/// Also UTF-8, or an error at the line and column (in characters) of the first ill-formed byte.
/// A byte order mark at the start is dropped.
Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t limit);

Result<void> write_file_atomically(const std::filesystem::path& path, ByteView bytes);
/// Makes what was made, renamed or removed in a folder durable.
Result<void> sync_folder(const std::filesystem::path& folder);
/// The same for a folder, every folder below it, and its own name in the one above.
Result<void> sync_folders(const std::filesystem::path& folder);
/// Gives a file or folder another name, on the disk before it returns; where that fails it has its old name
/// again, as far as the disk lets it.
Result<void> move_durably(const std::filesystem::path& from, const std::filesystem::path& to);
/// Makes a folder and those above it that are missing; the names that it makes are durable. Nothing is
/// done where it is there already, or has no name: the folder of the moment.
Result<void> make_folders(const std::filesystem::path& folder);

/// root / relative, where relative is one or more names joined by '/': absolute paths, "." and
/// "..", empty parts, NUL and any symbolic link on the way are refused. What does not exist yet is
/// fine. `root` itself must be a folder.
Result<std::filesystem::path> inside(const std::filesystem::path& root, std::string_view relative);

}  // namespace redress::base
