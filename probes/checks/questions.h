// What a check of the root's addresses asks of one of them in one slot.
#pragma once

#include <vector>

#include "core/base/time.h"
#include "core/plan/plan.h"
#include "core/record/question.h"

namespace tocsin::probe {

// In the order in which they are asked. `slot` and `every` are those of the series. None for the
// checks that go by rounds (probes/main/round_plans.h), or that nothing runs yet.
std::vector<record::Question> questions_of(plan::Check check, MonotonicTime slot, Duration every);

// The most that one slot brings to the address, so that budgets can reckon with it.
std::uint32_t questions_max(plan::Check check);

}  // namespace tocsin::probe
