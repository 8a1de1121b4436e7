// Any bytes: minute results or a fault; what was read is what is written again.
#include "core/record/minute_results.h"

#include "core/base/check.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const auto results = record::decode_minute_results(bytes);
  if (results) check(equal(record::encode_plain(*results), bytes), "minute results come back");
  return 0;
}
