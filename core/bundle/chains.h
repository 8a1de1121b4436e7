// The chains of the probes over a range of the log: what is missing of each, what does not fit, and
// what contradicts itself.
#pragma once

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "core/record/signed_envelope.h"

namespace tocsin::bundle {

class Chains {
 public:
  struct Findings {
    std::uint64_t missing = 0;    // sequence numbers between those that are there
    std::uint64_t explained = 0;  // of these, those that the probe itself gave a reason for
    std::uint64_t broken = 0;     // envelopes that do not name the one before them
  };

  // Whether it is news: the same bytes a second time are none.
  bool add(const record::VerifiedEnvelope& envelope);

  // Whether another envelope has this one's place: it was added too, or the next one names it. Only
  // the probe can have signed such, and only its own word suffers. Of all that were added, so ask
  // at the end.
  bool contradicted(const record::Envelope& envelope) const;

  Findings of(const record::ProbeId& probe) const;

 private:
  using Place = std::tuple<record::ProbeId, std::uint64_t, std::uint64_t>;  // incarnation, sequence
  struct Link {
    Digest digest{};
    Digest previous{};
    bool contradicted = false;
  };

  // Sequence numbers in a row that an incarnation says are not to be had.
  struct Told {
    std::uint64_t incarnation = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    bool ends_before(std::uint64_t other, std::uint64_t sequence) const {
      return std::tie(incarnation, last) < std::tie(other, sequence);
    }
    bool begins_by(std::uint64_t other, std::uint64_t sequence) const {
      return incarnation == other && first <= sequence;
    }
    bool reaches(std::uint64_t other, std::uint64_t sequence) const {
      return incarnation == other && sequence <= last;
    }
  };

  // In order, and none overlaps another, however many gaps tell of the same.
  std::vector<Told> told_by(const record::ProbeId& probe) const;

  using Links = std::map<Place, Link>;

  static bool names_another(const Links::value_type& link, const Links::value_type& before);

  Links links_;
  std::map<Place, std::uint64_t> gaps_;  // from the first of them: the last
};

}  // namespace tocsin::bundle
