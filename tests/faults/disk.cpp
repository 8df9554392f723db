#include "disk.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

namespace redress::faults {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kBlock = 512;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::uint64_t number_of(const fs::path& path) {
  struct stat info{};
  return ::lstat(path.c_str(), &info) == 0 ? info.st_ino : 0;
}

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

bool is_shared_memory(std::string_view path) { return path.ends_with("-shm"); }

bool draw(std::mt19937_64& chance, double share) {
  return std::bernoulli_distribution(share)(chance);
}

/// Nothing, a little, half, most or all: the extremes show other faults than the middle.
double some_share(std::mt19937_64& chance) {
  static constexpr double kShares[] = {0.0, 0.1, 0.5, 0.9, 1.0};
  return kShares[chance() % std::size(kShares)];
}

}  // namespace

std::vector<Event> read_record(const fs::path& file) {
  const std::string bytes = bytes_of(file);
  std::vector<Event> events;
  std::size_t at = 0;
  Header header{};
  while (bytes.size() - at >= sizeof header) {
    std::memcpy(&header, bytes.data() + at, sizeof header);
    const std::size_t size = header.path + header.second + header.data;
    if (bytes.size() - at - sizeof header < size) break;
    at += sizeof header;
    events.push_back({header.op, bytes.substr(at, header.path),
                      bytes.substr(at + header.path, header.second), header.object, header.offset,
                      bytes.substr(at + header.path + header.second, header.data)});
    at += size;
  }
  return events;
}

Disk::Disk(fs::path folder) : folder_(std::move(folder)) { load(); }

void Disk::load() {
  by_number_.clear();
  seen_.clear();
  open_.clear();
  const auto add = [&](const fs::path& path) {
    auto thing = std::make_shared<Object>();
    thing->folder = fs::is_directory(path);
    if (!thing->folder) thing->seen = thing->sure = bytes_of(path);
    by_number_[number_of(path)] = thing;
    seen_[path.string()] = thing;
  };
  add(folder_);
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) add(entry.path());
  sure_ = seen_;
}

void Disk::apply(std::string& bytes, const Change& change) {
  if (change.truncate) {
    bytes.resize(change.offset);
    return;
  }
  bytes.resize(std::max<std::size_t>(bytes.size(), change.offset + change.data.size()));
  bytes.replace(change.offset, change.data.size(), change.data);
}

/// Makes a part of what is open sure, and forgets the rest.
void Disk::maybe(Object& object, std::mt19937_64& chance, std::optional<double> fixed) {
  const double share = fixed ? *fixed : some_share(chance);
  const std::vector<Change> changes = std::exchange(object.open, {});
  for (const Change& change : changes) {
    if (change.truncate) {
      if (draw(chance, share)) apply(object.sure, change);
      continue;
    }
    for (std::size_t at = 0; at < change.data.size();) {
      const std::size_t to_border = kBlock - (change.offset + at) % kBlock;
      const std::size_t size = std::min(to_border, change.data.size() - at);
      if (draw(chance, share))
        apply(object.sure, {false, change.offset + at, change.data.substr(at, size)});
      at += size;
    }
  }
}

void Disk::name(const std::vector<std::pair<std::string, Thing>>& names) {
  std::map<std::string, Naming> by_folder;
  for (const auto& [path, thing] : names) {
    if (thing) {
      seen_[path] = thing;
    } else {
      seen_.erase(path);
    }
    Naming& naming = by_folder[folder_of(path)];
    naming.folder = folder_of(path);
    naming.names.emplace_back(path, thing);
  }
  for (auto& [folder, naming] : by_folder) open_.push_back(std::move(naming));
}

void Disk::sync(const Thing& thing) {
  if (!thing->folder) {
    for (const Change& change : thing->open) apply(thing->sure, change);
    thing->open.clear();
    return;
  }
  std::string path;
  for (const auto& [one, object] : seen_)
    if (object == thing) path = one;
  for (const Naming& naming : open_) {
    if (naming.folder != path) continue;
    for (const auto& [one, object] : naming.names) {
      if (object) {
        sure_[one] = object;
      } else {
        sure_.erase(one);
      }
    }
  }
  std::erase_if(open_, [&](const Naming& naming) { return naming.folder == path; });
}

void Disk::follow(const Event& event, std::mt19937_64& chance) {
  const auto change = [&](Change made) {
    const Thing& thing = by_number_.at(event.object);
    apply(thing->seen, made);
    thing->open.push_back(std::move(made));
  };
  switch (event.op) {
    case Op::create:
    case Op::mkdir: {
      auto thing = std::make_shared<Object>();
      thing->folder = event.op == Op::mkdir;
      by_number_[event.object] = thing;
      return name({{event.path, thing}});
    }
    case Op::write: return change({false, event.offset, event.data});
    case Op::truncate: return change({true, event.offset, {}});
    case Op::sync: return sync(by_number_.at(event.object));
    case Op::sync_failed: {
      const Thing& thing = by_number_.at(event.object);
      if (thing->folder) return;  // names stay as uncertain as they were
      return maybe(*thing, chance, {});
    }
    case Op::rename: {
      const Thing thing = seen_.at(event.path);
      return name({{event.path, nullptr}, {event.second, thing}});
    }
    case Op::unlink: return name({{event.path, nullptr}});
    case Op::acknowledged:
    case Op::struck: return;
  }
}

std::string Disk::difference() const {
  for (const auto& entry : fs::recursive_directory_iterator(folder_))
    if (!seen_.contains(entry.path().string())) return entry.path().string() + " is not recorded";
  for (const auto& [path, thing] : seen_) {
    if (!fs::exists(path)) return path + " is recorded and not there";
    if (!thing->folder && !is_shared_memory(path) && bytes_of(path) != thing->seen)
      return path + " has other bytes than were recorded";
  }
  return {};
}

void Disk::lose_power(std::mt19937_64& chance, std::optional<double> fixed) {
  std::map<std::string, Thing> left = sure_;
  const double share = fixed ? *fixed : some_share(chance);
  const bool in_order = draw(chance, 0.5);  // as a journaling file system: some first part
  bool ended = false;
  for (const Naming& naming : open_) {
    const bool kept = draw(chance, share);
    ended = ended || !kept;
    if (in_order ? ended : !kept) continue;
    for (const auto& [path, thing] : naming.names) {
      if (thing) {
        left[path] = thing;
      } else {
        left.erase(path);
      }
    }
  }
  fs::remove_all(folder_);
  fs::create_directories(folder_);
  // The map is in the order of paths: a folder comes before what is in it.
  for (const auto& [path, thing] : left) {
    if (path == folder_.string() || !fs::is_directory(folder_of(path))) continue;
    if (thing->folder) {
      fs::create_directory(path);
      continue;
    }
    maybe(*thing, chance, fixed);
    if (is_shared_memory(path)) {
      const std::uint64_t state = chance() % 3;
      if (state == 0) continue;
      thing->sure.assign(state == 1 ? 0 : 32768, '\0');
      for (char& byte : thing->sure) byte = static_cast<char>(chance());
    }
    std::ofstream(path, std::ios::binary) << thing->sure;
  }
  load();
}

}  // namespace redress::faults
