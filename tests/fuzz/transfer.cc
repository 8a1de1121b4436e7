// Any bytes as the messages of a zone transfer, each behind its length: records that stand alone,
// or a named fault, and never more than the limits.
#include "core/xfr/transfer.h"

#include "core/base/check.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr xfr::Limits limits{.octets_max = 4096, .messages_max = 16};
  Cursor in(ByteView(data, size));
  xfr::Transfer transfer(xfr::axfr_query(dns::Name(), 7), limits);
  while (const auto length = in.take_be16()) {
    const auto message = in.take(*length);
    if (!message) break;
    const auto heard = transfer.hear(*message);
    if (!heard) return 0;
    check(transfer.records().size() <= limits.octets_max, "limits hold");
    if (*heard == xfr::Transfer::State::complete) break;
  }
  return 0;
}
