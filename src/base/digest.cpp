#include "base/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>

namespace redress::base {

namespace {

// Fetched once: in OpenSSL 3 the implicit fetch costs more than hashing a short record.
const EVP_MD* sha256_method() {
  static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (method == nullptr) throw std::runtime_error("OpenSSL has no SHA-256");
  return method;
}

void require(int ok) {
  if (ok != 1) throw std::runtime_error("OpenSSL could not compute a SHA-256");
}

}  // namespace

std::string Digest::hex() const { return to_hex(bytes); }

Result<Digest> Digest::parse(std::string_view hex) {
  if (hex.size() != 64) {
    return fail(Error(ErrorKind::bad_input, "not a SHA-256 digest")
                    .found(std::to_string(hex.size()) + " characters")
                    .expected("64 hexadecimal characters"));
  }
  const Bytes raw = REDRESS_TRY(in_context(from_hex(hex), "while reading a SHA-256 digest"));
  Digest out;
  std::ranges::copy(raw, out.bytes.begin());
  return out;
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const noexcept { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  if (!context_) throw std::bad_alloc();
  require(EVP_DigestInit_ex2(context_.get(), sha256_method(), nullptr));
}

Sha256& Sha256::update(ByteView bytes) {
  require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
  return *this;
}

Digest Sha256::finish() {
  Digest out;
  require(EVP_DigestFinal_ex(context_.get(), out.bytes.data(), nullptr));
  require(EVP_DigestInit_ex2(context_.get(), sha256_method(), nullptr));
  return out;
}

Digest sha256(ByteView bytes) {
  Digest out;
  require(
      EVP_Digest(bytes.data(), bytes.size(), out.bytes.data(), nullptr, sha256_method(), nullptr));
  return out;
}

}  // namespace redress::base
