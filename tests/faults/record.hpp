// What the preloaded library (shim.cpp) writes down of every call that changes something below the
// watched folder, and how its faults are named. Plain structs and numbers: the library must not
// need the C++ runtime.
//
// The record is a sequence of Header, path, second path, data. `object` is the inode number of a
// file or folder at the time of the call.
#pragma once

#include <cstdint>

namespace redress::faults {

enum class Op : std::uint8_t {
  create = 1,    ///< path, object: a new file
  write,         ///< object, offset, data
  truncate,      ///< object, offset is the new size
  sync,          ///< object: what was written before is on the disk
  sync_failed,   ///< object: what was written before may or may not be, for ever
  rename,        ///< path, second path
  exchange,      ///< path, second path: each gets the other's name
  unlink,        ///< path (also of an empty folder)
  mkdir,         ///< path, object
  acknowledged,  ///< data: what the writer reported, a line
  struck         ///< a fault was done here
};

struct Header {
  Op op = Op::create;
  std::uint32_t path = 0;    ///< bytes of the first path
  std::uint32_t second = 0;  ///< bytes of the second path
  std::uint64_t object = 0;
  std::uint64_t offset = 0;
  std::uint64_t data = 0;  ///< bytes of data
};

/// Values of FAULT_WHAT.
enum class Fault : int {
  none,
  kill_before,  ///< SIGKILL in the place of call FAULT_AT
  kill_half,    ///< half of the write, then SIGKILL; other calls whole, then SIGKILL
  full,         ///< from then on every write, new file or folder: ENOSPC
  write_once,   ///< the first write from then on: EIO
  sync_once,    ///< the first fsync from then on: EIO
  sync_always,  ///< every fsync from then on: EIO
  short_write,  ///< every write from then on takes half of what it was given
};

// Environment of the library:
//   FAULT_FOLDER  folder below which calls are counted and recorded, absolute
//   FAULT_RECORD  file of the record (not below that folder)
//   FAULT_ACK     descriptor whose writes are recorded as acknowledged
//   FAULT_AT      number of the call, from 1
//   FAULT_WHAT    number of a Fault
//   FAULT_NO_EXCHANGE  1: as on a file system that can not exchange two names in one step
//   FAULT_LIES    1: an fsync that succeeds makes nothing sure (a lying disk, to test the tests)

}  // namespace redress::faults
