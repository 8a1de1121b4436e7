// Any bytes: a time server's reply and chronyd's report, or a named fault. What is accepted is
// within the limits that the rest of the clock's code relies on.
#include "core/base/check.h"
#include "probes/clock/chrony_tracking.h"
#include "probes/clock/ntp_packet.h"

using namespace tocsin;

namespace {

// The nonce and the sequence that the corpus was answered with.
constexpr probe::NtpTime nonce = 0x1122334455667788;
constexpr std::uint32_t sequence = 0x01020304;
constexpr Duration reasonable = std::chrono::hours(24 * 365);

void read_ntp(ByteView bytes) {
  const auto reply = probe::parse_ntp_reply(bytes, nonce);
  if (!reply) return;
  check(bytes.size() >= probe::ntp_octets, "a reply has all its octets");
  check(reply->stratum >= 1 && reply->stratum <= 15, "a stratum that is one");
  check(reply->precision > Duration{}, "a clock has a precision");
  const auto distance = reply->root_delay / 2 + reply->root_dispersion;
  check(distance <= probe::root_distance_max, "a server that is near enough");
}

void read_chrony(ByteView bytes) {
  const auto tracking = probe::parse_chrony_tracking(bytes, sequence);
  if (!tracking) return;
  const auto bound = probe::bound_of(*tracking);
  check(bound > Duration{} && bound < reasonable, "a bound is a bound");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  read_ntp(bytes);
  read_chrony(bytes);
  return 0;
}
