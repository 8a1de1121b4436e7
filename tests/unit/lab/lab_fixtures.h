// Two letters and what is made of them.
#pragma once

#include <vector>

#include "tests/lab/model/profile.h"

namespace tocsin::lab {

inline std::vector<Letter> two_letters() {
  return {{.name = 'a', .ipv4 = "198.41.0.4", .ipv6 = "2001:503:ba3e::2:30"},
          {.name = 'k', .ipv4 = "193.0.14.129", .ipv6 = "2001:7fd::1"}};
}

}  // namespace tocsin::lab
