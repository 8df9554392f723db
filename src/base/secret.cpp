#include "base/secret.hpp"

#include <sodium.h>

#include <algorithm>
#include <new>

#include "base/random.hpp"

namespace redress::base {

SecretBytes::~SecretBytes() { sodium_free(data_); }

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    sodium_free(data_);
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

SecretBytes SecretBytes::of_size(std::size_t size) {
  SecretBytes out;
  if (size == 0) return out;
  detail::require_sodium();
  out.data_ = static_cast<std::uint8_t*>(sodium_malloc(size));
  if (out.data_ == nullptr) throw std::bad_alloc();
  out.size_ = size;
  // sodium_malloc fills with a pattern, so that use before writing shows; here zeros are promised.
  std::fill_n(out.data_, size, std::uint8_t{0});
  return out;
}

SecretBytes SecretBytes::copy_of(ByteView bytes) {
  SecretBytes out = of_size(bytes.size());
  std::ranges::copy(bytes, out.data_);
  return out;
}

}  // namespace redress::base
