// Values that must not leave by accident.
//
// SecretBytes: key material in memory of its own (libsodium sodium_malloc): guarded pages, locked
// against swapping where the system allows, out of core dumps, zeroed when freed. Move only.
// Secret<T>: a secret of the office (passphrase, token). Walled<T>: what was entered about a
// survivor behind a wall. Neither can be formatted, streamed, converted to JSON, compared or
// converted to T; the value is reached through reveal() alone, so that a search for "reveal"
// finds every place that does. They do not wipe their memory: for keys use SecretBytes.
// Cost: SecretBytes rounds up to whole pages (12 to 16 KB each); keep few of them alive.
// Bad input: none; exhausted memory throws std::bad_alloc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "base/bytes.hpp"

namespace redress::base {

class SecretBytes {
 public:
  /// No bytes.
  SecretBytes() = default;
  ~SecretBytes();
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;

  /// `size` zero bytes.
  static SecretBytes of_size(std::size_t size);
  static SecretBytes copy_of(ByteView bytes);

  std::span<std::uint8_t> span() { return {data_, size_}; }
  ByteView view() const { return {data_, size_}; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // Timing would tell; use sodium_memcmp on the views.
  friend bool operator==(const SecretBytes&, const SecretBytes&) = delete;

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

template <class T>
class Secret {
 public:
  Secret() = default;
  explicit Secret(T value) : value_(std::move(value)) {}

  const T& reveal() const& { return value_; }
  T reveal() && { return std::move(value_); }

  friend bool operator==(const Secret&, const Secret&) = delete;

 private:
  T value_{};
};

template <class T>
class Walled {
 public:
  Walled() = default;
  explicit Walled(T value) : value_(std::move(value)) {}

  const T& reveal() const& { return value_; }
  T reveal() && { return std::move(value_); }

  friend bool operator==(const Walled&, const Walled&) = delete;

 private:
  T value_{};
};

}  // namespace redress::base
