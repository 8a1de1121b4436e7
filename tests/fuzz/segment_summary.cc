// Two bytes that say how long the front is, the front, then the links: what is accepted is what is
// written again.
#include "core/base/check.h"
#include "daemon/segments/summary_codec.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Cursor in(ByteView(data, size));
  const auto length = in.take_be16();
  const auto front = length ? in.take(*length) : std::nullopt;
  if (!front) return 0;
  auto summary = collector::decode_front(*front);
  if (!summary) return 0;
  check(equal(collector::encode(*summary)[collector::front_part], *front), "a front comes back");
  const auto links = in.rest();
  if (!collector::decode_links(links, *summary)) return 0;
  check(equal(collector::encode(*summary)[collector::links_part], links), "links come back");
  return 0;
}
