// What this probe's own connection is like, by servers that have nothing to do with the root: asked
// all the time, counted per ring and family, told to the collector with each batch
// (core/record/reach.h draws the conclusion).
#pragma once

#include <optional>
#include <vector>

#include "core/plan/target.h"
#include "core/record/envelope.h"
#include "core/record/question.h"

namespace tocsin::probe {

struct Reference {
  record::Ring ring = record::Ring::world;
  plan::Address address;

  bool operator==(const Reference&) const = default;
};

// The SOA of ".", RD off and without EDNS: as plain as a query gets, and no work for whoever
// answers it, were it with REFUSED.
record::Question reference_question();

// Any well-formed reply with our id and question says that the way there and back is open, whatever
// its rcode, and even if it was cut short to fit.
bool shows_a_way(record::Outcome outcome);

// The newest outcome of each reference, and the figures for a batch that follow from them.
class References {
 public:
  // How long an outcome speaks: longer than their cadence of 10 s and a timeout of 4 s.
  static constexpr Duration memory = std::chrono::seconds(15);

  explicit References(std::vector<Reference> all) : all_(std::move(all)), newest_(all_.size()) {}

  const std::vector<Reference>& all() const { return all_; }

  // `index` into `all`; `at` is when the outcome was known.
  void saw(std::size_t index, record::Outcome outcome, MonotonicTime at);

  record::RingCounts counts(MonotonicTime now) const;

 private:
  struct Seen {
    record::Outcome outcome;
    MonotonicTime at;
  };

  std::vector<Reference> all_;
  std::vector<std::optional<Seen>> newest_;  // as `all_`
};

}  // namespace tocsin::probe
