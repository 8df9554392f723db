#include "docket/seal.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "docket/file.hpp"
#include "docket/seal_detail.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

using seal::altered;
using seal::kChunk;
using seal::kCommitment;
using seal::kFileHead;
using seal::kFileMagic;
using seal::kHeader;
using seal::kTag;
constexpr std::uint8_t kValueFormat = 2;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kValueName = 1 + 8 + 4;
constexpr std::size_t kValueHead = kValueName + kNonce + kCommitment;
constexpr std::size_t kValueTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kValueHead + kValueTag == kValueOverhead);

Error differs(const std::filesystem::path& file) {
  return Error(ErrorKind::bad_input, "the sealed copy does not hold what was read")
      .at({file.string(), 0, 0, {}})
      .fix("the disk or the memory of this machine may be failing; nothing was kept");
}

struct Sealer {
  crypto_secretstream_xchacha20poly1305_state state{};
  base::Bytes out = base::Bytes(kChunk + kTag);

  base::ByteView chunk(base::ByteView plain, bool last) {
    const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(&state, out.data(), nullptr, plain.data(),
                                               plain.size(), nullptr, 0, tag);
    return base::ByteView(out).first(plain.size() + kTag);
  }
};

/// What a sealed file begins with.
base::Bytes begin_sealing(Sealer& sealer, const base::SecretBytes& key) {
  std::array<std::uint8_t, kHeader> header{};
  crypto_secretstream_xchacha20poly1305_init_push(&sealer.state, header.data(), key.view().data());
  return base::join({base::as_bytes(kFileMagic), key_commitment(key.view(), header), header});
}

}  // namespace

std::array<std::uint8_t, 32> key_commitment(base::ByteView key, base::ByteView drawn) {
  static_assert(kCommitment == 32);
  static constexpr std::string_view kLabel = "redress key commitment";
  std::array<std::uint8_t, kCommitment> out{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, key.data(), key.size(), out.size());
  crypto_generichash_update(&state, base::as_bytes(kLabel).data(), kLabel.size());
  crypto_generichash_update(&state, drawn.data(), drawn.size());
  crypto_generichash_final(&state, out.data(), out.size());
  sodium_memzero(&state, sizeof state);
  return out;
}

namespace seal {

Error altered(const std::filesystem::path& file, std::string found) {
  return Error(ErrorKind::bad_input, "a sealed file was altered, cut short or moved")
      .at({file.string(), 0, 0, {}})
      .found(std::move(found))
      .fix("restore it from a backup; its digest stands in the journal");
}

Error chunk_altered(const std::filesystem::path& file, std::uint64_t at) {
  return altered(file, "a chunk that does not authenticate, at byte " + std::to_string(at));
}

Result<OpenedChunk> open_chunk(const File& source, const std::filesystem::path& file,
                               std::uint64_t at, State& state, base::Bytes& sealed,
                               base::Bytes& plain) {
  const ssize_t got = source.read(sealed.data(), sealed.size());
  if (got < 0) return base::fail(io_error("a sealed file could not be read", file));
  unsigned long long size = 0;
  unsigned char tag = 0;
  if (got < static_cast<ssize_t>(kTag) ||
      crypto_secretstream_xchacha20poly1305_pull(&state, plain.data(), &size, &tag, sealed.data(),
                                                 static_cast<std::size_t>(got), nullptr, 0) != 0)
    return base::fail(chunk_altered(file, at));
  return OpenedChunk{size, tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL};
}

Result<State> begin_opening(const File& source, const std::filesystem::path& file,
                            const base::SecretBytes& key) {
  base::Bytes head(kFileHead);
  if (source.read(head.data(), head.size()) != static_cast<ssize_t>(head.size()))
    return base::fail(altered(file, "less than a header"));
  const base::ByteView view(head);
  const base::ByteView header = view.last(kHeader);
  if (base::as_text(view.first(kFileMagic.size())) != kFileMagic)
    return base::fail(altered(file, "another beginning than that of a sealed file"));
  const auto commits = key_commitment(key.view(), header);
  if (sodium_memcmp(commits.data(), view.data() + kFileMagic.size(), kCommitment) != 0)
    return base::fail(altered(file, "a key that is not the one of this file"));
  State state;
  crypto_secretstream_xchacha20poly1305_init_pull(&state, header.data(), key.view().data());
  return state;
}

}  // namespace seal

