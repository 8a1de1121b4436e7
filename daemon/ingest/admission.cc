#include "daemon/ingest/admission.h"

#include "core/base/check.h"

namespace tocsin::collector {
namespace {

Decision admitted(Fit fit) {
  using record::Admission;
  switch (fit) {
    case Fit::next:
      return Admission::next;
    case Fit::after_gap:
      return Admission::after_gap;
    case Fit::fills_gap:
      return Admission::late;
    case Fit::again:
      return Again{};
    case Fit::equivocation:
      return ChainRefusal::equivocation;
    case Fit::misfit:
      return ChainRefusal::broken_chain;
    case Fit::forgotten:
      return ChainRefusal::forgotten;
    case Fit::too_many_gaps:
      return ChainRefusal::too_many_gaps;
  }
  check(false, "every fit has its decision");
  return ChainRefusal::forgotten;
}

}  // namespace

bool date_is_plausible(const record::ClockReading& closed_at, const Delivery& delivery) {
  // Dates far outside any calendar would overflow the subtractions below.
  if (closed_at.wall < WallTime{} || closed_at.wall > delivery.arrival + clock_tolerance)
    return false;
  if (delivery.arrival - closed_at.wall > batch_age_max) return false;
  if (!delivery.age) return true;
  if (*delivery.age < Duration{} || *delivery.age > batch_age_max) return false;
  const auto off = delivery.arrival - *delivery.age - closed_at.wall;
  return std::chrono::abs(off) <= clock_tolerance;
}

Link link_of(const record::Envelope& envelope, const Digest& digest) {
  return {envelope.sequence, digest, envelope.previous};
}

Decision decide(const Chain& chain,
                const Link& link,
                const record::ClockReading& closed_at,
                const Delivery& delivery) {
  auto decision = admitted(chain.fit(link));
  const bool enters = std::holds_alternative<record::Admission>(decision);
  if (enters && !date_is_plausible(closed_at, delivery)) {
    return record::Admission::time_not_trusted;
  }
  return decision;
}

}  // namespace tocsin::collector
