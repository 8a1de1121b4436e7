// One query and what became of it, as a probe records it. A payload carries many of these as
// columns (docs/formats/payload.md gives each column's resolution).
#pragma once

#include <optional>
#include <string>

#include "core/base/bytes.h"
#include "core/base/digest.h"
#include "core/base/time.h"
#include "core/record/outcome.h"

namespace tocsin::record {

// Payloads hold at most this much of a reply; of a longer one also its length and digest.
inline constexpr std::size_t reply_bytes_max = 4096;
// Payloads hold at most this much of a name server identifier.
inline constexpr std::size_t nsid_bytes_max = 512;

// A reply of which only the beginning is kept.
struct WholeReply {
  std::uint32_t bytes = 0;
  Digest digest{};  // SHA-256 of all of it, masked as the kept part is (reply_mask.h)

  auto operator<=>(const WholeReply&) const = default;
};

struct Measurement {
  std::uint32_t endpoint = 0;  // index into the target set that the envelope names
  Transport transport = Transport::udp;
  Outcome outcome = Outcome::timeout;
  MonotonicTime sent_at;        // the envelope ties it to wall time
  std::optional<Duration> rtt;  // nothing where there was no reply; never zero for it
  RttSource rtt_source = RttSource::none;
  std::uint16_t source_port = 0;
  std::uint16_t query_id = 0;

  // Skimmed from the reply; nothing where there was none or it does not say.
  std::optional<std::uint16_t> flags;     // the second 16 bits of the DNS header, as received
  std::optional<std::uint16_t> rcode;     // with the upper bits of EDNS
  std::optional<std::uint32_t> serial;    // of the SOA in the answer section
  std::optional<Bytes> nsid;              // RFC 5001, opaque
  Bytes reply;                            // the raw reply, empty where there was none
  std::optional<WholeReply> whole_reply;  // where `reply` is only the beginning of it

  bool operator==(const Measurement&) const = default;
};

}  // namespace tocsin::record
