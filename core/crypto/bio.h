// libcrypto's memory streams, between its objects and our texts. For the sources of this folder
// only.
#pragma once

#include <openssl/bio.h>

#include <string>
#include <string_view>

#include "core/base/check.h"
#include "core/crypto/handle.h"

namespace tocsin::crypto {

using Bio = Handle<BIO, BIO_free_all>;

inline Bio bio_over(std::string_view text) {
  Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  check(bio != nullptr, "memory for a stream");
  return bio;
}

// What `write` (a PEM_write_bio_* call) puts on a stream.
template <class Write>
std::string written_by(Write write) {
  Bio bio(BIO_new(BIO_s_mem()));
  check(bio != nullptr && write(bio.get()) == 1, "an object of ours can be written");
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace tocsin::crypto