namespace {

using Take = std::function<Result<void>(base::ByteView)>;
/// Waits until this many bytes stand in the file, or it has its last one.
using Until = std::function<void(std::uint64_t)>;

Result<SealedFile> open_chunks(const std::filesystem::path& file, const base::SecretBytes& key,
                               const Until& until, const Take& take) {
  const File source(REDRESS_TRY(open_regular(file)));
  std::uint64_t end = kFileHead;
  until(end);
  auto state = REDRESS_TRY(seal::begin_opening(source, file, key));
  base::Sha256 hash;
  SealedFile opened;
  base::Bytes sealed(kChunk + kTag);
  base::Bytes plain(kChunk);
  for (;;) {
    until(end += sealed.size());
    const auto next =
        REDRESS_TRY(seal::open_chunk(source, file, opened.size, state, sealed, plain));
    const auto chunk = base::ByteView(plain).first(next.size);
    hash.update(chunk);
    opened.size += next.size;
    REDRESS_TRY(take(chunk));
    if (next.last) break;
  }
  std::uint8_t extra = 0;
  if (source.read(&extra, 1) != 0) return base::fail(altered(file, "bytes after its end"));
  opened.digest = hash.finish();
  return opened;
}

/// Opens what is being sealed, close behind the sealing, and hands it to the disk a few MiB at a time: one sync of
/// hundreds of MiB at the end would keep everybody waiting who works on the same disk. Where the disk is slower than
/// the sealing, the sealing waits, for the same reason.
/// A thread of its own where there is enough to do; the file is small otherwise, and opened at the end.
class Behind {
 public:
  Behind(const File& target, std::filesystem::path file, const base::SecretBytes& key)
      : target_(target), file_(std::move(file)), key_(key) {}
  ~Behind() { ended(); }
  Behind(const Behind&) = delete;
  Behind& operator=(const Behind&) = delete;

  void reached(std::uint64_t bytes) {
    std::unique_lock lock(mutex_);
    there_ = bytes;
    changed_.notify_all();
    if (bytes < kWorthAThread) return;
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    changed_.wait(lock, [&] { return there_ < synced_ + kMostAhead || opened_; });
  }

  /// Everything is written: what the copy holds.
  Result<SealedFile> opened() {
    ended();
    return opened_ ? std::move(*opened_) : open();
  }

 private:
  static constexpr std::uint64_t kWorthAThread = 8U << 20U;
  static constexpr std::uint64_t kAtOnce = 2U << 20U;
  static constexpr std::uint64_t kMostAhead = 8U << 20U;

  void run() {
    auto opened = open();
    const std::scoped_lock lock(mutex_);
    opened_ = std::move(opened);
    changed_.notify_all();
  }

  void ended() {
    {
      const std::scoped_lock lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

  Result<SealedFile> open() {
    const auto until = [&](std::uint64_t bytes) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return there_ >= bytes || ended_; });
      if (ended_ || there_ < synced_ + kAtOnce) return;
      const std::uint64_t there = there_;
      lock.unlock();
      target_.sync();  // what fails here fails again at the end
      lock.lock();
      synced_ = there;
      changed_.notify_all();
    };
    return open_chunks(file_, key_, until, [](base::ByteView) { return Result<void>{}; });
  }

  const File& target_;
  std::filesystem::path file_;
  const base::SecretBytes& key_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t there_ = 0;
  bool ended_ = false;
  std::uint64_t synced_ = 0;
  std::optional<Result<SealedFile>> opened_;
  std::thread thread_;
};

/// The next chunk of what is sealed; less than a whole one is the last.
using NextChunk = std::function<Result<base::ByteView>()>;

Result<SealedFile> copy_sealed(const NextChunk& next, const File& target,
                               const std::filesystem::path& to, const base::SecretBytes& key) {
  Sealer sealer;
  Behind behind(target, to, key);
  std::uint64_t written = 0;
  const auto put = [&](base::ByteView bytes) -> Result<void> {
    if (!target.write(bytes))
      return base::fail(io_error("the sealed copy could not be written", to));
    behind.reached(written += bytes.size());
    return {};
  };
  base::Sha256 hash;
  SealedFile sealed;
  REDRESS_TRY(put(begin_sealing(sealer, key)));
  for (;;) {
    const base::ByteView plain = REDRESS_TRY(next());
    const bool last = plain.size() < kChunk;
    hash.update(plain);
    sealed.size += plain.size();
    REDRESS_TRY(put(sealer.chunk(plain, last)));
    if (last) break;
  }
  sealed.digest = hash.finish();
  const SealedFile again = REDRESS_TRY(behind.opened());
  if (again.digest != sealed.digest || again.size != sealed.size) return base::fail(differs(to));
  return sealed;
}

Result<SealedFile> seal_chunks(const NextChunk& next, const std::filesystem::path& to,
                               const base::SecretBytes& key) {
  File target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!target.good()) return base::fail(io_error("the sealed copy could not be made", to));
  auto sealed = copy_sealed(next, target, to, key);
  if (sealed && !target.sync_and_close())
    sealed = base::fail(io_error("the sealed copy could not be written to disk", to));
  if (!sealed) ::unlink(to.c_str());
  return sealed;
}

}  // namespace

Result<SealedFile> open_sealed_file(const std::filesystem::path& file, const base::SecretBytes& key,
                                    const std::function<Result<void>(base::ByteView)>& take) {
  return open_chunks(file, key, [](std::uint64_t) {}, take);
}

