#include "core/durable/journal_segment.h"

#include <cstddef>
#include <cstdint>

#include "core/base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tocsin;
  const ByteView segment(data, size);
  std::uint64_t frames = 0;
  const auto scan = durable::scan_segment(segment, 0, [&](const durable::Frame&) { ++frames; });
  check(scan.whole_bytes <= size, "a scan stays inside its segment");
  check(scan.next_index == frames, "a scan counts the frames that it gives");
  return 0;
}
