// What a check asks of one endpoint in one slot: the checks that need nothing else to know it.
#pragma once

#include <vector>

#include "core/base/time.h"
#include "core/plan/plan.h"
#include "core/record/question.h"

namespace tocsin::probe {

// In the order in which they are asked. `slot` and `every` are those of the series. None where the
// check needs more (correctness a zone, route and resolver another way of asking).
std::vector<record::Question> questions_of(plan::Check check, MonotonicTime slot, Duration every);

// The most that one slot brings, so that budgets can reckon with it.
std::uint32_t questions_max(plan::Check check);

}  // namespace tocsin::probe
