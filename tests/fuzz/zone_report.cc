// Any bytes as what a child process says of a root zone: a report with one form, or refused.
#include "probes/zone/zone_report.h"

#include "core/base/check.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  if (const auto report = probe::decode_zone_report(bytes)) {
    check(equal(probe::encode(*report), bytes), "a report has one form");
  }
  const auto word = probe::word_from(bytes);
  check(word || !word.error().text.empty() || bytes.size() == 1, "a refusal has a reason");
  return 0;
}
