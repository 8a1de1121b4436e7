// Whether a batch whose signature has been verified enters the journal, and as what: the
// collector's admission table as one pure decision.
//
// | the batch                                      | is                                          |
// |------------------------------------------------|---------------------------------------------|
// | next in its chain                              | admitted: next                              |
// | ahead of its chain                             | admitted: after_gap, the gap noted          |
// | in a known gap, and its hashes fit             | admitted: late                              |
// | the same bytes again                           | answered as the first time                  |
// | the same sequence with other bytes             | refused: equivocation, both kept            |
// | next or in a gap, and its hashes do not fit    | refused: broken_chain, kept                 |
// | older than what the chain remembers            | refused: forgotten                          |
// | any admitted one whose date is out of bounds   | admitted: time_not_trusted, in no figure    |
#pragma once

#include <optional>
#include <variant>

#include "core/base/time.h"
#include "core/record/acknowledgement.h"
#include "core/record/envelope.h"
#include "daemon/ingest/chain.h"

namespace tocsin::collector {

// A batch may be dated this far from what the collector's clock says it should be.
inline constexpr Duration clock_tolerance = std::chrono::seconds{60};
// Nothing is spooled longer than this, so an older date is a wrong one.
inline constexpr Duration batch_age_max = std::chrono::hours{24 * 400};

enum class ChainRefusal { equivocation, broken_chain, forgotten, too_many_gaps };

// The same envelope was admitted before: answer with the acknowledgement that it got then.
struct Again {
  bool operator==(const Again&) const = default;
};

using Decision = std::variant<record::Admission, Again, ChainRefusal>;

// What the collector observed of the delivery, beside the batch itself.
struct Delivery {
  WallTime arrival;  // the collector's clock
  // How long ago the batch closed by the probe's own monotonic clock, where the probe says so (it
  // can within one boot). With it the probe's wall clock is checked even for a batch delivered days
  // late.
  std::optional<Duration> age;
};

// Whether the batch's date agrees with the collector's clock as far as that can be told.
bool date_is_plausible(const record::ClockReading& closed_at, const Delivery& delivery);

// The link that an envelope states; `digest` is that of its signed bytes.
Link link_of(const record::Envelope& envelope, const Digest& digest);

Decision decide(const Chain& chain,
                const Link& link,
                const record::ClockReading& closed_at,
                const Delivery& delivery);

}  // namespace tocsin::collector
