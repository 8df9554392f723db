#include "docket/sealed_bytes.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "docket/seal_detail.hpp"

namespace redress::docket {

using base::Result;

struct SealedBytes::Stream {
  Stream(int fd, std::filesystem::path place) : source(fd), file(std::move(place)) {}
  ~Stream() { sodium_memzero(before.data(), before.size() * sizeof(seal::State)); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// The plain size follows from the sealed one: every chunk but the last is whole.
  Result<void> measure();
  Result<void> open(std::uint64_t number, base::Bytes& plain);

  File source;
  std::filesystem::path file;
  std::uint64_t chunks = 0;
  std::uint64_t size = 0;
  std::vector<seal::State> before;  ///< each chunk that was reached, and the next
  base::Bytes sealed = base::Bytes(seal::kChunk + seal::kTag);
};

Result<void> SealedBytes::Stream::measure() {
  struct stat found{};
  if (::fstat(source.fd(), &found) != 0)
    return base::fail(io_error("a sealed file could not be read", file));
  const auto whole = static_cast<std::uint64_t>(found.st_size);
  if (whole < seal::kFileHead + seal::kTag)
    return base::fail(seal::altered(file, "less than a header and a chunk"));
  const std::uint64_t body = whole - seal::kFileHead;
  const std::uint64_t last = body % sealed.size();
  if (last < seal::kTag) return base::fail(seal::altered(file, "no last chunk"));
  chunks = body / sealed.size() + 1;
  size = (chunks - 1) * seal::kChunk + (last - seal::kTag);
  // All at once: vectors that grow leave states behind in memory that is given back.
  before.reserve(chunks + 1);
  return {};
}

/// Chunk `number`, whose state is there.
Result<void> SealedBytes::Stream::open(std::uint64_t number, base::Bytes& plain) {
  const std::uint64_t at = seal::kFileHead + number * sealed.size();
  if (::lseek(source.fd(), static_cast<off_t>(at), SEEK_SET) < 0)
    return base::fail(io_error("a sealed file could not be read", file));
  plain.resize(seal::kChunk);
  seal::State state = before[number];
  auto opened = seal::open_chunk(source, file, number * seal::kChunk, state, sealed, plain);
  plain.resize(opened ? opened->size : 0);
  if (opened && before.size() == number + 1) before.push_back(state);
  sodium_memzero(&state, sizeof state);
  if (!opened) return base::fail(std::move(opened).error());
  if (opened->last != (number + 1 == chunks))
    return base::fail(seal::chunk_altered(file, number * seal::kChunk));
  return {};
}

SealedBytes::SealedBytes(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}
SealedBytes::~SealedBytes() {
  for (Kept& one : kept_) sodium_memzero(one.plain.data(), one.plain.size());
}

std::uint64_t SealedBytes::size() const { return stream_->size; }

Result<std::unique_ptr<SealedBytes>> SealedBytes::open(const std::filesystem::path& file,
                                                       const base::SecretBytes& key) {
  auto stream = std::make_unique<Stream>(REDRESS_TRY(open_regular(file)), file);
  REDRESS_TRY(stream->measure());
  stream->before.push_back(REDRESS_TRY(seal::begin_opening(stream->source, file, key)));
  std::unique_ptr<SealedBytes> out(new SealedBytes(std::move(stream)));
  // So that a file that was cut down to nothing is not taken for an empty one.
  REDRESS_TRY(out->chunk(0));
  return out;
}

Result<const SealedBytes::Kept*> SealedBytes::chunk(std::uint64_t number) {
  ++asked_;
  const auto known = std::ranges::find_if(
      kept_, [&](const Kept& one) { return one.asked > 0 && one.chunk == number; });
  if (known != kept_.end()) {
    known->asked = asked_;
    return &*known;
  }
  Kept& into = *std::ranges::min_element(kept_, {}, &Kept::asked);
  into.asked = 0;
  for (std::uint64_t next = std::min<std::uint64_t>(number, stream_->before.size() - 1);
       next <= number; ++next)
    REDRESS_TRY(stream_->open(next, into.plain));
  into.chunk = number;
  into.asked = asked_;
  return &into;
}

Result<std::size_t> SealedBytes::read(std::uint64_t offset, std::span<std::uint8_t> into) {
  std::size_t got = 0;
  while (got < into.size() && offset + got < size()) {
    const std::uint64_t at = offset + got;
    const Kept* one = REDRESS_TRY(chunk(at / seal::kChunk));
    const auto there = base::ByteView(one->plain).subspan(at % seal::kChunk);
    const std::size_t size = std::min(there.size(), into.size() - got);
    std::copy_n(there.begin(), size, into.begin() + static_cast<std::ptrdiff_t>(got));
    got += size;
  }
  return got;
}

}  // namespace redress::docket
