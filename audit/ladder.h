// What was asked about evidence, one question on the other, and whether each holds.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace tocsin::audit {

struct Rung {
  std::string name;  // "SIGNED"
  enum class Holds { yes, no } holds = Holds::no;
  std::string said;  // what was found, or why it does not hold
};

// `found` is said where the status is good, and its error where it is not.
Rung rung(std::string name, const Status<>& status, std::string found);

// In order; the first that does not hold may be the last, because nothing can be built on it.
using Ladder = std::vector<Rung>;

bool all_hold(const Ladder& ladder);

// A line each: "SIGNED           yes  by whom".
void print_text(std::ostream& out, const Ladder& ladder);

}  // namespace tocsin::audit
