// SHA-256 (FIPS 180-4), of bytes at hand or as they come.
#pragma once

#include <memory>

#include "core/base/digest.h"

struct evp_md_ctx_st;

namespace tocsin::crypto {

Digest sha256(ByteView bytes);

// For bytes that are not all there at once. Not for two threads at a time.
class Sha256 {
 public:
  Sha256();

  Sha256& update(ByteView bytes);
  Digest finish();  // of everything since the last finish; then it starts anew

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };

  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace tocsin::crypto
