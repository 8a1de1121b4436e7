// Measurements of the root's letters out of batches, as the figures need them.
#pragma once

#include <limits>
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

  bool operator==(const RootServer&) const = default;
};

// Which endpoint of which target set is which letter. A set that nobody has shown us gives nothing;
// a letter is never guessed from an index.
class RootTargets {
 public:
  // With the compiled-in set, which need not be in a log. Beyond so many sets the one that was
  // least recently referred to is forgotten.
  explicit RootTargets(std::size_t sets_max = std::numeric_limits<std::size_t>::max());

  void learn(const Digest& digest, const plan::TargetSet& set);
  // The set that the envelope refers to, where its payload brings it along: nobody can crowd out
  // the sets of others.
  void learn(const record::Envelope& envelope, const record::Payload& payload);

  bool knows(const Digest& set) const { return sets_.contains(set); }

  struct Place {
    bool known = false;                // the set is, and it has such an endpoint
    std::optional<RootServer> server;  // nothing for the name server of a TLD
  };
  Place find(const Digest& set, std::uint32_t endpoint) const;

 private:
  struct Set {
    std::vector<std::optional<RootServer>> servers;  // by endpoint
    std::uint64_t referred_to = 0;                   // by which call
  };

  std::size_t sets_max_;
  std::map<Digest, Set> sets_;
  std::uint64_t calls_ = 0;
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
