// Decides over what arrives during one exchange: the reply, or a stray. Pure; one per exchange.
#pragma once

#include <optional>

#include "core/dns/reply.h"
#include "probes/engine/exchange.h"

namespace tocsin::probe {

enum class Next : std::uint8_t { listen_on, done };

class Reception {
 public:
  // Both are kept by the caller for as long.
  Reception(const Ask& ask, Observation& observation) : ask_(ask), observation_(observation) {}

  // The reply is written into the measurement, and the exchange is done; a stray is noted.
  Next hear(ByteView bytes, const net::SocketAddress& from);

  // Nothing more will come. Says what the strays make of it: malformed, mismatched, or `otherwise`.
  void close(record::Outcome otherwise);

 private:
  std::optional<StrayReason> stray_reason(ByteView bytes,
                                          const net::SocketAddress& from,
                                          const Result<dns::Reply, dns::ParseError>& reply) const;
  void note(StrayReason why, ByteView bytes, const net::SocketAddress& from);

  const Ask& ask_;
  Observation& observation_;
  bool malformed_ = false;
};

}  // namespace tocsin::probe
