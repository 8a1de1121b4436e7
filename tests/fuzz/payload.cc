// Any bytes: a payload or a fault; what was read is written to bytes that read the same.
#include <algorithm>

#include "core/base/check.h"
#include "core/record/payload_codec.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto payload = record::decode_payload(ByteView(data, size));
  if (!payload) return 0;
  const auto& rows = payload->measurements;
  check(std::ranges::is_sorted(rows, {}, &record::Measurement::sent_at), "in the order of sending");
  const auto& lookups = payload->lookups;
  check(std::ranges::is_sorted(lookups, {}, &record::Lookup::asked_at), "in the order of asking");
  constexpr Duration finest{1};  // so that nothing is cut a second time
  const auto again = record::decode_payload(record::encode_payload(*payload, finest));
  check(again.has_value(), "what was read can be written");
  const auto stable = record::decode_payload(record::encode_payload(*again, finest));
  check(stable.has_value() && *stable == *again, "what was written reads the same");
  return 0;
}
