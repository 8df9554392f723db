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
  open_.clear();
  root_ = loaded(folder_);
}

Disk::Thing Disk::loaded(const fs::path& path) {
  auto thing = std::make_shared<Object>();
  thing->folder = fs::is_directory(path);
  by_number_[number_of(path)] = thing;
  if (!thing->folder) {
    thing->seen = thing->sure = bytes_of(path);
    return thing;
  }
  for (const auto& entry : fs::directory_iterator(path))
    thing->names_seen[entry.path().filename().string()] = loaded(entry.path());
  thing->names_sure = thing->names_seen;
  return thing;
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

Disk::Place Disk::place_of(const std::string& path) const {
  Place place{root_, {}};
  for (const fs::path& part : fs::path(path).lexically_relative(folder_)) {
    if (!place.name.empty()) place.folder = place.folder->names_seen.at(place.name);
    place.name = part.string();
  }
  return place;
}

Disk::Thing Disk::at(const std::string& path) const {
  const Place place = place_of(path);
  return place.folder->names_seen.at(place.name);
}

void Disk::put(Names& names, const std::pair<std::string, Thing>& one) {
  if (one.second)
    names[one.first] = one.second;
  else
    names.erase(one.first);
}

void Disk::name(const Thing& folder, std::vector<std::pair<std::string, Thing>> names) {
  for (const auto& one : names) put(folder->names_seen, one);
  open_.push_back({folder, std::move(names)});
}

/// Within one folder both names change together or not at all; between two folders each for itself.
void Disk::move(const Event& event) {
  const Place from = place_of(event.path);
  const Place to = place_of(event.second);
  const Thing thing = at(event.path);
  const Thing back = event.op == Op::exchange ? at(event.second) : nullptr;
  if (from.folder == to.folder) return name(from.folder, {{from.name, back}, {to.name, thing}});
  name(from.folder, {{from.name, back}});
  name(to.folder, {{to.name, thing}});
}

void Disk::sync(const Thing& thing) {
  for (const Change& change : thing->open) apply(thing->sure, change);
  thing->open.clear();
  for (const Naming& naming : open_)
    if (naming.folder == thing)
      for (const auto& one : naming.names) put(thing->names_sure, one);
  std::erase_if(open_, [&](const Naming& naming) { return naming.folder == thing; });
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
      const Place place = place_of(event.path);
      return name(place.folder, {{place.name, thing}});
    }
    case Op::write: return change({false, event.offset, event.data});
    case Op::truncate: return change({true, event.offset, {}});
    case Op::sync: return sync(by_number_.at(event.object));
    case Op::sync_failed: {
      const Thing& thing = by_number_.at(event.object);
      if (thing->folder) return;  // names stay as uncertain as they were
      return maybe(*thing, chance, {});
    }
    case Op::rename:
    case Op::exchange: return move(event);
    case Op::unlink: {
      const Place place = place_of(event.path);
      return name(place.folder, {{place.name, nullptr}});
    }
    case Op::acknowledged:
    case Op::struck: return;
  }
}

std::string Disk::difference() const { return difference(*root_, folder_); }

std::string Disk::difference(const Object& object, const fs::path& path) const {
  if (!object.folder)
    return is_shared_memory(path.string()) || bytes_of(path) == object.seen
               ? ""
               : path.string() + " has other bytes than were recorded";
  for (const auto& entry : fs::directory_iterator(path))
    if (!object.names_seen.contains(entry.path().filename().string()))
      return entry.path().string() + " is not recorded";
  for (const auto& [name, thing] : object.names_seen) {
    if (!fs::exists(path / name)) return (path / name).string() + " is recorded and not there";
    if (std::string found = difference(*thing, path / name); !found.empty()) return found;
  }
  return {};
}

void Disk::lose_power(std::mt19937_64& chance, std::optional<double> fixed) {
  const double share = fixed ? *fixed : some_share(chance);
  const bool in_order = draw(chance, 0.5);  // as a journaling file system: some first part
  bool ended = false;
  for (const Naming& naming : open_) {
    const bool kept = draw(chance, share);
    ended = ended || !kept;
    if (in_order ? ended : !kept) continue;
    for (const auto& one : naming.names) put(naming.folder->names_sure, one);
  }
  fs::remove_all(folder_);
  fs::create_directories(folder_);
  write_out(*root_, folder_, chance, fixed);
  load();
}

void Disk::write_out(const Object& folder, const fs::path& path, std::mt19937_64& chance,
                     std::optional<double> fixed) {
  for (const auto& [name, thing] : folder.names_sure) {
    if (thing->folder) {
      fs::create_directory(path / name);
      write_out(*thing, path / name, chance, fixed);
      continue;
    }
    maybe(*thing, chance, fixed);
    if (is_shared_memory(name)) {
      const std::uint64_t state = chance() % 3;
      if (state == 0) continue;
      thing->sure.assign(state == 1 ? 0 : 32768, '\0');
      for (char& byte : thing->sure) byte = static_cast<char>(chance());
    }
    std::ofstream(path / name, std::ios::binary) << thing->sure;
  }
}

}  // namespace redress::faults
