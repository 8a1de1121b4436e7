// Any bytes as a root zone's records, or as its text, and as trust anchors: a zone that can be
// verified, whatever comes of it, or a named fault.
#include "core/zone/verify.h"

using namespace tocsin;

namespace {

void verify(Result<zone::Zone, zone::Fault> read) {
  if (!read) return (void)to_text(read.error());
  const auto verified = zone::verify(std::move(*read),
                                     zone::iana_anchors(),
                                     {std::chrono::seconds(1'767'225'600)},
                                     zone::WithoutZonemd::accept);
  if (!verified) (void)to_text(verified.error());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  if (bytes.empty()) return 0;
  switch (bytes.front() % 3) {
    case 0:
      verify(zone::Zone::from_records(bytes.subspan(1)));
      break;
    case 1:
      verify(zone::Zone::from_text(as_text(bytes.subspan(1))));
      break;
    default:
      (void)zone::anchors_from(as_text(bytes.subspan(1)));
  }
  return 0;
}
