#include "docket/digest_list.hpp"

#include <algorithm>

namespace redress::docket {
namespace {

using base::Result;

constexpr std::size_t kEntry = 32;

std::ptrdiff_t offset(std::size_t index) { return static_cast<std::ptrdiff_t>(index * kEntry); }

}  // namespace

Result<DigestList> DigestList::read(Store& store, std::string_view name) {
  DigestList out;
  out.name_ = name;
  if (auto found = REDRESS_TRY(store.meta(name))) out.bytes_ = std::move(*found);
  if (out.bytes_.size() % kEntry == 0) return out;
  return base::fail(base::Error(base::ErrorKind::bad_input,
                                "a list of digests in the docket can not be read any more")
                        .found(std::string(name)));
}

base::Digest DigestList::at(std::size_t index) const {
  base::Digest out;
  std::copy_n(bytes_.begin() + offset(index), kEntry, out.bytes.begin());
  return out;
}

std::size_t DigestList::lower(const base::Digest& digest) const {
  std::size_t low = 0;
  std::size_t high = size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (at(middle) < digest) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool DigestList::has(const base::Digest& digest) const {
  const std::size_t place = lower(digest);
  return place < size() && at(place) == digest;
}

bool DigestList::add(const base::Digest& digest) {
  const std::size_t place = lower(digest);
  if (place < size() && at(place) == digest) return false;
  bytes_.insert(bytes_.begin() + offset(place), digest.bytes.begin(), digest.bytes.end());
  return true;
}

bool DigestList::remove(const base::Digest& digest) {
  const std::size_t place = lower(digest);
  if (place >= size() || at(place) != digest) return false;
  bytes_.erase(bytes_.begin() + offset(place), bytes_.begin() + offset(place + 1));
  return true;
}

Result<void> DigestList::keep(Store& store) const { return store.put_meta(name_, bytes_); }

Result<bool> listed(Store& store, std::string_view name, const base::Digest& digest) {
  return REDRESS_TRY(DigestList::read(store, name)).has(digest);
}

Result<void> list(Store& store, std::string_view name, const base::Digest& digest) {
  DigestList all = REDRESS_TRY(DigestList::read(store, name));
  if (!all.add(digest)) return {};
  return all.keep(store);
}

Result<void> unlist(Store& store, std::string_view name, const base::Digest& digest) {
  DigestList all = REDRESS_TRY(DigestList::read(store, name));
  if (!all.remove(digest)) return {};
  return all.keep(store);
}

}  // namespace redress::docket
