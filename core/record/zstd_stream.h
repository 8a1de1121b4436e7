// zstd frames (RFC 8878), one after the other, opened piece by piece in bounded memory. For files
// of unknown length; what states its size is opened by zstd_frame.h.
#pragma once

#include <functional>
#include <memory>

#include "core/base/bytes.h"
#include "core/base/result.h"

struct ZSTD_DCtx_s;

namespace tocsin::record {

// The four octets with which a frame begins.
bool starts_as_zstd(ByteView bytes);

class ZstdStream {
 public:
  // A frame that wants a window of more than 128 MiB is refused.
  ZstdStream();

  // Hands on what these bytes give, in pieces. An error of `out` ends it.
  Status<> feed(ByteView bytes, const std::function<Status<>(ByteView)>& out);

  // Whether the bytes so far end with a frame.
  bool is_whole() const { return is_whole_; }

 private:
  struct Free {
    void operator()(ZSTD_DCtx_s* context) const;
  };

  std::unique_ptr<ZSTD_DCtx_s, Free> context_;
  Bytes plain_;
  bool is_whole_ = false;
};

}  // namespace tocsin::record
