// Observations and batches with replies that name servers gave (tests/fuzz/corpus/dns_reply), with
// another instance's NSID for each server. Times are random, because they do not compress.
// Deterministic from the start of a program; needs the repository's root as its working directory.
// One thread.
#pragma once

#include <cstdint>

#include "core/base/time.h"
#include "core/record/observation.h"
#include "core/record/payload.h"

namespace tocsin::bench {

inline constexpr std::uint32_t root_rows = 30;
inline constexpr Duration root_batch_lasts = std::chrono::seconds(10);
inline constexpr std::uint32_t tld_rows_max = 4000;

// A query that nothing was heard of, number so and so of those drawn from one secret.
record::Observation asked(std::uint32_t endpoint, MonotonicTime sent_at, std::uint32_t number);

// The same, answered with this.
record::Observation answered(record::Observation asked,
                             Bytes reply,
                             std::uint32_t serial,
                             Bytes nsid);

// The NSID of one of a server's instances.
Bytes instance_of(std::uint32_t server);

// The root's SOA from one of 26 addresses.
record::Observation root_row(std::uint32_t endpoint, MonotonicTime sent_at, std::uint32_t number);

// Ten seconds of the root plan: 26 queries over UDP and 4 over TCP, one of them not answered.
record::Payload root_batch(MonotonicTime begun);

// The same later on the same day, when its replies need only be named.
record::Payload later_root_batch(MonotonicTime begun);

// So many TLDs' SOA, as each of their six name servers gives it; sent evenly within `lasts`, and
// each row of an endpoint of its own below `rows`.
record::Payload tld_batch(std::uint32_t rows, MonotonicTime begun, Duration lasts);

}  // namespace tocsin::bench
