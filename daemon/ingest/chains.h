// The chains of all probes, one for each incarnation of each. A pure value that is rebuilt from the
// journal; one thread at a time.
#pragma once

#include <map>
#include <utility>

#include "core/base/result.h"
#include "daemon/ingest/admission.h"

namespace tocsin::collector {

// A probe gets a new incarnation with a new state directory. One that makes more has gone wrong.
inline constexpr std::size_t incarnations_max = 1000;

enum class Incarnation { known, first_seen, one_too_many };

class Chains {
 public:
  Incarnation incarnation_of(const record::Envelope& envelope) const;

  // By the admission table. `digest` is that of the envelope's signed bytes.
  Decision decide(const record::Envelope& envelope,
                  const Digest& digest,
                  const Delivery& delivery) const;

  // Takes in what decide() admitted.
  void apply(const record::Envelope& envelope, const Digest& digest, const Receipt& receipt);

  // A probe's chain in one incarnation, begun where there is none: for whoever reads the journal.
  Chain& chain(const record::ProbeId& probe, std::uint64_t incarnation) {
    return probes_[probe][incarnation];
  }

  // What is known of an envelope; it must be known (Again).
  KnownEnvelope known(const record::Envelope& envelope) const;

  // Sequence numbers that are missing, over all incarnations of a probe.
  std::uint64_t missing(const record::ProbeId& probe) const;

  bool operator==(const Chains&) const = default;

 private:
  using Incarnations = std::map<std::uint64_t, Chain>;

  const Chain& chain_of(const record::Envelope& envelope) const;

  std::map<record::ProbeId, Incarnations> probes_;
};

}  // namespace tocsin::collector
