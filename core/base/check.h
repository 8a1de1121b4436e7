// A broken invariant is a bug of ours: say which, and stop before it becomes a wrong figure.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <source_location>

namespace tocsin {

inline void check(bool holds,
                  const char* what,
                  std::source_location at = std::source_location::current()) {
  if (holds) return;
  std::fprintf(stderr, "%s:%u: broken invariant: %s\n", at.file_name(), at.line(), what);
  std::abort();
}

}  // namespace tocsin