Result<SealedFile> seal_file(const std::filesystem::path& from, const std::filesystem::path& to,
                             const base::SecretBytes& key) {
  const File source(REDRESS_TRY(open_regular(from)));
  base::Bytes buffer(kChunk);
  const auto next = [&]() -> Result<base::ByteView> {
    const ssize_t got = source.read(buffer.data(), buffer.size());
    if (got < 0) return base::fail(io_error("the file could not be read to its end", from));
    return base::ByteView(buffer).first(static_cast<std::size_t>(got));
  };
  return seal_chunks(next, to, key);
}

Result<SealedFile> seal_bytes(base::ByteView bytes, const std::filesystem::path& to,
                              const base::SecretBytes& key) {
  const auto next = [&]() -> Result<base::ByteView> {
    const base::ByteView chunk = bytes.first(std::min(kChunk, bytes.size()));
    bytes = bytes.subspan(chunk.size());
    return chunk;
  };
  return seal_chunks(next, to, key);
}

Result<SealedFile> reseal_file(const std::filesystem::path& from, const base::SecretBytes& from_key,
                               const std::filesystem::path& to, const base::SecretBytes& to_key) {
  File target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!target.good()) return base::fail(io_error("the sealed copy could not be made", to));
  Sealer sealer;
  const auto put = [&](base::ByteView bytes) -> Result<void> {
    if (target.write(bytes)) return {};
    return base::fail(io_error("the sealed copy could not be written", to));
  };
  const auto copy = [&]() -> Result<SealedFile> {
    REDRESS_TRY(put(begin_sealing(sealer, to_key)));
    std::optional<base::Bytes>
        held;  // whether it is the last chunk is known when the next one comes
    const auto take = [&](base::ByteView plain) -> Result<void> {
      if (held) REDRESS_TRY(put(sealer.chunk(*held, false)));
      held.emplace(plain.begin(), plain.end());
      return {};
    };
    SealedFile opened = REDRESS_TRY(open_sealed_file(from, from_key, take));
    REDRESS_TRY(put(sealer.chunk(held.value_or(base::Bytes{}), true)));
    if (!target.sync_and_close())
      return base::fail(io_error("the sealed copy could not be written to disk", to));
    return opened;
  };
  auto copied = copy();
  if (!copied) ::unlink(to.c_str());
  return copied;
}

base::Bytes seal_value(base::ByteView plain, base::ByteView place, KeyName name,
                       const base::SecretBytes& key, base::Rng& rng) {
  base::Bytes out(kValueHead + plain.size() + kValueTag);
  out[0] = kValueFormat;
  for (std::size_t i = 0; i < 8; ++i) out[1 + i] = static_cast<std::uint8_t>(name.id >> (8 * i));
  for (std::size_t i = 0; i < 4; ++i)
    out[9 + i] = static_cast<std::uint8_t>(name.version >> (8 * i));
  const std::span<std::uint8_t> nonce = std::span(out).subspan(kValueName, kNonce);
  rng.fill(nonce);
  const auto commits = key_commitment(key.view(), nonce);
  std::ranges::copy(commits, out.begin() + kValueName + kNonce);
  const base::Bytes bound = base::join({base::ByteView(out).first(kValueHead), place});
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kValueHead, nullptr, plain.data(),
                                             plain.size(), bound.data(), bound.size(), nullptr,
                                             nonce.data(), key.view().data());
  return out;
}

Result<KeyName> key_of_value(base::ByteView sealed) {
  if (sealed.size() < kValueHead + kValueTag || sealed[0] != kValueFormat)
    return base::fail(ErrorKind::bad_input, "a sealed value is damaged");
  KeyName name;
  for (std::size_t i = 0; i < 8; ++i)
    name.id |= static_cast<std::uint64_t>(sealed[1 + i]) << (8 * i);
  for (std::size_t i = 0; i < 4; ++i)
    name.version |= static_cast<std::uint32_t>(sealed[9 + i]) << (8 * i);
  return name;
}

Result<base::SecretBytes> open_value(base::ByteView sealed, base::ByteView place,
                                     const base::SecretBytes& key) {
  REDRESS_TRY(key_of_value(sealed));
  const base::ByteView nonce = sealed.subspan(kValueName, kNonce);
  const auto commits = key_commitment(key.view(), nonce);
  const base::Bytes bound = base::join({sealed.first(kValueHead), place});
  const base::ByteView body = sealed.subspan(kValueHead);
  base::SecretBytes plain = base::SecretBytes::of_size(body.size() - kValueTag);
  const bool opened = sodium_memcmp(commits.data(), nonce.data() + kNonce, kCommitment) == 0 &&
                      crypto_aead_xchacha20poly1305_ietf_decrypt(
                          plain.span().data(), nullptr, nullptr, body.data(), body.size(),
                          bound.data(), bound.size(), nonce.data(), key.view().data()) == 0;
  if (!opened)
    return base::fail(ErrorKind::bad_input,
                      "a sealed value does not open: it was altered, or belongs elsewhere");
  return plain;
}

}  // namespace redress::docket
