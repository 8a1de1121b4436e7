#include "core/entry/logged_time_stamp.h"

#include "core/base/check.h"
#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/crypto/timestamp.h"

namespace tocsin::entry {

Bytes encode(const LoggedTimeStamp& stamp) {
  check(stamp.token.size() <= crypto::timestamp_bytes_max, "a token that was taken is short");
  cbor::Encoder out;
  out.array(2).uint(stamp.checkpoint).bytes(stamp.token);
  return std::move(out).finish();
}

Result<LoggedTimeStamp, cbor::DecodeError> decode_time_stamp(ByteView bytes) {
  LoggedTimeStamp stamp;
  cbor::Decoder in(bytes);
  in.enter_array_of(2);
  stamp.checkpoint = in.take<std::uint64_t>();
  stamp.token = in.take_bytes(crypto::timestamp_bytes_max);
  in.leave();
  if (auto done = in.finish(); !done) return tl::unexpected(done.error());
  return stamp;
}

}  // namespace tocsin::entry
