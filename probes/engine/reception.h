// Decides over what arrives during one exchange: the reply, something odd, or a stray. Pure; one
// per exchange.
#pragma once

#include <optional>

#include "core/dns/reply.h"
#include "probes/engine/exchange.h"
#include "probes/engine/usual.h"

namespace tocsin::probe {

// A message as it came.
struct Arrival {
  ByteView bytes;
  net::SocketAddress from;
  std::optional<std::uint8_t> hop_limit = {};
  Duration after{};  // since the query was sent
};

// An ICMP error about our query, as far as it concerns this.
struct Complaint {
  record::Outcome means = record::Outcome::unreachable;
  std::optional<plan::Address> from = {};  // nothing: our own host
  std::uint8_t type = 0;
  std::uint8_t code = 0;
  Duration after{};
};

class Reception {
 public:
  enum class Heard : std::uint8_t { nothing, the_answer };

  // All are kept by the caller for as long. `ask.query` is as it was sent.
  Reception(const Ask& ask, Usual& usual, record::Observation& observation)
      : ask_(ask), usual_(usual), observation_(observation) {}

  // The first answer is written into the observation; whatever else arrives, before it or after, is
  // noted.
  Heard hear(const Arrival& arrival);

  // It says how the exchange ends unless an answer arrives after all: anyone on the way can send
  // it.
  void hear(const Complaint& complaint);

  bool answered() const { return observation_.heard.has_value(); }

  // Nothing more will come. `otherwise`: what it is where nothing at all arrived.
  void close(record::Outcome otherwise);

 private:
  std::optional<record::StrayReason> stray_reason(
      const Arrival& arrival, const Result<dns::Reply, dns::ParseError>& reply) const;
  void take(const dns::Reply& reply, const Arrival& arrival);
  bool says_the_same(const dns::Reply& reply) const;
  void note(record::StrayReason why, const Arrival& arrival);
  void keep(record::Stray stray);
  record::Outcome unanswered(record::Outcome otherwise) const;
  void look_back();

  const Ask& ask_;
  Usual& usual_;
  record::Observation& observation_;
  Look look_;
  std::optional<record::Outcome> complaint_;
  bool malformed_ = false;
  bool mismatched_ = false;
};

}  // namespace tocsin::probe
