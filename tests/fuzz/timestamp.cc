// Any bytes as what a time-stamping authority answers, and as a token: refused with a reason,
// because nobody is trusted here.
#include "core/base/check.h"
#include "core/crypto/timestamp_request.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const auto opened = crypto::open_timestamp(bytes, {}, {});
  check(!opened && !opened.error().text.empty(), "nobody is trusted");
  if (const auto token = crypto::token_in(bytes)) {
    check(!crypto::open_timestamp(*token, {}, {}), "nobody is trusted here either");
  }
  return 0;
}
