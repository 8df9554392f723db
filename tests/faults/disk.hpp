// A disk as a power cut sees it: what is surely on it, and what may or may not be.
//
// Promises: a Disk starts with a folder as it stands, all of it on the disk. It follows a record
// (record.hpp): data becomes sure by fsync of its file, names by fsync of their folder, and not
// before. lose_power gives one of the states that may be left: of what was not sure, any 512-byte
// block of any write, any truncation and any name may be there or not, chosen by the generator. A name
// belongs to its folder, whatever that is called: what is in a folder moves with it. What a failed fsync
// left behind stays uncertain for ever, also after a later fsync that succeeds (Linux
// marks such pages clean).
// Method: the crash states of Pillai and others, "All File Systems Are Not Created Equal" (OSDI 2014);
// failed fsync: Rebello and others, "Can Applications Recover from fsync Failures?" (ATC 2020).
// Limits: contents written through memory maps are not seen; SQLite does that with its -shm file
// alone, which comes back absent, empty or as noise.
// Cost: linear in the bytes recorded. One thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "record.hpp"

namespace redress::faults {

struct Event {
  Op op = Op::create;
  std::string path;
  std::string second;
  std::uint64_t object = 0;
  std::uint64_t offset = 0;
  std::string data;
};

/// Everything in a record; one that ends within an event ends before it.
std::vector<Event> read_record(const std::filesystem::path& file);

class Disk {
 public:
  explicit Disk(std::filesystem::path folder);

  void follow(const Event& event, std::mt19937_64& chance);

  /// Where the folder is not what following the record gave; empty when all of it is.
  std::string difference() const;

  /// Replaces the folder by a state that a power cut at this moment may leave. `fixed`: how much of
  /// what was not sure is left; drawn for each file and for the names when not given. 0: the worst.
  void lose_power(std::mt19937_64& chance, std::optional<double> fixed = {});

 private:
  struct Change {
    bool truncate = false;
    std::uint64_t offset = 0;  ///< truncate: the new size
    std::string data;
  };
  struct Object;
  using Thing = std::shared_ptr<Object>;
  using Names = std::map<std::string, Thing>;
  /// A file has bytes, a folder has names.
  struct Object {
    bool folder = false;
    std::string seen;  ///< as programs read it
    std::string sure;  ///< as the disk has it
    std::vector<Change> open;
    Names names_seen;
    Names names_sure;
  };
  /// What one call did to the names of one folder; no thing: the name is gone.
  struct Naming {
    Thing folder;
    std::vector<std::pair<std::string, Thing>> names;
  };
  struct Place {
    Thing folder;
    std::string name;
  };

  void load();
  Thing loaded(const std::filesystem::path& path);
  Place place_of(const std::string& path) const;
  Thing at(const std::string& path) const;
  void name(const Thing& folder, std::vector<std::pair<std::string, Thing>> names);
  void move(const Event& event);
  void sync(const Thing& thing);
  std::string difference(const Object& object, const std::filesystem::path& path) const;
  void write_out(const Object& folder, const std::filesystem::path& path, std::mt19937_64& chance,
                 std::optional<double> fixed);
  static void put(Names& names, const std::pair<std::string, Thing>& one);
  static void maybe(Object& object, std::mt19937_64& chance, std::optional<double> fixed);
  static void apply(std::string& bytes, const Change& change);

  std::filesystem::path folder_;
  Thing root_;
  std::map<std::uint64_t, Thing> by_number_;
  std::vector<Naming> open_;  ///< in the order of the calls
};

}  // namespace redress::faults
