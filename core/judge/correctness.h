// Is a root server's reply right? The verdict of RSSAC047v2 section 5.3 (its tags in brackets), a
// function of the reply's bytes, the root zones that it may stem from, and the time. Pure.
//
// The question is taken from the reply: whoever received it has matched it with a query, letter by
// letter where 0x20 counts. From there on the case of letters in names does not matter.
#pragma once

#include <span>

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/judge/judgement.h"
#include "core/zone/signature_memo.h"
#include "core/zone/zone_index.h"

namespace tocsin::judge {

// A root zone that was verified when it was first seen, that is: when whoever judges first learned
// that there is one with this serial, from any server.
struct Candidate {
  const zone::ZoneIndex* zone = nullptr;  // none: there was one, and it is not at hand
  WallTime first_seen;
};

// A reply is held against all zones first seen in this time before the query [yhu].
inline constexpr Duration candidates_back_to = std::chrono::hours(48);

// And against those that whoever judges first saw so soon after it: a server that gives what only
// such a zone has is how one can learn that it is published, and was there first.
inline constexpr Duration candidates_on_to = std::chrono::hours(1);

// Where more than that time passed until the first of them came, the one that it replaced is held
// against too: a server cannot have a zone before it is published.
//
// Correct where one of those zones gives no reason against it; incorrect otherwise [xog], with the
// reasons by the zone that gives the fewest, of several the newest. Incorrect only where the zones
// reach back: there is one first seen just those 48 hours before or earlier, and the next one came
// within 48 hours of it; and only where each zone to hold it against is at hand. Else it may stem
// from one that whoever judges does not have.
//
// Not judged, with one reason: what is not a response to one question of class IN [doh]; TC, after
// which TCP is asked [hjw]; an RCODE other than NOERROR and NXDOMAIN, which counts as a timeout
// [ote]; NS of arpa., which must not be asked for [unt]; no zone first seen in time, or a reply
// that fits none while they do not reach back [yhu].
//
// TTLs are not compared: what a set is, is its owner, class, type and data. A second or third
// signature over a set may be bad, as long as one is good (RFC 4035 section 5.3.3).
Judgement judge_correctness(ByteView reply,
                            std::span<const Candidate> zones,
                            WallTime at,
                            zone::SignatureMemo& memo);

}  // namespace tocsin::judge
