#include "core/entry/logged_time_stamp.h"

#include "core/base/check.h"
#include "core/crypto/timestamp.h"
#include "core/record/layout.h"

namespace tocsin::entry {
namespace {

constexpr auto layout = [](auto& row, auto& stamp) {
  row(stamp.checkpoint);
  row(stamp.token, crypto::timestamp_bytes_max);
};

}  // namespace

Bytes encode(const LoggedTimeStamp& stamp) {
  check(stamp.token.size() <= crypto::timestamp_bytes_max, "a token that was taken is short");
  return record::encode_row(stamp, layout);
}

Result<LoggedTimeStamp, cbor::DecodeError> decode_time_stamp(ByteView bytes) {
  return record::decode_row<LoggedTimeStamp>(bytes, layout);
}

}  // namespace tocsin::entry
