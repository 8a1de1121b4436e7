// Measurements of the root's letters out of batches, as the figures need them.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/assess/measurement.h"
#include "core/base/digest.h"
#include "core/record/envelope.h"
#include "core/record/payload.h"

namespace tocsin::assess {

struct RootServer {
  char letter = 'a';
  plan::Family family{};
};

// Which endpoint of which target set is which letter. A set that nobody has shown us gives nothing.
class RootTargets {
 public:
  RootTargets();  // with the compiled-in set, which need not be in a log

  void learn(const Digest& digest, const plan::TargetSet& set);
  // The set that the envelope refers to, where its payload brings it along.
  void learn(const record::Envelope& envelope, const record::Payload& payload);

  bool knows(const Digest& set) const { return sets_.contains(set); }
  // Nothing for the name server of a TLD, and where the set is unknown.
  std::optional<RootServer> find(const Digest& set, std::uint32_t endpoint) const;

 private:
  std::map<Digest, std::vector<std::optional<RootServer>>> sets_;  // by endpoint
};

// A row of the payload as a measurement that was sent then, without its vantage point, country,
// instance and verdict. Nothing where it is not of the root, or no query for the SOA nor one with
// DO.
std::optional<Measurement> root_measurement(const Digest& target_set,
                                            const record::Payload& payload,
                                            const record::Measurement& row,
                                            WallTime sent,
                                            const RootTargets& targets);

}  // namespace tocsin::assess
