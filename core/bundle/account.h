// What a bundle's data say about its question, by the definition in
// docs/conformance/reachability.md. The writer of a bundle and its readers call the same function.
// Pure.
#pragma once

#include "core/base/result.h"
#include "core/bundle/claim.h"
#include "core/bundle/contents.h"
#include "core/bundle/range.h"

namespace tocsin::bundle {

// A clock that may be further off dates nothing.
inline constexpr Duration clock_bound_max = std::chrono::seconds(1);

// When the batch was open, by its probe's clock.
Silence open_during(const record::Envelope& envelope);
bool touches(const Question& question, const record::Envelope& envelope);

// The range is that of these contents. With other keys of countries other probes speak. An error
// where the question is none, or the log says two things of one probe.
Result<Claim> account_of(const Contents& contents,
                         const Range& range,
                         const Question& question,
                         const entry::CountryKeys& countries);

}  // namespace tocsin::bundle
