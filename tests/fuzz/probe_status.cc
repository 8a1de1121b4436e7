// Any bytes: the status that a probe wrote down, or an error. What is accepted is what it writes
// again, and can be told in every form.
#include "core/base/check.h"
#include "probes/main/status_json.h"
#include "probes/main/status_table.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto status = probe::decode_status(as_text(ByteView(data, size)));
  if (!status) return 0;
  const auto again = probe::decode_status(probe::encode_status(*status));
  check(again.has_value() && *again == *status, "a status comes back as it was");
  const BothClocks now{.before = {}, .wall = status->written_at, .after = {}};
  const auto age = probe::age_of(*status, now, status->boot_id);
  const probe::StatusVerdict verdict{.running = probe::running_of(*status, age),
                                     .age = age,
                                     .problems = probe::problems_of(*status, age, now.wall)};
  check(!probe::as_table(*status, verdict, now.wall).empty(), "there is a table");
  check(!probe::as_json(*status, verdict).empty(), "there is JSON");
  return 0;
}
