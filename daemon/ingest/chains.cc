#include "daemon/ingest/chains.h"

#include "core/base/check.h"

namespace tocsin::collector {

Incarnation Chains::incarnation_of(const record::Envelope& envelope) const {
  const auto probe = probes_.find(envelope.probe);
  if (probe == probes_.end()) return Incarnation::first_seen;
  if (probe->second.contains(envelope.incarnation)) return Incarnation::known;
  return probe->second.size() < incarnations_max ? Incarnation::first_seen
                                                 : Incarnation::one_too_many;
}

const Chain& Chains::chain_of(const record::Envelope& envelope) const {
  static const Chain empty;
  const auto probe = probes_.find(envelope.probe);
  if (probe == probes_.end()) return empty;
  const auto chain = probe->second.find(envelope.incarnation);
  return chain == probe->second.end() ? empty : chain->second;
}

Decision Chains::decide(const record::Envelope& envelope,
                        const Digest& digest,
                        const Delivery& delivery) const {
  return collector::decide(
      chain_of(envelope), link_of(envelope, digest), envelope.closed_at, delivery);
}

void Chains::apply(const record::Envelope& envelope, const Digest& digest, const Receipt& receipt) {
  probes_[envelope.probe][envelope.incarnation].apply(link_of(envelope, digest), receipt);
}

KnownEnvelope Chains::known(const record::Envelope& envelope) const {
  const auto known = chain_of(envelope).known(envelope.sequence);
  check(known.has_value(), "only of a known envelope is anything known");
  return *known;
}

std::uint64_t Chains::missing(const record::ProbeId& probe) const {
  const auto found = probes_.find(probe);
  if (found == probes_.end()) return 0;
  std::uint64_t count = 0;
  for (const auto& [incarnation, chain] : found->second) count += chain.missing();
  return count;
}

}  // namespace tocsin::collector
