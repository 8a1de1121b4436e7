// The root servers of a hints file, as the lab serves them: each on its real addresses.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/model/topology.h"

namespace tocsin::lab {

// Ordered from a to m. Refused: what core/plan refuses, and a letter without both families.
Result<std::vector<Letter>> letters_from(std::string_view hints);

// The announced prefix around a letter's address: a /24 or a /48 (RIPE-690 and RFC 3849 sized).
std::string announced_prefix(const std::string& address);

// The half of it in which the address is: who announces that draws its traffic from everywhere.
std::string more_specific_prefix(const std::string& address);

// What announces it for a letter, where it is told to (Prefix::group).
std::string hijack_group(char letter);

}  // namespace tocsin::lab
