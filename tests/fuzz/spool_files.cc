// Any bytes as the files of a spool: a value that encodes to the same bytes again, or an error.
#include "core/base/check.h"
#include "probes/spool/batch_file.h"
#include "probes/spool/checked_bytes.h"
#include "probes/spool/spool_format.h"
#include "probes/spool/spool_state.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The checksum would keep the fuzzer out, so it is put right here.
  const ByteView body(data, size);
  const auto batch_file = probe::with_check(probe::format::batch_magic, body);
  if (const auto batch = probe::decode_batch(batch_file)) {
    check(probe::encode_batch(*batch) == batch_file, "a batch survives its file");
  }
  const auto state_file = probe::with_check(probe::format::state_magic, body);
  if (const auto state = probe::decode_state(state_file)) {
    const auto again = probe::decode_state(probe::encode_state(*state));
    check(again && *again == *state, "a state survives its file");
  }
  return 0;
}
